//! What verbs on single records share: how they are asked, and how they answer with documents.

use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};
use clap::ValueEnum;
use releasegate::checks::by_id;
use releasegate::lifecycle::Unmet;
use releasegate::model::Release;
use releasegate::read::{Error, ErrorCode, Limits};
use releasegate::time::AsOf;
use releasegate_report::plain;
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

/// The instant given, or the present to the second.
pub(crate) fn instant(given: Option<AsOf>) -> Result<AsOf> {
    if let Some(given) = given {
        return Ok(given);
    }
    let now = DateTime::<Utc>::from(std::time::SystemTime::now());
    now.to_rfc3339_opts(SecondsFormat::Secs, true)
        .parse()
        .map_err(|error| {
            let message = format!("the clock of this machine cannot be used: {error}");
            Box::new(Error::new(ErrorCode::Internal, message).with_help("give --as-of"))
        })
}

/// The text of a document, and what it is called; standard input has no name.
pub(crate) struct Named {
    pub(crate) bytes: Vec<u8>,
    pub(crate) name: Option<String>,
}

impl Named {
    /// Reads what is at a path; `-` is standard input.
    pub(crate) fn read(path: &Path, limits: &Limits) -> Result<Self> {
        if path == Path::new("-") {
            let (bytes, name) = (input::whole_stdin(limits.max_bytes)?, None);
            return Ok(Self { bytes, name });
        }
        let bytes = input::whole_file(path, limits.max_bytes)?;
        let name = Some(path.to_string_lossy().into_owned());
        Ok(Self { bytes, name })
    }

    /// The record that it is.
    pub(crate) fn record(&self, limits: &Limits) -> Result<Release> {
        let read = Release::read(&self.bytes, None, limits);
        read.map_err(|error| Box::new(error.in_source(self.name.as_deref())))
    }
}

/// A condition that a command does not meet, as people read it.
pub(crate) fn unmet(unmet: &Unmet) -> String {
    let message = plain(&unmet.message);
    match &unmet.check {
        Some(check) => {
            let title = by_id(check).map_or(String::new(), |it| format!(" {}", it.title));
            format!("{check}{title}: {message}")
        }
        None => message.into_owned(),
    }
}

/// A document as one line of JSON.
pub(crate) fn json(document: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string(document)
        .map_err(|_| Error::new(ErrorCode::Internal, "the answer could not be written"))?;
    Ok(text + "\n")
}
