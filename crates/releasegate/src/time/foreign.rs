//! Times as other tools write them: in a notation of their own, by the clocks of some zone.

use chrono::format::{Fixed, Item, Numeric, Parsed, StrftimeItems, parse};
use chrono::{LocalResult, NaiveDateTime, Offset, TimeZone, Timelike};
use chrono_tz::Tz;

use super::Moment;

/// Times of another tool, as far as they are not written as records write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignTimes {
    /// Notations, in the letters of strftime; the first one that fits counts.
    pub notations: Vec<String>,
    /// Whose clocks a time without an offset was read from.
    pub zone: Option<Tz>,
}

/// A time that another tool wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignTime {
    /// The same as records write it.
    pub moment: Moment,
    /// Whether no seconds were written, so that those of `moment` are none that anybody saw.
    pub whole_minute: bool,
}

/// Why a text of another tool is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignTimeError {
    /// It is in none of the notations.
    Unreadable,
    /// It has no offset, and no zone is known.
    NoZone,
    /// Clocks showed it twice.
    Twice,
    /// Clocks skipped it.
    Skipped,
}

/// The notations that need not be named: RFC 3339 with a space, or without its offset.
const USUAL: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S%.f%#z",
    "%Y-%m-%dT%H:%M:%S%.f%#z",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
];

impl ForeignTimes {
    /// The first notation that is none.
    #[must_use]
    pub fn malformed(&self) -> Option<usize> {
        let is_none = |notation: &String| {
            notation.trim().is_empty()
                || StrftimeItems::new(notation).any(|item| matches!(item, Item::Error))
        };
        self.notations.iter().position(is_none)
    }

    /// Reads a time: as records write it, in one of the notations, or nearly as records write it.
    ///
    /// # Errors
    /// When it is none, or when nobody can tell which instant it is.
    pub fn read(&self, text: &str) -> Result<ForeignTime, ForeignTimeError> {
        if let Ok(moment) = text.parse() {
            let whole_minute = false;
            return Ok(ForeignTime {
                moment,
                whole_minute,
            });
        }
        let own = self.notations.iter().map(String::as_str);
        for notation in own.chain(USUAL) {
            let mut parsed = Parsed::new();
            if parse(&mut parsed, text, StrftimeItems::new(notation)).is_ok() {
                let moment = self.moment_of(&parsed)?;
                let whole_minute = !moment.is_day() && !has_seconds(notation);
                return Ok(ForeignTime {
                    moment,
                    whole_minute,
                });
            }
        }
        Err(ForeignTimeError::Unreadable)
    }

    fn moment_of(&self, parsed: &Parsed) -> Result<Moment, ForeignTimeError> {
        let unreadable = |_| ForeignTimeError::Unreadable;
        let of_day = [parsed.hour_mod_12(), parsed.minute(), parsed.second()];
        if of_day == [None; 3] && parsed.timestamp().is_none() {
            let day = parsed.to_naive_date().map_err(unreadable)?;
            return Moment::day(day, None).ok_or(ForeignTimeError::Unreadable);
        }
        let offset = parsed.offset().unwrap_or_default();
        let local = parsed
            .to_naive_datetime_with_offset(offset)
            .map_err(unreadable)?;
        // The number of seconds since 1970 says which instant it is without any zone.
        let is_exact = parsed.offset().is_some() || parsed.timestamp().is_some();
        let offset = match (is_exact, self.zone) {
            (true, _) => offset,
            (false, None) => return Err(ForeignTimeError::NoZone),
            (false, Some(zone)) => match zone.offset_from_local_datetime(&local) {
                LocalResult::Single(offset) => offset.fix().local_minus_utc(),
                LocalResult::Ambiguous(..) => return Err(ForeignTimeError::Twice),
                LocalResult::None => return Err(ForeignTimeError::Skipped),
            },
        };
        written(local, offset).ok_or(ForeignTimeError::Unreadable)
    }
}

/// The time as records write it.
fn written(local: NaiveDateTime, offset: i32) -> Option<Moment> {
    let seconds = local.format("%Y-%m-%dT%H:%M:%S");
    let fraction = match local.nanosecond() {
        0 => String::new(),
        // Digits that were not written would claim more than was known.
        nanos => format!(".{nanos:09}").trim_end_matches('0').to_owned(),
    };
    let offset = match offset {
        0 => "Z".to_owned(),
        offset => {
            let sign = if offset < 0 { '-' } else { '+' };
            let size = offset.unsigned_abs();
            if size % 60 != 0 {
                return None;
            }
            format!("{sign}{:02}:{:02}", size / 3600, size / 60 % 60)
        }
    };
    format!("{seconds}{fraction}{offset}").parse().ok()
}

