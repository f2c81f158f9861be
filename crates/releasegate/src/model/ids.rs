//! Identifiers. Each is text of the organization's own choosing, kept as given.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
