//! Verdicts and severities.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a check says of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// All evidence needed is there, and proves that the requirement is met.
    Conforming,
    /// The evidence proves that the requirement is not met.
    Nonconforming,
    /// Evidence is missing, contradictory or too imprecise to decide.
    NotEvidenced,
    /// The obligation exists, and its time has not come.
    NotYetDue,
    /// A recorded fact makes the requirement not apply.
    NotApplicable,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 5] = [
        Self::Conforming,
        Self::Nonconforming,
        Self::NotEvidenced,
        Self::NotYetDue,
        Self::NotApplicable,
    ];

    /// Whether it stands in the way of a gate.
    #[must_use]
    pub const fn blocks(self) -> bool {
        !matches!(self, Self::Conforming | Self::NotApplicable)
    }

    /// The word for the verdict in documents.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Conforming => "conforming",
            Self::Nonconforming => "nonconforming",
            Self::NotEvidenced => "not_evidenced",
            Self::NotYetDue => "not_yet_due",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// How much a check weighs. Independent of the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Required by the profile.
    Must,
    /// Good practice in the profile; listed, never rolled up.
    Should,
}

impl Severity {
    /// The word for the severity in documents.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
        }
    }
}

/// Sums up verdicts of required checks.
///
/// The worst wins. No checks at all, or none that apply, prove nothing: `not_evidenced`.
#[must_use]
pub fn roll_up(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    match verdicts
        .into_iter()
        .reduce(|one, other| worse(Some(one), other))
    {
        None | Some(Verdict::NotApplicable) => Verdict::NotEvidenced,
        Some(worst) => worst,
    }
}

/// The worse of two verdicts, the first of which may not be there.
pub(crate) fn worse(one: Option<Verdict>, other: Verdict) -> Verdict {
    match one {
        Some(one) if weight(one) > weight(other) => one,
        _ => other,
    }
}

fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotApplicable => 0,
        Verdict::Conforming => 1,
        Verdict::NotYetDue => 2,
        Verdict::NotEvidenced => 3,
        Verdict::Nonconforming => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Conforming, Nonconforming, NotApplicable, NotEvidenced, NotYetDue};
    use super::roll_up;

    #[test]
    fn the_worst_verdict_wins() {
        assert_eq!(
            roll_up([Conforming, Nonconforming, NotEvidenced]),
            Nonconforming
        );
        assert_eq!(roll_up([Conforming, NotYetDue, NotEvidenced]), NotEvidenced);
        assert_eq!(roll_up([Conforming, NotYetDue]), NotYetDue);
        assert_eq!(roll_up([Conforming, NotApplicable]), Conforming);
    }

    #[test]
    fn nothing_proves_nothing() {
        assert_eq!(roll_up([]), NotEvidenced);
        assert_eq!(roll_up([NotApplicable, NotApplicable]), NotEvidenced);
    }
}
