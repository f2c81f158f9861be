//! Decisions on requests for change: what was considered, who decided, and what stood at the start.

use crate::authority::role;
use crate::checks::approvers::{Voice, by_right, enough_people, quorum};
use crate::checks::changes::{Named, approved_at, for_each_change, status_at};
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::sides::{is_automation, side_lacks, side_of_person};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Side, Trigger};
use crate::model::{ChangeAssessment, ChangeDecision, ChangeStatus, Items, PersonId};
use crate::pointer::Pointer;
use crate::policy::ApprovalSubject;
use crate::stage::Stage;

use super::requests::has_priority;

pub(super) static DECIDED: Check = Check {
    id: "PLN-12",
    name: "change-not-decided-together",
    title: "The organization and interested parties decided on approval and priority of each change",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[unverified(ISO20000_2018, "8.5.1.3")],
    docs: Docs {
        asks: "Each change that the plan names was approved, with a date, by somebody of the organization and somebody of an interested party, and has a priority. Where the policy has rules on approving changes, those decided whom each of them asks for: they say which roles, how many different people, and whose approval does not count. Whether the approval still stood at the start is asked by PLN-14.",
        why: "Those who pay for a change and those who live with it decide whether it is worth it.",
        example: "`RFC-1` is marked as approved, and nobody is named who decided.",
        remedy: "Record the decision under `decisions` with `decided_by`, `decided_at` and the status, and set `priority`.",
        role: role::CHANGE_AUTHORITY,
    },
    judge: decided,
};

fn decided<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_each_change(case, judgement, |way, named| {
        has_priority(way, named);
        let decisions = named.change.decisions.items();
        if decisions.is_empty() {
            let at = named.at("/changes/*/decisions");
            let list = named.change.decisions.as_ref();
            return way.none_listed(list, at, role::CHANGE_AUTHORITY);
        }
        way.any_of(decisions.iter().enumerate(), |way, (index, decision)| {
            approved_together(case, way, named, index, decision);
        });
    });
}

/// Requires that a decision is an approval, dated, by both sides.
fn approved_together<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: Named<'a>,
    index: usize,
    decision: &'a ChangeDecision,
) {
    let at = |template| Pointer::new(template, [named.index, index]);
    let status = at("/changes/*/decisions/*/status");
    if decision.status != ChangeStatus::Approved {
        return judgement.unmet_when_due(Reason::NotApproved { at: status });
    }
    judgement.cite(status);
    let date = at("/changes/*/decisions/*/decided_at");
    match Fact::dated(&decision.decided_at, date) {
        None => judgement.missing(date, role::CHANGE_AUTHORITY),
        Some(decided) => {
            judgement.cite(date);
            let recorded = at("/changes/*/decisions/*/recorded_at");
            let recorded = Fact::dated(&decision.recorded_at, recorded);
            judgement.agree(case, recorded, Some(decided));
            by_rules(case, judgement, [named.index, index], decision, decided);
        }
    }
    both_sides(case, judgement, [named.index, index], decision);
}

/// Requires that those decided whom the rules of the policy on changes ask for.
fn by_rules<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    at @ [change, index]: [usize; 2],
    decision: &'a ChangeDecision,
    decided: Fact<'a>,
) {
    let release_type = case.release.release_type.as_ref();
    let of = ApprovalSubject::Change;
    for (position, rule) in case.policy.approval_rules(of, release_type) {
        judgement.cite(Pointer::new("policy#/approvals/*", [position]));
        let people = decision.decided_by.items();
        if people.is_empty() {
            let list = Pointer::new("/changes/*/decisions/*/decided_by", at);
            judgement.missing(list, role::CHANGE_AUTHORITY);
            continue;
        }
        let voice = |place| {
            let template = "/changes/*/decisions/*/decided_by/*";
            Pointer::new(template, [change, index, place])
        };
        let look = |way: &mut Judgement<'a>, (place, by): (usize, &PersonId)| {
            by_right(case, way, (by, voice(place)), (position, rule), decided);
        };
        let needed = quorum(rule);
        if needed <= 1 {
            judgement.any_of(people.iter().enumerate(), look);
            continue;
        }
        let voices: Vec<_> = people
            .iter()
            .enumerate()
            .map(|(place, by)| {
                let mut way = Judgement::default();
                look(&mut way, (place, by));
                let by = Some((by, voice(place)));
                Voice { by, way }
            })
            .collect();
        enough_people(case, judgement, &voices, needed, voice(people.len()));
    }
}

