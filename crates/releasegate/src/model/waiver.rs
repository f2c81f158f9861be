//! Accepted deviations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::ids::PersonId;
use crate::time::Moment;

/// An accepted deviation. It never changes a verdict.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Unique within the record.
    pub id: String,
    /// The check deviated from, for example `DEP-12`.
    pub check: String,
    /// Limits the deviation to these places of the record.
    pub scope: Option<Vec<String>>,
    /// Why it is accepted.
    pub reason: Option<String>,
    /// Who asked for it.
    pub requested_by: Option<PersonId>,
    /// Who accepted it.
    pub approved_by: Option<PersonId>,
    /// When it was accepted.
    pub approved_at: Option<Moment>,
    /// Valid from here on, inclusive.
    pub from: Option<Moment>,
    /// Valid up to here, exclusive.
    pub until: Option<Moment>,
    /// What keeps the risk low meanwhile.
    pub compensating_control: Option<String>,
}
