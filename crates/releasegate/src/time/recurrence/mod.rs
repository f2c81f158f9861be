//! Windows that come again, as the recurrence rules of RFC 5545 say.

mod text;

#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use rrule::{RRule, Unvalidated};

use super::calendar::wall_clock;
use super::zone::{day_start, resolve};
use super::{Edge, Instant, Moment, Window};

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