/// Requires that people of both sides decided.
fn both_sides<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    at: [usize; 2],
    decision: &'a ChangeDecision,
) {
    let list = Pointer::new("/changes/*/decisions/*/decided_by", at);
    let people = decision.decided_by.items();
    if people.is_empty() {
        return judgement.missing(list, role::CHANGE_AUTHORITY);
    }
    let [change, index] = at;
    for (position, person) in people.iter().enumerate() {
        let by = Pointer::new(
            "/changes/*/decisions/*/decided_by/*",
            [change, index, position],
        );
        judgement.known_person(case, Some(person), by, role::CHANGE_AUTHORITY);
    }
    let decided_for = |side: Side| {
        let mut humans = people.iter().filter(|person| !is_automation(case, person));
        humans.any(|person| side_of_person(case, person) == Some(side))
    };
    // Somebody of whom nobody can tell may have decided for the side that is missing.
    let lacking = people.iter().filter_map(|person| side_lacks(case, person));
    let lacking: Vec<_> = lacking.collect();
    for side in [Side::Organization, Side::InterestedParty] {
        if !decided_for(side) {
            judgement.incomplete(Reason::SideMissing { at: list, side });
            for pointer in &lacking {
                judgement.missing(*pointer, role::RELEASE_MANAGER);
            }
            if lacking.is_empty() {
                judgement.missing(list, role::CHANGE_AUTHORITY);
            }
        }
    }
}

pub(super) static ASSESSED: Check = Check {
    id: "PLN-13",
    name: "change-decided-without-assessment",
    title: "The decision on each change considered risk, benefit, feasibility, cost and every impact",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[
        unverified(ISO20000_2018, "8.5.1.3"),
        unverified(ISO20000_2018, "6.1"),
        verified(COBIT_2019, "BAI06.01"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-4"),
        verified(PCI_DSS_4, "6.5.1 b"),
    ],
    docs: Docs {
        asks: "The assessment of each change that the plan names says something under each of its twelve headings: risk, benefit, feasibility, cost, and the effect on services, users, policies, capacity, availability, continuity, security and other releases. `none` says something.",
        why: "A change fails where nobody looked; a heading that has to be filled makes somebody look.",
        example: "The assessment of `RFC-1` says `assessed` under risk, and nothing else.",
        remedy: "Fill each heading of `assessment`, with `none` where there is no effect.",
        role: role::CHANGE_MANAGER,
    },
    judge: assessed,
};

fn assessed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_each_change(case, judgement, |way, named| {
        match &named.change.assessment {
            None => way.missing(named.at("/changes/*/assessment"), role::CHANGE_MANAGER),
            Some(assessment) => {
                for (text, template) in headings(assessment) {
                    way.text(text.as_deref(), named.at(template), role::CHANGE_MANAGER);
                }
            }
        }
    });
}

/// What an assessment says under each heading, and where.
fn headings(of: &ChangeAssessment) -> [(&Option<String>, &'static str); 12] {
    [
        (&of.risk, "/changes/*/assessment/risk"),
        (&of.benefit, "/changes/*/assessment/benefit"),
        (&of.feasibility, "/changes/*/assessment/feasibility"),
        (&of.cost, "/changes/*/assessment/cost"),
        (&of.services, "/changes/*/assessment/services"),
        (&of.users, "/changes/*/assessment/users"),
        (&of.policies, "/changes/*/assessment/policies"),
        (&of.capacity, "/changes/*/assessment/capacity"),
        (&of.availability, "/changes/*/assessment/availability"),
        (&of.continuity, "/changes/*/assessment/continuity"),
        (&of.security, "/changes/*/assessment/security"),
        (&of.other_releases, "/changes/*/assessment/other_releases"),
    ]
}

pub(super) static APPROVED_AT_START: Check = Check {
    id: "PLN-14",
    name: "change-not-approved-at-start",
    title: "Each change is approved, and its approval in force, when deployment starts",
    stage: Stage::Planning,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        unverified(ISO20000_2018, "8.5.1.3"),
        verified(ISO20000_2018, "8.5.3"),
    ],
    docs: Docs {
        asks: "At each start of the deployment the last decision on each change that the plan names was an approval whose validity had not ended. As long as nothing started, this is asked as of now.",
        why: "A change can be stopped up to the last minute; a start has to look at what was decided last.",
        example: "`RFC-1` was approved in February and withdrawn on 9 March, and went live on 10 March.",
        remedy: "Take the change out of the release, or decide on it again before the start; an approval given afterwards leaves the finding, which a waiver can accept.",
        role: role::CHANGE_AUTHORITY,
    },
    judge: approved_at_start,
};

