//! What may be tried at a place: facts that are not there yet, more precise times instead of those
//! that are, and acts that are done again. Nothing that the record says is contradicted.

use serde_json::{Map, Value, json};

use super::FactKind;
use super::aim::Wanted;
use super::example::{Around, says_when};
use super::place::{Place, Way};
use super::schema::{is_list, keys, list_of, schema_at};
use super::supply::settled;

/// How many values of one kind are tried where an act is done again.
const MOST_VARIED: usize = 8;

/// A fact to try: where, what, an example.
pub(super) type Proposed = (String, FactKind, Value);

/// What may be tried at a place, likely ones first; each is one fact, or two that only together
/// help.
pub(super) fn proposals(
    record: &Value,
    around: &Around<'_>,
    wanted: &Wanted,
    place: &Place,
) -> Vec<Vec<Proposed>> {
    match &place.way {
        Way::Supply { at, .. } => single(supplied(record, around, wanted, at)),
        Way::Amend { at, like } => {
            let examples = around.examples(at, wanted);
            let like = like.map(|like| like.to_string());
            let like = like.and_then(|like| match like.strip_prefix("policy#") {
                Some(inside) => around.policy.pointer(inside),
                None => record.pointer(&like),
            });
            let kind = examples.first().map(|(kind, _)| *kind);
            let first = kind.zip(like.cloned()).into_iter();
            let all = first.chain(examples);
            single(
                all.map(|(what, example)| (at.clone(), what, example))
                    .collect(),
            )
        }
        Way::Refine(places) => {
            let places: Vec<_> = places.iter().map(ToString::to_string).collect();
            refined(record, around, wanted, &places)
        }
        Way::Again {
            list,
            like,
            wrong,
            right,
        } => {
            let right = right.and_then(|at| record.pointer(&at.to_string()));
            let again = Again { list, like, wrong };
            single(again.proposals(record, around, wanted, right))
        }
    }
}

/// What else may be said instead of what was supplied at a place, each part in turn.
pub(super) fn otherwise(
    around: &Around<'_>,
    wanted: &Wanted,
    at: &str,
    supplied: &Value,
) -> Vec<Vec<Proposed>> {
    let parts: Vec<_> = match supplied {
        Value::Object(item) => {
            let parts = item
                .iter()
                .filter(|(key, value)| *key != "id" && !value.is_object());
            parts
                .map(|(key, value)| (format!("{at}/{key}"), value))
                .collect()
        }
        said => vec![(at.to_owned(), said)],
    };
    let each = parts.into_iter().map(|(place, said)| {
        let examples = around.examples(&place, wanted).into_iter();
        let others = examples
            .filter(|(_, value)| value != said)
            .take(MOST_VARIED);
        let others = others.map(|(what, value)| (place.clone(), what, value));
        others.collect()
    });
    each.collect()
}

/// What an item may refer to in addition, each key in turn.
pub(super) fn references(
    around: &Around<'_>,
    wanted: &Wanted,
    at: &str,
    item: &Value,
) -> Vec<Vec<Proposed>> {
    let known = schema_at(at).map(keys).unwrap_or_default().into_iter();
    let refers = |key: &String| list_of(key).is_some_and(|list| list != "/people");
    let missing = known.filter(|key| item.get(key).is_none() && refers(key));
    let each = missing.map(|key| {
        let place = format!("{at}/{key}");
        let examples = around.examples(&place, wanted).into_iter();
        let examples = examples.take(MOST_VARIED);
        examples
            .map(|(what, value)| (place.clone(), what, value))
            .collect()
    });
    each.collect()
}

fn single(proposed: Vec<Proposed>) -> Vec<Vec<Proposed>> {
    proposed.into_iter().map(|one| vec![one]).collect()
}

