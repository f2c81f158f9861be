//! Putting facts into a record.

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
    let length = record
        .pointer(list)
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    format!("{list}/{length}")
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
