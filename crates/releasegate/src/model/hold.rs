//! Holds: the release waits, by somebody's decision.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::ids::PersonId;
use crate::time::Moment;

/// A time in which nothing of the release goes ahead.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// From when on.
    pub held_at: Option<Moment>,
    /// Who decided so.
    pub held_by: Option<PersonId>,
    /// Why.
    pub reason: Option<String>,
    /// When it was lifted; it still lasts when missing.
    pub resumed_at: Option<Moment>,
    /// Who lifted it.
    pub resumed_by: Option<PersonId>,
}
