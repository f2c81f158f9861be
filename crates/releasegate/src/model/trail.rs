//! The trail: what was done to the record, in order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::ids::PersonId;
use crate::stage::Stage;
use crate::time::Moment;

/// One entry of the append-only log.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrailEntry {
    /// Position in the log, from 1, without gaps.
    pub seq: u64,
    /// What happened.
    pub event: Option<String>,
    /// The stage that the release entered with it, if it entered one.
    pub stage: Option<Stage>,
    /// Who acted.
    pub actor: Option<PersonId>,
    /// When it was decided.
    pub decided_at: Option<Moment>,
    /// When it was written down.
    pub recorded_at: Option<Moment>,
    /// Whether it was accepted; refused attempts are part of the trail.
    pub accepted: Option<bool>,
    /// Version of the policy that was in force.
    pub policy_version: Option<String>,
    /// Hash of the entry before.
    pub previous_hash: Option<String>,
    /// Hash of this entry.
    pub hash: Option<String>,
}
