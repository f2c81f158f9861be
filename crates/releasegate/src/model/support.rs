//! Release Management Support: the framework the release is managed in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::ids::{AudienceId, DocumentId, PartyId, PersonId};
use super::stated::Stated;
use crate::time::{Moment, Recurrence, Zone};

/// Evidence of the framework in which this release is managed.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Controlled documents used: policies, plans, procedures.
    pub documents: Option<Stated<Document>>,
    /// What customers agreed to.
    pub agreements: Option<Stated<CustomerAgreement>>,
    /// What counts as an emergency, in the organization's words.
    pub emergency_definition: Option<String>,
    /// Release and change procedures that refer to each other.
    pub procedures: Option<Stated<Procedure>>,
    /// What is under change control, and how.
    pub change_policy: Option<ChangePolicy>,
    /// Freezes and deployment windows known to planning.
    pub calendar: Option<Calendar>,
    /// Targets that the process is measured by.
    pub indicators: Option<Stated<Indicator>>,
}

/// A controlled document in one version.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Identifies the document over all its versions.
    pub id: DocumentId,
    /// The version.
    pub version: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Where it is kept.
    pub reference: Option<String>,
    /// Who approved this version.
    pub approved_by: Option<PersonId>,
    /// When this version was approved.
    pub approved_at: Option<Moment>,
    /// In force from here on, inclusive.
    pub valid_from: Option<Moment>,
    /// In force up to here, exclusive; open when missing.
    pub superseded_from: Option<Moment>,
}

/// A customer agreed to a document version or definition.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerAgreement {
    /// Who agreed.
    pub party: PartyId,
    /// What was agreed: a document, or `emergency_definition`.
    pub subject: DocumentId,
    /// The version agreed to.
    pub version: Option<String>,
    /// When.
    pub agreed_at: Option<Moment>,
    /// Where the agreement is kept.
    pub reference: Option<String>,
}

/// A documented procedure.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// The document that holds the procedure.
    pub document: DocumentId,
    /// What the procedure governs.
    pub governs: Option<ProcedureSubject>,
    /// Other procedures it refers to.
    pub refers_to: Option<Vec<DocumentId>>,
    /// The change category it requires.
    pub change_category: Option<String>,
}

/// What a procedure governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProcedureSubject {
    /// Releases.
    Release,
    /// Emergency releases.
    EmergencyRelease,
    /// Changes.
    Change,
    /// Emergency changes.
    EmergencyChange,
    /// Major incidents.
    MajorIncident,
}

/// The organization's change policy.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePolicy {
    /// The document that holds it.
    pub document: Option<DocumentId>,
    /// Components and other items under change control.
    pub scope: Option<Stated<String>>,
    /// Categories of change.
    pub categories: Option<Stated<ChangeCategory>>,
    /// When a change has potentially major impact on customers or services.
    pub major_criteria: Option<Stated<String>>,
}

/// A category of change and how it is managed.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeCategory {
    /// Identifies the category.
    pub id: String,
    /// Whether this is an emergency category.
    pub emergency: Option<bool>,
    /// How changes of this category are managed.
    pub managed_by: Option<DocumentId>,
}

/// Freezes and deployment windows.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Times in which nothing may go live.
    pub freezes: Option<Stated<CalendarEntry>>,
    /// Times in which deployments may happen.
    pub windows: Option<Stated<CalendarEntry>>,
}

/// A freeze or a window.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarEntry {
    /// Unique within the calendar.
    pub id: String,
    /// First moment, inclusive.
    pub from: Option<Moment>,
    /// End, exclusive.
    pub until: Option<Moment>,
    /// When it comes again, as in RFC 5545: for example `FREQ=WEEKLY;BYDAY=SU`.
    pub recurrence: Option<Recurrence>,
    /// Zone by whose clocks it is meant; that of the record or policy it is in when missing.
    pub zone: Option<Zone>,
    /// The services, environments and sites it applies to, each on its own; `*` for all. Without it
    /// nobody can tell.
    pub scope: Option<Vec<String>>,
    /// Who may grant an exemption.
    pub owner: Option<PersonId>,
}

/// A measurable target of the process.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Unique within the record.
    pub id: String,
    /// What is measured.
    pub measure: Option<String>,
    /// How it is measured and analysed.
    pub method: Option<String>,
    /// The target value, with its unit.
    pub target: Option<String>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// How often it is measured.
    pub measured: Option<String>,
    /// How often it is analysed.
    pub analysed: Option<String>,
    /// Who gets the result.
    pub audiences: Option<Vec<AudienceId>>,
}
