//! Recurrence rules as texts.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rrule::{RRule, Unvalidated};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{MOST_TIMES_OF_DAY, Recurrence, Until, floating};
use crate::time::serial::from_text;
use crate::time::{Instant, MomentError};

const LONGEST_TEXT: usize = 1000;
pub(super) const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
pub(super) const KEYS: [&str; 14] = [
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
    let day = NaiveDate::parse_from_str(text, "%Y%m%d").ok()?;
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
