//! The records in a payload.

use releasegate::read::{Error, ErrorCode, Syntax};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::assess::Document;

/// One record in the payload.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentFrame {
    /// Its length in bytes.
    pub length: usize,
    /// Where it was read from.
    pub source: Option<String>,
    /// The line on which it starts, from 1, in a file of many records.
    pub line: Option<u64>,
    /// Its notation; found out when missing.
    pub syntax: Option<Syntax>,
}

/// Records of releases, and where they were read from.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// The text: one record, or one a line.
    pub bytes: &'a [u8],
    /// The notation of a single record; found out when `None`.
    pub syntax: Option<Syntax>,
    /// The file or stream.
    pub source: Option<&'a str>,
    /// The number of the first line, from 1, where there is one record a line for certain.
    pub first_line: Option<u64>,
}

impl<'a> Records<'a> {
    /// The records of a payload that may be one record or one a line.
    pub(crate) const fn of_payload(
        payload: &'a [u8],
        source: Option<&'a str>,
        syntax: Option<Syntax>,
    ) -> Self {
        Self {
            bytes: payload,
            syntax,
            source,
            first_line: None,
        }
    }

    /// The documents. There is one a line when the first line is a whole JSON object and is not the
    /// only one.
    #[must_use]
    pub fn documents(&self) -> Vec<Document<'a>> {
        let lines = lines(self.source, self.first_line.unwrap_or(1), self.bytes);
        let is_object = |bytes| serde_json::from_slice::<Map<String, Value>>(bytes).is_ok();
        let begins = || lines.first().is_some_and(|first| is_object(first.bytes));
        if self.first_line.is_some() || (lines.len() > 1 && begins()) {
            return lines;
        }
        vec![Document::whole(self.bytes, self.syntax, self.source)]
    }
}

/// The records of a payload that has one a line; empty lines are passed over.
pub(crate) fn lines<'a>(
    source: Option<&'a str>,
    first: u64,
    payload: &'a [u8],
) -> Vec<Document<'a>> {
    let ends = memchr::memchr_iter(b'\n', payload).chain([payload.len()]);
    let mut start = 0;
    let mut documents = Vec::new();
    for (number, end) in (first..).zip(ends) {
        let bytes = payload.get(start..end).unwrap_or_default();
        start = end + 1;
        if !bytes.trim_ascii().is_empty() {
            documents.push(Document {
                bytes,
                syntax: Some(Syntax::Json),
                source,
                line: Some(number),
            });
        }
    }
    documents
}

/// The records of a payload that has them one after another.
pub(crate) fn framed<'a>(
    frames: &'a [DocumentFrame],
    mut payload: &'a [u8],
) -> Result<Vec<Document<'a>>, Error> {
    let mut documents = Vec::with_capacity(frames.len());
    for (index, frame) in frames.iter().enumerate() {
        let Some((bytes, rest)) = payload.split_at_checked(frame.length) else {
            let mut error = Error::new(ErrorCode::InvalidValue, "the payload is shorter than this");
            error.pointer = Some(format!("/documents/{index}/length"));
            return Err(error.in_source(Some("request")));
        };
        documents.push(Document {
            bytes,
            syntax: frame.syntax,
            source: frame.source.as_deref(),
            line: frame.line,
        });
        payload = rest;
    }
    Ok(documents)
}
