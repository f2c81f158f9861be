//! Values for examples: times, people, texts, digests and numbers, likely ones first.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::FactKind;
use super::aim::Wanted;
use super::example::{Around, MOST};
use super::schema::{last_key, list_of};
use super::told::{Told, told};
use crate::time::{Moment, visible};

/// Seconds of a day, and of a year.
const DAY: i64 = 24 * 60 * 60;
const YEAR: i64 = 365 * DAY;

impl<'a> Around<'a> {
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

    /// What may be chosen: what is wanted, then what no other item of the list says.
    pub(super) fn choices(
        &self,
        mut choices: Vec<&Value>,
        key: &str,
        wanted: &Wanted,
    ) -> Vec<(FactKind, Value)> {
        let items = self.items(&wanted.list).iter();
        let said: Vec<_> = items.filter_map(|item| item.get(key)).collect();
        let is_wanted = |choice: &Value| {
            let given = wanted.given(key).or(wanted.id.as_deref());
            let section = wanted.of_list.split('/').nth(1);
            [given, section].contains(&choice.as_str())
        };
        choices.sort_by_key(|choice| (!is_wanted(choice), said.contains(choice)));
        let choices = choices.into_iter();
        choices
            .map(|choice| (FactKind::Choice, choice.clone()))
            .collect()
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

    /// The same, but for what is later than the instant of judgement: what was done then is not
    /// known, and as good as not done.
    pub(super) fn past(&self, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let mut past = self.moments(wanted);
        past.retain(|(_, at)| {
            let moment = at.as_str().and_then(|at| at.parse().ok());
            moment.is_none_or(|moment| visible(&moment, &self.as_of, self.zone))
        });
        past
    }

    /// When something is to be done of which a record that dates nothing cannot tell more.
    pub(super) fn ahead(&self) -> Option<(FactKind, Value)> {
        let now = self.as_of.span().first().seconds();
        let ahead = self.is_bare.then(|| shown(now + 30 * DAY)).flatten();
        ahead.map(|at| (FactKind::Time, json!(at)))
    }

    /// A time before everything.
    pub(super) fn long_ago(&self) -> String {
        let now = self.as_of.span().first().seconds();
        shown(now - 10 * YEAR).unwrap_or_default()
    }

    /// Start and end of the time that the check asks about, or else of a long one.
    pub(super) fn whole_time(&self, wanted: &Wanted) -> (Value, Value) {
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
        shown(now - days * DAY)
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
    pub(super) fn people(&self, key: &str, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let people = self.items("/people").iter();
        let ids = people.filter_map(|person| person.get("id")?.as_str());
        let mut people: Vec<&str> = ids.collect();
        people.sort_by_key(|id| std::cmp::Reverse(wanted.order(id)));
        if key == "owner" {
            // Who answers for a tool is not who is compared with it.
            people.sort_by_key(|id| wanted.order(id).is_some());
        }
        if let Some(person) = wanted.given(key) {
            people.insert(0, person);
        }
        people.extend(["somebody", "somebody-else"]);
        let all = people.into_iter();
        all.map(|id| (FactKind::Person, json!(id))).collect()
    }

    /// What is wanted, what stands under the same key elsewhere, ids of the things that the key
    /// names, and any text; what the check looked at first.
    pub(super) fn texts(&self, key: &str, wanted: &Wanted) -> Vec<(FactKind, Value)> {
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
        // What is listed elsewhere under the same id.
        let elsewhere = format!("{}/id", wanted.list);
        let named = if key == "id" { elsewhere.as_str() } else { key };
        let referred = list_of(named)
            .filter(|list| *list != wanted.list)
            .map(|list| self.items(list))
            .unwrap_or_default();
        let referred = referred.iter().filter_map(|item| item.get("id")?.as_str());
        let mut referred: Vec<_> = referred.collect();
        referred.sort_by_key(|id| std::cmp::Reverse(wanted.order(id)));
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
        let policy = self.policy.get("id").and_then(Value::as_str);
        let subjects = [Some("emergency_definition"), policy].into_iter().flatten();
        let subjects = subjects.filter(|_| key == "subject");
        let first = wanted.given(key).into_iter().chain(wanted.id.as_deref());
        let first = first.chain(zone).chain(same);
        let first = first.chain(referred).chain(referring);
        let first = first.chain(new.as_deref()).chain(subjects);
        let all = first.chain(cited).chain(others).chain(["stated"]);
        let all = all.chain(policy).chain(["10 ms"]);
        all.map(|text| (FactKind::Text, json!(text))).collect()
    }

    /// The digests of the record, those that the check looked at first, and another one.
    pub(super) fn digests(&self, wanted: &Wanted) -> Vec<(FactKind, Value)> {
        let texts = self.all_texts().iter();
        let known = texts.filter(|told| told.text.starts_with("sha") && told.text.contains(':'));
        let mut known: Vec<_> = known.map(|told| told.text).collect();
        known.sort_by_key(|text| std::cmp::Reverse(wanted.order(text)));
        let example = format!("sha256:{}", "0".repeat(64));
        let all = known.into_iter().chain([example.as_str()]);
        all.map(|text| (FactKind::Text, json!(text))).collect()
    }

    pub(super) fn numbers(&self, key: &str) -> Vec<(FactKind, Value)> {
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

/// A second since 1970-01-01T00:00:00Z as a text.
fn shown(second: i64) -> Option<String> {
    let at = chrono::DateTime::from_timestamp(second, 0)?;
    Some(at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}
