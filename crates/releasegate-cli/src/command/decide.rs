//! Giving commands to a release, and keeping its trail.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use releasegate::lifecycle::{Submission, Verification, read_history, read_trail, replay, verify};
use releasegate::model::Release;
use releasegate::read::{Error, ErrorCode};
use releasegate_api::{Decision, Engine};
use releasegate_report::plain;

use super::document::{self, Named, json};
use crate::engine::{DEFAULT_PROFILE, engine};
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// Which commands, and to what.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Every command names its own time, so that the same file gives the same trail. \
                  The exit status is 1 when a command was refused."
)]
pub(crate) struct Args {
    /// Commands, one JSON object a line; `-` is standard input.
    #[arg(value_name = "COMMANDS")]
    commands: PathBuf,

    /// The trail: it is verified, gone on from, and written back with what came of the commands.
    #[arg(long, value_name = "FILE", conflicts_with = "record")]
    trail: Option<PathBuf>,

    /// The record to begin with, where there is no trail.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,

    /// A policy file, or the id of a shipped profile.
    #[arg(long, value_name = "FILE|PROFILE", default_value = DEFAULT_PROFILE)]
    policy: String,

    /// The format.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// What came of each command as a document, one a line.
    Json,
    /// The record at the end.
    Record,
}

pub(crate) fn run(args: &Args) -> Result<Exit> {
    let engine = engine(&args.policy, releasegate::read::Limits::default())?;
    let commands = Named::read(&args.commands, &engine.limits)?;
    let given = read_history(&commands.bytes)
        .map_err(|error| Box::new(error.in_source(commands.name.as_deref())))?;
    let (mut trail, mut release) = begin(args, &engine)?;
    let (mut out, mut refused) = (String::new(), 0);
    for submission in &given {
        let decision = engine.decide(release.as_ref(), submission)?;
        // A refused registration is in no trail: there is none yet.
        if decision.release.is_some() {
            trail.extend_from_slice(decision.line.as_bytes());
            trail.push(b'\n');
        }
        refused += u64::from(!decision.accepted);
        match args.format {
            Format::Json => out.push_str(&json(&decision)?),
            Format::Text => out.push_str(&told(&decision, submission)),
            Format::Record => {}
        }
        release = decision.release;
    }
    match args.format {
        Format::Record => out.push_str(&json(&release)?),
        Format::Text => {
            let head = verify(&trail, None, None).head;
            let _ = writeln!(
                out,
                "\n{} commands, {refused} refused; the trail ends with entry {}\n{}",
                given.len(),
                head.seq,
                head.hash
            );
        }
        Format::Json => {}
    }
    if let Some(path) = &args.trail {
        Output::put(Some(path), &trail)?;
    }
    Output::put(None, out.as_bytes())?;
    Ok(if refused > 0 {
        Exit::Findings
    } else {
        Exit::Holds
    })
}

/// The trail so far, and the record that it leads to.
fn begin(args: &Args, engine: &Engine) -> Result<(Vec<u8>, Option<Release>)> {
    if let Some(path) = &args.record {
        let record = Named::read(path, &engine.limits)?.record(&engine.limits)?;
        return Ok((Vec::new(), Some(record)));
    }
    let Some(path) = args.trail.as_deref().filter(|path| is_there(path)) else {
        return Ok((Vec::new(), None));
    };
    let trail = Named::read(path, &engine.limits)?;
    let in_trail = |error: Error| Box::new(error.in_source(trail.name.as_deref()));
    if let Verification {
        broken: Some(broken),
        ..
    } = verify(&trail.bytes, None, None)
    {
        let mut error = Error::new(ErrorCode::InvalidValue, broken.message);
        error.line = Some(broken.line);
        let help = "nothing is added to a trail that is not whole: `releasegate trail verify`";
        return Err(in_trail(error.with_help(help)));
    }
    let entries = read_trail(&trail.bytes).map_err(in_trail)?;
    let release = match entries.is_empty() {
        true => None,
        false => Some(replay(&entries, None).map_err(in_trail)?),
    };
    Ok((trail.bytes, release))
}

fn is_there(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.len() > 0)
}

fn told(decision: &Decision, submission: &Submission) -> String {
    let ruling = if decision.accepted { "✔" } else { "✘" };
    let stage = decision
        .entry
        .stage
        .map(|stage| format!("  → {}", stage.id()));
    let mut out = format!(
        "{ruling} {:>4} {} {:<17} {}{}\n",
        decision.entry.seq,
        submission.at,
        submission.command.name(),
        plain(submission.actor.as_str()),
        stage.unwrap_or_default()
    );
    for unmet in decision.entry.unmet.iter().flatten() {
        // Writing to a text does not fail.
        let _ = writeln!(out, "       {}", document::unmet(unmet));
    }
    out
}
