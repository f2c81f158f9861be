//! Requests for change and the problems they come from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::ids::{ChangeId, PersonId, ProblemId};
use super::stated::Stated;
use crate::time::Moment;

/// A request for change that the release realises.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Unique within the record.
    pub id: ChangeId,
    /// What is to change.
    pub title: Option<String>,
    /// The category, as the change policy names it.
    pub category: Option<String>,
    /// What the change does to the service as a whole.
    pub service_effect: Option<ServiceEffect>,
    /// Who asked for it.
    pub requested_by: Option<PersonId>,
    /// When it was recorded.
    pub recorded_at: Option<Moment>,
    /// The incident or vulnerability that triggered an emergency change.
    pub trigger: Option<String>,
    /// Whether it has potentially major impact.
    pub major_impact: Option<MajorImpact>,
    /// The service design and transition plan that covers it.
    pub design_transition: Option<String>,
    /// Its priority.
    pub priority: Option<String>,
    /// What was considered before deciding.
    pub assessment: Option<ChangeAssessment>,
    /// Risk to information security.
    pub security_impact: Option<SecurityImpact>,
    /// Decisions and later changes of status, oldest first.
    pub decisions: Option<Stated<ChangeDecision>>,
    /// The review after implementation.
    pub review: Option<ChangeReview>,
}

/// What a change does to the service as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServiceEffect {
    /// Adds a service.
    New,
    /// Changes a service.
    Change,
    /// Removes a service.
    Removal,
    /// Transfers a service.
    Transfer,
    /// Leaves the service as a whole as it is.
    None,
}

/// The answer to "may this have major impact on customers or services?".
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MajorImpact {
    /// The answer.
    pub answer: bool,
    /// Why.
    pub reason: Option<String>,
    /// Who answered.
    pub assessed_by: Option<PersonId>,
    /// When.
    pub assessed_at: Option<Moment>,
}

/// What was considered before a change was decided; each heading has a value, or says `none`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeAssessment {
    /// Risk.
    pub risk: Option<String>,
    /// Business benefit.
    pub benefit: Option<String>,
    /// Feasibility.
    pub feasibility: Option<String>,
    /// Financial effect.
    pub cost: Option<String>,
    /// Effect on existing services.
    pub services: Option<String>,
    /// Effect on customers, users and other interested parties.
    pub users: Option<String>,
    /// Effect on policies and plans.
    pub policies: Option<String>,
    /// Effect on capacity.
    pub capacity: Option<String>,
    /// Effect on availability.
    pub availability: Option<String>,
    /// Effect on continuity.
    pub continuity: Option<String>,
    /// Effect on information security.
    pub security: Option<String>,
    /// Effect on other changes, releases and deployment plans.
    pub other_releases: Option<String>,
}

/// Information-security risk and controls considered for a change.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecurityImpact {
    /// Who assessed it.
    pub assessed_by: Option<PersonId>,
    /// When.
    pub assessed_at: Option<Moment>,
    /// What was found, and the controls chosen.
    pub result: Option<String>,
}

/// A decision on a change, or a later change of its status.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeDecision {
    /// What was decided.
    pub status: ChangeStatus,
    /// Who decided.
    pub decided_by: Option<Vec<PersonId>>,
    /// When it was decided.
    pub decided_at: Option<Moment>,
    /// When it was written down.
    pub recorded_at: Option<Moment>,
    /// End of validity of an approval, exclusive.
    pub valid_until: Option<Moment>,
    /// Why.
    pub reason: Option<String>,
}

/// The status of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeStatus {
    /// Accepted for realisation.
    Approved,
    /// Refused.
    Rejected,
    /// Put back for a later decision.
    Deferred,
    /// Taken back by the requester or the change authority.
    Withdrawn,
    /// Realised and closed.
    Closed,
}

/// The review of a change for its effectiveness.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeReview {
    /// When.
    pub reviewed_at: Option<Moment>,
    /// By whom.
    pub reviewed_by: Option<Vec<PersonId>>,
    /// Whether it did what it was for.
    pub effective: Option<bool>,
    /// Actions agreed with interested parties.
    pub actions: Option<Stated<Action>>,
}

/// Something somebody has to do by a date.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// By when, inclusive.
    pub due: Option<Moment>,
    /// When it was done.
    pub done_at: Option<Moment>,
}

/// A problem, or a known error.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// Unique within the record.
    pub id: ProblemId,
    /// Problem or known error.
    pub kind: ProblemKind,
    /// What is wrong.
    pub title: Option<String>,
    /// When it was recorded.
    pub recorded_at: Option<Moment>,
    /// What causes it.
    pub root_cause: Option<String>,
    /// How to live with it.
    pub workaround: Option<String>,
    /// When support could look it up.
    pub available_to_support_at: Option<Moment>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// Who closed it.
    pub closed_by: Option<PersonId>,
    /// Whether the closure was effective.
    pub effectiveness: Option<Effectiveness>,
    /// Where it went when this release did not close it.
    pub replanned: Option<Replanned>,
}

/// Problem or known error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A cause, known or not, of one or more incidents.
    Problem,
    /// A problem whose cause is identified or that has a way around it.
    KnownError,
}

/// A look at whether something had the wished effect.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effectiveness {
    /// The answer.
    pub effective: bool,
    /// Who looked.
    pub verified_by: Option<PersonId>,
    /// When.
    pub verified_at: Option<Moment>,
}

/// A problem moved to a later release.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replanned {
    /// The release or plan that takes it on.
    pub to: String,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Moment>,
}
