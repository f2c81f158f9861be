//! Exact instants, spans of them, and their order.

use std::borrow::Cow;
use std::fmt;

use chrono::DateTime;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::Proof;

/// A point in exact time, counted in nanoseconds. Days have 86400 seconds: leap seconds do not
/// exist here, as they do not in POSIX time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    // The order of the fields is the order of instants.
    seconds: i64,
    nanos: u32,
}

impl Instant {
    /// Later than every instant that a moment can stand for.
    pub(super) const END_OF_TIME: Self = Self {
        seconds: i64::MAX,
        nanos: 0,
    };

    /// The instant `seconds` and `nanos` after 1970-01-01T00:00:00Z. `None` when `nanos` is a
    /// whole second or more.
    #[must_use]
    pub const fn from_epoch(seconds: i64, nanos: u32) -> Option<Self> {
        if nanos < NANOS_PER_SECOND {
            Some(Self { seconds, nanos })
        } else {
            None
        }
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds past [`Instant::seconds`], 0 to 999 999 999.
    #[must_use]
    pub const fn nanos(self) -> u32 {
        self.nanos
    }

    /// Nanoseconds from `other` to this instant, negative when `other` is later.
    #[must_use]
    pub const fn nanos_since(self, other: Self) -> i128 {
        let seconds = self.seconds as i128 - other.seconds as i128;
        seconds * NANOS_PER_SECOND as i128 + self.nanos as i128 - other.nanos as i128
    }

    pub(super) const fn normalized(seconds: i64, nanos: u32) -> Self {
        let carried = seconds.saturating_add((nanos / NANOS_PER_SECOND) as i64);
        Self {
            seconds: carried,
            nanos: nanos % NANOS_PER_SECOND,
        }
    }

    pub(super) const fn plus_seconds(self, seconds: i64) -> Self {
        Self {
            seconds: self.seconds.saturating_add(seconds),
            nanos: self.nanos,
        }
    }

    /// The next instant of the count.
    pub(super) const fn successor(self) -> Self {
        Self::normalized(self.seconds, self.nanos + 1)
    }

    /// The previous instant of the count.
    pub(super) const fn predecessor(self) -> Self {
        match self.nanos.checked_sub(1) {
            Some(nanos) => Self {
                seconds: self.seconds,
                nanos,
            },
            None => Self {
                seconds: self.seconds.saturating_sub(1),
                nanos: NANOS_PER_SECOND - 1,
            },
        }
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC, with as many groups of three fraction digits as needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::from_timestamp(self.seconds, self.nanos) {
            Some(utc) => write!(f, "{}T{}Z", utc.date_naive(), utc.time()),
            None => write!(f, "{} seconds since 1970-01-01T00:00:00Z", self.seconds),
        }
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Instant {
    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An exact instant as an RFC 3339 date-time in UTC.",
        })
    }
}

/// The instants a stated time can stand for: `[first, end)`, never empty.
///
/// An empty span would lie both before and after another one, so none can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub struct Span {
    first: Instant,
    end: Instant,
}

impl Span {
    /// The instants from `first` up to, not including, `end`. `None` when there are none.
    #[must_use]
    pub fn new(first: Instant, end: Instant) -> Option<Self> {
        (first < end).then_some(Self { first, end })
    }

    /// The first instant of the span.
    #[must_use]
    pub const fn first(&self) -> Instant {
        self.first
    }

    /// The first instant after the span.
    #[must_use]
    pub const fn end(&self) -> Instant {
        self.end
    }

    /// Whether the instant belongs to the span.
    #[must_use]
    pub fn includes(&self, instant: Instant) -> bool {
        self.first <= instant && instant < self.end
    }

    /// The span from `first` over `nanos` nanoseconds, at most one second and at least one
    /// nanosecond.
    pub(super) fn lasting(first: Instant, nanos: u32) -> Self {
        let nanos = nanos.clamp(1, NANOS_PER_SECOND);
        Self {
            first,
            end: Instant::normalized(first.seconds, first.nanos + nanos),
        }
    }

    /// The same span, later by whole seconds.
    pub(super) const fn plus_seconds(self, seconds: i64) -> Self {
        Self {
            first: self.first.plus_seconds(seconds),
            end: self.end.plus_seconds(seconds),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}, {})", self.first, self.end)
    }
}

/// Whether `a` happened before `b`.
///
/// Undecided exactly when the spans share an instant, so also for equal ones. Because a span never
/// is empty, `before(b, a)` is the negation of `before(a, b)`.
#[must_use]
pub fn before(a: Span, b: Span) -> Proof {
    Proof::decide(a.end <= b.first, a.first >= b.end)
}

