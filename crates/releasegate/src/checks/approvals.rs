//! Which approvals count for which start of a deployment.

use super::{Case, Fact, Judgement, Reason, Start, says_nothing};
use crate::authority::role;
use crate::model::{
    Approval, ApprovalChannel, ApprovalDecision, BuildId, EnvironmentId, Items, PersonId,
};
use crate::pointer::Pointer;
use crate::time::{Moment, Proof};

/// Requires that something holds of an approval for every start of the deployment; as long as
/// nothing has started, of at least one approval.
///
/// Where an approval was in force at a start, or may have been, only such approvals count for it:
/// what was approved too late cannot speak for what was deployed.
pub(super) fn for_every_start<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    holds: impl Fn(&mut Judgement<'a>, &Meant<'a>, Option<&Start<'a>>),
) {
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    if case.progress.nothing_started() {
        for_start(case, judgement, None, &holds);
    }
    for start in &case.progress.starts {
        for_start(case, judgement, Some(start), &holds);
    }
}

/// As [`for_every_start`], for one start, or for none.
pub(super) fn for_start<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: Option<&Start<'a>>,
    holds: impl Fn(&mut Judgement<'a>, &Meant<'a>, Option<&Start<'a>>),
) {
    let meant = meant_for(case, start);
    if meant.is_empty() {
        return no_approval(case, judgement, start);
    }
    let some_left = !meant.iter().all(|meant| meant.in_force.is_refuted());
    let some_clear = meant.iter().any(|meant| meant.in_force.is_clear());
    let candidates = meant.iter();
    let left = candidates.filter(|meant| !some_left || !meant.in_force.is_refuted());
    judgement.any_of(left, |way, meant| {
        // Beside an approval that was in force, another one speaks only if it was, too.
        if some_clear {
            way.adopt(&meant.in_force);
        }
        holds(way, meant, start);
    });
}

/// An approval that is meant for a start, or for what has not started yet.
#[derive(Debug)]
pub(super) struct Meant<'a> {
    /// The position of the approval.
    pub(super) index: usize,
    /// The approval.
    pub(super) approval: &'a Approval,
    /// Whether it was decided before the start and not taken back until then.
    pub(super) in_force: Judgement<'a>,
}

/// The approvals that are meant for a start; without a start, all of them.
pub(super) fn meant_for<'c, 'a>(case: &'c Case<'a>, start: Option<&Start<'a>>) -> &'c [Meant<'a>] {
    let starts = &case.progress.starts;
    let for_each = case.shared.approvals.get_or_init(|| {
        if starts.is_empty() {
            return vec![find_meant_for(case, None)];
        }
        let starts = starts.iter();
        starts
            .map(|start| find_meant_for(case, Some(start)))
            .collect()
    });
    let is_it = |other: &Start<'a>| start.is_some_and(|it| it.fact.pointer == other.fact.pointer);
    let position = starts.iter().position(is_it).unwrap_or_default();
    for_each.get(position).map_or(&[], Vec::as_slice)
}

/// Whether an approval was in force at a start. Refuted also when the record has none that is meant
/// for it: nothing shows that somebody approved.
pub(crate) fn approved_before<'a>(case: &Case<'a>, start: &Start<'a>) -> Proof {
    let meant = meant_for(case, Some(start));
    let some_clear = meant.iter().any(|meant| meant.in_force.is_clear());
    Proof::decide(
        some_clear,
        meant.iter().all(|meant| meant.in_force.is_refuted()),
    )
}

/// When the last of the approvals was decided that were in force at a start.
pub(crate) fn cleared_at<'a>(case: &Case<'a>, start: &Start<'a>) -> Option<&'a Moment> {
    let in_force = meant_for(case, Some(start))
        .iter()
        .filter(|meant| meant.in_force.is_clear());
    let decided = in_force.filter_map(|meant| meant.approval.decided_at.as_ref());
    decided.max_by_key(|at| case.span(at).map(|span| span.first()))
}

fn find_meant_for<'a>(case: &Case<'a>, start: Option<&Start<'a>>) -> Vec<Meant<'a>> {
    let approvals = case.release.approvals.items().iter().enumerate();
    approvals
        .filter(|(_, approval)| approval.decision == ApprovalDecision::Approved)
        .filter(|(_, approval)| start.is_none_or(|start| is_for(approval, start)))
        .map(|(index, approval)| {
            let mut in_force = Judgement::default();
            in_force_at(case, &mut in_force, index, approval, start);
            Meant {
                index,
                approval,
                in_force,
            }
        })
        .collect()
}