fn approved_at_start<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    let moments = case.progress.moments();
    for_each_change(case, judgement, |way, named| {
        for moment in &moments {
            // Otherwise it may have gone live before what was decided last.
            let is_certain = moment.is_some() || case.progress.is_ahead();
            way.as_certain(is_certain, |way| {
                approved_at(case, way, named, moment.map(|start| start.fact));
            });
        }
    });
}

pub(super) static SECURITY_CONSIDERED: Check = Check {
    id: "PLN-26",
    name: "change-approved-before-security-assessment",
    title: "Information-security risk of each change is considered before it is approved",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[
        verified(ISO20000_2018, "8.7.3.2"),
        verified(NIST_800_53R5, "CM-4"),
        verified(PCI_DSS_4, "6.5.1"),
        verified(ISO27001_2022, "A.8.32"),
    ],
    docs: Docs {
        asks: "For each change that the plan names somebody assessed the risk to information security, with a result, before the change was approved. Approved again after the assessment and before the start counts.",
        why: "Who approves a change without knowing its risk has not accepted that risk.",
        example: "The change was approved on 18 February, and its security was assessed on 1 March.",
        remedy: "Record `security_impact` with who, when and what was found before the decision; decide again if it came later.",
        role: role::INFORMATION_SECURITY,
    },
    judge: security_considered,
};

fn security_considered<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_each_change(case, judgement, |way, named| {
        let Some(impact) = &named.change.security_impact else {
            let at = named.at("/changes/*/security_impact");
            return way.missing(at, role::INFORMATION_SECURITY);
        };
        let by = named.at("/changes/*/security_impact/assessed_by");
        let person = impact.assessed_by.as_ref();
        way.known_person(case, person, by, role::INFORMATION_SECURITY);
        let result = named.at("/changes/*/security_impact/result");
        way.text(impact.result.as_deref(), result, role::INFORMATION_SECURITY);
        let at = named.at("/changes/*/security_impact/assessed_at");
        match Fact::dated(&impact.assessed_at, at) {
            None => way.missing(at, role::INFORMATION_SECURITY),
            Some(assessed) => before_approvals(case, way, named, assessed),
        }
    });
}

/// Requires that something was known at each approval that stood at a start; where none stood, at
/// each approval.
fn before_approvals<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: Named<'a>,
    known: Fact<'a>,
) {
    judgement.cite(known.pointer);
    let decisions = named.change.decisions.items();
    let mut moments = case.progress.moments();
    if moments.is_empty() {
        // It went live, and nobody knows when.
        moments.push(None);
    }
    for moment in moments {
        let status = status_at(case, judgement, named, moment.map(|start| start.fact));
        let approved = |decision: &ChangeDecision| decision.status == ChangeStatus::Approved;
        let last = status.last.iter().filter(|last| approved(last.decision));
        let mut standing: Vec<_> = last.map(|last| last.fact).collect();
        if standing.is_empty() {
            let all = decisions.iter().enumerate();
            let approvals = all.filter(|(_, decision)| approved(decision));
            let dated = approvals.filter_map(|(index, decision)| {
                let index = [named.index, index];
                let at = Pointer::new("/changes/*/decisions/*/decided_at", index);
                Fact::dated(&decision.decided_at, at)
            });
            standing = dated.collect();
        }
        if standing.is_empty() {
            let at = named.at("/changes/*/decisions");
            judgement.missing(at, role::CHANGE_AUTHORITY);
        }
        for approval in standing {
            judgement.before_when_due(case, known, approval);
        }
    }
}
