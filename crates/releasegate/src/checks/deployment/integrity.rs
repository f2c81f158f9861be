//! Services and components arrive intact.

use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2011, ISO20000_2018};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger};
use crate::model::{AttemptOutcome, CheckOutcome, ComponentCheck, DeliverableId, Items};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static ARRIVED_INTACT: Check = Check {
    id: "DEP-08",
    name: "deployed-component-not-intact",
    title: "Deployment keeps services and components intact",
    stage: Stage::Deployment,
    gate: Stage::Deployment,
    severity: Severity::Must,
    trigger: Trigger::DeploymentEnd,
    clauses: &[verified(ISO20000_2018, "8.5.3"), unverified(ISO20000_2011, "9.3")],
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
        let attempts = start.wave.1.attempts.items().len();
        if start.attempt.0 + 1 == attempts {
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
    let taken_back = attempt.outcome == Some(AttemptOutcome::BackedOut) || attempt.back_out.is_some();
    let (place, checks) = if taken_back {
        let checks = attempt.back_out.as_ref().map_or(&[][..], |b| b.component_checks.items());
        (RESTORED, checks)
    } else {
        (DEPLOYED, attempt.component_checks.items())
    };
    let list = Pointer::new(place.list, [start.wave.0, start.attempt.0]);
    if checks.is_empty() {
        return judgement.missing(list, role::DEPLOYMENT_MANAGER);
    }
    for (index, check) in checks.iter().enumerate() {
        let at = |template| Pointer::new(template, [start.wave.0, start.attempt.0, index]);
        component_intact(case, judgement, &place, start, check, at);
    }
    let artifacts = attempt.artifacts.items();
    if artifacts.is_empty() {
        let pointer = Pointer::new(
            "/deployment/waves/*/attempts/*/artifacts",
            [start.wave.0, start.attempt.0],
        );
        return judgement.missing(pointer, role::DEPLOYMENT_MANAGER);
    }
    let checked = |id: &DeliverableId| checks.iter().any(|check| check.deliverable == *id);
    if artifacts.iter().any(|artifact| !checked(&artifact.deliverable)) {
        judgement.missing(list, role::DEPLOYMENT_MANAGER);
    }
}

fn component_intact<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    place: &Place,
    start: &Start<'a>,
    check: &'a ComponentCheck,
    at: impl Fn(&'static str) -> Pointer,
) {
    judgement.cite(at(place.each));
    match (&check.expected, &check.actual) {
        (None, _) => judgement.missing(at(place.expected), role::DEPLOYMENT_MANAGER),
        (_, None) => judgement.missing(at(place.actual), role::DEPLOYMENT_MANAGER),
        (Some(expected), Some(actual)) => match actual.same_content(expected) {
            Some(true) => {}
            Some(false) => judgement.nonconforming(Reason::Differs {
                at: at(place.actual),
                from: at(place.expected),
            }),
            None => judgement.undecided(Reason::NotComparable {
                at: at(place.actual),
                with: at(place.expected),
            }),
        },
    }
    match check.smoke_test {
        Some(CheckOutcome::Passed) => {}
        Some(CheckOutcome::Failed) => {
            judgement.nonconforming(Reason::CheckFailed { at: at(place.smoke_test) });
        }
        None => judgement.missing(at(place.smoke_test), role::DEPLOYMENT_MANAGER),
    }
    match &check.checked_at {
        None => judgement.missing(at(place.checked_at), role::DEPLOYMENT_MANAGER),
        // A look at the target before the deployment shows nothing of what arrived.
        Some(checked_at) => {
            judgement.before(case, start.fact, Fact::new(checked_at, at(place.checked_at)));
        }
    }
}
