//! Windows of time, which include their start and not their end.

use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Instant, Moment, Proof, Span};

/// Where a boundary of a window lies: at one of the instants from `earliest` to `latest`, both
/// included. They are equal when the boundary is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub struct Edge {
    earliest: Instant,
    latest: Instant,
}

impl Edge {
    /// A boundary at exactly this instant.
    #[must_use]
    pub const fn at(instant: Instant) -> Self {
        Self {
            earliest: instant,
            latest: instant,
        }
    }

    /// A boundary at some instant of the span.
    #[must_use]
    pub const fn somewhere_in(span: Span) -> Self {
        Self {
            earliest: span.first(),
            latest: span.end().predecessor(),
        }
    }

    /// A boundary at some instant from `earliest` to `latest`, both included, in either order.
    #[must_use]
    pub fn from_to(earliest: Instant, latest: Instant) -> Self {
        Self {
            earliest: earliest.min(latest),
            latest: earliest.max(latest),
        }
    }

    /// The first instant at which the boundary can lie.
    #[must_use]
    pub const fn earliest(&self) -> Instant {
        self.earliest
    }

    /// The last instant at which the boundary can lie.
    #[must_use]
    pub const fn latest(&self) -> Instant {
        self.latest
    }

    fn precedes(self, other: Self) -> Proof {
        Proof::decide(self.latest < other.earliest, self.earliest >= other.latest)
    }
}

/// A half-open window of time: an event at its start is in, an event at its end is out.
///
/// A window whose start is its end counts as that instant when it is compared with other windows,
/// see [`overlap`] and [`within`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub struct Window {
    start: Edge,
    end: Edge,
}

/// Why two times do not make a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum WindowError {
    /// A boundary is a day, and no zone says when it begins; or its zone skipped it.
    #[error("a boundary of the window is a day which has no zone or does not exist in its zone")]
    Unusable,
    /// The end is proven to lie before the start.
    #[error("the window ends before it starts")]
    Inverted,
}

impl Window {
    /// A window by definition, such as a freeze: a start day means its first instant, an end day
    /// its last, so the window covers both. An instant means itself.
    ///
    /// # Errors
    ///
    /// [`WindowError::Unusable`] for a day without [`Moment::span`], [`WindowError::Inverted`] when
    /// the end lies before the start.
    pub fn defined(start: &Moment, end: &Moment, zone: Option<Tz>) -> Result<Self, WindowError> {
        let start = start.span(zone).ok_or(WindowError::Unusable)?.first();
        let end_span = end.span(zone).ok_or(WindowError::Unusable)?;
        let end = if end.is_day() {
            end_span.end()
        } else {
            end_span.first()
        };
        Self::between(Edge::at(start), Edge::at(end))
    }

    /// A window by definition that has no end.
    ///
    /// # Errors
    ///
    /// [`WindowError::Unusable`] for a day without [`Moment::span`].
    pub fn open_from(start: &Moment, zone: Option<Tz>) -> Result<Self, WindowError> {
        let start = start.span(zone).ok_or(WindowError::Unusable)?.first();
        Ok(Self {
            start: Edge::at(start),
            end: Edge::at(Instant::END_OF_TIME),
        })
    }

    /// A window as it was measured: a boundary stated as a day lies anywhere in that day, one
    /// stated as an instant is taken as written.
    ///
    /// # Errors
    ///
    /// [`WindowError::Unusable`] for a day without [`Moment::span`], [`WindowError::Inverted`] when
    /// the end is proven to lie before the start.
    pub fn measured(start: &Moment, end: &Moment, zone: Option<Tz>) -> Result<Self, WindowError> {
        let start_span = start.span(zone).ok_or(WindowError::Unusable)?;
        let end_span = end.span(zone).ok_or(WindowError::Unusable)?;
        let as_written = |moment: &Moment, span: Span| match moment.is_day() {
            true => Edge::somewhere_in(span),
            false => Edge::at(span.first()),
        };
        Self::between(as_written(start, start_span), as_written(end, end_span)).or_else(|_| {
            // A start at 10:00:00.5 and an end at 10:00:00 are in order when the end was rounded.
            Self::between(Edge::somewhere_in(start_span), Edge::somewhere_in(end_span))
        })
    }

