//! What a policy rules: checks, approvals, roles, limits, waivers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::checks::Severity;
use crate::model::{PersonId, ReleaseTypeId, RoleId};
use crate::stage::Stage;

/// What the policy says of one check.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRule {
    /// The check, for example `PLN-30`.
    pub check: String,
    /// How much it weighs; `off` leaves it out.
    pub severity: Option<RuledSeverity>,
    /// The gate it belongs to.
    pub gate: Option<Stage>,
    /// Why the policy differs from the profile.
    pub reason: Option<String>,
}

/// How much a check weighs under a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuledSeverity {
    /// Required.
    Must,
    /// Good practice; listed, never rolled up.
    Should,
    /// Not asked at all.
    Off,
}

impl RuledSeverity {
    /// The severity, unless the check is left out.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Must => Some(Severity::Must),
            Self::Should => Some(Severity::Should),
            Self::Off => None,
        }
    }
}

/// Who has to approve something, and how many of them.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalRule {
    /// Unique within the policy.
    pub id: String,
    /// What is approved.
    pub of: ApprovalSubject,
    /// The release types it is for; all when missing.
    pub release_types: Option<Vec<ReleaseTypeId>>,
    /// The roles of which an approver has to hold one.
    pub roles: Vec<RoleId>,
    /// How many different people have to approve; one when missing.
    pub quorum: Option<u32>,
    /// Whose approval does not count, because of what else they did for the release.
    pub exclude: Option<Vec<Involvement>>,
}

/// What is approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalSubject {
    /// The release, before it is deployed.
    Release,
    /// The release plan.
    Plan,
    /// A request for change.
    Change,
    /// The end of early life support.
    EarlyLifeExit,
    /// A waiver.
    Waiver,
}

/// What somebody did for a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Involvement {
    /// Built it.
    Builders,
    /// Tested it.
    Testers,
    /// Deployed it.
    Deployers,
    /// Asked for one of its changes.
    Requesters,
}

/// A role, and what the organization says of it.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleRule {
    /// The role.
    pub id: RoleId,
    /// What the role is called.
    pub title: Option<String>,
    /// What holders of the role may approve.
    pub may_approve: Option<Vec<ApprovalSubject>>,
    /// Who holds the role, as far as the policy names them.
    pub holders: Option<Vec<PersonId>>,
    /// What holders of the role have to be competent in. For a team, those of its leader and of
    /// specialists are asked.
    pub competences: Option<Vec<String>>,
}

/// How long before the planned start the facts that a check asks for have to be there.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadTime {
    /// The check.
    pub check: String,
    /// The number of days before the first planned start.
    pub days: u32,
    /// Whether business days are counted; calendar days otherwise.
    pub business: Option<bool>,
}

/// How long things may take, how often they are due, how many are too many.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Business days from a decision until it has to be written down.
    pub late_record_business_days: Option<u32>,
    /// Business days from the end of a wave until the configuration information has to be updated.
    pub configuration_update_business_days: Option<u32>,
    /// Calendar days from the start of an emergency release until its review is due.
    pub emergency_review_days: Option<u32>,
    /// Calendar days from the end of the early-life period until its review is due. Indicator K15
    /// counts by it; no check does, since no framework sets a time for the review.
    pub review_days: Option<u32>,
    /// Number of related incidents from which on there has to be a problem.
    pub problem_after_incidents: Option<u32>,
    /// Calendar days between two analyses of changes for trends.
    pub change_trends_every_days: Option<u32>,
    /// Calendar days between two verifications of the configuration information.
    pub configuration_audit_every_days: Option<u32>,
    /// Calendar days between two analyses of an indicator, and from the end of the time measured
    /// until it is analysed.
    pub measurements_every_days: Option<u32>,
    /// Calendar days between two service reports, and from the end of the time reported on until
    /// the report is sent.
    pub reports_every_days: Option<u32>,
    /// Calendar days for which records are kept after closure.
    pub retention_days: Option<u32>,
    /// Calendar days before the end of a waiver from which on it is said to expire soon.
    pub waiver_expires_soon_days: Option<u32>,
}

/// From what size on a release is a major one; one of the numbers is enough.
#[skip_serializing_none]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MajorThreshold {
    /// Number of requests for change that it realises.
    pub changes: Option<u32>,
    /// Number of configuration items that it affects.
    pub affected_items: Option<u32>,
}

/// How early life support ends.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyLifeRules {
    /// What has to be met before it ends.
    pub exit_criteria: Option<Vec<String>>,
    /// The roles that may authorise the end.
    pub exit_authority: Option<Vec<RoleId>>,
    /// Whether it may end before the period is over.
    pub early_exit_allowed: Option<bool>,
}
