//! Responsibilities and authorities: who answers for each activity, who does it.

use super::acts::acts;
use crate::authority::{Activity, AssignedFor, assigned_for, is_from_outside, role, same_person};
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{Items, Raci};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static ASSIGNED: Check = Check {
    id: "SUP-12",
    name: "responsibilities-not-assigned",
    title: "Responsibilities and authorities are assigned for each activity of the release",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[
        unverified(ISO20000_2018, "5.3"),
        verified(ISO20000_2018, "8.5.2.1 a"),
    ],
    docs: Docs {
        asks: "When an activity took place, exactly one person, who is not from outside, was accountable for it and at least one was responsible: by an assignment that names the activity, or by holding a role that answers for it. Activities that are still to come are not asked.",
        why: "Where two people answer for something nobody does, and in a gap between two holders nobody could decide.",
        example: "The release manager left on 1 March, the next one came on 15 March, and the package was built on 10 March.",
        remedy: "List under `assignments` who held which role from when to when; name `activity` and `raci` where somebody else than the holder of the role answers. Activities are `plan`, `change_approval`, `back_out_plan`, `build`, `verification`, `failure_decision`, `release_approval`, `emergency_approval`, `configuration`, `deployment`, `back_out_decision`, `early_life_support`, `early_life_exit` and `closure`.",
        role: role::RELEASE_MANAGER,
    },
    judge: assigned,
};

const ASSIGNMENTS: &str = "/assignments";

fn assigned<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let acts = acts(case, judgement);
    if case.release.assignments.items().is_empty() {
        let list = case.release.assignments.as_ref();
        return judgement.none_listed(list, ASSIGNMENTS, role::RELEASE_MANAGER);
    }
    if acts.is_empty() {
        judgement.missing("/plan/created_at", role::RELEASE_MANAGER);
    }
    for (activity, act) in acts {
        let Some(span) = case.span(act.at) else {
            judgement.undecided(Reason::TimeUnusable { at: act.pointer });
            continue;
        };
        judgement.cite(act.pointer);
        let accountable = assigned_for(case, activity, Raci::Accountable, span);
        if somebody(judgement, activity, &accountable) {
            one_accountable(case, judgement, activity, &accountable, act);
        }
        let responsible = assigned_for(case, activity, Raci::Responsible, span);
        if somebody(judgement, activity, &responsible) {
            one_responsible(case, judgement, &responsible, act);
        }
    }
}

/// Whether anybody may have been assigned; says so when nobody was.
fn somebody<'a>(
    judgement: &mut Judgement<'a>,
    activity: &'static Activity,
    assigned: &[AssignedFor<'a>],
) -> bool {
    let nobody = Reason::NotAssigned {
        at: ASSIGNMENTS.into(),
        activity: activity.id,
    };
    if assigned.is_empty() {
        // Nobody ever is named: the record may be incomplete.
        judgement.incomplete(nobody);
        judgement.missing(ASSIGNMENTS, role::RELEASE_MANAGER);
        return false;
    }
    let is_gap = assigned.iter().all(|one| one.valid.is_refuted());
    if is_gap {
        judgement.nonconforming(nobody);
    }
    !is_gap
}

fn one_accountable<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    activity: &'static Activity,
    assigned: &[AssignedFor<'a>],
    act: Fact<'a>,
) {
    let Some(first) = assigned.iter().find(|one| one.valid.is_proven()) else {
        return not_shown(judgement, assigned, act);
    };
    shown(case, judgement, first);
    if is_from_outside(case, first.assignment) {
        let at = Pointer::new("/assignments/*/person", [first.index]);
        let role = activity.accountable;
        judgement.nonconforming(Reason::NoAuthority { at, role });
    }
    let at = |one: &AssignedFor<'_>| Pointer::new("/assignments/*", [one.index]);
    let person = |one: &AssignedFor<'_>| Pointer::new("/assignments/*/person", [one.index]);
    let others = assigned.iter().filter(|one| one.index != first.index);
    for other in others.filter(|one| !one.valid.is_refuted()) {
        let people = (&first.assignment.person, &other.assignment.person);
        match (same_person(case, people.0, people.1), other.valid) {
            (Proof::Proven, _) => judgement.cite(at(other)),
            (_, Proof::Undecided | Proof::Refuted) => {
                not_shown(judgement, std::slice::from_ref(other), act);
            }
            (Proof::Refuted, Proof::Proven) => judgement.nonconforming(Reason::AssignedTwice {
                at: at(first),
                with: at(other),
                activity: activity.id,
            }),
            (Proof::Undecided, Proof::Proven) => judgement.incomplete(Reason::PerhapsSamePerson {
                at: person(first),
                with: person(other),
            }),
        }
    }
}

fn one_responsible<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    assigned: &[AssignedFor<'a>],
    act: Fact<'a>,
) {
    let mut valid = assigned.iter().filter(|one| one.valid.is_proven());
    let Some(first) = valid.next() else {
        return not_shown(judgement, assigned, act);
    };
    judgement.any_of(std::iter::once(first).chain(valid), |way, one| {
        shown(case, way, one);
    });
}

/// Requires that the person of an assignment is known.
fn shown<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, one: &AssignedFor<'a>) {
    judgement.cite(Pointer::new("/assignments/*", [one.index]));
    let person = Pointer::new("/assignments/*/person", [one.index]);
    let id = Some(&one.assignment.person);
    judgement.known_person(case, id, person, role::RELEASE_MANAGER);
}

/// Says of which assignments nobody can tell whether they were valid at an act.
fn not_shown<'a>(judgement: &mut Judgement<'a>, assigned: &[AssignedFor<'a>], act: Fact<'a>) {
    for one in assigned.iter().filter(|one| !one.valid.is_refuted()) {
        if one.assignment.from.is_none() {
            let from = Pointer::new("/assignments/*/from", [one.index]);
            judgement.missing(from, role::RELEASE_MANAGER);
        } else {
            judgement.undecided(Reason::NotInForce {
                at: Pointer::new("/assignments/*", [one.index]),
                when: act.pointer,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ASSIGNED;
    use crate::authority::activity;

    #[test]
    fn the_docs_name_every_activity_of_a_release() {
        for activity in activity::ALL {
            // The policy is older than the release: it says itself who approved it.
            let is_policy = *activity == &activity::POLICY;
            let named = ASSIGNED.docs.remedy.contains(&format!("`{}`", activity.id));
            assert!(named != is_policy, "{}", activity.id);
        }
    }
}
