//! Reasons in plain words.

use std::fmt;

use super::{OwnDoubt, Reason, Side};

impl fmt::Display for Reason<'_> {
    /// One sentence in plain words: lowercase, no full stop, ids and places instead of values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shown => f.write_str("the evidence shows it"),
            Self::DoesNotApply { fact, by: Some(by) } => {
                write!(f, "does not apply: see {fact}, stated by `{by}`")
            }
            Self::DoesNotApply { fact, by: None } => write!(f, "does not apply: see {fact}"),
            Self::Pending { until: Some(until) } => write!(f, "not due before {until}"),
            Self::Pending { until: None } => f.write_str("not due yet"),
            Self::Missing { at } => write!(f, "{at} is missing"),
            Self::NoPolicy => f.write_str(
                "no release policy of the organization was given; the shipped default is only a \
                 yardstick",
            ),
            Self::PolicyNotInForce { planned } => {
                write!(
                    f,
                    "the policy given was not in force at {planned}; give the version that was"
                )
            }
            Self::EmptyList { at } => {
                write!(
                    f,
                    "{at} is empty; list the items, or state `none` with who and when"
                )
            }
            Self::NoneStated { at } => {
                write!(
                    f,
                    "{at} states that there are none, and at least one is needed"
                )
            }
            Self::Unresolved { at, id } => write!(f, "{at} refers to `{id}`, which is not there"),
            Self::Repeated { at, id } => write!(f, "{at} repeats the id `{id}`"),
            Self::NotInPolicy { at } => write!(f, "{at} is not one of those the policy names"),
            Self::NoEmergencyType { at } => write!(f, "none of {at} is marked as emergency"),
            Self::ToBeDetermined { at } => write!(f, "{at} is still to be determined"),
            Self::NotBefore { first, second } => write!(f, "{first} is not before {second}"),
            Self::OrderUndecided { first, second } => {
                write!(
                    f,
                    "the times do not tell whether {first} came before {second}"
                )
            }
            Self::TimeUnusable { at } => {
                write!(
                    f,
                    "{at} is a day without a zone; state `zone` in the record"
                )
            }
            Self::Contradiction { at, with } => write!(f, "{at} contradicts {with}"),
            Self::Differs { at, from } => write!(f, "{at} differs from {from}"),
            Self::NotComparable { at, with } => {
                write!(f, "{at} and {with} were made with different algorithms")
            }
            Self::NotPartOf { at, of } => write!(f, "{at} was not part of {of}"),
            Self::NoResult { at, criterion } => {
                write!(
                    f,
                    "criterion `{criterion}` ({at}) has no result on the final build"
                )
            }
            Self::ResultOutdated { result, revised } => {
                write!(f, "{result} is older than the edit at {revised}")
            }
            Self::NoDecision { at, criterion } => {
                write!(
                    f,
                    "criterion `{criterion}` failed ({at}), and no decision names it"
                )
            }
            Self::DecidedAgainst { decision, start } => {
                write!(
                    f,
                    "{decision} says not to deploy, and {start} shows that it was"
                )
            }
            Self::SideMissing {
                at,
                side: Side::Organization,
            } => {
                write!(
                    f,
                    "nobody among {at} decided for the organization in a role"
                )
            }
            Self::SideMissing {
                at,
                side: Side::InterestedParty,
            } => {
                write!(f, "nobody among {at} decided for an interested party")
            }
            Self::NoAuthority { at, role } => {
                write!(
                    f,
                    "the person at {at} is not shown to have held the role `{role}` then"
                )
            }
            Self::NotApproved { at } => {
                write!(f, "what was decided at {at} is not an approval")
            }
            Self::OutsideApproval { at, limit } => write!(f, "{at} is outside {limit}"),
            Self::NoApproval { at } => write!(f, "no approval covers {at}"),
            Self::NotInBaseline { at, item } => {
                write!(
                    f,
                    "item `{item}` ({at}) is in no baseline taken before the deployment"
                )
            }
            Self::WaveOpen { at } => {
                write!(
                    f,
                    "the record does not show that the deployment of {at} is over"
                )
            }
            Self::CheckFailed { at } => write!(f, "{at} found something wrong"),
            Self::TooEarly { at, period_end } => {
                write!(f, "{at} is before the end of the period, {period_end}")
            }
            Self::PeriodNotCovered { at, from, until } => {
                write!(
                    f,
                    "{at} does not cover the whole time from {from} to {until}"
                )
            }
            Self::EmptyPeriod { at } => {
                write!(f, "{at} sets an empty period and no reason is stated")
            }
            Self::CountDiffers { at, listed } => {
                write!(
                    f,
                    "the number at {at} is not the number of incidents at {listed}"
                )
            }
            Self::NotInformed { audience, at } => {
                write!(f, "audience `{audience}` was not informed ({at})")
            }
            Self::AnalysisOutdated { analysis, by } => {
                write!(f, "{by} came to light after {analysis}")
            }
            Self::Overdue { at, until } => {
                write!(f, "{at} was due, and not done before {until}")
            }
            Self::Expired { at, until } => {
                write!(f, "{at} ends the validity at {until}")
            }
            Self::NothingToWaive { at } => {
                write!(f, "{at} names a check whose finding needs no waiver")
            }
            Self::TooLate { at, until } => {
                write!(f, "{at} is too late: it had to be before {until}")
            }
            Self::AnsweredNo { at } => {
                write!(f, "{at} says no, and a yes is needed")
            }
            Self::SamePerson { at, with } => {
                write!(f, "the same person is at {at} and at {with}")
            }
            Self::PerhapsSamePerson { at, with } => {
                write!(
                    f,
                    "the record does not tell whether {at} and {with} are the same person; list both under `people`, with their `aliases`"
                )
            }
            Self::NotInForce { at, when } => {
                write!(f, "{at} was not in force over all of {when}")
            }
            Self::NotMeasurable { at } => {
                write!(f, "{at} cannot be measured; state a number with its unit")
            }
            Self::InFreeze { at, freeze } => {
                write!(f, "{at} is in the freeze {freeze}")
            }
            Self::OutsideWindows { at, windows } => {
                write!(f, "{at} is in none of the windows at {windows}")
            }
            Self::Gap { at } => {
                write!(f, "a number is missing before {at}")
            }
            Self::NotAssigned { at, activity } => {
                write!(f, "nobody at {at} answers for `{activity}`")
            }
            Self::AssignedTwice { at, with, activity } => {
                write!(f, "{at} and {with} both answer for `{activity}`")
            }
            Self::WrongKind { at, needed } => write!(f, "{at} is not `{needed}`"),
            Self::NotSeparate { at, with } => {
                write!(f, "{at} and {with} are not kept apart")
            }
            Self::NotCovered { at, by } => {
                write!(f, "{at} is not covered by {by}")
            }
            Self::NotListed { at, needed } => write!(f, "{at} does not list `{needed}`"),
            Self::OwnRequirementUnmet { message } => f.write_str(message),
            Self::OwnFactMissing { fact } => write!(f, "`{fact}` is missing"),
            Self::OwnRequirementUndecided { why } => f.write_str(match why {
                OwnDoubt::NoFact => "the expression looked at no fact of the record",
                OwnDoubt::NotYesOrNo => "the expression gives neither true nor false",
                OwnDoubt::Failed => "the expression cannot be worked out on what the record says",
                OwnDoubt::TooCostly => "the record is too large for the expression",
            }),
        }
    }
}
