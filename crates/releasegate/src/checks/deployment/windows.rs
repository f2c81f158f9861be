//! Deployed when it was allowed: in a deployment window, and in no freeze.

use super::approval::no_later;
use crate::authority::{role, same_person};
use crate::calendar::{self, Entries, Listed, Silent, Target};
use crate::checks::case::only;
use crate::checks::check::framework::{ITIL, NIST_800_53R5};
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger};
use crate::model::{FreezeExemption, Items, PlannedDate, PlannedWave};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::{Edge, Moment, Proof, Window, WindowError, overlap, within};

pub(super) static WHEN_ALLOWED: Check = Check {
    id: "DEP-12",
    name: "deployed-outside-window-or-in-freeze",
    title: "Deployment happens in a deployment window and in no freeze",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ITIL, "release policy"),
        verified(NIST_800_53R5, "CM-5"),
    ],
    docs: Docs {
        asks: "Every attempt, from its start to its end, lies in a deployment window that applies to it and in no freeze that does, or the owner of the freeze granted an exemption before the start. The calendars of the policy and of the record both count. An end that touches a freeze is not in it. As long as nothing has started, the planned times are looked at.",
        why: "A freeze protects the time in which nobody could cope with a failure.",
        example: "The hotfix went live on 23 December; the freeze of the year's end began on the 20th, and its owner agreed on the 27th.",
        remedy: "Deploy in a window, or ask the owner of the freeze before the start and record the answer under `deployment.freeze_exemptions`. A calendar without freezes says so.",
        role: role::RELEASE_MANAGER,
    },
    judge: when_allowed,
};

fn when_allowed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let freezes = calendar::freezes(case.policy, case.release);
    let windows = calendar::windows(case.policy, case.release);
    spoken(judgement, &freezes, "/support/calendar/freezes");
    spoken(judgement, &windows, "/support/calendar/windows");
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    for exposure in exposures(case, judgement) {
        for freeze in &freezes.listed {
            out_of_freeze(case, judgement, &exposure, freeze);
        }
        if !windows.listed.is_empty() {
            in_window(judgement, &exposure, &windows);
        }
    }
}

/// Requires that a calendar says something, if only that there is nothing.
fn spoken(judgement: &mut Judgement<'_>, entries: &Entries<'_>, at: &'static str) {
    match entries.silent {
        Silent::No => {}
        Silent::Missing => judgement.missing(at, role::RELEASE_MANAGER),
        Silent::Empty(at) => judgement.incomplete(Reason::EmptyList { at }),
        Silent::NoneAt(at) => judgement.cite(at),
    }
}

/// A time in which live is exposed, or is planned to be.
struct Exposure<'a> {
    /// From its start to its end, as far as that is known.
    known: Window,
    /// As long as it may have gone on: an attempt that has not ended may still run.
    longest: Window,
    /// Where it starts.
    at: Pointer,
    /// Where its end is, or would be.
    end_at: Pointer,
    /// When it started, if it has.
    started: Option<Fact<'a>>,
    /// Whether its end is known.
    ended: bool,
    target: Target<'a>,
}

/// Every attempt; as long as nothing has started, every planned wave.
fn exposures<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> Vec<Exposure<'a>> {
    let starts = case.progress.starts.iter();
    let mut found: Vec<_> = starts
        .filter_map(|start| of_attempt(case, judgement, start))
        .collect();
    if case.progress.nothing_started() {
        let planned = case.plan().map_or(&[][..], |plan| plan.waves.items());
        let planned = planned.iter().enumerate();
        found.extend(planned.filter_map(|(index, wave)| of_plan(case, judgement, index, wave)));
    }
    found
}

fn of_attempt<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: &Start<'a>,
) -> Option<Exposure<'a>> {
    let position = [start.wave.0, start.attempt.0];
    let at = start.fact.pointer;
    let end_at = Pointer::new("/deployment/waves/*/attempts/*/ended_at", position);
    let ended = start.attempt.1.ended_at.as_ref();
    let known = window(case, judgement, (start.fact.at, at), (ended, end_at))?;
    let until = Edge::at(case.as_of.span().first());
    let longest = match ended {
        Some(_) => known,
        None => Window::between(known.start(), until).unwrap_or(known),
    };
    let deployment = case.release.deployment.as_ref();
    let environment = start.attempt.1.environment.as_ref();
    let environment = environment.or_else(|| deployment?.environment.as_ref());
    let planned = case.plan().map_or(&[][..], |plan| plan.waves.items());
    let planned = planned.iter().enumerate();
    let planned = only(planned.filter(|(_, planned)| planned.id == start.wave.1.id));
    let own = Pointer::new("/deployment/waves/*/attempts/*/environment", position);
    let environment = environment.map(|id| id.as_str()).ok_or(own);
    Some(Exposure {
        known,
        longest,
        at,
        end_at,
        started: Some(start.fact),
        ended: ended.is_some(),
        target: target(case, environment, planned),
    })
}

