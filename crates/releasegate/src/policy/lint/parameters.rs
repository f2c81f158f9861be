//! Lead times and limits that no check asks for, and a threshold that nothing comes of.

use super::{Found, PolicyDefect, Whole};
use crate::checks;
use crate::model::Items;
use crate::policy::{LeadTime, LimitName, limit};
use crate::stage::Stage;

pub(super) fn all(policy: &Whole<'_>, found: &mut Found) {
    for (index, lead) in policy.document.lead_times.items().iter().enumerate() {
        let at = format!("/lead_times/{index}");
        let leads = policy.document.lead_times.items();
        let mut earlier = leads.iter().take(index);
        lead_time(policy, &at, lead, found);
        if earlier.any(|other| other.check == lead.check) {
            let check = lead.check.clone();
            found.add(format!("{at}/check"), PolicyDefect::RepeatedRule { check });
        }
    }
    holidays(policy, found);
    limits(policy, found);
    major_threshold(policy, found);
}

/// Lead times for checks that are not there, not asked for, or about work after the start.
fn lead_time(policy: &Whole<'_>, at: &str, lead: &LeadTime, found: &mut Found) {
    let check = lead.check.clone();
    let mut own = policy.document.own_checks.iter().flatten();
    let defect = match checks::by_id(&check) {
        None if own.any(|own| own.id == check) => return,
        None => PolicyDefect::UnknownCheck { id: check },
        Some(_) if !policy.asks(&check) => PolicyDefect::LeadTimeNotAsked { check },
        Some(known) if known.stage > Stage::Deployment => {
            PolicyDefect::LeadTimeAfterStart { check }
        }
        Some(_) => return,
    };
    found.add(format!("{at}/check"), defect);
}

/// Lead times in business days, where the policy does not say which days those are.
fn holidays(policy: &Whole<'_>, found: &mut Found) {
    if policy.document.holidays.is_some() {
        return;
    }
    for (index, lead) in policy.document.lead_times.items().iter().enumerate() {
        if lead.business == Some(true) {
            found.add(
                format!("/lead_times/{index}/business"),
                PolicyDefect::NoHolidays,
            );
        }
    }
}

/// Limits that only one check asks for. Waivers and several checks ask for the others.
const ASKED_BY: [(&LimitName, &str, &str); 1] = [(
    &limit::PROBLEM_AFTER_INCIDENTS,
    "problem_after_incidents",
    "ELS-06",
)];

/// Limits for checks that are not asked for.
fn limits(policy: &Whole<'_>, found: &mut Found) {
    let Some(limits) = &policy.document.limits else {
        return;
    };
    for (name, limit, check) in ASKED_BY {
        if name.is_set(limits) && !policy.asks(check) {
            let at = format!("/limits/{limit}");
            found.add(at, PolicyDefect::LimitNotAsked { limit, check });
        }
    }
}

/// A threshold of a major release that releases never reach only together: without a number, or
/// with one that each reaches alone.
fn major_threshold(policy: &Whole<'_>, found: &mut Found) {
    let Some(threshold) = &policy.document.major_threshold else {
        return;
    };
    let numbers = [
        ("changes", threshold.changes),
        ("affected_items", threshold.affected_items),
    ];
    if numbers.iter().all(|(_, number)| number.is_none()) {
        let defect = PolicyDefect::ThresholdWithoutEffect { number: None };
        found.add("/major_threshold", defect);
    }
    for (key, number) in numbers {
        if number.is_some_and(|number| number < 2) {
            let defect = PolicyDefect::ThresholdWithoutEffect { number };
            found.add(format!("/major_threshold/{key}"), defect);
        }
    }
}
