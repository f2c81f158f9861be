//! Release Planning: what goes live when, how, for which changes, judged against what.

mod changes;
mod content;
mod criteria;
mod plan;

use super::Check;

/// The checks of this stage, in the order of their ids.
pub(super) const CHECKS: &[&Check] = &[
    &plan::PLANNED,
    &plan::COORDINATED,
    &changes::CHANGES_NAMED,
    &changes::KNOWN_ERRORS_NAMED,
    &changes::PROBLEMS_NAMED,
    &content::DATES_NAMED,
    &content::DELIVERABLES_NAMED,
    &content::METHOD_NAMED,
    &criteria::CRITERIA_DOCUMENTED,
];