fn of_plan<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    wave: &'a PlannedWave,
) -> Option<Exposure<'a>> {
    let at = Pointer::new("/plan/waves/*/planned_start", [index]);
    let end_at = Pointer::new("/plan/waves/*/planned_end", [index]);
    let fixed = |date: &'a Option<PlannedDate>| date.as_ref().and_then(PlannedDate::fixed);
    let Some(start) = fixed(&wave.planned_start) else {
        judgement.missing(at, role::RELEASE_MANAGER);
        return None;
    };
    let end = fixed(&wave.planned_end);
    let known = window(case, judgement, (start, at), (end, end_at))?;
    let deployment = case.release.deployment.as_ref();
    let environment = deployment.and_then(|deployment| deployment.environment.as_ref());
    let environment = environment.map(|id| id.as_str());
    let environment = environment.ok_or_else(|| "/deployment/environment".into());
    Some(Exposure {
        known,
        longest: known,
        at,
        end_at,
        started: None,
        ended: end.is_some(),
        target: target(case, environment, Some((index, wave))),
    })
}

fn window<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    (start, at): (&Moment, Pointer),
    (end, end_at): (Option<&Moment>, Pointer),
) -> Option<Window> {
    judgement.cite(at);
    match Window::measured(start, end.unwrap_or(start), case.zone) {
        Ok(window) => return Some(window),
        Err(WindowError::Unusable) => judgement.undecided(Reason::TimeUnusable { at }),
        Err(WindowError::Inverted) => {
            let (at, with) = (end_at, at);
            judgement.undecided(Reason::Contradiction { at, with });
        }
    }
    None
}

/// The names by which a scope may mean what is deployed.
fn target<'a>(
    case: &Case<'a>,
    environment: Result<&'a str, Pointer>,
    planned: Option<(usize, &'a PlannedWave)>,
) -> Target<'a> {
    let mut target = Target::default();
    let service = case.release.service.as_deref().ok_or("/service".into());
    for name in [service, environment] {
        match name {
            Ok(name) => target.names.push(name),
            Err(at) => target.unknown.push(at),
        }
    }
    match planned.map(|(index, wave)| (index, wave.reaches.items())) {
        None => target.unknown.push("/plan/waves".into()),
        Some((index, [])) => {
            let reaches = Pointer::new("/plan/waves/*/reaches", [index]);
            target.unknown.push(reaches);
        }
        Some((_, sites)) => target.names.extend(sites.iter().map(|site| site.as_str())),
    }
    target
}

/// Requires that an exposure is in no occurrence of a freeze, or that its owner let it be.
fn out_of_freeze<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    exposure: &Exposure<'a>,
    freeze: &Listed<'a>,
) {
    let applies = freeze.applies_to(&exposure.target);
    if applies == Proof::Refuted {
        return judgement.cite(freeze.scope_at);
    }
    let occurrences = match freeze.occurrences(&exposure.longest) {
        Ok(occurrences) => occurrences,
        Err(reason) => return cannot_tell(judgement, reason),
    };
    let meets = |exposed: &Window| {
        let proofs = occurrences.iter().map(|frozen| overlap(exposed, frozen));
        proofs.fold(Proof::Refuted, Proof::or)
    };
    let frozen = meets(&exposure.known).and(applies);
    if frozen == Proof::Refuted {
        judgement.cite(freeze.at);
        if meets(&exposure.longest) != Proof::Refuted {
            judgement.missing(exposure.end_at, role::DEPLOYMENT_MANAGER);
        }
        return;
    }
    let in_freeze = |way: &mut Judgement<'a>| {
        let mut exemptions = exemptions(case, freeze).peekable();
        if exemptions.peek().is_some() {
            way.any_of(exemptions, |way, (index, exemption)| {
                exempted(case, way, exposure, freeze, index, exemption);
            });
            return;
        }
        let (at, freeze) = (exposure.at, freeze.at);
        let reason = Reason::InFreeze { at, freeze };
        match exposure.started {
            Some(_) => way.nonconforming(reason),
            None => way.unmet_when_due(reason),
        }
    };
    match (frozen, applies) {
        (Proof::Proven, _) => in_freeze(judgement),
        (_, Proof::Undecided) => {
            let exempt = exemptions(case, freeze).next().is_some();
            if !exempt || !judgement.stands(|way| way.perhaps(in_freeze)) {
                scope_unknown(judgement, freeze, &exposure.target);
            }
        }
        _ => judgement.perhaps(in_freeze),
    }
}