    /// The window between two boundaries. What each says about the other is used: the start does
    /// not lie after the last possible end, nor the end before the first possible start.
    ///
    /// # Errors
    ///
    /// [`WindowError::Inverted`] when the end is proven to lie before the start.
    pub fn between(start: Edge, end: Edge) -> Result<Self, WindowError> {
        if end.precedes(start).is_proven() {
            return Err(WindowError::Inverted);
        }
        Ok(Self {
            start: Edge {
                latest: start.latest.min(end.latest),
                ..start
            },
            end: Edge {
                earliest: end.earliest.max(start.earliest),
                ..end
            },
        })
    }

    /// The boundary from which on events are in.
    #[must_use]
    pub const fn start(&self) -> Edge {
        self.start
    }

    /// The boundary from which on events are out.
    #[must_use]
    pub const fn end(&self) -> Edge {
        self.end
    }

    /// Whether the event is in the window.
    #[must_use]
    pub fn contains(&self, event: Span) -> Proof {
        Proof::decide(
            event.first() >= self.start.latest && event.end() <= self.end.earliest,
            event.end() <= self.start.earliest || event.first() >= self.end.latest,
        )
    }

    /// The first instant past those the window occupies: its end, or the instant after it when
    /// start and end are the same.
    fn past(&self) -> Edge {
        let Self { start, end } = self;
        Edge {
            earliest: end.earliest.max(start.earliest.successor()),
            latest: if start.latest < end.latest {
                end.latest
            } else {
                end.latest.successor()
            },
        }
    }
}

/// Whether the two windows share an instant. Windows which only touch do not.
///
/// A window whose start is its end is that instant: it shares it with a window which starts there,
/// not with one which ends there.
#[must_use]
pub fn overlap(a: &Window, b: &Window) -> Proof {
    a.start.precedes(b.past()).and(b.start.precedes(a.past()))
}

/// Whether every instant of `inner` is in `outer`. Equal windows are within one another.
#[must_use]
pub fn within(inner: &Window, outer: &Window) -> Proof {
    let starts_too_early = inner.start.precedes(outer.start);
    let ends_too_late = outer.past().precedes(inner.past());
    !starts_too_early.or(ends_too_late)
}

