//! The assessment document.

use std::fmt;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::WaiverResult;
use crate::checks::{Asked, MissingFact, Reason, Severity, Shared, Summary, Verdict};
use crate::format::format_id;
use crate::model::Release;
use crate::pointer::Pointer;
use crate::policy::{AskedCheck, Departure, Policy};
use crate::stage::Stage;
use crate::time::AsOf;

/// All findings of one record under one policy as of one instant, summed up.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Assessment<'a> {
    /// The format of this document: `releasegate/assessment/1`.
    #[schemars(extend("const" = Assessment::FORMAT))]
    pub format: &'static str,
    /// The release assessed.
    pub release: AssessedRelease<'a>,
    /// Where the record was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourcePlace<'a>>,
    /// The policy it was assessed under.
    pub policy: AssessedPolicy<'a>,
    /// The instant at which it was judged; what was not known then is not judged.
    pub as_of: AsOf,
    /// All required checks summed up.
    pub verdict: Verdict,
    /// Whether all required checks that apply are conforming, under a policy that asks for no less
    /// than its profile. This is a statement on the evidence in the record, never a certificate.
    pub conforming: bool,
    /// The six gates, in the order of the process.
    pub gates: Vec<GateResult<'a>>,
    /// The clauses that the profile judges as a whole.
    pub clauses: Vec<ClauseResult<'a>>,
    /// The findings, by stage and check.
    pub findings: Vec<Finding<'a>>,
    /// The waivers of the record, and whether they count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<WaiverResult<'a>>,
    /// What is wrong with the record itself, whatever the checks say.
    pub data_findings: Vec<DataFinding<'a>>,
}

format_id! {
    /// The format id of assessments.
    pub(super) AssessmentFormat = "releasegate/assessment/1", "an assessment"
}

impl<'a> Assessment<'a> {
    /// The format id of assessments.
    pub const FORMAT: &'static str = AssessmentFormat::ID;

    /// The first gate that a release may not pass, if there is one: it does not hold, and waivers
    /// do not let it open.
    #[must_use]
    pub fn next_gate(&self) -> Option<&GateResult<'a>> {
        self.gates.iter().find(|gate| !gate.opens())
    }
}

/// The release that was assessed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AssessedRelease<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// The service it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<&'a str>,
    /// The version it brings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<&'a str>,
    /// Its type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub release_type: Option<&'a str>,
}

impl<'a> AssessedRelease<'a> {
    pub(super) fn of(release: &'a Release) -> Self {
        Self {
            id: &release.id,
            title: release.title.as_deref(),
            service: release.service.as_deref(),
            version: release.version.as_deref(),
            release_type: release.release_type.as_ref().map(|id| id.as_str()),
        }
    }
}

/// Where a record was read from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SourcePlace<'a> {
    /// The file or stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    /// The line on which the record starts, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
}

/// The policy that a release was assessed under.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AssessedPolicy<'a> {
    /// Its id; that of the profile when no policy of the organization was given.
    pub id: &'a str,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<&'a str>,
    /// The profile it builds on.
    pub profile: &'a str,
    /// What the profile judges and what it does not.
    pub scope: &'a str,
    /// Where the policy asks for less than the profile, which it then cannot claim.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub departs: &'a [Departure],
}

impl<'a> AssessedPolicy<'a> {
    pub(super) fn of(policy: &'a Policy) -> Self {
        let document = policy.document.as_ref();
        Self {
            id: policy.id(),
            version: document.and_then(|document| document.version.as_deref()),
            profile: &policy.profile.id,
            scope: &policy.profile.scope,
            departs: &policy.departures,
        }
    }
}

/// A gate, summed up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GateResult<'a> {
    /// The stage whose exit it is.
    pub stage: Stage,
    /// Its own required checks summed up.
    pub verdict: Verdict,
    /// Whether it and all gates before it are conforming, so that a release may pass.
    pub holds: bool,
    /// Its required checks that stand in the way.
    pub blocked_by: Vec<&'a str>,
    /// The same when waivers in force are taken into account; missing when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_waivers: Option<WaivedGate<'a>>,
}

impl<'a> GateResult<'a> {
    /// Whether a release may pass: the gate holds, or waivers in force let it open.
    #[must_use]
    pub fn opens(&self) -> bool {
        let waived = self.with_waivers.as_ref();
        waived.map_or(self.holds, |waived| waived.opens)
    }

