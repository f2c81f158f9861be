//! Who held a role when: the one place that asks.

use crate::checks::Case;
use crate::model::{Assignment, Items, PersonId, Raci, RoleId};
use crate::pointer::Pointer;
use crate::time::{Moment, Proof, Span, Window};

/// Whether somebody held one of several roles, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Whether it is proven.
    pub proof: Proof,
    /// The assignments and delegations looked at.
    pub evidence: Vec<Pointer>,
}

/// Whether `person` held one of `roles` throughout `at`, by assignment or by delegation from
/// somebody who held it by assignment.
///
/// No assignment at all proves nothing: the record may be incomplete. Assignments that exist and
/// lie outside `at` refute it.
#[must_use]
pub fn held(case: &Case<'_>, person: &PersonId, roles: &[&str], at: Span) -> Held {
    let mut sources = assigned(case, person, roles, at);
    for (index, delegation) in case.release.delegations.items().iter().enumerate() {
        if delegation.delegate != *person || !is_one_of(&delegation.role, roles) {
            continue;
        }
        let delegator = assigned(case, &delegation.delegator, &[delegation.role.as_str()], at);
        let valid = covers(case, delegation.from.as_ref(), delegation.until.as_ref(), at);
        sources.push((valid.and(any(&delegator)), Pointer::new("/delegations/*", [index])));
        sources.extend(delegator.into_iter().map(|(_, pointer)| (Proof::Refuted, pointer)));
    }
    Held {
        proof: any(&sources),
        evidence: sources.into_iter().map(|(_, pointer)| pointer).collect(),
    }
}

/// The assignments of a person to one of several roles, and whether each covers `at`.
fn assigned(
    case: &Case<'_>,
    person: &PersonId,
    roles: &[&str],
    at: Span,
) -> Vec<(Proof, Pointer)> {
    let assignments = case.release.assignments.items().iter().enumerate();
    assignments
        .filter(|(_, assignment)| {
            assignment.person == *person && is_one_of(&assignment.role, roles) && acts(assignment)
        })
        .map(|(index, assignment)| {
            let valid = covers(case, assignment.from.as_ref(), assignment.until.as_ref(), at);
            (valid, Pointer::new("/assignments/*", [index]))
        })
        .collect()
}

/// Whether an assignment is to act in the role: not for one activity only, and not to be asked or
/// told.
fn acts(assignment: &Assignment) -> bool {
    let acting = matches!(assignment.raci, None | Some(Raci::Responsible | Raci::Accountable));
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
fn covers(case: &Case<'_>, from: Option<&Moment>, until: Option<&Moment>, at: Span) -> Proof {
    let Some(from) = from else { return Proof::Undecided };
    let validity = match until {
        Some(until) => Window::defined(from, until, case.zone),
        None => Window::open_from(from, case.zone),
    };
    validity.map_or(Proof::Undecided, |window| window.contains(at))
}
