//! Who held a role when: the one place that asks.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::checks::Case;
use crate::model::{Assignment, Delegation, Items, PersonId, Raci, RoleId};
use crate::pointer::Pointer;
use crate::time::{Moment, Proof, Span, Window, before};

/// Whether somebody held one of several roles, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Whether it is proven.
    pub proof: Proof,
    /// The assignments and delegations looked at.
    pub evidence: Vec<Pointer>,
}

/// Whether `person` held one of `roles` throughout `at`: by assignment, by delegation from somebody
/// who held it by assignment, or by delegation from a delegate who was allowed to delegate further.
///
/// No assignment at all proves nothing: the record may be incomplete. Assignments that exist and
/// lie outside `at` refute it.
#[must_use]
pub fn held(case: &Case<'_>, person: &PersonId, roles: &[&str], at: Span) -> Held {
    let mut sources = assigned(case, person, roles, at);
    let links = links(case, roles, at);
    let mut reached: Vec<&Link<'_>> = links
        .iter()
        .filter(|link| link.is_to(case, person))
        .collect();
    sources.extend(reached.iter().map(|link| (link.proof, link.pointer())));
    // What delegators hold speaks for the delegate only through the delegation.
    let mut seen: BTreeSet<usize> = reached.iter().map(|link| link.index).collect();
    let mut next = 0;
    while let Some(link) = reached.get(next).copied() {
        next += 1;
        sources.extend(
            link.held
                .iter()
                .map(|(_, pointer)| (Proof::Refuted, *pointer)),
        );
        for feeding in links.iter().filter(|feeding| feeding.feeds(case, link)) {
            if seen.insert(feeding.index) {
                sources.push((Proof::Refuted, feeding.pointer()));
                reached.push(feeding);
            }
        }
    }
    Held {
        proof: any(&sources),
        evidence: sources.into_iter().map(|(_, pointer)| pointer).collect(),
    }
}

/// A delegation of one of the roles asked about.
struct Link<'a> {
    index: usize,
    delegation: &'a Delegation,
    /// The assignments of the delegator to the role.
    held: Vec<(Proof, Pointer)>,
    /// Whether the delegation gave the role to the delegate.
    proof: Proof,
}

impl Link<'_> {
    fn pointer(&self) -> Pointer {
        Pointer::new("/delegations/*", [self.index])
    }

    fn is_to(&self, case: &Case<'_>, person: &PersonId) -> bool {
        case.is_same_person(&self.delegation.delegate, person)
    }

    /// Whether the delegator of `next` may delegate further what this delegation gave.
    fn feeds(&self, case: &Case<'_>, next: &Link<'_>) -> bool {
        self.delegation.may_delegate == Some(true)
            && self.delegation.role == next.delegation.role
            && self.is_to(case, &next.delegation.delegator)
    }
}

/// How many delegations may follow one another; a longer chain shows nothing.
const LONGEST_CHAIN: usize = 8;

/// The delegations of some roles, each with whether it gave the role throughout `at`.
fn links<'a>(case: &Case<'a>, roles: &[&str], at: Span) -> Vec<Link<'a>> {
    let delegations = case.release.delegations.items().iter().enumerate();
    let mut links: Vec<Link<'a>> = delegations
        .filter(|(_, delegation)| is_one_of(&delegation.role, roles))
        .map(|(index, delegation)| {
            let role = delegation.role.as_str();
            let held = assigned(case, &delegation.delegator, &[role], at);
            Link {
                index,
                delegation,
                held,
                proof: Proof::Refuted,
            }
        })
        .collect();
    // Each round follows the chains of delegations by one more.
    for _ in 0..LONGEST_CHAIN {
        let proofs: Vec<Proof> = links
            .iter()
            .map(|link| {
                let fed = links.iter().filter(|other| other.feeds(case, link));
                let delegator = fed.fold(any(&link.held), |held, other| held.or(other.proof));
                let delegation = link.delegation;
                let (from, until) = (delegation.from.as_ref(), delegation.until.as_ref());
                covers(case, from, until, at)
                    .and(known(case, delegation, at))
                    .and(cleared(case, delegation, at))
                    .and(delegator)
            })
            .collect();
        if links
            .iter()
            .map(|link| link.proof)
            .eq(proofs.iter().copied())
        {
            break;
        }
        for (link, proof) in links.iter_mut().zip(proofs) {
            link.proof = proof;
        }
    }
    links
}

