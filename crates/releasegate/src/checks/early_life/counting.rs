//! Incidents related to the release are counted, over a period that is the same for everybody.

use std::collections::BTreeMap;

use crate::authority::role;
use crate::checks::case::may_be_latest;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, designed, verified};
use crate::checks::{Case, Fact, Judgement, Period, Reason, Severity, Trigger, says_nothing};
use crate::model::{Incident, IncidentExtract, Items, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::{Moment, Proof, Span, Window, WindowError, within};

pub(super) static INCIDENTS_COUNTED: Check = Check {
    id: "ELS-02",
    name: "incidents-after-deployment-not-counted",
    title: "Incidents related to the release are counted over the whole period after deployment",
    stage: Stage::EarlyLife,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "A dated extract from the incident system, taken at or after the end of the early-life period, gives the number of incidents related to the release over the whole period, zero included, and the record lists as many, each with who related it.",
        why: "An empty list may mean that there were no incidents, or that nobody looked.",
        example: "`incidents` is an empty list, and no extract is recorded.",
        remedy: "Search the incident system for the whole period once it is over, and record the search with its result.",
        role: role::INCIDENT_MANAGER,
    },
    judge: incidents_counted,
};

fn incidents_counted<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(period) = period_to_count(case, judgement) else {
        return;
    };
    let early_life = case.release.early_life.as_ref();
    let list = "/early_life/incident_extracts";
    match early_life.and_then(|early_life| early_life.incident_extracts.as_ref()) {
        Some(Stated::Given(extracts)) if !extracts.is_empty() => {
            let last = last_searches(case, period, extracts);
            judgement.whichever(last, |way, (index, extract)| {
                extract_counts(case, way, period, index, extract);
            });
        }
        Some(Stated::Given(_)) => judgement.incomplete(Reason::EmptyList { at: list.into() }),
        extracts => judgement.none_listed(extracts, list, role::INCIDENT_MANAGER),
    }
    incidents_related(case, judgement);
}

/// The early-life period, once it is over; else says what it lacks.
fn period_to_count<'c, 'a>(
    case: &'c Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Option<&'c Period> {
    let Some(period) = &case.progress.period else {
        period_unknown(case, judgement);
        judgement.missing("/early_life/incident_extracts", role::INCIDENT_MANAGER);
        return None;
    };
    judgement.cite(period.setting);
    if period.is_empty {
        empty_period(case, judgement, period.setting);
        return None;
    }
    let is_over = period.is_over(case.as_of);
    if !is_over {
        still_running(judgement, period);
    }
    is_over.then_some(period)
}

/// Says that the period is not over: what counts may still come.
fn still_running(judgement: &mut Judgement<'_>, period: &Period) {
    judgement.incomplete(Reason::Pending {
        until: Some(period.end.latest()),
    });
}

/// Names what hides when the early-life period begins and ends.
pub(super) fn period_unknown<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    case.progress.starts_missing(judgement);
    case.progress.ends_missing(judgement);
    case.progress.open_waves_missing(judgement);
    if case.zone.is_none() {
        judgement.missing("/zone", role::RELEASE_MANAGER);
    }
}

/// Requires that nothing more can come: the period is over, or empty.
pub(super) fn nothing_to_come<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    match &case.progress.period {
        None => period_unknown(case, judgement),
        Some(period) if period.is_empty || period.is_over(case.as_of) => {}
        Some(period) => still_running(judgement, period),
    }
}

/// An early-life period of no days has to be wanted, with a reason.
pub(super) fn empty_period<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, setting: Pointer) {
    if is_empty_for_a_reason(case) {
        judgement.exempt(setting, None);
    } else {
        judgement.undecided(Reason::EmptyPeriod { at: setting });
    }
}

/// Whether the policy says why it wants no early-life period for releases of this type.
pub(in crate::checks) fn is_empty_for_a_reason(case: &Case<'_>) -> bool {
    let release_type = case.release.release_type.as_ref();
    let reason = release_type
        .and_then(|id| case.policy.release_type(id))
        .and_then(|(_, release_type)| release_type.early_life_reason.as_deref());
    !says_nothing(reason)
}

