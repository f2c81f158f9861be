//! Release Management Support: the framework in which releases are managed.

mod acts;
mod agreements;
mod calendar;
mod change_policy;
mod documents;
mod early_life;
mod identification;
mod indicators;
mod policy;
mod procedures;
mod release_types;
mod responsibilities;
mod trail;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &release_types::TYPE_DEFINED,
    &release_types::EMERGENCY_DEFINED,
    &release_types::FREQUENCY_DEFINED,
    &release_types::MANAGEMENT_DEFINED,
    &agreements::POLICY_AGREED,
    &agreements::EMERGENCY_AGREED,
    &procedures::INTERLOCKED,
    &change_policy::SCOPE_NAMED,
    &change_policy::CATEGORIES_NAMED,
    &change_policy::MAJOR_CRITERIA_NAMED,
    &documents::CONTROLLED,
    &responsibilities::ASSIGNED,
    &identification::IDENTIFIED,
    &calendar::DEFINED,
    &early_life::EXIT_DEFINED,
    &indicators::DEFINED,
    &trail::KEPT,
];
