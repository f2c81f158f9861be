//! From paths to documents: files, folders, streams of records.

mod feed;
mod lines;
mod walk;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use releasegate::read::{Error, ErrorCode, Syntax};
use releasegate_api::{Document, Records};

use crate::errors::{self, Result};

pub(crate) use feed::{Batch, feed};
pub(crate) use walk::{Entry, expand};

/// A part of the input, in memory.
#[derive(Debug)]
pub(crate) enum Piece {
    /// One record.
    Record {
        /// Its text.
        bytes: Vec<u8>,
        /// Its notation, as far as the name of the file tells.
        syntax: Option<Syntax>,
        /// Where it comes from.
        origin: Origin,
    },
    /// Records, one a line.
    Lines {
        /// Whole lines.
        bytes: Vec<u8>,
        /// The number of the first one, from 1.
        first: u64,
        /// Where they come from.
        origin: Origin,
    },
    /// Something that could not be read.
    Failed(Box<Error>),
}

impl Piece {
    /// Its records, or why it could not be read.
    pub(crate) fn documents(&self) -> std::result::Result<Vec<Document<'_>>, &Error> {
        let (bytes, syntax, origin, first_line) = match self {
            Self::Record {
                bytes,
                syntax,
                origin,
            } => (bytes, *syntax, origin, None),
            Self::Lines {
                bytes,
                first,
                origin,
            } => (bytes, None, origin, Some(*first)),
            Self::Failed(error) => return Err(error),
        };
        let records = Records {
            bytes,
            syntax,
            source: origin.name.as_deref(),
            first_line,
        };
        Ok(records.documents())
    }
}

/// Where a document comes from.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// The name of the file; none for standard input, so that its answers are those of the
    /// library.
    pub(crate) name: Option<Arc<str>>,
    /// Whether it was found in a folder and not named itself.
    pub(crate) found: bool,
}

/// Reads a file of limited size.
pub(crate) fn whole_file(path: &Path, limit: usize) -> Result<Vec<u8>> {
    let read = |error| errors::io("cannot read", path, &error);
    let name = path.to_string_lossy();
    let file = File::open(path).map_err(read)?;
    let metadata = file.metadata().map_err(read)?;
    if metadata.is_dir() {
        let error = Error::new(ErrorCode::Io, "this is a folder").with_help("name a file");
        return Err(Box::new(error.in_source(Some(&name))));
    }
    if let Some(error) = too_large(metadata.len(), limit) {
        return Err(Box::new(error.in_source(Some(&name))));
    }
    whole(file, limit)
        .map_err(read)?
        .map_err(|error| Box::new(error.in_source(Some(&name))))
}

/// Reads standard input, of limited size.
pub(crate) fn whole_stdin(limit: usize) -> Result<Vec<u8>> {
    let read = |error| errors::io("cannot read", Path::new("standard input"), &error);
    Ok(whole(std::io::stdin().lock(), limit).map_err(read)??)
}

/// Reads a stream of limited size.
fn whole(stream: impl Read, limit: usize) -> std::io::Result<std::result::Result<Vec<u8>, Error>> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    stream
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(if bytes.len() > limit {
        Err(over(limit))
    } else {
        Ok(bytes)
    })
}

/// The error for a file that is larger than the limit, before it is read.
fn too_large(size: u64, limit: usize) -> Option<Error> {
    (usize::try_from(size).map_or(true, |size| size > limit)).then(|| {
        let message = format!("the document has {size} bytes, more than the limit of {limit}");
        Error::new(ErrorCode::TooLarge, message).with_help(RAISE)
    })
}

/// The error for a document that turned out to be larger than the limit.
fn over(limit: usize) -> Error {
    let message = format!("the document has more bytes than the limit of {limit}");
    Error::new(ErrorCode::TooLarge, message).with_help(RAISE)
}

const RAISE: &str = "split it, or raise the limit with --max-bytes";
