//! What verbs on single records share: how they are asked, and how they answer with documents.

use std::path::Path;

use clap::ValueEnum;
use releasegate::model::Release;
use releasegate::read::{Error, ErrorCode, Limits};
use releasegate::time::AsOf;
use serde::Serialize;

use crate::engine::DEFAULT_PROFILE;
use crate::errors::Result;
use crate::input;

/// Under which policy, as of when, in which format.
#[derive(Debug, clap::Args)]
pub(crate) struct Asked {
    /// A policy file, or the id of a shipped profile.
    #[arg(long, value_name = "FILE|PROFILE", default_value = DEFAULT_PROFILE)]
    pub(crate) policy: String,

    /// Judge as of this instant, for example 2026-03-01T12:00:00Z; now when missing.
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<AsOf>,

    /// The format.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// The format of answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// The answer as a document, one a line.
    Json,
}

/// Reads the record at a path; `-` is standard input.
pub(crate) fn record(path: &Path, limits: &Limits) -> Result<Release> {
    let stdin = path == Path::new("-");
    let bytes = if stdin {
        input::whole_stdin(limits.max_bytes)?
    } else {
        input::whole_file(path, limits.max_bytes)?
    };
    let name = path.to_string_lossy();
    let source = (!stdin).then_some(&*name);
    Release::read(&bytes, None, limits).map_err(|error| Box::new(error.in_source(source)))
}

/// A document as one line of JSON.
pub(crate) fn json(document: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(document)
        .map_err(|_| Error::new(ErrorCode::Internal, "the answer could not be written"))?;
    Ok(text + "\n")
}
