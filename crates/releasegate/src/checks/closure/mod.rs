//! Release Closure: analysed, concluded, reviewed for improvement.

mod analysis;
mod outcomes;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &analysis::ANALYSED,
    &analysis::RESULTS_RECORDED,
    &analysis::REVIEWED,
    &outcomes::OUTCOMES_REPORTED,
];
