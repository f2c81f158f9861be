//! Turning histories that other tools kept into commands.

use releasegate::read::{Error, Limits, read_json};
use releasegate_import::{
    Histories, History, HistoryMapping, HistoryNote, HistoryProblem, MAPPING,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::engine::{Engine, to_json};

/// What to read a history by.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportHistoryRequest {
    /// The name of the file, for errors.
    pub name: Option<String>,
    /// What the words of the tool mean.
    pub mapping: MappingText,
}

/// A mapping in a request.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum MappingText {
    /// The text of a mapping, JSON or YAML.
    Text(String),
    /// The mapping itself.
    Object(Map<String, Value>),
}

/// What a history says, as commands.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HistoryAnswer {
    /// The format of this document: `releasegate/history/1`.
    #[schemars(extend("const" = HistoryAnswer::FORMAT))]
    pub format: &'static str,
    /// One history for each release, in the order in which the file has them first.
    pub histories: Vec<History>,
    /// Rows that gave no command though they should have, in the order of the file.
    pub problems: Vec<HistoryProblem>,
    /// What else is to be known of the file.
    pub notes: Vec<HistoryNote>,
}

impl HistoryAnswer {
    /// The format id of histories.
    pub const FORMAT: &'static str = "releasegate/history/1";
}

impl From<Histories> for HistoryAnswer {
    fn from(found: Histories) -> Self {
        Self {
            format: Self::FORMAT,
            histories: found.histories,
            problems: found.problems,
            notes: found.notes,
        }
    }
}

pub(crate) fn import_history(
    engine: &Engine,
    request: &ImportHistoryRequest,
    payload: &[u8],
) -> Result<HistoryAnswer, Error> {
    let mapping = mapping(&request.mapping, &engine.limits)
        .map_err(|error| error.in_source(Some(MAPPING)))?;
    let name = request.name.as_deref();
    let found = releasegate_import::import_history(mapping, name, payload, &engine.limits)?;
    Ok(found.into())
}

fn mapping(mapping: &MappingText, limits: &Limits) -> Result<HistoryMapping, Error> {
    match mapping {
        MappingText::Text(text) => HistoryMapping::read(text.as_bytes(), limits),
        MappingText::Object(object) => read_json(&to_json(object)).map_err(|error| Error {
            // Whoever gave an object has no lines.
            line: None,
            column: None,
            ..error
        }),
    }
}
