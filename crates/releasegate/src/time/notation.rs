//! Reading the text of a time.
//!
//! The fields stand at fixed positions, so they are taken apart as byte patterns; chrono then
//! decides whether they make a calendar day. Reading a well-formed time does not allocate.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::MomentError;
use super::zone::parse_zone;

/// A stated time, with all that is needed to write it back byte for byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Stated {
    /// An instant, as precise as its fraction has digits.
    Instant {
        /// Whole seconds since 1970-01-01T00:00:00Z.
        seconds: i64,
        /// Nanoseconds past that second.
        nanos: u32,
        /// The offset from UTC in minutes.
        offset: i16,
        /// How many digits the fraction has, 0 to 9.
        digits: u8,
        /// How the offset is written.
        style: OffsetStyle,
    },
    /// A civil day, in the zone written beside it.
    Day { date: NaiveDate, zone: Option<Tz> },
}

/// How an offset is written. Several texts stand for the same offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum OffsetStyle {
    /// `Z`.
    Zulu,
    /// `+01:00`, also `+00:00`.
    Numeric,
    /// `-00:00`.
    NegativeZero,
}

/// Reads a date-time with its offset, or a day with or without its zone.
pub(super) fn read(text: &str) -> Result<Stated, MomentError> {
    let malformed = |reason| Err(MomentError::malformed(text, reason));
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = text.as_bytes() else {
        return malformed("write a day as 2026-03-01 or a time as 2026-03-01T10:00:00Z");
    };
    let (Some(century), Some(year), Some(month), Some(day)) = (
        pair(*y1, *y2),
        pair(*y3, *y4),
        pair(*m1, *m2),
        pair(*d1, *d2),
    ) else {
        return malformed("year, month and day must be digits");
    };
    let year = i32::from(century) * 100 + i32::from(year);
    if year == 0 {
        return malformed("years run from 0001 to 9999");
    }
    let Some(date) = NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)) else {
        return malformed("there is no such calendar day");
    };
    match rest {
        [b'T', clock @ ..] => match read_clock(date, clock) {
            Ok(stated) => Ok(stated),
            Err(Fault::Naive) => Err(MomentError::naive(text)),
            Err(Fault::Malformed(reason)) => malformed(reason),
        },
        [] => Ok(Stated::Day { date, zone: None }),
        [b'[', name @ .., b']'] => {
            // The brackets are ASCII, so what stands between them is whole characters.
            let zone = parse_zone(str::from_utf8(name).unwrap_or_default())?;
            Ok(Stated::Day {
                date,
                zone: Some(zone),
            })
        }
        [b't', ..] => malformed("the `T` between day and time must be upper case"),
        [b' ', ..] => malformed("write `T` between day and time, not a space"),
        _ => malformed("unexpected text after the day"),
    }
}

enum Fault {
    Naive,
    Malformed(&'static str),
}

/// Reads what follows the `T`: time of day, fraction, offset.
fn read_clock(date: NaiveDate, clock: &[u8]) -> Result<Stated, Fault> {
    let [h1, h2, b':', n1, n2, b':', s1, s2, rest @ ..] = clock else {
        return Err(Fault::Malformed(
            "write hours, minutes and seconds as 10:00:00",
        ));
    };
    let (Some(hour), Some(minute), Some(second)) = (pair(*h1, *h2), pair(*n1, *n2), pair(*s1, *s2))
    else {
        return Err(Fault::Malformed(
            "hours, minutes and seconds must be digits",
        ));
    };
    match (hour, minute, second) {
        (0..=23, 0..=59, 0..=59) => {}
        (0..=23, 0..=59, 60) => {
            return Err(Fault::Malformed(
                "leap seconds are not supported; write second 59",
            ));
        }
        _ => {
            return Err(Fault::Malformed(
                "the time of day is outside 00:00:00 to 23:59:59",
            ));
        }
    }
    let (nanos, digits, rest) = match rest {
        [b'.', rest @ ..] => read_fraction(rest)?,
        _ => (0, 0, rest),
    };
    let (offset, style) = read_offset(rest)?;
    let minutes = i64::from(hour) * 60 + i64::from(minute) - i64::from(offset);
    let seconds = i64::from(date.to_epoch_days()) * 86_400 + minutes * 60 + i64::from(second);
    Ok(Stated::Instant {
        seconds,
        nanos,
        offset,
        digits,
        style,
    })
}

/// Reads the digits after the decimal point: nanoseconds, number of digits, what follows.
fn read_fraction(text: &[u8]) -> Result<(u32, u8, &[u8]), Fault> {
    let mut nanos = 0;
    let mut unit = 100_000_000;
    let mut digits = 0;
    let mut rest = text;
    while let [byte @ b'0'..=b'9', tail @ ..] = rest {
        if digits == 9 {
            return Err(Fault::Malformed("a fraction has at most 9 digits"));
        }
        nanos += u32::from(*byte - b'0') * unit;
        unit /= 10;
        digits += 1;
        rest = tail;
    }
    if digits == 0 {
        return Err(Fault::Malformed("the decimal point needs digits after it"));
    }
    Ok((nanos, digits, rest))
}

/// Reads the offset, which ends the text: minutes east of UTC and the way it is written.
fn read_offset(text: &[u8]) -> Result<(i16, OffsetStyle), Fault> {
    match text {
        [b'Z'] => Ok((0, OffsetStyle::Zulu)),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (Some(hours @ 0..=23), Some(minutes @ 0..=59)) = (pair(*h1, *h2), pair(*m1, *m2))
            else {
                return Err(Fault::Malformed("the offset is outside -23:59 to +23:59"));
            };
            let size = i16::from(hours) * 60 + i16::from(minutes);
            match (sign, size) {
                (b'-', 0) => Ok((0, OffsetStyle::NegativeZero)),
                (b'-', _) => Ok((-size, OffsetStyle::Numeric)),
                _ => Ok((size, OffsetStyle::Numeric)),
            }
        }
        // A zone name alone leaves the repeated hour of an autumn night ambiguous.
        [] | [b'[', ..] => Err(Fault::Naive),
        [b'z', ..] => Err(Fault::Malformed("the `Z` must be upper case")),
        [b'+' | b'-', ..] => Err(Fault::Malformed("write the offset as +01:00")),
        [b'Z', ..] => Err(Fault::Malformed("unexpected text after the `Z`")),
        _ => Err(Fault::Malformed(
            "write `Z` or an offset such as +01:00 after the time",
        )),
    }
}