/// Whether a deputy may act: only while the delegator is away. That nothing is said of absences
/// shows neither.
fn cleared(case: &Case<'_>, delegation: &Delegation, at: Span) -> Proof {
    if delegation.while_absent != Some(true) {
        return Proof::Proven;
    }
    let delegator = case.person(&delegation.delegator);
    let absences = delegator.map_or(&[][..], |person| person.absences.items());
    let away = absences
        .iter()
        .map(|absence| covers(case, absence.from.as_ref(), absence.until.as_ref(), at));
    away.reduce(Proof::or).unwrap_or(Proof::Undecided)
}

/// Whether a delegation was there when somebody acted by it: one that was written down afterwards
/// may have been made up for the act.
fn known(case: &Case<'_>, delegation: &Delegation, at: Span) -> Proof {
    let Some(recorded_at) = &delegation.recorded_at else {
        return Proof::Proven;
    };
    match case.span(recorded_at).map(|recorded| before(recorded, at)) {
        Some(Proof::Proven) => Proof::Proven,
        _ => Proof::Undecided,
    }
}

/// Whether an assignment was made before somebody acted by it, as far as it says when: one that was
/// made for the past afterwards shows nothing.
pub(super) fn made(case: &Case<'_>, assignment: &Assignment, at: Span) -> Proof {
    let assigned_at = assignment.assigned_at.as_ref();
    let assigned_at = assigned_at.and_then(|assigned_at| case.span(assigned_at));
    match assigned_at.map(|assigned_at| before(assigned_at, at)) {
        Some(Proof::Refuted) => Proof::Undecided,
        _ => Proof::Proven,
    }
}

/// The assignments of a person to one of several roles, and whether each covers `at`.
fn assigned(case: &Case<'_>, person: &PersonId, roles: &[&str], at: Span) -> Vec<(Proof, Pointer)> {
    let assignments = case.release.assignments.items().iter().enumerate();
    assignments
        .filter(|(_, assignment)| {
            is_one_of(&assignment.role, roles)
                && acts(assignment)
                && case.is_same_person(&assignment.person, person)
        })
        .map(|(index, assignment)| {
            let valid = covers(
                case,
                assignment.from.as_ref(),
                assignment.until.as_ref(),
                at,
            );
            let valid = valid.and(made(case, assignment, at));
            (valid, Pointer::new("/assignments/*", [index]))
        })
        .collect()
}

/// Whether an assignment is to act in the role: not for one activity only, and not to be asked or
/// told.
fn acts(assignment: &Assignment) -> bool {
    let acting = matches!(
        assignment.raci,
        None | Some(Raci::Responsible | Raci::Accountable)
    );
    acting && assignment.activity.is_none()
}

/// One valid source is enough; without any source nothing is known.
fn any(sources: &[(Proof, Pointer)]) -> Proof {
    let proofs = sources.iter().map(|(proof, _)| *proof);
    proofs.reduce(Proof::or).unwrap_or(Proof::Undecided)
}

fn is_one_of(role: &RoleId, roles: &[&str]) -> bool {
    roles.contains(&role.as_str())
}

/// Whether a validity covers `at`; without `from` it proves nothing. An `until` that is a day
/// includes that day.
pub(crate) fn covers(
    case: &Case<'_>,
    from: Option<&Moment>,
    until: Option<&Moment>,
    at: Span,
) -> Proof {
    let Some(from) = from else {
        return Proof::Undecided;
    };
    let ended = |until: &Moment| until.clearly(at) != Some(Ordering::Greater);
    if from.clearly(at) == Some(Ordering::Less) && !until.is_some_and(ended) {
        return Proof::Proven;
    }
    let validity = match until {
        Some(until) => Window::defined(from, until, case.zone),
        None => Window::open_from(from, case.zone),
    };
    validity.map_or(Proof::Undecided, |window| window.contains(at))
}
