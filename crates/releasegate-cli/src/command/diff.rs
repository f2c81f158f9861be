//! What changed between two assessments of a release, and what made it change.

use std::fmt::Write;
use std::path::PathBuf;

use releasegate::assess::{ChangedCheck, CheckState, Diff, Question, diff};
use releasegate::read::Limits;
use releasegate::time::AsOf;
use releasegate_report::plain;

use super::check::now;
use super::document::{Asked, Format, json, record};
use crate::engine::engine;
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// What to compare.
#[derive(Debug, clap::Args)]
#[command(after_help = "Name two records, or one and another instant or policy for before.")]
pub(crate) struct Args {
    /// The record; when two are named, the one before.
    #[arg(value_name = "A")]
    first: PathBuf,

    /// The record after.
    #[arg(value_name = "B")]
    second: Option<PathBuf>,

    /// The instant before; the same when missing.
    #[arg(long, value_name = "TIME")]
    before: Option<AsOf>,

    /// The policy before; the same when missing.
    #[arg(long, value_name = "FILE|PROFILE")]
    policy_before: Option<String>,

    #[command(flatten)]
    asked: Asked,
}

pub(crate) fn run(args: &Args) -> Result<Exit> {
    let limits = Limits::default();
    let after = engine(&args.asked.policy, limits)?;
    let before = match &args.policy_before {
        Some(policy) => Some(engine(policy, limits)?),
        None => None,
    };
    let as_of = args.asked.as_of.map_or_else(now, Ok)?;
    let first = record(&args.first, &limits)?;
    let second = match &args.second {
        Some(path) => Some(record(path, &limits)?),
        None => None,
    };
    let changes = diff(
        Question {
            release: &first,
            policies: &before.as_ref().unwrap_or(&after).policies,
            as_of: args.before.unwrap_or(as_of),
        },
        Question {
            release: second.as_ref().unwrap_or(&first),
            policies: &after.policies,
            as_of,
        },
    );
    let text = match args.asked.format {
        Format::Json => json(&changes)?,
        Format::Text => text(&changes),
    };
    Output::put(None, text.as_bytes())?;
    Ok(Exit::Holds)
}

fn text(changes: &Diff) -> String {
    let side = |side: &releasegate::assess::Compared| {
        let version = side
            .version
            .as_deref()
            .map_or_else(String::new, |it| format!(" {it}"));
        format!("{} under {}{version}", side.as_of, plain(&side.policy))
    };
    let mut out = format!(
        "Release {}\n  before  {}: {}\n  after   {}: {}\n",
        plain(&changes.release),
        side(&changes.before),
        changes.before.verdict.id(),
        side(&changes.after),
        changes.after.verdict.id(),
    );
    if changes.checks.is_empty() {
        out.push_str("\nNothing changed.\n");
    }
    for gate in &changes.gates {
        let name = gate.stage.id().replace('_', " ");
        let opens = |opens| if opens { "open" } else { "closed" };
        // Writing to a text does not fail.
        let _ = writeln!(
            out,
            "\nGate {name}: {} ({}) -> {} ({})",
            gate.before.verdict.id(),
            opens(gate.before.opens),
            gate.after.verdict.id(),
            opens(gate.after.opens)
        );
    }
    for change in &changes.checks {
        one(&mut out, change);
    }
    out
}

fn one(out: &mut String, change: &ChangedCheck) {
    let state = |state: &Option<CheckState>| match state {
        None => "not asked".to_owned(),
        Some(state) => match &state.waived_by {
            None => state.verdict.id().to_owned(),
            Some(waiver) => format!("{} (waived by {waiver})", state.verdict.id()),
        },
    };
    let causes: Vec<_> = change.causes.iter().map(|cause| cause.words()).collect();
    let line = format!(
        "{}: {} -> {}, because of the {}",
        change.check,
        state(&change.before),
        state(&change.after),
        causes.join(", the ")
    );
    let _ = writeln!(out, "\n{}", plain(&line));
    if let Some(after) = &change.after {
        let _ = writeln!(out, "  {}", plain(&after.message));
    }
}
