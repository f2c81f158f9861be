//! The time that indicators are about.

use schemars::JsonSchema;
use serde::Serialize;

use crate::read::{Error, ErrorCode};
use crate::time::{AsOf, Edge, Instant, Moment, Proof, Span, Window, Zone, whole_days};

/// The time that indicators are about: half-open, in a stated zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MetricsPeriod {
    /// From here on, inclusive; of a day, from its beginning on.
    pub from: Moment,
    /// Up to here, exclusive; of a day, up to its beginning.
    pub to: Moment,
    /// The zone in which days are meant and counted.
    pub zone: Zone,
    /// Whether it was over at the instant of the question; until then more may come.
    pub is_over: bool,
    #[serde(skip)]
    start: Instant,
    #[serde(skip)]
    end: Instant,
}

impl MetricsPeriod {
    /// The time from `from` up to `to`.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidValue`] when a boundary is a day that its zone skipped, or the time is
    /// empty.
    pub fn new(from: Moment, to: Moment, zone: Zone, as_of: AsOf) -> Result<Self, Error> {
        let first = |moment: Moment, place: &str| {
            let span = moment.span(Some(zone.tz())).ok_or_else(|| {
                let message = "the day does not exist in its zone";
                at(place, message, "take the day before or after it")
            })?;
            Ok(span.first())
        };
        let (start, end) = (first(from, "/from")?, first(to, "/to")?);
        if start >= end {
            let message = "the period ends where it begins, or before";
            let help = "`to` is exclusive: for the first quarter give its first day, and the \
                        first day of the second one";
            return Err(at("/to", message, help));
        }
        let is_over = as_of.span().first() >= end;
        Ok(Self {
            from,
            to,
            zone,
            is_over,
            start,
            end,
        })
    }

    /// Whether something was in the period.
    #[must_use]
    pub fn contains(&self, event: Span) -> Proof {
        let window = Window::between(Edge::at(self.start), Edge::at(self.end));
        window.map_or(Proof::Undecided, |window| window.contains(event))
    }

    /// Whether something happened after the period for certain.
    #[must_use]
    pub fn is_before(&self, event: Span) -> bool {
        event.first() >= self.end
    }

    /// How many civil days it has; `None` when it does not begin and end where days do.
    #[must_use]
    pub fn days(&self) -> Option<u64> {
        whole_days(self.start, self.end, self.zone.tz())
    }
}

/// An error of a place in the question.
pub(super) fn at(place: &str, message: impl Into<String>, help: &str) -> Error {
    let mut error = Error::new(ErrorCode::InvalidValue, message).with_help(help);
    error.pointer = Some(place.to_owned());
    error
}
