//! What changed between two assessments of a release, and what made it change.

use std::fmt::Write;
use std::path::PathBuf;

use releasegate::assess::{
    Assessment, Cause, ChangedCheck, CheckState, Diff, KeptAssessment, Question, diff,
    diff_assessments,
};
use releasegate::read::{Error, ErrorCode, Limits, format_of};
use releasegate::time::AsOf;
use releasegate_report::plain;

use super::document::{Asked, Format, Named, instant, json};
use crate::engine::{DEFAULT_PROFILE, engine};
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// What to compare.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Name two records, or one and another instant or policy for before, or two \
                  assessments that `check --format json` gave. Records tell each cause; \
                  assessments leave open what they do not say."
)]
pub(crate) struct Args {
    /// The record; when two are named, the one before. Or the assessment before.
    #[arg(value_name = "A")]
    first: PathBuf,

    /// The record or the assessment after.
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
    let first = Named::read(&args.first, &limits)?;
    let second = args.second.as_deref();
    let second = second.map(|path| Named::read(path, &limits)).transpose()?;
    let changes = if is_assessment(&first, &limits) {
        assessments(args, &first, second.as_ref(), &limits)?
    } else {
        records(args, &first, second.as_ref(), limits)?
    };
    let text = match args.asked.format {
        Format::Json => json(&changes)?,
        Format::Text => text(&changes),
    };
    Output::put(None, text.as_bytes())?;
    Ok(Exit::Holds)
}

/// Whether a text says that it is an assessment.
fn is_assessment(named: &Named, limits: &Limits) -> bool {
    format_of(&named.bytes, None, limits).as_deref() == Some(Assessment::FORMAT)
}

fn assessment(named: &Named, limits: &Limits) -> Result<KeptAssessment> {
    let read = KeptAssessment::read(&named.bytes, None, limits);
    read.map_err(|error| Box::new(error.in_source(named.name.as_deref())))
}

fn records(args: &Args, first: &Named, second: Option<&Named>, limits: Limits) -> Result<Diff> {
    let after = engine(&args.asked.policy, limits)?;
    let before = match &args.policy_before {
        Some(policy) => Some(engine(policy, limits)?),
        None => None,
    };
    let as_of = instant(args.asked.as_of)?;
    let name = first.name.as_deref();
    let first = first.record(&limits)?;
    let second = second.map(|named| named.record(&limits)).transpose()?;
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
    changes.map_err(|error| Box::new(error.in_source(name)))
}

fn assessments(
    args: &Args,
    first: &Named,
    second: Option<&Named>,
    limits: &Limits,
) -> Result<Diff> {
    let wrong = |message: &str, help: &str| {
        let error = Error::new(ErrorCode::InvalidValue, message).with_help(help);
        Box::new(error.in_source(first.name.as_deref()))
    };
    let Some(second) = second else {
        let help = "name the assessment after as well";
        return Err(wrong("one assessment alone cannot be compared", help));
    };
    let asks = args.before.is_some() || args.policy_before.is_some() || args.asked.as_of.is_some();
    if asks || args.asked.policy != DEFAULT_PROFILE {
        let message = "an assessment was made as of its own instant, under its own policy";
        return Err(wrong(message, "leave instants and policies out"));
    }
    let (before, after) = (assessment(first, limits)?, assessment(second, limits)?);
    let changes = diff_assessments(&before, &after);
    changes.map_err(|error| Box::new(error.in_source(first.name.as_deref())))
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
    if let Some(help) = changes.help {
        let _ = writeln!(out, "\nCauses are left open: {help}");
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
    let words = |causes: &[Cause]| causes.iter().map(|it| it.words()).collect::<Vec<_>>();
    let causes = match change.candidates.as_slice() {
        [] => words(&change.causes).join(", the "),
        candidates => words(candidates).join(" or the "),
    };
    let line = format!(
        "{}: {} -> {}, because of the {causes}",
        change.check,
        state(&change.before),
        state(&change.after),
    );
    let _ = writeln!(out, "\n{}", plain(&line));
    if let Some(after) = &change.after {
        let _ = writeln!(out, "  {}", plain(&after.message));
    }
}
