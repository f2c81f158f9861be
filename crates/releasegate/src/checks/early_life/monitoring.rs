//! Success or failure is monitored, incidents after the deployment included.

use std::collections::BTreeSet;

use crate::authority::role;
use crate::checks::case::latest;
use crate::checks::check::framework::{ISO20000_2018, ITIL};
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Period, Reason, Severity, Trigger, says_nothing};
use crate::model::{
    AttemptOutcome, EarlyLife, IncidentExtract, Items, Nature, Observation, OutcomeValue, PersonId,
    Stated,
};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::{Moment, Proof, Window, WindowError, within};

pub(super) static OUTCOME_JUDGED: Check = Check {
    id: "ELS-01",
    name: "release-outcome-not-monitored",
    title: "Success or failure of the release is monitored",
    stage: Stage::EarlyLife,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        verified(ITIL, "early life support"),
    ],
    docs: Docs {
        asks: "It is written down what success means, what was observed, and how somebody judged the outcome after the deployment was over.",
        why: "An outcome that a tool sets to `successful` by default was never looked at.",
        example: "The outcome is `successful`, set by the ticket system at the minute the deployment started.",
        remedy: "Record success criteria, observations, and the outcome with who set it and when.",
        role: role::EARLY_LIFE_SUPPORT_LEAD,
    },
    judge: outcome_judged,
};

fn outcome_judged<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let lead = role::EARLY_LIFE_SUPPORT_LEAD;
    let early_life = case.release.early_life.as_ref();
    let criteria = early_life.and_then(|e| e.success_criteria.as_ref());
    judgement.list(criteria, "/early_life/success_criteria", lead, |text| {
        !text.trim().is_empty()
    });
    let monitoring = early_life.and_then(|e| e.monitoring.as_ref());
    judgement.list(monitoring, "/early_life/monitoring", lead, |observation| {
        !says_nothing(observation.measure.as_deref()) && observation.observed_at.is_some()
    });
    observed_in_use(case, judgement, monitoring.map_or(&[], given));
    let Some(outcome) = early_life.and_then(|early_life| early_life.outcome.as_ref()) else {
        return judgement.missing("/early_life/outcome", lead);
    };
    judgement.cite("/early_life/outcome/value");
    let set_by = outcome.set_by.as_ref();
    let person = set_by.and_then(|id| case.person(id));
    let by_tool = person.is_some_and(|person| person.nature == Some(Nature::Automation));
    // A default set by a tool is nobody's judgement.
    let judge = set_by.filter(|_| !by_tool).map(PersonId::as_str);
    judgement.text(judge, "/early_life/outcome/set_by", lead);
    case.progress.starts_missing(judgement);
    case.progress.ends_missing(judgement);
    case.progress.open_waves_missing(judgement);
    match &outcome.set_at {
        None => judgement.missing("/early_life/outcome/set_at", lead),
        Some(set_at) => {
            for end in &case.progress.ends {
                judgement.before(case, *end, Fact::new(set_at, "/early_life/outcome/set_at"));
            }
        }
    }
    outcome_agrees(case, judgement, outcome.value);
}

fn given<T>(list: &Stated<T>) -> &[T] {
    match list {
        Stated::Given(items) => items,
        Stated::None(_) => &[],
    }
}

/// Requires an observation from when the release was in use.
fn observed_in_use<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    observations: &'a [Observation],
) {
    let dated = observations
        .iter()
        .enumerate()
        .filter_map(|(index, observation)| {
            let pointer = Pointer::new("/early_life/monitoring/*/observed_at", [index]);
            Fact::dated(&observation.observed_at, pointer)
        });
    judgement.any_of(dated, |way, observed| {
        if let Some(start) = case.progress.starts.first() {
            way.before_or_open(case, start.fact, observed);
        }
    });
}