/// Requires that an approval was decided before a start and not taken back until then.
fn in_force_at<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    approval: &'a Approval,
    start: Option<&Start<'a>>,
) {
    let Some(decided) = decided(case, judgement, index, approval) else {
        return;
    };
    if let Some(start) = start {
        judgement.before(case, decided, start.fact);
    }
    not_taken_back(case, judgement, approval, decided, start);
}

/// Whether the approval is meant for the wave that started.
fn is_for(approval: &Approval, start: &Start<'_>) -> bool {
    let waves = approval
        .scope
        .as_ref()
        .and_then(|scope| scope.waves.as_deref());
    waves.is_none_or(|waves| waves.contains(&start.wave.1.id))
}

/// Says why there is no approval that could count.
pub(super) fn no_approval<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: Option<&Start<'a>>,
) {
    let approvals = case.release.approvals.items();
    let approved = approvals
        .iter()
        .any(|a| a.decision == ApprovalDecision::Approved);
    let Some(start) = start.filter(|_| !approvals.is_empty()) else {
        return judgement.missing("/approvals", role::SERVICE_OWNER);
    };
    judgement.cite(start.fact.pointer);
    judgement.nonconforming(if approved {
        Reason::NoApproval {
            at: start.fact.pointer,
        }
    } else {
        Reason::NotApproved {
            at: Pointer::new("/approvals/*/decision", [0]),
        }
    });
}

/// The decision of an approval as a dated fact; says what makes it unusable.
pub(super) fn decided<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    approval: &'a Approval,
) -> Option<Fact<'a>> {
    let at = |template| Pointer::new(template, [index]);
    let by = at("/approvals/*/by");
    judgement.text(
        approval.by.as_ref().map(PersonId::as_str),
        by,
        role::SERVICE_OWNER,
    );
    if let Some(person) = &approval.by
        && case.person(person).is_none()
    {
        judgement.incomplete(Reason::Unresolved {
            at: by,
            id: person.as_str(),
        });
    }
    if approval.channel == Some(ApprovalChannel::Oral) {
        witnessed(case, judgement, index, approval);
    }
    let Some(decided_at) = &approval.decided_at else {
        judgement.missing(at("/approvals/*/decided_at"), role::SERVICE_OWNER);
        return None;
    };
    let pointer = at("/approvals/*/decided_at");
    judgement.cite(pointer);
    let decided = Fact {
        at: decided_at,
        seq: approval.seq,
        pointer,
    };
    let recorded = Fact::dated(&approval.recorded_at, at("/approvals/*/recorded_at"));
    judgement.agree(case, recorded, Some(decided));
    Some(decided)
}

/// Requires that somebody else whom the record knows, or a log, bears out an oral decision.
fn witnessed<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    approval: &'a Approval,
) {
    if !says_nothing(approval.log_ref.as_deref()) {
        return;
    }
    let at = Pointer::new("/approvals/*/witness", [index]);
    // Nobody witnesses his own word.
    let witness = approval.witness.as_ref().filter(|witness| {
        approval
            .by
            .as_ref()
            .is_none_or(|by| !case.is_same_person(by, witness))
    });
    match witness.filter(|witness| !says_nothing(Some(witness.as_str()))) {
        None => judgement.missing(at, role::SERVICE_OWNER),
        Some(witness) if case.person(witness).is_none() => {
            judgement.incomplete(Reason::Unresolved {
                at,
                id: witness.as_str(),
            });
        }
        Some(_) => judgement.cite(at),
    }
}

/// Requires that nothing took the approval back before the start; without a start, at all.
fn not_taken_back<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    approval: &'a Approval,
    decided: Fact<'a>,
    start: Option<&Start<'a>>,
) {
    for (index, other) in case.release.approvals.items().iter().enumerate() {
        if other.decision == ApprovalDecision::Approved {
            continue;
        }
        if start.is_some_and(|start| !is_for(other, start)) || is_about_another(approval, other) {
            continue;
        }
        let pointer = Pointer::new("/approvals/*/decided_at", [index]);
        let Some(at) = &other.decided_at else {
            judgement.missing(pointer, role::SERVICE_OWNER);
            continue;
        };
        let taken_back = Fact {
            at,
            seq: other.seq,
            pointer,
        };
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

/// Whether two decisions are for certain about different builds or environments.
fn is_about_another(approval: &Approval, other: &Approval) -> bool {
    let (Some(one), Some(two)) = (&approval.scope, &other.scope) else {
        return false;
    };
    let differ = |one: Option<&str>, two: Option<&str>| one.zip(two).is_some_and(|(a, b)| a != b);
    differ(
        one.build.as_ref().map(BuildId::as_str),
        two.build.as_ref().map(BuildId::as_str),
    ) || differ(
        one.environment.as_ref().map(EnvironmentId::as_str),
        two.environment.as_ref().map(EnvironmentId::as_str),
    )
}
