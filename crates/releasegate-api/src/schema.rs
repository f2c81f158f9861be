//! The published document types: those of the core, and those of the operations.

use releasegate::assess::{Crosswalk, Diff};
use releasegate::next::NextActions;
use releasegate::policy::Impact;
use releasegate::schema::{PUBLISHED, Published, written_schema};

use crate::ops::assess_under::AssessmentsAnswer;
use crate::ops::checks::ChecksAnswer;
use crate::ops::import::ImportAnswer;
use crate::ops::lint::LintAnswer;
use crate::ops::schema::SchemasAnswer;
use crate::ops::text::TextAnswer;

/// Every published document type, in a stable order.
pub fn published() -> impl Iterator<Item = Published> {
    PUBLISHED.into_iter().chain([
        Published {
            name: "assessments",
            schema: written_schema::<AssessmentsAnswer<'static>>,
        },
        Published {
            name: "next_actions",
            schema: written_schema::<NextActions>,
        },
        Published {
            name: "diff",
            schema: written_schema::<Diff>,
        },
        Published {
            name: "crosswalk",
            schema: written_schema::<Crosswalk<'static>>,
        },
        Published {
            name: "checks",
            schema: written_schema::<ChecksAnswer<'static>>,
        },
        Published {
            name: "lint",
            schema: written_schema::<LintAnswer>,
        },
        Published {
            name: "impact",
            schema: written_schema::<Impact>,
        },
        Published {
            name: "import",
            schema: written_schema::<ImportAnswer>,
        },
        Published {
            name: "schemas",
            schema: written_schema::<SchemasAnswer>,
        },
        Published {
            name: "text",
            schema: written_schema::<TextAnswer>,
        },
    ])
}