    /// Its required checks that stand in the way and are not waived.
    #[must_use]
    pub fn still_blocked_by(&self) -> &[&'a str] {
        let waived = self.with_waivers.as_ref();
        waived.map_or(&self.blocked_by, |waived| &waived.blocked_by)
    }
}

/// A gate, when waivers in force are taken into account. They change no verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WaivedGate<'a> {
    /// Whether it and all gates before it are conforming or waived, so that a release may pass.
    pub opens: bool,
    /// Its required checks that stand in the way and are not waived.
    pub blocked_by: Vec<&'a str>,
}

/// A clause, summed up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClauseResult<'a> {
    /// The framework and its edition.
    pub framework: &'a str,
    /// The clause number.
    pub clause: &'a str,
    /// The required checks that the clause asks for, summed up.
    pub verdict: Verdict,
}

/// What a check says of the record, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding<'a> {
    /// The check.
    pub check: Asked<'a>,
    /// The gate it belongs to under this policy; `None` when the work is not tied to a gate.
    pub gate: Option<Stage>,
    /// How much it weighs under this policy.
    pub severity: Severity,
    /// The verdict.
    pub verdict: Verdict,
    /// What decided it.
    pub reason: Reason<'a>,
    /// What else stands in the way.
    pub further: Shared<Reason<'a>>,
    /// The places of the record and the policy that were used.
    pub evidence: Shared<Pointer>,
    /// What is missing, and which role can supply it.
    pub missing: Shared<MissingFact<'a>>,
    /// The waiver in force that accepts it, if there is one. It changes no verdict.
    pub waived_by: Option<&'a str>,
}

impl<'a> Finding<'a> {
    pub(super) fn of(ruled: AskedCheck<'a>, summary: Summary<'a>) -> Self {
        Self {
            check: ruled.check,
            gate: ruled.gate,
            severity: ruled.severity,
            verdict: summary.verdict,
            reason: summary.reason,
            further: summary.further,
            evidence: summary.evidence,
            missing: summary.missing,
            waived_by: None,
        }
    }

    /// The id of the check, for example `DEP-01`.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.check.id()
    }

    /// The reason in words.
    #[must_use]
    pub const fn message(&self) -> Sentence<'a> {
        Sentence(self.reason)
    }

    /// Changes every pointer that the finding holds.
    pub(crate) fn each_pointer(&mut self, change: impl Fn(&mut Pointer)) {
        let change: &dyn Fn(&mut Pointer) = &change;
        self.reason.each_pointer(&mut |pointer| change(pointer));
        for reason in self.further.make_mut() {
            reason.each_pointer(&mut |pointer| change(pointer));
        }
        self.evidence.make_mut().iter_mut().for_each(change);
        for fact in self.missing.make_mut() {
            change(&mut fact.pointer);
        }
    }
}

/// A finding as it is written.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct WrittenFinding<'a> {
    /// The check, for example `DEP-01`.
    check: &'a str,
    /// The name of the defect that the check looks for.
    name: &'a str,
    /// The stage whose work it judges.
    stage: Stage,
    /// The gate it belongs to; missing when the work is not tied to a gate.
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<Stage>,
    /// How much it weighs under this policy.
    severity: Severity,
    /// The verdict.
    verdict: Verdict,
    /// What decided it.
    reason: Reason<'a>,
    /// The reason in words.
    message: Sentence<'a>,
    /// What else stands in the way.
    further: &'a [Reason<'a>],
    /// The places of the record and the policy that were used.
    evidence: &'a [Pointer],
    /// What is missing, and which role can supply it.
    missing: &'a [MissingFact<'a>],
    /// The waiver in force that accepts it, if there is one. It changes no verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    waived_by: Option<&'a str>,
}

impl Serialize for Finding<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WrittenFinding {
            check: self.check.id(),
            name: self.check.name(),
            stage: self.check.stage(),
            gate: self.gate,
            severity: self.severity,
            verdict: self.verdict,
            reason: self.reason,
            message: self.message(),
            further: &self.further,
            evidence: &self.evidence,
            missing: &self.missing,
            waived_by: self.waived_by,
        }
        .serialize(serializer)
    }
}

impl JsonSchema for Finding<'_> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        WrittenFinding::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        WrittenFinding::json_schema(generator)
    }
}

/// Something wrong with the record itself.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DataFinding<'a> {
    /// What is wrong.
    pub reason: Reason<'a>,
    /// The same in words.
    pub message: Sentence<'a>,
}

/// A reason in words; rendered only when it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sentence<'a>(pub(super) Reason<'a>);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Sentence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Sentence<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Sentence".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}
