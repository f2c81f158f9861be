//! The documentation of checks.

mod markdown;
mod text;

use releasegate::checks::{Check, Clause, Severity};

use crate::style::Style;
use crate::words::provenance;

/// The documentation of checks for a terminal.
#[must_use]
pub fn render_checks_text(checks: &[(&Check, Severity)], style: &Style) -> String {
    text::render(checks, style)
}

/// The documentation of checks as one page: the same checks give the same bytes.
#[must_use]
pub fn render_checks_markdown(checks: &[(&Check, Severity)]) -> String {
    markdown::render(checks)
}

const fn severity_words(severity: Severity) -> &'static str {
    match severity {
        Severity::Must => "must: required, blocks its gate",
        Severity::Should => "should: good practice, blocks nothing",
    }
}

/// How a clause is known, in words.
fn clause_words(clause: &Clause) -> &'static str {
    provenance(clause.provenance).unwrap_or("verified on a public page")
}
