//! Time zones, and where civil days begin in them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::{GapInfo, Tz};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::serial::from_text;
use super::{Instant, MomentError, Span};

/// A time zone by its IANA name, such as `Europe/Berlin`. Written as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

impl Zone {
    /// The zone's rules.
    #[must_use]
    pub const fn tz(self) -> Tz {
        self.0
    }

    /// The zone's IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl From<Tz> for Zone {
    fn from(tz: Tz) -> Self {
        Self(tz)
    }
}

impl From<Zone> for Tz {
    fn from(zone: Zone) -> Self {
        zone.0
    }
}

impl FromStr for Zone {
    type Err = MomentError;

    /// Reads an IANA name.
    ///
    /// # Errors
    ///
    /// [`MomentError::UnknownZone`], see [`parse_zone`].
    fn from_str(name: &str) -> Result<Self, MomentError> {
        parse_zone(name).map(Self)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "an IANA time zone such as Europe/Berlin")
    }
}

impl JsonSchema for Zone {
    fn schema_name() -> Cow<'static, str> {
        "Zone".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An IANA time zone such as Europe/Berlin.",
            "pattern": "^[A-Za-z0-9_+/-]+$",
        })
    }
}

/// The zone with this IANA name, in the name's exact spelling.
///
/// # Errors
///
/// [`MomentError::UnknownZone`] when the time zone database has no such name.
pub fn parse_zone(name: &str) -> Result<Tz, MomentError> {
    name.parse().map_err(|_| MomentError::unknown_zone(name))
}

/// How many civil days of `zone` lie between two instants. `None` when one of them is not where a
/// day begins there, or the second is the earlier one.
#[must_use]
pub fn whole_days(from: Instant, to: Instant, zone: Tz) -> Option<u64> {
    let begins = |instant: Instant| {
        let utc = DateTime::from_timestamp(instant.seconds(), instant.nanos())?;
        let date = utc.with_timezone(&zone).date_naive();
        (day_start(date, zone)? == instant).then_some(date)
    };
    let days = begins(to)?.signed_duration_since(begins(from)?).num_days();
    u64::try_from(days).ok()
}

/// The whole civil day in `zone`. `None` when the zone skipped the day or the calendar ends.
///
/// A day ends where the next one begins, so days follow one another without gap or overlap.
pub(super) fn civil_day(date: NaiveDate, zone: Tz) -> Option<Span> {
    Span::new(day_start(date, zone)?, day_start(date.succ_opt()?, zone)?)
}

/// The instant at which clocks in `zone` show `local`.
///
/// The earlier one when clocks show it twice. When they skip it, the instant at which they would
/// have shown it had they not been changed, so a wall-clock time moves by the length of the gap.
pub(super) fn resolve(local: NaiveDateTime, zone: Tz) -> Option<Instant> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => Some(exact(&time)),
        LocalResult::None => {
            let (_, before) = GapInfo::new(&local, &zone)?.begin?;
            local
                .and_local_timezone(before.fix())
                .earliest()
                .map(|time| exact(&time))
        }
    }
}

/// The instant at which the civil day begins.
///
/// Unlike [`resolve`], a midnight which clocks skip gives the first instant after the gap: that is
/// when the date changed.
pub(super) fn day_start(date: NaiveDate, zone: Tz) -> Option<Instant> {
    let midnight = date.and_time(NaiveTime::MIN);
    match GapInfo::new(&midnight, &zone) {
        None => resolve(midnight, zone),
        Some(gap) => {
            let (local, before) = gap.begin?;
            local
                .and_local_timezone(before.fix())
                .earliest()
                .map(|time| exact(&time))
        }
    }
}

fn exact<T: TimeZone>(time: &DateTime<T>) -> Instant {
    Instant::normalized(time.timestamp(), time.timestamp_subsec_nanos())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Moment;

    #[test]
    fn a_zone_is_written_as_it_was_read() {
        for name in ["Europe/Berlin", "UTC", "Europe/Kiev", "Etc/GMT+5"] {
            let zone: Zone = serde_json::from_value(name.into()).unwrap();
            assert_eq!(serde_json::to_value(zone).unwrap(), name);
        }
        let error = parse_zone("europe/berlin").unwrap_err();
        assert_eq!(error.code(), "unknown-zone");
    }

    #[test]
    fn days_between_instants_are_civil_days() {
        let first = |text: &str| text.parse::<Moment>().unwrap().span(None).unwrap().first();
        let days = |from, to| whole_days(first(from), first(to), Tz::Europe__Berlin);
        // The clocks change within.
        assert_eq!(
            days("2026-03-01[Europe/Berlin]", "2026-04-01[Europe/Berlin]"),
            Some(31)
        );
        assert_eq!(
            days("2026-03-01T00:00:00+01:00", "2026-04-01T00:00:00+02:00"),
            Some(31)
        );
        assert_eq!(
            days("2026-03-01T00:00:00Z", "2026-04-01[Europe/Berlin]"),
            None
        );
        assert_eq!(
            days("2026-04-01[Europe/Berlin]", "2026-03-01[Europe/Berlin]"),
            None
        );
    }

    #[test]
    fn every_day_of_some_decades_borders_on_the_next() {
        for zone in [Tz::Africa__Cairo, Tz::Asia__Beirut, Tz::Pacific__Apia] {
            let mut dates = NaiveDate::from_ymd_opt(2000, 1, 1)
                .unwrap()
                .iter_days()
                .take(12_000);
            let first = civil_day(dates.next().unwrap(), zone).unwrap();
            let mut reached = first.end();
            for day in dates.filter_map(|date| civil_day(date, zone)) {
                assert_eq!(day.first(), reached, "{zone}");
                reached = day.end();
            }
        }
    }
}