/// Requires that the outcome of the release does not contradict what the attempts came to.
fn outcome_agrees<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, value: OutcomeValue) {
    let success = matches!(
        value,
        OutcomeValue::Successful | OutcomeValue::SuccessfulAfterRemedy
    );
    for start in case
        .progress
        .starts
        .iter()
        .filter(|start| start.is_last_attempt())
    {
        let at = Pointer::new(
            "/deployment/waves/*/attempts/*/outcome",
            [start.wave.0, start.attempt.0],
        );
        match start.attempt.1.outcome {
            None => judgement.missing(at, role::DEPLOYMENT_MANAGER),
            Some(AttemptOutcome::Deployed) => judgement.cite(at),
            Some(AttemptOutcome::Failed | AttemptOutcome::Partial)
                if !says_nothing(start.attempt.1.remedy.as_deref()) =>
            {
                judgement.cite(at);
            }
            Some(_) if success => judgement.undecided(Reason::Contradiction {
                at: "/early_life/outcome/value".into(),
                with: at,
            }),
            Some(_) => judgement.cite(at),
        }
    }
}

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
    case.progress.starts_missing(judgement);
    case.progress.ends_missing(judgement);
    case.progress.open_waves_missing(judgement);
    let Some(period) = &case.progress.period else {
        if case.zone.is_none() {
            judgement.missing("/zone", role::RELEASE_MANAGER);
        }
        return judgement.missing("/early_life/incident_extracts", role::INCIDENT_MANAGER);
    };
    judgement.cite(period.setting);
    if period.is_empty {
        return empty_period(case, judgement, period);
    }
    if !period.is_over(case.as_of) {
        return judgement.incomplete(Reason::Pending {
            until: Some(period.end.latest()),
        });
    }
    let early_life = case.release.early_life.as_ref();
    let list = "/early_life/incident_extracts";
    match early_life.and_then(|early_life| early_life.incident_extracts.as_ref()) {
        Some(Stated::Given(extracts)) if !extracts.is_empty() => {
            if let Some((index, extract)) = last_search(case, period, extracts) {
                extract_counts(case, judgement, period, index, extract);
            }
        }
        Some(Stated::Given(_)) => judgement.incomplete(Reason::EmptyList { at: list.into() }),
        extracts => judgement.none_listed(extracts, list, role::INCIDENT_MANAGER),
    }
    incidents_related(judgement, early_life);
}

/// An early-life period of no days has to be wanted, with a reason.
fn empty_period<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, period: &Period) {
    let release_type = case.release.release_type.as_ref();
    let reason = release_type
        .and_then(|id| case.policy.release_type(id))
        .and_then(|(_, release_type)| release_type.early_life_reason.as_deref());
    if says_nothing(reason) {
        judgement.undecided(Reason::EmptyPeriod { at: period.setting });
    } else {
        judgement.exempt(period.setting, None);
    }
}

/// The last look at the incident system that covers the whole period: what it found was not known
/// before, and a look at a part of the period does not undo it.
fn last_search<'a>(
    case: &Case<'a>,
    period: &Period,
    extracts: &'a [IncidentExtract],
) -> Option<(usize, &'a IncidentExtract)> {
    let covers_all = |extract: &IncidentExtract| {
        let mut way = Judgement::default();
        let dates = extract.from.as_ref().zip(extract.until.as_ref());
        dates.is_some_and(|(from, until)| {
            searched_all(case, &mut way, period, Pointer::from(""), from, until);
            way.is_clear()
        })
    };
    let taken_at = |extract: &'a IncidentExtract| extract.taken_at.as_ref();
    let all = || extracts.iter().enumerate();
    latest(
        case,
        all().filter(|(_, extract)| covers_all(extract)),
        taken_at,
    )
    .or_else(|| latest(case, all(), taken_at))
}

/// Whether one extract gives the number for the whole period.
fn extract_counts<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    period: &Period,
    index: usize,
    extract: &'a IncidentExtract,
) {
    let early_life = case.release.early_life.as_ref();
    let at = |template| Pointer::new(template, [index]);
    let whole = at("/early_life/incident_extracts/*");
    way.cite(whole);
    let query = at("/early_life/incident_extracts/*/query");
    way.text(extract.query.as_deref(), query, role::INCIDENT_MANAGER);
    match extract.related {
        None => way.missing(
            at("/early_life/incident_extracts/*/related"),
            role::INCIDENT_MANAGER,
        ),
        Some(related) => {
            let stated = at("/early_life/incident_extracts/*/related");
            count_agrees(case, way, period, early_life, related, stated);
        }
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
fn count_agrees<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    period: &Period,
    early_life: Option<&'a EarlyLife>,
    related: u32,
    stated: Pointer,
) {
    let listed = early_life.map_or(&[][..], |early_life| early_life.incidents.items());
    let Ok(period) = Window::between(period.start, period.end) else {
        return;
    };
    let in_period = listed.iter().filter(|incident| {
        let opened = incident
            .opened_at
            .as_ref()
            .and_then(|opened_at| case.span(opened_at));
        opened.is_none_or(|opened| !period.contains(opened).is_refuted())
    });
    way.cite(stated);
    // One incident that is listed twice is one incident.
    let ids: BTreeSet<&str> = in_period.map(|incident| incident.id.as_str()).collect();
    if u32::try_from(ids.len()) != Ok(related) {
        let listed = "/early_life/incidents".into();
        way.incomplete(Reason::CountDiffers { at: stated, listed });
    }
}

/// Requires of each incident when it was opened and who related it to the release.
fn incidents_related<'a>(judgement: &mut Judgement<'a>, early_life: Option<&'a EarlyLife>) {
    let incidents = early_life.map_or(&[][..], |early_life| early_life.incidents.items());
    for (index, incident) in incidents.iter().enumerate() {
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
