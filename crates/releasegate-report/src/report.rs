//! A report about one release or many, piece by piece.

use std::io::{Error, ErrorKind, Result, Write};

use releasegate::policy::Policy;
use releasegate::portfolio::Metrics;
use uuid::Uuid;

use crate::format::Format;
use crate::packed::Packing;
use crate::sarif::Rules;
use crate::style::Style;
use crate::subject::Subject;
use crate::summary::{self, Row};
use crate::{
    aside, cdevents, csv, html, in_toto, junit, markdown, mask, names, ocel, oscal, sarif, text,
    words, xlsx,
};

/// How a report is written.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The format.
    pub format: Format,
    /// What text looks like; other formats do not ask.
    pub style: Style,
    /// Whether e-mail addresses are shown, and in `html` the names of people. Unless asked, each
    /// address is masked before its at sign; not in `json` and `ndjson`, which are the assessment
    /// itself.
    pub reveal: bool,
    /// The SHA-256 of the text of the policy, in hexadecimal; `None` for a shipped profile.
    pub policy_digest: Option<String>,
}

/// A report, in parts: one for each release, written on any thread. An [`Assembly`] puts them
/// together, so that the report need not be in memory as a whole.
#[derive(Clone, Debug)]
pub struct Report<'p> {
    settings: Settings,
    rules: Rules<'p>,
}

impl<'p> Report<'p> {
    /// A report on what is asked by versions of a policy.
    #[must_use]
    pub fn new(settings: Settings, policies: &'p [Policy]) -> Self {
        Self {
            rules: match settings.format {
                Format::Sarif => Rules::of(policies),
                _ => Rules::default(),
            },
            settings,
        }
    }

    /// Writes the part about one release, of a report about `many` by its nature or about this one
    /// alone; nothing when the format has nothing to say of it.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn part(&self, subject: &Subject<'_>, many: bool, out: &mut impl Write) -> Result<()> {
        if !self.masks() {
            return self.render(subject, many, out);
        }
        let mut part = Vec::new();
        self.render(subject, many, &mut part)?;
        out.write_all(&mask::addresses(part))
    }

    fn render(&self, subject: &Subject<'_>, many: bool, out: &mut impl Write) -> Result<()> {
        let assessment = &subject.assessment;
        match self.settings.format {
            Format::Text => {
                out.write_all(text::render(assessment, &self.settings.style).as_bytes())
            }
            Format::Markdown => out.write_all(markdown::render(assessment).as_bytes()),
            Format::Json | Format::Ndjson => Ok(serde_json::to_writer(out, assessment)?),
            // A page on many says briefly at its end what it has to say of each.
            Format::Html if many => Ok(()),
            Format::Html => html::release(subject, &self.settings, out),
            Format::Csv => csv::part(assessment, out),
            Format::Xlsx => xlsx::part(subject, out),
            Format::Sarif => sarif::part(&self.rules, assessment, out),
            Format::Junit => junit::part(assessment, out),
            Format::Oscal => oscal::part(subject, self.settings.policy_digest.as_deref(), out),
            Format::Cdevents => cdevents::part(subject, cdevents::Version::Released, out),
            Format::CdeventsDraft => cdevents::part(subject, cdevents::Version::Draft, out),
            Format::Ocel => ocel::part(subject, out),
            Format::InToto => in_toto::part(subject, self.settings.policy_digest.as_deref(), out),
        }
    }

    /// What the end of the report keeps of a release; nothing in most formats.
    #[must_use]
    pub fn row(&self, subject: &Subject<'_>) -> Option<Row> {
        match self.settings.format {
            Format::Text | Format::Markdown => Some(Row::of(&subject.assessment)),
            Format::Html => Some(Row::with_brief(subject)),
            _ => None,
        }
    }

    fn open(&self, many: bool, out: &mut impl Write) -> Result<()> {
        match self.settings.format {
            Format::Json if many => out.write_all(b"[\n"),
            Format::Cdevents | Format::CdeventsDraft => out.write_all(b"[\n"),
            Format::Csv => csv::open(out),
            Format::Sarif => sarif::open(&self.rules, out),
            Format::Junit => junit::open(out),
            Format::Oscal => oscal::open(out),
            Format::Ocel => ocel::open(out),
            Format::Text
            | Format::Json
            | Format::Ndjson
            | Format::Markdown
            | Format::Html
            | Format::Xlsx
            | Format::InToto => Ok(()),
        }
    }

    fn between(&self, out: &mut impl Write) -> Result<()> {
        match self.settings.format {
            Format::Text => write!(out, "\n{}\n\n", self.rule()),
            Format::Markdown => out.write_all(b"\n---\n\n"),
            Format::Json
            | Format::Sarif
            | Format::Oscal
            | Format::Cdevents
            | Format::CdeventsDraft
            | Format::Ocel => out.write_all(b",\n"),
            Format::Ndjson | Format::InToto => out.write_all(b"\n"),
            Format::Html | Format::Csv | Format::Xlsx | Format::Junit => Ok(()),
        }
    }

    /// Whether what is written has its e-mail addresses masked.
    const fn masks(&self) -> bool {
        !self.settings.reveal && self.settings.format.masks()
    }

    fn rule(&self) -> String {
        "═".repeat(self.settings.style.width)
    }
}

/// What people read of no release.
const NO_RELEASE: &str = "There was no release, so there is no verdict.\n";

