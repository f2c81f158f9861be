//! When criteria are not met: a decision on actions and on deployment, taken together.

use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2011, ISO20000_2018};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::results::{Counted, judged_results};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Side, Start, Trigger, says_nothing};
use crate::model::{
    Affiliation, Decider, DeployAnswer, FailureDecision, Items, Nature, PartyId, PartyKind,
    PersonId, RoleId, TestOutcome,
};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

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
        match decision_on(case, way, failed, start) {
            Some((index, decision)) => decision_holds(case, way, index, decision, start),
            None => {
                let criterion = failed.criterion.id.as_str();
                way.unmet_when_due(Reason::NoDecision { at, criterion });
            }
        }
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
        |action| !action.text.trim().is_empty(),
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
        (Some(DeployAnswer::Conditional), Some(start)) => {
            let met = at("/verification/failure_decisions/*/condition_met_at");
            match &decision.condition_met_at {
                None => judgement.missing(met, role::SERVICE_OWNER),
                Some(met_at) => judgement.before(case, Fact::new(met_at, met), start.fact),
            }
        }
        _ => {}
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
        match decision_on(case, way, failed, start) {
            Some((index, decision)) => sides(case, way, index, decision),
            None => way.missing("/verification/failure_decisions", role::SERVICE_OWNER),
        }
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
    let person = decider.person.as_ref().and_then(|id| case.person(id));
    let party = decider.party.as_ref().or_else(|| person?.party.as_ref());
    match party {
        Some(party) => side_of_party(case, party),
        None => match person?.affiliation? {
            Affiliation::Internal => Some(Side::Organization),
            Affiliation::External => None,
        },
    }
}

fn side_of_party(case: &Case<'_>, id: &PartyId) -> Option<Side> {
    let party = case
        .release
        .parties
        .items()
        .iter()
        .find(|party| party.id == *id)?;
    Some(match party.kind? {
        PartyKind::Organization => Side::Organization,
        _ => Side::InterestedParty,
    })
}

fn is_automation(case: &Case<'_>, person: &PersonId) -> bool {
    case.person(person)
        .is_some_and(|person| person.nature == Some(Nature::Automation))
}

/// Requires that something holds of each criterion that was not met.
fn for_each_failure<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    holds: impl Fn(&mut Judgement<'a>, &Counted<'a>, Option<&Start<'a>>),
) {
    for (failed, start) in failed_criteria(case, judgement) {
        let outcome = Pointer::new("/verification/results/*/outcome", [failed.index]);
        let look = |judgement: &mut Judgement<'a>| {
            judgement.cite(outcome);
            holds(judgement, &failed, start.as_ref());
        };
        if start.is_none() && !case.progress.nothing_started() {
            // What was known when it went live, nobody knows.
            judgement.perhaps(look);
        } else {
            look(judgement);
        }
    }
}

/// The criteria that what is deployed does not meet, as far as known at its start. When all are met
/// for certain, the requirement does not apply.
fn failed_criteria<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Vec<(Counted<'a>, Option<Start<'a>>)> {
    let judged = judged_results(case);
    let failures = judged.builds.iter().flat_map(|build| {
        let failed = build.results.iter().filter(|result| result.failed());
        failed.map(|result| (*result, build.start))
    });
    let failed: Vec<_> = failures.collect();
    let results = judged.builds.iter().flat_map(|build| &build.results);
    match results.last() {
        Some(last) if failed.is_empty() && judged.is_known() => {
            let tester = last.result.tested_by.as_ref();
            judgement.exempt("/verification/results", tester.map(PersonId::as_str));
        }
        // A criterion without a clear result may be one that is not met.
        _ => {
            judgement.adopt_perhaps(&judged.unknown);
            for build in &judged.builds {
                judgement.adopt_perhaps(&build.unknown);
            }
        }
    }
    failed
}

/// When the failure was found: each test that showed it since the criterion was last met.
fn found_failing<'a>(case: &Case<'a>, failed: &Counted<'a>) -> Vec<Fact<'a>> {
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    let same = |outcome: TestOutcome| {
        let of_outcome = results.iter().enumerate().filter(move |(_, result)| {
            result.criterion == failed.criterion.id
                && result.build == failed.result.build
                && result.outcome == outcome
        });
        of_outcome.filter_map(|(index, result)| {
            Counted {
                criterion: failed.criterion,
                result,
                index,
            }
            .tested()
        })
    };
    let came_before = |one, other| case.before(one, other) == Ok(Proof::Proven);
    let overtaken = |one: Fact<'a>| {
        failed.tested().is_some_and(|last| {
            same(TestOutcome::Passed)
                .any(|passed| came_before(one, passed) && came_before(passed, last))
        })
    };
    same(TestOutcome::Failed)
        .filter(|one| !overtaken(*one))
        .collect()
}

/// The decision on a failed criterion that counts at a start: the last one that names it, taken
/// knowing the failure; one taken after the start only where there is none before.
fn decision_on<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    failed: &Counted<'a>,
    start: Option<&Start<'a>>,
) -> Option<(usize, &'a FailureDecision)> {
    let decisions = case
        .verification()
        .map_or(&[][..], |tests| tests.failure_decisions.items());
    let known = found_failing(case, failed);
    let relevant = decisions.iter().enumerate().filter(|(index, decision)| {
        let names = decision.criteria.items().contains(&failed.criterion.id);
        let unknowing = !known.is_empty()
            && decided_at(*index, decision).is_some_and(|decided| {
                known
                    .iter()
                    .all(|known| case.before(decided, *known) == Ok(Proof::Proven))
            });
        names && !unknowing
    });
    let is_late = |(index, decision): &(usize, &FailureDecision)| {
        decided_at(*index, decision)
            .zip(start)
            .is_some_and(|(decided, start)| case.before(decided, start.fact) == Ok(Proof::Refuted))
    };
    let (late, timely): (Vec<_>, Vec<_>) = relevant.partition(is_late);
    let candidates = if timely.is_empty() { late } else { timely };
    candidates.into_iter().reduce(|first, second| {
        let facts = decided_at(first.0, first.1).zip(decided_at(second.0, second.1));
        match facts.map(|(one, two)| (case.before(one, two), one.pointer, two.pointer)) {
            Some((Ok(Proof::Refuted), ..)) => first,
            Some((Ok(Proof::Proven), ..)) => second,
            Some((_, one, two)) if first.1.deploy != second.1.deploy => {
                judgement.undecided(Reason::OrderUndecided {
                    first: one,
                    second: two,
                });
                second
            }
            _ => second,
        }
    })
}

fn decided_at(index: usize, decision: &FailureDecision) -> Option<Fact<'_>> {
    let pointer = Pointer::new("/verification/failure_decisions/*/decided_at", [index]);
    decision.decided_at.as_ref().map(|at| Fact {
        at,
        seq: decision.seq,
        pointer,
    })
}
