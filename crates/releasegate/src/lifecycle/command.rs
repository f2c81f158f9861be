//! Commands: what people ask to be done to a release, each with what has to be said for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use crate::model::{
    Analysis, ApprovalChannel, ApprovalDecision, Artifact, Assignment, AttemptOutcome, Baseline,
    Build, BuildId, CheckOutcome, ComponentCheck, Delegation, EnvironmentId, ExitAuthorisation,
    Incident, Person, PersonId, Plan, ReleaseTypeId, Review, RoleId, Stated, TestResult, WaveId,
    WaveKind,
};
use crate::time::{Moment, Zone};

/// Something that is to be done to a release: written as a mapping with one key, the command.
///
/// Commands hold facts only. Who gives one, and when, is said beside it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Opens the record of a release.
    #[schemars(title = "RegisterCommand")]
    Register(Register),
    /// Gives somebody a role. Who makes the assignment and when comes from the command.
    #[schemars(title = "AssignCommand")]
    Assign(Assignment),
    /// Lets somebody else act in a role of one's own. When that was written down comes from the
    /// command.
    #[schemars(title = "DelegateCommand")]
    Delegate(Delegation),
    /// Makes the plan, without its approval.
    #[schemars(title = "PlanCommand")]
    Plan(Box<Plan>),
    /// Approves the plan, so that building may start.
    #[schemars(title = "ApprovePlanCommand")]
    ApprovePlan(ApprovePlan),
    /// Opens an approved plan again, as a new version; what was approved of it is not any more.
    #[schemars(title = "ReplanCommand")]
    Replan(Replan),
    /// Adds a fact that no other command adds.
    #[schemars(title = "RecordEvidenceCommand")]
    RecordEvidence(RecordEvidence),
    /// Replaces a fact that is wrong. The trail keeps what was there.
    #[schemars(title = "AmendEvidenceCommand")]
    AmendEvidence(AmendEvidence),
    /// Records a build.
    #[schemars(title = "RecordBuildCommand")]
    RecordBuild(Build),
    /// Records the result of a test.
    #[schemars(title = "RecordResultCommand")]
    RecordResult(TestResult),
    /// Asks those with authority to decide on a build.
    #[schemars(title = "RequestApprovalCommand")]
    RequestApproval(RequestApproval),
    /// Approves or rejects a build, or takes an approval back.
    #[schemars(title = "DecideCommand")]
    Decide(Decide),
    /// Records the state of configuration items, to be able to return to it. Who took it and when
    /// comes from the command where it does not say.
    #[schemars(title = "TakeBaselineCommand")]
    TakeBaseline(Baseline),
    /// Starts an attempt to deploy a wave.
    #[schemars(title = "StartWaveCommand")]
    StartWave(StartWave),
    /// Ends the attempt that runs.
    #[schemars(title = "FinishWaveCommand")]
    FinishWave(FinishWave),
    /// Decides to take back what a wave deployed.
    #[schemars(title = "BackOutWaveCommand")]
    BackOutWave(BackOutWave),
    /// Ends a back-out.
    #[schemars(title = "FinishBackOutCommand")]
    FinishBackOut(FinishBackOut),
    /// Stops the release until it is resumed.
    #[schemars(title = "HoldCommand")]
    Hold(Pause),
    /// Lifts a hold.
    #[schemars(title = "ResumeCommand")]
    Resume(Resume),
    /// Relates an incident to the release. Who did so and when comes from the command where it does
    /// not say.
    #[schemars(title = "RecordIncidentCommand")]
    RecordIncident(Box<Incident>),
    /// Ends early life support.
    #[schemars(title = "ExitEarlyLifeCommand")]
    ExitEarlyLife(ExitEarlyLife),
    /// Records an analysis of success or failure. Who made it and when comes from the command where
    /// it does not say.
    #[schemars(title = "RecordAnalysisCommand")]
    RecordAnalysis(Analysis),
    /// Records a review of the analyses. When it was held comes from the command where it does not
    /// say.
    #[schemars(title = "RecordReviewCommand")]
    RecordReview(Review),
    /// Accepts a deviation for some time.
    #[schemars(title = "WaiveCommand")]
    Waive(Waive),
    /// Gives the release up.
    #[schemars(title = "CancelCommand")]
    Cancel(Cancel),
    /// Closes the release.
    #[schemars(title = "CloseCommand")]
    Close(Close),
}

/// Opens the record of a release.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Unique over all releases of the organization.
    pub release: String,
    /// What the release is called.
    pub title: Option<String>,
    /// The service it is for.
    pub service: Option<String>,
    /// The version it brings.
    pub version: Option<String>,
    /// The release type, as the policy names it.
    #[serde(rename = "type")]
    pub release_type: Option<ReleaseTypeId>,
    /// The zone in which days of the record are meant.
    pub zone: Option<Zone>,
    /// The people known from the start.
    pub people: Option<Stated<Person>>,
    /// The roles held from the start. Whoever registers must be among them, as release manager or
    /// coordinator.
    pub assignments: Option<Stated<Assignment>>,
}

