//! The places that a reason names.

use super::Reason;
use crate::pointer::Pointer;
use crate::time::Instant;

impl Reason<'_> {
    /// The instants that the reason names.
    pub(crate) fn instants(&self) -> Vec<Instant> {
        match self {
            Self::Pending { until: Some(until) }
            | Self::Overdue { until, .. }
            | Self::Expired { until, .. }
            | Self::TooLate { until, .. } => vec![*until],
            Self::TooEarly { period_end, .. } => vec![*period_end],
            Self::PeriodNotCovered { from, until, .. } => vec![*from, *until],
            _ => Vec::new(),
        }
    }

    /// Changes every pointer that the reason holds.
    pub(crate) fn each_pointer(&mut self, change: &mut dyn FnMut(&mut Pointer)) {
        match self {
            Self::Shown
            | Self::Pending { .. }
            | Self::NoPolicy
            | Self::OwnRequirementUnmet { .. }
            | Self::OwnFactMissing { .. }
            | Self::OwnRequirementUndecided { .. } => {}
            Self::DoesNotApply { fact, .. } => change(fact),
            Self::PolicyNotInForce { planned } => change(planned),
            Self::Missing { at }
            | Self::EmptyList { at }
            | Self::NoneStated { at }
            | Self::Unresolved { at, .. }
            | Self::Repeated { at, .. }
            | Self::NotInPolicy { at }
            | Self::NoEmergencyType { at }
            | Self::ToBeDetermined { at }
            | Self::TimeUnusable { at }
            | Self::NoResult { at, .. }
            | Self::NoDecision { at, .. }
            | Self::SideMissing { at, .. }
            | Self::NoAuthority { at, .. }
            | Self::NotApproved { at }
            | Self::NoApproval { at }
            | Self::NotInBaseline { at, .. }
            | Self::WaveOpen { at }
            | Self::CheckFailed { at }
            | Self::TooEarly { at, .. }
            | Self::PeriodNotCovered { at, .. }
            | Self::EmptyPeriod { at }
            | Self::Expired { at, .. }
            | Self::NothingToWaive { at }
            | Self::Overdue { at, .. }
            | Self::TooLate { at, .. }
            | Self::AnsweredNo { at }
            | Self::NotMeasurable { at }
            | Self::WrongKind { at, .. }
            | Self::Gap { at }
            | Self::NotAssigned { at, .. }
            | Self::NotInformed { at, .. }
            | Self::NotListed { at, .. } => change(at),
            Self::NotBefore { first, second } | Self::OrderUndecided { first, second } => {
                change(first);
                change(second);
            }
            Self::Contradiction { at, with } | Self::NotComparable { at, with } => {
                change(at);
                change(with);
            }
            Self::Differs { at, from } => {
                change(at);
                change(from);
            }
            Self::NotPartOf { at, of } => {
                change(at);
                change(of);
            }
            Self::ResultOutdated { result, revised } => {
                change(result);
                change(revised);
            }
            Self::DecidedAgainst { decision, start } => {
                change(decision);
                change(start);
            }
            Self::OutsideApproval { at, limit } => {
                change(at);
                change(limit);
            }
            Self::CountDiffers { at, listed } => {
                change(at);
                change(listed);
            }
            Self::AnalysisOutdated { analysis, by } => {
                change(analysis);
                change(by);
            }
            Self::SamePerson { at, with } => {
                change(at);
                change(with);
            }
            Self::PerhapsSamePerson { at, with } | Self::NotSeparate { at, with } => {
                change(at);
                change(with);
            }
            Self::NotInForce { at, when } => {
                change(at);
                change(when);
            }
            Self::InFreeze { at, freeze } => {
                change(at);
                change(freeze);
            }
            Self::OutsideWindows { at, windows } => {
                change(at);
                change(windows);
            }
            Self::AssignedTwice { at, with, .. } => {
                change(at);
                change(with);
            }
            Self::NotCovered { at, by } => {
                change(at);
                change(by);
            }
        }
    }
}
