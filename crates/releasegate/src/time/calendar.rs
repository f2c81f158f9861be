//! Durations in days, counted on the calendar of a zone.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Weekday};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::zone::{civil_day, resolve};
use super::{Instant, Moment, MomentError, Span};

/// Days on which nobody works although they are no Saturday or Sunday.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Vec<Moment>", into = "Vec<Moment>")]
#[schemars(with = "Vec<Moment>")]
pub struct Holidays(BTreeSet<NaiveDate>);

impl Holidays {
    /// Whether the day is a holiday.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.0.contains(&date)
    }

    /// The holidays, earliest first.
    pub fn iter(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.0.iter().copied()
    }

    /// Whether people work on the day: it is no Saturday, no Sunday and no holiday.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !self.contains(date)
    }
}

impl FromIterator<NaiveDate> for Holidays {
    fn from_iter<I: IntoIterator<Item = NaiveDate>>(dates: I) -> Self {
        Self(dates.into_iter().collect())
    }
}

impl TryFrom<Vec<Moment>> for Holidays {
    type Error = MomentError;

    /// Takes the days of a list.
    ///
    /// # Errors
    ///
    /// [`MomentError::Malformed`] for an instant, or a day with a zone: a holiday is the same date
    /// wherever it is kept.
    fn try_from(days: Vec<Moment>) -> Result<Self, MomentError> {
        let date = |day: Moment| match day.is_day() && day.zone().is_none() {
            true => Ok(day.date()),
            false => Err(MomentError::malformed(
                &day.to_string(),
                "a holiday must be a day such as 2026-12-25",
            )),
        };
        days.into_iter().map(date).collect()
    }
}

impl From<Holidays> for Vec<Moment> {
    fn from(holidays: Holidays) -> Self {
        holidays
            .0
            .into_iter()
            .filter_map(|date| Moment::day(date, None))
            .collect()
    }
}

/// The time `days` calendar days after `from`.
///
/// From an instant: the same wall-clock time of `zone` on the later day, as precise as `from`. When
/// the clocks show that time twice, the earlier one; when they skip it, the time moves by the
/// length of the gap. Zero days leave the instant as it is.
///
/// From a day: the whole later day, in the day's own zone, else in `zone`; should the zone have
/// skipped that day, the day after it.
///
/// `None` beyond the year 9999, and for a `from` which does not exist in its zone.
#[must_use]
pub fn after_days(from: &Moment, days: u32, zone: Tz) -> Option<Span> {
    shifted(from, days, zone, |date, days| {
        in_calendar(date.checked_add_days(days)?)
    })
}

/// The time `days` calendar days before `from`, as [`after_days`] counts them.
#[must_use]
pub fn days_before(from: &Moment, days: u32, zone: Tz) -> Option<Span> {
    shifted(from, days, zone, NaiveDate::checked_sub_days)
}

/// The time that lies some calendar days away from `from`; `shift` says on which date.
fn shifted(
    from: &Moment,
    days: u32,
    zone: Tz,
    shift: impl FnOnce(NaiveDate, Days) -> Option<NaiveDate>,
) -> Option<Span> {
    let away = Days::new(days.into());
    let Some(span) = from.instant_span() else {
        let zone = from.zone().unwrap_or(zone);
        civil_day(from.date(), zone)?;
        let date = shift(from.date(), away)?;
        return civil_day(date, zone).or_else(|| civil_day(date.succ_opt()?, zone));
    };
    if days == 0 {
        return Some(span);
    }
    let clock = wall_clock(span.first(), zone)?;
    let local = shift(clock.date(), away)?.and_time(clock.time());
    // The whole span moves by as much as its first second: mapped on its own, the end of a span
    // next to a gap could come to lie before its start.
    Some(span.plus_seconds(resolve(local, zone)?.seconds() - span.first().seconds()))
}

