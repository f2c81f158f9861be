//! The document that says what now.

use schemars::JsonSchema;
use serde::Serialize;

use crate::checks::Verdict;
use crate::stage::Stage;
use crate::time::{AsOf, Instant};

/// What would open each gate ahead.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct NextActions {
    /// The format of this document: `releasegate/next-actions/1`.
    #[schemars(extend("const" = NextActions::FORMAT))]
    pub format: &'static str,
    /// The release.
    pub release: ActingRelease,
    /// The policy it was looked at under.
    pub policy: String,
    /// The instant at which it was looked at.
    pub as_of: AsOf,
    /// The gates that are not open, in the order of the process.
    pub gates: Vec<GateAhead>,
}

impl NextActions {
    /// The format id of what to do next.
    pub const FORMAT: &'static str = "releasegate/next-actions/1";
}

/// The release that has to act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActingRelease {
    /// Its id.
    pub id: String,
}

/// A gate that is not open.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GateAhead {
    /// The stage whose exit it is; missing for work that belongs to no gate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The required checks that keep it closed.
    pub checks: Vec<OpenCheck>,
}

/// A required check that is not met.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OpenCheck {
    /// The check.
    pub check: String,
    /// What it asks, in our own words.
    pub title: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// What stands in the way, in words.
    pub message: String,
    /// What helps.
    pub cure: Cure,
    /// To supply: the smallest set of facts that meets the check, or shows that it does not apply.
    /// To begin with: the first facts of a larger set.
    pub facts: Vec<SuppliedFact>,
    /// Until when there is nothing to do but wait, if the record tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// The first instant that is too late for it, counted back from the planned start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Instant>,
    /// How to put it right.
    pub remedy: String,
    /// The role that can put it right.
    pub role: String,
    /// What is open when nothing cures it any more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<Instead>,
}

/// What helps a check that is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cure {
    /// Supplying the facts listed.
    Supply,
    /// Supplying the facts listed to begin with, and asking again: they are what the check names
    /// first, and more will be needed then.
    Begin,
    /// Waiting.
    Wait,
    /// Doing something again, as the remedy says: no facts were found that meet the check.
    ///
    /// Only what is not evidenced can be answered so. Where the record contradicts itself or has
    /// an id twice, somebody has to say which of the two is so; where the policy says too little,
    /// or was not in force, it has to say more; what is recorded once, such as the outcome of a
    /// release, and was recorded wrongly, has to be recorded anew. What is recorded is never
    /// offered to be changed, except a time to a more precise one.
    Redo,
    /// Nothing any more; see `instead`.
    Instead,
}

/// What is open when a check can no longer be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Instead {
    /// A waiver, by somebody with the authority.
    Waiver,
    /// Another release that puts it right.
    CorrectiveRelease,
    /// A review after the fact, for an emergency.
    RetrospectiveReview,
}

/// A fact that somebody has to supply.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SuppliedFact {
    /// Where it belongs in the record, as a JSON Pointer.
    pub at: String,
    /// What it is.
    pub what: FactKind,
    /// A value of the kind that is asked for. It is only an example: the fact has to be true.
    pub example: serde_json::Value,
    /// The role that can supply it.
    pub role: String,
}

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// A text or an id.
    Text,
    /// An instant or a day.
    Time,
    /// A person or automation.
    Person,
    /// One of several words.
    Choice,
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// An item of a list, or a mapping.
    Item,
    /// The statement that there are none.
    None,
}

impl Instead {
    /// The same in plain words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Waiver => "a waiver",
            Self::CorrectiveRelease => "a corrective release",
            Self::RetrospectiveReview => "a retrospective review",
        }
    }

    /// What is open when nothing cures a check any more.
    pub(super) fn open(started: bool, emergency: bool) -> Vec<Self> {
        let mut open = vec![Self::Waiver];
        open.extend(started.then_some(Self::CorrectiveRelease));
        open.extend((started && emergency).then_some(Self::RetrospectiveReview));
        open
    }
}
