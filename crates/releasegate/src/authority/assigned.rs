//! Who is accountable or responsible for an activity: the one place that asks.

use super::Activity;
use super::held::{covers, made};
use super::role;
use crate::checks::Case;
use crate::model::{Affiliation, Assignment, Items, Raci};
use crate::time::{Proof, Span};

/// An assignment that makes somebody accountable or responsible for an activity.
#[derive(Clone, Copy, Debug)]
pub struct AssignedFor<'a> {
    /// The position of the assignment.
    pub index: usize,
    /// The assignment.
    pub assignment: &'a Assignment,
    /// Whether it was valid throughout the time asked about.
    pub valid: Proof,
}

/// The assignments by which people are accountable or responsible for an activity, each with
/// whether it is valid throughout `at`.
///
/// An assignment names the activity, or is to a role that answers for it. Who is accountable is
/// said by assignments that name the activity, as far as any of them may be valid; only where none
/// is does the role decide.
#[must_use]
pub fn assigned_for<'a>(
    case: &Case<'a>,
    activity: &Activity,
    raci: Raci,
    at: Span,
) -> Vec<AssignedFor<'a>> {
    let assignments = case.release.assignments.items().iter().enumerate();
    let mut assigned: Vec<_> = assignments
        .filter(|(_, assignment)| makes(assignment, activity, raci))
        .map(|(index, assignment)| AssignedFor {
            index,
            assignment,
            valid: covers(
                case,
                assignment.from.as_ref(),
                assignment.until.as_ref(),
                at,
            )
            .and(made(case, assignment, at)),
        })
        .collect();
    let named = |one: &AssignedFor<'_>| one.assignment.activity.is_some();
    let decides = |one: &AssignedFor<'_>| named(one) && !one.valid.is_refuted();
    if raci == Raci::Accountable && assigned.iter().any(decides) {
        assigned.retain(named);
    }
    assigned
}

/// Whether an assignment is of somebody from outside, who works for the release and answers for
/// nothing.
#[must_use]
pub fn is_from_outside(case: &Case<'_>, assignment: &Assignment) -> bool {
    let person = case.person(&assignment.person);
    assignment.role.as_str() == role::EXTERNAL_SPECIALIST
        || person.and_then(|it| it.affiliation) == Some(Affiliation::External)
}

/// Whether an assignment makes somebody accountable or responsible for the activity.
fn makes(assignment: &Assignment, activity: &Activity, raci: Raci) -> bool {
    let by_role = || activity.gives(assignment.role.as_str(), raci);
    match (assignment.activity.as_deref(), assignment.raci) {
        (Some(named), _) if named.trim() != activity.id => false,
        (Some(_), Some(stated)) => stated == raci,
        (None, Some(stated)) => stated == raci && by_role(),
        (_, None) => by_role(),
    }
}
