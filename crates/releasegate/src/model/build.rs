//! Release Build: what was built, from what, where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::digest::Digest;
use super::ids::{BuildId, DeliverableId, EnvironmentId, PersonId};
use super::stated::Stated;
use crate::time::Moment;

/// Evidence of building the release.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BuildStage {
    /// Builds, oldest first.
    pub builds: Option<Stated<Build>>,
    /// Environments used.
    pub environments: Option<Stated<Environment>>,
}

/// One build.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// Unique within the record.
    pub id: BuildId,
    /// When it was finished.
    pub built_at: Option<Moment>,
    /// Who built it.
    pub built_by: Option<Vec<PersonId>>,
    /// What went into it.
    pub source_ref: Option<String>,
    /// What came out.
    pub artifacts: Option<Stated<Artifact>>,
}

/// A deliverable as it was built, approved or deployed.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Artifact {
    /// The deliverable.
    pub deliverable: DeliverableId,
    /// Its version.
    pub version: Option<String>,
    /// Digest of its content.
    pub digest: Option<Digest>,
    /// Where this copy is kept.
    pub location: Option<String>,
}

/// An environment.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Environment {
    /// Unique within the record.
    pub id: EnvironmentId,
    /// What it is for.
    pub kind: Option<EnvironmentKind>,
    /// The record that shows it is controlled.
    pub control_ref: Option<String>,
    /// Controlled from here on, inclusive.
    pub controlled_from: Option<Moment>,
    /// Controlled up to here, exclusive; open when missing.
    pub controlled_until: Option<Moment>,
    /// Groups with privileged access.
    pub access_groups: Option<Vec<String>>,
}

/// What an environment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EnvironmentKind {
    /// Building and developing.
    Development,
    /// Testing in general.
    Test,
    /// Acceptance testing.
    Acceptance,
    /// Live.
    Live,
}
