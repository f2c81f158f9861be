//! The places of a record, as its schema lists them.
//!
//! An expression names places as text, and pointers are made of texts that live as long as the
//! program: those of the schema do. So a key that no record can have is found when the policy is
//! compiled, instead of never being evidenced.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::model::Release;
use crate::pointer::MAX_DEPTH;
use crate::schema::read_schema;

/// Every place by its pointer, and whether anything may be in it.
static PLACES: LazyLock<BTreeMap<String, bool>> = LazyLock::new(|| {
    let schema = read_schema::<Release>();
    let mut places = BTreeMap::new();
    walk(schema.as_value(), schema.as_value(), "", &mut places);
    places
});

/// More keys on the way than the format has; what is deeper is left open.
const MOST_KEYS: usize = 12;

fn walk(root: &Value, node: &Value, at: &str, places: &mut BTreeMap<String, bool>) {
    let too_deep = at.matches('*').count() >= MAX_DEPTH || at.matches('/').count() > MOST_KEYS;
    let Some(schema) = node.as_object().filter(|_| !too_deep) else {
        if too_deep || node == &Value::Bool(true) {
            places.insert(at.to_owned(), true);
        }
        return;
    };
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        // That there are none is an empty list to an expression.
        if reference.ends_with("/NoneStated") {
            return;
        }
        if let Some(target) = reference.strip_prefix('#').and_then(|at| root.pointer(at)) {
            walk(root, target, at, places);
        }
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        let choices = schema.get(choice).and_then(Value::as_array);
        for part in choices.into_iter().flatten() {
            walk(root, part, at, places);
        }
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    for (key, value) in properties.into_iter().flatten() {
        let inside = format!("{at}/{key}");
        places.entry(inside.clone()).or_insert(false);
        walk(root, value, &inside, places);
    }
    if let Some(items) = schema.get("items") {
        let inside = format!("{at}/*");
        places.entry(inside.clone()).or_insert(false);
        walk(root, items, &inside, places);
    }
    let more = schema.get("additionalProperties");
    let is_closed = more.is_none_or(|more| more == &Value::Bool(false));
    let kind = schema.get("type");
    let is_object = kind.is_some_and(|kind| {
        kind == "object"
            || kind
                .as_array()
                .is_some_and(|kinds| kinds.contains(&"object".into()))
    });
    let says_all = ["type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const"];
    let says_nothing = says_all.iter().all(|key| !schema.contains_key(*key));
    if !is_closed || (is_object && properties.is_none()) || says_nothing {
        places.insert(at.to_owned(), true);
    }
}

/// The place, and whether anything may be in it; `None` when no record has it.
pub(super) fn place(pointer: &str) -> Option<(&'static str, bool)> {
    let (known, open) = PLACES.get_key_value(pointer)?;
    Some((known, *open))
}

/// The keys that there may be at a place.
pub(super) fn keys(at: &str) -> Vec<&'static str> {
    let inside = PLACES.keys().filter_map(|known| {
        let key = known.strip_prefix(at)?.strip_prefix('/')?;
        (!key.contains('/') && key != "*").then_some(key)
    });
    inside.collect()
}

#[cfg(test)]
mod tests {
    use super::{keys, place};

    #[test]
    fn the_places_of_the_format_are_known() {
        assert_eq!(
            place("/plan/waves/*/planned_start"),
            Some(("/plan/waves/*/planned_start", false))
        );
        assert_eq!(place("/extensions"), Some(("/extensions", true)));
        assert_eq!(place("/changes/none"), None);
        assert_eq!(place("/plann"), None);
        assert!(keys("").contains(&"plan"));
    }
}
