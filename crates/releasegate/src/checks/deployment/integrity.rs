//! Services and components arrive intact.

use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2011, ISO20000_2018};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger, digests};
use crate::model::{Artifact, AttemptOutcome, CheckOutcome, ComponentCheck, DeliverableId, Items};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static ARRIVED_INTACT: Check = Check {
    id: "DEP-08",
    name: "deployed-component-not-intact",
    title: "Deployment keeps services and components intact",
    stage: Stage::Deployment,
    gate: Some(Stage::Deployment),
    severity: Severity::Must,
    trigger: Trigger::DeploymentEnd,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        unverified(ISO20000_2011, "9.3"),
    ],
    docs: Docs {
        asks: "After the last attempt at each wave, every deployed component was compared with what should be there and tried out, with no difference and no failure. After a back-out the same holds of what was restored.",
        why: "That nobody complained does not show that everything arrived.",
        example: "The pipeline is green; nobody compared the digests on the target with those of the build.",
        remedy: "Record a component check for each deployed component: expected and actual digest, smoke test, when, by whom.",
        role: role::DEPLOYMENT_MANAGER,
    },
    judge: arrived_intact,
};

fn arrived_intact<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    case.progress.starts_missing(judgement);
    case.progress.ends_missing(judgement);
    for start in &case.progress.starts {
        if start.is_last_attempt() {
            last_attempt(case, judgement, start);
        }
    }
    case.progress.open_waves_missing(judgement);
}

/// Where the checks of a component are, and what they say.
struct Place {
    list: &'static str,
    each: &'static str,
    actual: &'static str,
    expected: &'static str,
    smoke_test: &'static str,
    checked_at: &'static str,
}

const DEPLOYED: Place = Place {
    list: "/deployment/waves/*/attempts/*/component_checks",
    each: "/deployment/waves/*/attempts/*/component_checks/*",
    actual: "/deployment/waves/*/attempts/*/component_checks/*/actual",
    expected: "/deployment/waves/*/attempts/*/component_checks/*/expected",
    smoke_test: "/deployment/waves/*/attempts/*/component_checks/*/smoke_test",
    checked_at: "/deployment/waves/*/attempts/*/component_checks/*/checked_at",
};

const RESTORED: Place = Place {
    list: "/deployment/waves/*/attempts/*/back_out/component_checks",
    each: "/deployment/waves/*/attempts/*/back_out/component_checks/*",
    actual: "/deployment/waves/*/attempts/*/back_out/component_checks/*/actual",
    expected: "/deployment/waves/*/attempts/*/back_out/component_checks/*/expected",
    smoke_test: "/deployment/waves/*/attempts/*/back_out/component_checks/*/smoke_test",
    checked_at: "/deployment/waves/*/attempts/*/back_out/component_checks/*/checked_at",
};

fn last_attempt<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, start: &Start<'a>) {
    let attempt = start.attempt.1;
    let at = [start.wave.0, start.attempt.0];
    if attempt.outcome == Some(AttemptOutcome::BackedOut) || attempt.back_out.is_some() {
        return restored(case, judgement, start);
    }
    let since = start.fact;
    let list = Pointer::new(DEPLOYED.list, at);
    let checks = attempt.component_checks.items();
    if checks.is_empty() {
        return judgement.missing(list, role::DEPLOYMENT_MANAGER);
    }
    let last = last_checks(case, checks, &DEPLOYED, at);
    for (index, check) in &last {
        let at = |template| Pointer::new(template, [start.wave.0, start.attempt.0, *index]);
        component_intact(case, judgement, &DEPLOYED, since, check, at);
    }
    let artifacts = attempt.artifacts.items();
    if artifacts.is_empty() {
        let pointer = Pointer::new("/deployment/waves/*/attempts/*/artifacts", at);
        return judgement.missing(pointer, role::DEPLOYMENT_MANAGER);
    }
    let checked = |id: &DeliverableId| checks.iter().any(|check| check.deliverable == *id);
    if artifacts
        .iter()
        .any(|artifact| !checked(&artifact.deliverable))
    {
        judgement.missing(list, role::DEPLOYMENT_MANAGER);
    }
    for (index, check) in last {
        expects_what_was_deployed(judgement, artifacts, check, at, index);
    }
}

