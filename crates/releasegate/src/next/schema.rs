//! The schema of a record, by its places.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::model::Release;
use crate::schema::read_schema;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| read_schema::<Release>().to_value());

/// The keys of a mapping.
pub(super) fn keys(schema: &'static Value) -> Vec<String> {
    let options = alternatives(schema).into_iter();
    let all = options.filter_map(|option| option.get("properties")?.as_object());
    all.flat_map(Map::keys).cloned().collect()
}

/// The schema of a place.
pub(super) fn schema_at(pointer: &str) -> Option<&'static Value> {
    let mut schema: &'static Value = &SCHEMA;
    for token in pointer.split('/').skip(1) {
        let inside = alternatives(schema).into_iter().find_map(|option| {
            if token.parse::<usize>().is_ok() || token == "-" {
                option.get("items")
            } else {
                option.get("properties")?.get(token)
            }
        });
        schema = inside?;
    }
    Some(schema)
}

/// The schemas of which one has to hold, references followed, `null` left out.
pub(super) fn alternatives(schema: &'static Value) -> Vec<&'static Value> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let pointer = reference.trim_start_matches('#');
        return SCHEMA.pointer(pointer).map_or_else(Vec::new, alternatives);
    }
    match schema.get("anyOf").and_then(Value::as_array) {
        Some(options) => options.iter().flat_map(alternatives).collect(),
        None if schema.get("type").and_then(Value::as_str) == Some("null") => Vec::new(),
        None => vec![schema],
    }
}

/// The key that a pointer ends with, list indices aside.
pub(super) fn last_key(pointer: &str) -> &str {
    let keys = pointer.rsplit('/');
    keys.into_iter()
        .find(|token| *token != "-" && token.parse::<usize>().is_err())
        .unwrap_or_default()
}

/// Whether something is a list.
pub(super) fn is_list(pointer: &str) -> bool {
    let options = schema_at(pointer).map(alternatives).unwrap_or_default();
    options.iter().any(|option| option.get("items").is_some())
}

/// Whether a pattern is that of an instant or a day.
pub(super) fn is_moment(pattern: &Value) -> bool {
    pattern
        .as_str()
        .is_some_and(|pattern| pattern.starts_with("^[0-9]{4}-"))
}

/// Whether a pattern is that of a digest.
pub(super) fn is_digest(pattern: &Value) -> bool {
    pattern
        .as_str()
        .is_some_and(|pattern| pattern.contains(":[!-~]+"))
}

/// Whether a key names a person.
pub(super) fn names_person(key: &str) -> bool {
    matches!(
        key,
        "by" | "person" | "owner" | "witness" | "responsible" | "agreed_with"
    ) || (key.ends_with("_by") && key != "managed_by")
}

/// The list that holds what a place refers to.
pub(super) fn list_of(template: &str) -> Option<&'static str> {
    let mut parts = template
        .split('/')
        .filter(|part| *part != "*" && part.parse::<usize>().is_err());
    let last = match parts.next_back()? {
        "id" => parts.next_back()?,
        last => last,
    };
    Some(match last {
        "by" | "agreed_with" | "witness" | "owner" | "person" | "actor" | "responsible" => {
            "/people"
        }
        part if part.ends_with("_by") && part != "managed_by" => "/people",
        "category" | "change_category" => "/support/change_policy/categories",
        "change" | "changes" => "/changes",
        "problems" | "known_errors" | "problem" => "/problems",
        "build" => "/build/builds",
        "deliverable" => "/plan/deliverables",
        "environment" => "/build/environments",
        "criteria" | "criterion" => "/verification/criteria",
        "incident" | "open_incidents" => "/early_life/incidents",
        "indicator" => "/support/indicators",
        "outcome" => "/plan/design_transition/outcomes",
        "managed_by" | "document" | "documents" => "/support/documents",
        "party" | "supplier" => "/parties",
        "wave" | "waves" => "/plan/waves",
        _ => return None,
    })
}
