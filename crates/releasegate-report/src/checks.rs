//! The documentation of checks.

mod markdown;
mod pages;
mod text;

use releasegate::checks::{Check, Clause, Severity};
use releasegate::policy::Profile;

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

/// The page of one check, as Markdown.
#[must_use]
pub fn check_page(check: &Check) -> String {
    pages::of_check(check)
}

/// The page of a shipped profile, as Markdown.
#[must_use]
pub fn profile_page(profile: &Profile) -> String {
    pages::of_profile(profile)
}

/// The name of the page of a shipped profile: its id, where a file name cannot have what an id can.
#[must_use]
pub fn profile_page_name(profile: &Profile) -> String {
    pages::file_name(profile)
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
