//! Post-Release Support: success is watched, incidents are counted, problems are closed, others are
//! told.

mod information;
mod monitoring;
mod problems;

use super::{Case, Check, Judgement};

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &monitoring::OUTCOME_JUDGED,
    &monitoring::INCIDENTS_COUNTED,
    &problems::PROBLEMS_CLOSED,
    &information::OTHERS_INFORMED,
];

/// Requires the number of related incidents over the whole early-life period.
pub(super) fn incidents_counted<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    (monitoring::INCIDENTS_COUNTED.judge)(case, judgement);
}