/// The whole civil day which is the `days`-th working day after the day of `from`.
///
/// The day of an instant is its date in `zone`; a day counts in its own zone, else in `zone`. The
/// day of `from` is not counted, whether people work on it or not, and is the answer for zero
/// days. `None` beyond the year 9999.
#[must_use]
pub fn after_business_days(
    from: &Moment,
    days: u32,
    zone: Tz,
    holidays: &Holidays,
) -> Option<Span> {
    let (date, zone) = civil_date(from, zone)?;
    let Some(ordinal) = days.checked_sub(1) else {
        return civil_day(date, zone);
    };
    date.iter_days()
        .skip(1)
        .map_while(in_calendar)
        .filter(|date| holidays.is_working_day(*date))
        // A working day which the zone skipped did not take place.
        .filter_map(|date| civil_day(date, zone))
        .nth(usize::try_from(ordinal).ok()?)
}

/// The whole civil day which is the `days`-th working day before the day of `from`, as
/// [`after_business_days`] counts them.
#[must_use]
pub fn business_days_before(
    from: &Moment,
    days: u32,
    zone: Tz,
    holidays: &Holidays,
) -> Option<Span> {
    let (date, zone) = civil_date(from, zone)?;
    let Some(ordinal) = days.checked_sub(1) else {
        return civil_day(date, zone);
    };
    std::iter::successors(date.pred_opt(), NaiveDate::pred_opt)
        .take_while(|date| date.year() > 0)
        .filter(|date| holidays.is_working_day(*date))
        .filter_map(|date| civil_day(date, zone))
        .nth(usize::try_from(ordinal).ok()?)
}

/// The day of a moment and the zone it counts in: its own for a day that has one, else `zone`.
fn civil_date(of: &Moment, zone: Tz) -> Option<(NaiveDate, Tz)> {
    match of.instant_span() {
        None => Some((of.date(), of.zone().unwrap_or(zone))),
        Some(span) => Some((wall_clock(span.first(), zone)?.date(), zone)),
    }
}

/// What clocks in `zone` show at the instant, without fractions of a second.
pub(super) fn wall_clock(instant: Instant, zone: Tz) -> Option<NaiveDateTime> {
    let utc = DateTime::from_timestamp(instant.seconds(), 0)?;
    Some(utc.with_timezone(&zone).naive_local())
}

