//! Why a release or a deployment is not counted, and why one that is counted is listed.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

/// Why a release or a deployment is in none of the numbers of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Lack {
    /// Its early-life period is not over: what is seen so far may change.
    NotOver,
    /// What is asked for is not due yet.
    NotYetDue,
    /// The record does not show when the deployment ended, or whether it has.
    EndUnknown,
    /// The end of the deployment is stated too coarsely to say whether it is in the period.
    PeriodUndecided,
    /// The record does not show the early-life period: some wave or its end is missing.
    ObservationUnknown,
    /// The log has the deployment, and no record does.
    NoRecord,
    /// The record of its release has no attempt at the time of the deployment.
    NotInRecord,
    /// Two records have the id of its release.
    ReleaseRepeated,
    /// The record does not say what came out.
    OutcomeUnknown,
    /// The record does not say whether somebody had to step in.
    InterventionUnknown,
    /// No search of the whole period shows which incidents there were.
    IncidentsNotCounted,
    /// The type is not stated, or the policy does not say what it is.
    TypeUnknown,
    /// Approvals are there, and none is shown to have been in force at the start, or not to.
    ApprovalUndecided,
    /// No approval is shown to have been in force at the first start.
    ClearanceUnknown,
    /// A time is a day, which has no exact distance to anything.
    NotExact,
    /// What has to be later is stated to be earlier.
    Contradictory,
    /// The record does not say who or what deployed.
    DeployerUnknown,
    /// The plan does not fix a date for the start.
    PlannedDateUnknown,
    /// The plan is not shown to have been approved before the first build: which date was planned
    /// first is not known.
    FirstPlanUnknown,
    /// The plan is not shown to have been approved before the start.
    PlanUndecided,
    /// The actual start and the planned one are stated too coarsely to say which was first.
    StartUndecided,
    /// The results do not show whether all criteria were met.
    AcceptanceUndecided,
    /// Plan or deployment do not say what was delivered.
    ScopeUnknown,
    /// The record does not show when the back-out was decided.
    DecisionUnknown,
    /// The back-out is not shown to be over.
    BackOutOpen,
    /// The evidence does not show whether it was done in time.
    TimelinessUnknown,
    /// Plan and problems do not show what the release was to close, or whether it did.
    ClosureUnknown,
    /// It was an emergency, and nothing says whether an incident of users was behind it.
    TriggerUnknown,
    /// The record does not show when the service was restored.
    RestoreUnknown,
    /// The record does not show when the failure was detected.
    DetectionUnknown,
}

impl Lack {
    /// Whether it is only a matter of time: reported apart, as provisional.
    #[must_use]
    pub const fn is_provisional(self) -> bool {
        matches!(self, Self::NotOver)
    }
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOver => "the early-life period is not over",
            Self::NotYetDue => "it is not due yet",
            Self::EndUnknown => "the end of the deployment is not recorded",
            Self::PeriodUndecided => "the end is too coarse to place it in the period",
            Self::ObservationUnknown => "the early-life period is not recorded",
            Self::NoRecord => "the deployment has no record",
            Self::NotInRecord => "the record has no attempt at that time",
            Self::ReleaseRepeated => "two records have this id",
            Self::OutcomeUnknown => "the outcome is not recorded",
            Self::InterventionUnknown => "whether somebody had to step in is not recorded",
            Self::IncidentsNotCounted => "incidents of the whole period are not counted",
            Self::TypeUnknown => "the type is not stated, or the policy does not say what it is",
            Self::ApprovalUndecided => "the evidence does not decide whether it was approved",
            Self::ClearanceUnknown => "no approval is shown to be in force at the start",
            Self::NotExact => "a time is only a day",
            Self::Contradictory => "the times contradict each other",
            Self::DeployerUnknown => "who or what deployed is not recorded",
            Self::PlannedDateUnknown => "no start is planned",
            Self::FirstPlanUnknown => "the plan before the first build is not recorded",
            Self::PlanUndecided => "the plan is not shown to be approved before the start",
            Self::StartUndecided => "the times are too coarse to say whether it started in time",
            Self::AcceptanceUndecided => "the results do not show whether all criteria were met",
            Self::ScopeUnknown => "what was planned or delivered is not recorded",
            Self::DecisionUnknown => "the decision to back out is not recorded",
            Self::BackOutOpen => "the back-out is not over",
            Self::TimelinessUnknown => "whether it was done in time is not shown",
            Self::ClosureUnknown => "what was to be closed, or whether it was, is not shown",
            Self::TriggerUnknown => "what triggered the emergency is not shown",
            Self::RestoreUnknown => "when the service was restored is not recorded",
            Self::DetectionUnknown => "when the failure was detected is not recorded",
        })
    }
}

/// Why a release or a deployment that is counted is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Listed {
    /// The log has the deployment, and no record does.
    NoRecord,
    /// The record of its release has no attempt at the time of the deployment.
    NotInRecord,
    /// No approval was in force at the start.
    NoApproval,
    /// These items were planned, and not delivered.
    NotDelivered,
    /// These items were delivered, and not planned.
    NotPlanned,
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoRecord => "no record",
            Self::NotInRecord => "not in the record of the release",
            Self::NoApproval => "no approval was in force at the start",
            Self::NotDelivered => "planned and not delivered",
            Self::NotPlanned => "delivered and not planned",
        })
    }
}
