//! Changing documents by the places of their values.

use serde_json::{Map, Value};

/// A document with values put in, and places taken out after that.
pub(super) fn changed(
    document: &Value,
    set_to: &Map<String, Value>,
    without: &[String],
) -> Result<Value, String> {
    let mut changed = document.clone();
    for (pointer, value) in set_to {
        set(&mut changed, pointer, value.clone())?;
    }
    for pointer in without {
        remove(&mut changed, pointer)?;
    }
    Ok(changed)
}

/// Puts a value at a place, making the mappings on the way. `-` at the end of a list appends.
pub(super) fn set(document: &mut Value, pointer: &str, value: Value) -> Result<(), String> {
    let mut place = document;
    for token in pointer.split('/').skip(1) {
        if !place.is_array() && !place.is_object() {
            *place = Value::Object(Map::new());
        }
        place = match place {
            Value::Array(items) => {
                let index = if token == "-" {
                    items.len()
                } else {
                    token.parse().unwrap_or(usize::MAX)
                };
                if index == items.len() {
                    items.push(Value::Null);
                }
                items
                    .get_mut(index)
                    .ok_or_else(|| format!("{pointer}: no item {token}"))?
            }
            Value::Object(map) => map.entry(token).or_insert(Value::Null),
            _ => return Err(pointer.to_owned()),
        };
    }
    *place = value;
    Ok(())
}

pub(super) fn remove(document: &mut Value, pointer: &str) -> Result<(), String> {
    let (parent, token) = pointer.rsplit_once('/').ok_or_else(|| pointer.to_owned())?;
    let parent = document
        .pointer_mut(parent)
        .ok_or_else(|| format!("{pointer} is not there"))?;
    let removed = match parent {
        Value::Object(map) => map.shift_remove(token).is_some(),
        Value::Array(items) => match token.parse::<usize>() {
            Ok(index) if index < items.len() => {
                items.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    };
    removed
        .then_some(())
        .ok_or_else(|| format!("{pointer} is not there"))
}
