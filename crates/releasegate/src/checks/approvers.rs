//! Who may approve something, whatever it is.

use super::emergency::is_emergency;
use super::involved::involved;
use super::{Case, Judgement, Reason, Start};
use crate::authority::role;
use crate::model::{Affiliation, Items, PartyKind, PersonId};
use crate::pointer::Pointer;
use crate::policy::{ApprovalRule, ApprovalSubject};

/// The roles whose holders the policy lets approve something.
pub(super) fn may_approve<'a>(case: &Case<'a>, of: ApprovalSubject) -> Vec<&'a str> {
    let document = case.policy.document.as_ref();
    let roles = document.map_or(&[][..], |document| document.roles.items());
    let allowed = roles
        .iter()
        .filter(|rule| rule.may_approve.items().contains(&of));
    approving(of, allowed.map(|rule| rule.id.as_str()))
}

/// The roles whose holders may approve something: those of the policy's rules on it, else those
/// that the policy lets approve it, else those that usually do. None at all where the rules name
/// only roles that never approve it.
pub(crate) fn approving_roles<'a>(case: &Case<'a>, of: ApprovalSubject) -> Vec<&'a str> {
    let release_type = case.release.release_type.as_ref();
    let mut rules = case.policy.approval_rules(of, release_type).peekable();
    if rules.peek().is_some() {
        let named = rules.flat_map(|(_, rule)| rule.roles.iter().map(|role| role.as_str()));
        return approving(of, named);
    }
    if of == ApprovalSubject::EarlyLifeExit {
        let rules = case.policy.early_life_rules(release_type);
        let exit = rules.map_or(&[][..], |rules| rules.value.exit_authority.items());
        let named = approving(of, exit.iter().map(|role| role.as_str()));
        if !named.is_empty() {
            return named;
        }
    }
    let named = may_approve(case, of);
    if !named.is_empty() {
        return named;
    }
    let mut usual = match of {
        ApprovalSubject::Plan => vec![role::RELEASE_MANAGER, role::SERVICE_OWNER],
        ApprovalSubject::Change => vec![role::CHANGE_MANAGER, role::CHANGE_AUTHORITY],
        ApprovalSubject::Waiver => vec![role::SERVICE_OWNER, role::MANAGEMENT_HEAD],
        ApprovalSubject::Release | ApprovalSubject::EarlyLifeExit => vec![role::SERVICE_OWNER],
    };
    let may_be_emergency = matches!(of, ApprovalSubject::Release | ApprovalSubject::Change);
    if may_be_emergency && is_emergency(case, &mut Judgement::default()) == Some(true) {
        usual.push(role::EMERGENCY_CHANGE_AUTHORITY);
    }
    usual
}

/// Leaves out the roles that never approve, whatever a policy says.
pub(super) fn approving<'a>(
    of: ApprovalSubject,
    roles: impl Iterator<Item = &'a str>,
) -> Vec<&'a str> {
    roles
        .filter(|role| !role::never_approves(role, of))
        .collect()
}

/// Requires that a person whom the record lists is part of the organization.
pub(super) fn from_inside<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    by: &PersonId,
    by_at: Pointer,
    roles: &[&'a str],
) {
    let Some(person) = case.person(by) else {
        return;
    };
    let mut parties = case.release.parties.items().iter();
    let party = parties.find(|party| Some(&party.id) == person.party.as_ref());
    let of_organization = party.and_then(|party| party.kind) == Some(PartyKind::Organization);
    match person.affiliation {
        Some(Affiliation::Internal) => {}
        Some(Affiliation::External) => judgement.nonconforming(Reason::NoAuthority {
            at: by_at,
            role: roles.first().copied().unwrap_or(role::SERVICE_OWNER),
        }),
        None if of_organization => {}
        None => {
            let mut people = case.release.people.items().iter();
            let index = people.position(|other| std::ptr::eq(other, person));
            let at = Pointer::new("/people/*/affiliation", [index.unwrap_or_default()]);
            judgement.missing(at, role::RELEASE_MANAGER);
        }
    }
}

/// Requires that who approved did nothing for the release that a rule excludes.
pub(super) fn uninvolved<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    (by, by_at): (&PersonId, Pointer),
    rule: &ApprovalRule,
    start: Option<&Start<'a>>,
) {
    for what in rule.exclude.items() {
        for other in involved(case, judgement, *what, start) {
            judgement.different_people(case, (by, by_at), other);
        }
    }
}
