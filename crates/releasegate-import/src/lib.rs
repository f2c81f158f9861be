//! Adapters that turn exports of other tools into release records: one source, one file.
//!
//! An importer carries over what the source says and nothing else. Each value it sets in a record
//! has an entry in [`Release::sources`] that names the place it was read from. What the source
//! cannot tell stays absent, so it is later judged as not evidenced; what the record has no place
//! for is kept under `extensions`, or said in a [`Note`].
//!
//! Unlike the keys of a record, unknown keys of a source are notes and not errors: the format
//! belongs to somebody else and changes without asking.
//!
//! What other tools kept of what was done, step by step, becomes commands by [`import_history`].

mod history;
mod openstack;
mod provenance;
mod verbatim;

pub use history::{
    Histories, History, HistoryMapping, HistoryNote, HistoryNoteKind, HistoryProblem,
    HistoryProblemKind, MAPPING, MappingColumn, MappingFormat, MappingRule, MappingWords,
    import_history,
};
use releasegate::model::Release;
use releasegate::read::{Error, ErrorCode, Limits};
use schemars::JsonSchema;
use serde::Serialize;

/// Every source, in the order of their names.
pub const SOURCES: [Source; 1] = [openstack::SOURCE];

/// A tool whose exports can be imported.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// What to call it in [`import`].
    pub name: &'static str,
    /// What is read, in one line.
    pub summary: &'static str,
    import: fn(name: &str, bytes: &[u8], limits: &Limits) -> Result<Imported, Error>,
}

/// What came out of one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Imported {
    /// The records, in the order in which the file has their releases.
    pub records: Vec<Release>,
    /// What the file says and no record does, in the order of the file.
    pub notes: Vec<Note>,
}

/// Something in the file that is in no record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Note {
    /// JSON Pointer to the place in the file; empty for the whole file.
    pub pointer: String,
    /// Why it is in no record, without values of the file.
    pub message: String,
}

/// Turns one file of a source into release records.
///
/// `source` is one of [`SOURCES`]. `name` is the name of the file: it is written into the sources
/// of the records, and may decide their ids. The same bytes under the same name give the same
/// records.
///
/// # Errors
/// [`ErrorCode::UnknownSource`] when no source has this name. Otherwise an [`Error`] with a stable
/// code and the place, when the bytes are not a file of the source or exceed `limits`.
pub fn import(source: &str, name: &str, bytes: &[u8], limits: &Limits) -> Result<Imported, Error> {
    let known = SOURCES
        .iter()
        .find(|known| known.name == source)
        .ok_or_else(unknown_source)?;
    (known.import)(name, bytes, limits).map_err(|error| error.in_source(Some(name)))
}

fn unknown_source() -> Error {
    let known: Vec<_> = SOURCES.iter().map(|source| source.name).collect();
    Error::new(ErrorCode::UnknownSource, "no importer has this name")
        .with_help(format!("known sources are {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use releasegate::read::{ErrorCode, Limits};

    use super::{SOURCES, import};

    #[test]
    fn an_unknown_source_lists_the_known_ones() {
        let error = import("jira", "export.csv", b"", &Limits::default()).unwrap_err();
        assert_eq!(error.code, ErrorCode::UnknownSource);
        assert_eq!(error.help.as_deref(), Some("known sources are openstack"));
    }

    #[test]
    fn sources_are_sorted_by_name() {
        assert!(SOURCES.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn an_error_names_the_file() {
        let error = import("openstack", "nova.yaml", b"- 1", &Limits::default()).unwrap_err();
        assert_eq!(error.source.as_deref(), Some("nova.yaml"));
    }
}
