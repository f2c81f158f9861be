//! When criteria are not met: a decision on actions and on deployment, taken together.

use crate::authority::role;
use crate::checks::actions::{done_in_time, says_what};
use crate::checks::check::framework::{ISO20000_2011, ISO20000_2018};
use crate::checks::check::{Check, Docs, designed, unverified, verified};
use crate::checks::failures::{decided_at, decisions_on, failed_criteria, for_each_failure};
use crate::checks::sides::{is_automation, side_of_party, side_of_person};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Side, Start, Trigger, says_nothing};
use crate::model::{Action, Decider, DeployAnswer, FailureDecision, Items, PersonId, RoleId};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::{Deadline, Proof};

pub(super) static FAILURE_DECIDED: Check = Check {
    id: "BLD-06",
    name: "failed-criterion-without-decision",
    title: "Where criteria are not met, actions and deployment are decided",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        unverified(ISO20000_2011, "9.3"),
    ],
    docs: Docs {
        asks: "For each criterion that the final build does not meet there is a decision that names it, says what is done and whether to deploy, taken before the deployment started and followed.",
        why: "A failed criterion may be acceptable, but somebody has to accept it knowingly.",
        example: "`AC-3` failed; the only decision on record names `AC-1`.",
        remedy: "Decide before deploying: name the criterion, the actions and the answer on deployment.",
        role: role::SERVICE_OWNER,
    },
    judge: failure_decided,
};

fn failure_decided<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_each_failure(case, judgement, |way, failed, start| {
        let at = Pointer::new("/verification/results/*/outcome", [failed.index]);
        let decisions = decisions_on(case, way, failed, start);
        if decisions.is_empty() {
            let criterion = failed.criterion.id.as_str();
            way.unmet_when_due(Reason::NoDecision { at, criterion });
        }
        way.whichever(decisions, |way, (index, decision)| {
            decision_holds(case, way, index, decision, start);
        });
    });
}

fn decision_holds<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    decision: &'a FailureDecision,
    start: Option<&Start<'a>>,
) {
    let at = |template| Pointer::new(template, [index]);
    let actions = at("/verification/failure_decisions/*/actions");
    judgement.list_or_none(
        decision.actions.as_ref(),
        actions,
        role::SERVICE_OWNER,
        says_what,
    );
    let decided = at("/verification/failure_decisions/*/decided_at");
    match (decided_at(index, decision), start) {
        (None, _) => judgement.missing(decided, role::SERVICE_OWNER),
        (Some(_), None) => judgement.cite(decided),
        (Some(decided), Some(start)) => judgement.before(case, decided, start.fact),
    }
    let recorded = at("/verification/failure_decisions/*/recorded_at");
    let recorded = Fact::dated(&decision.recorded_at, recorded);
    judgement.agree(case, recorded, decided_at(index, decision));
    let deploy = at("/verification/failure_decisions/*/deploy");
    match decision.deploy {
        None => judgement.missing(deploy, role::SERVICE_OWNER),
        Some(_) => judgement.cite(deploy),
    }
    match (decision.deploy, start) {
        (Some(DeployAnswer::No), Some(start)) => {
            let start = start.fact.pointer;
            judgement.nonconforming(Reason::DecidedAgainst {
                decision: deploy,
                start,
            });
        }
        (_, start) => condition_met(case, judgement, index, decision, start),
    }
}

/// Requires that the condition of a conditional decision was met before the start.
pub(super) fn condition_met<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    decision: &'a FailureDecision,
    start: Option<&Start<'a>>,
) {
    let (Some(DeployAnswer::Conditional), Some(start)) = (decision.deploy, start) else {
        return;
    };
    let met = Pointer::new(
        "/verification/failure_decisions/*/condition_met_at",
        [index],
    );
    match &decision.condition_met_at {
        None => judgement.missing(met, role::SERVICE_OWNER),
        Some(met_at) => judgement.before(case, Fact::new(met_at, met), start.fact),
    }
}

pub(super) static FAILURE_DECIDED_TOGETHER: Check = Check {
    id: "BLD-07",
    name: "failed-criterion-decided-by-one-side",
    title: "Failed criteria are decided on by the organization and interested parties",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "In each decision on a failed criterion at least one person decided for the organization, in a role, and at least one for another interested party.",
        why: "Those who have to live with the defect take part in accepting it.",
        example: "The release manager alone decided to deploy.",
        remedy: "Decide again with an interested party such as the customer, and list all `deciders` with `party` and `role`.",
        role: role::SERVICE_OWNER,
    },
    judge: failure_decided_together,
};

fn failure_decided_together<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_each_failure(case, judgement, |way, failed, start| {
        let decisions = decisions_on(case, way, failed, start);
        if decisions.is_empty() {
            way.missing("/verification/failure_decisions", role::SERVICE_OWNER);
        }
        way.whichever(decisions, |way, (index, decision)| {
            sides(case, way, index, decision);
        });
    });
}

