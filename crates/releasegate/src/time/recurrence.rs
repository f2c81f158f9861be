//! Windows that come again, as the recurrence rules of RFC 5545 say.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use rrule::{RRule, Unvalidated};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::calendar::wall_clock;
use super::serial::from_text;
use super::zone::{day_start, resolve};
use super::{Edge, Instant, Moment, MomentError, Window};

/// When something comes again: a recurrence rule of RFC 5545, such as `FREQ=WEEKLY;BYDAY=SU`.
/// Written as it was read.
///
/// A rule recurs by the day at most, so that looking for occurrences costs little: its frequency is
/// `DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`, and it names at most 24 times of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Recurrence {
    text: String,
    rule: Box<RRule<Unvalidated>>,
    until: Option<Until>,
    /// After how long the rule starts anew, when that is the same all the time and it does not
    /// count its occurrences.
    stride: Option<TimeDelta>,
}

/// The end of a recurrence, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Until {
    /// The last occurrence starts no later, by the clocks of the zone it runs in.
    Civil(NaiveDateTime),
    /// The last occurrence starts no later.
    Exact(Instant),
}

impl Recurrence {
    /// The occurrences of the window from `first` to `end` that may share an instant with `around`,
    /// earliest first. The window itself is the first occurrence.
    ///
    /// Occurrences keep the wall-clock times of `zone` at both ends, so a window of a weekend is a
    /// whole weekend also when clocks change. A boundary that is a day is the start of that day, or
    /// its end.
    ///
    /// `None` when they cannot be told: the window has no [`Moment::span`] or ends before it
    /// starts, or `around` lies more than a hundred years after its first occurrence.
    #[must_use]
    pub fn occurrences(
        &self,
        first: &Moment,
        end: &Moment,
        zone: Tz,
        around: &Window,
    ) -> Option<Vec<Window>> {
        let itself = Window::defined(first, end, Some(zone)).ok()?;
        let wall = |instant| wall_clock(instant, zone);
        let starts = Boundary::of(first, zone)?;
        let ends = Boundary::of(end, zone)?;
        let ends = match end.is_day() {
            true => ends.moved(TimeDelta::days(1))?,
            false => ends,
        };
        // Clocks are changed by less than a day.
        let last = wall(around.end().latest())?.checked_add_days(Days::new(1));
        let last = last.unwrap_or(NaiveDateTime::MAX);
        if last - starts.local > LONGEST {
            return None;
        }
        let length = ends.local - starts.local;
        let near =
            wall(around.start().earliest())?.checked_sub_signed(length + TimeDelta::days(1))?;
        let mut found = vec![itself];
        let from = self.skipped(starts.local, near);
        for local in self.starts(from, last)? {
            let moved = local - starts.local;
            if moved.is_zero() || local < near {
                continue;
            }
            let start = starts.moved(moved)?.instant(zone)?;
            if self.is_over(local, start) {
                break;
            }
            let end = ends.moved(moved)?.instant(zone)?;
            found.push(Window::between(Edge::at(start), Edge::at(end)).ok()?);
        }
        found.retain(|window| {
            window.end().latest() >= around.start().earliest()
                && window.start().earliest() <= around.end().latest()
        });
        Some(found)
    }

    /// The last time the rule started anew before `near`: what comes before need not be followed.
    fn skipped(&self, first: NaiveDateTime, near: NaiveDateTime) -> NaiveDateTime {
        let days = self.stride.map(|stride| stride.num_days());
        let Some(days) = days.filter(|days| *days > 0 && near > first) else {
            return first;
        };
        let skipped = TimeDelta::days((near - first).num_days() / days * days);
        first.checked_add_signed(skipped).unwrap_or(first)
    }