/// The date, unless it is beyond what a record can state.
fn in_calendar(date: NaiveDate) -> Option<NaiveDate> {
    (date.year() <= 9999).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn after(from: &str, days: u32) -> String {
        let span = after_days(&moment(from), days, Tz::Europe__Berlin).unwrap();
        span.to_string()
    }

    #[test]
    fn days_keep_the_hour_when_clocks_change() {
        assert_eq!(
            after("2026-03-28T10:00:00+01:00", 1),
            "[2026-03-29T08:00:00Z, 2026-03-29T08:00:01Z)"
        );
        assert_eq!(
            after("2026-10-24T10:00:00.25+02:00", 1),
            "[2026-10-25T09:00:00.250Z, 2026-10-25T09:00:00.260Z)"
        );
    }

    #[test]
    fn an_hour_that_is_skipped_moves_and_one_that_repeats_is_the_first() {
        assert_eq!(
            after("2026-03-28T02:30:00+01:00", 1),
            "[2026-03-29T01:30:00Z, 2026-03-29T01:30:01Z)"
        );
        assert_eq!(
            after("2026-10-24T02:30:00+02:00", 1),
            "[2026-10-25T00:30:00Z, 2026-10-25T00:30:01Z)"
        );
        // The second 02:30 of that night stays what it is.
        assert_eq!(
            after("2026-10-25T02:30:00+01:00", 0),
            "[2026-10-25T01:30:00Z, 2026-10-25T01:30:01Z)"
        );
    }

    #[test]
    fn days_after_a_day_are_whole_days() {
        assert_eq!(
            after("2026-03-28", 1),
            "[2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z)"
        );
        assert_eq!(
            after("2026-03-28[UTC]", 1),
            "[2026-03-29T00:00:00Z, 2026-03-30T00:00:00Z)"
        );
        let skipped = after_days(&moment("2011-12-29"), 1, Tz::Pacific__Apia);
        assert_eq!(skipped, moment("2011-12-31").span(Some(Tz::Pacific__Apia)));
    }

    #[test]
    fn the_calendar_ends() {
        for text in ["9999-12-31", "9999-12-31T10:00:00Z"] {
            assert_eq!(after_days(&moment(text), 1, Tz::UTC), None);
            assert_eq!(after_days(&moment(text), u32::MAX, Tz::UTC), None);
            let holidays = Holidays::default();
            assert_eq!(
                after_business_days(&moment(text), 1, Tz::UTC, &holidays),
                None
            );
            assert!(after_days(&moment(text), 0, Tz::UTC).is_some());
        }
    }

    #[test]
    fn business_days_leave_out_weekends_and_holidays() {
        let holidays: Holidays = serde_json::from_str(r#"["2026-04-06","2026-04-03"]"#).unwrap();
        let target = |from: &str, days| {
            after_business_days(&moment(from), days, Tz::Europe__Berlin, &holidays)
        };
        let day = |text: &str| moment(text).span(Some(Tz::Europe__Berlin));
        // From Maundy Thursday, 2026-04-02, over Easter.
        assert_eq!(target("2026-04-02T10:00:00+02:00", 0), day("2026-04-02"));
        assert_eq!(target("2026-04-02T10:00:00+02:00", 1), day("2026-04-07"));
        assert_eq!(target("2026-04-02", 2), day("2026-04-08"));
        assert_eq!(target("2026-04-04", 0), day("2026-04-04"));
        assert_eq!(target("2026-04-04", 1), day("2026-04-07"));
        // It is Friday already where people work.
        assert_eq!(target("2026-04-09T22:30:00Z", 1), day("2026-04-13"));
    }

    #[test]
    fn days_before_are_the_days_after_read_backwards() {
        let before = |from: &str, days| {
            let span = days_before(&moment(from), days, Tz::Europe__Berlin).unwrap();
            span.first().to_string()
        };
        // The wall clock keeps its hour over the change of 29 March.
        assert_eq!(
            before("2026-03-29T10:00:00+02:00", 1),
            "2026-03-28T09:00:00Z"
        );
        // The second 02:30 of that night stays what it is.
        assert_eq!(
            before("2026-10-25T02:30:00+01:00", 0),
            "2026-10-25T01:30:00Z"
        );
        assert_eq!(before("2026-03-29", 1), "2026-03-27T23:00:00Z");
        assert_eq!(days_before(&moment("0001-01-01"), u32::MAX, Tz::UTC), None);
    }

    #[test]
    fn business_days_before_leave_out_weekends_and_holidays() {
        let holidays: Holidays = serde_json::from_str(r#"["2026-04-06","2026-04-03"]"#).unwrap();
        let target = |from: &str, days| {
            business_days_before(&moment(from), days, Tz::Europe__Berlin, &holidays)
        };
        let day = |text: &str| moment(text).span(Some(Tz::Europe__Berlin));
        assert_eq!(target("2026-04-07T10:00:00+02:00", 1), day("2026-04-02"));
        assert_eq!(target("2026-04-08", 2), day("2026-04-02"));
        assert_eq!(target("2026-04-05", 0), day("2026-04-05"));
        // It is Tuesday already where people work.
        assert_eq!(target("2026-04-13T22:30:00Z", 1), day("2026-04-13"));
    }

    #[test]
    fn holidays_are_days_in_order() {
        let holidays: Holidays = serde_json::from_str(r#"["2026-12-26","2026-12-25"]"#).unwrap();
        let text = serde_json::to_string(&holidays).unwrap();
        assert_eq!(text, r#"["2026-12-25","2026-12-26"]"#);
        assert!(serde_json::from_str::<Holidays>(r#"["2026-12-25T00:00:00Z"]"#).is_err());
        assert!(serde_json::from_str::<Holidays>(r#"["2026-12-25[UTC]"]"#).is_err());
    }
}
