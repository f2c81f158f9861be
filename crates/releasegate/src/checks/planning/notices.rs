//! Notices: who was told when the deployment would be, before it was.

use crate::authority::role;
use crate::checks::attempts::was_taken_back;
use crate::checks::case::only;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::{Case, Fact, Judgement, Phase, Reason, Severity, Start, Trigger, says_nothing};
use crate::model::{AudienceId, Communication, Items, PlannedDate, PlannedWave};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static DATES_TOLD: Check = Check {
    id: "PLN-15",
    name: "deployment-date-not-told",
    title: "Interested parties are told the date and details of each deployment before it starts",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        unverified(ISO20000_2018, "8.5.1.3"),
        unverified(ISO20000_2018, "7.4"),
    ],
    docs: Docs {
        asks: "For each planned wave a notice that gives its planned date was sent before the wave started, with what, to whom, how and by whom; no later notice on the wave gives another date. After the date was moved, a new notice is needed.",
        why: "Who was told the old date is surprised twice: when nothing happens, and when it does.",
        example: "The notice says 10 March, the wave was moved to 12 March, and nobody was told.",
        remedy: "Send a notice with the date that holds, and list it under `plan.communications` with `wave` and `announced_start`.",
        role: role::RELEASE_MANAGER,
    },
    judge: dates_told,
};

fn dates_told<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let at = "/plan/communications";
    let list = case.plan().and_then(|plan| plan.communications.as_ref());
    let notices = case
        .plan()
        .map_or(&[][..], |plan| plan.communications.items());
    if notices.is_empty() {
        return judgement.none_listed(list, at, role::RELEASE_MANAGER);
    }
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    let waves = case.plan().map_or(&[][..], |plan| plan.waves.items());
    if waves.is_empty() {
        judgement.missing("/plan/waves", role::RELEASE_MANAGER);
    }
    for (position, wave) in waves.iter().enumerate() {
        let date = Pointer::new("/plan/waves/*/planned_start", [position]);
        let planned = match &wave.planned_start {
            None => {
                judgement.missing(date, role::RELEASE_MANAGER);
                continue;
            }
            Some(PlannedDate::ToBeDetermined) => {
                judgement.unmet_when_due(Reason::ToBeDetermined { at: date });
                continue;
            }
            Some(PlannedDate::On(moment)) => Fact::new(moment, date),
        };
        judgement.cite(date);
        let starts = case.progress.starts.iter();
        let starts: Vec<_> = starts.filter(|start| start.wave.1.id == wave.id).collect();
        // The date that is planned now is that of the last attempt, or of one still to come.
        let is_current = |start: &Start<'a>| {
            start.is_last_attempt() && case.before(start.fact, planned) != Ok(Proof::Proven)
        };
        let current = starts.iter().copied().find(|start| is_current(start));
        let about = || {
            let notices = notices.iter().enumerate();
            notices.filter(|(_, notice)| notice.wave.as_ref().is_none_or(|id| *id == wave.id))
        };
        let is_earlier =
            |start: &&Start<'a>| current.is_none_or(|it| it.fact.pointer != start.fact.pointer);
        for start in starts.iter().copied().filter(is_earlier) {
            judgement.any_of(about(), |way, (index, notice)| {
                told(case, way, index, notice, Some(start));
            });
        }
        let look = |judgement: &mut Judgement<'a>| {
            let any = judgement.any_of(about(), |way, (index, notice)| {
                told(case, way, index, notice, current);
                gives_date(case, way, index, notice, planned);
                last_word(case, way, index, (wave, planned), current);
            });
            if !any {
                let wave = Pointer::new("/plan/waves/*", [position]);
                judgement.incomplete(Reason::NotCovered {
                    at: wave,
                    by: at.into(),
                });
                judgement.missing(at, role::RELEASE_MANAGER);
            }
        };
        match case.progress.phase {
            Phase::Running { until } if is_to_come(case, wave) => {
                judgement.not_due_before(until, look);
            }
            _ => look(judgement),
        }
    }
}

/// Whether a wave is still to be deployed, or again after it was taken back.
fn is_to_come(case: &Case<'_>, planned: &PlannedWave) -> bool {
    let deployment = case.release.deployment.as_ref();
    let waves = deployment.map_or(&[][..], |deployment| deployment.waves.items());
    let wave = only(waves.iter().filter(|wave| wave.id == planned.id));
    let last = wave.and_then(|wave| wave.attempts.items().last());
    last.is_none_or(was_taken_back)
}

