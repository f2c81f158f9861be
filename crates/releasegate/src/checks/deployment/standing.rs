//! The approval still stood when the deployment started.

use crate::authority::role;
use crate::checks::approvals::{Meant, for_every_start, meant_for};
use crate::checks::check::{Check, Docs, designed};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger};
use crate::model::Approval;
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static STILL_APPROVED: Check = Check {
    id: "DEP-04",
    name: "approval-no-longer-stood",
    title: "The approval was not withdrawn, expired or replaced when the deployment started",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[designed()],
    docs: Docs {
        asks: "For every start, the last word on it before was an approval: nobody rejected or withdrew it, its time was not over, and no later approval of the same thing took its place. An approval that names no end does not expire.",
        why: "An approval that was taken back still looks like one to whoever searches for it.",
        example: "Approved on Monday, rejected on Tuesday after a failed rehearsal, deployed on Wednesday.",
        remedy: "Ask again before the start whenever the approval was taken back, has expired or was replaced.",
        role: role::SERVICE_OWNER,
    },
    judge: still_approved,
};

fn still_approved<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_every_start(case, judgement, |way, meant, start| {
        way.adopt(&meant.in_force);
        if let Some(start) = start {
            not_expired(case, way, meant, start);
            not_replaced(case, way, meant, start);
        } else {
            not_expired_yet(case, way, meant);
        }
    });
}

/// The end of the time that an approval is for.
fn end<'a>(meant: &Meant<'a>) -> Option<Fact<'a>> {
    let at = Pointer::new("/approvals/*/scope/until", [meant.index]);
    Fact::dated(&meant.approval.scope.as_ref()?.until, at)
}

/// Whether the end of an approval has come at a time. An end that is a day is the end of that day.
fn not_expired<'a>(case: &Case<'a>, way: &mut Judgement<'a>, meant: &Meant<'a>, start: &Start<'a>) {
    let Some(end) = end(meant) else { return };
    let spans = case.span(end.at).zip(case.span(start.fact.at));
    let (at, when) = (end.pointer, start.fact.pointer);
    way.cite(at);
    let Some((last, started)) = spans else {
        return way.undecided(Reason::TimeUnusable { at });
    };
    let limit = if end.at.is_day() {
        last.end()
    } else {
        last.first()
    };
    let stood = Proof::decide(started.end() <= limit, started.first() >= limit);
    match stood {
        Proof::Proven => {}
        Proof::Refuted => way.nonconforming(Reason::NotInForce { at, when }),
        Proof::Undecided => way.undecided(Reason::NotInForce { at, when }),
    }
}

/// As long as nothing has started, an approval that has expired can be given again.
fn not_expired_yet<'a>(case: &Case<'a>, way: &mut Judgement<'a>, meant: &Meant<'a>) {
    let Some(end) = end(meant) else { return };
    let at = end.pointer;
    way.cite(at);
    let Some(last) = case.span(end.at) else {
        return way.undecided(Reason::TimeUnusable { at });
    };
    let until = if end.at.is_day() {
        last.end()
    } else {
        last.first()
    };
    if case.as_of.span().first() >= until {
        way.unmet_when_due(Reason::Expired { at, until });
    }
}

/// Requires that no approval of the same thing was decided later and before the start.
fn not_replaced<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    meant: &Meant<'a>,
    start: &Start<'a>,
) {
    let decided = |meant: &Meant<'a>| {
        let pointer = Pointer::new("/approvals/*/decided_at", [meant.index]);
        meant.approval.decided_at.as_ref().map(|at| Fact {
            at,
            seq: meant.approval.seq,
            pointer,
        })
    };
    let Some(own) = decided(meant) else { return };
    for other in meant_for(case, Some(start)) {
        let later = decided(other).filter(|_| is_of_the_same(meant.approval, other.approval));
        let Some(later) = later.filter(|_| other.index != meant.index) else {
            continue;
        };
        let came_later = case.before(own, later) == Ok(Proof::Proven);
        if came_later && case.before(later, start.fact) == Ok(Proof::Proven) {
            let (at, when) = (own.pointer, start.fact.pointer);
            way.nonconforming(Reason::NotInForce { at, when });
        }
    }
}

/// Whether two approvals are of the same build for the same environment.
fn is_of_the_same(one: &Approval, other: &Approval) -> bool {
    let of = |approval: &Approval| {
        let scope = approval.scope.as_ref();
        let scope = scope.map(|scope| (scope.build.clone(), scope.environment.clone()));
        scope.unwrap_or_default()
    };
    of(one) == of(other)
}
