//! Deployments that failed: reversed or remedied, and investigated.

use crate::authority::role;
use crate::checks::actions::{done_in_time, says_what};
use crate::checks::attempts::attempt_end;
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2011, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, partial, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Phase, Reason, Severity, Trigger, says_nothing};
use crate::model::{
    Attempt, AttemptOutcome, CheckOutcome, Investigation, Items, OutcomeValue, PersonId, Wave,
};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static REVERSED_OR_REMEDIED: Check = Check {
    id: "DEP-15",
    name: "failed-deployment-left-as-it-was",
    title: "A failed deployment is reversed or remedied",
    stage: Stage::Deployment,
    gate: Some(Stage::Deployment),
    severity: Severity::Should,
    trigger: Trigger::DeploymentEnd,
    clauses: &[
        unverified(ISO20000_2011, "9.3"),
        unverified(ISO20000_2018, "8.5.1.3"),
        verified(COBIT_2019, "BAI07.01"),
        verified(COBIT_2019, "BAI07.02"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3"),
        unverified(NIST_800_53R5, "SA-10"),
        verified(PCI_DSS_4, "6.5.1 f"),
    ],
    docs: Docs {
        asks: "After every attempt that did not bring all of it live, the state before was restored, the failure was remedied, or a later attempt at the wave brought all of it live. When every attempt did, the requirement does not apply.",
        why: "A half-deployed service is in a state that nobody tested.",
        example: "Two of five servers were updated before the script broke off; they stayed like that for a week.",
        remedy: "Run the back-out and record when it started and ended and what came of it, or record the `remedy`.",
        role: role::DEPLOYMENT_MANAGER,
    },
    judge: reversed_or_remedied,
};

fn reversed_or_remedied<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    case.progress.starts_missing(judgement);
    let mut failures = false;
    for (wave_index, wave) in waves(case).iter().enumerate() {
        for (index, attempt) in wave.attempts.items().iter().enumerate() {
            let at = [wave_index, index];
            let outcome = Pointer::new("/deployment/waves/*/attempts/*/outcome", at);
            match attempt.outcome {
                None => judgement.missing(outcome, role::DEPLOYMENT_MANAGER),
                Some(AttemptOutcome::Deployed) => judgement.cite(outcome),
                Some(_) => {
                    failures = true;
                    judgement.cite(outcome);
                    dealt_with(case, judgement, wave, at, attempt);
                }
            }
        }
    }
    case.progress.open_waves_missing(judgement);
    if !failures && judgement.is_clear() && case.progress.phase == Phase::Ended {
        judgement.exempt("/deployment/waves", None);
    }
}

fn waves<'a>(case: &Case<'a>) -> &'a [Wave] {
    let deployment = case.release.deployment.as_ref();
    deployment.map_or(&[], |deployment| deployment.waves.items())
}

/// Requires that a failed attempt was taken back, remedied or made good by a later one.
fn dealt_with<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    wave: &'a Wave,
    [wave_index, index]: [usize; 2],
    attempt: &'a Attempt,
) {
    let at = |template| Pointer::new(template, [wave_index, index]);
    let remedy = at("/deployment/waves/*/attempts/*/remedy");
    if !says_nothing(attempt.remedy.as_deref()) {
        return judgement.cite(remedy);
    }
    let later = wave.attempts.items().iter().enumerate().skip(index + 1);
    let mut good = later.filter(|(_, later)| later.outcome == Some(AttemptOutcome::Deployed));
    if let Some((good, _)) = good.next() {
        let good = [wave_index, good];
        return judgement.cite(Pointer::new("/deployment/waves/*/attempts/*/outcome", good));
    }
    let back_out_at = at("/deployment/waves/*/attempts/*/back_out");
    let Some(back_out) = &attempt.back_out else {
        judgement.missing(back_out_at, role::DEPLOYMENT_MANAGER);
        // It is said to have been taken back, only not how.
        if attempt.outcome != Some(AttemptOutcome::BackedOut) {
            let by = back_out_at;
            let at = at("/deployment/waves/*/attempts/*/outcome");
            judgement.unmet_when_due(Reason::NotCovered { at, by });
        }
        return;
    };
    let started = at("/deployment/waves/*/attempts/*/back_out/started_at");
    let ended = at("/deployment/waves/*/attempts/*/back_out/ended_at");
    let began = Fact::dated(&back_out.started_at, started);
    let over = Fact::dated(&back_out.ended_at, ended);
    for (fact, at) in [(began, started), (over, ended)] {
        match fact {
            None => judgement.missing(at, role::DEPLOYMENT_MANAGER),
            Some(_) => judgement.cite(at),
        }
    }
    judgement.agree(case, over, began);
    let outcome = at("/deployment/waves/*/attempts/*/back_out/outcome");
    match back_out.outcome {
        None => judgement.missing(outcome, role::DEPLOYMENT_MANAGER),
        Some(CheckOutcome::Passed) => judgement.cite(outcome),
        // It can still be remedied.
        Some(CheckOutcome::Failed) => judgement.unmet_when_due(Reason::CheckFailed { at: outcome }),
    }
}

