//! Release Build: verified against its criteria, decided on where they were not met, and the same
//! from test to live.

mod failed_criteria;
mod integrity;
mod verification;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &verification::VERIFIED,
    &verification::VERIFIED_FIRST,
    &failed_criteria::FAILURE_DECIDED,
    &failed_criteria::FAILURE_DECIDED_TOGETHER,
    &integrity::SAME_CONTENT,
];