    /// The starts of occurrences by the clocks of their zone, up to `last`. The rule is run as if
    /// there were no zones: what clocks show is what recurs.
    fn starts(&self, first: NaiveDateTime, last: NaiveDateTime) -> Option<Vec<NaiveDateTime>> {
        let set = self.rule.as_ref().clone().build(floating(first)).ok()?;
        let mut found = Vec::new();
        for occurrence in &set.limit() {
            let local = occurrence.naive_utc();
            if local > last {
                return Some(found);
            }
            if found.len() == MOST_OCCURRENCES {
                return None;
            }
            found.push(local);
        }
        Some(found)
    }

    fn is_over(&self, local: NaiveDateTime, start: Instant) -> bool {
        self.until.is_some_and(|until| match until {
            Until::Civil(last) => local > last,
            Until::Exact(last) => start > last,
        })
    }
}

/// How long a recurrence is followed.
const LONGEST: TimeDelta = TimeDelta::days(36_525);
/// As many as there are in that time when each day has as many as a rule can name.
const MOST_OCCURRENCES: usize = 36_525 * MOST_TIMES_OF_DAY;
const MOST_TIMES_OF_DAY: usize = 24;

/// A boundary of a window by the clocks of its zone.
#[derive(Clone, Copy)]
struct Boundary {
    local: NaiveDateTime,
    /// Whether it is where a day begins, whatever clocks show then.
    is_day: bool,
}

impl Boundary {
    fn of(moment: &Moment, zone: Tz) -> Option<Self> {
        let local = match moment.instant_span() {
            None => moment.date().and_time(NaiveTime::MIN),
            Some(span) => wall_clock(span.first(), zone)?,
        };
        let is_day = moment.is_day();
        Some(Self { local, is_day })
    }

    fn moved(self, by: TimeDelta) -> Option<Self> {
        let local = self.local.checked_add_signed(by)?;
        Some(Self { local, ..self })
    }

    fn instant(self, zone: Tz) -> Option<Instant> {
        if self.is_day && self.local.time() == NaiveTime::MIN {
            day_start(self.local.date(), zone)
        } else {
            resolve(self.local, zone)
        }
    }
}

/// What clocks show, as the recurrence crate takes it.
fn floating(local: NaiveDateTime) -> chrono::DateTime<rrule::Tz> {
    rrule::Tz::UTC.from_utc_datetime(&local)
}

impl FromStr for Recurrence {
    type Err = MomentError;

    /// Reads a rule, with or without `RRULE:` before it.
    ///
    /// # Errors
    ///
    /// [`MomentError::Malformed`] for anything else.
    fn from_str(text: &str) -> Result<Self, MomentError> {
        let malformed = |reason| MomentError::malformed(text, reason);
        if text.len() > LONGEST_TEXT {
            return Err(malformed("a recurrence has at most 1000 characters"));
        }
        let upper = text.trim().to_ascii_uppercase();
        let rule = upper.strip_prefix("RRULE:").unwrap_or(&upper);
        let mut parts: Vec<(&str, &str)> = Vec::new();
        for part in rule.split(';') {
            let not_pairs = "write a recurrence as in FREQ=WEEKLY;BYDAY=SU";
            let (key, value) = part.split_once('=').ok_or_else(|| malformed(not_pairs))?;
            if !KEYS.contains(&key) {
                return Err(malformed("RFC 5545 has no such part of a recurrence"));
            }
            if value.is_empty() {
                return Err(malformed("a part of the recurrence says nothing"));
            }
            if parts.iter().any(|(known, _)| *known == key) {
                return Err(malformed("a part of the recurrence is there twice"));
            }
            parts.push((key, value));
        }
        let value = |key| {
            let mut parts = parts.iter();
            parts.find(|(known, _)| *known == key).map(|part| part.1)
        };
        if !value("FREQ").is_some_and(|frequency| FREQUENCIES.contains(&frequency)) {
            return Err(malformed("FREQ has to be DAILY, WEEKLY, MONTHLY or YEARLY"));
        }
        let times = ["BYHOUR", "BYMINUTE", "BYSECOND"].map(|key| {
            let named = value(key).map(|times| times.split(',').count());
            named.unwrap_or(1)
        });
        if times.iter().product::<usize>() > MOST_TIMES_OF_DAY {
            return Err(malformed("a recurrence names at most 24 times of a day"));
        }
        if value("COUNT").is_some() && value("UNTIL").is_some() {
            return Err(malformed("a recurrence has COUNT or UNTIL, not both"));
        }
        let until = value("UNTIL").map(|until| {
            read_until(until).ok_or_else(|| malformed("UNTIL is written as 20261231T235959Z"))
        });
        let until = until.transpose()?;
        // The end is looked at here: the crate takes it in another zone than the start.
        let others = parts.iter().filter(|(key, _)| *key != "UNTIL");
        let others: Vec<String> = others
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        let unreadable = || malformed("not a recurrence as RFC 5545 describes it");
        let rule: RRule<Unvalidated> = others.join(";").parse().map_err(|_| unreadable())?;
        let start = NaiveDateTime::default();
        rule.clone()
            .validate(floating(start))
            .map_err(|_| unreadable())?;
        let stride = || {
            let interval = value("INTERVAL").map_or(Ok(1), str::parse::<u16>).ok()?;
            let days = match value("FREQ")? {
                "DAILY" => 1,
                "WEEKLY" => 7,
                _ => return None,
            };
            Some(TimeDelta::days(days * i64::from(interval)))
        };
        let stride = value("COUNT").is_none().then(stride).flatten();
        Ok(Self {
            text: text.to_owned(),
            rule: Box::new(rule),
            until,
            stride,
        })
    }
}

