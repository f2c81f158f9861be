//! From answers to one output.

use std::io::Write;

use releasegate_report::{Format as ReportFormat, Row, Style, render_summary};

use super::Format;
use super::judge::Judged;
use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::output::Output;

/// Puts answers together, in the order of the input.
pub(crate) struct Writer {
    pub(crate) output: Output,
    pub(crate) format: Format,
    pub(crate) style: Style,
    /// Whether to count on standard error.
    pub(crate) progress: bool,
    /// Whether the input is many records by its nature.
    pub(crate) many: bool,
    /// How many answers were written.
    pub(crate) written: usize,
    pub(crate) rows: Vec<Row>,
    pub(crate) exit: Exit,
}

/// From so many records on, progress is worth showing.
const LONG: usize = 200;

impl Writer {
    /// Writes the answers to one batch.
    pub(crate) fn take(
        &mut self,
        many: bool,
        judged: Vec<Judged>,
        errors: &mut Errors,
    ) -> Result<()> {
        self.many |= many;
        for part in judged {
            if !part.errors.is_empty() {
                self.clear_progress();
            }
            part.errors.iter().for_each(|error| errors.report(error));
            self.exit = self.exit.max(part.exit);
            self.rows.extend(part.rows);
            let mut start = 0;
            for end in part.ends {
                self.answer(part.text.get(start..end).unwrap_or_default())?;
                start = end;
            }
        }
        self.show_progress();
        Ok(())
    }

    /// Writes what comes at the end; gives the worst exit status.
    pub(crate) fn finish(mut self) -> Result<Exit> {
        self.clear_progress();
        let summary = |format| render_summary(&self.rows, format, &self.style);
        match self.format {
            Format::Json if self.many && self.written == 0 => self.output.write(b"[]\n")?,
            Format::Json if self.many => self.output.write(b"\n]\n")?,
            Format::Text if self.many && self.written > 0 => {
                let text = format!("\n{}\n\n{}", self.rule(), summary(ReportFormat::Text));
                self.output.write(text.as_bytes())?;
            }
            Format::Markdown if self.many && self.written > 0 => {
                let text = format!("\n---\n\n{}", summary(ReportFormat::Markdown));
                self.output.write(text.as_bytes())?;
            }
            _ => {}
        }
        self.output.finish()?;
        Ok(self.exit)
    }

    fn answer(&mut self, answer: &[u8]) -> Result<()> {
        let first = self.written == 0;
        match self.format {
            Format::Json if self.many => self.output.write(if first { b"[\n" } else { b",\n" })?,
            Format::Text if !first => {
                let rule = format!("\n{}\n\n", self.rule());
                self.output.write(rule.as_bytes())?;
            }
            Format::Markdown if !first => self.output.write(b"\n---\n\n")?,
            _ => {}
        }
        self.written += 1;
        self.output.write(answer)?;
        match self.format {
            Format::Ndjson => self.output.write(b"\n"),
            Format::Json if !self.many => self.output.write(b"\n"),
            _ => Ok(()),
        }
    }

    fn rule(&self) -> String {
        "═".repeat(self.style.width)
    }

    /// When nobody can see the progress, nothing is lost.
    fn show_progress(&self) {
        if self.progress && self.written > LONG {
            let mut stderr = std::io::stderr().lock();
            let _ = write!(stderr, "\r{} records", self.written);
            let _ = stderr.flush();
        }
    }

    fn clear_progress(&self) {
        if self.progress && self.written > LONG {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}