/// Whether every instant of `whole` is in at least one of the parts.
#[must_use]
pub fn covered(whole: &Window, parts: &[Window]) -> Proof {
    let reaches = |from: Instant, until: Instant, edges: fn(&Window) -> (Instant, Instant)| {
        let mut parts: Vec<_> = parts.iter().map(edges).collect();
        parts.sort_unstable();
        let reached = parts.into_iter().fold(from, |reached, (start, end)| {
            if start <= reached {
                reached.max(end)
            } else {
                reached
            }
        });
        reached >= until
    };
    let (start, end) = (whole.start, whole.end);
    let proven = reaches(start.earliest, end.latest, |part| {
        (part.start.latest, part.end.earliest)
    });
    let possible = reaches(start.latest, end.earliest, |part| {
        (part.start.earliest, part.end.latest)
    });
    Proof::decide(proven, !possible)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Option<Tz> = Some(Tz::Europe__Berlin);

    fn span(text: &str) -> Span {
        text.parse::<Moment>().unwrap().span(ZONE).unwrap()
    }

    fn defined(start: &str, end: &str) -> Result<Window, WindowError> {
        Window::defined(&start.parse().unwrap(), &end.parse().unwrap(), ZONE)
    }

    fn measured(start: &str, end: &str) -> Result<Window, WindowError> {
        Window::measured(&start.parse().unwrap(), &end.parse().unwrap(), ZONE)
    }

    #[test]
    fn the_start_is_in_and_the_end_is_out() {
        let window = defined("2026-03-01T20:00:00Z", "2026-03-01T22:00:00Z").unwrap();
        assert_eq!(window.contains(span("2026-03-01T20:00:00Z")), Proof::Proven);
        assert_eq!(window.contains(span("2026-03-01T21:59:59Z")), Proof::Proven);
        assert_eq!(
            window.contains(span("2026-03-01T22:00:00Z")),
            Proof::Refuted
        );
        assert_eq!(
            window.contains(span("2026-03-01T19:59:59Z")),
            Proof::Refuted
        );
        assert_eq!(window.contains(span("2026-03-01")), Proof::Undecided);
    }

    #[test]
    fn a_freeze_covers_its_first_and_its_last_day() {
        let freeze = defined("2026-12-24", "2026-12-26").unwrap();
        assert_eq!(
            freeze.contains(span("2026-12-24T00:00:00+01:00")),
            Proof::Proven
        );
        assert_eq!(
            freeze.contains(span("2026-12-26T23:59:59+01:00")),
            Proof::Proven
        );
        assert_eq!(
            freeze.contains(span("2026-12-27T00:00:00+01:00")),
            Proof::Refuted
        );
        assert_eq!(freeze.contains(span("2026-12-26")), Proof::Proven);
    }

    #[test]
    fn a_measured_day_leaves_its_boundary_open() {
        let change = measured("2026-03-01", "2026-03-02T12:00:00+01:00").unwrap();
        assert_eq!(
            change.contains(span("2026-03-01T12:00:00+01:00")),
            Proof::Undecided
        );
        assert_eq!(
            change.contains(span("2026-03-02T00:00:00+01:00")),
            Proof::Proven
        );
        let day = measured("2026-03-01", "2026-03-01").unwrap();
        assert_eq!(
            within(&day, &defined("2026-03-01", "2026-03-01").unwrap()),
            Proof::Proven
        );
    }

    #[test]
    fn an_end_before_the_start_is_refused() {
        let inverted = Err(WindowError::Inverted);
        assert_eq!(
            defined("2026-03-01T10:00:00Z", "2026-03-01T09:59:59Z"),
            inverted
        );
        assert_eq!(defined("2026-03-02", "2026-03-01T12:00:00Z"), inverted);
        assert_eq!(measured("2026-03-02", "2026-03-01"), inverted);
        assert_eq!(
            measured("2026-03-01T10:00:00Z", "2026-03-01T09:59:59Z"),
            inverted
        );
        assert!(defined("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z").is_ok());
    }

    #[test]
    fn a_rounded_end_is_not_before_its_start() {
        let change = measured("2026-03-01T10:00:00.5Z", "2026-03-01T10:00:00Z").unwrap();
        assert_eq!(
            change.contains(span("2026-03-01T10:00:01Z")),
            Proof::Refuted
        );
        assert_eq!(
            change.contains(span("2026-03-01T10:00:00.7Z")),
            Proof::Undecided
        );
    }

    #[test]
    fn a_day_without_zone_bounds_no_window() {
        let day = "2026-03-01".parse().unwrap();
        assert_eq!(
            Window::defined(&day, &day, None),
            Err(WindowError::Unusable)
        );
        assert_eq!(
            Window::measured(&day, &day, None),
            Err(WindowError::Unusable)
        );
    }

    #[test]
    fn windows_which_touch_do_not_overlap() {
        let early = defined("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z").unwrap();
        let late = defined("2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z").unwrap();
        let both = defined("2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z").unwrap();
        assert_eq!(overlap(&early, &late), Proof::Refuted);
        assert_eq!(overlap(&early, &both), Proof::Proven);
        assert_eq!(within(&early, &both), Proof::Proven);
        assert_eq!(within(&both, &early), Proof::Refuted);
    }

    #[test]
    fn an_empty_window_is_in_the_window_which_starts_with_it() {
        let point = defined("2026-03-01T11:00:00Z", "2026-03-01T11:00:00Z").unwrap();
        let early = defined("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z").unwrap();
        let late = defined("2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z").unwrap();
        assert_eq!(overlap(&point, &early), Proof::Refuted);
        assert_eq!(overlap(&point, &late), Proof::Proven);
        assert_eq!(within(&point, &early), Proof::Refuted);
        assert_eq!(within(&point, &late), Proof::Proven);
    }

    #[test]
    fn parts_cover_what_has_no_gap() {
        let whole = defined("2026-03-01T10:00:00Z", "2026-03-03T10:00:00Z").unwrap();
        let first = defined("2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z").unwrap();
        let second = defined("2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z").unwrap();
        let late = defined("2026-03-02T10:00:01Z", "2026-03-03T10:00:00Z").unwrap();
        assert_eq!(covered(&whole, &[second, first]), Proof::Proven);
        assert_eq!(covered(&whole, &[first, late]), Proof::Refuted);
        assert_eq!(covered(&whole, &[first]), Proof::Refuted);
        assert_eq!(covered(&whole, &[]), Proof::Refuted);
        let days = measured("2026-03-01", "2026-03-04T10:00:00Z").unwrap();
        assert_eq!(covered(&whole, &[days]), Proof::Undecided);
    }
}
