//! Which approvals count for which start of a deployment.

use super::{Case, Fact, Judgement, Reason, Start};
use crate::authority::role;
use crate::model::{Approval, ApprovalChannel, ApprovalDecision, Items};
use crate::pointer::Pointer;
use crate::time::Proof;

/// Requires that something holds of at least one approval for every start of the deployment; as
/// long as nothing has started, of at least one approval.
pub(super) fn for_every_start<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    holds: impl Fn(&mut Judgement<'a>, usize, &'a Approval, Option<&Start<'a>>),
) {
    let approved: Vec<_> = case
        .release
        .approvals
        .items()
        .iter()
        .enumerate()
        .filter(|(_, approval)| approval.decision == ApprovalDecision::Approved)
        .collect();
    let way = |index: usize, approval: &'a Approval, start: Option<&Start<'a>>| {
        let mut way = Judgement::default();
        holds(&mut way, index, approval, start);
        way
    };
    if case.progress.nothing_started() {
        if approved.is_empty() {
            judgement.missing("/approvals", role::SERVICE_OWNER);
        }
        if !case.progress.is_ahead() {
            case.progress.starts_missing(judgement);
        }
        let ways = approved.iter().map(|(index, approval)| way(*index, approval, None));
        judgement.any_of(ways.collect());
        return;
    }
    case.progress.starts_missing(judgement);
    for start in &case.progress.starts {
        let ways: Vec<_> = approved
            .iter()
            .filter(|(_, approval)| is_for(approval, start))
            .map(|(index, approval)| way(*index, approval, Some(start)))
            .collect();
        if ways.is_empty() {
            no_approval(case, judgement, start, !approved.is_empty());
        }
        judgement.any_of(ways);
    }
}

/// Whether the approval is meant for the wave that started.
fn is_for(approval: &Approval, start: &Start<'_>) -> bool {
    let waves = approval.scope.as_ref().and_then(|scope| scope.waves.as_deref());
    waves.is_none_or(|waves| waves.contains(&start.wave.1.id))
}

fn no_approval<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: &Start<'a>,
    for_other_waves: bool,
) {
    judgement.cite(start.fact.pointer);
    let refused = case.release.approvals.items().iter().position(|approval| {
        approval.decision != ApprovalDecision::Approved
    });
    match refused {
        _ if for_other_waves => {
            judgement.nonconforming(Reason::NoApproval { at: start.fact.pointer });
        }
        Some(index) => judgement.nonconforming(Reason::NotApproved {
            at: Pointer::new("/approvals/*/decision", [index]),
        }),
        None => judgement.missing("/approvals", role::SERVICE_OWNER),
    }
}

/// The decision of an approval as a dated fact; says what makes it unusable.
pub(super) fn decided<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    approval: &'a Approval,
) -> Option<Fact<'a>> {
    let at = |template| Pointer::new(template, [index]);
    if approval.by.is_none() {
        judgement.missing(at("/approvals/*/by"), role::SERVICE_OWNER);
    }
    let unwitnessed = approval.witness.is_none() && approval.log_ref.is_none();
    if approval.channel == Some(ApprovalChannel::Oral) && unwitnessed {
        judgement.missing(at("/approvals/*/witness"), role::SERVICE_OWNER);
    }
    let Some(decided_at) = &approval.decided_at else {
        judgement.missing(at("/approvals/*/decided_at"), role::SERVICE_OWNER);
        return None;
    };
    let pointer = at("/approvals/*/decided_at");
    judgement.cite(pointer);
    let decided = Fact { at: decided_at, seq: approval.seq, pointer };
    if let Some(recorded_at) = &approval.recorded_at {
        let recorded = Fact::new(recorded_at, at("/approvals/*/recorded_at"));
        if case.before(recorded, decided) == Ok(Proof::Proven) {
            judgement.undecided(Reason::Contradiction {
                at: recorded.pointer,
                with: decided.pointer,
            });
        }
    }
    Some(decided)
}

/// Requires that nothing took the approval back before the start; without a start, at all.
pub(super) fn not_taken_back<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    decided: Fact<'a>,
    start: Option<&Start<'a>>,
) {
    for (index, other) in case.release.approvals.items().iter().enumerate() {
        if other.decision == ApprovalDecision::Approved {
            continue;
        }
        if start.is_some_and(|start| !is_for(other, start)) {
            continue;
        }
        let pointer = Pointer::new("/approvals/*/decided_at", [index]);
        let Some(at) = &other.decided_at else {
            judgement.missing(pointer, role::SERVICE_OWNER);
            continue;
        };
        let taken_back = Fact { at, seq: other.seq, pointer };
        let after_approval = case.before(decided, taken_back);
        let before_start = start.map_or(Ok(Proof::Proven), |start| {
            case.before(taken_back, start.fact)
        });
        match (after_approval, before_start, start) {
            (Ok(Proof::Refuted), _, _) | (_, Ok(Proof::Refuted), _) => {}
            (Ok(Proof::Proven), Ok(Proof::Proven), None) => {
                judgement.unmet_when_due(Reason::NotApproved { at: pointer });
            }
            (Ok(Proof::Proven), Ok(Proof::Proven), Some(_)) => {
                judgement.nonconforming(Reason::NotApproved { at: pointer });
            }
            (Err(at), _, _) | (_, Err(at), _) => judgement.undecided(Reason::TimeUnusable { at }),
            (Ok(Proof::Undecided), _, _) => judgement.undecided(Reason::OrderUndecided {
                first: pointer,
                second: decided.pointer,
            }),
            (_, Ok(Proof::Undecided), _) => judgement.undecided(Reason::OrderUndecided {
                first: pointer,
                second: start.map_or(pointer, |start| start.fact.pointer),
            }),
        }
    }
}
