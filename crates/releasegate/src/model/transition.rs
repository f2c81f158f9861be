//! Design and transition of new, changed, removed or transferred services.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::ids::PersonId;
use super::stated::Stated;
use crate::time::Moment;

/// The service design and transition plan, or where it is kept.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DesignTransition {
    /// Where the plan is kept.
    pub reference: Option<String>,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// When it was approved.
    pub approved_at: Option<Moment>,
    /// The release it goes live with.
    pub release: Option<String>,
    /// Authorities and responsibilities.
    pub authorities: Option<String>,
    /// Activities with their timescales.
    pub activities: Option<String>,
    /// People, technical, information and financial resources.
    pub resources: Option<String>,
    /// Dependencies on other services.
    pub dependencies: Option<String>,
    /// Testing needed.
    pub testing: Option<String>,
    /// Acceptance criteria for the service.
    pub acceptance: Option<String>,
    /// Intended outcomes in measurable terms.
    pub outcomes: Option<Stated<IntendedOutcome>>,
    /// Effect on the management system, services, customers and others.
    pub impact: Option<String>,
}

/// An intended outcome that can be measured.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IntendedOutcome {
    /// Unique within the plan.
    pub id: String,
    /// What is measured.
    pub measure: Option<String>,
    /// The unit of the target.
    pub unit: Option<String>,
    /// The target value.
    pub target: Option<String>,
}

/// Removal or transfer of a service.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceRemoval {
    /// When the service is to be removed or transferred.
    pub planned_for: Option<Moment>,
    /// Archiving, disposal or transfer of data, documents and components.
    pub data_plan: Option<String>,
    /// Activities of a transfer.
    pub transfer_activities: Option<String>,
}
