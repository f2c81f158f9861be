//! The verbs of the command line, one file each.

mod can;
mod check;
mod completions;
mod decide;
mod diff;
mod document;
mod explain;
mod import;
mod indicators;
mod new;
mod next;
mod policy;
mod portfolio;
mod profiles;
mod schema;
mod trail;

use clap::{Parser, Subcommand};

use crate::errors::{ErrorFormat, Errors, Result};
use crate::exit::Exit;

/// Judges releases by the evidence in their records, clause by clause.
///
/// A release record and a policy go in; what holds, what does not, why, and who has to act comes
/// out. Conforming is a statement on the evidence in the record; it does not certify.
#[derive(Debug, Parser)]
#[command(
    name = "releasegate",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    /// How errors are written to standard error.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value_t
    )]
    pub(crate) error_format: ErrorFormat,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge release records.
    Check(check::Args),
    /// Say what has to be done next, by whom, by when.
    Next(next::Args),
    /// Say what changed between two assessments, and what made it change.
    Diff(diff::Args),
    /// Judge a record under several profiles, or list what evidence serves elsewhere.
    Profiles(profiles::Args),
    /// Say what somebody may do to releases, and what stands in the way of all else.
    Can(can::Args),
    /// Give commands to a release, and keep its trail.
    Decide(decide::Args),
    /// Verify a trail, replay it, or list what the policy would have refused of it.
    Trail(trail::Args),
    /// Say what a check asks, why, and how to put it right.
    Explain(explain::Args),
    /// Give the JSON Schema of a document type, or list the document types.
    Schema(schema::Args),
    /// Give a document to start from.
    New(new::Args),
    /// Show a policy, look for what is wrong with it, or say what another one would change.
    Policy(policy::Args),
    /// Look at many releases together.
    Portfolio(portfolio::Args),
    /// Turn another tool's export into release records.
    Import(import::Args),
    /// Give the completion script for a shell.
    Completions(completions::Args),
}

/// Runs a verb. Errors that end it are given back, others are reported to `errors`.
pub(crate) fn run(command: Command, errors: &mut Errors) -> Result<Exit> {
    match command {
        Command::Check(args) => check::run(args, errors),
        Command::Next(args) => next::run(&args, errors),
        Command::Diff(args) => diff::run(&args),
        Command::Profiles(args) => profiles::run(&args),
        Command::Can(args) => can::run(&args, errors),
        Command::Decide(args) => decide::run(&args),
        Command::Trail(args) => trail::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::New(args) => new::run(&args),
        Command::Policy(args) => policy::run(args, errors),
        Command::Portfolio(args) => portfolio::run(args, errors),
        Command::Import(args) => import::run(&args, errors),
        Command::Completions(args) => completions::run(&args),
    }
}
