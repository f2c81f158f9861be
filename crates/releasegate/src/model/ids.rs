//! Identifiers. Each is text of the organization's own choosing, kept as given.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

macro_rules! identifiers {
    ($($(#[$doc:meta])+ $name:ident;)+) => {$(
        $(#[$doc])+
        #[derive(
            Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
        )]
        #[serde(transparent)]
        #[schemars(inline)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

identifiers! {
    /// Names one person or automation in `people`.
    PersonId;
    /// Names one party in `parties`: the organization, a customer, a supplier.
    PartyId;
    /// Names one role, such as `release_manager`.
    RoleId;
    /// Names one team in `teams`.
    TeamId;
    /// Names one request for change in `changes`.
    ChangeId;
    /// Names one problem or known error in `problems`.
    ProblemId;
    /// Names one deliverable of the plan.
    DeliverableId;
    /// Names one configuration item.
    ItemId;
    /// Names one acceptance criterion.
    CriterionId;
    /// Names one build of the release.
    BuildId;
    /// Names one environment.
    EnvironmentId;
    /// Names one wave of the deployment.
    WaveId;
    /// Names one audience to be informed.
    AudienceId;
    /// Names one document.
    DocumentId;
    /// Names one release type of the policy.
    ReleaseTypeId;
}

/// Whether two ids of releases look the same: without the blanks around them, and however their
/// letters are composed. Ids are kept as given; only who asks whether one is taken compares so.
#[must_use]
pub fn same_release_id(one: &str, other: &str) -> bool {
    one.trim().nfkc().eq(other.trim().nfkc())
}

/// What two ids of releases share exactly when [`same_release_id`] says that they are the same.
#[must_use]
pub(crate) fn release_id_key(id: &str) -> String {
    id.trim().nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::same_release_id;

    #[test]
    fn ids_are_the_same_however_they_are_composed() {
        assert!(same_release_id("REL-1", " REL-1\u{a0}"));
        assert!(same_release_id("R\u{c9}L-1", "RE\u{301}L-1"));
        assert!(same_release_id("REL-\u{ff11}", "REL-1"));
        assert!(!same_release_id("REL-1", "rel-1"));
        assert!(!same_release_id("REL-1", "REL-10"));
    }
}
