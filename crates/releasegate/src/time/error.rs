//! Why a text is not a usable time.

/// Why a text was not accepted as a time, a day or a zone.
///
/// Each variant quotes at most 40 characters of the text, and only printable ones.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// A date-time without an offset, which is a different instant in every zone.
    #[error("time `{text}` has no offset; write it as 2026-03-01T10:00:00Z or with +01:00")]
    Naive {
        /// The start of the text.
        text: String,
    },
    /// A text which is neither an RFC 3339 date-time nor a calendar day.
    #[error("time `{text}` is malformed: {reason}")]
    Malformed {
        /// The start of the text.
        text: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A zone name which the IANA time zone database does not have.
    #[error("time zone `{zone}` is unknown; write an IANA name such as Europe/Berlin")]
    UnknownZone {
        /// The start of the zone's name.
        zone: String,
    },
}

impl MomentError {
    /// The stable code of this kind of error: `naive-timestamp`, `malformed-time` or
    /// `unknown-zone`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Naive { .. } => "naive-timestamp",
            Self::Malformed { .. } => "malformed-time",
            Self::UnknownZone { .. } => "unknown-zone",
        }
    }

    pub(super) fn naive(text: &str) -> Self {
        Self::Naive {
            text: excerpt(text),
        }
    }

    pub(super) fn malformed(text: &str, reason: &'static str) -> Self {
        Self::Malformed {
            text: excerpt(text),
            reason,
        }
    }

    pub(super) fn unknown_zone(zone: &str) -> Self {
        Self::UnknownZone {
            zone: excerpt(zone),
        }
    }
}

const EXCERPT_CHARS: usize = 40;
const ELLIPSIS: &str = "...";

/// The start of `text`, safe to show: records come from outside, so a control or direction
/// character must not reach a terminal or a report.
fn excerpt(text: &str) -> String {
    let printable = |c: char| match c {
        ' '..='~' => c,
        _ if c.is_alphanumeric() => c,
        _ => char::REPLACEMENT_CHARACTER,
    };
    if text.chars().nth(EXCERPT_CHARS).is_none() {
        return text.chars().map(printable).collect();
    }
    let kept = text.chars().take(EXCERPT_CHARS - ELLIPSIS.len());
    kept.map(printable).chain(ELLIPSIS.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_short_and_printable() {
        assert_eq!(excerpt(&"9".repeat(40)), "9".repeat(40));
        assert_eq!(excerpt(&"9".repeat(41)), format!("{}...", "9".repeat(37)));
        assert_eq!(
            excerpt("1.\u{202e}M\u{e4}rz\n"),
            "1.\u{fffd}M\u{e4}rz\u{fffd}"
        );
    }
}
