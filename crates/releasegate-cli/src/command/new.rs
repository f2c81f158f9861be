//! Documents to start from.

use std::path::PathBuf;

use clap::ValueEnum;
use releasegate::read::{Error, ErrorCode, Limits};
use serde::Deserialize;

use crate::engine::{DEFAULT_PROFILE, engine};
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// Which document.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The kind of document.
    #[arg(value_enum)]
    document: Kind,

    /// Write to this file; it must not be there yet.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A kind of document that people write.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// A release record.
    Release,
    /// A policy.
    Policy,
}

/// What the library answers.
#[derive(Deserialize)]
struct Answer {
    text: String,
}

pub(crate) fn run(args: &Args) -> Result<Exit> {
    let request: &[u8] = match args.document {
        Kind::Release => br#"{"document":"release"}"#,
        Kind::Policy => br#"{"document":"policy"}"#,
    };
    let answer = engine(DEFAULT_PROFILE, Limits::default())?.call("new", request, b"");
    let answer: Answer = serde_json::from_slice(&answer).map_err(|_| {
        Box::new(Error::new(
            ErrorCode::Internal,
            "the library gave no document",
        ))
    })?;
    // A document that somebody filled in must not be lost to an empty one.
    if let Some(path) = args.output.as_deref().filter(|path| path.is_file()) {
        let error = Error::new(ErrorCode::Io, "the file is there already")
            .with_help("name another file, or remove it first");
        return Err(Box::new(error.in_source(Some(&path.to_string_lossy()))));
    }
    Output::put(args.output.as_deref(), answer.text.as_bytes())?;
    Ok(Exit::Holds)
}
