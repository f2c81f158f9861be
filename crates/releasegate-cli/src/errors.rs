//! Errors on standard error, for people or for programs.

use std::io::Write;
use std::path::Path;

use clap::ValueEnum;
use releasegate::read::{Error, ErrorCode};
use releasegate_report::plain;
use serde::Serialize;

/// What a function of the command line gives back; boxed, since errors are large and rare.
pub(crate) type Result<T> = std::result::Result<T, Box<Error>>;

/// How errors are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErrorFormat {
    /// A line for people.
    #[default]
    Text,
    /// The error document (`releasegate/error/1`), one a line.
    Json,
}

/// Writes errors and remembers that there were some.
#[derive(Debug)]
pub(crate) struct Errors {
    format: ErrorFormat,
    any: bool,
}

impl Errors {
    pub(crate) fn new(format: ErrorFormat) -> Self {
        Self { format, any: false }
    }

    /// Whether an error was reported.
    pub(crate) fn any(&self) -> bool {
        self.any
    }

    /// Reports an error.
    pub(crate) fn report(&mut self, error: &Error) {
        self.any = true;
        // Standard input has no name in documents; people need one where a place follows.
        let unnamed = error.source.is_none() && error.line_of_source().is_some();
        let text = if unnamed {
            format!("standard input:{error}")
        } else {
            error.to_string()
        };
        self.line("error: ", &text, error);
    }

    /// Says something that is no error.
    pub(crate) fn note(&self, text: &str, document: &impl Serialize) {
        self.line("note: ", text, document);
    }

    /// When standard error is closed there is nowhere left to say so: the exit status tells.
    fn line(&self, prefix: &str, text: &str, document: &impl Serialize) {
        let mut stderr = std::io::stderr().lock();
        let _ = match self.format {
            ErrorFormat::Text => writeln!(stderr, "{prefix}{}", plain(text)),
            ErrorFormat::Json => match serde_json::to_string(document) {
                Ok(json) => writeln!(stderr, "{json}"),
                Err(_) => writeln!(stderr, "{prefix}{}", plain(text)),
            },
        };
    }
}

/// The error for a file that could not be read or written.
pub(crate) fn io(what: &str, path: &Path, error: &std::io::Error) -> Box<Error> {
    let error = Error::new(ErrorCode::Io, format!("{what}: {error}"));
    Box::new(error.in_source(Some(&path.to_string_lossy())))
}