/// Names what would tell whether an entry applies.
fn scope_unknown(judgement: &mut Judgement<'_>, entry: &Listed<'_>, target: &Target<'_>) {
    if entry.entry.scope.items().is_empty() {
        return judgement.missing(entry.scope_at, role::RELEASE_MANAGER);
    }
    for at in &target.unknown {
        judgement.missing(*at, role::RELEASE_MANAGER);
    }
}

fn cannot_tell<'a>(judgement: &mut Judgement<'a>, reason: Reason<'a>) {
    match reason {
        Reason::Missing { at } => judgement.missing(at, role::RELEASE_MANAGER),
        reason => judgement.undecided(reason),
    }
}

/// The exemptions from a freeze.
fn exemptions<'a>(
    case: &Case<'a>,
    freeze: &Listed<'a>,
) -> impl Iterator<Item = (usize, &'a FreezeExemption)> {
    let deployment = case.release.deployment.as_ref();
    let all = deployment.map_or(&[][..], |deployment| deployment.freeze_exemptions.items());
    let id = freeze.entry.id.as_str();
    let all = all.iter().enumerate();
    all.filter(move |(_, exemption)| exemption.freeze == id)
}

/// Requires that the owner of a freeze granted an exemption, before the start.
fn exempted<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    exposure: &Exposure<'a>,
    freeze: &Listed<'a>,
    index: usize,
    exemption: &'a FreezeExemption,
) {
    let by = Pointer::new("/deployment/freeze_exemptions/*/granted_by", [index]);
    let when = Pointer::new("/deployment/freeze_exemptions/*/granted_at", [index]);
    match (&exemption.granted_by, &freeze.entry.owner) {
        (None, _) => judgement.missing(by, role::RELEASE_MANAGER),
        (_, None) => judgement.missing(freeze.owner_at, role::RELEASE_MANAGER),
        (Some(granted_by), Some(owner)) => {
            judgement.cite(by);
            judgement.cite(freeze.owner_at);
            let from = freeze.owner_at;
            match same_person(case, granted_by, owner) {
                Proof::Proven => {}
                Proof::Refuted => judgement.nonconforming(Reason::Differs { at: by, from }),
                Proof::Undecided => judgement.incomplete(Reason::Differs { at: by, from }),
            }
        }
    }
    match (Fact::dated(&exemption.granted_at, when), exposure.started) {
        (None, _) => judgement.missing(when, role::RELEASE_MANAGER),
        (Some(granted), Some(started)) => judgement.before(case, granted, started),
        (Some(_), None) => judgement.cite(when),
    }
}

/// Requires that an exposure lies in an occurrence of a window.
fn in_window<'a>(judgement: &mut Judgement<'a>, exposure: &Exposure<'a>, windows: &Entries<'a>) {
    let applying: Vec<_> = windows
        .listed
        .iter()
        .map(|window| (window, window.applies_to(&exposure.target)))
        .filter(|(_, applies)| *applies != Proof::Refuted)
        .collect();
    let at = exposure.at;
    if let (true, Some(other)) = (applying.is_empty(), windows.listed.first()) {
        // All of them are for something else: whether this may go live at any time, nobody said.
        let windows = other.at;
        return judgement.incomplete(Reason::OutsideWindows { at, windows });
    }
    judgement.any_of(applying, |way, (window, applies)| {
        let occurrences = match window.occurrences(&exposure.known) {
            Ok(occurrences) => occurrences,
            Err(reason) => return cannot_tell(way, reason),
        };
        way.cite(window.at);
        let any = |proofs: &mut dyn Iterator<Item = Proof>| proofs.fold(Proof::Refuted, Proof::or);
        let inside = any(&mut occurrences.iter().map(|open| is_inside(exposure, open)));
        let still = || {
            any(&mut occurrences.iter().map(|open| {
                is_inside(exposure, open).and(no_later(exposure.longest.end(), open.end()))
            }))
        };
        let reason = Reason::OutsideWindows {
            at,
            windows: window.at,
        };
        match inside.and(applies) {
            // It may have gone on after the window.
            Proof::Proven if still() == Proof::Refuted => {
                way.missing(exposure.end_at, role::DEPLOYMENT_MANAGER);
            }
            Proof::Proven => {}
            Proof::Refuted if exposure.started.is_some() => way.nonconforming(reason),
            Proof::Refuted => way.unmet_when_due(reason),
            Proof::Undecided if applies == Proof::Undecided => {
                scope_unknown(way, window, &exposure.target);
            }
            Proof::Undecided => way.undecided(reason),
        }
    });
}

/// Whether an exposure lies in a window. One that is over may end with it; one that is not goes on.
fn is_inside(exposure: &Exposure<'_>, open: &Window) -> Proof {
    let known = &exposure.known;
    if exposure.ended {
        no_later(open.start(), known.start()).and(no_later(known.end(), open.end()))
    } else {
        within(known, open)
    }
}