/// The last look at the incident system that covers the whole period: what it found was not known
/// before, and a look at a part of the period does not undo it. Where the dates do not tell which
/// one is the last, each that may be.
pub(super) fn last_searches<'a>(
    case: &Case<'a>,
    period: &Period,
    extracts: &'a [IncidentExtract],
) -> Vec<(usize, &'a IncidentExtract)> {
    let covers_all = |extract: &IncidentExtract| {
        let mut way = Judgement::default();
        let dates = extract.from.as_ref().zip(extract.until.as_ref());
        dates.is_some_and(|(from, until)| {
            searched_all(case, &mut way, period, Pointer::from(""), from, until);
            way.is_clear()
        })
    };
    let all: Vec<_> = extracts.iter().enumerate().collect();
    let whole: Vec<_> = all
        .iter()
        .copied()
        .filter(|(_, extract)| covers_all(extract))
        .collect();
    let searches = if whole.is_empty() { all } else { whole };
    may_be_latest(case, searches, |(_, extract)| {
        Fact::dated(&extract.taken_at, "")
    })
}

/// Whether one extract gives the number for the whole period.
pub(super) fn extract_counts<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    period: &Period,
    index: usize,
    extract: &'a IncidentExtract,
) {
    searched_after_the_period(case, way, period, index, extract);
    if let Some(related) = extract.related {
        let stated = Pointer::new("/early_life/incident_extracts/*/related", [index]);
        count_agrees(case, way, related, stated);
    }
}

/// Whether one extract is of a search over the whole period, made once that was over, and says what
/// it found.
pub(in crate::checks) fn searched_after_the_period<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    period: &Period,
    index: usize,
    extract: &'a IncidentExtract,
) {
    let at = |template| Pointer::new(template, [index]);
    let whole = at("/early_life/incident_extracts/*");
    way.cite(whole);
    let query = at("/early_life/incident_extracts/*/query");
    way.text(extract.query.as_deref(), query, role::INCIDENT_MANAGER);
    let related = at("/early_life/incident_extracts/*/related");
    match extract.related {
        None => way.missing(related, role::INCIDENT_MANAGER),
        Some(_) => way.cite(related),
    }
    let taken = at("/early_life/incident_extracts/*/taken_at");
    match extract
        .taken_at
        .as_ref()
        .map(|taken_at| case.span(taken_at))
    {
        None => way.missing(taken, role::INCIDENT_MANAGER),
        Some(None) => way.undecided(Reason::TimeUnusable { at: taken }),
        Some(Some(span)) if span.first() >= period.end.latest() => way.cite(taken),
        Some(Some(_)) => way.incomplete(Reason::TooEarly {
            at: taken,
            period_end: period.end.latest(),
        }),
    }
    let (from, until) = (extract.from.as_ref(), extract.until.as_ref());
    if from.is_none() {
        way.missing(
            at("/early_life/incident_extracts/*/from"),
            role::INCIDENT_MANAGER,
        );
    }
    if until.is_none() {
        way.missing(
            at("/early_life/incident_extracts/*/until"),
            role::INCIDENT_MANAGER,
        );
    }
    if let (Some(from), Some(until)) = (from, until) {
        searched_all(case, way, period, whole, from, until);
    }
}

fn searched_all<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    period: &Period,
    at: Pointer,
    from: &Moment,
    until: &Moment,
) {
    let searched = match Window::defined(from, until, case.zone) {
        Ok(window) => window,
        Err(WindowError::Unusable) => return way.undecided(Reason::TimeUnusable { at }),
        Err(WindowError::Inverted) => {
            return way.undecided(Reason::Contradiction { at, with: at });
        }
    };
    let all = Window::between(period.start, period.end).map(|period| within(&period, &searched));
    if all != Ok(Proof::Proven) {
        way.incomplete(Reason::PeriodNotCovered {
            at,
            from: period.start.earliest(),
            until: period.end.latest(),
        });
    }
}

/// Whether the number stated is the number of incidents listed in the period.
fn count_agrees<'a>(case: &Case<'a>, way: &mut Judgement<'a>, related: u32, stated: Pointer) {
    let Some(windows) = case.observed() else {
        return;
    };
    way.cite(stated);
    // One incident that is listed twice is one incident.
    let listed = placed(case, windows);
    let in_period = listed.values().filter(|placed| !placed.is_refuted());
    if u32::try_from(in_period.count()) != Ok(related) {
        let listed = "/early_life/incidents".into();
        way.incomplete(Reason::CountDiffers { at: stated, listed });
    }
}

/// Each incident, by its id, and whether it was opened in one of several times: those are what is
/// counted, and when an incident was resolved or closed says nothing.
pub(super) fn placed<'a>(case: &Case<'a>, windows: &[Window]) -> BTreeMap<&'a str, Proof> {
    let mut placed = BTreeMap::new();
    for incident in listed(case) {
        let opened = incident.opened_at.as_ref().and_then(|at| case.span(at));
        let is_in = opened.map_or(Proof::Undecided, |opened| in_any(windows, opened));
        let before = placed.entry(incident.id.as_str()).or_insert(is_in);
        *before = before.or(is_in);
    }
    placed
}

