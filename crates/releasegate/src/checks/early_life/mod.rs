//! Post-Release Support: success is watched, incidents are counted, problems are closed, others are
//! told.

mod information;
mod monitoring;
mod problems;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &monitoring::OUTCOME_JUDGED,
    &monitoring::INCIDENTS_COUNTED,
    &problems::PROBLEMS_CLOSED,
    &information::OTHERS_INFORMED,
];
