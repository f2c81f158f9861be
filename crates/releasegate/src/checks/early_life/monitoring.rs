//! Success or failure is monitored.

use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2018, ITIL};
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{AttemptOutcome, Nature, Observation, OutcomeValue, PersonId, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;

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
        way.any_of(&case.progress.starts, |way, start| {
            way.before_or_open(case, start.fact, observed);
        });
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