/// Puts the parts of a report together, in the order in which they are added.
#[derive(Debug)]
pub struct Assembly<'r> {
    report: &'r Report<'r>,
    /// Whether the report is about many releases by its nature; to be known before the first part.
    pub many: bool,
    /// What the end of the report is about.
    pub rows: Vec<Row>,
    /// How many inputs could not be read. They have no part, and the report says so where its format
    /// has a place for that: text, markdown, html and xlsx about many releases, junit and sarif.
    pub unread: usize,
    /// The indicators over the releases, where they were asked for; see
    /// [`Format::shows_indicators`].
    pub metrics: Option<Metrics>,
    has_begun: bool,
    /// What parts said that is only written after the last of them.
    kept: Option<Packing>,
    book: Option<Box<xlsx::Book>>,
    /// The id of what was added so far.
    id: Uuid,
}

impl<'r> Assembly<'r> {
    /// Nothing yet.
    #[must_use]
    pub const fn new(report: &'r Report<'r>, many: bool) -> Self {
        Self {
            report,
            many,
            rows: Vec::new(),
            unread: 0,
            metrics: None,
            has_begun: false,
            kept: None,
            book: None,
            id: Uuid::nil(),
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
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        match is_first {
            true => self.report.open(self.many, out)?,
            false => self.report.between(out)?,
        }
        match self.report.settings.format {
            Format::Xlsx => {
                let mut book = self.book()?;
                book.add(part)?;
                self.book = Some(book);
                Ok(())
            }
            Format::Oscal => {
                let (result, head) = aside::split(part);
                self.id = names::joined(self.id, result);
                if is_first {
                    out.write_all(head)?;
                }
                out.write_all(result)
            }
            Format::Ocel => {
                let (events, objects) = aside::split(part);
                let kept = self.kept.get_or_insert_with(Packing::new);
                if !is_first {
                    kept.write_all(b",\n")?;
                }
                kept.write_all(objects)?;
                out.write_all(events)
            }
            _ => out.write_all(part),
        }
    }

    /// Writes what comes after the last part.
    ///
    /// # Errors
    /// When `out` cannot be written to, and when there was no part and the format
    /// [needs one](Format::needs_a_release).
    pub fn finish(mut self, out: &mut impl Write) -> Result<()> {
        let settings = &self.report.settings;
        if settings.format == Format::Xlsx {
            // Its parts are masked already, and what is written of them is no text.
            let masks = self.report.masks();
            let (metrics, unread) = (self.metrics.take(), words::unread(self.unread));
            return self.book()?.write(metrics.as_ref(), unread, masks, out);
        }
        if let Some(kept) = self.kept.take() {
            // As they are, masked already.
            return ocel::close(&mut kept.finish()?.read(), out);
        }
        let mut end = Vec::new();
        match self.has_begun || !self.rows.is_empty() {
            true => self.close(self.many, &mut end)?,
            false => self.empty(&mut end)?,
        }
        if self.report.masks() {
            end = mask::addresses(end);
        }
        out.write_all(&end)
    }

    /// The workbook so far.
    fn book(&mut self) -> Result<Box<xlsx::Book>> {
        match self.book.take() {
            Some(book) => Ok(book),
            None => {
                let digest = self.report.settings.policy_digest.as_deref();
                Ok(Box::new(xlsx::Book::new(digest)?))
            }
        }
    }

    fn close(&self, many: bool, out: &mut impl Write) -> Result<()> {
        let settings = &self.report.settings;
        match settings.format {
            Format::Text if many => {
                let summary = summary::text(&self.rows, self.unread, &settings.style);
                write!(out, "\n{}\n\n{summary}", self.report.rule())
            }
            Format::Markdown if many => {
                let summary = summary::markdown(&self.rows, self.unread);
                write!(out, "\n---\n\n{summary}")
            }
            Format::Html if many => html::portfolio(&self.rows, self.unread, settings, out),
            Format::Text | Format::Markdown | Format::Html | Format::Csv | Format::Xlsx => Ok(()),
            Format::Json if many => out.write_all(b"\n]\n"),
            Format::Cdevents | Format::CdeventsDraft => out.write_all(b"\n]\n"),
            Format::Json | Format::Ndjson | Format::InToto => out.write_all(b"\n"),
            Format::Sarif => sarif::close(self.unread, out),
            Format::Junit => junit::close(self.unread, out),
            Format::Oscal => oscal::close(&self.id.to_string(), out),
            Format::Ocel => ocel::close(&mut std::io::empty(), out),
        }
    }

    /// Writes a report that has no part.
    fn empty(&self, out: &mut impl Write) -> Result<()> {
        match self.report.settings.format {
            Format::Json | Format::Cdevents | Format::CdeventsDraft => out.write_all(b"[]\n"),
            // An empty file would be taken for a run that came to nothing, or for one without faults.
            Format::Text | Format::Markdown => out.write_all(NO_RELEASE.as_bytes()),
            Format::Ndjson | Format::Xlsx => Ok(()),
            Format::Oscal | Format::InToto => {
                Err(Error::new(ErrorKind::InvalidInput, "there is no release"))
            }
            Format::Html | Format::Csv | Format::Sarif | Format::Junit | Format::Ocel => {
                self.report.open(true, out)?;
                self.close(true, out)
            }
        }
    }
}
