//! The release record: the evidence of one release, in the order of the process.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::approval::{Approval, ApprovalRequest};
use super::build::BuildStage;
use super::change::{Change, Problem};
use super::closure::Closure;
use super::configuration::Baseline;
use super::deployment::Deployment;
use super::early_life::EarlyLife;
use super::hold::Hold;
use super::ids::{PersonId, ReleaseTypeId};
use super::people::{Assignment, Delegation, Party, Person, Team};
use super::plan::Plan;
use super::stated::Stated;
use super::support::Support;
use super::trail::TrailEntry;
use super::verification::Verification;
use super::waiver::Waiver;
use crate::format::format_id;
use crate::time::{Moment, Zone};

/// The evidence of one release, from planning to closure.
///
/// Only `format` and `id` are required. Whatever else is missing is not evidenced.
/// `null` says the same as a missing key.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The format of this document: `releasegate/release/1`.
    pub format: ReleaseFormat,
    /// Unique over all releases of the organization.
    pub id: String,
    /// What the release is called.
    pub title: Option<String>,
    /// The service it is for.
    pub service: Option<String>,
    /// The version it brings.
    pub version: Option<String>,
    /// The release type, as the policy names it.
    #[serde(rename = "type")]
    pub release_type: Option<ReleaseTypeId>,
    /// The zone in which days of this record are meant, as in the IANA time zone database.
    pub zone: Option<Zone>,
    /// When the release was registered.
    pub registered_at: Option<Moment>,
    /// Who registered it.
    pub registered_by: Option<PersonId>,
    /// The policy the release was managed under.
    pub policy: Option<PolicyRef>,
    /// Organizations and groups with an interest.
    pub parties: Option<Stated<Party>>,
    /// People and automations.
    pub people: Option<Stated<Person>>,
    /// Who holds which role from when to when.
    pub assignments: Option<Stated<Assignment>>,
    /// Who acts for whom.
    pub delegations: Option<Stated<Delegation>>,
    /// Who deploys which waves together.
    pub teams: Option<Stated<Team>>,
    /// Release Management Support.
    pub support: Option<Support>,
    /// Requests for change.
    pub changes: Option<Stated<Change>>,
    /// Problems and known errors.
    pub problems: Option<Stated<Problem>>,
    /// Release Planning.
    pub plan: Option<Plan>,
    /// Release Build.
    pub build: Option<BuildStage>,
    /// Criteria, results, decisions on failures.
    pub verification: Option<Verification>,
    /// Who was asked when to decide on which build.
    pub approval_requests: Option<Stated<ApprovalRequest>>,
    /// Approvals of the release and what takes them back, oldest first.
    pub approvals: Option<Stated<Approval>>,
    /// Recorded states of configuration items.
    pub baselines: Option<Stated<Baseline>>,
    /// Release Deployment.
    pub deployment: Option<Deployment>,
    /// Post-Release Support.
    pub early_life: Option<EarlyLife>,
    /// Release Closure.
    pub closure: Option<Closure>,
    /// Times in which the release waits, oldest first.
    pub holds: Option<Stated<Hold>>,
    /// Accepted deviations.
    pub waivers: Option<Stated<Waiver>>,
    /// The append-only log.
    pub trail: Option<Stated<TrailEntry>>,
    /// Where imported values come from.
    pub sources: Option<Vec<Source>>,
    /// Data of other tools, kept untouched.
    pub extensions: Option<serde_json::Map<String, serde_json::Value>>,
}

/// The policy a release was managed under.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyRef {
    /// Identifies the policy.
    pub id: String,
    /// Its version.
    pub version: Option<String>,
}

/// Where an imported value comes from.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// JSON Pointer to the value in this record.
    pub pointer: String,
    /// The file it was read from.
    pub file: String,
    /// JSON Pointer to the value in that file.
    pub file_pointer: String,
}

format_id! {
    /// The format id of release records.
    pub ReleaseFormat = "releasegate/release/1", "a release record"
}
