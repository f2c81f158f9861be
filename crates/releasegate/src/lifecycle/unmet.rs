//! What stands in the way of a command, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::assess::Finding;
use crate::checks::Verdict;
use crate::model::RoleId;
use crate::stage::Stage;

/// A condition that a command does not meet.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unmet {
    /// Which condition it is; stable.
    pub condition: Condition,
    /// What is so, and what to do about it. It names ids and places, never people's names.
    pub message: String,
    /// Where the record shows it.
    pub at: Option<Vec<String>>,
    /// The roles of which somebody has to hold one.
    pub roles: Option<Vec<RoleId>>,
    /// The stages in which the command may be given.
    pub stages: Option<Vec<Stage>>,
    /// The check that is not met.
    pub check: Option<String>,
    /// Its verdict.
    pub verdict: Option<Verdict>,
    /// What it misses, and who can supply it.
    pub missing: Option<Vec<Supply>>,
}

/// A fact that is missing, and the role that can supply it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supply {
    /// Where the fact would be.
    pub at: String,
    /// The role.
    pub role: RoleId,
}

/// What a command needs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The command was given for the trail as it is.
    Current,
    /// Time goes on: nothing is decided after it is recorded, nor recorded before what the trail
    /// already holds.
    TimeOrder,
    /// A decision is written down in time; only emergencies may be written down later.
    RecordedInTime,
    /// The release is registered, and only once.
    Registered,
    /// The release is not closed.
    NotClosed,
    /// The release does not wait.
    NotOnHold,
    /// The release stands in one of some stages.
    Stage,
    /// Whoever gives the command holds one of some roles.
    Role,
    /// Whoever gives the command is shown to be competent in the role.
    Competence,
    /// A human decides, not an automation.
    Human,
    /// Somebody of the organization decides.
    Insider,
    /// Whoever deploys the wave belongs to the team that is to deploy it.
    Team,
    /// What the command names is there.
    There,
    /// What the command names is there only once.
    Once,
    /// What the command adds is not there yet.
    NotThere,
    /// The plan is approved, or not, as the command needs.
    Plan,
    /// Nothing, or something, is being deployed or live, as the command needs.
    Deployment,
    /// Somebody asked for the decision.
    Requested,
    /// The fact is not one that another command writes.
    OwnCommand,
    /// The fact fits the record.
    Fits,
    /// The facts lie in the past.
    Past,
    /// A waiver counts once it is given.
    InForce,
    /// A check is met.
    Check,
}

impl Condition {
    /// Whether the release stands where the command makes no sense, whoever gives it.
    pub(super) const fn is_of_standing(self) -> bool {
        matches!(
            self,
            Self::Registered
                | Self::NotClosed
                | Self::NotOnHold
                | Self::Stage
                | Self::There
                | Self::Once
                | Self::NotThere
                | Self::Plan
                | Self::Deployment
        )
    }
}

impl Unmet {
    pub(super) fn new(condition: Condition, message: impl Into<String>) -> Self {
        Self {
            condition,
            message: message.into(),
            at: None,
            roles: None,
            stages: None,
            check: None,
            verdict: None,
            missing: None,
        }
    }

    pub(super) fn at(mut self, place: impl Into<String>) -> Self {
        self.at.get_or_insert_default().push(place.into());
        self
    }

    pub(super) fn roles(mut self, roles: &[&str]) -> Self {
        self.roles = Some(roles.iter().map(|role| RoleId::from(*role)).collect());
        self
    }

    /// What a finding says stands in the way.
    pub(super) fn of_finding(finding: &Finding<'_>) -> Self {
        let mut at: Vec<String> = Vec::new();
        for mut reason in [finding.reason]
            .into_iter()
            .chain(finding.further.iter().copied())
        {
            reason.each_pointer(&mut |place| at.push(place.to_string()));
        }
        at.dedup();
        let missing: Vec<_> = finding.missing.iter().collect();
        let missing = missing.into_iter().map(|fact| Supply {
            at: fact.pointer.to_string(),
            role: fact.role.into(),
        });
        let missing: Vec<_> = missing.collect();
        Self {
            at: (!at.is_empty()).then_some(at),
            check: Some(finding.id().to_owned()),
            verdict: Some(finding.verdict),
            missing: (!missing.is_empty()).then_some(missing),
            ..Self::new(Condition::Check, finding.message().to_string())
        }
    }
}
