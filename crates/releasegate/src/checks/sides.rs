//! On which side of the table somebody sits: the organization, or an interested party.

use super::{Case, Side};
use crate::model::{Affiliation, Nature, PartyId, PartyKind, PersonId};

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
