//! Turning other tools' exports into records.

use releasegate::model::Release;
use releasegate::read::Error;
use releasegate_import::Note;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::engine::Engine;

/// What to import.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportRequest {
    /// The tool the file comes from.
    pub source: String,
    /// The name of the file; each imported value refers to it.
    pub name: String,
}

/// Imported records.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ImportAnswer {
    /// The format of this document: `releasegate/import/1`.
    #[schemars(extend("const" = ImportAnswer::FORMAT))]
    pub format: &'static str,
    /// The records, in the order of the file.
    pub records: Vec<Release>,
    /// What of the file is not in a record, and why.
    pub notes: Vec<Note>,
}

impl ImportAnswer {
    /// The format id of imports.
    pub const FORMAT: &'static str = "releasegate/import/1";
}

/// Imports one file.
pub(crate) fn import(
    engine: &Engine,
    request: &ImportRequest,
    payload: &[u8],
) -> Result<ImportAnswer, Error> {
    let imported =
        releasegate_import::import(&request.source, &request.name, payload, &engine.limits)?;
    Ok(ImportAnswer {
        format: ImportAnswer::FORMAT,
        records: imported.records,
        notes: imported.notes,
    })
}
