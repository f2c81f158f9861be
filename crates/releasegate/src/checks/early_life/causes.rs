//! What is behind incidents is found, and what was shipped with a defect is known to support.

use std::collections::BTreeSet;

use super::incidents::related;
use super::problems::named_problem;
use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2018, ITIL};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::failures::{decisions_on, for_each_failure};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger, says_nothing};
use crate::model::{Incident, ProblemId, ProblemKind, Stated};
use crate::pointer::Pointer;
use crate::policy::limit;
use crate::stage::Stage;

const KNOWN_ERROR: &str = "known_error";

pub(super) static PROBLEMS_IDENTIFIED: Check = Check {
    id: "ELS-06",
    name: "problem-behind-incidents-not-identified",
    title: "Problems behind incidents of the release are identified and their root cause is analysed",
    stage: Stage::EarlyLife,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[verified(ISO20000_2018, "8.6.3")],
    docs: Docs {
        asks: "From as many related incidents on as the policy says at least one of them names the problem behind it, and every major incident names its own. Each problem named is in the record with its root cause; one that is not closed and whose cause is known is recorded as a known error.",
        why: "Whoever only resolves incidents resolves them again with every release.",
        example: "Five incidents in the first week, all closed with a restart, and no problem.",
        remedy: "Open a problem, name it in the incidents, and record its `root_cause`.",
        role: role::PROBLEM_MANAGER,
    },
    judge: problems_identified,
};

fn problems_identified<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let incidents = related(case, judgement);
    if incidents.is_empty() {
        return;
    }
    let Some(limit) = case.policy.limit(&limit::PROBLEM_AFTER_INCIDENTS) else {
        let at = "policy#/limits/problem_after_incidents";
        return judgement.missing(at, role::PROBLEM_MANAGER);
    };
    judgement.cite(limit.pointer);
    judgement.cite("/early_life/incidents");
    // One incident that is listed twice is one incident.
    let ids: BTreeSet<&str> = incidents
        .iter()
        .map(|incident| incident.id.as_str())
        .collect();
    let are_many = u32::try_from(ids.len()).is_ok_and(|count| count >= limit.value);
    let is_major = |incident: &Incident| incident.major.as_ref()?.meets_criteria;
    for (index, incident) in incidents.iter().enumerate() {
        let at = Pointer::new("/early_life/incidents/*/problem", [index]);
        match (&incident.problem, is_major(incident)) {
            (Some(id), _) => analysed(case, judgement, id, at),
            (None, Some(false)) => {}
            (None, Some(true)) => no_problem(case, judgement, at),
            (None, None) => {
                // Nobody can tell whether this one alone needs a problem.
                let answer = "/early_life/incidents/*/major/meets_criteria";
                judgement.missing(Pointer::new(answer, [index]), role::INCIDENT_MANAGER);
            }
        }
    }
    if are_many && incidents.iter().all(|incident| incident.problem.is_none()) {
        let first = Pointer::new("/early_life/incidents/*/problem", [0]);
        no_problem(case, judgement, first);
    }
}

/// Says that an incident names no problem where it has to.
fn no_problem<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, at: Pointer) {
    if matches!(case.release.problems, Some(Stated::None(_))) {
        judgement.unmet_when_due(Reason::NoneStated {
            at: "/problems".into(),
        });
    }
    judgement.missing(at, role::PROBLEM_MANAGER);
}

/// Requires that a problem is in the record with its root cause.
fn analysed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, id: &'a ProblemId, named: Pointer) {
    let Some((index, problem)) = named_problem(case, judgement, id, named) else {
        return;
    };
    judgement.cite(named);
    let root_cause = Pointer::new("/problems/*/root_cause", [index]);
    judgement.text(
        problem.root_cause.as_deref(),
        root_cause,
        role::PROBLEM_MANAGER,
    );
    let is_known = !says_nothing(problem.root_cause.as_deref()) && problem.closed_at.is_none();
    if is_known && problem.kind != ProblemKind::KnownError {
        judgement.incomplete(Reason::WrongKind {
            at: Pointer::new("/problems/*/kind", [index]),
            needed: KNOWN_ERROR,
        });
    }
}

pub(super) static KNOWN_ERRORS_RECORDED: Check = Check {
    id: "ELS-07",
    name: "shipped-defect-not-known-to-support",
    title: "Defects shipped knowingly are known errors that support can look up",
    stage: Stage::EarlyLife,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ISO20000_2018, "8.6.3"),
        unverified(ITIL, "known error"),
    ],
    docs: Docs {
        asks: "The decision on each criterion that was not met and shipped names at least one known error; each of them was recorded, and could be looked up by support, before the deployment started.",
        why: "The first user who calls should meet somebody who knows the defect and a way around it.",
        example: "`AC-3` failed and was accepted; support learned of the defect from the callers.",
        remedy: "Record a known error for each accepted failure, make it available to support before deploying, and name it under `known_errors` of the decision.",
        role: role::PROBLEM_MANAGER,
    },
    judge: known_errors_recorded,
};

fn known_errors_recorded<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_each_failure(case, judgement, |way, failed, start| {
        let decisions = decisions_on(case, way, failed, start);
        if decisions.is_empty() {
            let at = Pointer::new("/verification/results/*/outcome", [failed.index]);
            let criterion = failed.criterion.id.as_str();
            way.incomplete(Reason::NoDecision { at, criterion });
        }
        way.whichever(decisions, |way, (index, decision)| {
            let at = Pointer::new("/verification/failure_decisions/*/known_errors", [index]);
            match decision.known_errors.as_deref() {
                None => way.missing(at, role::PROBLEM_MANAGER),
                Some([]) => way.incomplete(Reason::EmptyList { at }),
                Some(ids) => {
                    for (position, id) in ids.iter().enumerate() {
                        let template = "/verification/failure_decisions/*/known_errors/*";
                        let named = Pointer::new(template, [index, position]);
                        known_to_support(case, way, id, named, start);
                    }
                }
            }
        });
    });
}

/// Requires that a known error was recorded, and available to support, before a start.
fn known_to_support<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    id: &'a ProblemId,
    named: Pointer,
    start: Option<&Start<'a>>,
) {
    let Some((index, problem)) = named_problem(case, way, id, named) else {
        return;
    };
    let at = |template| Pointer::new(template, [index]);
    way.cite(named);
    if problem.kind != ProblemKind::KnownError {
        way.unmet_when_due(Reason::WrongKind {
            at: at("/problems/*/kind"),
            needed: KNOWN_ERROR,
        });
    }
    let recorded = at("/problems/*/recorded_at");
    let available = at("/problems/*/available_to_support_at");
    for (date, at) in [
        (&problem.recorded_at, recorded),
        (&problem.available_to_support_at, available),
    ] {
        match Fact::dated(date, at) {
            None => way.missing(at, role::PROBLEM_MANAGER),
            Some(known) => way.before_one_start(case, known, start),
        }
    }
}
