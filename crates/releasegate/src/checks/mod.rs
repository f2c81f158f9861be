//! The requirements, one declaration and one pure function each.
//!
//! To add a check: declare it in the file of its stage that reads like the clause, list it in that
//! stage's `CHECKS`, add it to the profiles that ask for it, and write its vectors. The tests of
//! the registry name what is forgotten.

mod actions;
mod answers;
mod approvals;
mod approvers;
mod asked;
mod attempts;
mod build;
mod builds;
mod case;
mod changes;
mod check;
mod closure;
mod deployment;
mod digests;
mod early_life;
mod emergency;
mod failures;
mod first_verified;
mod involved;
mod judgement;
mod limits;
mod planning;
mod progress;
mod reason;
mod registry;
mod results;
mod sides;
mod support;
mod transition;
mod verdict;
pub(crate) mod waived;

pub(crate) use approvals::{approved_before, cleared_at};
pub(crate) use approvers::approving_roles;
pub use asked::Asked;
pub use attempts::{Attempted, Start};
pub(crate) use attempts::{attempt_ended, was_taken_back};
pub(crate) use case::only;
pub use case::{Case, Due, Fact, Trigger};
pub use check::{Check, Clause, Docs, Provenance};
pub(crate) use closure::reviewed_in_time;
pub(crate) use deployment::emergency_reviewed_in_time;
pub(crate) use early_life::{PeriodIncidents, incidents_of_period, planned_closures};
pub(crate) use first_verified::passed_at_first;
pub use judgement::{Judgement, MissingFact, Shared, Summary, says_nothing};
pub use progress::{Period, Phase, Progress};
pub use reason::{OwnDoubt, Reason, Side};
pub use registry::{all, by_id};
pub(crate) use verdict::worse;
pub use verdict::{Severity, Verdict, roll_up};
