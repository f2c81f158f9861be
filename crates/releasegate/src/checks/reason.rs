//! Reasons: why a check says what it says, as data. Sentences are rendered from them.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::pointer::Pointer;
use crate::time::Instant;

/// Why a check has its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(extend("discriminator" = {"propertyName": "kind"}))]
pub enum Reason<'a> {
    /// The evidence shows that the requirement is met.
    #[schemars(title = "Shown")]
    Shown,
    /// A recorded fact makes the requirement not apply.
    #[schemars(title = "DoesNotApply")]
    DoesNotApply {
        /// The fact.
        fact: Pointer,
        /// Who decided or stated it, if a person did.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<&'a str>,
    },
    /// The time for it has not come.
    #[schemars(title = "Pending")]
    Pending {
        /// Until when, if the record tells.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
    },
    /// The record does not say it.
    #[schemars(title = "Missing")]
    Missing {
        /// Where it would be.
        at: Pointer,
    },
    /// No policy of the organization was given, only the shipped yardstick.
    #[schemars(title = "NoPolicy")]
    NoPolicy,
    /// The policy given was not in force when the release was planned.
    #[schemars(title = "PolicyNotInForce")]
    PolicyNotInForce {
        /// When the release was planned.
        planned: Pointer,
    },
    /// A list was given, and is empty.
    #[schemars(title = "EmptyList")]
    EmptyList {
        /// The list.
        at: Pointer,
    },
    /// Somebody stated that there are none, where at least one is needed.
    #[schemars(title = "NoneStated")]
    NoneStated {
        /// The statement.
        at: Pointer,
    },
    /// Something is referred to that is not there.
    #[schemars(title = "Unresolved")]
    Unresolved {
        /// The reference.
        at: Pointer,
        /// What it refers to.
        id: &'a str,
    },
    /// An id is there twice.
    #[schemars(title = "Repeated")]
    Repeated {
        /// The second one.
        at: Pointer,
        /// The id.
        id: &'a str,
    },
    /// A value is not one that the policy names.
    #[schemars(title = "NotInPolicy")]
    NotInPolicy {
        /// The value.
        at: Pointer,
    },
    /// No release type of the policy is for emergencies.
    #[schemars(title = "NoEmergencyType")]
    NoEmergencyType {
        /// The types.
        at: Pointer,
    },
    /// A date is still to be determined.
    #[schemars(title = "ToBeDetermined")]
    ToBeDetermined {
        /// The date.
        at: Pointer,
    },
    /// Two events happened in the wrong order.
    #[schemars(title = "NotBefore")]
    NotBefore {
        /// What should have come first.
        first: Pointer,
        /// What should have come after it.
        second: Pointer,
    },
    /// The times do not tell which of two events came first.
    #[schemars(title = "OrderUndecided")]
    OrderUndecided {
        /// What should have come first.
        first: Pointer,
        /// What should have come after it.
        second: Pointer,
    },
    /// A day without a zone cannot be compared.
    #[schemars(title = "TimeUnusable")]
    TimeUnusable {
        /// The day.
        at: Pointer,
    },
    /// Two statements exclude each other.
    #[schemars(title = "Contradiction")]
    Contradiction {
        /// One statement.
        at: Pointer,
        /// The other.
        with: Pointer,
    },
    /// Two values that must be equal differ.
    #[schemars(title = "Differs")]
    Differs {
        /// One value.
        at: Pointer,
        /// The other.
        from: Pointer,
    },
    /// Two digests were made with different algorithms.
    #[schemars(title = "NotComparable")]
    NotComparable {
        /// One digest.
        at: Pointer,
        /// The other.
        with: Pointer,
    },
    /// Something was deployed that was not part of what was tested or approved.
    #[schemars(title = "NotPartOf")]
    NotPartOf {
        /// What was deployed.
        at: Pointer,
        /// Where it should have been.
        of: Pointer,
    },
    /// A criterion has no result that counts on the final build.
    #[schemars(title = "NoResult")]
    NoResult {
        /// The criterion.
        at: Pointer,
        /// Its id.
        criterion: &'a str,
    },
    /// A criterion was edited after its result existed.
    #[schemars(title = "ResultOutdated")]
    ResultOutdated {
        /// The result.
        result: Pointer,
        /// The edit.
        revised: Pointer,
    },
    /// A criterion was not met, and no decision names it.
    #[schemars(title = "NoDecision")]
    NoDecision {
        /// The failed result.
        at: Pointer,
        /// The criterion.
        criterion: &'a str,
    },
    /// It was decided not to deploy, and it was deployed.
    #[schemars(title = "DecidedAgainst")]
    DecidedAgainst {
        /// The decision.
        decision: Pointer,
        /// The start of the deployment.
        start: Pointer,
    },
    /// A decision lacks one of the sides that must take part in it.
    #[schemars(title = "SideMissing")]
    SideMissing {
        /// Those who decided.
        at: Pointer,
        /// The side that is missing.
        side: Side,
    },
    /// The person did not hold the role then.
    #[schemars(title = "NoAuthority")]
    NoAuthority {
        /// The act.
        at: Pointer,
        /// The role needed.
        role: &'static str,
    },
    /// The last word before the start was not an approval.
    #[schemars(title = "NotApproved")]
    NotApproved {
        /// The rejection or withdrawal.
        at: Pointer,
    },
    /// Something happened outside what was approved for it.
    #[schemars(title = "OutsideApproval")]
    OutsideApproval {
        /// What happened.
        at: Pointer,
        /// The limit of the approval.
        limit: Pointer,
    },
    /// No approval covers it.
    #[schemars(title = "NoApproval")]
    NoApproval {
        /// What was deployed.
        at: Pointer,
    },
    /// An affected configuration item is in no baseline taken before the deployment.
    #[schemars(title = "NotInBaseline")]
    NotInBaseline {
        /// Where the item is said to be affected.
        at: Pointer,
        /// The item.
        item: &'a str,
    },
    /// A planned wave is not shown to be over.
    #[schemars(title = "WaveOpen")]
    WaveOpen {
        /// The planned wave.
        at: Pointer,
    },
    /// A check found something wrong.
    #[schemars(title = "CheckFailed")]
    CheckFailed {
        /// The check.
        at: Pointer,
    },
    /// It was done before the time it is about was over.
    #[schemars(title = "TooEarly")]
    TooEarly {
        /// When it was done.
        at: Pointer,
        /// The end of the time it is about.
        period_end: Instant,
    },
    /// The time that was looked at is not the whole time.
    #[schemars(title = "PeriodNotCovered")]
    PeriodNotCovered {
        /// What was looked at.
        at: Pointer,
        /// Start of the whole time, inclusive.
        from: Instant,
        /// End of the whole time, exclusive.
        until: Instant,
    },
    /// The early-life period is empty, and the policy does not say why.
    #[schemars(title = "EmptyPeriod")]
    EmptyPeriod {
        /// The setting in the policy.
        at: Pointer,
    },
    /// The number stated and the number listed differ.
    #[schemars(title = "CountDiffers")]
    CountDiffers {
        /// The number stated.
        at: Pointer,
        /// The list.
        listed: Pointer,
    },
    /// Nobody was told.
    #[schemars(title = "NotInformed")]
    NotInformed {
        /// The audience that the policy names.
        audience: &'a str,
        /// Where the information would be.
        at: Pointer,
    },
    /// It came to light after the analysis, which has to be made again.
    #[schemars(title = "AnalysisOutdated")]
    AnalysisOutdated {
        /// The analysis.
        analysis: Pointer,
        /// What came to light.
        by: Pointer,
    },
}

/// A side that takes part in a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The organization.
    Organization,
    /// An interested party other than the organization.
    InterestedParty,
}

impl Reason<'_> {
    /// Changes every pointer that the reason holds.
    pub(crate) fn each_pointer(&mut self, change: &mut dyn FnMut(&mut Pointer)) {
        match self {
            Self::Shown | Self::Pending { .. } | Self::NoPolicy => {}
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
            | Self::NotInformed { at, .. } => change(at),
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
        }
    }
}

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
                write!(f, "the person at {at} did not hold the role `{role}` then")
            }
            Self::NotApproved { at } => {
                write!(
                    f,
                    "{at} took the approval back before the deployment started"
                )
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
        }
    }
}
