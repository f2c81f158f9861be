//! Release Deployment: waves and the attempts to deploy each of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::build::Artifact;
use super::change::Action;
use super::configuration::ItemUpdate;
use super::digest::Digest;
use super::ids::{BuildId, DeliverableId, EnvironmentId, PersonId, WaveId};
use super::stated::Stated;
use crate::time::Moment;

/// Evidence of the deployment.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deployment {
    /// The live environment.
    pub environment: Option<EnvironmentId>,
    /// The waves as they happened, oldest first; pilots and canaries are waves.
    pub waves: Option<Stated<Wave>>,
    /// When users first could use what was deployed, if later than the deployment.
    pub released_at: Option<Moment>,
    /// Updates of the configuration information.
    pub item_updates: Option<Stated<ItemUpdate>>,
    /// Who was allowed to change the live environment.
    pub access_grants: Option<Stated<AccessGrant>>,
    /// Removal of test data and test accounts.
    pub cleanup: Option<Cleanup>,
    /// Security and documents looked at after a significant change.
    pub post_change_check: Option<PostChangeCheck>,
    /// Exemptions from freezes.
    pub freeze_exemptions: Option<Stated<FreezeExemption>>,
    /// Investigation of an unsuccessful deployment.
    pub investigation: Option<Investigation>,
    /// Review after an emergency.
    pub emergency_review: Option<EmergencyReview>,
}

/// One wave of the deployment.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// The planned wave this is.
    pub id: WaveId,
    /// What kind of wave it was.
    pub kind: Option<WaveKind>,
    /// Attempts to deploy it, oldest first.
    pub attempts: Option<Stated<Attempt>>,
}

/// What kind of wave it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaveKind {
    /// A few live users or items first.
    Canary,
    /// A pilot with chosen users.
    Pilot,
    /// A regular wave.
    Regular,
}

/// One attempt to deploy a wave.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// When the first live user or item was exposed.
    pub started_at: Option<Moment>,
    /// Sequence number of the trail entry that holds the start.
    pub started_seq: Option<u64>,
    /// When it was finished.
    pub ended_at: Option<Moment>,
    /// Who or what deployed.
    pub deployed_by: Option<Vec<PersonId>>,
    /// Whether an approved pipeline did it.
    pub pipeline: Option<String>,
    /// The build deployed.
    pub build: Option<BuildId>,
    /// Where it was deployed to; the live environment when missing.
    pub environment: Option<EnvironmentId>,
    /// What was deployed.
    pub artifacts: Option<Stated<Artifact>>,
    /// What came out.
    pub outcome: Option<AttemptOutcome>,
    /// Checks of what arrived.
    pub component_checks: Option<Stated<ComponentCheck>>,
    /// The back-out, if there was one.
    pub back_out: Option<BackOut>,
    /// How a failure was remedied without going back.
    pub remedy: Option<String>,
}

/// What came out of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttemptOutcome {
    /// All of it is live.
    Deployed,
    /// Some of it is live.
    Partial,
    /// It failed.
    Failed,
    /// It was taken back.
    BackedOut,
}

/// A check that a component arrived intact.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComponentCheck {
    /// The component.
    pub deliverable: DeliverableId,
    /// What should be there.
    pub expected: Option<Digest>,
    /// What is there.
    pub actual: Option<Digest>,
    /// Whether it works.
    pub smoke_test: Option<CheckOutcome>,
    /// When it was checked.
    pub checked_at: Option<Moment>,
    /// By whom.
    pub checked_by: Option<PersonId>,
}

/// Whether something works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// It does.
    Passed,
    /// It does not.
    Failed,
}

/// A back-out.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackOut {
    /// When it was decided.
    pub decided_at: Option<Moment>,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// When it was started.
    pub started_at: Option<Moment>,
    /// When the state before was restored.
    pub ended_at: Option<Moment>,
    /// Whether the state before was restored.
    pub outcome: Option<CheckOutcome>,
    /// Checks of what was restored.
    pub component_checks: Option<Stated<ComponentCheck>>,
}

/// A permission to change the live environment.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessGrant {
    /// Who may.
    pub person: PersonId,
    /// Where.
    pub environment: Option<EnvironmentId>,
    /// From here on, inclusive.
    pub from: Option<Moment>,
    /// Up to here, exclusive; open when missing.
    pub until: Option<Moment>,
    /// Who granted it.
    pub granted_by: Option<PersonId>,
    /// When it was granted.
    pub granted_at: Option<Moment>,
}

/// Removal of test data and test accounts before going live.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cleanup {
    /// What was removed.
    pub statement: Option<String>,
    /// When.
    pub done_at: Option<Moment>,
    /// By whom.
    pub by: Option<PersonId>,
}

/// Security requirements confirmed and documents updated after a significant change.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostChangeCheck {
    /// Whether applicable security requirements hold.
    pub security_confirmed: Option<bool>,
    /// Whether documents were updated.
    pub documents_updated: Option<bool>,
    /// When it was looked at.
    pub checked_at: Option<Moment>,
    /// By whom.
    pub checked_by: Option<PersonId>,
}

/// A permission to deploy in a freeze.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FreezeExemption {
    /// The freeze.
    pub freeze: String,
    /// Who granted it.
    pub granted_by: Option<PersonId>,
    /// When.
    pub granted_at: Option<Moment>,
    /// Why.
    pub reason: Option<String>,
}

/// Investigation of an unsuccessful deployment.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Investigation {
    /// What caused it.
    pub cause: Option<String>,
    /// What is done about it.
    pub actions: Option<Stated<Action>>,
    /// Who agreed to the actions.
    pub agreed_with: Option<Vec<PersonId>>,
    /// When it was finished.
    pub finished_at: Option<Moment>,
}

/// The review that follows an emergency release.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EmergencyReview {
    /// By when, inclusive.
    pub due: Option<Moment>,
    /// When it was held.
    pub reviewed_at: Option<Moment>,
    /// By whom.
    pub reviewed_by: Option<Vec<PersonId>>,
    /// Whether the release was approved afterwards.
    pub accepted: Option<bool>,
    /// What follows when it was not.
    pub follow_up: Option<String>,
    /// When assessment, tests and records were completed.
    pub records_completed_at: Option<Moment>,
}

impl Attempt {
    /// Whether the attempt says anything that shows it took place.
    #[must_use]
    pub fn is_evidence(&self) -> bool {
        *self != Self::default()
    }
}
