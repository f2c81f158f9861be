//! Reading one section of a record anew, without reading the others again.

use std::mem::swap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::proposal::Proposed;
use super::supply::put;
use crate::model::Release;

/// A record that holds one section and nothing else.
pub(super) struct Section {
    key: String,
    /// The record as a document.
    document: Value,
    /// The same, read.
    read: Release,
}

impl Section {
    /// The section of a document that a place is in, once `change` was made to it; `None` when it
    /// then cannot be read, or is no section.
    pub(super) fn changed(
        document: &Value,
        pointer: &str,
        change: impl FnOnce(&mut Value),
    ) -> Option<Self> {
        let key = Self::key(pointer)?;
        let mut changed = json!({"format": document.get("format")?, "id": document.get("id")?});
        let section = document.get(key).cloned();
        changed
            .as_object_mut()?
            .extend(section.map(|section| (key.to_owned(), section)));
        change(&mut changed);
        Some(Self {
            key: key.to_owned(),
            read: Release::deserialize(&changed).ok()?,
            document: changed,
        })
    }

    /// The name of the section that a place is in.
    pub(super) fn key(pointer: &str) -> Option<&str> {
        pointer.split('/').nth(1)
    }

    /// Exchanges the section with that of a record. Tells whether there is such a section.
    pub(super) fn swap_with(&mut self, release: &mut Release) -> bool {
        swap_section(&mut self.read, release, &self.key)
    }

    /// Puts the section into a document.
    pub(super) fn put_into(mut self, document: &mut Value) {
        let section = self.document.get_mut(&self.key).map(Value::take);
        if let (Some(document), Some(section)) = (document.as_object_mut(), section) {
            document.insert(self.key, section);
        }
    }
}

/// The sections that hold what is proposed, with it; `None` when one cannot be read then.
pub(super) fn sections_of(record: &Value, proposed: &[Proposed]) -> Option<Vec<Section>> {
    let (first, ..) = proposed.first()?;
    let is_alone = |at: &str| Section::key(at) == Section::key(first);
    let (same, others): (Vec<_>, Vec<_>) = proposed.iter().partition(|(at, ..)| is_alone(at));
    let parts = [same, others].into_iter().filter(|part| !part.is_empty());
    let sections = parts.map(|part| {
        let (at, ..) = part.first()?;
        Section::changed(record, at, |document| {
            for (at, _, example) in &part {
                put(document, at, example.clone());
            }
        })
    });
    sections.collect()
}

/// Exchanges sections with those of a record. Tells whether there are such sections.
pub(super) fn swap_all(sections: &mut [Section], release: &mut Release) -> bool {
    let mut all = true;
    for section in sections {
        all &= section.swap_with(release);
    }
    all
}

macro_rules! sections {
    ($($key:literal: $field:ident,)+) => {
        /// Exchanges a section of two records. Tells whether there is such a section.
        fn swap_section(one: &mut Release, other: &mut Release, key: &str) -> bool {
            match key {
                $($key => swap(&mut one.$field, &mut other.$field),)+
                _ => return false,
            }
            true
        }
    };
}

sections! {
    "id": id,
    "title": title,
    "service": service,
    "version": version,
    "type": release_type,
    "zone": zone,
    "registered_at": registered_at,
    "registered_by": registered_by,
    "policy": policy,
    "parties": parties,
    "people": people,
    "assignments": assignments,
    "delegations": delegations,
    "teams": teams,
    "support": support,
    "changes": changes,
    "problems": problems,
    "plan": plan,
    "build": build,
    "verification": verification,
    "approval_requests": approval_requests,
    "approvals": approvals,
    "baselines": baselines,
    "deployment": deployment,
    "early_life": early_life,
    "closure": closure,
    "holds": holds,
    "waivers": waivers,
    "trail": trail,
    "sources": sources,
    "extensions": extensions,
}

#[cfg(test)]
mod tests {
    use super::swap_section;
    use crate::model::Release;
    use crate::schema::read_schema;

    #[test]
    fn every_key_of_a_record_is_a_section() {
        let schema = read_schema::<Release>().to_value();
        let keys = schema["properties"].as_object().unwrap().keys();
        let left_out: Vec<_> = keys
            .filter(|key| !swap_section(&mut Release::default(), &mut Release::default(), key))
            .collect();
        assert_eq!(left_out, ["format"]);
    }
}
