//! Histories that other tools kept, as commands.

use std::path::Path;

use releasegate::read::{Error, ErrorCode, Limits};
use releasegate_api::HistoryAnswer;
use releasegate_import::{
    Histories, History, HistoryMapping, HistoryNote, HistoryProblem, import_history,
};

use super::{Args, Format, line};
use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::input;
use crate::output::Output;

pub(super) fn run(
    args: &Args,
    mapping: &Path,
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    errors: &mut Errors,
) -> Result<Exit> {
    let mapping_name = mapping.to_string_lossy();
    let in_mapping = |mut error: Error| {
        error.source = Some(mapping_name.clone().into_owned());
        Box::new(error)
    };
    let text = input::whole_file(mapping, limits.max_bytes)?;
    let mapping = HistoryMapping::read(&text, limits).map_err(in_mapping)?;
    // Standard input has no name.
    let name_in_errors = Some(name).filter(|name| *name != "-");
    let mut found = import_history(mapping, name_in_errors, bytes, limits).map_err(|error| {
        match error.source.as_deref() {
            Some(releasegate_import::MAPPING) => in_mapping(error),
            _ => Box::new(error),
        }
    })?;
    if let Some(release) = &args.release {
        narrow(&mut found, release);
    }
    for problem in &found.problems {
        errors.report(&told(problem, name));
    }
    let mut out = Vec::new();
    match args.format {
        Format::Json => line(&mut out, &HistoryAnswer::from(found))?,
        Format::Ndjson => {
            for note in &found.notes {
                errors.note(&format!("{name}: {}", noted(note)), note);
            }
            for command in &the_one(&found.histories, args, name)?.commands {
                line(&mut out, command)?;
            }
        }
    }
    Output::put(args.output.as_deref(), &out)?;
    Ok(if errors.any() {
        Exit::BadInput
    } else {
        Exit::Holds
    })
}

/// Leaves what is of one release, or may be.
fn narrow(found: &mut Histories, release: &str) {
    let is_it = |of: &Option<String>| of.as_deref().is_none_or(|of| of == release);
    found.histories.retain(|it| it.release == release);
    found.problems.retain(|it| is_it(&it.release));
    found.notes.retain(|it| is_it(&it.release));
}

/// The history whose commands are asked for: those of several releases are no history.
fn the_one<'h>(histories: &'h [History], args: &Args, name: &str) -> Result<&'h History> {
    let error = match (histories, &args.release) {
        ([one], _) => return Ok(one),
        ([], Some(_)) => Error::new(
            ErrorCode::InvalidValue,
            "the file gives no command for this release",
        ),
        ([], None) => Error::new(ErrorCode::InvalidValue, "the file gives no command"),
        (several, _) => {
            let ids: Vec<_> = several.iter().map(|it| it.release.as_str()).collect();
            let message = format!("the file has the histories of {} releases", ids.len());
            Error::new(ErrorCode::InvalidValue, message).with_help(format!(
                "choose one by --release, or all by --format json: {}",
                listed("release", &ids)
            ))
        }
    };
    Err(Box::new(error.in_source(Some(name))))
}

/// How many releases are listed.
const SHOWN: usize = 10;

/// A problem as an error of the file.
fn told(problem: &HistoryProblem, name: &str) -> Error {
    let place = match &problem.column {
        Some(column) => format!("row {}, column `{column}`", problem.row),
        None => format!("row {}", problem.row),
    };
    let message = format!("{place}: {}", problem.message);
    let mut error = Error::new(ErrorCode::InvalidValue, message).with_help(problem.help.as_str());
    error.line = problem.line;
    error.in_source(Some(name))
}

/// A note in words, with what it is about.
fn noted(note: &HistoryNote) -> String {
    let rows = note.rows.as_ref().map(|rows| listed("row", rows));
    let columns = note.columns.as_ref();
    let columns = columns.map(|columns| listed("column", columns));
    let about = [note.release.clone(), rows, columns];
    let about: Vec<_> = about.into_iter().flatten().collect();
    format!("{}: {}", about.join(", "), note.message)
}

/// So many of several things that a line can hold them.
fn listed(kind: &str, items: &[impl ToString]) -> String {
    let plural = if items.len() == 1 { "" } else { "s" };
    let shown: Vec<_> = items.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = match items.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{kind}{plural} {}{more}", shown.join(", "))
}
