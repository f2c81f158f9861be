//! How verbs are asked for indicators.

use std::path::PathBuf;

use clap::ValueEnum;
use releasegate::portfolio::{Dimension, LoggedDeployment, RecoveryStart, Success};
use releasegate::read::{Limits, read};
use releasegate::time::{Moment, Zone};
use releasegate_api::MetricsOfPeriod;

use super::document::Named;
use crate::errors::Result;

/// What is counted beside the records, and what has to be declared.
#[derive(Debug, clap::Args)]
pub(crate) struct Declared {
    /// A file with a list of all deployments there were, JSON or YAML.
    #[arg(long, value_name = "FILE", requires = "from")]
    log: Option<PathBuf>,

    /// Show groups beside the totals.
    #[arg(long, value_enum, value_name = "GROUP", requires = "from")]
    by: Vec<By>,

    /// What a successful release is.
    #[arg(long, value_enum, default_value_t, requires = "from")]
    success: SuccessWord,

    /// From when on the recovery from a failed deployment is counted.
    #[arg(long, value_enum, default_value_t, requires = "from")]
    recovery_start: RecoveryWord,

    /// The length of recovery at this percentile, by nearest rank, instead of the median.
    #[arg(long, value_name = "NUMBER", requires = "from")]
    percentile: Option<u8>,
}

/// What indicators are grouped by.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    Service,
    Type,
}

/// What a success is.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum SuccessWord {
    /// Deployed as a whole, nothing backed out, no related incident.
    #[default]
    NoFailure,
    /// Nothing was backed out.
    NoBackOut,
    /// As somebody judged it after the deployment.
    Judged,
}

/// From when on recovery is counted.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum RecoveryWord {
    /// From the end of the deployment.
    #[default]
    DeploymentEnd,
    /// From the first incident that made it a failure.
    Detection,
}

impl Declared {
    /// What is asked for of a period.
    pub(crate) fn of(
        &self,
        (from, to): (Moment, Moment),
        zone: Zone,
        limits: &Limits,
    ) -> Result<MetricsOfPeriod> {
        let log = self.log.as_deref().map(|path| -> Result<_> {
            let named = Named::read(path, limits)?;
            let log: Vec<LoggedDeployment> = read(&named.bytes, None, limits)
                .map_err(|error| error.in_source(named.name.as_deref()))?;
            Ok(log)
        });
        let by = self.by.iter().map(|by| match by {
            By::Service => Dimension::Service,
            By::Type => Dimension::Type,
        });
        Ok(MetricsOfPeriod {
            from,
            to,
            zone,
            success: Some(match self.success {
                SuccessWord::NoFailure => Success::NoFailure,
                SuccessWord::NoBackOut => Success::NoBackOut,
                SuccessWord::Judged => Success::Judged,
            }),
            recovery_start: Some(match self.recovery_start {
                RecoveryWord::DeploymentEnd => RecoveryStart::DeploymentEnd,
                RecoveryWord::Detection => RecoveryStart::Detection,
            }),
            percentile: self.percentile,
            by: Some(by.collect()),
            log: log.transpose()?,
        })
    }
}
