//! A stated time.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::notation::{OffsetStyle, Stated, read};
use super::serial::from_text;
use super::zone::civil_day;
use super::{Instant, MomentError, Span};

/// A time as a release record states it: an instant with its offset, or a calendar day.
///
/// The accepted texts are RFC 3339 date-times with an offset (`2026-03-01T10:00:00Z`,
/// `2026-03-01T10:00:00.250+01:00`), days (`2026-03-01`) and days with their zone
/// (`2026-03-01[Europe/Berlin]`), in the years 0001 to 9999. `Display` and `Serialize` give back
/// exactly the text that was read.
///
/// Two moments are equal when their texts are. `10:00:00Z` and `11:00:00+01:00` differ, although
/// they stand for the same second; use [`Moment::span`] to compare what they stand for. For the
/// same reason a moment has no order of its own, see [`before`](super::before).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment(Stated);

impl Moment {
    /// A whole civil day, in `zone` when one is given. `None` outside the years 0001 to 9999.
    #[must_use]
    pub fn day(date: NaiveDate, zone: Option<Tz>) -> Option<Self> {
        let years = NaiveDate::from_ymd_opt(1, 1, 1)?..=NaiveDate::from_ymd_opt(9999, 12, 31)?;
        years
            .contains(&date)
            .then_some(Self(Stated::Day { date, zone }))
    }

    /// Whether this is a calendar day and not an instant.
    #[must_use]
    pub const fn is_day(&self) -> bool {
        matches!(self.0, Stated::Day { .. })
    }

    /// The calendar day as written: a stated day itself, or the day of an instant at its offset.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        match self.0 {
            Stated::Instant {
                seconds, offset, ..
            } => local_time(seconds, offset).date_naive(),
            Stated::Day { date, .. } => date,
        }
    }

    /// The zone written beside a day.
    #[must_use]
    pub const fn zone(&self) -> Option<Tz> {
        match self.0 {
            Stated::Instant { .. } => None,
            Stated::Day { zone, .. } => zone,
        }
    }

    /// Every instant this text can stand for.
    ///
    /// An instant covers one second, or 10^-n s when its fraction has n digits. A day covers the
    /// whole civil day in its own zone, else in `zone` (the record's): 24 hours, or 23 or 25 when
    /// the clocks change. `None` for a day without any zone, and for a day which the zone skipped.
    #[must_use]
    pub fn span(&self, zone: Option<Tz>) -> Option<Span> {
        match self.0 {
            Stated::Instant {
                seconds,
                nanos,
                digits,
                ..
            } => Some(instant_span(seconds, nanos, digits)),
            Stated::Day { date, zone: own } => civil_day(date, own.or(zone)?),
        }
    }

    /// Whether an instant is in an earlier second than another one, which then is the answer to
    /// [`before`](super::before); `None` in the same second, and for days.
    #[must_use]
    pub(crate) fn precedes_by_seconds(&self, other: &Self) -> Option<bool> {
        match (self.second()?, other.second()?) {
            (mine, theirs) if mine == theirs => None,
            (mine, theirs) => Some(mine < theirs),
        }
    }

    /// Whether all of this time lies before or after `at`, where that is clear without asking when
    /// a day begins in which zone.
    pub(crate) fn clearly(&self, at: Span) -> Option<Ordering> {
        // A day begins 14 hours before and ends 36 hours after its midnight in UTC, at most.
        const DAY: i64 = 24 * 60 * 60;
        const UNIX_EPOCH_FROM_CE: i32 = 719_163;
        let (start, slack) = match self.0 {
            Stated::Instant { seconds, .. } => (seconds, 1),
            Stated::Day { date, .. } => {
                let days = date.num_days_from_ce() - UNIX_EPOCH_FROM_CE;
                (i64::from(days) * DAY, 3 * DAY)
            }
        };
        if start + slack <= at.first().seconds() {
            Some(Ordering::Less)
        } else if start - slack >= at.end().seconds() {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// The whole second since 1970-01-01T00:00:00Z that an instant is in; `None` for a day.
    pub(super) const fn second(&self) -> Option<i64> {
        match self.0 {
            Stated::Instant { seconds, .. } => Some(seconds),
            Stated::Day { .. } => None,
        }
    }

    /// Every instant this text can stand for, if it is an instant; `None` for a day.
    #[must_use]
    pub fn instant_span(&self) -> Option<Span> {
        match self.0 {
            Stated::Instant {
                seconds,
                nanos,
                digits,
                ..
            } => Some(instant_span(seconds, nanos, digits)),
            Stated::Day { .. } => None,
        }
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    /// Reads one of the accepted texts.
    ///
    /// # Errors
    ///
    /// [`MomentError::Naive`] for a date-time without an offset, [`MomentError::UnknownZone`] for
    /// a day with a zone that does not exist, [`MomentError::Malformed`] for any other text.
    fn from_str(text: &str) -> Result<Self, MomentError> {
        read(text).map(Self)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Stated::Instant {
                seconds,
                nanos,
                offset,
                digits,
                style,
            } => {
                let local = local_time(seconds, offset).naive_utc();
                write!(f, "{}T{}", local.date(), local.time())?;
                if digits > 0 {
                    let fraction = nanos / nanos_per_unit(digits);
                    write!(f, ".{fraction:0width$}", width = usize::from(digits))?;
                }
                match style {
                    OffsetStyle::Zulu => f.write_str("Z"),
                    OffsetStyle::NegativeZero => f.write_str("-00:00"),
                    OffsetStyle::Numeric => {
                        let sign = if offset < 0 { '-' } else { '+' };
                        let size = offset.unsigned_abs();
                        write!(f, "{sign}{:02}:{:02}", size / 60, size % 60)
                    }
                }
            }
            Stated::Day { date, zone: None } => write!(f, "{date}"),
            Stated::Day {
                date,
                zone: Some(zone),
            } => write!(f, "{date}[{}]", zone.name()),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(
            deserializer,
            "a time such as 2026-03-01T10:00:00Z or a day such as 2026-03-01",
        )
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An RFC 3339 date-time with an offset, or a calendar day, which may \
                carry its IANA zone as in 2026-03-01[Europe/Berlin].",
            "pattern": concat!(
                "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
                "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?",
                "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])|\\[[A-Za-z0-9_+/-]+\\])?$",
            ),
        })
    }
}

