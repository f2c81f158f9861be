//! Examples of values that may stand at a place of a record, from its schema and from what the
//! record says elsewhere.

use std::cell::OnceCell;

use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use super::FactKind;
use super::aim::Wanted;
use super::schema::{
    alternatives, is_digest, is_moment, last_key, list_of, names_person, schema_at,
};
use super::told::Told;
use crate::time::{AsOf, Moment};

/// How many examples are tried at one place.
pub(super) const MOST: usize = 96;

/// How many values are tried of each part of a new item.
const MOST_VARIED: usize = 24;

/// What a record says, from which examples are taken; each part is looked up when it is first
/// asked for.
pub(super) struct Around<'a> {
    pub(super) record: &'a Value,
    pub(super) policy: &'a Value,
    pub(super) as_of: AsOf,
    /// The zone in which days are meant.
    pub(super) zone: Option<Tz>,
    /// Whether the record dated nothing before facts were supplied.
    pub(super) is_bare: bool,
    /// Just before and just after everything that the record dates.
    pub(super) moments: OnceCell<Vec<String>>,
    /// Its texts and those of the policy.
    pub(super) texts: OnceCell<Vec<Told<'a>>>,
}

impl<'a> Around<'a> {
    /// What a record and a policy say, looked at as of an instant.
    pub(super) fn new(
        record: &'a Value,
        policy: &'a Value,
        as_of: AsOf,
        zone: Option<Tz>,
        is_bare: bool,
    ) -> Self {
        Self {
            record,
            policy,
            as_of,
            zone,
            is_bare,
            moments: OnceCell::new(),
            texts: OnceCell::new(),
        }
    }

    /// What may stand at a place: its kind, and examples of it, likely ones first.
    pub(super) fn examples(&self, pointer: &str, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let schema = schema_at(pointer);
        schema.map_or_else(Vec::new, |schema| {
            self.of(schema, last_key(pointer), 0, wanted)
        })
    }

    fn of(
        &self,
        schema: &'static Value,
        key: &str,
        depth: usize,
        wanted: &Wanted,
    ) -> Vec<(FactKind, Value)> {
        let mut found = Vec::new();
        if depth > 6 {
            return found;
        }
        let options = alternatives(schema).into_iter();
        let mut options: Vec<_> = options
            .map(|option| self.of_one(option, key, depth, wanted).into_iter())
            .collect();
        // Each kind of value has its turn, so that none is out of reach behind another.
        while found.len() < MOST {
            let before = found.len();
            found.extend(options.iter_mut().filter_map(Iterator::next));
            if found.len() == before {
                break;
            }
        }
        found
    }

