//! Examples of values that may stand at a place of a record, from its schema and from what the
//! record says elsewhere.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use super::FactKind;
use super::place::list_of;
use super::schema::{alternatives, is_digest, is_moment, last_key, schema_at};
use super::told::{Told, told};
use crate::time::{AsOf, Moment};

/// How many examples are tried at one place.
const MOST: usize = 96;

/// How many values are tried of each part of a new item.
const MOST_VARIED: usize = 24;

/// Seconds of a year.
const YEAR: i64 = 365 * 24 * 60 * 60;

/// What the check that is to be met looks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// What a new item has to name.
    pub(super) id: Option<String>,
    /// The list of what has to be named, where it is known.
    pub(super) of_list: String,
    /// What a new item has to say, by its key.
    pub(super) given: Vec<(&'static str, String)>,
    /// The section that a fact is for.
    pub(super) section: String,
    /// The list that a new item is for.
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
    /// What has to stand at a key.
    fn given(&self, key: &str) -> Option<&str> {
        let mut given = self.given.iter();
        let (_, value) = given.find(|(name, _)| *name == key)?;
        Some(value)
    }

    /// How late the check looked at a text: what it looked at last is what it stumbled over.
    fn order(&self, text: &str) -> Option<usize> {
        self.texts.iter().rposition(|known| known == text)
    }

    /// The same, where nothing has to be named.
    fn unnamed(&self) -> Self {
        Self {
            id: None,
            given: Vec::new(),
            ..self.clone()
        }
    }
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
    /// Whether the record dated nothing before facts were supplied.
    is_bare: bool,
    /// Just before and just after everything that the record dates.
    moments: OnceCell<Vec<String>>,
    /// Its texts and those of the policy.
    texts: OnceCell<Vec<Told<'a>>>,
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
                () if is_start(key) => Some((FactKind::Time, start)),
                () if is_end(key) => Some((FactKind::Time, end)),
                () => None,
            };
            first.into_iter().chain(self.moments(wanted)).collect()
        } else if names_person(key) {
            self.people(key, wanted)
        } else {
            self.texts(key, wanted)
        }
    }

    /// What may be chosen: what is wanted, then what no other item of the list says.
    fn choices(
        &self,
        mut choices: Vec<&Value>,
        key: &str,
        wanted: &Wanted,
    ) -> Vec<(FactKind, Value)> {
        let items = self.items(&wanted.list).iter();
        let said: Vec<_> = items.filter_map(|item| item.get(key)).collect();
        let is_wanted = |choice: &Value| {
            let given = wanted.given(key).or(wanted.id.as_deref());
            given.is_some_and(|given| choice == given)
        };
        choices.sort_by_key(|choice| (!is_wanted(choice), said.contains(choice)));
        let choices = choices.into_iter();
        choices
            .map(|choice| (FactKind::Choice, choice.clone()))
            .collect()
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
        let moments = self.moments(wanted);
        let (start, end) = self.whole_time(wanted);
        let item = |moment: &Value, varied: Option<(&str, &Value)>| {
            let given = parts.iter().map(|(key, values)| {
                let value = match (varied, values.first()) {
                    (Some((name, value)), _) if name == *key => value.clone(),
                    (_, Some((FactKind::Time, _))) if is_start(key) => start.clone(),
                    (_, Some((FactKind::Time, _))) if is_end(key) => end.clone(),
                    (_, Some(first)) => at_time(first, moment),
                    (_, None) => Value::Null,
                };
                ((*key).to_owned(), value)
            });
            Value::Object(given.collect())
        };
        let dated = moments.iter().map(|(_, at)| item(at, None));
        let mut items: Vec<_> = dated.take(MOST_VARIED).collect();
        let mut later = items.split_off(items.len().min(4));
        for turn in 1..=MOST_VARIED / 4 {
            for (key, values) in &parts {
                let Some((_, value)) = values.get(turn) else {
                    continue;
                };
                let mut times = moments.iter().take(4).map(|(_, at)| at);
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

    /// Now, then what is around what the check looked at, then around all that the record dates.
    pub(super) fn moments(&self, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let now = [self.as_of.to_string()];
        let mut moments: Vec<String> = Vec::new();
        if self.is_bare && !wanted.only_now {
            moments.extend(self.usual(&wanted.section));
        }
        moments.extend(now);
        if !wanted.only_now {
            moments.extend(wanted.instants.iter().cloned());
            let is_moment = |text: &&String| text.parse::<Moment>().is_ok();
            moments.extend(wanted.texts.iter().filter(is_moment).cloned());
            let planned = self.all_texts().iter();
            let planned = planned.filter(|told| told.key().starts_with("planned_"));
            moments.extend(planned.map(|told| told.text.to_owned()));
            let cited = self.around(wanted.instants.iter().chain(&wanted.texts));
            moments.extend(cited.filter_map(shown));
            let all = self.moments.get_or_init(|| {
                let texts = self.all_texts().iter();
                let of_record = texts.filter(|told| !told.at.starts_with("policy#"));
                let known: BTreeSet<_> = self.around(of_record.map(|told| told.text)).collect();
                known.into_iter().filter_map(shown).collect()
            });
            moments.extend(all.iter().cloned());
        }
        let mut seen = BTreeSet::new();
        moments.retain(|text| seen.insert(text.clone()));
        let texts = moments.into_iter().take(MOST);
        texts.map(|text| (FactKind::Time, json!(text))).collect()
    }

    /// A time before everything.
    pub(super) fn long_ago(&self) -> String {
        let now = self.as_of.span().first().seconds();
        shown(now - 10 * YEAR).unwrap_or_default()
    }

    /// Start and end of the time that the check asks about, or else of a long one.
    fn whole_time(&self, wanted: &Wanted) -> (Value, Value) {
        let named = wanted.instants.iter();
        let named = named.filter_map(|text| text.parse::<Moment>().ok()?.span(self.zone));
        let named: BTreeSet<i64> = named.map(|span| span.first().seconds()).collect();
        let now = self.as_of.span().first().seconds();
        let (start, end) = match (named.first(), named.last()) {
            (Some(first), Some(last)) if first < last => (*first, *last),
            _ => (now - 10 * YEAR, now + YEAR),
        };
        (json!(shown(start)), json!(shown(end)))
    }

    /// When what a section is about is done, where everything goes as usual and the release is
    /// about to be closed.
    fn usual(&self, section: &str) -> Option<String> {
        let days = match section {
            "changes" | "problems" => 100,
            "plan" => 90,
            "build" => 80,
            "verification" => 70,
            "approval_requests" => 65,
            "approvals" => 60,
            "baselines" => 58,
            "deployment" => 55,
            "early_life" => 15,
            "closure" => 5,
            _ => 360,
        };
        let now = self.as_of.span().first().seconds();
        shown(now - days * 24 * 60 * 60)
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

    fn all_texts(&self) -> &[Told<'a>] {
        self.texts.get_or_init(|| {
            let mut texts = told(self.record, "");
            texts.extend(told(self.policy, "policy#"));
            texts
        })
    }

    fn items(&self, list: &str) -> &'a [Value] {
        let items = self.record.pointer(list).and_then(Value::as_array);
        items.map_or(&[], Vec::as_slice)
    }

    /// The people of the record, those that the check looked at first.
    fn people(&self, key: &str, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let people = self.items("/people").iter();
        let ids = people.filter_map(|person| person.get("id")?.as_str());
        let mut people: Vec<&str> = ids.collect();
        people.sort_by_key(|id| std::cmp::Reverse(wanted.order(id)));
        if let Some(person) = wanted.given(key) {
            people.insert(0, person);
        }
        people.extend(["somebody", "somebody-else"]);
        let all = people.into_iter();
        all.map(|id| (FactKind::Person, json!(id))).collect()
    }

    /// What is wanted, what stands under the same key elsewhere, ids of the things that the key
    /// names, and any text; what the check looked at first.
    fn texts(&self, key: &str, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let plural = format!("{}s", key.trim_end_matches('s'));
        let is_known = |told: &&Told<'_>| {
            told.key() == key
                || told.key().strip_suffix('s') == Some(key)
                || told.list().is_some_and(|list| list.ends_with(&plural))
        };
        let known = self.all_texts().iter().filter(is_known);
        let list = last_key(&wanted.list);
        let of_list = format!("/{list}/");
        let known: BTreeSet<(bool, &str)> = known
            .map(|told| (!told.at.contains(&of_list), told.text))
            .collect();
        let referred = list_of(key)
            .map(|list| self.items(list))
            .unwrap_or_default();
        let referred = referred.iter().filter_map(|item| item.get("id")?.as_str());
        let same = match key {
            "release" => "/id",
            "plan_version" => "/plan/version",
            _ => "",
        };
        let same = self.record.pointer(same).and_then(Value::as_str);
        let known = known.into_iter().map(|(_, text)| text);
        let (cited, others): (Vec<_>, Vec<_>) =
            known.partition(|known| wanted.texts.iter().any(|text| text == known));
        let zone = (key == "zone").then_some("UTC");
        // What is referred to already, or else a new name.
        let is_id = key == "id";
        let referring = self.all_texts().iter();
        let referring = referring.filter(|told| is_id && told.refers == Some(&wanted.list));
        let referring: BTreeSet<&str> = referring.map(|told| told.text).collect();
        let new = is_id.then(|| {
            let number = self.items(&wanted.list).len() + 1;
            format!("{}-{number}", list.trim_end_matches('s'))
        });
        let subject = (key == "subject").then_some("emergency_definition");
        let first = wanted.given(key).into_iter().chain(wanted.id.as_deref());
        let first = first.chain(zone).chain(same);
        let first = first.chain(referred).chain(referring);
        let first = first.chain(new.as_deref()).chain(subject);
        let policy = self.policy.get("id").and_then(Value::as_str);
        let all = first.chain(cited).chain(others).chain(["stated"]);
        let all = all.chain(policy).chain(["10 ms"]);
        all.map(|text| (FactKind::Text, json!(text))).collect()
    }

    /// The digests of the record, those that the check looked at first, and another one.
    fn digests(&self, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let texts = self.all_texts().iter();
        let known = texts.filter(|told| told.text.starts_with("sha") && told.text.contains(':'));
        let mut known: Vec<_> = known.map(|told| told.text).collect();
        known.sort_by_key(|text| std::cmp::Reverse(wanted.order(text)));
        let example = format!("sha256:{}", "0".repeat(64));
        let all = known.into_iter().chain([example.as_str()]);
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

/// A second since 1970-01-01T00:00:00Z as a text.
fn shown(second: i64) -> Option<String> {
    let at = chrono::DateTime::from_timestamp(second, 0)?;
    Some(at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}
