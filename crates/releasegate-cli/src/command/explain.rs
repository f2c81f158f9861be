//! What checks ask.

use clap::ValueEnum;
use releasegate::checks::{Check, Severity};
use releasegate::read::Limits;
use releasegate_api::Engine;
use releasegate_report::{render_checks_markdown, render_checks_text};
use serde_json::json;

use crate::engine::{DEFAULT_PROFILE, check_named, engine};
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;
use crate::terminal::{self, Color};

/// Which checks.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Ids of checks such as `DEP-01`, or names such as `deployed-without-prior-approval`.
    #[arg(required_unless_present = "all", value_name = "CHECK")]
    checks: Vec<String>,

    /// All checks.
    #[arg(long, conflicts_with = "checks")]
    all: bool,

    /// The format.
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// When to use colour.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    color: Color,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// A page of Markdown.
    Markdown,
    /// The list of checks (`releasegate/checks/1`).
    Json,
}

pub(crate) fn run(args: &Args) -> Result<Exit> {
    let engine = engine(DEFAULT_PROFILE, Limits::default())?;
    let checks = wanted(args, &engine)?;
    let text = match args.format {
        Format::Text => {
            render_checks_text(&checks, &terminal::style(args.color, false)).into_bytes()
        }
        Format::Markdown => render_checks_markdown(&checks).into_bytes(),
        Format::Json => {
            let ids: Vec<_> = checks.iter().map(|(check, _)| check.id).collect();
            let request = json!({ "checks": ids }).to_string();
            let mut answer = engine.call("checks", request.as_bytes(), b"");
            answer.push(b'\n');
            answer
        }
    };
    Output::put(None, &text)?;
    Ok(Exit::Holds)
}

/// The checks asked for, with their severity.
fn wanted(args: &Args, engine: &Engine) -> Result<Vec<(&'static Check, Severity)>> {
    let of_policy = &engine.policy().checks;
    if args.all {
        let all = of_policy.iter().map(|ruled| (ruled.check, ruled.severity));
        return Ok(all.collect());
    }
    let severity = |check: &'static Check| {
        let listed = of_policy.iter().find(|ruled| ruled.check == check);
        listed.map_or(check.severity, |ruled| ruled.severity)
    };
    args.checks
        .iter()
        .map(|word| check_named(word).map(|check| (check, severity(check))))
        .collect()
}
