//! Summing up what a check found to its verdict.

use super::{Issue, Judgement, MissingFact, Shared};
use crate::checks::case::Due;
use crate::checks::reason::Reason;
use crate::checks::verdict::Verdict;
use crate::pointer::Pointer;

/// A judgement summed up.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// What decided it.
    pub reason: Reason<'a>,
    /// What else stands in the way.
    pub further: Shared<Reason<'a>>,
    /// The evidence used.
    pub evidence: Shared<Pointer>,
    /// What is missing.
    pub missing: Shared<MissingFact<'a>>,
}

impl<'a> Judgement<'a> {
    /// The verdict, given whether the requirement is due.
    #[must_use]
    pub fn sum_up(&self, due: Due) -> Summary<'a> {
        if let Some(reason) = self.exemption {
            return Summary {
                verdict: Verdict::NotApplicable,
                reason,
                further: Shared::default(),
                evidence: self.evidence.as_slice().into(),
                missing: Shared::default(),
            };
        }
        if self.issues.is_empty() {
            return self.undisputed();
        }
        let decided = |verdict: Verdict| {
            self.issues
                .iter()
                .position(|issue| issue.verdict == verdict && (due == Due::Now || !issue.open))
        };
        let is_pending = |issue: &Issue<'a>| issue.verdict == Verdict::NotYetDue;
        let pending = self.issues.iter().position(is_pending);
        let (verdict, decisive) = match (
            decided(Verdict::Nonconforming),
            decided(Verdict::NotEvidenced),
        ) {
            (Some(index), _) => (Verdict::Nonconforming, Some(index)),
            (None, Some(index)) => (Verdict::NotEvidenced, Some(index)),
            // All that is wrong may still come right.
            (None, None) => (Verdict::NotYetDue, pending),
        };
        let reason = match (decisive.and_then(|index| self.issues.get(index)), due) {
            (Some(issue), _) => issue.reason,
            (None, Due::Later(until)) => Reason::Pending { until },
            (None, Due::Now) => Reason::Pending { until: None },
        };
        let further = self
            .issues
            .iter()
            .enumerate()
            .filter(|(index, _)| Some(*index) != decisive)
            .map(|(_, issue)| issue.reason)
            .collect();
        Summary {
            verdict,
            reason,
            further,
            evidence: self.evidence.as_slice().into(),
            missing: self.missing.as_slice().into(),
        }
    }

    /// The verdict when nothing stands in the way.
    fn undisputed(&self) -> Summary<'a> {
        // A check that cites nothing has looked at nothing: it cannot have proven anything.
        let (verdict, reason) = match self.evidence.is_empty() {
            true => (Verdict::NotEvidenced, Reason::Missing { at: "".into() }),
            false => (Verdict::Conforming, Reason::Shown),
        };
        Summary {
            verdict,
            reason,
            further: Shared::default(),
            evidence: self.evidence.as_slice().into(),
            missing: Shared::default(),
        }
    }
}
