//! Release Planning: what goes live when, how, for which changes, judged against what.

mod back_out;
mod changes;
mod competence;
mod content;
mod criteria;
mod decisions;
mod implementation;
mod items;
mod notices;
mod parties;
mod plan;
mod removal;
mod requests;
mod risks;
mod suppliers;
mod training;
mod transition;

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
    &transition::AUTHORITIES,
    &transition::ACTIVITIES,
    &transition::RESOURCES,
    &transition::DEPENDENCIES,
    &transition::TESTING,
    &transition::ACCEPTANCE,
    &transition::OUTCOMES,
    &transition::IMPACT,
    &removal::REMOVAL_PLANNED,
    &items::ITEMS_CONTROLLED,
    &risks::RISKS_TREATED,
    &suppliers::SUPPLIERS_BOUND,
    &competence::COMPETENT,
    &decisions::SECURITY_CONSIDERED,
    &implementation::SECTIONS_APPROVED,
    &implementation::CONVERSION_PREPARED,
    &implementation::TEST_PLAN_APPROVED,
    &training::TRAINED,
    &risks::CLASHES_DECIDED,
    &requests::PRIORITIZED,
];
