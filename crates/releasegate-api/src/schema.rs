//! The published document types: those of the core, and those of the operations.

use releasegate::schema::{PUBLISHED, Published};

use crate::operation::answer_schema;
use crate::ops::checks::ChecksAnswer;
use crate::ops::import::ImportAnswer;
use crate::ops::schema::SchemasAnswer;
use crate::ops::text::TextAnswer;

/// Every published document type, in a stable order.
pub fn published() -> impl Iterator<Item = Published> {
    PUBLISHED.into_iter().chain([
        Published {
            name: "checks",
            schema: answer_schema::<ChecksAnswer<'static>>,
        },
        Published {
            name: "import",
            schema: answer_schema::<ImportAnswer>,
        },
        Published {
            name: "schemas",
            schema: answer_schema::<SchemasAnswer>,
        },
        Published {
            name: "text",
            schema: answer_schema::<TextAnswer>,
        },
    ])
}
