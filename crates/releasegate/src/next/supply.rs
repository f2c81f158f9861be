//! Putting facts into a record.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::SuppliedFact;
use crate::model::Release;

/// The record with facts put into it.
pub(super) fn with(record: &Value, facts: &[SuppliedFact]) -> Value {
    let mut record = record.clone();
    for fact in facts {
        put(&mut record, &fact.at, fact.example.clone());
    }
    record
}

/// A release record, given as a document, with facts put into it, as somebody would who followed
/// the advice.
///
/// # Errors
/// When the facts do not fit the record, which would be a defect of the advice.
pub fn supply(record: &Value, facts: &[SuppliedFact]) -> Result<Release, serde_json::Error> {
    serde_json::from_value(with(record, facts))
}

/// The place with `-` replaced by the position of the new item.
pub(crate) fn settled(record: &Value, pointer: &str) -> String {
    let Some(list) = pointer.strip_suffix("/-") else {
        return pointer.to_owned();
    };
    format!("{list}/{}", length(record, list))
}

/// The same facts, with the new items of each list numbered on from those that the record has.
pub(super) fn numbered_on(record: &Value, facts: &[SuppliedFact]) -> Vec<SuppliedFact> {
    // A list may be one of the facts.
    let lists: Vec<_> = facts
        .iter()
        .filter(|fact| fact.example.is_array())
        .collect();
    let known = |list: &str| {
        let supplied = lists.iter().find(|fact| fact.at == list);
        let items = supplied.and_then(|fact| fact.example.as_array());
        items.map_or_else(|| length(record, list), Vec::len)
    };
    let new: Vec<_> = facts
        .iter()
        .map(|fact| NewItem::of(&known, &fact.at))
        .collect();
    let mut added: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for item in new.iter().flatten() {
        added.entry(item.list).or_default().insert(item.index);
    }
    let numbered = facts.iter().zip(&new).map(|(fact, new)| {
        let mut numbered = fact.clone();
        if let Some(NewItem { list, index, rest }) = new {
            let before = added.get(list).map_or(0, |all| all.range(..index).count());
            numbered.at = format!("{list}/{}{rest}", known(list) + before);
        }
        numbered
    });
    numbered.collect()
}

/// A place in an item that is not there yet.
struct NewItem<'a> {
    list: &'a str,
    index: usize,
    /// The place inside the item.
    rest: &'a str,
}

impl<'a> NewItem<'a> {
    /// `known` tells how many items of a list are there.
    fn of(known: &impl Fn(&str) -> usize, at: &'a str) -> Option<Self> {
        let mut starts = at.match_indices('/').map(|(start, _)| start);
        starts.find_map(|start| {
            let (list, inside) = at.split_at_checked(start)?;
            let inside = inside.strip_prefix('/')?;
            let end = inside.find('/').unwrap_or(inside.len());
            let (index, rest) = inside.split_at_checked(end)?;
            let index = index.parse().ok()?;
            (index >= known(list)).then_some(Self { list, index, rest })
        })
    }
}

fn length(record: &Value, list: &str) -> usize {
    let items = record.pointer(list).and_then(Value::as_array);
    items.map_or(0, Vec::len)
}

/// Puts a value at a place, making what is on the way.
pub(crate) fn put(record: &mut Value, pointer: &str, value: Value) {
    let mut place = record;
    for token in pointer.split('/').skip(1) {
        let index = token.parse::<usize>().ok();
        let fits = match index {
            Some(_) => place.is_array(),
            None => place.is_object(),
        };
        if !fits {
            *place = match index {
                Some(_) => Value::Array(Vec::new()),
                None => Value::Object(Map::new()),
            };
        }
        place = match (place, index) {
            (Value::Array(items), Some(index)) => {
                if index >= items.len() {
                    items.push(Value::Null);
                }
                let last = items.len().saturating_sub(1);
                match items.get_mut(index.min(last)) {
                    Some(item) => item,
                    None => return,
                }
            }
            (Value::Object(map), None) => map.entry(token).or_insert(Value::Null),
            _ => return,
        };
    }
    *place = value;
}
