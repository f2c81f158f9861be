//! What was planned and what happened stand side by side.

use crate::authority::role;
use crate::checks::case::the_one;
use crate::checks::check::framework::{COBIT_2019, ISO20000_2018};
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger};
use crate::model::{Items, PlannedDate, Wave};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static DATES_RECORDED: Check = Check {
    id: "DEP-21",
    name: "actual-dates-not-recorded",
    title: "Actual dates are recorded for each wave beside the planned ones",
    stage: Stage::Deployment,
    gate: Some(Stage::Deployment),
    severity: Severity::Must,
    trigger: Trigger::DeploymentEnd,
    clauses: &[
        verified(ISO20000_2018, "8.1 c"),
        verified(COBIT_2019, "BAI06.03"),
    ],
    docs: Docs {
        asks: "Each wave has a planned start and end, and each attempt at it an actual start and end, so that every deviation from the plan can be seen. A deviation itself is no fault.",
        why: "Nobody learns to plan better from a plan that is never compared with what happened.",
        example: "The plan says Saturday, 22:00 to 02:00; the record says that it was deployed.",
        remedy: "Record `started_at` and `ended_at` of every attempt, and keep the planned dates as they were.",
        role: role::DEPLOYMENT_MANAGER,
    },
    judge: dates_recorded,
};

fn dates_recorded<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    case.progress.starts_missing(judgement);
    case.progress.ends_missing(judgement);
    let list = case.plan().and_then(|plan| plan.waves.as_ref());
    let planned = judgement.required(list, "/plan/waves", role::RELEASE_MANAGER);
    for (index, wave) in planned.iter().enumerate() {
        let start = Pointer::new("/plan/waves/*/planned_start", [index]);
        let end = Pointer::new("/plan/waves/*/planned_end", [index]);
        for (date, at) in [(&wave.planned_start, start), (&wave.planned_end, end)] {
            match date {
                None => judgement.missing(at, role::RELEASE_MANAGER),
                Some(PlannedDate::ToBeDetermined) => {
                    judgement.incomplete(Reason::ToBeDetermined { at });
                }
                Some(PlannedDate::On(_)) => judgement.cite(at),
            }
        }
    }
    let deployment = case.release.deployment.as_ref();
    let waves = deployment.map_or(&[][..], |deployment| deployment.waves.items());
    for (wave_index, wave) in waves.iter().enumerate() {
        let at = Pointer::new("/deployment/waves/*/id", [wave_index]);
        let (id, id_at) = (wave.id.as_str(), "/plan/waves/*/id");
        if !planned.is_empty()
            && the_one(judgement, planned, id, |wave| wave.id.as_str(), id_at).is_nothing()
        {
            judgement.incomplete(Reason::Unresolved { at, id });
        }
        happened(judgement, wave_index, wave);
    }
    case.progress.open_waves_missing(judgement);
}

/// Requires the dates of every attempt at a wave.
fn happened(judgement: &mut Judgement<'_>, wave_index: usize, wave: &Wave) {
    let attempts = wave.attempts.items();
    if attempts.is_empty() {
        let at = Pointer::new("/deployment/waves/*/attempts", [wave_index]);
        judgement.missing(at, role::DEPLOYMENT_MANAGER);
    }
    for (index, attempt) in attempts.iter().enumerate() {
        let at = [wave_index, index];
        let start = Pointer::new("/deployment/waves/*/attempts/*/started_at", at);
        let end = Pointer::new("/deployment/waves/*/attempts/*/ended_at", at);
        for (date, at) in [(&attempt.started_at, start), (&attempt.ended_at, end)] {
            match date {
                None => judgement.missing(at, role::DEPLOYMENT_MANAGER),
                Some(_) => judgement.cite(at),
            }
        }
    }
}
