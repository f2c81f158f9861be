//! The one list of document types that this crate publishes.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};

use crate::assess::Assessment;
use crate::lifecycle::{Entry, Submission};
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

impl Published {
    /// A document type that is read.
    #[must_use]
    pub const fn read<T: JsonSchema>(name: &'static str) -> Self {
        let schema = read_schema::<T>;
        Self { name, schema }
    }

    /// A document type that is written.
    #[must_use]
    pub const fn written<T: JsonSchema>(name: &'static str) -> Self {
        let schema = written_schema::<T>;
        Self { name, schema }
    }
}

/// The document types of this crate: what is read, and what comes out.
pub const PUBLISHED: [Published; 6] = [
    Published::read::<Release>("release"),
    Published::read::<PolicyDocument>("policy"),
    Published::read::<Submission>("submission"),
    Published::read::<Entry>("trail"),
    Published::written::<Assessment<'static>>("assessment"),
    Published::written::<Error>("error"),
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