/// Whether `a` happened before `b`, where both may have a position in the same append-only log.
///
/// The times decide if they can. Only when the spans share an instant do the positions decide, if
/// both are given and differ.
#[must_use]
pub fn before_in_log(a: Span, b: Span, a_seq: Option<u64>, b_seq: Option<u64>) -> Proof {
    match (before(a, b), a_seq, b_seq) {
        (Proof::Undecided, Some(a_seq), Some(b_seq)) if a_seq != b_seq => (a_seq < b_seq).into(),
        (by_time, _, _) => by_time,
    }
}

/// The smallest span which covers all of `spans`. `None` when there are none.
#[must_use]
pub fn hull(spans: impl IntoIterator<Item = Span>) -> Option<Span> {
    spans.into_iter().reduce(|a, b| Span {
        first: a.first.min(b.first),
        end: a.end.max(b.end),
    })
}

/// When the first of the events happened whose times are `spans`. `None` when there are none.
///
/// It can be narrower than each of them: an event in `[0, 9)` and one in `[5, 6)` have the first of
/// the two in `[0, 6)`.
#[must_use]
pub fn earliest(spans: impl IntoIterator<Item = Span>) -> Option<Span> {
    spans.into_iter().reduce(|a, b| Span {
        first: a.first.min(b.first),
        end: a.end.min(b.end),
    })
}

/// When the last of the events happened whose times are `spans`. `None` when there are none.
#[must_use]
pub fn latest(spans: impl IntoIterator<Item = Span>) -> Option<Span> {
    spans.into_iter().reduce(|a, b| Span {
        first: a.first.max(b.first),
        end: a.end.max(b.end),
    })
}

const NANOS_PER_SECOND: u32 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    use crate::time::Moment;

    fn span(text: &str) -> Span {
        let zone = Some(chrono_tz::Tz::Europe__Berlin);
        text.parse::<Moment>().unwrap().span(zone).unwrap()
    }

    #[test]
    fn offsets_are_compared_as_instants() {
        let (approval, deployment) = (
            span("2026-03-01T09:30:00+02:00"),
            span("2026-03-01T08:00:00Z"),
        );
        assert_eq!(before(approval, deployment), Proof::Proven);
        assert_eq!(before(deployment, approval), Proof::Refuted);
    }

    #[test]
    fn equal_times_are_undecided_unless_a_log_orders_them() {
        let at = span("2026-03-01T10:00:00Z");
        assert_eq!(before(at, at), Proof::Undecided);
        assert_eq!(before_in_log(at, at, Some(1), Some(2)), Proof::Proven);
        assert_eq!(before_in_log(at, at, Some(2), Some(1)), Proof::Refuted);
        assert_eq!(before_in_log(at, at, Some(1), Some(1)), Proof::Undecided);
        assert_eq!(before_in_log(at, at, Some(1), None), Proof::Undecided);
    }

    #[test]
    fn a_log_does_not_overrule_times() {
        let (early, late) = (span("2026-03-01T10:00:00Z"), span("2026-03-01T10:00:01Z"));
        assert_eq!(before_in_log(early, late, Some(2), Some(1)), Proof::Proven);
    }

    #[test]
    fn a_day_and_an_instant_of_it_are_undecided() {
        let (day, noon) = (span("2026-03-01"), span("2026-03-01T12:00:00+01:00"));
        assert_eq!(before(day, noon), Proof::Undecided);
        assert_eq!(
            before(day, span("2026-03-02T00:00:00+01:00")),
            Proof::Proven
        );
    }

    #[test]
    fn no_spans_have_no_extremes() {
        assert_eq!((hull([]), earliest([]), latest([])), (None, None, None));
        let at = span("2026-03-01");
        assert_eq!(Span::new(at.first(), at.first()), None);
    }

    #[test]
    fn instants_are_counted_and_written_in_utc() {
        let at = Instant::from_epoch(-1, 999_999_999).unwrap();
        assert_eq!(at.to_string(), "1969-12-31T23:59:59.999999999Z");
        assert_eq!(at.successor(), Instant::from_epoch(0, 0).unwrap());
        assert_eq!(at.successor().predecessor(), at);
        assert_eq!(at.successor().nanos_since(at), 1);
        assert_eq!(Instant::from_epoch(0, NANOS_PER_SECOND), None);
    }
}
