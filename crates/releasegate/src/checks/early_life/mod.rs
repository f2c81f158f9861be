//! Post-Release Support: success is watched, incidents are counted and handled, problems are found
//! and closed, others are told, and it ends when it may.

mod causes;
mod counted;
mod counting;
mod incidents;
mod information;
mod monitoring;
mod problems;
mod support;

pub(crate) use counted::{PeriodIncidents, incidents_of_period};
pub(super) use counting::{
    certainly_another_time, is_empty_for_a_reason, searched_after_the_period,
};
pub(super) use incidents::shown_none;
pub(crate) use problems::planned_closures;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &monitoring::OUTCOME_JUDGED,
    &counting::INCIDENTS_COUNTED,
    &counting::COUNTED_BY_OPENING,
    &incidents::INCIDENTS_HANDLED,
    &incidents::MAJOR_INCIDENTS_HANDLED,
    &causes::PROBLEMS_IDENTIFIED,
    &causes::KNOWN_ERRORS_RECORDED,
    &problems::PROBLEMS_CLOSED,
    &information::OTHERS_INFORMED,
    &support::CAPACITY,
    &support::EXIT_AUTHORISED,
    &incidents::SECURITY_INCIDENTS_HANDLED,
];
