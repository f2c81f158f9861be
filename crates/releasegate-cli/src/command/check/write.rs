//! From answers to one output.

use std::io::Write;

use releasegate::portfolio::ReleaseFacts;
use releasegate_report::Assembly;

use super::judge::Judged;
use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::output::Output;

/// Puts answers together, in the order of the input.
pub(crate) struct Writer<'r> {
    pub(crate) output: Output,
    pub(crate) assembly: Assembly<'r>,
    /// What indicators count of the records so far.
    pub(crate) facts: Vec<ReleaseFacts>,
    /// Whether there is no report on no release.
    pub(crate) needs_a_release: bool,
    /// Whether to count on standard error.
    pub(crate) progress: bool,
    /// How many answers were written.
    pub(crate) written: usize,
    pub(crate) exit: Exit,
}

/// From so many records on, progress is worth showing.
const LONG: usize = 200;

impl Writer<'_> {
    /// Writes the answers to some records.
    pub(crate) fn take(&mut self, judged: Vec<Judged>, errors: &mut Errors) -> Result<()> {
        for part in judged {
            if !part.errors.is_empty() {
                self.clear_progress();
            }
            part.errors.iter().for_each(|error| errors.report(error));
            self.assembly.unread += part.errors.len();
            self.exit = self.exit.max(part.exit);
            self.assembly.rows.extend(part.rows);
            self.facts.extend(part.facts);
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
        // To a single record that could not be read there is no answer, not even an empty one, and
        // on no release there is no report in some formats: a file stays as it was.
        if self.written == 0 && (!self.assembly.many || self.needs_a_release) {
            return Ok(self.exit);
        }
        self.output.stream(|out| self.assembly.finish(out))?;
        self.output.finish()?;
        Ok(self.exit)
    }

    fn answer(&mut self, answer: &[u8]) -> Result<()> {
        self.written += 1;
        self.output.stream(|out| self.assembly.add(answer, out))
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