pub(super) static INVESTIGATED: Check = Check {
    id: "DEP-16",
    name: "unsuccessful-release-not-investigated",
    title: "An unsuccessful release is investigated, and agreed actions are taken",
    stage: Stage::Deployment,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[
        unverified(ISO20000_2018, "8.5.1.3"),
        unverified(ISO20000_2011, "9.3"),
        partial(COBIT_2019, "BAI07.08"),
    ],
    docs: Docs {
        asks: "When an attempt failed, or the release is not simply successful, an investigation finished after it says what the cause was, which actions were agreed with whom, and each of them has somebody who does it and is done by its date. A release that succeeded after a remedy is investigated, too. When all went well, the requirement does not apply.",
        why: "What failed once and was not understood fails again.",
        example: "The first attempt was taken back, the second went well, and nobody asked why the first did not.",
        remedy: "Find the cause, agree on actions, and record them under `deployment.investigation`.",
        role: role::RELEASE_MANAGER,
    },
    judge: investigated,
};

const INVESTIGATION: &str = "/deployment/investigation";

fn investigated<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if case.cancelled_before_start().is_some() {
        let cancellation = case.cancelled_before_start();
        let by = cancellation.map(|cancellation| cancellation.cancelled_by.as_str());
        return judgement.exempt("/closure/cancellation", by);
    }
    case.progress.starts_missing(judgement);
    case.progress.open_waves_missing(judgement);
    let mut unsuccessful = Vec::new();
    for (wave_index, wave) in waves(case).iter().enumerate() {
        for (index, attempt) in wave.attempts.items().iter().enumerate() {
            let at = [wave_index, index];
            let outcome = Pointer::new("/deployment/waves/*/attempts/*/outcome", at);
            match attempt.outcome {
                None => judgement.missing(outcome, role::DEPLOYMENT_MANAGER),
                Some(AttemptOutcome::Deployed) => judgement.cite(outcome),
                Some(_) => {
                    judgement.cite(outcome);
                    unsuccessful.push((at, attempt));
                }
            }
        }
    }
    let whole_at = "/early_life/outcome";
    let early_life = case.release.early_life.as_ref();
    let whole = early_life.and_then(|early_life| early_life.outcome.as_ref());
    match whole {
        None if unsuccessful.is_empty() => {
            return judgement.missing(whole_at, role::EARLY_LIFE_SUPPORT_LEAD);
        }
        None => {}
        Some(whole) if whole.value == OutcomeValue::Successful && unsuccessful.is_empty() => {
            if judgement.is_clear() {
                judgement.exempt(whole_at, whole.set_by.as_ref().map(PersonId::as_str));
            }
            return;
        }
        Some(_) => judgement.cite(whole_at),
    }
    let deployment = case.release.deployment.as_ref();
    match deployment.and_then(|deployment| deployment.investigation.as_ref()) {
        None => judgement.missing(INVESTIGATION, role::RELEASE_MANAGER),
        Some(investigation) => looked_into(case, judgement, investigation, &unsuccessful),
    }
}

fn looked_into<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    investigation: &'a Investigation,
    unsuccessful: &[([usize; 2], &'a Attempt)],
) {
    let cause = investigation.cause.as_deref();
    judgement.text(
        cause,
        "/deployment/investigation/cause",
        role::PROBLEM_MANAGER,
    );
    let agreed = "/deployment/investigation/agreed_with";
    let parties = investigation.agreed_with.items();
    if parties.is_empty() {
        judgement.missing(agreed, role::RELEASE_MANAGER);
    }
    for (index, person) in parties.iter().enumerate() {
        let at = Pointer::new("/deployment/investigation/agreed_with/*", [index]);
        judgement.known_person(case, Some(person), at, role::RELEASE_MANAGER);
    }
    let actions = "/deployment/investigation/actions";
    let list = investigation.actions.as_ref();
    judgement.list_or_none(list, actions, role::RELEASE_MANAGER, says_what);
    for (index, action) in investigation.actions.items().iter().enumerate() {
        let places = [
            "/deployment/investigation/actions/*/owner",
            "/deployment/investigation/actions/*/due",
            "/deployment/investigation/actions/*/done_at",
        ];
        let places = places.map(|template| Pointer::new(template, [index]));
        done_in_time(case, judgement, action, places, role::RELEASE_MANAGER);
    }
    let finished = "/deployment/investigation/finished_at";
    match Fact::dated(&investigation.finished_at, finished) {
        None => judgement.missing(finished, role::PROBLEM_MANAGER),
        Some(finished) => {
            judgement.cite(finished.pointer);
            for (at, attempt) in unsuccessful {
                if let Some(end) = attempt_end(attempt, *at) {
                    judgement.before_or_open(case, end, finished);
                }
            }
        }
    }
}
