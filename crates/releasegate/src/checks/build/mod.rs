//! Release Build: verified against its criteria, decided on where they were not met, and the same
//! from test to live; tested in environments of their own, by others than those who built.

mod environments;
mod failed_criteria;
mod integrity;
mod library;
mod rebuilds;
mod security;
mod testing;
mod verification;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &verification::VERIFIED,
    &verification::VERIFIED_FIRST,
    &testing::BUILT_AND_TESTED,
    &environments::ACCEPTANCE_ENVIRONMENT,
    &testing::TESTED_BY_ANOTHER,
    &failed_criteria::FAILURE_DECIDED,
    &failed_criteria::FAILURE_DECIDED_TOGETHER,
    &failed_criteria::FAILURE_ACTIONS_DONE,
    &integrity::SAME_CONTENT,
    &rebuilds::REBUILD_STARTS_ANEW,
    &security::SECURITY_TESTED,
    &testing::NO_LIVE_DATA,
    &library::MASTER_COPIES,
    &environments::SEPARATED,
];
