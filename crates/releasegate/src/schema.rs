//! The one list of document types that this crate publishes.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};

use crate::assess::Assessment;
use crate::model::Release;
use crate::policy::PolicyDocument;
use crate::read::Error;

/// A published document type.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    /// Its name, as in `releasegate schema NAME`.
    pub name: &'static str,
    /// Makes its JSON Schema, draft 2020-12.
    pub schema: fn() -> Schema,
}

/// The document types of this crate: what is read, and what comes out.
pub const PUBLISHED: [Published; 4] = [
    Published {
        name: "release",
        schema: read_schema::<Release>,
    },
    Published {
        name: "policy",
        schema: read_schema::<PolicyDocument>,
    },
    Published {
        name: "assessment",
        schema: written_schema::<Assessment<'static>>,
    },
    Published {
        name: "error",
        schema: written_schema::<Error>,
    },
];

/// The schema of a document that is read: optional keys may be left out.
#[must_use]
pub fn read_schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .for_deserialize()
        .into_generator()
        .into_root_schema_for::<T>()
}

/// The schema of a document that is written: keys that are always there are required.
#[must_use]
pub fn written_schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
}
