//! On which side of the table somebody sits: the organization, or an interested party.

use super::{Case, Side};
use crate::model::{Affiliation, Items, Nature, PartyId, PartyKind, PersonId};
use crate::pointer::Pointer;

/// The side of a person: that of the party, else of the organization if part of it.
pub(super) fn side_of_person(case: &Case<'_>, person: &PersonId) -> Option<Side> {
    let person = case.person(person)?;
    match &person.party {
        Some(party) => side_of_party(case, party),
        None => match person.affiliation? {
            Affiliation::Internal => Some(Side::Organization),
            Affiliation::External => None,
        },
    }
}

/// What the record would have to say of a person for their side to be known; `None` where it is,
/// and of people whom it does not list.
pub(super) fn side_lacks(case: &Case<'_>, person: &PersonId) -> Option<Pointer> {
    let person = case.person(person)?;
    let mut people = case.release.people.items().iter();
    let index = people.position(|other| other.id == person.id)?;
    let Some(party) = &person.party else {
        return match person.affiliation {
            None => Some(Pointer::new("/people/*/affiliation", [index])),
            Some(Affiliation::External) => Some(Pointer::new("/people/*/party", [index])),
            Some(Affiliation::Internal) => None,
        };
    };
    let mut parties = case.release.parties.items().iter();
    match parties.position(|other| other.id == *party) {
        None => Some("/parties".into()),
        Some(index) => {
            let kind = case.party(party)?.kind;
            kind.is_none()
                .then(|| Pointer::new("/parties/*/kind", [index]))
        }
    }
}

/// The side of a party.
pub(super) fn side_of_party(case: &Case<'_>, id: &PartyId) -> Option<Side> {
    Some(match case.party(id)?.kind? {
        PartyKind::Organization => Side::Organization,
        _ => Side::InterestedParty,
    })
}

/// Whether an id is of a tool, which carries out what people decided.
pub(super) fn is_automation(case: &Case<'_>, person: &PersonId) -> bool {
    case.person(person)
        .is_some_and(|person| person.nature == Some(Nature::Automation))
}
