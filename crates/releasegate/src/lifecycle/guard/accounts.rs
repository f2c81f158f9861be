//! Which accounts somebody acts by.

use super::Guard;
use crate::authority::answering;
use crate::lifecycle::unmet::{Condition, Unmet};
use crate::model::{Items, Nature, Person, PersonId, Release};
use crate::pointer::is_inside;

impl Guard<'_> {
    /// Requires that only they themselves say of people whom the record lists which other accounts are
    /// theirs: whoever has one acts in their name. People are introduced with their accounts by
    /// whoever lists them.
    pub(in crate::lifecycle) fn takes_no_name(
        &self,
        actor: &PersonId,
        after: &Release,
        unmet: &mut Vec<Unmet>,
    ) {
        let giver = answering(&self.case, actor);
        for (index, person) in after.people.items().iter().enumerate() {
            for known in self.release.people.items() {
                let is_theirs = |account: &str| accounts(known).any(|own| own == account);
                let is_listed = accounts(person).any(is_theirs);
                let gains = !accounts(person).all(is_theirs);
                let by_themselves = giver.is_some_and(|giver| is_theirs(giver.as_str()));
                // An automation decides nothing, whatever it goes by.
                let decides = known.nature != Some(Nature::Automation);
                if is_listed && gains && decides && !by_themselves {
                    let message = "whoever has an account of somebody acts in their name: let them \
                                   say themselves which other accounts are theirs";
                    let place = format!("/people/{index}/aliases");
                    unmet.push(Unmet::new(Condition::Role, message).at(place));
                }
            }
        }
    }

    /// Whether a place is where somebody's own accounts are listed.
    pub(super) fn lists_own_accounts(&self, place: &str, actor: &PersonId) -> bool {
        let people = self.release.people.items().iter().enumerate();
        let mut own = people.filter(|(_, person)| accounts(person).any(|it| it == actor.as_str()));
        own.any(|(index, _)| is_inside(place, &format!("/people/{index}/aliases")))
    }
}

/// All that somebody goes by.
fn accounts(person: &Person) -> impl Iterator<Item = &str> {
    let aliases = person.aliases.items().iter().map(String::as_str);
    std::iter::once(person.id.as_str()).chain(aliases)
}
