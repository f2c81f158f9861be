//! Policies: what they ask, what is wrong with them, what another one would change.

mod impact;
mod lint;
mod show;

use clap::Subcommand;

use super::document::{Format, json};
use crate::errors::{Errors, Result};
use crate::exit::Exit;

/// What to do with a policy.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Show what a policy asks for, check by check.
    Show(show::Args),
    /// Look for what is wrong with a policy.
    Lint(lint::Args),
    /// Say which releases another policy would judge differently, and why.
    Impact(impact::Args),
}

pub(crate) fn run(args: Args, errors: &mut Errors) -> Result<Exit> {
    match args.verb {
        Verb::Show(args) => show::run(&args),
        Verb::Lint(args) => lint::run(&args),
        Verb::Impact(args) => impact::run(args, errors),
    }
}
