//! The time at which a record is judged.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveTime;
use chrono_tz::Tz;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::serial::from_text;
use super::{Instant, Moment, MomentError, Span};

/// The instant at which a record is judged: a [`Moment`] which is not a day. Written as it was
/// read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AsOf {
    moment: Moment,
    span: Span,
}

impl AsOf {
    /// Judges at `moment`.
    ///
    /// # Errors
    ///
    /// [`MomentError::Malformed`] for a day: the answer must not depend on the hour at which
    /// somebody asks.
    pub fn new(moment: Moment) -> Result<Self, MomentError> {
        match moment.instant_span() {
            Some(span) => Ok(Self { moment, span }),
            None => Err(MomentError::malformed(
                &moment.to_string(),
                "an as-of time must be an instant with an offset, not a day",
            )),
        }
    }

    /// The stated time.
    #[must_use]
    pub const fn moment(&self) -> Moment {
        self.moment
    }

    /// Every instant it can stand for.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }
}

impl FromStr for AsOf {
    type Err = MomentError;

    /// Reads an RFC 3339 date-time with an offset.
    ///
    /// # Errors
    ///
    /// Those of [`Moment`] and of [`AsOf::new`].
    fn from_str(text: &str) -> Result<Self, MomentError> {
        Self::new(text.parse()?)
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.moment.fmt(f)
    }
}

impl Serialize for AsOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.moment.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for AsOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "a time such as 2026-03-01T10:00:00Z")
    }
}

impl JsonSchema for AsOf {
    fn schema_name() -> Cow<'static, str> {
        "AsOf".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "The instant at which the record is judged: an RFC 3339 date-time with \
                an offset.",
            "pattern": concat!(
                "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
                "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?",
                "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$",
            ),
        })
    }
}

/// Whether a fact with this time could be known at `as_of`: hidden only if it is proven to lie
/// later.
///
/// A fact dated with the day of `as_of` is visible. A day counts in its own zone, else in `zone`;
/// without either it is hidden only if it had begun nowhere on earth.
#[must_use]
pub fn visible(moment: &Moment, as_of: &AsOf, zone: Option<Tz>) -> bool {
    match moment.clearly(as_of.span()) {
        Some(order) => order == Ordering::Less,
        None => earliest_start(moment, zone) < as_of.span().end(),
    }
}

/// The first instant a moment can stand for, in whatever zone it was meant.
fn earliest_start(moment: &Moment, zone: Option<Tz>) -> Instant {
    if let Some(span) = moment.span(zone) {
        return span.first();
    }
    // A day its zone skipped begins nowhere, and is treated like one without a zone.
    let midnight = moment.date().and_time(NaiveTime::MIN).and_utc();
    Instant::normalized(midnight.timestamp(), 0).plus_seconds(-EASTERNMOST_OFFSET_SECONDS)
}

/// The zone in which days begin first, UTC+14.
const EASTERNMOST_OFFSET_SECONDS: i64 = 14 * 3600;

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(fact: &str, zone: Option<Tz>) -> bool {
        let as_of = "2026-03-01T10:00:00Z".parse().unwrap();
        visible(&fact.parse().unwrap(), &as_of, zone)
    }

    #[test]
    fn an_as_of_is_an_instant() {
        let as_of: AsOf = "2026-03-01T10:00:00+01:00".parse().unwrap();
        assert_eq!(as_of.to_string(), "2026-03-01T10:00:00+01:00");
        let json = serde_json::to_string(&as_of).unwrap();
        assert_eq!(serde_json::from_str::<AsOf>(&json).unwrap(), as_of);
        let code = |text: &str| text.parse::<AsOf>().unwrap_err().code();
        assert_eq!(code("2026-03-01[UTC]"), "malformed-time");
        assert_eq!(code("2026-03-01T10:00:00"), "naive-timestamp");
    }

    #[test]
    fn facts_up_to_the_second_are_visible() {
        assert!(seen("2026-03-01T10:00:00Z", None));
        assert!(seen("2026-03-01T10:00:00.9Z", None));
        assert!(!seen("2026-03-01T10:00:01Z", None));
    }

    #[test]
    fn the_day_of_the_as_of_is_visible() {
        assert!(seen("2026-03-01", Some(Tz::UTC)));
        assert!(!seen("2026-03-02", Some(Tz::UTC)));
        // In Kiritimati the second of March has begun.
        assert!(seen("2026-03-02[Pacific/Kiritimati]", None));
        assert!(seen("2026-03-02", None));
        assert!(!seen("2026-03-03", None));
    }
}
