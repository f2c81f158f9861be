//! Names for what reports are about: the same thing has the same name in every report.

use releasegate::assess::Assessment;
use uuid::Uuid;

/// What made a report, as a package URL.
pub(crate) const TOOL: &str = concat!("pkg:generic/releasegate@", env!("CARGO_PKG_VERSION"));

/// Whose words are those that a standard does not have.
pub(crate) const VOCABULARY: &str = "pkg:generic/releasegate";

/// Where the ids of this project are unique. Another number would give every thing another id.
const NAMESPACE: Uuid = Uuid::from_u128(0xf742_2ba6_b3e2_40d8_8d37_b754_b1b7_50bc);

/// The id of what some words name together (a UUID of version 5, which is made of nothing else).
///
/// The words are those of the record, also where a report masks what it shows, so that an id means
/// the same in both and people whose masked addresses are alike stay apart.
pub(crate) fn id<'w>(words: impl IntoIterator<Item = &'w str>) -> Uuid {
    let mut name = Vec::new();
    for word in words {
        // With its length in front, no word can be taken for two.
        name.extend_from_slice(word.len().to_string().as_bytes());
        name.push(b':');
        name.extend_from_slice(word.as_bytes());
    }
    Uuid::new_v5(&NAMESPACE, &name)
}

/// The id of something in the record of a release: a person, an approval.
pub(crate) fn of_object(release: &str, kind: &str, name: &str) -> Uuid {
    id(["object", release, kind, name])
}

/// The id of what comes of one thing and another, which may be long.
pub(crate) fn joined(one: Uuid, other: &[u8]) -> Uuid {
    Uuid::new_v5(&one, other)
}

/// An assessment: of which release, under which policy, as of when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged(Uuid);

impl Judged {
    pub(crate) fn of(assessment: &Assessment<'_>, policy_digest: Option<&str>) -> Self {
        let as_of = assessment.as_of.span().first().to_string();
        Self(id([
            "assessment",
            assessment.release.id,
            assessment.policy.id,
            assessment.policy.version.unwrap_or_default(),
            policy_digest.unwrap_or_default(),
            as_of.as_str(),
        ]))
    }

    /// The id of the assessment itself.
    pub(crate) fn id(self) -> String {
        self.0.to_string()
    }

    /// The id of something in it.
    pub(crate) fn of_part(self, kind: &str, part: &str) -> String {
        let whole = self.id();
        id([whole.as_str(), kind, part]).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{Uuid, id};

    #[test]
    fn ids_do_not_change() {
        let given = id(["release", "REL-1"]);
        assert_eq!(given.get_version_num(), 5);
        assert_eq!(given.to_string(), "36644f6f-d067-51c4-8cc4-6f54600bc437");
    }

    #[test]
    fn words_do_not_run_together() {
        let ids: [Uuid; 4] = [
            id(["ab", "c"]),
            id(["a", "bc"]),
            id(["abc"]),
            id(["1:a", ""]),
        ];
        for (index, one) in ids.iter().enumerate() {
            assert_eq!(ids.iter().position(|other| other == one), Some(index));
        }
    }
}
