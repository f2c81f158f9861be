//! Approvals of the release, and what takes them back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::build::Artifact;
use super::ids::{BuildId, EnvironmentId, PersonId, RoleId, WaveId};
use super::stated::Stated;
use crate::time::Moment;

/// Somebody asked those with authority to decide on a build.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalRequest {
    /// The build to be decided on.
    pub build: BuildId,
    /// The environment it is to go to.
    pub environment: Option<EnvironmentId>,
    /// The waves it is for; all when missing.
    pub waves: Option<Vec<WaveId>>,
    /// When it was asked.
    pub requested_at: Option<Moment>,
    /// Who asked.
    pub requested_by: Option<PersonId>,
    /// Sequence number of the trail entry that holds it.
    pub seq: Option<u64>,
}

/// A decision on whether the release may be deployed.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Unique within the record.
    pub id: String,
    /// What was decided.
    pub decision: ApprovalDecision,
    /// When it was decided.
    pub decided_at: Option<Moment>,
    /// When it was written down.
    pub recorded_at: Option<Moment>,
    /// Sequence number of the trail entry that holds it.
    pub seq: Option<u64>,
    /// Who decided.
    pub by: Option<PersonId>,
    /// The role in which the person decided.
    pub role: Option<RoleId>,
    /// How the decision was given; in writing when missing.
    pub channel: Option<ApprovalChannel>,
    /// Who witnessed an oral decision.
    pub witness: Option<PersonId>,
    /// The log that shows an oral decision.
    pub log_ref: Option<String>,
    /// What was approved.
    pub scope: Option<ApprovalScope>,
    /// Why.
    pub reason: Option<String>,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalDecision {
    /// The release may be deployed.
    Approved,
    /// The release may not be deployed.
    Rejected,
    /// An earlier approval is taken back.
    Withdrawn,
}

/// How a decision was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalChannel {
    /// In writing, by a signed document or message.
    Written,
    /// In a tool that identifies who acts.
    System,
    /// By word of mouth; needs a witness or a log.
    Oral,
}

/// What an approval covers.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalScope {
    /// The build approved.
    pub build: Option<BuildId>,
    /// What was approved, when it is not what the build lists.
    pub artifacts: Option<Stated<Artifact>>,
    /// The environment it may go to.
    pub environment: Option<EnvironmentId>,
    /// The waves it is for; all when missing.
    pub waves: Option<Vec<WaveId>>,
    /// Deployment may start here, inclusive.
    pub from: Option<Moment>,
    /// Deployment must be finished here.
    pub until: Option<Moment>,
}
