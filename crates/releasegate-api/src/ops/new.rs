//! Documents to start from.

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::TextAnswer;

/// Which document to start.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRequest {
    /// The kind of document.
    pub document: NewDocument,
}

/// A kind of document that people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewDocument {
    /// A release record.
    Release,
    /// A policy.
    Policy,
}

const RELEASE: &str = include_str!("../../templates/release.yaml");
const POLICY: &str = include_str!("../../templates/policy.yaml");

/// The document as YAML, with comments that say what goes where.
pub(crate) fn new(request: &NewRequest) -> TextAnswer {
    TextAnswer::new(match request.document {
        NewDocument::Release => RELEASE,
        NewDocument::Policy => POLICY,
    })
}

#[cfg(test)]
mod tests {
    use releasegate::model::Release;
    use releasegate::policy::{Policy, PolicyDocument};
    use releasegate::read::{Limits, Syntax};

    use super::{POLICY, RELEASE};

    #[test]
    fn templates_are_valid_documents() {
        let yaml = Some(Syntax::Yaml);
        Release::read(RELEASE.as_bytes(), yaml, &Limits::default()).unwrap();
        let policy = PolicyDocument::read(POLICY.as_bytes(), yaml, &Limits::default()).unwrap();
        Policy::of_document(policy).unwrap();
    }
}
