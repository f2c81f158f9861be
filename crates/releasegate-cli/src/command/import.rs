//! Records and histories from other tools' exports.

mod history;

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::PossibleValue;
use clap::builder::PossibleValuesParser;
use releasegate::read::{Error, ErrorCode, Limits};
use releasegate_api::ImportAnswer;
use releasegate_import::{Imported, SOURCES};
use serde::Serialize;

use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::input;
use crate::output::Output;

/// What to import.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The records pipe into `releasegate check -`, the commands of a history into \
                  `releasegate trail conformance -`. What of the file is in neither is said on \
                  standard error."
)]
pub(crate) struct Args {
    /// The tool the file comes from, or `history` for what any tool kept of what was done.
    #[arg(value_parser = sources())]
    source: String,

    /// The exported file; `-` is standard input.
    file: PathBuf,

    /// What the words of a history mean (`releasegate/mapping/1`).
    #[arg(long, value_name = "FILE", required_if_eq("source", HISTORY))]
    mapping: Option<PathBuf>,

    /// The release of a history whose commands to give, where the file has several.
    #[arg(long, value_name = "ID", requires = "mapping")]
    release: Option<String>,

    /// Write to this file.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format.
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// The largest file, in bytes.
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_bytes)]
    max_bytes: usize,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// One record, or one command, a line.
    #[default]
    Ndjson,
    /// One document with all that was found (`releasegate/import/1`, `releasegate/history/1`).
    Json,
}

/// What a history goes by among the sources.
const HISTORY: &str = "history";

pub(crate) fn run(args: &Args, errors: &mut Errors) -> Result<Exit> {
    let limits = Limits {
        max_bytes: args.max_bytes,
        ..Limits::default()
    };
    let name = args.file.to_string_lossy();
    let bytes = if args.file == Path::new("-") {
        input::whole_stdin(limits.max_bytes)?
    } else {
        input::whole_file(&args.file, limits.max_bytes)?
    };
    if let (HISTORY, Some(mapping)) = (args.source.as_str(), &args.mapping) {
        return history::run(args, mapping, &name, &bytes, &limits, errors);
    }
    let Imported { records, notes } =
        releasegate_import::import(&args.source, &name, &bytes, &limits)?;
    let mut text = Vec::new();
    match args.format {
        Format::Ndjson => {
            for record in &records {
                line(&mut text, record)?;
            }
            for note in &notes {
                errors.note(&format!("{name}#{}: {}", note.pointer, note.message), note);
            }
        }
        Format::Json => {
            line(
                &mut text,
                &ImportAnswer {
                    format: ImportAnswer::FORMAT,
                    records,
                    notes,
                },
            )?;
        }
    }
    Output::put(args.output.as_deref(), &text)?;
    Ok(Exit::Holds)
}

fn sources() -> PossibleValuesParser {
    let value =
        |source: releasegate_import::Source| PossibleValue::new(source.name).help(source.summary);
    let history = PossibleValue::new(HISTORY)
        .help("a history as a table (CSV), JSON, one object a line, or an OCEL 2.0 log");
    PossibleValuesParser::new(SOURCES.map(value).into_iter().chain([history]))
}

fn line(text: &mut Vec<u8>, document: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *text, document).map_err(|_| {
        Box::new(Error::new(
            ErrorCode::Internal,
            "the record could not be written",
        ))
    })?;
    text.push(b'\n');
    Ok(())
}
