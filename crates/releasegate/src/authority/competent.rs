//! What a policy asks of the holders of a role, and whether somebody is shown to have it.

use super::held::covers;
use crate::checks::{Case, says_nothing};
use crate::model::{Competence, Items, PersonId};
use crate::policy::Policy;
use crate::time::Span;

/// The competences that the policy asks of holders of a role.
#[must_use]
pub fn competences_of<'p>(policy: &'p Policy, role: &str) -> &'p [String] {
    let document = policy.document.as_ref();
    let rules = document.map_or(&[][..], |document| document.roles.items());
    let rule = rules.iter().find(|rule| rule.id.as_str() == role);
    rule.map_or(&[], |rule| rule.competences.items())
}

/// Whether the policy asks the holders of any role for a competence.
#[must_use]
pub fn asks_competence(policy: &Policy) -> bool {
    let document = policy.document.as_ref();
    let rules = document.map_or(&[][..], |document| document.roles.items());
    rules
        .iter()
        .any(|rule| !rule.competences.items().is_empty())
}

/// Whether there is evidence of each competence that the policy asks of a role, valid throughout
/// `at`. Nobody has any where it asks for some.
#[must_use]
pub fn is_competent(case: &Case<'_>, person: Option<&PersonId>, role: &str, at: Span) -> bool {
    let listed = person.and_then(|person| case.person(person));
    let competences = listed.map_or(&[][..], |person| person.competences.items());
    let shown = |one: &Competence| {
        !says_nothing(one.evidence.as_deref())
            && covers(case, one.from.as_ref(), one.until.as_ref(), at).is_proven()
    };
    competences_of(case.policy, role).iter().all(|skill| {
        let mut of_skill = competences.iter();
        of_skill.any(|one| one.skill.trim() == skill.trim() && shown(one))
    })
}
