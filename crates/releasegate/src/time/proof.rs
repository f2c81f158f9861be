//! Answers with three values.

use std::ops::Not;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the stated times say about a question.
///
/// `and`, `or` and `!` follow Kleene's logic: `Undecided` stands for an answer which is one of the
/// other two, so an operation gives `Undecided` only when that answer would make a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// It holds for every value the times can stand for.
    Proven,
    /// It holds for none of them.
    Refuted,
    /// It holds for some and not for others.
    Undecided,
}

impl Proof {
    /// Whether both hold.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Refuted, _) | (_, Self::Refuted) => Self::Refuted,
            (Self::Proven, Self::Proven) => Self::Proven,
            _ => Self::Undecided,
        }
    }

    /// Whether at least one holds.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Proven, _) | (_, Self::Proven) => Self::Proven,
            (Self::Refuted, Self::Refuted) => Self::Refuted,
            _ => Self::Undecided,
        }
    }

    /// Whether this is [`Proof::Proven`].
    #[must_use]
    pub const fn is_proven(self) -> bool {
        matches!(self, Self::Proven)
    }

    /// Whether this is [`Proof::Refuted`].
    #[must_use]
    pub const fn is_refuted(self) -> bool {
        matches!(self, Self::Refuted)
    }

    /// `Proven` or `Refuted` by two conditions of which at most one holds, else `Undecided`.
    pub(crate) const fn decide(proven: bool, refuted: bool) -> Self {
        match (proven, refuted) {
            (true, _) => Self::Proven,
            (false, true) => Self::Refuted,
            (false, false) => Self::Undecided,
        }
    }
}

impl Not for Proof {
    type Output = Self;

    /// Whether it does not hold.
    fn not(self) -> Self {
        match self {
            Self::Proven => Self::Refuted,
            Self::Refuted => Self::Proven,
            Self::Undecided => Self::Undecided,
        }
    }
}

impl From<bool> for Proof {
    fn from(holds: bool) -> Self {
        if holds { Self::Proven } else { Self::Refuted }
    }
}
