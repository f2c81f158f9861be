//! Release Deployment: approved by right before it starts, when it is allowed, with a way back;
//! intact on arrival, and followed by the configuration information.

mod approval;
mod authority;
mod baseline;
mod cleanup;
mod configuration;
mod dates;
mod drift;
mod duties;
mod emergency;
mod failure;
mod integrity;
mod standing;
mod transition;
mod windows;

pub(crate) use emergency::emergency_reviewed_in_time;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &approval::APPROVED_FIRST,
    &authority::APPROVED_BY_RIGHT,
    &approval::APPROVED_AS_DEPLOYED,
    &standing::STILL_APPROVED,
    &baseline::TAKEN_FIRST,
    &baseline::COVERS_ALL,
    &drift::NOT_STALE,
    &integrity::ARRIVED_INTACT,
    &configuration::UPDATED_AFTER,
    &configuration::TRACEABLE,
    &duties::DUTIES_APART,
    &windows::WHEN_ALLOWED,
    &emergency::EMERGENCY_BY_PROCEDURE,
    &emergency::EMERGENCY_REVIEWED,
    &failure::REVERSED_OR_REMEDIED,
    &failure::INVESTIGATED,
    &duties::ACCESS_GRANTED,
    &cleanup::TEST_DATA_REMOVED,
    &cleanup::SECURITY_CONFIRMED,
    &transition::LIVE_BY_RELEASE,
    &dates::DATES_RECORDED,
];
