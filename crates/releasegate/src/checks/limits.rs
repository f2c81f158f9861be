//! The limits that the policy sets: how long things may take, how often they are due.

use super::{Case, Fact, Judgement, Reason};
use crate::authority::role;
use crate::policy::LimitName;
use crate::time::{Deadline, Proof, Span, after_days};

/// A limit of the policy; names it when neither the policy nor its profile sets it.
pub(super) fn limit<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    name: &LimitName,
) -> Option<u32> {
    match case.policy.limit(name) {
        Some(setting) => {
            judgement.cite(setting.pointer);
            Some(setting.value)
        }
        None => {
            judgement.missing(name.pointer(), role::MANAGEMENT_HEAD);
            None
        }
    }
}

/// The time that lies as many calendar days after a fact as a limit allows; says what stands in the
/// way of counting.
pub(super) fn days_after<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    from: Fact<'_>,
    name: &LimitName,
) -> Option<Span> {
    let days = limit(case, judgement, name)?;
    let Some(zone) = from.at.zone().or(case.policy.zone()).or(case.zone) else {
        judgement.missing("/zone", role::RELEASE_MANAGER);
        return None;
    };
    let later = after_days(from.at, days, zone);
    if later.is_none() {
        judgement.undecided(Reason::TimeUnusable { at: from.pointer });
    }
    later
}

/// Where a record says when its release was closed.
pub(super) const CLOSED_AT: &str = "/closure/closed_at";

/// Requires of something done at intervals that the next time for it has not passed, or had not
/// when the release was closed: what is done for the service after that is in other records. `at`
/// is where the next one would be.
pub(super) fn recent<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    last: Fact<'_>,
    at: &'static str,
    interval: &LimitName,
) {
    judgement.cite(last.pointer);
    let Some(next) = days_after(case, judgement, last, interval).map(Deadline::from) else {
        return;
    };
    if !next.passed(case.as_of.span()) {
        return;
    }
    let overdue = Reason::Overdue {
        at: at.into(),
        until: next.limit(),
    };
    let closure = case.release.closure.as_ref();
    let Some(closed) = closure.and_then(|closure| Fact::dated(&closure.closed_at, CLOSED_AT))
    else {
        return judgement.nonconforming(overdue);
    };
    judgement.cite(closed.pointer);
    match case.span(closed.at).map(|span| next.met_by(span)) {
        Some(Proof::Proven) => {}
        Some(Proof::Refuted) => judgement.nonconforming(overdue),
        Some(Proof::Undecided) => judgement.undecided(overdue),
        None => judgement.undecided(Reason::TimeUnusable { at: closed.pointer }),
    }
}
