//! Post-Release Support: what happened in the time after the deployment.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::ids::{AudienceId, PersonId, ProblemId};
use super::stated::Stated;
use crate::time::Moment;

/// Evidence of early life support.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyLife {
    /// What success means for this release.
    pub success_criteria: Option<Stated<String>>,
    /// Observations made.
    pub monitoring: Option<Stated<Observation>>,
    /// Success or failure, as somebody judged it.
    pub outcome: Option<Outcome>,
    /// Dated extracts from the incident system.
    pub incident_extracts: Option<Stated<IncidentExtract>>,
    /// Incidents related to the release.
    pub incidents: Option<Stated<Incident>>,
    /// Information given on outcome and future releases.
    pub publications: Option<Stated<Publication>>,
    /// Extra support capacity.
    pub roster: Option<Stated<Shift>>,
    /// The end of early life support.
    pub exit: Option<EarlyLifeExit>,
}

/// One observation of the release in use.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// What was measured.
    pub measure: Option<String>,
    /// What was seen.
    pub value: Option<String>,
    /// When.
    pub observed_at: Option<Moment>,
    /// By whom.
    pub observed_by: Option<PersonId>,
}

/// Success or failure of the release.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The judgement.
    pub value: OutcomeValue,
    /// When it was made.
    pub set_at: Option<Moment>,
    /// Who made it.
    pub set_by: Option<PersonId>,
}

/// Success or failure of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeValue {
    /// It is live and does what it is for.
    Successful,
    /// It is live after a remedy.
    SuccessfulAfterRemedy,
    /// Some of it is live.
    Partial,
    /// It failed.
    Failed,
    /// It was taken back.
    BackedOut,
}

/// A dated extract of release-related incidents from the incident system.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentExtract {
    /// Start of the time searched, inclusive.
    pub from: Option<Moment>,
    /// End of the time searched, exclusive.
    pub until: Option<Moment>,
    /// When the extract was taken.
    pub taken_at: Option<Moment>,
    /// By whom.
    pub taken_by: Option<PersonId>,
    /// The query used, or where the extract is kept.
    pub query: Option<String>,
    /// How many incidents related to the release it found, zero included.
    pub related: Option<u32>,
}

/// An incident related to the release.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// Identifies the incident.
    pub id: String,
    /// When it was opened.
    pub opened_at: Option<Moment>,
    /// Its classification.
    pub category: Option<String>,
    /// Its priority, from impact and urgency.
    pub priority: Option<String>,
    /// Whom it was escalated to.
    pub escalated_to: Option<String>,
    /// When it was resolved.
    pub resolved_at: Option<Moment>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// What was done.
    pub actions: Option<String>,
    /// Who decided that the release and the incident are related.
    pub related_by: Option<PersonId>,
    /// When that was decided.
    pub related_at: Option<Moment>,
    /// Other releases it is related to.
    pub also_related_to: Option<Vec<String>>,
    /// The service that failed.
    pub service: Option<String>,
    /// The problem behind it.
    pub problem: Option<ProblemId>,
    /// How a major incident was handled.
    pub major: Option<MajorIncident>,
    /// Whether it is an information-security incident.
    pub security: Option<bool>,
    /// Priority from security risk.
    pub security_priority: Option<String>,
}

/// How a major incident was handled.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MajorIncident {
    /// Whether it meets the criteria of a major incident.
    pub meets_criteria: Option<bool>,
    /// Who was responsible.
    pub responsible: Option<PersonId>,
    /// When top management was informed.
    pub management_informed_at: Option<Moment>,
    /// What the review found.
    pub review: Option<String>,
    /// When it was reviewed.
    pub reviewed_at: Option<Moment>,
}

/// Information given to other service management activities.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Who got it.
    pub audience: Option<AudienceId>,
    /// When.
    pub published_at: Option<Moment>,
    /// By whom.
    pub published_by: Option<PersonId>,
    /// What it says on success or failure.
    pub outcome: Option<String>,
    /// Dates of future releases.
    pub future_releases: Option<Stated<FutureRelease>>,
}

/// A future release that was announced.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FutureRelease {
    /// The release.
    pub release: String,
    /// When it is planned.
    pub planned_start: Option<Moment>,
}

/// Somebody gives extra support for some time.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Who.
    pub person: PersonId,
    /// From here on, inclusive.
    pub from: Option<Moment>,
    /// Up to here, exclusive.
    pub until: Option<Moment>,
}

/// The end of early life support.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyLifeExit {
    /// When it ended.
    pub exited_at: Option<Moment>,
    /// Who authorised it.
    pub authorised_by: Option<PersonId>,
    /// Who else authorised it, where the policy asks for several people.
    pub authorisations: Option<Stated<ExitAuthorisation>>,
    /// Each exit criterion and whether it was met.
    pub criteria: Option<Stated<ExitCriterion>>,
    /// Why it ended before the period was over.
    pub early_reason: Option<String>,
    /// Incidents handed over open.
    pub open_incidents: Option<Stated<String>>,
}

/// Somebody beside who ended early life support authorised its end.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExitAuthorisation {
    /// When, at the latest as it ended.
    pub authorised_at: Option<Moment>,
    /// Who.
    pub authorised_by: Option<PersonId>,
}

/// An exit criterion and whether it was met.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExitCriterion {
    /// The criterion.
    pub criterion: String,
    /// Whether it was met.
    pub met: Option<bool>,
}
