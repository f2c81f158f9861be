//! Who approved had the authority then.

use crate::authority::role;
use crate::checks::approvals::{Meant, for_every_start, for_start, meant_for, no_approval};
use crate::checks::approvers::{
    Voice, approving, approving_roles, enough_people, from_inside, quorum, uninvolved,
};
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, partial, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger};
use crate::model::Items;
use crate::pointer::Pointer;
use crate::policy::{ApprovalRule, ApprovalSubject};
use crate::stage::Stage;

pub(super) static APPROVED_BY_RIGHT: Check = Check {
    id: "DEP-02",
    name: "approved-without-authority",
    title: "Who approved the release had the authority when deciding",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        unverified(ISO20000_2018, "5.3"),
        partial(COBIT_2019, "BAI07.06"),
        verified(COBIT_2019, "BAI06.01"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3 b"),
        verified(NIST_800_53R5, "CM-3 c"),
        verified(PCI_DSS_4, "6.5.1 c"),
    ],
    docs: Docs {
        asks: "For every start, an approval that counts was decided by somebody of the organization who then held a role that may approve releases, by assignment or delegation. Where the policy has rules on approving releases, those say which roles, how many different people, and whose approval does not count; otherwise it is the service owner, and in an emergency also the emergency change authority. Coordinators and people from outside never approve.",
        why: "An approval by somebody who may not give it binds nobody.",
        example: "The service owner's deputy approved on Friday; the delegation had ended on Wednesday.",
        remedy: "Let somebody with the role approve before the start, and record `assignments` and `delegations` with their dates.",
        role: role::SERVICE_OWNER,
    },
    judge: approved_by_right,
};

fn approved_by_right<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let release_type = case.release.release_type.as_ref();
    let mut rules = case
        .policy
        .approval_rules(ApprovalSubject::Release, release_type)
        .peekable();
    if rules.peek().is_none() {
        let roles = approving_roles(case, ApprovalSubject::Release);
        return for_every_start(case, judgement, |way, meant, start| {
            as_of_start(way, start, |way| authorised(case, way, meant, &roles));
        });
    }
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    for (index, rule) in rules {
        judgement.cite(Pointer::new("policy#/approvals/*", [index]));
        if case.progress.nothing_started() {
            enough(case, judgement, index, rule, None);
        }
        for start in &case.progress.starts {
            enough(case, judgement, index, rule, Some(start));
        }
    }
}

/// As long as nothing has started, somebody else can still approve.
fn as_of_start<'a>(
    judgement: &mut Judgement<'a>,
    start: Option<&Start<'a>>,
    look: impl FnOnce(&mut Judgement<'a>),
) {
    match start {
        None => judgement.for_now(look),
        Some(_) => look(judgement),
    }
}

/// Requires that somebody of the organization approved who then held one of several roles.
fn authorised<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    meant: &Meant<'a>,
    roles: &[&'a str],
) {
    let at = |template| Pointer::new(template, [meant.index]);
    let approval = meant.approval;
    let by_at = at("/approvals/*/by");
    let decided = Fact::dated(&approval.decided_at, at("/approvals/*/decided_at"));
    let Some(decided) = decided else {
        return judgement.missing(at("/approvals/*/decided_at"), role::SERVICE_OWNER);
    };
    judgement.known_person(case, approval.by.as_ref(), by_at, role::SERVICE_OWNER);
    let Some(by) = &approval.by else { return };
    // Who decides in one role does not decide in another one as well.
    let stated = approval.role.as_ref().map(|role| role.as_str());
    match stated {
        None => judgement.in_role(case, by, by_at, roles, decided),
        Some(role) if roles.contains(&role) => {
            judgement.in_role(case, by, by_at, &[role], decided);
        }
        Some(_) => judgement.nonconforming(Reason::NoAuthority {
            at: at("/approvals/*/role"),
            role: roles.first().copied().unwrap_or(role::SERVICE_OWNER),
        }),
    }
    from_inside(case, judgement, by, by_at, roles);
}

/// Requires that as many different people approved a start as a rule asks for.
fn enough<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    rule: &'a ApprovalRule,
    start: Option<&Start<'a>>,
) {
    let roles = approving(rule.of, rule.roles.iter().map(|role| role.as_str()));
    if roles.is_empty() {
        let at = Pointer::new("policy#/approvals/*/roles", [index]);
        return judgement.undecided(Reason::EmptyList { at });
    }
    let by_rule = |way: &mut Judgement<'a>, meant: &Meant<'a>, start: Option<&Start<'a>>| {
        as_of_start(way, start, |way| {
            authorised(case, way, meant, &roles);
            if let Some(by) = &meant.approval.by {
                let by_at = Pointer::new("/approvals/*/by", [meant.index]);
                uninvolved(case, way, (by, by_at), rule, start);
            }
        });
    };
    let needed = quorum(rule);
    if needed <= 1 {
        return for_start(case, judgement, start, by_rule);
    }
    let meant = meant_for(case, start);
    if meant.is_empty() {
        return no_approval(case, judgement, start);
    }
    let voices: Vec<_> = meant
        .iter()
        .map(|meant| {
            let mut way = meant.in_force.clone();
            by_rule(&mut way, meant, start);
            let at = Pointer::new("/approvals/*/by", [meant.index]);
            let by = meant.approval.by.as_ref().map(|by| (by, at));
            Voice { by, way }
        })
        .collect();
    // It would be the next one of the list.
    let next = Pointer::new("/approvals/*", [case.release.approvals.items().len()]);
    as_of_start(judgement, start, |judgement| {
        enough_people(case, judgement, &voices, needed, next);
    });
}
