//! From what a parser says to what a person can use: a code, a place, the nearest known key.

use serde_path_to_error::{Path, Segment};

use super::{Error, ErrorCode};

/// The error for a document whose notation is fine and whose content is not.
///
/// `message` is what serde's derived code says. Its wording is the only thing that parsers with
/// errors of their own share, so it is taken apart here, and nowhere else.
pub(super) fn data_error(message: &str, path: Option<&Path>) -> Error {
    let mut error = said_by_serde(message);
    error.pointer = path.map(pointer_of);
    let names_a_child = matches!(error.code, ErrorCode::MissingKey | ErrorCode::DuplicateKey);
    if let (true, Some(pointer), Some(key)) =
        (names_a_child, &mut error.pointer, quoted(message).next())
    {
        let token = format!("/{}", escape(key));
        if error.code == ErrorCode::MissingKey || !pointer.ends_with(&token) {
            pointer.push_str(&token);
        }
    }
    error
}

fn said_by_serde(message: &str) -> Error {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return unknown_key(rest);
    }
    if message.starts_with("missing field ") {
        let key = quoted(message).next().unwrap_or_default();
        return Error::new(ErrorCode::MissingKey, format!("the key `{key}` is missing"));
    }
    if message.starts_with("duplicate field ") {
        let key = quoted(message).next().unwrap_or_default();
        return Error::new(
            ErrorCode::DuplicateKey,
            format!("the key `{key}` is there twice"),
        )
        .with_help("keep one of them");
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let mut allowed: Vec<_> = quoted(rest).skip(1).collect();
        // What may also be written with hyphens is listed once.
        let all = allowed.clone();
        allowed.retain(|name| !name.contains('-') || !all.contains(&&*name.replace('-', "_")));
        return Error::new(
            ErrorCode::InvalidValue,
            "the value is not one of those allowed",
        )
        .with_help(format!("allowed are {}", allowed.join(", ")));
    }
    if let Some(rest) = message.strip_prefix("invalid type: ") {
        return mismatch(ErrorCode::WrongType, rest);
    }
    if message.starts_with("invalid length ") {
        return Error::new(ErrorCode::WrongType, "found a list, expected a mapping");
    }
    if let Some(rest) = message.strip_prefix("invalid value: ") {
        return mismatch(ErrorCode::InvalidValue, rest);
    }
    if is_naive_time(message) {
        return Error::new(ErrorCode::NaiveTimestamp, "the time has no offset")
            .with_help("write it as 2026-03-01T10:00:00Z or with an offset such as +01:00");
    }
    Error::new(ErrorCode::InvalidValue, message)
}

fn unknown_key(rest: &str) -> Error {
    let mut names = quoted(rest);
    let key = names.next().unwrap_or_default();
    let known: Vec<_> = names.collect();
    let error = Error::new(ErrorCode::UnknownKey, format!("unknown key `{key}`"));
    match nearest(key, &known) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None if known.is_empty() => error,
        None => error.with_help(format!("known keys are {}", known.join(", "))),
    }
}

/// The known name that a mistyped one was probably meant to be.
#[must_use]
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let likeness = |other: &str| strsim::normalized_damerau_levenshtein(name, other);
    known
        .iter()
        .map(|other| (likeness(other), *other))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, other)| other)
}

/// `string "x", expected a list` without the value, which may name a person.
fn mismatch(code: ErrorCode, rest: &str) -> Error {
    let (found, expected) = rest.rsplit_once(", expected ").unwrap_or((rest, ""));
    let kind = found.split(['"', '`']).next().unwrap_or(found).trim();
    let expected = match expected.split_once("struct ") {
        Some(_) => "a mapping",
        None => expected,
    };
    Error::new(code, format!("found {kind}, expected {expected}"))
}

/// Whether this is what a `MomentError::Naive` says.
fn is_naive_time(message: &str) -> bool {
    message.starts_with("time `") && message.contains("` has no offset; ")
}

/// The names between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// A path of serde as a JSON Pointer.
pub(super) fn pointer_of(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&escape(key));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

/// A key as a token of a JSON Pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
