//! What a plan prepares beside the deployment itself: fallback, notices, risks, suppliers, training.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::ids::{
    AudienceId, BuildId, DeliverableId, EnvironmentId, PartyId, PersonId, RoleId, WaveId,
};
use super::stated::Stated;
use crate::time::Moment;

/// How to reverse or remedy a failed deployment.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackOutPlan {
    /// Reverse it, or fix it forward.
    pub approach: Option<BackOutApproach>,
    /// What is done, step by step.
    pub steps: Option<Stated<String>>,
    /// What triggers it.
    pub trigger: Option<String>,
    /// The role that decides.
    pub decision_by: Option<RoleId>,
    /// How long it may take, in minutes.
    pub max_duration_minutes: Option<u32>,
    /// After what it is no longer possible.
    pub point_of_no_return: Option<String>,
    /// How migrated data is recovered.
    pub data_recovery: Option<String>,
    /// Why there is no way back.
    pub not_applicable_reason: Option<String>,
    /// Who approved the plan.
    pub approved_by: Option<PersonId>,
    /// When.
    pub approved_at: Option<Moment>,
    /// Rehearsals.
    pub tests: Option<Stated<BackOutTest>>,
    /// Why it could not be tested.
    pub not_testable: Option<NotPossible>,
}

/// Reverse, or fix forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BackOutApproach {
    /// Restore the state before.
    Reverse,
    /// Remedy the new state.
    FixForward,
}

/// A rehearsal of the back-out.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackOutTest {
    /// When.
    pub tested_at: Option<Moment>,
    /// Where.
    pub environment: Option<EnvironmentId>,
    /// The build that was taken back.
    pub build: Option<BuildId>,
    /// Whether it worked.
    pub passed: Option<bool>,
    /// By whom.
    pub by: Option<PersonId>,
}

/// Why something was not possible, and who accepted that.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotPossible {
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub approved_by: Option<PersonId>,
    /// When.
    pub approved_at: Option<Moment>,
}

/// A notice to interested parties.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Communication {
    /// What was said.
    pub subject: Option<String>,
    /// The wave it is about.
    pub wave: Option<WaveId>,
    /// The date that was announced.
    pub announced_start: Option<Moment>,
    /// Who was told.
    pub audiences: Option<Vec<AudienceId>>,
    /// How.
    pub channel: Option<String>,
    /// When.
    pub sent_at: Option<Moment>,
    /// By whom.
    pub by: Option<PersonId>,
}

/// A risk to the services or the release.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// Unique within the plan.
    pub id: String,
    /// What may happen.
    pub title: Option<String>,
    /// How severe it is, as the organization grades it.
    pub level: Option<String>,
    /// Whether it is above what the organization accepts.
    pub above_acceptance: Option<bool>,
    /// What is done about it.
    pub treatment: Option<String>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// When it was assessed.
    pub assessed_at: Option<Moment>,
    /// Who accepted it as it is.
    pub accepted_by: Option<PersonId>,
    /// When it was accepted.
    pub accepted_at: Option<Moment>,
}

/// An agreement with a supplier or an internal supplier.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplierAgreement {
    /// The supplier.
    pub supplier: PartyId,
    /// The contract or agreement.
    pub agreement: Option<String>,
    /// In force from here on, inclusive.
    pub from: Option<Moment>,
    /// In force up to here, exclusive.
    pub until: Option<Moment>,
    /// Targets agreed.
    pub targets: Option<String>,
    /// Interfaces agreed.
    pub interfaces: Option<String>,
    /// Responsibilities agreed.
    pub responsibilities: Option<String>,
}

/// A training or awareness measure.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// Who was trained or told.
    pub audience: AudienceId,
    /// About what.
    pub subject: Option<String>,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// By whom.
    pub by: Option<PersonId>,
}

/// Conversion of data, systems or processes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// Whether anything is converted.
    pub needed: Option<bool>,
    /// Deliverables that convert something.
    pub deliverables: Option<Vec<DeliverableId>>,
    /// How each step can be followed afterwards.
    pub audit_trail: Option<String>,
    /// How the state before is recovered.
    pub recovery: Option<String>,
}

/// The test plan.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestPlan {
    /// Where it is kept.
    pub reference: Option<String>,
    /// Who does what.
    pub roles: Option<String>,
    /// When testing may start.
    pub entry_criteria: Option<String>,
    /// When testing is over.
    pub exit_criteria: Option<String>,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// When.
    pub approved_at: Option<Moment>,
}

/// A decision on a clash with another release.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clash {
    /// The other release.
    pub release: String,
    /// What was decided.
    pub decision: Option<String>,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Moment>,
}
