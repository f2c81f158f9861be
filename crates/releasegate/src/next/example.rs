//! Examples of values that may stand at a place of a record, from its schema and from what the
//! record says elsewhere.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::FactKind;
use crate::model::Release;
use crate::schema::read_schema;
use crate::time::{AsOf, Moment};

static SCHEMA: LazyLock<Value> = LazyLock::new(|| read_schema::<Release>().to_value());

/// How many examples are tried at one place.
const MOST: usize = 96;

/// What may stand at a place: its kind, and examples of it, likely ones first.
pub(super) fn examples(record: &Value, pointer: &str, as_of: AsOf) -> Vec<(FactKind, Value)> {
    let Some(schema) = schema_at(pointer) else {
        return Vec::new();
    };
    let key = last_key(pointer);
    let around = Around {
        record,
        as_of: as_of.to_string(),
    };
    let mut examples = around.of(schema, key, 0);
    examples.truncate(MOST);
    examples
}

/// The schema of a place.
fn schema_at(pointer: &str) -> Option<&'static Value> {
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
fn alternatives(schema: &'static Value) -> Vec<&'static Value> {
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
fn last_key(pointer: &str) -> &str {
    let keys = pointer.rsplit('/');
    keys.into_iter()
        .find(|token| *token != "-" && token.parse::<usize>().is_err())
        .unwrap_or_default()
}

/// Whether a key names a person.
fn names_person(key: &str) -> bool {
    matches!(
        key,
        "by" | "person" | "owner" | "witness" | "responsible" | "agreed_with"
    ) || key.ends_with("_by")
}

/// The record around a place.
struct Around<'a> {
    record: &'a Value,
    as_of: String,
}

impl Around<'_> {
    fn of(&self, schema: &'static Value, key: &str, depth: usize) -> Vec<(FactKind, Value)> {
        let mut found = Vec::new();
        if depth > 6 {
            return found;
        }
        for option in alternatives(schema) {
            found.extend(self.of_one(option, key, depth));
        }
        found
    }

    fn of_one(&self, schema: &'static Value, key: &str, depth: usize) -> Vec<(FactKind, Value)> {
        if let Some(value) = schema.get("const") {
            // `TBD` is a statement, and never what is asked for.
            let asked = value != "TBD";
            return asked
                .then(|| (FactKind::Choice, value.clone()))
                .into_iter()
                .collect();
        }
        if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
            let values = choices.iter().filter_map(|choice| choice.get("const"));
            return values
                .map(|value| (FactKind::Choice, value.clone()))
                .collect();
        }
        if let Some(choices) = schema.get("enum").and_then(Value::as_array) {
            return choices
                .iter()
                .map(|value| (FactKind::Choice, value.clone()))
                .collect();
        }
        let kinds = schema.get("type");
        let is = |wanted: &str| match kinds {
            Some(Value::String(kind)) => kind == wanted,
            Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == wanted),
            _ => false,
        };
        if is("array") {
            self.list(schema, key, depth)
        } else if is("object") {
            self.mapping(schema, depth)
        } else if is("boolean") {
            vec![
                (FactKind::YesNo, json!(true)),
                (FactKind::YesNo, json!(false)),
            ]
        } else if is("integer") {
            self.numbers(key)
        } else if schema.get("pattern").is_some_and(is_moment) {
            self.moments()
        } else if names_person(key) {
            self.people()
        } else {
            self.texts(key)
        }
    }

    /// A list with one item.
    fn list(&self, schema: &'static Value, key: &str, depth: usize) -> Vec<(FactKind, Value)> {
        let Some(items) = schema.get("items") else {
            return Vec::new();
        };
        let each = self.of(items, key, depth + 1);
        each.into_iter()
            .map(|(kind, item)| (kind, json!([item])))
            .collect()
    }

    /// A mapping with what it cannot be without: each required value varied on its own.
    fn mapping(&self, schema: &'static Value, depth: usize) -> Vec<(FactKind, Value)> {
        let required = schema.get("required").and_then(Value::as_array);
        let keys = required.into_iter().flatten().filter_map(Value::as_str);
        let mut base = Map::new();
        let mut others = Vec::new();
        for key in keys {
            let Some(schema) = schema.get("properties").and_then(|all| all.get(key)) else {
                continue;
            };
            let mut values = self
                .of(schema, key, depth + 1)
                .into_iter()
                .map(|(_, value)| value);
            if let Some(first) = values.next() {
                base.insert(key.to_owned(), first);
            }
            others.extend(values.map(|value| (key.to_owned(), value)));
        }
        let is_none = base.contains_key("none");
        let kind = if is_none {
            FactKind::None
        } else {
            FactKind::Item
        };
        let varied = others.into_iter().map(|(key, value)| {
            let mut mapping = base.clone();
            mapping.insert(key, value);
            Value::Object(mapping)
        });
        let all = [Value::Object(base.clone())].into_iter().chain(varied);
        all.map(|value| (kind, value)).collect()
    }

    /// Now, and just before and just after everything that the record dates.
    fn moments(&self) -> Vec<(FactKind, Value)> {
        let mut known = BTreeSet::new();
        each_text(self.record, "", &mut |_, text| {
            if let Ok(moment) = text.parse::<Moment>()
                && let Some(span) = moment.instant_span()
            {
                known.insert(span.first().seconds());
            }
        });
        let around = known
            .into_iter()
            .flat_map(|second| [second - 1, second + 1]);
        let texts = around.filter_map(|second| {
            let at = chrono::DateTime::from_timestamp(second, 0)?;
            Some(at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
        });
        let all = [self.as_of.clone()].into_iter().chain(texts);
        all.map(|text| (FactKind::Time, Value::String(text)))
            .collect()
    }

    /// The people of the record.
    fn people(&self) -> Vec<(FactKind, Value)> {
        let listed = self.record.pointer("/people").and_then(Value::as_array);
        let ids = listed
            .into_iter()
            .flatten()
            .filter_map(|person| person.get("id"));
        let mut people: Vec<_> = ids.map(|id| (FactKind::Person, id.clone())).collect();
        if people.is_empty() {
            people.push((FactKind::Person, json!("somebody")));
        }
        people
    }

    /// What stands under the same key elsewhere, ids of the things that the key names, and any
    /// text.
    fn texts(&self, key: &str) -> Vec<(FactKind, Value)> {
        let mut known = BTreeSet::new();
        let plural = format!("{}s/", key.trim_end_matches('s'));
        each_text(self.record, "", &mut |path, text| {
            let list = path.trim_end_matches("id").trim_end_matches('/');
            let list = list.trim_end_matches(|c: char| c.is_ascii_digit());
            if last_key(path) == key || (path.ends_with("/id") && list.ends_with(&plural)) {
                known.insert(text.to_owned());
            }
        });
        let any = ["stated".to_owned(), "10 ms".to_owned()];
        let all = known.into_iter().chain(any);
        all.map(|text| (FactKind::Text, Value::String(text)))
            .collect()
    }

    fn numbers(&self, key: &str) -> Vec<(FactKind, Value)> {
        let incidents = self
            .record
            .pointer("/early_life/incidents")
            .and_then(Value::as_array);
        let count = incidents.map_or(0, Vec::len);
        let numbers: &[usize] = if key == "related" {
            &[count, 0]
        } else {
            &[1, 0]
        };
        numbers
            .iter()
            .map(|number| (FactKind::Number, json!(number)))
            .collect()
    }
}

fn is_moment(pattern: &Value) -> bool {
    pattern
        .as_str()
        .is_some_and(|pattern| pattern.starts_with("^[0-9]{4}-"))
}

/// Shows every text of a document with its place.
fn each_text(document: &Value, path: &str, show: &mut dyn FnMut(&str, &str)) {
    match document {
        Value::String(text) => show(path, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                each_text(item, &format!("{path}/{index}"), show);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                each_text(value, &format!("{path}/{key}"), show);
            }
        }
        _ => {}
    }
}
