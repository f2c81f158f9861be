//! Records are kept to the extent needed to trust that the process ran as planned.

use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{AttemptOutcome, Items, TrailEntry};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static KEPT: Check = Check {
    id: "SUP-17",
    name: "stage-without-trail",
    title: "An append-only trail shows who entered each stage, and when",
    stage: Stage::Support,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[verified(ISO20000_2018, "8.1 c")],
    docs: Docs {
        asks: "For each stage that the record shows to have begun, the trail has an entry that names the stage, a known actor and the time; the numbers of the trail run from 1 without a gap, its times and hashes do not contradict its order.",
        why: "Records that can be filled in or thinned out afterwards do not show how the process ran.",
        example: "The trail has the entries 1, 2 and 4: nobody knows what the third one said.",
        remedy: "Append an entry whenever a stage is entered, with `stage`, `actor` and `recorded_at`; keep every entry.",
        role: role::RELEASE_MANAGER,
    },
    judge: kept,
};

const TRAIL: &str = "/trail";

fn kept<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let trail = case.release.trail.items();
    if trail.is_empty() {
        let list = case.release.trail.as_ref();
        return judgement.none_listed(list, TRAIL, role::RELEASE_MANAGER);
    }
    judgement.cite(TRAIL);
    for (stage, at) in entered(case) {
        let of_stage = || {
            let all = trail.iter().enumerate();
            all.filter(move |(_, entry)| entry.stage == Some(stage))
        };
        let refused = |entry: &TrailEntry| entry.accepted == Some(false);
        let accepted = of_stage().filter(|(_, entry)| !refused(entry));
        let any = judgement.any_of(accepted, |way, (index, entry)| {
            attributed(case, way, index, entry);
        });
        if any {
            continue;
        }
        match of_stage().next() {
            Some((index, _)) => judgement.nonconforming(Reason::AnsweredNo {
                at: Pointer::new("/trail/*/accepted", [index]),
            }),
            None => {
                let by = TRAIL.into();
                judgement.incomplete(Reason::NotCovered { at, by });
                judgement.missing(TRAIL, role::RELEASE_MANAGER);
            }
        }
    }
    unbroken(case, judgement, trail);
}

/// Requires that an entry says who acted and when it was written down.
fn attributed<'a>(case: &Case<'a>, way: &mut Judgement<'a>, index: usize, entry: &'a TrailEntry) {
    let actor = Pointer::new("/trail/*/actor", [index]);
    way.known_person(case, entry.actor.as_ref(), actor, role::RELEASE_MANAGER);
    let at = Pointer::new("/trail/*/recorded_at", [index]);
    let Some(recorded_at) = &entry.recorded_at else {
        return way.missing(at, role::RELEASE_MANAGER);
    };
    way.cite(at);
    if case.span(recorded_at).is_none() {
        way.undecided(Reason::TimeUnusable { at });
    }
}

/// Requires that no number is missing, and that neither times nor hashes contradict the order.
fn unbroken<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, trail: &'a [TrailEntry]) {
    let mut entries: Vec<_> = trail.iter().enumerate().collect();
    entries.sort_by_key(|(_, entry)| entry.seq);
    let seq = |index| Pointer::new("/trail/*/seq", [index]);
    let recorded = |(index, entry): (usize, &'a TrailEntry)| {
        let at = Pointer::new("/trail/*/recorded_at", [index]);
        Fact::dated(&entry.recorded_at, at)
    };
    let mut last: Option<(usize, &TrailEntry)> = None;
    for (index, entry) in entries {
        let decided = Pointer::new("/trail/*/decided_at", [index]);
        let decided = Fact::dated(&entry.decided_at, decided);
        judgement.agree(case, recorded((index, entry)), decided);
        let before = last.map_or(0, |(_, before)| before.seq);
        if let Some((with, _)) = last.filter(|_| entry.seq == before) {
            judgement.undecided(Reason::Contradiction {
                at: seq(index),
                with: seq(with),
            });
        } else if before.checked_add(1) != Some(entry.seq) {
            judgement.undecided(Reason::Gap { at: seq(index) });
        }
        if let Some((with, before)) = last {
            judgement.agree(case, recorded((index, entry)), recorded((with, before)));
            let hashes = entry.previous_hash.as_ref().zip(before.hash.as_ref());
            if hashes.is_some_and(|(stated, made)| stated != made) {
                judgement.undecided(Reason::Differs {
                    at: Pointer::new("/trail/*/previous_hash", [index]),
                    from: Pointer::new("/trail/*/hash", [with]),
                });
            }
        }
        last = Some((index, entry));
    }
}

/// The stages that the release has entered, each with what shows it.
fn entered(case: &Case<'_>) -> Vec<(Stage, Pointer)> {
    let release = case.release;
    let builds = |build: &crate::model::BuildStage| !build.builds.items().is_empty();
    let closure = release.closure.as_ref();
    let closing = closure.and_then(|closure| match closure {
        closure if closure.cancellation.is_some() => Some("/closure/cancellation"),
        closure if !closure.analyses.items().is_empty() => Some("/closure/analyses"),
        closure if !closure.reviews.items().is_empty() => Some("/closure/reviews"),
        closure if closure.closed_at.is_some() => Some("/closure/closed_at"),
        _ => None,
    });
    let shown = [
        (
            Stage::Planning,
            release.plan.as_ref().map(|_| "/plan".into()),
        ),
        (
            Stage::Build,
            release
                .build
                .as_ref()
                .filter(|build| builds(build))
                .map(|_| "/build/builds".into()),
        ),
        (
            Stage::Deployment,
            (!case.progress.nothing_started()).then(|| "/deployment/waves".into()),
        ),
        (Stage::EarlyLife, live(case)),
        (Stage::Closure, closing.map(Pointer::from)),
    ];
    let shown = shown.into_iter();
    shown.filter_map(|(stage, at)| Some((stage, at?))).collect()
}

/// The first end of an attempt that left something live: early life begins there.
fn live(case: &Case<'_>) -> Option<Pointer> {
    let waves = case.release.deployment.as_ref()?.waves.items();
    let attempts = waves.iter().enumerate().flat_map(|(outer, wave)| {
        let all = wave.attempts.items().iter().enumerate();
        all.map(move |(index, attempt)| ([outer, index], attempt))
    });
    let is_live = |outcome| {
        matches!(
            outcome,
            Some(AttemptOutcome::Deployed | AttemptOutcome::Partial)
        )
    };
    attempts
        .into_iter()
        .find(|(_, attempt)| attempt.ended_at.is_some() && is_live(attempt.outcome))
        .map(|(at, _)| Pointer::new("/deployment/waves/*/attempts/*/ended_at", at))
}