/// Whether an incident was certainly opened outside several times.
pub(in crate::checks) fn certainly_another_time(
    case: &Case<'_>,
    windows: &[Window],
    incident: &Incident,
) -> bool {
    let opened = incident.opened_at.as_ref().and_then(|at| case.span(at));
    opened.is_some_and(|opened| in_any(windows, opened).is_refuted())
}

fn in_any(windows: &[Window], opened: Span) -> Proof {
    let each = windows.iter().map(|window| window.contains(opened));
    each.fold(Proof::Refuted, Proof::or)
}

fn listed<'a>(case: &Case<'a>) -> &'a [Incident] {
    let early_life = case.release.early_life.as_ref();
    early_life.map_or(&[], |early_life| early_life.incidents.items())
}

/// Requires of each incident when it was opened and who related it to the release.
fn incidents_related<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for (index, incident) in listed(case).iter().enumerate() {
        let at = |template| Pointer::new(template, [index]);
        if incident.opened_at.is_none() {
            judgement.missing(
                at("/early_life/incidents/*/opened_at"),
                role::INCIDENT_MANAGER,
            );
        }
        if incident.related_by.is_none() {
            judgement.missing(
                at("/early_life/incidents/*/related_by"),
                role::INCIDENT_MANAGER,
            );
        }
    }
}

pub(super) static COUNTED_BY_OPENING: Check = Check {
    id: "ELS-03",
    name: "incidents-of-another-time-counted",
    title: "The incidents counted are those opened between the end of a wave and the end of its period",
    stage: Stage::EarlyLife,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[designed()],
    docs: Docs {
        asks: "For each incident it is certain whether it was opened in the early-life period of a wave, start included and end excluded, and the number counted is that of the ones that were. Incidents from while a wave was deployed are listed and not counted.",
        why: "Numbers of two releases can be compared only if both count the same time.",
        example: "The extract says 2: one incident of the week after, and one that was opened while the canary was being deployed.",
        remedy: "Record when each incident was opened, to the second near the edges of the period, and count again by the time of opening.",
        role: role::INCIDENT_MANAGER,
    },
    judge: counted_by_opening,
};

fn counted_by_opening<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(period) = period_to_count(case, judgement) else {
        return;
    };
    let Some(windows) = case.observed() else {
        return judgement.undecided(Reason::TimeUnusable { at: period.setting });
    };
    for (index, incident) in listed(case).iter().enumerate() {
        let at = Pointer::new("/early_life/incidents/*/opened_at", [index]);
        let opened = incident.opened_at.as_ref().map(|opened| case.span(opened));
        match opened {
            None => judgement.missing(at, role::INCIDENT_MANAGER),
            Some(None) => judgement.undecided(Reason::TimeUnusable { at }),
            Some(Some(opened)) if in_any(windows, opened) == Proof::Undecided => {
                judgement.undecided(Reason::NotCovered {
                    at,
                    by: period.setting,
                });
            }
            Some(Some(_)) => judgement.cite(at),
        }
        let mut earlier = listed(case).iter().take(index);
        let differs =
            |other: &Incident| other.id == incident.id && other.opened_at != incident.opened_at;
        if earlier.any(differs) {
            let at = Pointer::new("/early_life/incidents/*/id", [index]);
            let id = incident.id.as_str();
            judgement.undecided(Reason::Repeated { at, id });
        }
    }
    let early_life = case.release.early_life.as_ref();
    let list = early_life.and_then(|early_life| early_life.incident_extracts.as_ref());
    let extracts = early_life.map_or(&[][..], |e| e.incident_extracts.items());
    let last = last_searches(case, period, extracts);
    if last.is_empty() {
        let at = "/early_life/incident_extracts";
        return judgement.none_listed(list, at, role::INCIDENT_MANAGER);
    }
    judgement.whichever(last, |way, (index, extract)| {
        let stated = Pointer::new("/early_life/incident_extracts/*/related", [index]);
        match extract.related {
            None => way.missing(stated, role::INCIDENT_MANAGER),
            Some(related) if counts_all(&placed(case, windows), related) => {
                let listed = "/early_life/incidents".into();
                way.unmet_when_due(Reason::CountDiffers { at: stated, listed });
            }
            Some(related) => count_agrees(case, way, related, stated),
        }
    });
}

/// Whether the number stated is that of all incidents, those of another time among them.
fn counts_all(placed: &BTreeMap<&str, Proof>, related: u32) -> bool {
    let is_certain = placed.values().all(|placed| *placed != Proof::Undecided);
    let another_time = placed.values().any(|placed| placed.is_refuted());
    is_certain && another_time && u32::try_from(placed.len()) == Ok(related)
}
