//! Release Build: what was asked of the release, what tests showed, what was decided on failures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::build::Artifact;
use super::change::Action;
use super::ids::{BuildId, CriterionId, EnvironmentId, PartyId, PersonId, ProblemId, RoleId};
use super::readiness::NotPossible;
use super::stated::Stated;
use crate::time::Moment;

/// Acceptance criteria, results against them, and decisions on failures.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// Version of the set of criteria.
    pub criteria_version: Option<String>,
    /// Acceptance criteria.
    pub criteria: Option<Stated<Criterion>>,
    /// Who agreed to the criteria.
    pub criteria_agreements: Option<Stated<CriteriaAgreement>>,
    /// Results, oldest first.
    pub results: Option<Stated<TestResult>>,
    /// Decisions on criteria that were not met.
    pub failure_decisions: Option<Stated<FailureDecision>>,
    /// Why a test was not possible.
    pub not_testable: Option<NotPossible>,
    /// Security tests.
    pub security_tests: Option<Stated<SecurityTest>>,
    /// What data the tests used.
    pub test_data: Option<TestDataStatement>,
}

/// One acceptance criterion.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Unique within the record.
    pub id: CriterionId,
    /// What is asked.
    pub text: Option<String>,
    /// From what value on it counts as met.
    pub threshold: Option<String>,
    /// When it was written down.
    pub documented_at: Option<Moment>,
    /// When it was last edited.
    pub revised_at: Option<Moment>,
}

/// A party agreed to a set of criteria.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriteriaAgreement {
    /// Who agreed.
    pub party: PartyId,
    /// The version of the set.
    pub criteria_version: Option<String>,
    /// When.
    pub agreed_at: Option<Moment>,
}

/// The result of testing one criterion.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestResult {
    /// The criterion.
    pub criterion: CriterionId,
    /// What came out.
    pub outcome: TestOutcome,
    /// When the test was run.
    pub tested_at: Option<Moment>,
    /// When the result was written down, if later.
    pub recorded_at: Option<Moment>,
    /// By whom.
    pub tested_by: Option<PersonId>,
    /// Sequence number of the trail entry that holds it.
    pub seq: Option<u64>,
    /// The build tested.
    pub build: Option<BuildId>,
    /// Where it was tested.
    pub environment: Option<EnvironmentId>,
    /// What was tested, when it is not what the build lists.
    pub artifacts: Option<Stated<Artifact>>,
    /// Where the evidence is kept.
    pub evidence: Option<String>,
    /// Who with authority decided that the criterion does not apply, and why.
    pub not_applicable: Option<NotPossible>,
}

/// What a test showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TestOutcome {
    /// The criterion is met.
    Passed,
    /// The criterion is not met.
    Failed,
    /// The test was left out.
    Skipped,
    /// The test gave no clear result.
    Inconclusive,
    /// The criterion does not apply; needs `not_applicable`.
    NotApplicable,
}

/// A decision on what to do about criteria that were not met.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FailureDecision {
    /// Unique within the record.
    pub id: String,
    /// The criteria the decision is about.
    pub criteria: Option<Vec<CriterionId>>,
    /// What is to be done about them.
    pub actions: Option<Stated<Action>>,
    /// Whether to deploy.
    pub deploy: Option<DeployAnswer>,
    /// What must be met before deploying.
    pub condition: Option<String>,
    /// When the condition was met.
    pub condition_met_at: Option<Moment>,
    /// When it was decided.
    pub decided_at: Option<Moment>,
    /// When it was written down.
    pub recorded_at: Option<Moment>,
    /// Sequence number of the trail entry that holds it.
    pub seq: Option<u64>,
    /// Who decided.
    pub deciders: Option<Stated<Decider>>,
    /// Known errors recorded for what is shipped with a defect.
    pub known_errors: Option<Vec<ProblemId>>,
}

/// Whether to deploy although criteria were not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeployAnswer {
    /// Deploy.
    Yes,
    /// Do not deploy.
    No,
    /// Deploy once the condition is met.
    Conditional,
}

/// Somebody who took part in a decision.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decider {
    /// The person.
    pub person: Option<PersonId>,
    /// The party spoken for; the person's own when missing.
    pub party: Option<PartyId>,
    /// The role in which the person decided.
    pub role: Option<RoleId>,
}

/// A security test.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecurityTest {
    /// How it was tested.
    pub tool: Option<String>,
    /// The build tested.
    pub build: Option<BuildId>,
    /// When.
    pub tested_at: Option<Moment>,
    /// By whom.
    pub tested_by: Option<PersonId>,
    /// Whether the result is within the threshold.
    pub within_threshold: Option<bool>,
    /// Whether custom code was checked against secure-coding requirements.
    pub custom_code_checked: Option<bool>,
    /// The result.
    pub result: Option<String>,
}

/// What data the tests used.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestDataStatement {
    /// Whether live data was used.
    pub uses_live_data: Option<bool>,
    /// How it was protected.
    pub protection: Option<String>,
    /// Who states it.
    pub stated_by: Option<PersonId>,
    /// When.
    pub stated_at: Option<Moment>,
}