fn has_seconds(notation: &str) -> bool {
    StrftimeItems::new(notation).any(|item| {
        matches!(
            item,
            Item::Numeric(Numeric::Second | Numeric::Timestamp, _)
                | Item::Fixed(Fixed::RFC2822 | Fixed::RFC3339)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(notations: &[&str], zone: Option<Tz>, text: &str) -> Result<String, ForeignTimeError> {
        let notations = notations.iter().map(|it| (*it).to_owned()).collect();
        let times = ForeignTimes { notations, zone };
        assert_eq!(times.malformed(), None);
        times.read(text).map(|time| time.moment.to_string())
    }

    const BERLIN: Option<Tz> = Some(Tz::Europe__Berlin);

    #[test]
    fn what_records_write_stays_as_it_is() {
        for text in [
            "2026-03-01T10:00:00.250+01:00",
            "2026-03-01T10:00:00-00:00",
            "2026-03-01",
            "2026-03-01[Europe/Berlin]",
        ] {
            assert_eq!(read(&["%d"], BERLIN, text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn other_notations_are_read_by_the_clocks_of_the_zone() {
        for (notation, text, expected) in [
            (
                "%d-%m-%Y %H:%M",
                "29-02-2016 01:16",
                "2016-02-29T01:16:00+01:00",
            ),
            (
                "%d.%m.%Y %H:%M:%S",
                "01.07.2026 08:30:05",
                "2026-07-01T08:30:05+02:00",
            ),
            (
                "%m/%d/%Y %I:%M:%S %p",
                "01/06/2022 04:12:43 PM",
                "2022-01-06T16:12:43+01:00",
            ),
            ("%d.%m.%Y", "01.07.2026", "2026-07-01"),
            ("%s", "1783317600", "2026-07-06T06:00:00Z"),
            (
                "%a, %d %b %Y %H:%M:%S %z",
                "Mon, 06 Jul 2026 08:00:00 +0200",
                "2026-07-06T08:00:00+02:00",
            ),
        ] {
            assert_eq!(read(&[notation], BERLIN, text).as_deref(), Ok(expected));
        }
        for (text, expected) in [
            ("2022-01-06 12:12:43", "2022-01-06T12:12:43Z"),
            ("2022-01-06T12:12:43.500", "2022-01-06T12:12:43.5Z"),
            ("2022-01-06 12:12:43 +0530", "2022-01-06T12:12:43+05:30"),
            ("2022-01-06 12:12:43+01", "2022-01-06T12:12:43+01:00"),
        ] {
            assert_eq!(read(&[], Some(Tz::UTC), text).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_nobody_can_tell_is_not_guessed() {
        let berlin = |text| read(&["%d.%m.%Y %H:%M"], BERLIN, text);
        assert_eq!(berlin("29.03.2026 02:30"), Err(ForeignTimeError::Skipped));
        assert_eq!(berlin("25.10.2026 02:30"), Err(ForeignTimeError::Twice));
        assert_eq!(
            berlin("31.02.2026 02:30"),
            Err(ForeignTimeError::Unreadable)
        );
        let half = read(&["%d.%m.%Y %I:%M"], BERLIN, "01.07.2026 08:30");
        assert_eq!(half, Err(ForeignTimeError::Unreadable));
        assert_eq!(berlin("yesterday"), Err(ForeignTimeError::Unreadable));
        assert_eq!(berlin(""), Err(ForeignTimeError::Unreadable));
        let nowhere = read(&[], None, "2026-03-01 10:00:00");
        assert_eq!(nowhere, Err(ForeignTimeError::NoZone));
        // A second that records do not know.
        let leap = read(&[], BERLIN, "2016-12-31 23:59:60");
        assert_eq!(leap, Err(ForeignTimeError::Unreadable));
    }

    #[test]
    fn seconds_that_nobody_wrote_are_told() {
        let times = |notation: &str| ForeignTimes {
            notations: vec![notation.to_owned()],
            zone: Some(Tz::UTC),
        };
        let whole = |notation: &str, text| times(notation).read(text).unwrap().whole_minute;
        assert!(whole("%d.%m.%Y %H:%M", "01.07.2026 08:30"));
        assert!(!whole("%d.%m.%Y %T", "01.07.2026 08:30:00"));
        assert!(!whole("%d.%m.%Y", "01.07.2026"));
        assert_eq!(times("%Q").malformed(), Some(0));
        assert_eq!(times(" ").malformed(), Some(0));
    }
}
