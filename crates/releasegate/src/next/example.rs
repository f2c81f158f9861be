//! Examples of values that may stand at a place of a record, from its schema and from what the
//! record says elsewhere.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use super::FactKind;
use crate::model::Release;
use crate::schema::read_schema;
use crate::time::{AsOf, Moment};

static SCHEMA: LazyLock<Value> = LazyLock::new(|| read_schema::<Release>().to_value());

/// How many examples are tried at one place.
const MOST: usize = 96;

/// How many values are tried of each part of a new item.
const MOST_VARIED: usize = 24;

/// What the check that is to be met looks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// What a new item has to name.
    pub(super) id: Option<String>,
    /// The name of the list that a new item is for.
    pub(super) list: String,
    /// The places that the check looked at.
    pub(super) cited: Vec<String>,
    /// What stands there.
    pub(super) texts: Vec<String>,
    /// The instants that it named.
    pub(super) instants: Vec<String>,
    /// Whether only what is done now counts.
    pub(super) only_now: bool,
}

impl Wanted {
    /// The same, where nothing has to be named.
    fn unnamed(&self) -> Self {
        Self {
            id: None,
            ..self.clone()
        }
    }
}

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
pub(super) fn last_key(pointer: &str) -> &str {
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
    ) || (key.ends_with("_by") && key != "managed_by")
}

/// What a record says, from which examples are taken; each part is looked up when it is first
/// asked for.
pub(super) struct Around<'a> {
    record: &'a Value,
    policy: &'a Value,
    as_of: AsOf,
    /// The zone in which days are meant.
    zone: Option<Tz>,
    /// Just before and just after everything that the record dates.
    moments: OnceCell<Vec<String>>,
    /// Its texts and those of the policy, each with its place.
    texts: OnceCell<Vec<(String, &'a str)>>,
}

