//! Many releases together.

mod metrics;

use clap::Subcommand;

use crate::errors::{Errors, Result};
use crate::exit::Exit;

/// What to do with many releases.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Count the indicators of release and deployment management.
    Metrics(Box<metrics::Args>),
}

pub(crate) fn run(args: Args, errors: &mut Errors) -> Result<Exit> {
    match args.verb {
        Verb::Metrics(args) => metrics::run(&args, errors),
    }
}
