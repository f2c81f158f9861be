//! Release Deployment: approved before it starts, with a way back, and intact on arrival.

mod approval;
mod baseline;
mod integrity;
mod transition;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &approval::APPROVED_FIRST,
    &approval::APPROVED_AS_DEPLOYED,
    &baseline::TAKEN_FIRST,
    &baseline::COVERS_ALL,
    &integrity::ARRIVED_INTACT,
    &transition::LIVE_BY_RELEASE,
];
