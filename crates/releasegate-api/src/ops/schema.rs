//! JSON Schemas of the published document types.

use releasegate::read::{Error, ErrorCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::schema::published;

/// Which schema to give.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchemaRequest {
    /// The document type; their names when missing.
    pub name: Option<String>,
}

/// The names of the published document types.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SchemasAnswer {
    /// The format of this document: `releasegate/schemas/1`.
    #[schemars(extend("const" = SchemasAnswer::FORMAT))]
    pub format: &'static str,
    /// The names.
    pub names: Vec<&'static str>,
}

impl SchemasAnswer {
    /// The format id of lists of document types.
    pub const FORMAT: &'static str = "releasegate/schemas/1";
}

/// A schema, or the names of all.
pub(crate) fn schema(request: &SchemaRequest) -> Result<serde_json::Value, Error> {
    let Some(name) = &request.name else {
        let names = published().map(|document| document.name).collect();
        return as_value(&SchemasAnswer {
            format: SchemasAnswer::FORMAT,
            names,
        });
    };
    match published().find(|document| document.name == name) {
        Some(document) => as_value(&(document.schema)()),
        None => {
            let known: Vec<_> = published().map(|document| document.name).collect();
            Err(
                Error::new(ErrorCode::UnknownSchema, "no document type has this name")
                    .with_help(format!("document types are {}", known.join(", "))),
            )
        }
    }
}

fn as_value<T: Serialize>(document: &T) -> Result<serde_json::Value, Error> {
    serde_json::to_value(document)
        .map_err(|_| Error::new(ErrorCode::Internal, "the schema could not be written"))
}