/// The clock on the wall at `offset` minutes, as if it were UTC.
fn local_time(seconds: i64, offset: i16) -> DateTime<chrono::Utc> {
    // Reading admits years 1 to 9999 only, far inside what chrono holds.
    DateTime::from_timestamp(seconds + i64::from(offset) * 60, 0).unwrap_or_default()
}

fn instant_span(seconds: i64, nanos: u32, digits: u8) -> Span {
    Span::lasting(Instant::normalized(seconds, nanos), nanos_per_unit(digits))
}

/// The width in nanoseconds of the last digit of a fraction with `digits` digits.
const fn nanos_per_unit(digits: u8) -> u32 {
    10_u32.pow(9_u32.saturating_sub(digits as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, zone: Option<Tz>) -> Option<Span> {
        text.parse::<Moment>().unwrap().span(zone)
    }

    #[test]
    fn a_moment_is_small() {
        assert!(size_of::<Moment>() <= 24);
    }

    #[test]
    fn an_instant_covers_its_last_digit() {
        for (text, nanos) in [
            ("2026-03-01T10:00:00Z", 1_000_000_000),
            ("2026-03-01T10:00:59.9Z", 100_000_000),
            ("2026-03-01T10:00:00.250+01:00", 1_000_000),
            ("1969-12-31T23:59:59.999999999Z", 1),
        ] {
            let span = span(text, None).unwrap();
            assert_eq!(span.end().nanos_since(span.first()), nanos, "{text}");
        }
    }

    #[test]
    fn a_day_needs_a_zone_and_prefers_its_own() {
        assert_eq!(span("2026-03-01", None), None);
        let berlin = span("2026-03-01", Some(Tz::Europe__Berlin)).unwrap();
        assert_eq!(
            berlin.to_string(),
            "[2026-02-28T23:00:00Z, 2026-03-01T23:00:00Z)"
        );
        assert_eq!(
            span("2026-03-01[Europe/Berlin]", Some(Tz::UTC)),
            Some(berlin)
        );
    }

    #[test]
    fn a_day_on_which_clocks_change_is_shorter_or_longer() {
        let hours = |text| {
            let day = span(text, None).unwrap();
            (day.end().seconds() - day.first().seconds()) / 3600
        };
        assert_eq!(hours("2026-03-29[Europe/Berlin]"), 23);
        assert_eq!(hours("2026-10-25[Europe/Berlin]"), 25);
        assert_eq!(hours("2017-10-15[America/Sao_Paulo]"), 23);
        assert_eq!(hours("2025-11-02[America/Havana]"), 25);
    }

    #[test]
    fn a_day_without_midnight_begins_after_the_gap() {
        let day = span("2017-10-15[America/Sao_Paulo]", None).unwrap();
        assert_eq!(day.first().to_string(), "2017-10-15T03:00:00Z");
        // Clocks went from 23:30 to 00:30 the next day.
        let day = span("1919-03-31[America/Toronto]", None).unwrap();
        assert_eq!(day.first().to_string(), "1919-03-31T04:30:00Z");
    }

    #[test]
    fn a_skipped_day_has_no_instants() {
        assert_eq!(span("2011-12-30[Pacific/Apia]", None), None);
        let (before, after) = (
            span("2011-12-29[Pacific/Apia]", None).unwrap(),
            span("2011-12-31[Pacific/Apia]", None).unwrap(),
        );
        assert_eq!(before.end(), after.first());
    }

    #[test]
    fn the_date_is_the_one_written() {
        let date = |text: &str| text.parse::<Moment>().unwrap().date().to_string();
        assert_eq!(date("2026-03-01T00:30:00+02:00"), "2026-03-01");
        assert_eq!(date("2026-03-01"), "2026-03-01");
    }

    #[test]
    fn a_moment_cannot_be_a_day_no_text_can_state() {
        assert_eq!(Moment::day(NaiveDate::MAX, None), None);
        assert_eq!(Moment::day(NaiveDate::MIN, None), None);
    }

    #[test]
    fn serde_reads_borrowed_and_owned_texts() {
        let moment: Moment = "2026-03-01T10:00:00Z".parse().unwrap();
        let value = serde_json::json!("2026-03-01T10:00:00Z");
        assert_eq!(serde_json::from_value::<Moment>(value).unwrap(), moment);
        let error = serde_json::from_str::<Moment>("\"2026-03-01T10:00:00\"").unwrap_err();
        assert!(error.to_string().contains("has no offset"), "{error}");
        assert!(serde_json::from_str::<Moment>("20260301").is_err());
    }
}
