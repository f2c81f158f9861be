//! What another policy would change.

use std::fmt::Write;
use std::path::PathBuf;

use releasegate::policy::{CheckChange, Impact, JudgedCheck, ReleaseImpact};
use releasegate::read::Limits;
use releasegate::time::AsOf;
use releasegate_report::plain;

use super::{Format, json};
use crate::command::document::instant;
use crate::engine::engine;
use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::input::{expand, feed};
use crate::output::Output;

/// Which policies, and which releases.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The policy as it is: a file, or the id of a shipped profile.
    #[arg(value_name = "OLD")]
    old: String,

    /// The policy as it would be.
    #[arg(value_name = "NEW")]
    new: String,

    /// Records, files with one record a line, or folders of them; `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Judge as of this instant, for example 2026-03-01T12:00:00Z; now when missing.
    #[arg(long, value_name = "TIME")]
    as_of: Option<AsOf>,

    /// The format.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(args: Args, errors: &mut Errors) -> Result<Exit> {
    let limits = Limits::default();
    let old = engine(&args.old, limits)?;
    let new = engine(&args.new, limits)?.policies;
    let as_of = instant(args.as_of)?;
    let mut whole = Impact::none(as_of);
    let entries = expand(&args.paths, None);
    feed(entries, true, limits.max_bytes, |batch| {
        for piece in &batch.pieces {
            let documents = match piece.documents() {
                Ok(documents) => documents,
                Err(error) => {
                    errors.report(error);
                    continue;
                }
            };
            let (impact, error) = old.impact(&new, as_of, &documents);
            whole.add(impact);
            if let Some(error) = error {
                errors.report(&error);
            }
        }
        true
    });
    let text = match args.format {
        Format::Text => text(&whole),
        Format::Json => json(&whole)?,
    };
    Output::put(None, text.as_bytes())?;
    Ok(if errors.any() {
        Exit::BadInput
    } else {
        Exit::Holds
    })
}

fn text(impact: &Impact) -> String {
    let mut text = String::new();
    for changed in &impact.changed {
        release(&mut text, changed);
    }
    let (changed, judged) = (impact.changed.len(), impact.releases);
    // Writing to a text does not fail.
    let _ = writeln!(text, "{changed} of {judged} releases change");
    text
}

fn release(text: &mut String, changed: &ReleaseImpact) {
    let verdict = changed.verdict.map_or_else(String::new, |verdict| {
        format!(": {} -> {}", verdict.before.id(), verdict.after.id())
    });
    let _ = writeln!(text, "{}{verdict}", plain(&changed.release));
    for gate in &changed.gates {
        let holds = |holds| if holds { "holds" } else { "does not hold" };
        let (before, after) = (holds(gate.before), holds(gate.after));
        let _ = writeln!(text, "  gate {}: {before} -> {after}", gate.gate.id());
    }
    for check in &changed.checks {
        let _ = writeln!(text, "  {}", plain(&of_check(check)));
    }
}

fn of_check(change: &CheckChange) -> String {
    let (before, after) = (judged(change.before), judged(change.after));
    let why: Vec<_> = change.why.iter().map(ToString::to_string).collect();
    format!("{}: {before} -> {after}; {}", change.check, why.join(", "))
}

fn judged(judged: Option<JudgedCheck>) -> String {
    let Some(judged) = judged else {
        return "not asked".to_owned();
    };
    let severity = judged.severity.id();
    let gate = judged.gate.map_or("no", |gate| gate.id());
    format!("{} ({severity}, {gate} gate)", judged.verdict.id())
}
