//! Release Closure: what was learned, reported, kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::change::Action;
use super::ids::{AudienceId, DocumentId, PersonId};
use super::stated::Stated;
use crate::time::Moment;

/// Evidence of closing the release.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// The release was cancelled or rejected for good.
    pub cancellation: Option<Cancellation>,
    /// Analyses of success or failure, oldest first.
    pub analyses: Option<Stated<Analysis>>,
    /// Reviews of the analyses, oldest first.
    pub reviews: Option<Stated<Review>>,
    /// What became of opportunities for improvement.
    pub improvements: Option<Stated<Improvement>>,
    /// Reports to interested parties.
    pub reports: Option<Stated<Report>>,
    /// Nonconformities of the management system.
    pub nonconformities: Option<Stated<Nonconformity>>,
    /// Effects nobody planned.
    pub side_effects: Option<Stated<SideEffect>>,
    /// Documents updated.
    pub documents: Option<Stated<DocumentUpdate>>,
    /// Knowledge kept.
    pub lessons: Option<Stated<String>>,
    /// Periodic work of the process that touches this release.
    pub periodic: Option<Periodic>,
    /// How long the records are kept, and where.
    pub retention: Option<Retention>,
    /// When the release was closed.
    pub closed_at: Option<Moment>,
    /// By whom.
    pub closed_by: Option<PersonId>,
}

/// The release was cancelled or rejected for good.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    /// When.
    pub cancelled_at: Moment,
    /// Who decided.
    pub cancelled_by: PersonId,
    /// Why.
    pub reason: Option<String>,
}

/// An analysis of success or failure.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Analysis {
    /// When it was made.
    pub analysed_at: Option<Moment>,
    /// By whom.
    pub analysed_by: Option<PersonId>,
    /// How.
    pub method: Option<String>,
    /// The data it rests on.
    pub data_refs: Option<Stated<String>>,
    /// What was found.
    pub results: Option<String>,
    /// What follows from it.
    pub conclusions: Option<String>,
    /// Effect on customers.
    pub customer_impact: Option<Stated<String>>,
}

/// A review of an analysis for opportunities to improve.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// When.
    pub reviewed_at: Option<Moment>,
    /// By whom.
    pub reviewed_by: Option<Vec<PersonId>>,
    /// What could be better.
    pub opportunities: Option<Stated<String>>,
}

/// What became of an opportunity for improvement.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Improvement {
    /// The opportunity.
    pub opportunity: String,
    /// Whether it was taken up.
    pub approved: Option<bool>,
    /// When it was decided.
    pub decided_at: Option<Moment>,
    /// The target.
    pub target: Option<String>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// By when, inclusive.
    pub due: Option<Moment>,
    /// When it was done.
    pub done_at: Option<Moment>,
}

/// A report to interested parties.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// What the report is for.
    pub purpose: Option<String>,
    /// Start of the time reported on, inclusive.
    pub from: Option<Moment>,
    /// End of the time reported on, exclusive.
    pub until: Option<Moment>,
    /// Intended outcomes and what was achieved.
    pub outcomes: Option<Stated<AchievedOutcome>>,
    /// Who got it.
    pub sent_to: Option<Vec<AudienceId>>,
    /// When.
    pub sent_at: Option<Moment>,
    /// Decisions and actions that followed.
    pub actions: Option<Stated<Action>>,
}

/// An intended outcome and what was achieved.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AchievedOutcome {
    /// The intended outcome in the design and transition plan.
    pub outcome: String,
    /// What was achieved, in the same unit.
    pub achieved: Option<String>,
}

/// A nonconformity of the management system.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nonconformity {
    /// What it is.
    pub nature: Option<String>,
    /// What caused it.
    pub cause: Option<String>,
    /// Whether similar ones exist.
    pub similar_check: Option<String>,
    /// What is done.
    pub actions: Option<Stated<Action>>,
    /// Whether the actions were effective.
    pub effectiveness: Option<String>,
    /// When that was looked at.
    pub effectiveness_reviewed_at: Option<Moment>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
}

/// An effect nobody planned.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SideEffect {
    /// What happened.
    pub effect: Option<String>,
    /// The incident that showed it.
    pub incident: Option<String>,
    /// What was done against it.
    pub mitigation: Option<String>,
    /// When it was reviewed.
    pub reviewed_at: Option<Moment>,
}

/// A document was updated.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentUpdate {
    /// The document.
    pub document: DocumentId,
    /// Its new version.
    pub version: Option<String>,
    /// When.
    pub updated_at: Option<Moment>,
}

/// Periodic work of the process.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Periodic {
    /// Measurements of the indicators.
    pub measurements: Option<Stated<Measurement>>,
    /// Analyses of changes for trends.
    pub change_trends: Option<Stated<PeriodicRun>>,
    /// Verifications of the configuration information.
    pub configuration_audits: Option<Stated<PeriodicRun>>,
}

/// The result of measuring an indicator.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    /// The indicator.
    pub indicator: String,
    /// Start of the time measured, inclusive.
    pub from: Option<Moment>,
    /// End of the time measured, exclusive.
    pub until: Option<Moment>,
    /// The value, with its unit.
    pub value: Option<String>,
    /// When it was analysed.
    pub analysed_at: Option<Moment>,
}

/// One run of something done at planned intervals.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodicRun {
    /// When it was done.
    pub done_at: Option<Moment>,
    /// What was found.
    pub result: Option<String>,
    /// When the result was reviewed.
    pub reviewed_at: Option<Moment>,
    /// What is done about it.
    pub actions: Option<Stated<Action>>,
}

/// How long the records are kept.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Kept up to here.
    pub until: Option<Moment>,
    /// Where.
    pub store: Option<String>,
    /// When they were deleted.
    pub deleted_at: Option<Moment>,
}
