//! The indicators over many releases.

mod text;

use std::path::PathBuf;

use clap::ValueEnum;
use releasegate::portfolio::{Dimension, LoggedDeployment, RecoveryStart, Success};
use releasegate::read::{Limits, read};
use releasegate::time::{Moment, Zone};
use releasegate_api::MetricsRequest;

use crate::command::document::{Asked, Format, Named, instant, json};
use crate::engine::engine;
use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::input::{expand, feed};
use crate::output::Output;

/// Which releases, which period, and what has to be declared.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Records, files with one record a line, or folders of them; `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Start of the period, inclusive: an instant, or a day.
    #[arg(long, value_name = "TIME")]
    from: Moment,

    /// End of the period, exclusive: an instant, or the day after the last one.
    #[arg(long, value_name = "TIME")]
    to: Moment,

    /// The zone in which days are meant and counted, for example Europe/Berlin.
    #[arg(long, value_name = "ZONE")]
    zone: Zone,

    /// A file with a list of all deployments there were, JSON or YAML.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// Show groups beside the totals.
    #[arg(long, value_enum, value_name = "GROUP")]
    by: Vec<By>,

    /// What a successful release is.
    #[arg(long, value_enum, default_value_t)]
    success: SuccessWord,

    /// From when on the recovery from a failed deployment is counted.
    #[arg(long, value_enum, default_value_t)]
    recovery_start: RecoveryWord,

    /// The length of recovery at this percentile, by nearest rank, instead of the median.
    #[arg(long, value_name = "NUMBER")]
    percentile: Option<u8>,

    #[command(flatten)]
    asked: Asked,
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

pub(super) fn run(args: &Args, errors: &mut Errors) -> Result<Exit> {
    let limits = Limits::default();
    let engine = engine(&args.asked.policy, limits)?;
    let question = request(args, limits)?.question()?;
    let mut facts = Vec::new();
    feed(expand(&args.paths, None), true, limits.max_bytes, |batch| {
        for piece in &batch.pieces {
            let documents = match piece.documents() {
                Ok(documents) => documents,
                Err(error) => {
                    errors.report(error);
                    continue;
                }
            };
            let (further, error) = engine.release_facts(question.as_of, &documents);
            facts.extend(further);
            if let Some(error) = error {
                errors.report(&error);
            }
        }
        true
    });
    let metrics = engine.metrics(&question, &facts);
    let text = match args.asked.format {
        Format::Text => text::text(&metrics),
        Format::Json => json(&metrics)?,
    };
    Output::put(None, text.as_bytes())?;
    Ok(if errors.any() {
        Exit::BadInput
    } else {
        Exit::Holds
    })
}

fn request(args: &Args, limits: Limits) -> Result<MetricsRequest> {
    let log = args.log.as_deref().map(|path| -> Result<_> {
        let named = Named::read(path, &limits)?;
        let log: Vec<LoggedDeployment> = read(&named.bytes, None, &limits)
            .map_err(|error| error.in_source(named.name.as_deref()))?;
        Ok(log)
    });
    let by = args.by.iter().map(|by| match by {
        By::Service => Dimension::Service,
        By::Type => Dimension::Type,
    });
    Ok(MetricsRequest {
        as_of: instant(args.asked.as_of)?,
        from: args.from,
        to: args.to,
        zone: args.zone,
        success: Some(match args.success {
            SuccessWord::NoFailure => Success::NoFailure,
            SuccessWord::NoBackOut => Success::NoBackOut,
            SuccessWord::Judged => Success::Judged,
        }),
        recovery_start: Some(match args.recovery_start {
            RecoveryWord::DeploymentEnd => RecoveryStart::DeploymentEnd,
            RecoveryWord::Detection => RecoveryStart::Detection,
        }),
        percentile: args.percentile,
        by: Some(by.collect()),
        log: log.transpose()?,
        source: None,
        syntax: None,
    })
}
