//! From paths to files.

use std::fs;
use std::path::{Path, PathBuf};

use releasegate::read::{Error, ErrorCode};

use crate::errors::{self, Result};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Standard input.
    Stdin,
    /// A file that was named.
    Named(PathBuf),
    /// A file found in a folder that was named.
    Found(PathBuf),
}

/// The files behind paths. Folders are searched in the order of their names; `except` is the file
/// that answers go to.
pub(crate) fn expand(paths: &[PathBuf], except: Option<&Path>) -> Vec<Result<Entry>> {
    let except = except.and_then(|path| fs::canonicalize(path).ok());
    let mut entries = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            entries.push(Ok(Entry::Stdin));
        } else if path.is_dir() {
            let before = entries.len();
            walk(path, except.as_deref(), &mut entries);
            if entries.len() == before {
                entries.push(Err(nothing_in(path)));
            }
        } else {
            entries.push(Ok(Entry::Named(path.clone())));
        }
    }
    entries
}

fn walk(folder: &Path, except: Option<&Path>, entries: &mut Vec<Result<Entry>>) {
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let mut listed = match listed {
        Ok(listed) => listed,
        Err(error) => return entries.push(Err(errors::io("cannot read", folder, &error))),
    };
    listed.sort_by_key(fs::DirEntry::file_name);
    for entry in listed {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let path = entry.path();
        // A linked folder is not followed: it may lead back here.
        if hidden {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, except, entries);
        } else if is_document(&path) && path.is_file() && !is_same(&path, except) {
            entries.push(Ok(Entry::Found(path)));
        }
    }
}

fn is_document(path: &Path) -> bool {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    ["json", "yaml", "yml", "ndjson", "jsonl"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending))
}

fn is_same(path: &Path, except: Option<&Path>) -> bool {
    except.is_some() && fs::canonicalize(path).ok().as_deref() == except
}

fn nothing_in(folder: &Path) -> Box<Error> {
    let error = Error::new(ErrorCode::Io, "there is no document in this folder")
        .with_help("documents end in .json, .yaml, .yml, .ndjson or .jsonl");
    Box::new(error.in_source(Some(&folder.to_string_lossy())))
}
