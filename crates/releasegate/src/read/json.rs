//! JSON.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::explain::{self, pointer_of};
use super::{Error, ErrorCode};

pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    // Text is checked once here: serde_json would otherwise check every string on its own.
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    serde_json::from_str(text).map_err(|first| explain::<T>(text, &first))
}

/// Says in our words what serde_json found, and where.
fn explain<T: DeserializeOwned>(text: &str, first: &serde_json::Error) -> Error {
    let mut error = match first.classify() {
        serde_json::error::Category::Data => {
            let mut deserializer = serde_json::Deserializer::from_str(text);
            let located = serde_path_to_error::deserialize::<_, T>(&mut deserializer).err();
            let path = located.as_ref().map(serde_path_to_error::Error::path);
            explain::data_error(&without_place(&first.to_string()), path)
        }
        _ if first.to_string().starts_with("recursion limit") => Error::new(
            ErrorCode::TooDeep,
            "the document is nested deeper than 128 levels",
        ),
        _ => {
            let mut deserializer = serde_json::Deserializer::from_str(text);
            let located = serde_path_to_error::deserialize::<_, T>(&mut deserializer).err();
            let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
            let mut error = if is_json {
                // The only thing in sound JSON that serde_json calls a fault of syntax.
                Error::new(
                    ErrorCode::WrongType,
                    "expected a mapping with exactly one key",
                )
                .with_help("the key says which of several things is meant: keep one")
            } else {
                let message = without_place(&first.to_string());
                Error::new(ErrorCode::Syntax, format!("not valid JSON: {message}"))
            };
            error.pointer = located.map(|located| pointer_of(located.path()));
            error
        }
    };
    error.line = u64::try_from(first.line()).ok().filter(|line| *line > 0);
    // serde_json counts from 0 at the end of the text, where there is no character to point at.
    error.column = error
        .line
        .and_then(|_| u64::try_from(first.column()).ok())
        .filter(|column| *column > 0);
    error
}

/// The message of serde_json without ` at line 1 column 2`.
fn without_place(message: &str) -> String {
    let end = message.rfind(" at line ").unwrap_or(message.len());
    message.get(..end).unwrap_or(message).to_owned()
}

/// How every file in gzip begins.
const GZIP: &[u8] = &[0x1f, 0x8b];

pub(super) fn not_utf8(bytes: &[u8], valid_up_to: usize) -> Error {
    let valid = bytes.get(..valid_up_to).unwrap_or_default();
    let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = valid
        .iter()
        .rev()
        .take_while(|byte| **byte != b'\n')
        .count()
        + 1;
    let help = match bytes.starts_with(GZIP) {
        true => "it is packed with gzip: unpack it first",
        false => "save it as UTF-8",
    };
    let mut error =
        Error::new(ErrorCode::NotUtf8, "the document is not UTF-8 text").with_help(help);
    error.line = u64::try_from(line).ok();
    error.column = u64::try_from(column).ok();
    error
}
