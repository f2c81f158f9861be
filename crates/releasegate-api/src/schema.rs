//! The published document types: those of the core, and those of the operations.

use releasegate::assess::{Crosswalk, Diff};
use releasegate::lifecycle::{Conformance, Permissions, Verification};
use releasegate::next::NextActions;
use releasegate::policy::Impact;
use releasegate::portfolio::Metrics;
use releasegate::schema::{PUBLISHED, Published};
use releasegate_import::HistoryMapping;

use crate::ops::checks::ChecksAnswer;
use crate::ops::history::HistoryAnswer;
use crate::ops::import::ImportAnswer;
use crate::ops::lifecycle::Decision;
use crate::ops::lint::LintAnswer;
use crate::ops::report::ReportAnswer;
use crate::ops::schema::SchemasAnswer;
use crate::ops::text::TextAnswer;

/// Every published document type, in a stable order.
pub fn published() -> impl Iterator<Item = Published> {
    PUBLISHED.into_iter().chain([
        Published::written::<NextActions>("next_actions"),
        Published::written::<Diff>("diff"),
        Published::written::<Crosswalk<'static>>("crosswalk"),
        Published::written::<Decision>("decision"),
        Published::written::<Permissions>("permissions"),
        Published::written::<Verification>("verification"),
        Published::written::<Conformance>("conformance"),
        Published::written::<ChecksAnswer<'static>>("checks"),
        Published::written::<LintAnswer>("lint"),
        Published::written::<Impact>("impact"),
        Published::written::<Metrics>("metrics"),
        Published::written::<ImportAnswer>("import"),
        Published::read::<HistoryMapping>("mapping"),
        Published::written::<HistoryAnswer>("history"),
        Published::written::<SchemasAnswer>("schemas"),
        Published::written::<ReportAnswer>("report"),
        Published::written::<TextAnswer>("text"),
    ])
}
