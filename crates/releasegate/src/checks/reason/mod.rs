//! Reasons: why a check says what it says, as data. Sentences are rendered from them.

mod places;
mod sentence;

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
    /// None of the kinds of release, or categories of change, is for emergencies.
    #[schemars(title = "NoEmergencyType")]
    NoEmergencyType {
        /// The kinds or categories.
        at: Pointer,
    },
    /// A date or a part of the plan is still to be determined.
    #[schemars(title = "ToBeDetermined")]
    ToBeDetermined {
        /// The date or part.
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
    /// The person is not shown to have held the role then.
    #[schemars(title = "NoAuthority")]
    NoAuthority {
        /// The act.
        at: Pointer,
        /// The role needed.
        role: &'a str,
    },
    /// The decision that counts is not an approval.
    #[schemars(title = "NotApproved")]
    NotApproved {
        /// The decision.
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
    /// Something that was due was not done.
    #[schemars(title = "Overdue")]
    Overdue {
        /// What was to be done.
        at: Pointer,
        /// By when it had to be done: the first instant that is too late.
        until: Instant,
    },
    /// Something was valid up to a time, exclusive.
    #[schemars(title = "Expired")]
    Expired {
        /// The end.
        at: Pointer,
        /// The first instant at which it was or will be no longer valid.
        until: Instant,
    },
    /// There is nothing to waive: the check is met, or does not apply.
    #[schemars(title = "NothingToWaive")]
    NothingToWaive {
        /// The check named.
        at: Pointer,
    },
    /// Something was done after its time.
    #[schemars(title = "TooLate")]
    TooLate {
        /// What was done.
        at: Pointer,
        /// The first instant that is too late.
        until: Instant,
    },
    /// The answer is no where the requirement asks for a yes.
    #[schemars(title = "AnsweredNo")]
    AnsweredNo {
        /// The answer.
        at: Pointer,
    },
    /// Two acts that have to be by different people are by the same one.
    #[schemars(title = "SamePerson")]
    SamePerson {
        /// One act.
        at: Pointer,
        /// The other.
        with: Pointer,
    },
    /// Two acts that have to be by different people may be by the same one.
    #[schemars(title = "PerhapsSamePerson")]
    PerhapsSamePerson {
        /// One act.
        at: Pointer,
        /// The other.
        with: Pointer,
    },
    /// Something was not in force when it was needed.
    #[schemars(title = "NotInForce")]
    NotInForce {
        /// What was not in force.
        at: Pointer,
        /// When it was needed.
        when: Pointer,
    },
    /// A target or outcome cannot be measured: it names no number.
    #[schemars(title = "NotMeasurable")]
    NotMeasurable {
        /// The target.
        at: Pointer,
    },
    /// Something went live in a freeze.
    #[schemars(title = "InFreeze")]
    InFreeze {
        /// The start.
        at: Pointer,
        /// The freeze.
        freeze: Pointer,
    },
    /// Something went live outside the deployment windows.
    #[schemars(title = "OutsideWindows")]
    OutsideWindows {
        /// The start.
        at: Pointer,
        /// The windows.
        windows: Pointer,
    },
    /// Numbers that follow one another have a gap.
    #[schemars(title = "Gap")]
    Gap {
        /// The number after the gap.
        at: Pointer,
    },
    /// Nobody answers for an activity.
    #[schemars(title = "NotAssigned")]
    NotAssigned {
        /// The assignments.
        at: Pointer,
        /// The activity.
        activity: &'static str,
    },
    /// More than one person answers for an activity.
    #[schemars(title = "AssignedTwice")]
    AssignedTwice {
        /// One assignment.
        at: Pointer,
        /// The other.
        with: Pointer,
        /// The activity.
        activity: &'static str,
    },
    /// Something is not of the kind that is needed.
    #[schemars(title = "WrongKind")]
    WrongKind {
        /// Its kind.
        at: Pointer,
        /// The kind needed.
        needed: &'static str,
    },
    /// Two things that have to be apart are not.
    #[schemars(title = "NotSeparate")]
    NotSeparate {
        /// One of them.
        at: Pointer,
        /// The other.
        with: Pointer,
    },
    /// Something is not covered by what should cover it.
    #[schemars(title = "NotCovered")]
    NotCovered {
        /// What is not covered.
        at: Pointer,
        /// What should cover it.
        by: Pointer,
    },
    /// A list does not hold something that it has to.
    #[schemars(title = "NotListed")]
    NotListed {
        /// The list.
        at: Pointer,
        /// What it has to hold.
        needed: &'a str,
    },
    /// An own requirement of the organization is not met.
    #[schemars(title = "OwnRequirementUnmet")]
    OwnRequirementUnmet {
        /// What its policy says is wrong.
        message: &'a str,
    },
    /// A fact that an own requirement asks for is missing, in a part of the record that the format
    /// leaves open.
    #[schemars(title = "OwnFactMissing")]
    OwnFactMissing {
        /// The fact, as the expression names it.
        fact: &'a str,
    },
    /// The expression of an own requirement does not decide.
    #[schemars(title = "OwnRequirementUndecided")]
    OwnRequirementUndecided {
        /// Why not.
        why: OwnDoubt,
    },
}

/// Why the expression of an own requirement does not decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OwnDoubt {
    /// It looked at no fact of the record.
    NoFact,
    /// It gave neither true nor false.
    NotYesOrNo,
    /// It could not be evaluated, for example because a text is no timestamp.
    Failed,
    /// The record is too large for it.
    TooCostly,
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