const LONGEST_TEXT: usize = 1000;
const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const KEYS: [&str; 14] = [
    "FREQ",
    "UNTIL",
    "COUNT",
    "INTERVAL",
    "BYSECOND",
    "BYMINUTE",
    "BYHOUR",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];

fn read_until(text: &str) -> Option<Until> {
    if let Some(utc) = text.strip_suffix('Z') {
        let utc = NaiveDateTime::parse_from_str(utc, "%Y%m%dT%H%M%S").ok()?;
        let seconds = utc.and_utc().timestamp();
        return Instant::from_epoch(seconds, 0).map(Until::Exact);
    }
    if text.contains('T') {
        let local = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok()?;
        return Some(Until::Civil(local));
    }
    // A day includes what starts on that day.
    let day = chrono::NaiveDate::parse_from_str(text, "%Y%m%d").ok()?;
    let next = day.succ_opt()?.and_time(NaiveTime::MIN);
    Some(Until::Civil(next - TimeDelta::nanoseconds(1)))
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Serialize for Recurrence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Recurrence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a recurrence such as FREQ=WEEKLY;BYDAY=SU")
    }
}

impl JsonSchema for Recurrence {
    fn schema_name() -> Cow<'static, str> {
        "Recurrence".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A recurrence rule of RFC 5545 that recurs by the day at most, such as \
                FREQ=WEEKLY;BYDAY=SU.",
            "maxLength": LONGEST_TEXT,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::Span;

    const ZONE: Tz = Tz::Europe__Berlin;

    fn occurrences(rule: &str, first: &str, end: &str, around: (&str, &str)) -> Vec<String> {
        let moment = |text: &str| text.parse::<Moment>().unwrap();
        let rule: Recurrence = rule.parse().unwrap();
        let around = Window::defined(&moment(around.0), &moment(around.1), Some(ZONE)).unwrap();
        let found = rule.occurrences(&moment(first), &moment(end), ZONE, &around);
        let shown = |window: &Window| {
            let (start, end) = (window.start().earliest(), window.end().earliest());
            Span::new(start, end).unwrap().to_string()
        };
        found.unwrap().iter().map(shown).collect()
    }