    fn of_one(
        &self,
        schema: &'static Value,
        key: &str,
        depth: usize,
        wanted: &Wanted,
    ) -> Vec<(FactKind, Value)> {
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
            return self.choices(values.collect(), key, wanted);
        }
        if let Some(choices) = schema.get("enum").and_then(Value::as_array) {
            return self.choices(choices.iter().collect(), key, wanted);
        }
        let kinds = schema.get("type");
        let is = |wanted: &str| match kinds {
            Some(Value::String(kind)) => kind == wanted,
            Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == wanted),
            _ => false,
        };
        if is("array") {
            self.list(schema, key, depth, wanted)
        } else if is("object") {
            self.mapping(schema, depth, wanted)
        } else if is("boolean") {
            vec![
                (FactKind::YesNo, json!(true)),
                (FactKind::YesNo, json!(false)),
            ]
        } else if is("integer") {
            self.numbers(key)
        } else if schema.get("pattern").is_some_and(is_digest) {
            self.digests(wanted)
        } else if schema.get("pattern").is_some_and(is_moment) {
            let (start, end) = self.whole_time(wanted);
            let first = match () {
                () if wanted.given(key).is_some() => {
                    Some((FactKind::Time, json!(wanted.given(key))))
                }
                () if is_plan(key) && !wanted.only_now => self.ahead(),
                () if is_start(key) => Some((FactKind::Time, start)),
                () if is_end(key) => Some((FactKind::Time, end)),
                () => None,
            };
            let others = match key.ends_with("_at") {
                true => self.past(wanted),
                false => self.moments(wanted),
            };
            first.into_iter().chain(others).collect()
        } else if names_person(key) {
            self.people(key, wanted)
        } else {
            self.texts(key, wanted)
        }
    }

    /// A list with one item.
    fn list(
        &self,
        schema: &'static Value,
        key: &str,
        depth: usize,
        wanted: &Wanted,
    ) -> Vec<(FactKind, Value)> {
        let Some(items) = schema.get("items") else {
            return Vec::new();
        };
        let each = self.of(items, key, depth + 1, wanted);
        let mut texts: Vec<&Value> = Vec::new();
        for (_, item) in each.iter().filter(|(_, item)| item.is_string()) {
            if !texts.contains(&item) {
                texts.push(item);
            }
        }
        let all = match each.first() {
            Some((FactKind::Person, _)) if texts.len() > 1 => {
                Some((FactKind::Person, json!(texts)))
            }
            _ => None,
        };
        let single = each.iter().map(|(kind, item)| (*kind, json!([item])));
        single.chain(all).collect()
    }

    /// A mapping with what it cannot be without: each required value varied on its own.
    fn mapping(
        &self,
        schema: &'static Value,
        depth: usize,
        wanted: &Wanted,
    ) -> Vec<(FactKind, Value)> {
        let required = schema.get("required").and_then(Value::as_array);
        let keys = required.into_iter().flatten().filter_map(Value::as_str);
        let keys: Vec<_> = keys.collect();
        let given = wanted.given.iter().map(|(key, _)| *key);
        let given = given.filter(|key| !keys.contains(key));
        let keys: Vec<_> = keys.iter().copied().chain(given).collect();
        // What is to be named, is the item itself, if it has an id.
        let has_id = schema.pointer("/properties/id").is_some();
        let unnamed = wanted.unnamed();
        let refers = |key: &str| list_of(key).is_some_and(|list| list == wanted.of_list);
        let has_reference = keys.iter().any(|key| refers(key));
        let mut base = Map::new();
        let mut others: Vec<(&str, Value)> = Vec::new();
        for key in keys {
            let Some(schema) = schema.get("properties").and_then(|all| all.get(key)) else {
                continue;
            };
            let is_named = match has_reference {
                true => refers(key),
                false => !has_id || key == "id",
            };
            let is_named = is_named || wanted.given(key).is_some();
            let wanted = if is_named { wanted } else { &unnamed };
            let mut values = self
                .of(schema, key, depth + 1, wanted)
                .into_iter()
                .map(|(_, value)| value);
            if let Some(first) = values.next() {
                base.insert(key.to_owned(), first);
            }
            others.extend(values.take(MOST_VARIED).map(|value| (key, value)));
        }
        let is_none = base.contains_key("none");
        let kind = if is_none {
            FactKind::None
        } else {
            FactKind::Item
        };
        let with = |varied: &[&(&str, Value)]| {
            let mut mapping = base.clone();
            for (key, value) in varied {
                mapping.insert((*key).to_owned(), value.clone());
            }
            Value::Object(mapping)
        };
        let one = others.iter().map(|other| with(&[other]));
        let two = others.iter().flat_map(|(key, value)| {
            let later = others.iter().skip_while(move |other| other.0 == *key);
            let pairs = later.filter(move |other| other.0 > *key);
            pairs.map(move |other| (key, value, other))
        });
        let two = two.map(|(key, value, other)| with(&[&(*key, value.clone()), other]));
        let all = [with(&[])].into_iter().chain(one).chain(two);
        all.map(|value| (kind, value)).take(MOST).collect()
    }

    /// Whole items that may be put into a list: with all that is no mapping itself, dated at one
    /// time, and each part varied on its own.
    pub(super) fn whole_items(&self, list: &str, wanted: &Wanted) -> Vec<Value> {
        let Some(schema) = schema_at(&format!("{list}/-")) else {
            return Vec::new();
        };
        let parts = self.parts(schema, wanted, 0);
        let moments = self.past(wanted);
        let (start, end) = self.whole_time(wanted);
        let item = |moment: &Value, varied: Option<(&str, &Value)>| {
            let given = parts.iter().map(|(key, values)| {
                let value = match (varied, values.first()) {
                    (Some((name, value)), _) if name == *key => value.clone(),
                    (_, Some((FactKind::Time, ahead))) if self.is_bare && is_plan(key) => {
                        ahead.clone()
                    }
                    (_, Some((FactKind::Time, _))) if is_start(key) => start.clone(),
                    (_, Some((FactKind::Time, _))) if is_end(key) => end.clone(),
                    (_, Some(first)) => at_time(first, moment),
                    (_, None) => Value::Null,
                };
                ((*key).to_owned(), value)
            });
            Value::Object(given.collect())
        };
        // Without a time in them they are the same at any.
        let is_dated = match moments.as_slice() {
            [(_, one), (_, other), ..] => item(one, None) != item(other, None),
            _ => true,
        };
        let moments = moments.iter().take(if is_dated { MOST } else { 1 });
        let dated = moments.clone().map(|(_, at)| item(at, None));
        let mut items: Vec<_> = dated.take(MOST_VARIED).collect();
        let mut later = items.split_off(items.len().min(4));
        for turn in 1..=MOST_VARIED / 4 {
            for (key, values) in &parts {
                let Some((_, value)) = values.get(turn) else {
                    continue;
                };
                let mut times = moments.clone().take(4).map(|(_, at)| at);
                items.extend(times.next().map(|at| item(at, Some((key, value)))));
                later.extend(times.map(|at| item(at, Some((key, value)))));
            }
        }
        items.extend(later);
        items
    }

    /// The keys of a mapping that may be given, each with values.
    fn parts(
        &self,
        schema: &'static Value,
        wanted: &Wanted,
        depth: usize,
    ) -> Vec<(&'static str, Vec<(FactKind, Value)>)> {
        let options = alternatives(schema).into_iter();
        let Some(option) = options
            .into_iter()
            .find(|option| option.get("properties").is_some())
        else {
            return Vec::new();
        };
        let required = option.get("required").and_then(Value::as_array);
        let required: Vec<_> = required
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let properties = option.get("properties").and_then(Value::as_object);
        let unnamed = wanted.unnamed();
        let given = properties
            .into_iter()
            .flatten()
            .filter_map(|(key, schema)| {
                if matches!(key.as_str(), "seq" | "recorded_at") {
                    return None;
                }
                let options = alternatives(schema);
                let items = options.iter().find_map(|option| option.get("items"));
                // What is to be named, is the item itself or what it has to refer to.
                let is_given = wanted.given(key).is_some();
                let is_named = is_given
                    || match required.contains(&"id") {
                        true => key == "id" || items.is_some(),
                        false => {
                            required.is_empty()
                                || required.contains(&key.as_str())
                                || items.is_some()
                        }
                    };
                let wanted = if is_named { wanted } else { &unnamed };
                let inner = items.filter(|_| depth == 0).map(|items| {
                    let parts = self.parts(items, &unnamed, depth + 1);
                    let first = parts.into_iter().filter_map(|(key, values)| {
                        let (_, value) = values.into_iter().next()?;
                        Some((key.to_owned(), value))
                    });
                    first.collect::<Map<_, _>>()
                });
                let inner = inner.filter(|inner| !inner.is_empty());
                let inner = inner.map(|inner| (FactKind::Item, json!([inner])));
                let values = self.of(schema, key, 1, wanted).into_iter();
                let values = values.filter(|(_, value)| !value.is_object());
                let values: Vec<_> = inner.into_iter().chain(values).take(MOST_VARIED).collect();
                (!values.is_empty()).then_some((key.as_str(), values))
            });
        given.collect()
    }
}

