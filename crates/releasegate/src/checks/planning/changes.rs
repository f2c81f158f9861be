//! What the release is for: changes it realises, known errors and problems it closes.

use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{Items, Plan, Problem, ProblemId, ProblemKind, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static CHANGES_NAMED: Check = Check {
    id: "PLN-03",
    name: "plan-names-no-change",
    title: "The plan refers to the requests for change it realises",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "The plan names at least one request for change, and each one named is in the record.",
        why: "A release realises authorised changes; without them nobody asked for it.",
        example: "The plan's list of changes is empty, or names `RFC-99`, which the record does not hold.",
        remedy: "List the requests for change under `plan.changes`, and each of them under `changes`.",
        role: role::CHANGE_MANAGER,
    },
    judge: changes_named,
};

fn changes_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let given = case.plan().and_then(|plan| plan.changes.as_ref());
    let ids = judgement.required(given, "/plan/changes", role::CHANGE_MANAGER);
    for (index, id) in ids.iter().enumerate() {
        let at = Pointer::new("/plan/changes/*", [index]);
        if case
            .release
            .changes
            .items()
            .iter()
            .any(|change| change.id == *id)
        {
            judgement.cite(at);
        } else {
            judgement.incomplete(Reason::Unresolved {
                at,
                id: id.as_str(),
            });
        }
    }
}

pub(super) static KNOWN_ERRORS_NAMED: Check = Check {
    id: "PLN-04",
    name: "plan-silent-on-known-errors",
    title: "The plan refers to the known errors the release closes",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "The plan lists the known errors that the release closes, or somebody states that there are none.",
        why: "Support has to know which workarounds it can drop after the release.",
        example: "The key is missing, or the list is empty without a statement who looked.",
        remedy: "List the known errors, each also under `problems`, or write `none` with `by` and `at`.",
        role: role::PROBLEM_MANAGER,
    },
    judge: known_errors_named,
};

fn known_errors_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = case.plan().and_then(|plan| plan.known_errors.as_ref());
    let kind = ProblemKind::KnownError;
    named(
        case,
        judgement,
        list,
        "/plan/known_errors",
        "/plan/known_errors/*",
        kind,
    );
}

pub(super) static PROBLEMS_NAMED: Check = Check {
    id: "PLN-05",
    name: "plan-silent-on-problems",
    title: "The plan refers to the problems the release closes",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "The plan lists the problems that the release closes, or somebody states that there are none. None of them was closed before the plan was made.",
        why: "A problem is only closed when the change that removes its cause is live.",
        example: "The plan of 10 March says that the release closes `PRB-7`, and `PRB-7` was closed on 1 March.",
        remedy: "List the problems, each also under `problems`, or write `none` with `by` and `at`.",
        role: role::PROBLEM_MANAGER,
    },
    judge: problems_named,
};

fn problems_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = case.plan().and_then(|plan| plan.problems.as_ref());
    named(
        case,
        judgement,
        list,
        "/plan/problems",
        "/plan/problems/*",
        ProblemKind::Problem,
    );
}

/// A list of problems: given, resolved and open when the plan was made, or stated to be none.
fn named<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    list: Option<&'a Stated<ProblemId>>,
    at: &'static str,
    each: &'static str,
    kind: ProblemKind,
) {
    match list {
        None => judgement.missing(at, role::PROBLEM_MANAGER),
        Some(Stated::None(_)) => judgement.cite(at),
        Some(Stated::Given(ids)) if ids.is_empty() => {
            judgement.incomplete(Reason::EmptyList { at: at.into() });
        }
        Some(Stated::Given(ids)) => {
            for (index, id) in ids.iter().enumerate() {
                let at = Pointer::new(each, [index]);
                let problems = case.release.problems.items().iter().enumerate();
                let is_it = |problem: &Problem| problem.id == *id && problem.kind == kind;
                let mut found = problems.filter(|(_, problem)| is_it(problem)).peekable();
                if found.peek().is_some() {
                    judgement.cite(at);
                } else {
                    judgement.incomplete(Reason::Unresolved {
                        at,
                        id: id.as_str(),
                    });
                }
                for (position, problem) in found {
                    if let Some(closed) = closed_before(case, case.plan(), position, problem) {
                        judgement.undecided(Reason::Contradiction { at, with: closed });
                    }
                }
            }
        }
    }
}

/// The closure of a problem, if it may lie before the plan was made.
fn closed_before(
    case: &Case<'_>,
    plan: Option<&Plan>,
    position: usize,
    problem: &Problem,
) -> Option<Pointer> {
    let plan = plan?;
    let closed = Pointer::new("/problems/*/closed_at", [position]);
    let closed_at = Fact::new(problem.closed_at.as_ref()?, closed);
    let made_at = plan.created_at.as_ref().or(plan.approved_at.as_ref())?;
    match case.before(closed_at, Fact::new(made_at, "/plan/created_at")) {
        Ok(Proof::Refuted) => None,
        _ => Some(closed),
    }
}
