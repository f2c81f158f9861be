//! Who may approve something, whatever it is.

use super::emergency::is_emergency;
use super::involved::involved;
use super::{Case, Fact, Judgement, Reason, Start};
use crate::authority::{role, same_person};
use crate::model::{Affiliation, Items, PartyKind, PersonId, RoleId};
use crate::pointer::Pointer;
use crate::policy::{ApprovalRule, ApprovalSubject, Involvement};
use crate::time::Proof;

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
    let party = person.party.as_ref().and_then(|id| case.party(id));
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

/// Somebody who approved, and what stands in the way of counting it.
pub(super) struct Voice<'a> {
    /// Who, and where that is said; `None` when nobody is named.
    pub(super) by: Option<(&'a PersonId, Pointer)>,
    /// What was found of it.
    pub(super) way: Judgement<'a>,
}

/// How many different people have to approve by a rule.
pub(super) fn quorum(rule: &ApprovalRule) -> usize {
    usize::try_from(rule.quorum.unwrap_or(1)).unwrap_or(usize::MAX)
}

/// Requires as many different people among several voices. `next` is where the next one would be
/// written.
pub(super) fn enough_people<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    voices: &[Voice<'a>],
    needed: usize,
    next: Pointer,
) {
    let clear = voices.iter().filter(|voice| voice.way.is_clear());
    let possible = voices.iter().filter(|voice| !voice.way.is_refuted());
    let clear_voices: Vec<_> = clear.clone().filter_map(|voice| voice.by).collect();
    if people(case, &clear_voices, Proof::Refuted) >= needed {
        return clear.for_each(|voice| judgement.adopt(&voice.way));
    }
    let possible_voices: Vec<_> = possible.filter_map(|voice| voice.by).collect();
    let left = people(case, &possible_voices, Proof::Undecided);
    let is_right = judgement.stands(|judgement| {
        for voice in voices {
            if left >= needed {
                judgement.adopt_perhaps(&voice.way);
            } else {
                judgement.adopt(&voice.way);
            }
        }
        if left >= needed {
            judgement.perhaps(|way| repeated_voices(case, way, &clear_voices));
        } else {
            repeated_voices(case, judgement, &clear_voices);
        }
    });
    if is_right {
        judgement.missing(next, role::SERVICE_OWNER);
    }
}

/// How many different people there are: two count as such when it is no more certain than `most`
/// that they are the same.
fn people(case: &Case<'_>, voices: &[(&PersonId, Pointer)], most: Proof) -> usize {
    let mut counted: Vec<&PersonId> = Vec::new();
    for (person, _) in voices {
        let differs = |other: &&PersonId| match same_person(case, person, other) {
            Proof::Refuted => true,
            Proof::Undecided => most == Proof::Undecided,
            Proof::Proven => false,
        };
        if counted.iter().all(differs) {
            counted.push(person);
        }
    }
    counted.len()
}

/// Says who approved more than once.
fn repeated_voices<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    voices: &[(&'a PersonId, Pointer)],
) {
    for (index, (person, with)) in voices.iter().enumerate() {
        for (other, at) in voices.iter().skip(index + 1) {
            judgement.different_people(case, (other, *at), (person, *with));
        }
    }
}

/// Requires of whoever approved something alone what each rule of the policy on it asks for. Nothing
/// is asked where the policy has no such rule.
pub(super) fn approved_alone<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    of: ApprovalSubject,
    (by, by_at): (Option<&'a PersonId>, Pointer),
    act: Fact<'a>,
) {
    let release_type = case.release.release_type.as_ref();
    for (index, rule) in case.policy.approval_rules(of, release_type) {
        let at = |template| Pointer::new(template, [index]);
        judgement.cite(at("policy#/approvals/*"));
        if quorum(rule) > 1 {
            let quorum = at("policy#/approvals/*/quorum");
            judgement.undecided(Reason::NotCovered {
                at: quorum,
                by: by_at,
            });
        }
        judgement.known_person(case, by, by_at, role::SERVICE_OWNER);
        if let Some(by) = by {
            by_right(case, judgement, (by, by_at), (index, rule), act);
        }
    }
}

/// Requires that somebody of the organization approved who then held a role that a rule names, and
/// did nothing that it excludes.
pub(super) fn by_right<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    (by, by_at): (&PersonId, Pointer),
    (index, rule): (usize, &'a ApprovalRule),
    act: Fact<'a>,
) {
    let roles = approving(rule.of, rule.roles.iter().map(RoleId::as_str));
    if roles.is_empty() {
        let at = Pointer::new("policy#/approvals/*/roles", [index]);
        return judgement.undecided(Reason::EmptyList { at });
    }
    judgement.in_role(case, by, by_at, &roles, act);
    from_inside(case, judgement, by, by_at, &roles);
    uninvolved_so_far(case, judgement, (by, by_at), rule);
}

/// Requires that who approved something before anything was built did nothing for the release that
/// a rule excludes. Who has not built, tested or deployed yet is nobody.
pub(super) fn uninvolved_so_far<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    (by, by_at): (&PersonId, Pointer),
    rule: &ApprovalRule,
) {
    for what in rule.exclude.items() {
        for start in case.progress.moments() {
            let mut unknown = Judgement::default();
            let said = match what {
                Involvement::Requesters => &mut *judgement,
                _ => &mut unknown,
            };
            for other in involved(case, said, *what, start) {
                judgement.different_people(case, (by, by_at), other);
            }
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
