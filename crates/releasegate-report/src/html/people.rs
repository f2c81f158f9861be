//! People as a page shows them.

use releasegate::model::{Items, PersonId, Release, RoleId};

use crate::plain::short;
use crate::words::words;

/// Shows people by their ids; with their names only when that was asked for.
#[derive(Clone, Copy)]
pub(super) struct People<'a> {
    pub(super) release: &'a Release,
    pub(super) reveal: bool,
}

impl People<'_> {
    pub(super) fn one(&self, id: &PersonId) -> String {
        let shown = short(id.as_str()).into_owned();
        let people = self.release.people.items().iter();
        let named = people.filter(|_| self.reveal).find(|one| one.id == *id);
        match named.and_then(|person| person.name.as_deref()) {
            Some(name) => format!("{shown} ({})", short(name)),
            None => shown,
        }
    }

    pub(super) fn list<'i>(&self, ids: impl IntoIterator<Item = &'i PersonId>) -> String {
        let shown: Vec<_> = ids.into_iter().map(|id| self.one(id)).collect();
        shown.join(", ")
    }

    /// Somebody and the role in which they acted.
    pub(super) fn acting(&self, id: Option<&PersonId>, role: Option<&RoleId>) -> String {
        let who = id.map(|id| self.one(id)).unwrap_or_default();
        match role {
            Some(role) if who.is_empty() => words(role.as_str()),
            Some(role) => format!("{who}, {}", words(role.as_str())),
            None => who,
        }
    }
}