impl<'a> Around<'a> {
    /// What a record and a policy say, looked at as of an instant.
    pub(super) fn new(record: &'a Value, policy: &'a Value, as_of: AsOf, zone: Option<Tz>) -> Self {
        Self {
            record,
            policy,
            as_of,
            zone,
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

    /// Whether a list may stand at a place.
    pub(super) fn is_list(&self, pointer: &str) -> bool {
        let options = schema_at(pointer).map(alternatives).unwrap_or_default();
        options.iter().any(|option| option.get("items").is_some())
    }

    /// More precise times for a time that the record states, earlier ones first: its first and its
    /// last part, and what is just before and just after what the check looked at.
    pub(super) fn within(&self, text: &str, wanted: &Wanted) -> Option<Vec<String>> {
        let moment: Moment = text.parse().ok()?;
        if !moment.is_day() {
            // One more digit.
            let seconds = text.get(.."2026-03-01T10:00:00".len())?;
            let rest = text.get(seconds.len()..)?;
            let digits = rest.find(|c: char| c != '.' && !c.is_ascii_digit())?;
            let (fraction, offset) = rest.split_at_checked(digits)?;
            let dot = if fraction.is_empty() { "." } else { "" };
            let with = |digit| format!("{seconds}{fraction}{dot}{digit}{offset}");
            return Some(vec![with('0'), with('9')]);
        }
        let span = moment.span(self.zone)?;
        let (first, last) = (span.first().seconds(), span.end().seconds() - 1);
        let around = self.around(wanted.texts.iter().chain(&wanted.instants));
        let mut within: Vec<_> = around.filter(|at| first < *at && *at < last).collect();
        within.extend([first, last]);
        within.sort_unstable();
        within.dedup();
        Some(within.into_iter().filter_map(shown).collect())
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
        } else if schema.get("pattern").is_some_and(is_moment) {
            self.moments(wanted)
        } else if names_person(key) {
            self.people(wanted)
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
        each.into_iter()
            .map(|(kind, item)| (kind, json!([item])))
            .collect()
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
        // What is to be named, is the item itself, if it has an id.
        let has_id = schema.pointer("/properties/id").is_some();
        let unnamed = wanted.unnamed();
        let mut base = Map::new();
        let mut others: Vec<(&str, Value)> = Vec::new();
        for key in keys {
            let Some(schema) = schema.get("properties").and_then(|all| all.get(key)) else {
                continue;
            };
            let is_named = !has_id || key == "id";
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
        let moments = self.moments(wanted);
        let item = |moment: &Value, varied: Option<(&str, &Value)>| {
            let given = parts.iter().map(|(key, values)| {
                let value = match (varied, values.first()) {
                    (Some((name, value)), _) if name == *key => value.clone(),
                    (_, Some(first)) => at_time(first, moment),
                    (_, None) => Value::Null,
                };
                ((*key).to_owned(), value)
            });
            Value::Object(given.collect())
        };
        let mut items: Vec<_> = moments.iter().map(|(_, at)| item(at, None)).collect();
        items.truncate(MOST_VARIED);
        for (key, values) in &parts {
            for (_, value) in values.iter().skip(1).take(MOST_VARIED / 4) {
                let times = moments.iter().take(4);
                items.extend(times.map(|(_, at)| item(at, Some((key, value)))));
            }
        }
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
                let is_named = match required.contains(&"id") {
                    true => key == "id" || items.is_some(),
                    false => {
                        required.is_empty() || required.contains(&key.as_str()) || items.is_some()
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

    /// Now, then what is around what the check looked at, then around all that the record dates.
    pub(super) fn moments(&self, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let now = [self.as_of.to_string()];
        let mut moments: Vec<String> = now.into_iter().collect();
        if !wanted.only_now {
            moments.extend(wanted.instants.iter().cloned());
            let is_moment = |text: &&String| text.parse::<Moment>().is_ok();
            moments.extend(wanted.texts.iter().filter(is_moment).cloned());
            let planned = self.all_texts().iter();
            let planned = planned.filter(|(path, _)| last_key(path).starts_with("planned_"));
            moments.extend(planned.map(|(_, text)| (*text).to_owned()));
            let cited = self.around(wanted.instants.iter().chain(&wanted.texts));
            moments.extend(cited.filter_map(shown));
            let all = self.moments.get_or_init(|| {
                let texts = self.all_texts().iter();
                let of_record = texts.filter(|(path, _)| !path.starts_with("policy#"));
                let known: BTreeSet<_> = self.around(of_record.map(|(_, text)| text)).collect();
                known.into_iter().filter_map(shown).collect()
            });
            moments.extend(all.iter().cloned());
        }
        let mut seen = BTreeSet::new();
        moments.retain(|text| seen.insert(text.clone()));
        let texts = moments.into_iter().take(MOST);
        texts.map(|text| (FactKind::Time, json!(text))).collect()
    }

    /// The seconds just before and just after what texts date.
    fn around(&self, texts: impl Iterator<Item = impl AsRef<str>>) -> impl Iterator<Item = i64> {
        let dated = texts.filter_map(|text| {
            let text = text.as_ref();
            let is_dated = text.as_bytes().first().is_some_and(u8::is_ascii_digit);
            let moment: Moment = is_dated.then(|| text.parse().ok()).flatten()?;
            let span = moment.span(self.zone)?;
            Some([span.first().seconds() - 1, span.end().seconds()])
        });
        dated.flatten()
    }

    fn all_texts(&self) -> &[(String, &'a str)] {
        self.texts.get_or_init(|| {
            let mut texts = Vec::new();
            each_text(self.record, &mut String::new(), &mut |path, text| {
                texts.push((path.to_owned(), text));
            });
            each_text(self.policy, &mut "policy#".to_owned(), &mut |path, text| {
                texts.push((path.to_owned(), text));
            });
            texts
        })
    }

    fn items(&self, list: &str) -> &'a [Value] {
        let items = self.record.pointer(list).and_then(Value::as_array);
        items.map_or(&[], Vec::as_slice)
    }

    /// The people of the record, those that the check looked at first.
    fn people(&self, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let people = self.items("/people").iter();
        let ids = people.filter_map(|person| person.get("id")?.as_str());
        let (cited, others): (Vec<_>, Vec<_>) =
            ids.partition(|id| wanted.texts.iter().any(|text| text == id));
        let mut people: Vec<_> = cited.into_iter().chain(others).collect();
        if people.is_empty() {
            people.push("somebody");
        }
        let all = people.into_iter();
        all.map(|id| (FactKind::Person, json!(id))).collect()
    }

    /// What is wanted, what stands under the same key elsewhere, ids of the things that the key
    /// names, and any text; what the check looked at first.
    fn texts(&self, key: &str, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let singular = key.trim_end_matches('s');
        let plural = format!("{singular}s/");
        let is_known = |path: &str| {
            let list = path.trim_end_matches("id").trim_end_matches('/');
            let list = list.trim_end_matches(|c: char| c.is_ascii_digit());
            let other = last_key(path);
            other == key
                || other.strip_suffix('s') == Some(key)
                || (path.ends_with("/id") && list.ends_with(&plural))
        };
        let known = self.all_texts().iter().filter(|(path, _)| is_known(path));
        let of_list = format!("/{}/", wanted.list);
        let known: BTreeSet<(bool, &str)> = known
            .map(|(path, text)| (!path.contains(&of_list), *text))
            .collect();
        let (cited, others): (Vec<_>, Vec<_>) = known
            .into_iter()
            .map(|(_, text)| text)
            .partition(|known| wanted.texts.iter().any(|text| text == known));
        let zone = (key == "zone").then_some("UTC");
        let first = wanted.id.as_deref().into_iter().chain(zone);
        let policy = self.policy.get("id").and_then(Value::as_str);
        let all = first.chain(cited).chain(others).chain(["stated"]);
        let all = all.chain(policy).chain(["10 ms"]);
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

/// A second since 1970-01-01T00:00:00Z as a text.
fn shown(second: i64) -> Option<String> {
    let at = chrono::DateTime::from_timestamp(second, 0)?;
    Some(at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
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
