//! Looking for what is wrong with a policy.

use releasegate::policy::{LintFinding, PolicySource, lint};
use releasegate::read::{Error, Syntax};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::Engine;

/// How to read the policy.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LintRequest {
    /// Where the policy was read from; named in errors.
    pub source: Option<String>,
    /// The notation of the policy; found out when missing.
    pub syntax: Option<Syntax>,
}

/// What is wrong with a policy.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LintAnswer {
    /// The format of this document: `releasegate/lint/1`.
    #[schemars(extend("const" = LintAnswer::FORMAT))]
    pub format: &'static str,
    /// What is wrong, errors first.
    pub findings: Vec<LintFinding>,
}

impl LintAnswer {
    /// The format id of what is wrong with a policy.
    pub const FORMAT: &'static str = "releasegate/lint/1";
}

impl Engine {
    /// Looks for what is wrong with a policy: that of the text, not that of the engine.
    ///
    /// # Errors
    /// When the text is no policy.
    pub fn lint(&self, request: &LintRequest, policy: &[u8]) -> Result<LintAnswer, Error> {
        let source = PolicySource::read(policy, request.syntax, &self.limits)
            .map_err(|error| error.in_source(request.source.as_deref()))?;
        Ok(LintAnswer {
            format: LintAnswer::FORMAT,
            findings: lint(&source),
        })
    }
}