/// Approves the plan.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovePlan {
    /// The version approved; refused when the plan has another one.
    pub version: Option<String>,
}

/// Opens an approved plan again.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replan {
    /// The new version of the plan.
    pub version: String,
    /// Why.
    pub reason: Option<String>,
}

/// Adds a fact that no other command adds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordEvidence {
    /// JSON Pointer to where the fact belongs; `-` as the last part appends to a list.
    pub at: String,
    /// The fact.
    pub value: Value,
}

/// Replaces a fact that is wrong.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendEvidence {
    /// JSON Pointer to the fact.
    pub at: String,
    /// What is right.
    pub value: Value,
    /// Why the fact was wrong.
    pub reason: String,
}

/// Asks those with authority to decide on a build.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestApproval {
    /// The build to be decided on.
    pub build: BuildId,
    /// The environment it is to go to.
    pub environment: Option<EnvironmentId>,
    /// The waves it is for; all when missing.
    pub waves: Option<Vec<WaveId>>,
}

/// Approves or rejects a build, or takes an approval back.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// Names the decision; unique within the record.
    pub id: String,
    /// What is decided.
    pub decision: ApprovalDecision,
    /// The build decided on.
    pub build: BuildId,
    /// The environment it may go to.
    pub environment: Option<EnvironmentId>,
    /// The waves it is for; all when missing.
    pub waves: Option<Vec<WaveId>>,
    /// Deployment may start here, inclusive.
    pub from: Option<Moment>,
    /// Deployment must be finished here.
    pub until: Option<Moment>,
    /// The role in which it is decided.
    pub role: Option<RoleId>,
    /// How the decision was given.
    pub channel: Option<ApprovalChannel>,
    /// Who decided, where somebody else writes an oral decision down; only for emergencies.
    pub decided_by: Option<PersonId>,
    /// Who witnessed an oral decision.
    pub witness: Option<PersonId>,
    /// The log that shows an oral decision.
    pub log_ref: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// Starts an attempt to deploy a wave.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartWave {
    /// The planned wave.
    pub wave: WaveId,
    /// What kind of wave it is.
    pub kind: Option<WaveKind>,
    /// The build deployed.
    pub build: BuildId,
    /// What is deployed; what the build lists when missing.
    pub artifacts: Option<Stated<Artifact>>,
    /// The environment; the live one when missing.
    pub environment: Option<EnvironmentId>,
    /// Who else deploys; whoever gives the command when missing.
    pub deployed_by: Option<Vec<PersonId>>,
    /// The approved pipeline that does it.
    pub pipeline: Option<String>,
}

/// Ends the attempt that runs.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishWave {
    /// The wave.
    pub wave: WaveId,
    /// What came out.
    pub outcome: AttemptOutcome,
    /// Checks of what arrived.
    pub component_checks: Option<Stated<ComponentCheck>>,
    /// How a failure was remedied without going back.
    pub remedy: Option<String>,
}

/// Decides to take back what a wave deployed.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackOutWave {
    /// The wave.
    pub wave: WaveId,
}

/// Ends a back-out.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishBackOut {
    /// The wave.
    pub wave: WaveId,
    /// Whether the state before was restored.
    pub outcome: CheckOutcome,
    /// Checks of what was restored.
    pub component_checks: Option<Stated<ComponentCheck>>,
}

/// Stops the release until it is resumed.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Why.
    pub reason: String,
}

/// Lifts a hold.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resume {}

/// Ends early life support. Criteria and open incidents are recorded before.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExitEarlyLife {
    /// Why it ends before the period is over.
    pub early_reason: Option<String>,
    /// Who else authorised it, where the policy asks for several people.
    pub authorisations: Option<Stated<ExitAuthorisation>>,
}

/// Accepts a deviation for some time.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waive {
    /// Names the waiver; unique within the record.
    pub id: String,
    /// The check deviated from.
    pub check: String,
    /// Limits the deviation to these places of the record.
    pub scope: Option<Vec<String>>,
    /// Why it is accepted.
    pub reason: String,
    /// Who asked for it.
    pub requested_by: Option<PersonId>,
    /// Valid from here on, inclusive; from the command on when missing.
    pub from: Option<Moment>,
    /// Valid up to here, exclusive.
    pub until: Option<Moment>,
    /// What keeps the risk low meanwhile.
    pub compensating_control: Option<String>,
}

/// Gives the release up.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// Why.
    pub reason: String,
}

/// Closes the release.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Close {}
