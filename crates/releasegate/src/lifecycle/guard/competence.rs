//! Whether whoever may give a command can do it: asked in the roles by which they may.

use super::Guard;
use crate::authority::{Activity, answering, asks_competence, held, is_competent};
use crate::lifecycle::rule::{Deed, Rule};
use crate::lifecycle::unmet::{Condition, Unmet};
use crate::model::{Items, PersonId};
use crate::time::Span;

/// Whether a command is given only by somebody who is shown to be able to. To plan, to stop and to
/// go back nobody has to show evidence first, nor to write down what happened.
pub(super) fn needs_competence(rule: &Rule) -> bool {
    match rule.deed {
        Deed::Decision(Some(_)) => true,
        Deed::Decision(None) | Deed::Act => !rule.gates.is_empty(),
        Deed::Report => false,
    }
}

impl Guard<'_> {
    /// Of several roles those that somebody holds then, and those in which they are assigned to the
    /// activity. None where the policy asks nobody for competence, since nothing rests on it.
    pub(super) fn acts_as<'r>(
        &'r self,
        roles: &[&'r str],
        activity: Option<&Activity>,
        actor: &PersonId,
        at: Span,
    ) -> Vec<&'r str> {
        let person = answering(&self.case, actor);
        let Some(person) = person.filter(|_| asks_competence(self.policy)) else {
            return Vec::new();
        };
        let holds = |role: &&str| held(&self.case, person, &[role], at).proof.is_proven();
        let mut acts_as: Vec<_> = roles.iter().copied().filter(holds).collect();
        acts_as.extend(self.assigned_as(activity, actor, at));
        acts_as.sort_unstable();
        acts_as.dedup();
        acts_as
    }

    /// Requires of whoever may act in one of several roles that they can: in one of them, evidence
    /// of all that the policy asks for is valid then.
    pub(super) fn competent(
        &self,
        acts_as: &[&str],
        actor: &PersonId,
        at: Span,
        unmet: &mut Vec<Unmet>,
    ) {
        let person = answering(&self.case, actor);
        let can = |role: &&str| is_competent(&self.case, person, role, at);
        if acts_as.is_empty() || acts_as.iter().any(can) {
            return;
        }
        let people = self.release.people.items();
        let is_it = |it: &PersonId| person.is_some_and(|one| self.case.is_same_person(it, one));
        let place = people.iter().position(|it| is_it(&it.id));
        let place = place.map_or("/people".to_owned(), |it| {
            format!("/people/{it}/competences")
        });
        let message = "the policy asks for competences of the role, and evidence of one of them is \
                       missing or not valid then";
        unmet.push(
            Unmet::new(Condition::Competence, message)
                .at(place)
                .roles(acts_as),
        );
    }
}
