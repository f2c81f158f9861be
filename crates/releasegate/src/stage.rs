//! The six stages of the process, in their order.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stage of the process. Its exit is a gate, which bears the stage's name.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Release Management Support: types, policies and roles are in place.
    Support,
    /// Release Planning.
    Planning,
    /// Release Build, which includes testing.
    Build,
    /// Release Deployment.
    Deployment,
    /// Post-Release Support, also called early life support.
    EarlyLife,
    /// Release Closure.
    Closure,
}

impl Stage {
    /// All stages, in the order of the process.
    pub const ALL: [Self; 6] = [
        Self::Support,
        Self::Planning,
        Self::Build,
        Self::Deployment,
        Self::EarlyLife,
        Self::Closure,
    ];

    /// The word for the stage in documents and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Planning => "planning",
            Self::Build => "build",
            Self::Deployment => "deployment",
            Self::EarlyLife => "early_life",
            Self::Closure => "closure",
        }
    }

    /// The name of the stage as people write it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Support => "Release Management Support",
            Self::Planning => "Release Planning",
            Self::Build => "Release Build",
            Self::Deployment => "Release Deployment",
            Self::EarlyLife => "Post-Release Support",
            Self::Closure => "Release Closure",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Stage {
    type Err = UnknownStage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|stage| stage.id() == text)
            .ok_or(UnknownStage)
    }
}

/// The text names none of the six stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stage is one of support, planning, build, deployment, early_life, closure")]
pub struct UnknownStage;
