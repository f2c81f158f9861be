//! Release Planning: what goes live when, how, for which changes, judged against what.

mod back_out;
mod changes;
mod content;
mod criteria;
mod decisions;
mod notices;
mod parties;
mod plan;
mod requests;

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
    &parties::CUSTOMER_CONSULTED,
    &requests::CLASSIFIED,
    &requests::MAJOR_IMPACT_ASSESSED,
    &decisions::DECIDED,
    &decisions::ASSESSED,
    &decisions::APPROVED_AT_START,
    &notices::DATES_TOLD,
    &back_out::BACK_OUT_PLANNED,
    &back_out::BACK_OUT_TESTED,
    &criteria::CRITERIA_DOCUMENTED,
    &parties::CRITERIA_AGREED,
    &decisions::SECURITY_CONSIDERED,
    &requests::PRIORITIZED,
];
