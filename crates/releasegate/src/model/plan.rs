//! Release Planning: what goes live when, how, and agreed with whom.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_with::skip_serializing_none;

use super::configuration::ConfigurationItem;
use super::ids::{
    AudienceId, ChangeId, DeliverableId, DocumentId, PartyId, PersonId, ProblemId, RoleId, WaveId,
};
use super::readiness::{
    BackOutPlan, Clash, Communication, Conversion, Risk, SupplierAgreement, TestPlan, Training,
};
use super::stated::Stated;
use super::transition::{DesignTransition, ServiceRemoval};
use crate::time::Moment;

/// The release plan.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Identifies the plan.
    pub id: Option<String>,
    /// The version of the plan described here.
    pub version: Option<String>,
    /// When planning started.
    pub created_at: Option<Moment>,
    /// Who made the plan.
    pub created_by: Option<PersonId>,
    /// When this version was approved.
    pub approved_at: Option<Moment>,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// Sequence number of the trail entry that holds the approval.
    pub approved_seq: Option<u64>,
    /// Coordination with change management.
    pub coordination: Option<Stated<Coordination>>,
    /// Requests for change the release realises.
    pub changes: Option<Stated<ChangeId>>,
    /// Known errors the release closes.
    pub known_errors: Option<Stated<ProblemId>>,
    /// Problems the release closes.
    pub problems: Option<Stated<ProblemId>>,
    /// The waves of the deployment and their dates.
    pub waves: Option<Stated<PlannedWave>>,
    /// What is delivered.
    pub deliverables: Option<Stated<Deliverable>>,
    /// How it is deployed, as the policy names the method.
    pub method: Option<String>,
    /// Configuration items affected.
    pub affected_items: Option<Stated<ConfigurationItem>>,
    /// Who was consulted.
    pub consulted: Option<Stated<Consultation>>,
    /// Notices to interested parties.
    pub communications: Option<Stated<Communication>>,
    /// How to reverse or remedy a failed deployment.
    pub back_out: Option<BackOutPlan>,
    /// Risks to the services and the release.
    pub risks: Option<Stated<Risk>>,
    /// Agreements with suppliers.
    pub suppliers: Option<Stated<SupplierAgreement>>,
    /// Training and awareness.
    pub training: Option<Stated<Training>>,
    /// Conversion of data, systems or processes.
    pub conversion: Option<Conversion>,
    /// The test plan.
    pub test_plan: Option<TestPlan>,
    /// Decisions on clashes with other releases.
    pub clashes: Option<Stated<Clash>>,
    /// Service design and transition plan, where the change needs one.
    pub design_transition: Option<DesignTransition>,
    /// Removal or transfer of a service.
    pub removal: Option<ServiceRemoval>,
    /// Sections of an implementation plan and who approved each.
    pub sections: Option<Stated<PlanSection>>,
    /// Documents to be updated by the release.
    pub documents: Option<Stated<DocumentId>>,
}

/// A coordination of this plan with change management.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coordination {
    /// Who coordinated for change management.
    pub by: Option<PersonId>,
    /// The change role this person held.
    pub role: Option<RoleId>,
    /// When the coordination took place.
    pub held_at: Option<Moment>,
    /// When it was written down.
    pub recorded_at: Option<Moment>,
    /// The version of the plan that was looked at.
    pub plan_version: Option<String>,
    /// The change schedule it was coordinated with.
    pub schedule_ref: Option<String>,
}

/// One planned wave.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedWave {
    /// Unique within the plan.
    pub id: WaveId,
    /// Sites or user groups the wave reaches.
    pub reaches: Option<Vec<AudienceId>>,
    /// When the wave is to start.
    pub planned_start: Option<PlannedDate>,
    /// When it is to be finished.
    pub planned_end: Option<PlannedDate>,
}

/// A date of the plan, or the statement that it is not fixed yet (`TBD`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlannedDate {
    /// The date.
    On(Moment),
    /// To be determined.
    ToBeDetermined,
}

/// What a plan says where it says nothing yet.
pub(crate) const TO_BE_DETERMINED: &str = "TBD";

impl PlannedDate {
    /// The date, if it is fixed.
    #[must_use]
    pub fn fixed(&self) -> Option<&Moment> {
        match self {
            Self::On(moment) => Some(moment),
            Self::ToBeDetermined => None,
        }
    }
}

impl<'de> Deserialize<'de> for PlannedDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        if text == TO_BE_DETERMINED {
            return Ok(Self::ToBeDetermined);
        }
        text.parse().map(Self::On).map_err(serde::de::Error::custom)
    }
}

impl Serialize for PlannedDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::On(moment) => moment.serialize(serializer),
            Self::ToBeDetermined => serializer.serialize_str(TO_BE_DETERMINED),
        }
    }
}

impl JsonSchema for PlannedDate {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "PlannedDate".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let moment = generator.subschema_for::<Moment>();
        json_schema!({ "anyOf": [moment, { "const": TO_BE_DETERMINED }] })
    }
}

/// Something the release delivers.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deliverable {
    /// Unique within the plan.
    pub id: DeliverableId,
    /// Its name.
    pub name: Option<String>,
    /// What it is.
    pub kind: Option<DeliverableKind>,
    /// Its version.
    pub version: Option<String>,
    /// Its source, such as a repository.
    pub source: Option<String>,
    /// Where the master copy is kept.
    pub library_ref: Option<String>,
    /// The supplier, when it is supplied from outside.
    pub supplier: Option<PartyId>,
    /// Whether deploying it migrates data.
    pub migrates_data: Option<bool>,
}

/// What a deliverable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliverableKind {
    /// Software that runs.
    Software,
    /// Hardware.
    Hardware,
    /// Configuration data.
    Configuration,
    /// Other data.
    Data,
    /// A document; it is handed over, not deployed.
    Document,
    /// A licence; it is handed over, not deployed.
    Licence,
}

/// Somebody was consulted on the plan.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consultation {
    /// Who was consulted.
    pub party: PartyId,
    /// When.
    pub consulted_at: Option<Moment>,
    /// What came of it.
    pub result: Option<String>,
}

/// A section of the implementation plan.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanSection {
    /// What the section covers.
    pub topic: PlanTopic,
    /// Where it is written, or that it is not needed.
    pub content: Option<String>,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// When.
    pub approved_at: Option<Moment>,
}

/// What a section of an implementation plan covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanTopic {
    /// Conversion of data and systems.
    Conversion,
    /// Test criteria.
    TestCriteria,
    /// Communication.
    Communication,
    /// Training.
    Training,
    /// Preparation of the release.
    ReleasePreparation,
    /// Promotion to live.
    Promotion,
    /// Early support.
    EarlySupport,
    /// Fallback.
    Fallback,
    /// Review.
    Review,
}
