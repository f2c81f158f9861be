//! Whether two ids are of the same person: the one place that asks.

use crate::checks::Case;
use crate::model::{Nature, Person, PersonId};
use crate::time::Proof;

/// Whether the same person is behind two ids: after aliases are resolved, an automation counting
/// as the human who answers for it.
///
/// Different people are proven only where the record lists both, and nothing about the two entries
/// suggests that they are of one person. An automation without an owner may be anybody's.
#[must_use]
pub fn same_person(case: &Case<'_>, one: &PersonId, other: &PersonId) -> Proof {
    if one == other {
        return Proof::Proven;
    }
    let (Some(first), Some(second)) = (answering(case, one), answering(case, other)) else {
        return Proof::Undecided;
    };
    if first == second {
        return Proof::Proven;
    }
    match (case.person(first), case.person(second)) {
        (Some(first), Some(second)) => Proof::decide(false, !is_similar(first, second)),
        _ => Proof::Undecided,
    }
}

/// The id of the human who answers for what goes by an id; the id itself where nothing is listed.
/// `None` for an automation that nobody answers for.
#[must_use]
pub fn answering<'p, 'a: 'p>(case: &Case<'a>, id: &'p PersonId) -> Option<&'p PersonId> {
    let Some(person) = case.person(id) else {
        return Some(id);
    };
    if person.nature != Some(Nature::Automation) {
        return Some(&person.id);
    }
    let owner = person.owner.as_ref()?;
    match case.person(owner) {
        Some(owner) if owner.nature == Some(Nature::Automation) => None,
        Some(owner) => Some(&owner.id),
        None => Some(owner),
    }
}

/// Whether two entries look as if they were of one person.
fn is_similar(one: &Person, other: &Person) -> bool {
    let shares = |first: &Option<String>, second: &Option<String>| {
        let both = first.as_deref().zip(second.as_deref());
        both.is_some_and(|(first, second)| {
            folded(first).eq(folded(second)) && folded(first).next().is_some()
        })
    };
    shares(&one.email, &other.email)
        || shares(&one.name, &other.name)
        || folded(account(one)).eq(folded(account(other)))
}

/// What an id has before its at sign.
fn account(person: &Person) -> &str {
    let id = person.id.as_str();
    id.split_once('@').map_or(id, |(account, _)| account)
}

/// The letters and digits of a text without case.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::same_person;
    use crate::checks::Case;
    use crate::model::Release;
    use crate::policy::Policy;
    use crate::read::read_json;
    use crate::time::Proof;

    fn same(one: &str, other: &str) -> Proof {
        let text = r#"{"format":"releasegate/release/1","id":"r","people":[
            {"id":"a.smith","aliases":["asmith2"]},
            {"id":"A.Smith@corp"},
            {"id":"eva"},
            {"id":"tom","name":"Thomas Reuter"},
            {"id":"t-reuter","name":"thomas  reuter"},
            {"id":"pipeline","nature":"automation","owner":"eva"},
            {"id":"bot","nature":"automation"},
            {"id":"cron","nature":"automation","owner":"ghost"}
        ]}"#;
        let release: Release = read_json(text.as_bytes()).unwrap();
        let policy = Policy::of_profile("iso20000-1:2018").unwrap();
        let case = Case::new(&release, &policy, "2026-01-01T00:00:00Z".parse().unwrap());
        let (one, other) = (one.into(), other.into());
        assert_eq!(
            same_person(&case, &one, &other),
            same_person(&case, &other, &one)
        );
        same_person(&case, &one, &other)
    }

    #[test]
    fn aliases_and_owners_are_resolved() {
        assert_eq!(same("a.smith", "asmith2"), Proof::Proven);
        assert_eq!(same("pipeline", "eva"), Proof::Proven);
        assert_eq!(same("cron", "ghost"), Proof::Proven);
        assert_eq!(same("eva", "a.smith"), Proof::Refuted);
        assert_eq!(same("pipeline", "a.smith"), Proof::Refuted);
    }

    #[test]
    fn what_is_not_known_decides_nothing() {
        assert_eq!(same("a.smith", "A.Smith@corp"), Proof::Undecided);
        assert_eq!(same("eva", "ghost"), Proof::Undecided);
        assert_eq!(same("ghost", "ghost"), Proof::Proven);
        assert_eq!(same("bot", "eva"), Proof::Undecided);
        assert_eq!(same("bot", "ghost"), Proof::Undecided);
        assert_eq!(same("cron", "eva"), Proof::Undecided);
    }

    #[test]
    fn who_looks_the_same_may_be_the_same() {
        assert_eq!(same("tom", "t-reuter"), Proof::Undecided);
        assert_eq!(same("tom", "eva"), Proof::Refuted);
    }
}
