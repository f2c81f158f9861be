//! Renderers for assessments: one format, one file. All take the same assessment.
//!
//! Reports are for people, so they choose: long lists are cut and say how much was left out. The
//! assessment as JSON is what has everything. Of a record only its id, title, service, version and
//! type, and the ids that reasons name, are shown, with control characters made visible: a record
//! may come from somebody else.

mod checks;
mod markdown;
mod plain;
mod sections;
mod style;
mod summary;
mod text;
mod words;

use releasegate::assess::Assessment;

pub use checks::{
    check_page, profile_page, profile_page_name, render_checks_markdown, render_checks_text,
};
pub use plain::plain;
pub use style::Style;
pub use summary::{Row, render_summary};

/// A format that people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text for a terminal of at least 80 columns.
    Text,
    /// Markdown, for example for a comment on a pull request.
    Markdown,
}

/// Renders an assessment, without colour and for 80 columns.
#[must_use]
pub fn render(assessment: &Assessment<'_>, format: Format) -> String {
    render_with(assessment, format, &Style::default())
}

/// Renders an assessment. The style matters to text only.
#[must_use]
pub fn render_with(assessment: &Assessment<'_>, format: Format, style: &Style) -> String {
    match format {
        Format::Text => text::render(assessment, style),
        Format::Markdown => markdown::render(assessment),
    }
}