/// Facts that may be missing at a place, or inside what stands there.
fn supplied(record: &Value, around: &Around<'_>, wanted: &Wanted, at: &str) -> Vec<Proposed> {
    if !can_hold(record, at) {
        return Vec::new();
    }
    let examples = |at: String| {
        let examples = around.examples(&at, wanted).into_iter();
        examples.map(move |(what, example)| (at.clone(), what, example))
    };
    let new = || {
        // Where an item is there that says nothing, it is that one.
        let first = format!("{at}/0");
        let new = match record.pointer(&first).filter(|item| says_nothing(item)) {
            Some(_) => first,
            None => settled(record, &format!("{at}/-")),
        };
        let whole = around.whole_items(at, wanted).into_iter();
        let whole = whole.map({
            let new = new.clone();
            move |item| (new.clone(), FactKind::Item, item)
        });
        in_turns(examples(new).collect::<Vec<_>>(), whole)
    };
    match record.pointer(at) {
        Some(Value::Array(items)) if !items.iter().all(says_nothing) => {
            let (mut named, mut others) = (Vec::new(), Vec::new());
            for (index, item) in items.iter().enumerate() {
                let id = item.get("id").and_then(Value::as_str);
                let is_named = id.is_some() && id == wanted.id.as_deref();
                let all = if is_named { &mut named } else { &mut others };
                all.extend(inside(item, &format!("{at}/{index}"), &examples));
            }
            // What is there already must not be there twice.
            let mut ids = items.iter().filter_map(|item| item.get("id")?.as_str());
            if ids.all(|id| Some(id) != wanted.id.as_deref()) {
                named.extend(in_turns(new(), others));
            } else {
                named.extend(others);
            }
            named
        }
        Some(item @ Value::Object(_)) if !says_nothing(item) => inside(item, at, &examples),
        Some(Value::String(id)) if !says_nothing(&json!(id)) => {
            // What is said may refer to something that is not there.
            let is_there = |list: &&str| {
                let items = record.pointer(list).and_then(Value::as_array);
                let mut items = items.into_iter().flatten();
                items.any(|item| item.get("id").is_some_and(|known| known == id))
            };
            let list = list_of(at).filter(|list| *list != at && !is_there(list));
            let named = Wanted {
                id: Some(id.clone()),
                list: list.unwrap_or_default().to_owned(),
                ..wanted.clone()
            };
            list.map_or_else(Vec::new, |list| supplied(record, around, &named, list))
        }
        given if given.is_none_or(says_nothing) => {
            let at = at.to_owned();
            if !is_list(&at) {
                examples(at).collect()
            } else if wanted.id.is_some() {
                new().chain(examples(at)).collect()
            } else {
                in_turns(examples(at), new()).collect()
            }
        }
        _ => Vec::new(),
    }
}

/// Each has its turn, so that neither is out of reach behind the other.
fn in_turns(
    one: impl IntoIterator<Item = Proposed>,
    other: impl IntoIterator<Item = Proposed>,
) -> impl Iterator<Item = Proposed> {
    let (mut one, mut other) = (one.into_iter(), other.into_iter());
    std::iter::from_fn(move || {
        let turn: Vec<_> = one.next().into_iter().chain(other.next()).collect();
        (!turn.is_empty()).then_some(turn)
    })
    .flatten()
}

/// Facts that are missing inside an item.
fn inside<I: Iterator<Item = Proposed>>(
    item: &Value,
    at: &str,
    examples: &impl Fn(String) -> I,
) -> Vec<Proposed> {
    if says_nothing(item) {
        return examples(at.to_owned()).collect();
    }
    let Value::Object(given) = item else {
        return Vec::new();
    };
    let known = schema_at(at).map(keys).unwrap_or_default();
    let missing = known
        .into_iter()
        .filter(|key| given.get(key.as_str()).is_none_or(says_nothing));
    let each = missing.map(|key| examples(format!("{at}/{key}")).take(MOST_VARIED));
    turns(each.map(Iterator::collect).collect())
}

/// Of several lists the first ones first.
fn turns(lists: Vec<Vec<Proposed>>) -> Vec<Proposed> {
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    let mut all = Vec::new();
    loop {
        let before = all.len();
        all.extend(lists.iter_mut().filter_map(Iterator::next));
        if all.len() == before {
            return all;
        }
    }
}

/// Whether something may stand at a place without taking the place of something else.
fn can_hold(record: &Value, at: &str) -> bool {
    let mut value = record;
    for token in at.split('/').skip(1) {
        let inner = match value {
            Value::Object(map) => map.get(token),
            Value::Array(items) => token.parse().ok().and_then(|index: usize| items.get(index)),
            other => return says_nothing(other),
        };
        let Some(inner) = inner else {
            // A statement that there are none has no items.
            return !value.get("none").is_some_and(Value::is_object);
        };
        value = inner;
    }
    true
}

/// Whether a value is as good as none.
pub(super) fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text == "TBD" || !text.contains(char::is_alphanumeric),
        Value::Array(items) => items.iter().all(says_nothing),
        Value::Object(map) => map.is_empty(),
        Value::Number(number) => number.as_u64() == Some(0),
        Value::Bool(_) => false,
    }
}