/// Requires that a notice says what it has to, and was sent before a start.
fn told<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    notice: &'a Communication,
    start: Option<&Start<'a>>,
) {
    let at = |template| Pointer::new(template, [index]);
    let role = role::RELEASE_MANAGER;
    let subject = at("/plan/communications/*/subject");
    judgement.text(notice.subject.as_deref(), subject, role);
    let channel = at("/plan/communications/*/channel");
    judgement.text(notice.channel.as_deref(), channel, role);
    let says = |audience: &&AudienceId| !says_nothing(Some(audience.as_str()));
    let audience = notice.audiences.items().iter().find(says);
    let audiences = at("/plan/communications/*/audiences");
    judgement.text(audience.map(AudienceId::as_str), audiences, role);
    let by = at("/plan/communications/*/by");
    judgement.known_person(case, notice.by.as_ref(), by, role);
    let announced = at("/plan/communications/*/announced_start");
    match notice.announced_start {
        None => judgement.missing(announced, role),
        Some(_) => judgement.cite(announced),
    }
    match sent(index, notice) {
        None => judgement.missing(at("/plan/communications/*/sent_at"), role),
        Some(sent) => judgement.before_one_start(case, sent, start),
    }
}

/// Requires that no notice on a wave after this one, and before the start, gives another date than
/// the planned one.
fn last_word<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    (wave, planned): (&'a PlannedWave, Fact<'a>),
    start: Option<&Start<'a>>,
) {
    let notices = case
        .plan()
        .map_or(&[][..], |plan| plan.communications.items());
    let Some(sent) = notices.get(index).and_then(|notice| sent(index, notice)) else {
        return;
    };
    for (position, other) in notices.iter().enumerate() {
        let is_other = position != index && other.wave.as_ref() == Some(&wave.id);
        if !is_other || announces(case, other, planned) != Some(false) {
            continue;
        }
        let Some(later) = self::sent(position, other) else {
            let at = Pointer::new("/plan/communications/*/sent_at", [position]);
            judgement.missing(at, role::RELEASE_MANAGER);
            continue;
        };
        // What was said after the start told nobody when it would be.
        if start.is_some_and(|start| case.before(later, start.fact) == Ok(Proof::Refuted)) {
            continue;
        }
        match case.before(later, sent) {
            Ok(Proof::Proven) => {}
            Ok(Proof::Refuted) => judgement.unmet_when_due(Reason::Differs {
                at: Pointer::new("/plan/communications/*/announced_start", [position]),
                from: planned.pointer,
            }),
            Ok(Proof::Undecided) => judgement.undecided(Reason::OrderUndecided {
                first: later.pointer,
                second: sent.pointer,
            }),
            Err(at) => judgement.undecided(Reason::TimeUnusable { at }),
        }
    }
}

/// Requires that a notice gives the date that is planned.
fn gives_date<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    notice: &'a Communication,
    planned: Fact<'a>,
) {
    let at = Pointer::new("/plan/communications/*/announced_start", [index]);
    if notice.announced_start.is_none() {
        return;
    }
    let differs = Reason::Differs {
        at,
        from: planned.pointer,
    };
    match announces(case, notice, planned) {
        Some(true) => {}
        Some(false) if notice.wave.is_some() => judgement.unmet_when_due(differs),
        // A notice that names no wave may be about another one.
        Some(false) => judgement.incomplete(differs),
        None => judgement.undecided(Reason::TimeUnusable { at }),
    }
}

/// Whether a notice gives the date that is planned, as exactly as each is known.
fn announces(case: &Case<'_>, notice: &Communication, planned: Fact<'_>) -> Option<bool> {
    let announced = case.span(notice.announced_start.as_ref()?)?;
    let planned = case.span(planned.at)?;
    Some(announced.first() < planned.end() && planned.first() < announced.end())
}

fn sent(index: usize, notice: &Communication) -> Option<Fact<'_>> {
    let at = Pointer::new("/plan/communications/*/sent_at", [index]);
    Fact::dated(&notice.sent_at, at)
}
