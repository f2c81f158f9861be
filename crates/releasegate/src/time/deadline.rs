//! Deadlines, which include the time they name.

use std::fmt;

use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Instant, Moment, Proof, Span};

/// The end of the time allowed for something.
///
/// A deadline includes all of the due time: the whole second of `17:00:00Z`, the whole day of
/// `2026-03-01`. The limit is the first instant which is too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Deadline {
    limit: Instant,
}

impl Deadline {
    /// The deadline of something due at `due`, a day without its own zone counting in `zone`.
    /// `None` when `due` has no [`Moment::span`].
    #[must_use]
    pub fn new(due: &Moment, zone: Option<Tz>) -> Option<Self> {
        due.span(zone).map(Self::from)
    }

    /// The first instant which is too late.
    #[must_use]
    pub const fn limit(&self) -> Instant {
        self.limit
    }

    /// Whether something done within `done` was done in time.
    #[must_use]
    pub fn met_by(&self, done: Span) -> Proof {
        Proof::decide(done.end() <= self.limit, done.first() >= self.limit)
    }

    /// Whether all of the time allowed has passed at `as_of`. At the due time itself it has not.
    #[must_use]
    pub fn passed(&self, as_of: Span) -> bool {
        as_of.first() >= self.limit
    }
}

impl From<Span> for Deadline {
    /// The deadline of something due within `due`.
    fn from(due: Span) -> Self {
        Self { limit: due.end() }
    }
}

impl fmt::Display for Deadline {
    /// The first instant which is too late.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.limit.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> Span {
        text.parse::<Moment>()
            .unwrap()
            .span(Some(Tz::Europe__Berlin))
            .unwrap()
    }

    fn deadline(text: &str) -> Deadline {
        Deadline::new(&text.parse().unwrap(), Some(Tz::Europe__Berlin)).unwrap()
    }

    #[test]
    fn done_at_the_due_time_is_in_time() {
        let due = deadline("2026-03-01T17:00:00Z");
        assert_eq!(due.met_by(span("2026-03-01T17:00:00Z")), Proof::Proven);
        assert_eq!(due.met_by(span("2026-03-01T17:00:00.999Z")), Proof::Proven);
        assert_eq!(due.met_by(span("2026-03-01T17:00:01Z")), Proof::Refuted);
        assert_eq!(due.met_by(span("2026-03-01")), Proof::Undecided);
    }

    #[test]
    fn a_deadline_has_not_passed_at_the_due_time() {
        let due = deadline("2026-03-01T17:00:00Z");
        assert!(!due.passed(span("2026-03-01T17:00:00Z")));
        assert!(due.passed(span("2026-03-01T17:00:01Z")));
    }

    #[test]
    fn a_due_day_lasts_until_its_end() {
        let due = deadline("2026-03-29");
        assert_eq!(due.to_string(), "2026-03-29T22:00:00Z");
        assert_eq!(due.met_by(span("2026-03-29T23:59:59+02:00")), Proof::Proven);
        assert_eq!(
            due.met_by(span("2026-03-30T00:00:00+02:00")),
            Proof::Refuted
        );
    }

    #[test]
    fn a_due_day_without_zone_is_no_deadline() {
        assert_eq!(Deadline::new(&"2026-03-01".parse().unwrap(), None), None);
    }
}
