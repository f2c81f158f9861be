//! Renderers for assessments: one format, one file. All take the same assessment.

use releasegate::assess::Assessment;

/// A format that people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text for a terminal of at least 80 columns.
    Text,
    /// Markdown, for example for a comment on a pull request.
    Markdown,
}

/// Renders an assessment.
#[must_use]
pub fn render(assessment: &Assessment<'_>, format: Format) -> String {
    match format {
        Format::Text | Format::Markdown => format!("{assessment:?}"),
    }
}
