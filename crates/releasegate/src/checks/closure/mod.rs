//! Release Closure: analysed, concluded, reviewed, worked off, kept; and the work of the process
//! that is done at intervals.

mod analysis;
mod changes;
mod improvement;
mod in_time;
mod last;
mod outcomes;
mod over;
mod periodic;
mod records;

pub(crate) use in_time::reviewed_in_time;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &analysis::ANALYSED,
    &analysis::RESULTS_RECORDED,
    &analysis::REVIEWED,
    &improvement::OPPORTUNITIES_DECIDED,
    &changes::CHANGES_REVIEWED,
    &outcomes::OUTCOMES_REPORTED,
    &analysis::CUSTOMER_IMPACT,
    &improvement::NONCONFORMITIES_HANDLED,
    &records::DOCUMENTS_UPDATED,
    &periodic::INDICATORS_MEASURED,
    &periodic::REPORTED,
    &periodic::TRENDS_ANALYSED,
    &periodic::CONFIGURATION_VERIFIED,
    &records::RECORDS_KEPT,
    &records::KNOWLEDGE_KEPT,
    &changes::SIDE_EFFECTS_REVIEWED,
];