    #[test]
    fn a_weekend_is_a_weekend_when_clocks_change() {
        let weekends = |around| occurrences("FREQ=WEEKLY", "2026-01-03", "2026-01-04", around);
        assert_eq!(
            weekends(("2026-03-28", "2026-03-29")),
            ["[2026-03-27T23:00:00Z, 2026-03-29T22:00:00Z)"]
        );
        assert_eq!(
            weekends(("2026-10-24", "2026-10-25")),
            ["[2026-10-23T22:00:00Z, 2026-10-25T23:00:00Z)"]
        );
        assert!(weekends(("2026-03-24", "2026-03-26")).is_empty());
    }

    #[test]
    fn nights_keep_their_hours_on_both_sides_of_a_change() {
        let nights = occurrences(
            "FREQ=DAILY",
            "2026-03-01T22:00:00+01:00",
            "2026-03-02T04:00:00+01:00",
            ("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z"),
        );
        assert_eq!(
            nights,
            [
                "[2026-03-28T21:00:00Z, 2026-03-29T02:00:00Z)",
                "[2026-03-29T20:00:00Z, 2026-03-30T02:00:00Z)",
            ]
        );
    }

    #[test]
    fn the_stated_window_is_the_first_occurrence() {
        // 2026-03-04 is a Wednesday.
        let sundays = |around| {
            let rule = "rrule:freq=weekly;byday=su;count=2";
            occurrences(rule, "2026-03-04", "2026-03-04", around)
        };
        assert_eq!(sundays(("2026-03-04", "2026-03-04")).len(), 1);
        assert_eq!(sundays(("2026-03-08", "2026-03-08")).len(), 1);
        assert_eq!(sundays(("2026-03-15", "2026-03-15")).len(), 1);
        assert!(sundays(("2026-03-22", "2026-03-22")).is_empty());
    }

    #[test]
    fn the_end_of_a_recurrence_is_included() {
        let on_the_8th = |until: &str| {
            let rule = format!("FREQ=DAILY;UNTIL={until}");
            let (first, end) = ("2026-03-01T10:00:00+01:00", "2026-03-01T11:00:00+01:00");
            let around = ("2026-03-08T00:00:00Z", "2026-03-08T23:00:00Z");
            occurrences(&rule, first, end, around).len()
        };
        for until in [
            "20260308",
            "20260308T090000Z",
            "20260308T100000",
            "20260309",
        ] {
            assert_eq!(on_the_8th(until), 1, "{until}");
        }
        for until in ["20260307", "20260308T085959Z", "20260308T095959"] {
            assert_eq!(on_the_8th(until), 0, "{until}");
        }
        // An end before the first occurrence leaves that one.
        assert_eq!(on_the_8th("20250101"), 0);
    }

    #[test]
    fn rules_are_followed_for_a_hundred_years() {
        let rule: Recurrence = "FREQ=DAILY".parse().unwrap();
        let in_year = |year: &str| {
            let day: Moment = format!("{year}-03-01").parse().unwrap();
            let around = Window::defined(&day, &day, Some(ZONE)).unwrap();
            let first = "1990-01-01".parse().unwrap();
            rule.occurrences(&first, &first, ZONE, &around)
        };
        // The days before and after touch it.
        assert_eq!(in_year("2089").map(|found| found.len()), Some(3));
        assert_eq!(in_year("2091"), None);
        assert_eq!(in_year("9999"), None);
        assert_eq!(in_year("1989"), Some(Vec::new()));
    }

    #[test]
    fn skipping_what_is_long_ago_changes_nothing() {
        for rule in [
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA;WKST=SU",
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH;BYSETPOS=-1",
            "FREQ=DAILY;BYMONTH=3,4;BYHOUR=4,20",
        ] {
            let skipping: Recurrence = rule.parse().unwrap();
            let following = Recurrence {
                stride: None,
                ..skipping.clone()
            };
            let first = "2024-02-01T10:00:00Z".parse().unwrap();
            let end = "2024-02-01T18:00:00Z".parse().unwrap();
            let around = |from: &str, until: &str| {
                let (from, until) = (from.parse().unwrap(), until.parse().unwrap());
                Window::defined(&from, &until, Some(ZONE)).unwrap()
            };
            for around in [
                around("2026-03-01", "2026-04-30"),
                around("2024-02-01", "2024-03-02"),
                around("2025-10-26T01:00:00Z", "2025-10-26T02:00:00Z"),
            ] {
                let skipped = skipping.occurrences(&first, &end, ZONE, &around);
                assert_eq!(
                    skipped,
                    following.occurrences(&first, &end, ZONE, &around),
                    "{rule}"
                );
            }
        }
    }