/// The checks that count: a check that was made again, expecting the same, is only the last one.
fn last_checks<'a>(
    case: &Case<'a>,
    checks: &'a [ComponentCheck],
    place: &Place,
    at: [usize; 2],
) -> Vec<(usize, &'a ComponentCheck)> {
    let [wave, attempt] = at;
    let checked = |index: usize, check: &'a ComponentCheck| {
        Fact::dated(
            &check.checked_at,
            Pointer::new(place.checked_at, [wave, attempt, index]),
        )
    };
    let made_again = |index: usize, check: &'a ComponentCheck| {
        checks.iter().enumerate().any(|(other, again)| {
            let dates = checked(index, check).zip(checked(other, again));
            again.deliverable == check.deliverable
                && again.expected == check.expected
                && dates.is_some_and(|(one, two)| case.before(one, two) == Ok(Proof::Proven))
        })
    };
    checks
        .iter()
        .enumerate()
        .filter(|(index, check)| !made_again(*index, check))
        .collect()
}

/// Requires that what a check expected on the target is what was deployed, not just any digest.
fn expects_what_was_deployed(
    judgement: &mut Judgement<'_>,
    artifacts: &[Artifact],
    check: &ComponentCheck,
    at: [usize; 2],
    index: usize,
) {
    let [wave, attempt] = at;
    let Some(expected) = &check.expected else {
        return;
    };
    let expected_at = Pointer::new(DEPLOYED.expected, [wave, attempt, index]);
    let deployed = artifacts.iter().enumerate();
    let ways = deployed
        .filter(|(_, artifact)| artifact.deliverable == check.deliverable)
        .filter_map(|(position, artifact)| {
            let template = "/deployment/waves/*/attempts/*/artifacts/*/digest";
            let digest_at = Pointer::new(template, [wave, attempt, position]);
            Some((artifact.digest.as_ref()?, digest_at))
        });
    judgement.any_of(ways, |way, digest| {
        digests::equal(way, (expected, expected_at), digest);
    });
}

/// Requires that a back-out restored the state before.
fn restored<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, start: &Start<'a>) {
    let at = |template| Pointer::new(template, [start.wave.0, start.attempt.0]);
    let Some(back_out) = &start.attempt.1.back_out else {
        let back_out = at("/deployment/waves/*/attempts/*/back_out");
        return judgement.missing(back_out, role::DEPLOYMENT_MANAGER);
    };
    let outcome = at("/deployment/waves/*/attempts/*/back_out/outcome");
    match back_out.outcome {
        None => judgement.missing(outcome, role::DEPLOYMENT_MANAGER),
        Some(CheckOutcome::Passed) => judgement.cite(outcome),
        Some(CheckOutcome::Failed) => judgement.nonconforming(Reason::CheckFailed { at: outcome }),
    }
    let began = at("/deployment/waves/*/attempts/*/back_out/started_at");
    let Some(started_at) = &back_out.started_at else {
        return judgement.missing(began, role::DEPLOYMENT_MANAGER);
    };
    let checks = back_out.component_checks.items();
    if checks.is_empty() {
        judgement.missing(at(RESTORED.list), role::DEPLOYMENT_MANAGER);
    }
    let place = [start.wave.0, start.attempt.0];
    for (index, check) in last_checks(case, checks, &RESTORED, place) {
        let at = |template| Pointer::new(template, [start.wave.0, start.attempt.0, index]);
        let since = Fact::new(started_at, began);
        component_intact(case, judgement, &RESTORED, since, check, at);
    }
    let artifacts = start.attempt.1.artifacts.items();
    let checked = |id: &DeliverableId| checks.iter().any(|check| check.deliverable == *id);
    if artifacts
        .iter()
        .any(|artifact| !checked(&artifact.deliverable))
    {
        judgement.missing(at(RESTORED.list), role::DEPLOYMENT_MANAGER);
    }
}

fn component_intact<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    place: &Place,
    since: Fact<'a>,
    check: &'a ComponentCheck,
    at: impl Fn(&'static str) -> Pointer,
) {
    judgement.cite(at(place.each));
    match (&check.expected, &check.actual) {
        (None, _) => judgement.missing(at(place.expected), role::DEPLOYMENT_MANAGER),
        (_, None) => judgement.missing(at(place.actual), role::DEPLOYMENT_MANAGER),
        (Some(expected), Some(actual)) => digests::equal(
            judgement,
            (actual, at(place.actual)),
            (expected, at(place.expected)),
        ),
    }
    match check.smoke_test {
        Some(CheckOutcome::Passed) => {}
        Some(CheckOutcome::Failed) => {
            judgement.nonconforming(Reason::CheckFailed {
                at: at(place.smoke_test),
            });
        }
        None => judgement.missing(at(place.smoke_test), role::DEPLOYMENT_MANAGER),
    }
    match &check.checked_at {
        None => judgement.missing(at(place.checked_at), role::DEPLOYMENT_MANAGER),
        // A look at the target before anything was changed there shows nothing of what arrived.
        Some(checked_at) => {
            judgement.before_or_open(case, since, Fact::new(checked_at, at(place.checked_at)));
        }
    }
}
