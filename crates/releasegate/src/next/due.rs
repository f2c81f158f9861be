//! By when a fact has to be there.

use chrono_tz::Tz;

use crate::checks::{Asked, Case, Trigger};
use crate::model::{Items, PlannedDate};
use crate::time::{Instant, Moment, business_days_before, days_before};

/// The first instant that is too late for what a check asks: the planned start, or as many days
/// before it as the policy's lead time says. `None` when it does not depend on the start, or when
/// that has come.
pub(super) fn by(case: &Case<'_>, check: Asked<'_>) -> Option<Instant> {
    if !is_before_start(check) || !case.progress.is_ahead() {
        return None;
    }
    let start = planned_start(case)?;
    let zone = case.policy.zone().or(case.zone).unwrap_or(Tz::UTC);
    let document = case.policy.document.as_ref();
    let leads = document.and_then(|document| document.lead_times.as_deref());
    let lead = leads
        .unwrap_or_default()
        .iter()
        .find(|lead| lead.check == check.id());
    let Some(lead) = lead else {
        return Some(case.span(&start)?.first());
    };
    let limit = if lead.business == Some(true) {
        business_days_before(&start, lead.days, zone, case.policy.holidays()?)?.end()
    } else {
        days_before(&start, lead.days, zone)?.first()
    };
    // No business day before the start is the day of the start, which ends after it.
    let start = case.span(&start).map(|start| start.first());
    Some(start.map_or(limit, |start| limit.min(start)))
}

/// Whether what a check asks can still be done: what had to be there before the start is not put
/// right by what is done after it.
pub(super) fn is_in_time(case: &Case<'_>, check: Asked<'_>) -> bool {
    let progress = &case.progress;
    !is_before_start(check) || progress.is_ahead() || progress.nothing_started()
}

fn is_before_start(check: Asked<'_>) -> bool {
    matches!(
        check.trigger(),
        Trigger::Registered | Trigger::Planned | Trigger::DeploymentStart
    )
}

/// The first planned start of the release.
fn planned_start(case: &Case<'_>) -> Option<Moment> {
    let waves = case.plan()?.waves.items().iter();
    let dates = waves.filter_map(|wave| wave.planned_start.as_ref().and_then(PlannedDate::fixed));
    dates
        .copied()
        .min_by_key(|date| case.span(date).map(|span| span.first()))
}