    #[test]
    fn the_calendar_ends() {
        for rule in [
            "FREQ=DAILY",
            "FREQ=YEARLY;BYWEEKNO=53",
            "FREQ=MONTHLY;BYDAY=5MO",
        ] {
            let rule: Recurrence = rule.parse().unwrap();
            for (first, day) in [("9999-12-30", "9999-12-31"), ("0001-01-01", "0001-02-01")] {
                let (first, day) = (first.parse().unwrap(), day.parse().unwrap());
                let around = Window::defined(&day, &day, Some(ZONE)).unwrap();
                let _ = rule.occurrences(&first, &first, ZONE, &around);
            }
        }
    }

    fn any_rule() -> impl Strategy<Value = String> {
        let part = (
            0..KEYS.len(),
            prop::collection::vec(-60..400_i32, 1..4),
            any::<u8>(),
        );
        let part = part.prop_map(|(key, numbers, day)| {
            let key = KEYS[key];
            let days = ["MO", "1TU", "-1FR", "SU", "5SA"];
            let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
            match key {
                "BYDAY" | "WKST" => format!(";{key}={}", days[usize::from(day) % days.len()]),
                "INTERVAL" | "COUNT" => format!(";{key}={day}"),
                _ => format!(";{key}={}", numbers.join(",")),
            }
        });
        let frequency = prop::sample::select(FREQUENCIES.to_vec());
        (frequency, prop::collection::vec(part, 0..4))
            .prop_map(|(frequency, parts)| format!("FREQ={frequency}{}", parts.concat()))
    }

    proptest! {
        #[test]
        fn any_rule_that_is_read_is_followed(rule in any_rule(), year in 2026..2127_i32) {
            if let Ok(rule) = rule.parse::<Recurrence>() {
                let day: Moment = format!("{year}-03-01").parse().unwrap();
                let around = Window::defined(&day, &day, Some(ZONE)).unwrap();
                let first = "2026-02-28T10:00:00Z".parse().unwrap();
                let end = "2026-03-01T10:00:00Z".parse().unwrap();
                let found = rule.occurrences(&first, &end, ZONE, &around);
                for pair in found.unwrap_or_default().windows(2) {
                    prop_assert!(pair[0].start().earliest() < pair[1].start().earliest());
                }
            }
        }

        #[test]
        fn any_text_is_a_rule_or_refused(text in "[A-Z=;,:+0-9 -]{0,40}") {
            let _ = text.parse::<Recurrence>();
            let _ = format!("FREQ=DAILY;{text}").parse::<Recurrence>();
        }
    }

    #[test]
    fn unreadable_rules_are_refused() {
        for rule in [
            "",
            "every sunday",
            "BYDAY=SU",
            "FREQ=SECONDLY",
            "FREQ=HOURLY",
            "FREQ=SOMETIMES",
            "FREQ=WEEKLY;",
            "FREQ=WEEKLY;BYDAY=",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;FREQ=DAILY",
            "FREQ=WEEKLY;SPEED=1",
            "FREQ=WEEKLY;COUNT=2;UNTIL=20261231",
            "FREQ=WEEKLY;UNTIL=tomorrow",
            "FREQ=WEEKLY;INTERVAL=-1",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,10,20,30,40",
            "FREQ=WEEKLY\nRRULE:FREQ=DAILY",
        ] {
            assert!(rule.parse::<Recurrence>().is_err(), "{rule}");
        }
        let text = "FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2";
        let read: Recurrence = serde_json::from_value(text.into()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), text);
    }
}
