//! What a policy says of an own check.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::checks::Severity;
use crate::model::RoleId;
use crate::stage::Stage;

/// A requirement of the organization's own, written in CEL (Common Expression Language).
///
/// An expression sees `release`, the record as it could be known at the instant of judgement, and
/// `as_of`, that instant as a timestamp. What the record does not hold is not evidenced, never
/// false.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnCheckRule {
    /// Unique within the policy, and not the id of a shipped check, for example `ACME-01`.
    pub id: String,
    /// States the defect in kebab case.
    pub name: String,
    /// States the requirement.
    pub title: String,
    /// The stage whose work it judges.
    pub stage: Stage,
    /// The gate it belongs to; none when missing, and then it counts in the whole only.
    pub gate: Option<Stage>,
    /// How much it weighs; required when missing.
    pub severity: Option<Severity>,
    /// CEL: to which releases it applies; to all when missing. It does not apply only when the
    /// facts asked for here are in the record.
    pub applies_when: Option<String>,
    /// CEL: what has to be true. At most 2,000 bytes, two nested loops (`all`, `exists`,
    /// `exists_one`, `map`, `filter`) and eight `+`; no regular expressions. Times of the record
    /// are texts, to be compared as `timestamp(...)`.
    pub requires: String,
    /// One sentence that says what is wrong when it is false: lowercase, no full stop.
    pub message: String,
    /// How to put it right.
    pub remedy: String,
    /// The role that can supply what is missing, and put it right.
    pub role: RoleId,
    /// What people read about it.
    pub docs: Option<OwnDocs>,
}

/// What people read about an own check.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnDocs {
    /// What it asks; the title when missing.
    pub asks: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// An example that fails; the message when missing.
    pub example: Option<String>,
}
