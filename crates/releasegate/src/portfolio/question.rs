//! What the indicators are asked for, and what the catalogue leaves to be declared.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Dimension;
use super::log::LoggedDeployment;
use super::period::{MetricsPeriod, at};
use crate::read::Error;
use crate::time::AsOf;

/// What the indicators are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricsQuestion {
    /// The instant; facts dated later are invisible.
    pub as_of: AsOf,
    /// The time that the indicators are about.
    pub period: MetricsPeriod,
    /// What has to be declared.
    pub parameters: MetricsParameters,
    /// The groups that are shown beside the total.
    pub by: Vec<Dimension>,
    /// All deployments there were. `None` when only the records tell.
    pub log: Option<Vec<LoggedDeployment>>,
}

impl MetricsQuestion {
    /// Makes sure that the question has one meaning.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidValue`](crate::read::ErrorCode::InvalidValue) for a percentile that is
    /// none, and for two deployments of the log with the same id.
    pub fn validated(self) -> Result<Self, Error> {
        if let Statistic::NearestRank { percentile } = self.parameters.statistic
            && !(1..=100).contains(&percentile)
        {
            let message = "a percentile is a number from 1 to 100";
            let help = "give 50 for the lower of two middle values, or leave it out for the median";
            return Err(at("/percentile", message, help));
        }
        let mut seen = std::collections::BTreeSet::new();
        for (index, deployment) in self.log.iter().flatten().enumerate() {
            if !seen.insert(deployment.id.as_str()) {
                let place = format!("/log/{index}/id");
                let message = "two deployments of the log have the same id";
                let help = "give each deployment an id of its own, so that none counts twice";
                return Err(at(&place, message, help));
            }
        }
        Ok(self)
    }
}

/// What the indicators leave to be declared: sources disagree, so each answer says what was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MetricsParameters {
    /// What a success is (K05).
    pub success: Success,
    /// From when on recovery is counted (D4).
    pub recovery_start: RecoveryStart,
    /// Which of several lengths of time stands for all (D4).
    pub statistic: Statistic,
}

/// What a successful release is (K05).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Success {
    /// Every attempt was deployed as a whole, nothing was backed out, no incident of the early-life
    /// period is related to the release, and nobody judged it to be anything but successful.
    #[default]
    NoFailure,
    /// Nothing was backed out.
    NoBackOut,
    /// Somebody judged it after the deployment to be successful, be it after a remedy.
    Judged,
}

/// From when on the recovery from a failed deployment is counted (D4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecoveryStart {
    /// From the end of the attempt to deploy.
    #[default]
    DeploymentEnd,
    /// From when the first incident was opened that made it a failure.
    Detection,
}

/// Which of several lengths of time stands for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(extend("discriminator" = {"propertyName": "kind"}))]
pub enum Statistic {
    /// The middle one; of an even number the mean of the two middle ones.
    #[default]
    #[schemars(title = "Median")]
    Median,
    /// The smallest one that at least so many of a hundred do not exceed.
    #[schemars(title = "NearestRank")]
    NearestRank {
        /// How many of a hundred.
        percentile: u8,
    },
}
