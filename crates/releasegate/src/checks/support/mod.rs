//! Release Management Support: the framework in which releases are managed.

mod release_types;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &release_types::TYPE_DEFINED,
    &release_types::EMERGENCY_DEFINED,
    &release_types::FREQUENCY_DEFINED,
    &release_types::MANAGEMENT_DEFINED,
];