fn pair(tens: u8, ones: u8) -> Option<u8> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| tens * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        read(text).map_or_else(|error| error.code(), |_| "read")
    }

    fn message(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn times_and_days_are_read() {
        for text in [
            "2026-03-01T10:00:00Z",
            "2026-03-01T10:00:00.250+01:00",
            "2026-03-01T10:00:00.123456789-23:59",
            "2026-03-01T10:00:00-00:00",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59.999999999-23:59",
            "2024-02-29",
            "2026-03-01[Europe/Berlin]",
            "2026-03-01[Etc/GMT+5]",
        ] {
            assert_eq!(code(text), "read", "{text}");
        }
    }

    #[test]
    fn a_time_without_offset_is_naive() {
        for text in [
            "2026-03-01T10:00:00",
            "2026-03-01T10:00:00.5",
            "2026-03-01T10:00:00[Europe/Berlin]",
        ] {
            assert_eq!(code(text), "naive-timestamp", "{text}");
        }
        assert_eq!(
            message("2026-03-01T10:00:00"),
            "time `2026-03-01T10:00:00` has no offset; \
             write it as 2026-03-01T10:00:00Z or with +01:00"
        );
    }

    #[test]
    fn unknown_zones_are_refused_by_name() {
        for text in [
            "2026-03-01[Europe/Berlni]",
            "2026-03-01[europe/berlin]",
            "2026-03-01[]",
        ] {
            assert_eq!(code(text), "unknown-zone", "{text}");
        }
        assert!(message("2026-03-01[Mars/Base]").contains("`Mars/Base`"));
    }

    #[test]
    fn other_texts_are_malformed_and_say_why() {
        for (text, reason) in [
            ("", "write a day as"),
            ("yesterday", "write a day as"),
            ("26-03-01", "write a day as"),
            ("2026-3-01T10:00:00Z", "write a day as"),
            ("\u{ff12}026-03-01", "write a day as"),
            ("202x-03-01", "must be digits"),
            ("0000-03-01", "years run from"),
            ("2026-02-29", "no such calendar day"),
            ("2026-13-01", "no such calendar day"),
            ("2026-03-01t10:00:00Z", "must be upper case"),
            ("2026-03-01T10:00:00z", "must be upper case"),
            ("2026-03-01 10:00:00Z", "not a space"),
            ("2026-03-01[Europe/Berlin", "unexpected text after the day"),
            ("2026-03-01T10:00Z", "hours, minutes and seconds"),
            ("2026-03-01T10:0x:00Z", "must be digits"),
            ("2026-03-01T24:00:00Z", "outside 00:00:00"),
            ("2026-03-01T23:59:61Z", "outside 00:00:00"),
            ("2016-12-31T23:59:60Z", "leap seconds"),
            ("2026-03-01T10:00:00.Z", "needs digits"),
            ("2026-03-01T10:00:00.1234567890Z", "at most 9 digits"),
            ("2026-03-01T10:00:00,5Z", "an offset such as"),
            ("2026-03-01T10:00:00Z ", "after the `Z`"),
            ("2026-03-01T10:00:00Z[UTC]", "after the `Z`"),
            ("2026-03-01T10:00:00+0100", "write the offset as"),
            ("2026-03-01T10:00:00+24:00", "offset is outside"),
            ("2026-03-01T10:00:00+01:60", "offset is outside"),
        ] {
            assert_eq!(code(text), "malformed-time", "{text}");
            assert!(message(text).contains(reason), "{}", message(text));
        }
    }
}
