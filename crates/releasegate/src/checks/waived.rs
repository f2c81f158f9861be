//! Whether a waiver is approved by whom the policy lets approve it.

use super::approvers::{approving, from_inside, quorum, uninvolved_so_far};
use super::{Case, Due, Judgement, Reason, approving_roles};
use crate::authority::{held, role};
use crate::model::{Items, PersonId, Waiver};
use crate::pointer::Pointer;
use crate::policy::ApprovalSubject;
use crate::time::Span;

/// Why it is not shown that whoever approved a waiver had the authority then: to be one of the
/// organization, and to hold a role that each rule of the policy asks for. `None` when it is shown.
pub(crate) fn without_authority<'a>(
    case: &Case<'a>,
    index: usize,
    approver: &'a PersonId,
    at: Option<Span>,
) -> Option<Reason<'a>> {
    let by = Pointer::new("/waivers/*/approved_by", [index]);
    let mut judgement = Judgement::default();
    let mut in_role = |roles: &[&'a str]| {
        let shown = at.is_some_and(|at| held(case, approver, roles, at).proof.is_proven());
        if !shown {
            let role = roles.first().copied().unwrap_or(role::SERVICE_OWNER);
            judgement.incomplete(Reason::NoAuthority { at: by, role });
        }
    };
    let release_type = case.release.release_type.as_ref();
    let of = ApprovalSubject::Waiver;
    let rules: Vec<_> = case.policy.approval_rules(of, release_type).collect();
    let roles = approving_roles(case, of);
    if rules.is_empty() {
        in_role(&roles);
    }
    for (_, rule) in &rules {
        in_role(&approving(of, rule.roles.iter().map(|role| role.as_str())));
    }
    for (position, rule) in rules {
        // A waiver names one approver.
        if quorum(rule) > 1 {
            let quorum = Pointer::new("policy#/approvals/*/quorum", [position]);
            judgement.undecided(Reason::NotCovered { at: quorum, by });
        }
    }
    judgement.known_person(case, Some(approver), by, role::SERVICE_OWNER);
    from_inside(case, &mut judgement, approver, by, &roles);
    found(&judgement)
}

/// What excludes whoever approved a waiver: to have asked for it, built or deployed what it is
/// for, or done what a rule of the policy excludes. People of whom nobody can tell whether they are
/// somebody else exclude them, too.
pub(crate) fn excluded<'a>(
    case: &Case<'a>,
    index: usize,
    approver: &'a PersonId,
    waiver: &'a Waiver,
) -> Option<Reason<'a>> {
    let by = Pointer::new("/waivers/*/approved_by", [index]);
    let mut judgement = Judgement::default();
    let mut apart = |other, at| judgement.different_people(case, (approver, by), (other, at));
    if let Some(asked) = &waiver.requested_by {
        apart(asked, Pointer::new("/waivers/*/requested_by", [index]));
    }
    let build = case.release.build.as_ref();
    let builds = build.map_or(&[][..], |build| build.builds.items());
    for (index, build) in builds.iter().enumerate() {
        for person in build.built_by.items() {
            apart(person, Pointer::new("/build/builds/*/built_by", [index]));
        }
    }
    for start in &case.progress.starts {
        for person in start.attempt.1.deployed_by.items() {
            let at = [start.wave.0, start.attempt.0];
            let template = "/deployment/waves/*/attempts/*/deployed_by";
            apart(person, Pointer::new(template, at));
        }
    }
    let release_type = case.release.release_type.as_ref();
    let rules = case
        .policy
        .approval_rules(ApprovalSubject::Waiver, release_type);
    for (_, rule) in rules {
        uninvolved_so_far(case, &mut judgement, (approver, by), rule);
    }
    found(&judgement)
}

/// The weightiest of what stands in the way.
fn found<'a>(judgement: &Judgement<'a>) -> Option<Reason<'a>> {
    (!judgement.is_clear()).then(|| judgement.sum_up(Due::Now).reason)
}
