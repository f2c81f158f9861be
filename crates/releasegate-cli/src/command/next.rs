//! What has to be done next, by whom, by when.

use std::fmt::Write;
use std::path::PathBuf;

use releasegate::next::{Cure, NextActions, OpenCheck, next_actions};
use releasegate::stage::Stage;
use releasegate::view::View;
use releasegate_report::plain;

use super::document::{Asked, Format, Named, instant, json};
use crate::engine::engine;
use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::output::Output;

/// Which records.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The exit status is 1 when a gate is not open yet, 2 when a record cannot be read."
)]
pub(crate) struct Args {
    /// Records; `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    asked: Asked,
}

pub(crate) fn run(args: &Args, errors: &mut Errors) -> Result<Exit> {
    let Asked {
        policy,
        as_of,
        format,
    } = &args.asked;
    let engine = engine(policy, releasegate::read::Limits::default())?;
    let as_of = instant(*as_of)?;
    let mut exit = Exit::Holds;
    let mut out = String::new();
    for path in &args.paths {
        let release = match Named::read(path, &engine.limits)
            .and_then(|named| named.record(&engine.limits))
        {
            Ok(release) => release,
            Err(error) => {
                errors.report(&error);
                continue;
            }
        };
        let policy = engine.policies.for_release(&View::of(&release, as_of));
        let actions = next_actions(&release, policy, as_of);
        if !actions.gates.is_empty() {
            exit = Exit::Findings;
        }
        out.push_str(&match format {
            Format::Json => json(&actions)?,
            Format::Text => text(&actions),
        });
    }
    Output::put(None, out.as_bytes())?;
    // What could not be read may have anything left to do.
    Ok(if errors.any() { Exit::BadInput } else { exit })
}

fn text(actions: &NextActions) -> String {
    let mut out = format!(
        "Release {} as of {}, under {}\n",
        plain(&actions.release.id),
        actions.as_of,
        plain(&actions.policy)
    );
    if actions.gates.is_empty() {
        out.push_str("\nEvery gate is open; nothing is left to do.\n");
    }
    for gate in &actions.gates {
        let name = gate.stage.map_or("no gate", Stage::id).replace('_', " ");
        // Writing to a text does not fail.
        let _ = writeln!(out, "\nGate {name}: {} checks", gate.checks.len());
        for open in &gate.checks {
            one(&mut out, open);
        }
    }
    out
}

fn one(out: &mut String, open: &OpenCheck) {
    let _ = writeln!(out, "  {:<8} {}", open.check, plain(&open.title));
    if let Some(by) = open.by {
        let _ = writeln!(out, "           before {by}");
    }
    match open.cure {
        Cure::Supply => supply(out, "supply", open),
        Cure::Begin => {
            supply(out, "begin with", open);
            let _ = writeln!(out, "           {}", plain(&open.remedy));
        }
        Cure::Wait => {
            let until = open
                .until
                .map_or_else(String::new, |until| format!(" until {until}"));
            let _ = writeln!(out, "           wait{until}");
        }
        Cure::Redo => {
            let _ = writeln!(out, "           {}", plain(&open.message));
            let _ = writeln!(out, "           {}", plain(&open.remedy));
        }
        Cure::Instead => {
            let _ = writeln!(out, "           {}", plain(&open.message));
            let ways: Vec<_> = open.instead.iter().map(|way| way.words()).collect();
            let _ = writeln!(
                out,
                "           cannot be cured; open are {}",
                ways.join(", ")
            );
        }
    }
}

fn supply(out: &mut String, verb: &str, open: &OpenCheck) {
    for fact in &open.facts {
        let role = fact.role.replace('_', " ");
        let line = format!("{verb} {} (from the {role})", fact.at);
        let _ = writeln!(out, "           {}", plain(&line));
    }
}
