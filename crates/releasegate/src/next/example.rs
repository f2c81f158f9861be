//! Examples of values that may stand at a place of a record, from its schema and from what the
//! record says elsewhere.

use std::cell::OnceCell;
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

/// What a record says, from which examples are taken; each part is looked up when it is first
/// asked for.
pub(super) struct Around<'a> {
    record: &'a Value,
    as_of: AsOf,
    /// Now, and just before and just after everything that the record dates.
    moments: OnceCell<Vec<String>>,
    /// Its texts, each with its place.
    texts: OnceCell<Vec<(String, &'a str)>>,
}

impl<'a> Around<'a> {
    /// What a record says, looked at as of an instant.
    pub(super) fn new(record: &'a Value, as_of: AsOf) -> Self {
        Self {
            record,
            as_of,
            moments: OnceCell::new(),
            texts: OnceCell::new(),
        }
    }

    /// What may stand at a place: its kind, and examples of it, likely ones first.
    pub(super) fn examples(&self, pointer: &str) -> Vec<(FactKind, Value)> {
        let schema = schema_at(pointer);
        schema.map_or_else(Vec::new, |schema| self.of(schema, last_key(pointer), 0))
    }

    fn of(&self, schema: &'static Value, key: &str, depth: usize) -> Vec<(FactKind, Value)> {
        let mut found = Vec::new();
        if depth > 6 {
            return found;
        }
        for option in alternatives(schema) {
            found.extend(self.of_one(option, key, depth));
        }
        found.truncate(MOST);
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
        all.map(|value| (kind, value)).take(MOST).collect()
    }

    fn moments(&self) -> Vec<(FactKind, Value)> {
        let moments = self
            .moments
            .get_or_init(|| moments(self.all_texts(), self.as_of));
        let texts = moments.iter();
        texts.map(|text| (FactKind::Time, json!(text))).collect()
    }

    fn all_texts(&self) -> &[(String, &'a str)] {
        self.texts.get_or_init(|| {
            let mut texts = Vec::new();
            each_text(self.record, &mut String::new(), &mut |path, text| {
                texts.push((path.to_owned(), text));
            });
            texts
        })
    }

    fn items(&self, list: &str) -> &'a [Value] {
        let items = self.record.pointer(list).and_then(Value::as_array);
        items.map_or(&[], Vec::as_slice)
    }

    /// The people of the record.
    fn people(&self) -> Vec<(FactKind, Value)> {
        let people = self.items("/people").iter();
        let ids = people.filter_map(|person| person.get("id"));
        let mut people: Vec<_> = ids.map(|id| (FactKind::Person, id.clone())).collect();
        if people.is_empty() {
            people.push((FactKind::Person, json!("somebody")));
        }
        people
    }

    /// What stands under the same key elsewhere, ids of the things that the key names, and any
    /// text.
    fn texts(&self, key: &str) -> Vec<(FactKind, Value)> {
        let plural = format!("{}s/", key.trim_end_matches('s'));
        let is_known = |path: &str| {
            let list = path.trim_end_matches("id").trim_end_matches('/');
            let list = list.trim_end_matches(|c: char| c.is_ascii_digit());
            last_key(path) == key || (path.ends_with("/id") && list.ends_with(&plural))
        };
        let known = self.all_texts().iter().filter(|(path, _)| is_known(path));
        let known: BTreeSet<&str> = known.map(|(_, text)| *text).collect();
        let all = known.into_iter().chain(["stated", "10 ms"]);
        all.map(|text| (FactKind::Text, json!(text))).collect()
    }

    fn numbers(&self, key: &str) -> Vec<(FactKind, Value)> {
        let numbers: &[usize] = if key == "related" {
            &[self.items("/early_life/incidents").len(), 0]
        } else {
            &[1, 0]
        };
        numbers
            .iter()
            .map(|number| (FactKind::Number, json!(number)))
            .collect()
    }
}

/// Now, and just before and just after everything that texts date.
fn moments(texts: &[(String, &str)], as_of: AsOf) -> Vec<String> {
    let dated = texts.iter().filter(|(_, text)| {
        let first = text.as_bytes().first();
        first.is_some_and(u8::is_ascii_digit)
    });
    let spans = dated.filter_map(|(_, text)| text.parse::<Moment>().ok()?.instant_span());
    let known: BTreeSet<_> = spans.map(|span| span.first().seconds()).collect();
    let around = known
        .into_iter()
        .flat_map(|second| [second - 1, second + 1]);
    let texts = around.filter_map(|second| {
        let at = chrono::DateTime::from_timestamp(second, 0)?;
        Some(at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
    });
    [as_of.to_string()]
        .into_iter()
        .chain(texts)
        .take(MOST)
        .collect()
}

fn is_moment(pattern: &Value) -> bool {
    pattern
        .as_str()
        .is_some_and(|pattern| pattern.starts_with("^[0-9]{4}-"))
}

/// Shows every text of a document with its place.
fn each_text<'a>(document: &'a Value, path: &mut String, show: &mut dyn FnMut(&str, &'a str)) {
    let length = path.len();
    match document {
        Value::String(text) => show(path, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push('/');
                path.push_str(&index.to_string());
                each_text(item, path, show);
                path.truncate(length);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                path.push('/');
                path.push_str(key);
                each_text(value, path, show);
                path.truncate(length);
            }
        }
        _ => {}
    }
}