/// More precise times instead of those at some places, of which earlier ones should be first; then
/// of those that the check looked at.
fn refined(
    record: &Value,
    around: &Around<'_>,
    wanted: &Wanted,
    places: &[String],
) -> Vec<Vec<Proposed>> {
    let time = |at: &String, text: String| (at.clone(), FactKind::Time, json!(text));
    let precise = |at: &String| {
        let text = record.pointer(at).and_then(Value::as_str)?;
        around.within(text, wanted)
    };
    let mut all = Vec::new();
    for pair in places.windows(2) {
        let [first, second] = pair else { continue };
        let both = [precise(first), precise(second)].map(Option::unwrap_or_default);
        let [one, other] = &both;
        if let (Some(early), Some(late)) = (one.first(), other.last()) {
            all.push(vec![time(first, early.clone()), time(second, late.clone())]);
        }
        if let (Some(late), Some(early)) = (one.last(), other.first()) {
            all.push(vec![time(first, late.clone()), time(second, early.clone())]);
        }
    }
    // One of them is enough, if it helps.
    let looked_at = wanted.cited.iter().filter(|at| !places.contains(at));
    let mut singles = Vec::new();
    for at in places.iter().chain(looked_at) {
        let texts = precise(at).unwrap_or_default();
        singles.extend(texts.into_iter().map(|text| vec![time(at, text)]));
    }
    singles.extend(all);
    singles
}

/// An act that is done again.
struct Again<'a> {
    list: &'a str,
    like: &'a str,
    wrong: &'a str,
}

impl Again<'_> {
    /// The same at another time, by others, or with another outcome.
    fn proposals(
        &self,
        record: &Value,
        around: &Around<'_>,
        wanted: &Wanted,
        right: Option<&Value>,
    ) -> Vec<Proposed> {
        let moments: Vec<_> = around.past(wanted);
        let Some(Value::Object(like)) = record.pointer(self.like) else {
            return Vec::new();
        };
        if self.like.ends_with("/none") {
            let times = moments.iter().map(|(_, at)| {
                let mut none = like.clone();
                none.insert("at".to_owned(), at.clone());
                (self.list.to_owned(), FactKind::None, json!({"none": none}))
            });
            return times.collect();
        }
        let at = settled(record, &format!("{}/-", self.list));
        let copy = |moment: &Value, key: &str, value: Option<&Value>| {
            let mut again = Map::new();
            for (name, given) in like {
                let given = match name.as_str() {
                    "recorded_at" | "seq" => continue,
                    "id" => json!(format!("{}-again", given.as_str().unwrap_or_default())),
                    _ if says_when(name, given) => moment.clone(),
                    _ => given.clone(),
                };
                again.insert(name.clone(), given);
            }
            if let Some(value) = value {
                again.insert(key.to_owned(), value.clone());
            }
            (at.clone(), FactKind::Item, Value::Object(again))
        };
        let inside = self.wrong.strip_prefix(self.like).unwrap_or_default();
        let mut path = inside.split('/').skip(1);
        let wrong = path.next().unwrap_or_default();
        let is_direct = path.next().is_none();
        let mut all = Vec::new();
        if let (Some(right), true) = (right, is_direct) {
            let times = moments.iter().take(MOST_VARIED);
            all.extend(times.map(|(_, moment)| copy(moment, wrong, Some(right))));
        }
        all.extend(moments.iter().map(|(_, moment)| copy(moment, "", None)));
        // What ran out is renewed.
        for key in ["until", "valid_until"] {
            if !like.contains_key(key) {
                continue;
            }
            for (_, moment) in moments.iter().take(MOST_VARIED / 2) {
                let (at, what, mut open_ended) = copy(moment, "", None);
                if let Value::Object(again) = &mut open_ended {
                    again.remove(key);
                }
                all.push((at, what, open_ended));
                let ends = wanted.instants.iter();
                all.extend(ends.map(|end| copy(moment, key, Some(&json!(end)))));
            }
        }
        let keys = like.keys().map(String::as_str);
        let others = keys.filter(|key| *key != wrong && !matches!(*key, "id" | "seq"));
        for key in [wrong].into_iter().chain(others) {
            let examples = around.examples(&format!("{at}/{key}"), wanted);
            for (what, value) in examples.iter().take(MOST_VARIED) {
                if *what != FactKind::Time {
                    let times = moments.iter().take(MOST_VARIED / 2);
                    all.extend(times.map(|(_, moment)| copy(moment, key, Some(value))));
                }
            }
        }
        all
    }
}
