//! When criteria are not met: a decision on actions and on deployment, taken together.

use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2011, ISO20000_2018};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::results::{Counted, counted};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Side, Trigger};
use crate::model::{
    Affiliation, Decider, DeployAnswer, FailureDecision, Items, PartyId, PartyKind, Stated,
};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static FAILURE_DECIDED: Check = Check {
    id: "BLD-06",
    name: "failed-criterion-without-decision",
    title: "Where criteria are not met, actions and deployment are decided",
    stage: Stage::Build,
    gate: Stage::Build,
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[verified(ISO20000_2018, "8.5.3"), unverified(ISO20000_2011, "9.3")],
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
    for failed in failed_criteria(case, judgement) {
        let at = Pointer::new("/verification/results/*/outcome", [failed.index]);
        judgement.cite(at);
        let decisions = decisions_on(case, &failed);
        if decisions.is_empty() {
            let criterion = failed.criterion.id.as_str();
            judgement.unmet_when_due(Reason::NoDecision { at, criterion });
        }
        let ways = decisions.iter().map(|(index, decision)| decision_holds(case, *index, decision));
        judgement.any_of(ways.collect());
    }
}

fn decision_holds<'a>(
    case: &Case<'a>,
    index: usize,
    decision: &'a FailureDecision,
) -> Judgement<'a> {
    let mut way = Judgement::default();
    let at = |template| Pointer::new(template, [index]);
    match &decision.actions {
        None => way.missing(at("/verification/failure_decisions/*/actions"), role::SERVICE_OWNER),
        Some(Stated::Given(actions)) if actions.is_empty() => way.incomplete(Reason::EmptyList {
            at: at("/verification/failure_decisions/*/actions"),
        }),
        Some(_) => way.cite(at("/verification/failure_decisions/*/actions")),
    }
    let pointer = at("/verification/failure_decisions/*/decided_at");
    match &decision.decided_at {
        None => way.missing(pointer, role::SERVICE_OWNER),
        Some(at) => way.before_start(case, Fact { at, seq: decision.seq, pointer }),
    }
    let deploy = at("/verification/failure_decisions/*/deploy");
    match decision.deploy {
        None => way.missing(deploy, role::SERVICE_OWNER),
        Some(DeployAnswer::Yes | DeployAnswer::Conditional) => way.cite(deploy),
        Some(DeployAnswer::No) => {
            way.cite(deploy);
            for start in &case.progress.starts {
                way.nonconforming(Reason::DecidedAgainst {
                    decision: deploy,
                    start: start.fact.pointer,
                });
            }
        }
    }
    way
}

pub(super) static FAILURE_DECIDED_TOGETHER: Check = Check {
    id: "BLD-07",
    name: "failed-criterion-decided-by-one-side",
    title: "Failed criteria are decided on by the organization and interested parties",
    stage: Stage::Build,
    gate: Stage::Build,
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
    for failed in failed_criteria(case, judgement) {
        let at = Pointer::new("/verification/results/*/outcome", [failed.index]);
        judgement.cite(at);
        let decisions = decisions_on(case, &failed);
        if decisions.is_empty() {
            judgement.missing("/verification/failure_decisions", role::SERVICE_OWNER);
        }
        let ways = decisions.iter().map(|(index, decision)| sides(case, *index, decision));
        judgement.any_of(ways.collect());
    }
}

/// Whether both sides took part in a decision.
fn sides<'a>(case: &Case<'a>, index: usize, decision: &'a FailureDecision) -> Judgement<'a> {
    let mut way = Judgement::default();
    let list = Pointer::new("/verification/failure_decisions/*/deciders", [index]);
    let deciders = decision.deciders.items();
    if deciders.is_empty() {
        way.missing(list, role::SERVICE_OWNER);
        return way;
    }
    way.cite(list);
    let (mut organization, mut interested, mut unknown) = (false, false, false);
    for (position, decider) in deciders.iter().enumerate() {
        let at = |template| Pointer::new(template, [index, position]);
        match side_of(case, decider) {
            Some(Side::Organization) if decider.role.is_some() => organization = true,
            Some(Side::Organization) => {
                let role = at("/verification/failure_decisions/*/deciders/*/role");
                way.missing(role, role::SERVICE_OWNER);
                unknown = true;
            }
            Some(Side::InterestedParty) => interested = true,
            None => {
                let party = at("/verification/failure_decisions/*/deciders/*/party");
                way.missing(party, role::SERVICE_OWNER);
                unknown = true;
            }
        }
    }
    if organization && interested {
        // Those who could not be placed do not matter once both sides are there.
        let mut clear = Judgement::default();
        clear.cite(list);
        return clear;
    }
    if !unknown {
        let side = if organization { Side::InterestedParty } else { Side::Organization };
        way.unmet_when_due(Reason::SideMissing { at: list, side });
    }
    way
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
    let party = case.release.parties.items().iter().find(|party| party.id == *id)?;
    Some(match party.kind? {
        PartyKind::Organization => Side::Organization,
        _ => Side::InterestedParty,
    })
}

/// The criteria that the final build does not meet. When all are met for certain, the requirement
/// does not apply.
fn failed_criteria<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> Vec<Counted<'a>> {
    let mut incomplete = Judgement::default();
    let results = counted(case, &mut incomplete);
    let all_known = incomplete.is_clear();
    let (failed, met): (Vec<_>, Vec<_>) = results.into_iter().partition(Counted::failed);
    if !failed.is_empty() {
        return failed;
    }
    match met.last() {
        Some(last) if all_known => judgement.exempt(
            "/verification/results",
            last.result.tested_by.as_ref().map(|person| person.as_str()),
        ),
        _ => judgement.adopt([incomplete]),
    }
    Vec::new()
}

fn decisions_on<'a>(
    case: &Case<'a>,
    failed: &Counted<'a>,
) -> Vec<(usize, &'a FailureDecision)> {
    let decisions = case.verification().map_or(&[][..], |tests| tests.failure_decisions.items());
    let names = |decision: &FailureDecision| decision.criteria.items().contains(&failed.criterion.id);
    decisions.iter().enumerate().filter(|(_, decision)| names(decision)).collect()
}
