//! The problems that the release was for are really closed.

use crate::authority::role;
use crate::checks::case::the_one;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{Items, PersonId, Problem, ProblemId, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static PROBLEMS_CLOSED: Check = Check {
    id: "ELS-08",
    name: "planned-problem-not-closed",
    title: "Problems and known errors the release was to close are closed, and the effect looked at",
    stage: Stage::EarlyLife,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        verified(ISO20000_2018, "8.6.3"),
    ],
    docs: Docs {
        asks: "Each problem and known error that the plan names was closed after the deployment and somebody looked whether that worked; or it is still open and was planned into something later.",
        why: "A fix that is live is not yet a fix that works.",
        example: "`PRB-7` is still open after early life support, and nothing says where it went.",
        remedy: "Close the problem with `closed_at` and `effectiveness`, or record under `replanned` what takes it on.",
        role: role::PROBLEM_MANAGER,
    },
    judge: problems_closed,
};

fn problems_closed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let plan = case.plan();
    let known_errors = plan.and_then(|plan| plan.known_errors.as_ref());
    let problems = plan.and_then(|plan| plan.problems.as_ref());
    if let (Some(Stated::None(statement)), Some(Stated::None(_))) = (known_errors, problems) {
        judgement.cite("/plan/problems");
        return judgement.exempt("/plan/known_errors", Some(statement.by.as_str()));
    }
    for (list, at, each) in [
        (known_errors, "/plan/known_errors", "/plan/known_errors/*"),
        (problems, "/plan/problems", "/plan/problems/*"),
    ] {
        match list {
            None => judgement.missing(at, role::PROBLEM_MANAGER),
            Some(Stated::None(_)) => judgement.cite(at),
            Some(Stated::Given(ids)) if ids.is_empty() => {
                judgement.incomplete(Reason::EmptyList { at: at.into() });
            }
            Some(Stated::Given(ids)) => {
                for (index, id) in ids.iter().enumerate() {
                    one_problem(case, judgement, id, Pointer::new(each, [index]));
                }
            }
        }
    }
}

/// Whether each problem and known error that the plan names was closed by the release. `None` when
/// the plan does not say which it closes.
pub(crate) fn planned_closures(case: &Case<'_>) -> Option<Vec<Proof>> {
    let plan = case.plan()?;
    let (known_errors, problems) = (plan.known_errors.as_ref()?, plan.problems.as_ref()?);
    let mut closures = Vec::new();
    for list in [known_errors, problems] {
        let Stated::Given(ids) = list else { continue };
        if ids.is_empty() {
            return None;
        }
        closures.extend(ids.iter().map(|id| closure(case, id)));
    }
    Some(closures)
}

fn closure<'a>(case: &Case<'a>, id: &'a ProblemId) -> Proof {
    let mut judgement = Judgement::default();
    let Some((index, problem)) = named_problem(case, &mut judgement, id, "".into()) else {
        return Proof::Undecided;
    };
    if problem.closed_at.is_none() {
        // What is not closed is not closed, wherever it was planned into.
        return if judgement.is_clear() {
            Proof::Refuted
        } else {
            Proof::Undecided
        };
    }
    closed(case, &mut judgement, index, problem);
    Proof::decide(judgement.is_clear(), judgement.is_refuted())
}

/// The problem that an id refers to.
pub(super) fn named_problem<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    id: &'a ProblemId,
    named: Pointer,
) -> Option<(usize, &'a Problem)> {
    let problems = case.release.problems.items();
    let found = the_one(
        judgement,
        problems,
        id.as_str(),
        |p| p.id.as_str(),
        "/problems/*/id",
    );
    if found.is_nothing() {
        judgement.incomplete(Reason::Unresolved {
            at: named,
            id: id.as_str(),
        });
    }
    found.one()
}

fn one_problem<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    id: &'a ProblemId,
    named: Pointer,
) {
    let Some((index, problem)) = named_problem(case, judgement, id, named) else {
        return;
    };
    judgement.cite(named);
    match (&problem.closed_at, &problem.replanned) {
        (None, None) => {
            judgement.missing(
                Pointer::new("/problems/*/closed_at", [index]),
                role::PROBLEM_MANAGER,
            );
        }
        (None, Some(replanned)) => {
            judgement.cite(Pointer::new("/problems/*/replanned", [index]));
            let to = Pointer::new("/problems/*/replanned/to", [index]);
            judgement.text(Some(&replanned.to), to, role::PROBLEM_MANAGER);
            let decided_by = replanned.decided_by.as_ref().map(PersonId::as_str);
            let by = Pointer::new("/problems/*/replanned/decided_by", [index]);
            judgement.text(decided_by, by, role::PROBLEM_MANAGER);
        }
        (Some(_), _) => closed(case, judgement, index, problem),
    }
}

fn closed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, index: usize, problem: &'a Problem) {
    let at = |template| Pointer::new(template, [index]);
    if let Some(closed_at) = &problem.closed_at {
        case.progress.starts_missing(judgement);
        case.progress.ends_missing(judgement);
        case.progress.open_waves_missing(judgement);
        for end in &case.progress.ends {
            judgement.before(
                case,
                *end,
                Fact::new(closed_at, at("/problems/*/closed_at")),
            );
        }
        if case.progress.backed_out
            && let Some(end) = case.progress.ends.first()
        {
            // What was taken back can have closed nothing.
            let at = at("/problems/*/closed_at");
            judgement.undecided(Reason::Contradiction {
                at,
                with: end.pointer,
            });
        }
    }
    let effective = at("/problems/*/effectiveness/effective");
    match &problem.effectiveness {
        None => judgement.missing(at("/problems/*/effectiveness"), role::PROBLEM_MANAGER),
        Some(look) => {
            if look.effective {
                judgement.cite(effective);
            } else {
                judgement.nonconforming(Reason::CheckFailed { at: effective });
            }
            let verified_by = look.verified_by.as_ref().map(PersonId::as_str);
            let by = at("/problems/*/effectiveness/verified_by");
            judgement.text(verified_by, by, role::PROBLEM_MANAGER);
            let verified = at("/problems/*/effectiveness/verified_at");
            match &look.verified_at {
                None => judgement.missing(verified, role::PROBLEM_MANAGER),
                Some(verified_at) => {
                    for end in &case.progress.ends {
                        judgement.before_or_open(case, *end, Fact::new(verified_at, verified));
                    }
                }
            }
        }
    }
}
