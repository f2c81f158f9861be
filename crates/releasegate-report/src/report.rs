//! A report about one release or many, piece by piece.

use std::io::{Result, Write};

use releasegate::assess::Assessment;
use releasegate::policy::Policy;

use crate::format::Format;
use crate::sarif::Rules;
use crate::style::Style;
use crate::summary::{self, Row};
use crate::{csv, junit, markdown, sarif, text};

/// A report in a format, in parts: one for each release, written on any thread. An [`Assembly`] puts
/// them together, so that the report need not be in memory as a whole.
#[derive(Clone, Debug)]
pub struct Report<'p> {
    format: Format,
    style: Style,
    rules: Rules<'p>,
}

impl<'p> Report<'p> {
    /// A report in a format on what is asked by versions of a policy. The style matters to text
    /// only.
    #[must_use]
    pub fn new(format: Format, style: Style, policies: &'p [Policy]) -> Self {
        Self {
            format,
            style,
            rules: match format {
                Format::Sarif => Rules::of(policies),
                _ => Rules::default(),
            },
        }
    }

    /// Writes the part about one release; nothing when the format has nothing to say of it.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn part(&self, assessment: &Assessment<'_>, out: &mut impl Write) -> Result<()> {
        match self.format {
            Format::Text => out.write_all(text::render(assessment, &self.style).as_bytes()),
            Format::Markdown => out.write_all(markdown::render(assessment).as_bytes()),
            Format::Json | Format::Ndjson => Ok(serde_json::to_writer(out, assessment)?),
            Format::Csv => csv::part(assessment, out),
            Format::Sarif => sarif::part(&self.rules, assessment, out),
            Format::Junit => junit::part(assessment, out),
        }
    }

    /// What the end of the report keeps of a release; nothing in most formats.
    #[must_use]
    pub fn row(&self, assessment: &Assessment<'_>) -> Option<Row> {
        matches!(self.format, Format::Text | Format::Markdown).then(|| Row::of(assessment))
    }

    fn open(&self, many: bool, out: &mut impl Write) -> Result<()> {
        match self.format {
            Format::Json if many => out.write_all(b"[\n"),
            Format::Csv => csv::open(out),
            Format::Sarif => sarif::open(&self.rules, out),
            Format::Junit => junit::open(out),
            Format::Text | Format::Json | Format::Ndjson | Format::Markdown => Ok(()),
        }
    }

    fn between(&self, out: &mut impl Write) -> Result<()> {
        match self.format {
            Format::Text => write!(out, "\n{}\n\n", self.rule()),
            Format::Markdown => out.write_all(b"\n---\n\n"),
            Format::Json | Format::Sarif => out.write_all(b",\n"),
            Format::Ndjson => out.write_all(b"\n"),
            Format::Csv | Format::Junit => Ok(()),
        }
    }

    fn close(&self, many: bool, rows: &[Row], out: &mut impl Write) -> Result<()> {
        match self.format {
            Format::Text if many => {
                let summary = summary::text(rows, &self.style);
                write!(out, "\n{}\n\n{summary}", self.rule())
            }
            Format::Markdown if many => {
                write!(out, "\n---\n\n{}", summary::markdown(rows))
            }
            Format::Text | Format::Markdown | Format::Csv => Ok(()),
            Format::Json if many => out.write_all(b"\n]\n"),
            Format::Json | Format::Ndjson => out.write_all(b"\n"),
            Format::Sarif => sarif::close(out),
            Format::Junit => junit::close(out),
        }
    }

    /// Writes a report that has no part.
    fn empty(&self, out: &mut impl Write) -> Result<()> {
        match self.format {
            Format::Json => out.write_all(b"[]\n"),
            Format::Text | Format::Ndjson | Format::Markdown => Ok(()),
            Format::Csv | Format::Sarif | Format::Junit => {
                self.open(true, out)?;
                self.close(true, &[], out)
            }
        }
    }

    fn rule(&self) -> String {
        "═".repeat(self.style.width)
    }
}

/// Puts the parts of a report together, in the order in which they are added.
#[derive(Clone, Debug)]
pub struct Assembly<'r> {
    report: &'r Report<'r>,
    /// Whether the report is about many releases by its nature; to be known before the first part.
    pub many: bool,
    /// What the end of the report is about.
    pub rows: Vec<Row>,
    has_begun: bool,
}

impl<'r> Assembly<'r> {
    /// Nothing yet.
    #[must_use]
    pub const fn new(report: &'r Report<'r>, many: bool) -> Self {
        Self {
            report,
            many,
            rows: Vec::new(),
            has_begun: false,
        }
    }

    /// Adds a part.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn add(&mut self, part: &[u8], out: &mut impl Write) -> Result<()> {
        if part.is_empty() {
            return Ok(());
        }
        match self.has_begun {
            false => self.report.open(self.many, out)?,
            true => self.report.between(out)?,
        }
        self.has_begun = true;
        out.write_all(part)
    }

    /// Writes what comes after the last part.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn finish(self, out: &mut impl Write) -> Result<()> {
        match self.has_begun {
            true => self.report.close(self.many, &self.rows, out),
            false => self.report.empty(out),
        }
    }
}
