//! Where a value of a record was read from.

use releasegate::model::Source;

/// Collects the sources of one record while it is filled.
#[derive(Debug)]
pub(crate) struct Sources<'a> {
    file: &'a str,
    found: Vec<Source>,
}

impl<'a> Sources<'a> {
    /// No sources yet; all will be of this file.
    pub(crate) fn of(file: &'a str) -> Self {
        Self {
            file,
            found: Vec::new(),
        }
    }

    /// The value at `pointer` of the record, and everything below it, is at `file_pointer`.
    pub(crate) fn add(&mut self, pointer: impl Into<String>, file_pointer: impl Into<String>) {
        self.found.push(Source {
            pointer: pointer.into(),
            file: self.file.to_owned(),
            file_pointer: file_pointer.into(),
        });
    }

    /// All sources, in the order in which they were added.
    pub(crate) fn into_list(self) -> Vec<Source> {
        self.found
    }
}

/// A key as a token of a JSON Pointer.
pub(crate) fn token(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The keys that a JSON Pointer is made of.
pub(crate) fn keys(pointer: &str) -> impl Iterator<Item = String> {
    let tokens = pointer.split('/').skip(1);
    tokens.map(|token| token.replace("~1", "/").replace("~0", "~"))
}
