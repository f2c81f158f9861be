//! What is wrong with a policy.

use std::fmt::Write;
use std::path::PathBuf;

use releasegate::policy::{DefectLevel, LintFinding};
use releasegate::read::Limits;
use releasegate_api::{Engine, LintRequest};
use releasegate_report::plain;

use super::{Format, json};
use crate::command::document::Named;
use crate::engine::DEFAULT_PROFILE;
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// Which policy.
#[derive(Debug, clap::Args)]
#[command(after_help = "The exit status is 1 when there are errors; warnings alone leave it 0.")]
pub(crate) struct Args {
    /// The policy, or a set of policies; `-` is standard input.
    #[arg(value_name = "FILE")]
    policy: PathBuf,

    /// The format.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(args: &Args) -> Result<Exit> {
    let limits = Limits::default();
    let policy = Named::read(&args.policy, &limits)?;
    let request = LintRequest {
        source: policy.name,
        syntax: None,
    };
    let engine = Engine::of_profile(DEFAULT_PROFILE, limits)?;
    let answer = engine.lint(&request, &policy.bytes)?;
    let text = match args.format {
        Format::Text => text(&args.policy.to_string_lossy(), &answer.findings),
        Format::Json => json(&answer)?,
    };
    Output::put(None, text.as_bytes())?;
    let is_error = |finding: &LintFinding| finding.defect.level() == DefectLevel::Error;
    Ok(if answer.findings.iter().any(is_error) {
        Exit::Findings
    } else {
        Exit::Holds
    })
}

fn text(name: &str, findings: &[LintFinding]) -> String {
    if findings.is_empty() {
        return format!("{}: nothing found\n", plain(name));
    }
    let mut text = String::new();
    for finding in findings {
        let LintFinding { pointer, defect } = finding;
        let (level, remedy) = (defect.level().id(), defect.remedy());
        let line = format!("{name}#{pointer}: {level}: {defect}; {remedy}");
        // Writing to a text does not fail.
        let _ = writeln!(text, "{}", plain(&line));
    }
    text
}
