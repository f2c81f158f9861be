//! What the tests of this package share: the documents of the repository and ways to change them.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
mod readme {}

pub mod facts;

use std::path::PathBuf;

use releasegate::model::Release;
use releasegate::policy::{Policy, PolicyDocument};
use releasegate::read::{Error, Limits, Syntax};
use serde_json::Value;

/// A file of the repository.
#[must_use]
pub fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(path)
}

/// Reads a release record of the repository.
///
/// # Errors
/// When it is not there or not a record.
pub fn release(path: &str) -> Result<Release, Box<dyn std::error::Error>> {
    let bytes = std::fs::read(repository(path))?;
    Ok(Release::read(&bytes, None, &Limits::default())?)
}

/// Reads a policy of the repository.
///
/// # Errors
/// When it is not there or not a policy.
pub fn policy(path: &str) -> Result<Policy, Box<dyn std::error::Error>> {
    let bytes = std::fs::read(repository(path))?;
    Ok(Policy::of_document(PolicyDocument::read(
        &bytes,
        None,
        &Limits::default(),
    )?)?)
}

/// A changed document as a record again.
///
/// # Errors
/// When the change made it something else.
pub fn as_release(document: &Value) -> Result<Release, Error> {
    let text = document.to_string();
    Release::read(text.as_bytes(), Some(Syntax::Json), &Limits::default())
}

/// Every place of a document, the document itself first.
#[must_use]
pub fn places(document: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    collect(document, &mut String::new(), &mut found);
    found
}

fn collect(value: &Value, path: &mut String, found: &mut Vec<String>) {
    let length = path.len();
    let mut visit = |key: &str, inner: &Value, path: &mut String| {
        path.push('/');
        path.push_str(key);
        found.push(path.clone());
        collect(inner, path, found);
        path.truncate(length);
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| visit(key, inner, path)),
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(i, inner)| visit(&i.to_string(), inner, path));
        }
        _ => {}
    }
}