/// Whether a key says when something is to be done.
fn is_plan(key: &str) -> bool {
    key.starts_with("planned_")
}

/// Whether a key says from when on something holds.
fn is_start(key: &str) -> bool {
    matches!(key, "from" | "valid_from")
}

/// Whether a key says until when something holds.
fn is_end(key: &str) -> bool {
    matches!(key, "until" | "valid_until")
}

/// A value with every time in it replaced by one.
fn at_time((kind, value): &(FactKind, Value), moment: &Value) -> Value {
    match value {
        Value::String(_) if *kind == FactKind::Time => moment.clone(),
        Value::Array(items) if *kind == FactKind::Item => {
            let items = items.iter().map(|item| dated(item, moment));
            items.collect()
        }
        other => other.clone(),
    }
}

fn dated(item: &Value, moment: &Value) -> Value {
    let Value::Object(given) = item else {
        return item.clone();
    };
    let dated = given.iter().map(|(key, value)| {
        let value = if says_when(key, value) { moment } else { value };
        (key.clone(), value.clone())
    });
    dated.collect()
}

/// Whether a value of an item says when it was done.
pub(super) fn says_when(key: &str, value: &Value) -> bool {
    let text = value.as_str().filter(|_| key.ends_with("_at"));
    text.is_some_and(|text| text.parse::<Moment>().is_ok())
}
