//! Exact lengths of time.

use std::borrow::Cow;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::Moment;

/// An exact length of time, in nanoseconds of exact time; never a number of civil days.
///
/// Written as an ISO 8601 duration in seconds, such as `PT3600S` or `PT0.25S`: a number would lose
/// digits in languages whose numbers are floats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Elapsed {
    nanos: i128,
}

impl Elapsed {
    /// The time from one instant to another, each taken as written; negative when the other one
    /// is earlier. `None` when one of them is a day, which has no exact distance to anything.
    #[must_use]
    pub fn between(start: &Moment, end: &Moment) -> Option<Self> {
        let (start, end) = (start.instant_span()?, end.instant_span()?);
        Some(Self {
            nanos: end.first().nanos_since(start.first()),
        })
    }

    /// Its length in nanoseconds.
    #[must_use]
    pub const fn nanos(self) -> i128 {
        self.nanos
    }

    /// Whether the end lies before the start.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.nanos < 0
    }
}

impl Add for Elapsed {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            nanos: self.nanos.saturating_add(other.nanos),
        }
    }
}

impl Sum for Elapsed {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let nanos = self.nanos.unsigned_abs();
        let (seconds, rest) = (nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
        write!(f, "{sign}PT{seconds}")?;
        if rest > 0 {
            let digits = format!("{rest:09}");
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        f.write_str("S")
    }
}

impl Serialize for Elapsed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Elapsed {
    fn schema_name() -> Cow<'static, str> {
        "Elapsed".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An exact length of time as an ISO 8601 duration in seconds.",
            "pattern": "^-?PT[0-9]+(\\.[0-9]{1,9})?S$",
        })
    }
}

const NANOS_PER_SECOND: u128 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::Elapsed;

    fn between(start: &str, end: &str) -> Option<String> {
        let (start, end) = (start.parse().unwrap(), end.parse().unwrap());
        Elapsed::between(&start, &end).map(|elapsed| elapsed.to_string())
    }

    #[test]
    fn a_length_is_exact_whatever_the_offsets() {
        let at = "2026-03-01T10:00:00Z";
        assert_eq!(between(at, "2026-03-01T12:00:00+01:00").unwrap(), "PT3600S");
        assert_eq!(between(at, "2026-03-01T10:00:00.250Z").unwrap(), "PT0.25S");
        assert_eq!(between("2026-03-01T10:00:01Z", at).unwrap(), "-PT1S");
        assert_eq!(between(at, at).unwrap(), "PT0S");
    }

    #[test]
    fn a_day_has_no_exact_distance() {
        assert_eq!(between("2026-03-01", "2026-03-02T10:00:00Z"), None);
    }
}