/// Requires that both sides took part in a decision, each by a person of its own.
fn sides<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    decision: &'a FailureDecision,
) {
    let list = Pointer::new("/verification/failure_decisions/*/deciders", [index]);
    let deciders = decision.deciders.items();
    if deciders.is_empty() {
        return judgement.missing(list, role::SERVICE_OWNER);
    }
    judgement.cite(list);
    let (mut organization, mut interested) = (Vec::new(), Vec::new());
    let mut unplaced = Vec::new();
    for (position, decider) in deciders.iter().enumerate() {
        let at = |template| Pointer::new(template, [index, position]);
        let person = decider.person.as_ref();
        let in_role = !says_nothing(decider.role.as_ref().map(RoleId::as_str));
        match side_of(case, decider) {
            // A tool carries out what people decided.
            _ if person.is_some_and(|person| is_automation(case, person)) => {
                unplaced.push(at("/verification/failure_decisions/*/deciders/*/person"));
            }
            None if person.is_none() => {
                unplaced.push(at("/verification/failure_decisions/*/deciders/*/person"));
            }
            None => unplaced.push(at("/verification/failure_decisions/*/deciders/*/party")),
            Some(Side::Organization) if !in_role => {
                unplaced.push(at("/verification/failure_decisions/*/deciders/*/role"));
            }
            Some(Side::Organization) => organization.push(person),
            Some(Side::InterestedParty) => interested.push(person),
        }
    }
    // Nobody sits on both sides of the table.
    let are_two = |one: &Option<&PersonId>, other: &Option<&PersonId>| {
        one.zip(*other)
            .is_none_or(|(one, other)| !case.is_same_person(one, other))
    };
    let both = organization
        .iter()
        .any(|one| interested.iter().any(|other| are_two(one, other)));
    if both {
        return;
    }
    if unplaced.is_empty() {
        let side = if organization.is_empty() {
            Side::Organization
        } else {
            Side::InterestedParty
        };
        judgement.unmet_when_due(Reason::SideMissing { at: list, side });
    }
    // Somebody who could not be placed may be the side that is missing.
    for pointer in unplaced {
        judgement.missing(pointer, role::SERVICE_OWNER);
    }
}

/// The side that somebody decided for: the party named, else the person's own.
fn side_of(case: &Case<'_>, decider: &Decider) -> Option<Side> {
    match &decider.party {
        Some(party) => side_of_party(case, party),
        None => side_of_person(case, decider.person.as_ref()?),
    }
}

pub(super) static FAILURE_ACTIONS_DONE: Check = Check {
    id: "BLD-08",
    name: "agreed-action-not-done-in-time",
    title: "Actions agreed on failed criteria are done by their date",
    stage: Stage::Build,
    gate: Some(Stage::Closure),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[verified(ISO20000_2018, "8.5.3"), designed()],
    docs: Docs {
        asks: "Every action that a decision on failed criteria agreed has somebody who does it and a date, and is done by the end of that date; the condition of a conditional decision was met before the deployment. A later decision on the same criteria replaces an earlier one. Asked until the release is closed.",
        why: "A defect is accepted because of what was promised in return.",
        example: "The decision let `AC-3` pass if the timeout is raised by 1 April; on 10 April nobody had done it.",
        remedy: "Do the action and record `done_at`; if the date cannot be kept, decide again with those who decided before.",
        role: role::SERVICE_OWNER,
    },
    judge: failure_actions_done,
};

fn failure_actions_done<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let decisions = case
        .verification()
        .map_or(&[][..], |tests| tests.failure_decisions.items());
    if decisions.is_empty() {
        return for_each_failure(case, judgement, |way, failed, _| {
            let at = Pointer::new("/verification/results/*/outcome", [failed.index]);
            let criterion = failed.criterion.id.as_str();
            way.incomplete(Reason::NoDecision { at, criterion });
        });
    }
    for (index, decision) in decisions.iter().enumerate() {
        let at = Pointer::new("/verification/failure_decisions/*/actions", [index]);
        if is_replaced(case, decisions, index, decision) {
            continue;
        }
        let list = decision.actions.as_ref();
        judgement.list_or_none(list, at, role::SERVICE_OWNER, says_what);
        for (position, action) in decision.actions.items().iter().enumerate() {
            let places = [
                "/verification/failure_decisions/*/actions/*/owner",
                "/verification/failure_decisions/*/actions/*/due",
                "/verification/failure_decisions/*/actions/*/done_at",
            ];
            let places = places.map(|template| Pointer::new(template, [index, position]));
            done_in_time(case, judgement, action, places, role::SERVICE_OWNER);
        }
    }
    for (failed, start) in failed_criteria(case, &mut Judgement::default()) {
        judgement.as_certain(failed.is_certain, |way| {
            let decisions = decisions_on(case, way, &failed, start.as_ref());
            way.whichever(decisions, |way, (index, decision)| {
                condition_met(case, way, index, decision, start.as_ref());
            });
        });
    }
}

/// Whether later decisions took the place of a decision for all its criteria, before any of its
/// actions was overdue: what was already missed stays missed.
fn is_replaced(
    case: &Case<'_>,
    decisions: &[FailureDecision],
    index: usize,
    decision: &FailureDecision,
) -> bool {
    let replaces = |(other, later): (usize, &FailureDecision)| {
        let dates = decided_at(index, decision).zip(decided_at(other, later));
        dates.is_some_and(|(one, two)| {
            let actions = decision.actions.items();
            case.before(one, two) == Ok(Proof::Proven)
                && actions.iter().all(|action| !was_missed(case, action, two))
        })
    };
    let criteria = decision.criteria.items();
    let decided_anew = |criterion| {
        let mut others = decisions.iter().enumerate();
        others.any(|later| later.1.criteria.items().contains(criterion) && replaces(later))
    };
    !criteria.is_empty() && criteria.iter().all(decided_anew)
}

/// Whether an action was due before somebody decided anew, and not done by then.
fn was_missed(case: &Case<'_>, action: &Action, decided: Fact<'_>) -> bool {
    let due = action.due.as_ref();
    let due = due.and_then(|due| Deadline::new(due, case.zone));
    let decided_at = case.span(decided.at);
    let passed = due.zip(decided_at).is_some_and(|(due, at)| due.passed(at));
    let done = Fact::dated(&action.done_at, decided.pointer);
    passed && done.is_none_or(|done| case.before(done, decided) != Ok(Proof::Proven))
}
