//! What came out of a history, and what of it did not become a command and why.

use releasegate::lifecycle::Submission;
use releasegate::time::ForeignTimeError;
use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::rows::Row;

/// What came out of one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Histories {
    /// One history for each release, in the order in which the file has them first.
    pub histories: Vec<History>,
    /// Rows that gave no command though they should have, in the order of the file.
    pub problems: Vec<HistoryProblem>,
    /// What else is to be known of the file.
    pub notes: Vec<HistoryNote>,
}

/// What was done to one release.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct History {
    /// The release.
    pub release: String,
    /// The commands, earliest first; those of one time in the order of the file.
    pub commands: Vec<Submission>,
    /// The row that each command comes from, from 1.
    pub rows: Vec<u64>,
}

/// A row that gave no command though it should have.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HistoryProblem {
    /// The row, from 1; a row of headers does not count.
    pub row: u64,
    /// Its first line in the file, where rows have lines of their own.
    pub line: Option<u64>,
    /// The column that is at fault, where it is one.
    pub column: Option<String>,
    /// The release that the row is about, as far as it can be told.
    pub release: Option<String>,
    /// The rule that took the row, from 0 as in the mapping.
    pub rule: Option<usize>,
    /// What kind of problem it is; stable.
    pub kind: HistoryProblemKind,
    /// What was found, without values of the file.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// What keeps a row from being a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HistoryProblemKind {
    /// The row cannot be read.
    Unreadable,
    /// No rule takes the row.
    NoRule,
    /// A cell says nothing that has to say something: who, when, which release, or what.
    Empty,
    /// A cell has several values, or a structure, where there has to be one text.
    NotOneText,
    /// The mapping does not know the word.
    UnknownWord,
    /// A time that is none, or of which nobody can tell which instant it is.
    Time,
    /// The command cannot be like this.
    Unfit,
}

/// Something about the file that is no problem of a row.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HistoryNote {
    /// What kind of note it is; stable.
    pub kind: HistoryNoteKind,
    /// The release that it is about.
    pub release: Option<String>,
    /// The columns that it is about.
    pub columns: Option<Vec<String>>,
    /// The rows that it is about, from 1.
    pub rows: Option<Vec<u64>>,
    /// The same in words, without values of the file.
    pub message: String,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HistoryNoteKind {
    /// Rows that the mapping says to ignore, and why.
    Ignored,
    /// Rows of one release whose times do not tell which came first.
    Simultaneous,
    /// Rows whose times have no seconds.
    WholeMinute,
    /// Columns that nothing was read from, apart from those of rows that were ignored.
    Unused,
}

/// What is wrong with a row, before it is known which row it is.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) column: Option<String>,
    pub(super) kind: HistoryProblemKind,
    pub(super) message: String,
    pub(super) help: String,
}

impl HistoryNote {
    pub(super) fn new(kind: HistoryNoteKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            release: None,
            columns: None,
            rows: None,
            message: message.into(),
        }
    }
}

impl Fault {
    pub(super) fn new(
        kind: HistoryProblemKind,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            column: None,
            kind,
            message: message.into(),
            help: help.into(),
        }
    }

    pub(super) fn empty() -> Self {
        Self::new(
            HistoryProblemKind::Empty,
            "the cell says nothing",
            "find out what belongs there and write it into the file, or map another column",
        )
    }

    pub(super) fn time(error: ForeignTimeError) -> Self {
        let (message, help) = match error {
            ForeignTimeError::Unreadable => (
                "the time is in none of the notations of the mapping",
                "add its notation to `times` of the mapping",
            ),
            ForeignTimeError::NoZone => (
                "the time has no offset",
                "say by `zone` of the mapping whose clocks it was read from",
            ),
            ForeignTimeError::Twice => (
                "clocks of the zone showed this time twice",
                "write the offset into the file",
            ),
            ForeignTimeError::Skipped => (
                "clocks of the zone skipped this time",
                "correct the time in the file, or `zone` of the mapping",
            ),
        };
        Self::new(HistoryProblemKind::Time, message, help)
    }

    pub(super) fn of(mut self, column: &str) -> Self {
        self.column.get_or_insert_with(|| column.to_owned());
        self
    }

    /// As a problem of a row, of a release and by a rule as far as they are known.
    pub(super) fn at(
        self,
        row: &Row,
        release: Option<&str>,
        rule: Option<usize>,
    ) -> HistoryProblem {
        HistoryProblem {
            row: row.number,
            line: row.line,
            column: self.column,
            release: release.map(str::to_owned),
            rule,
            kind: self.kind,
            message: self.message,
            help: self.help,
        }
    }
}
