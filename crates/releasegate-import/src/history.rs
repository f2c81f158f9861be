//! Histories that other tools kept, as commands: rows of a table, of JSON, or the events of an
//! OCEL 2.0 log, with a [`HistoryMapping`] that says what their words mean.
//!
//! Nothing is made up. A row without a time, a person or a release is no command and is said to be
//! a [`HistoryProblem`], and so is a row that no rule takes, or a word that the mapping does not
//! know. What the mapping says to ignore is a note, and so is a column that nothing was read from.
//!
//! What a tool does not tell, such as who held which role, whoever writes the mapping may say in
//! the command that registers the release.

mod commands;
mod found;
mod mapping;
mod node;
mod ocel;
mod rows;
mod template;

use std::collections::{BTreeMap, BTreeSet};

use releasegate::read::{Error, ErrorCode, Limits};
use serde_json::Value;

use self::commands::{Candidate, history, time_of};
use self::found::Fault;
pub use self::found::{
    Histories, History, HistoryNote, HistoryNoteKind, HistoryProblem, HistoryProblemKind,
};
use self::mapping::Prepared;
pub use self::mapping::{HistoryMapping, MappingColumn, MappingFormat, MappingRule, MappingWords};
use self::rows::{Cells, NUMBER, Row, Rows};
use self::template::{Reading, no_such_column};

/// What errors of the mapping call it.
pub const MAPPING: &str = "mapping";

/// Turns a history into commands, one history for each release.
///
/// `name` is the name of the file, for errors, if it has one. The same bytes give the same
/// commands.
///
/// # Errors
/// When the mapping cannot be used, or the bytes are no history or exceed `limits`. What is wrong
/// with one row is no error but a [`HistoryProblem`], and the other rows are commands all the same.
pub fn import_history(
    mapping: HistoryMapping,
    name: Option<&str>,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Histories, Error> {
    if bytes.len() > limits.max_bytes {
        let error = Error::new(ErrorCode::TooLarge, "the history is larger than the limit")
            .with_help("split it, or raise the limit on the size of a document");
        return Err(error.in_source(name));
    }
    let prepared = mapping
        .prepared()
        .map_err(|error| error.in_source(Some(MAPPING)))?;
    let rows = Rows::read(&prepared.mapping, bytes).map_err(|error| match error.source {
        Some(_) => error,
        None => error.in_source(name),
    })?;
    known_columns(&prepared, &rows)?;
    Ok(histories(&prepared, &rows))
}

/// Requires that a table has every column that the mapping names. Elsewhere a column may be in no
/// row of a file, and rows that need it are problems.
fn known_columns(prepared: &Prepared, rows: &Rows) -> Result<(), Error> {
    let Some(header) = &rows.header else {
        return Ok(());
    };
    let known: Vec<&str> = header.iter().map(String::as_str).collect();
    let columns = prepared.columns();
    let mut unknown = columns.into_iter();
    let unknown = unknown.find(|(name, _)| name != NUMBER && !known.contains(&name.as_str()));
    match unknown {
        None => Ok(()),
        Some((_, place)) => Err(no_such_column(place, &known).in_source(Some(MAPPING))),
    }
}

fn histories(prepared: &Prepared, rows: &Rows) -> Histories {
    let reading = prepared.reading();
    let mut sorted = Sorted::of(prepared, rows, &reading);
    let mut out = Histories::default();
    for (release, candidates) in sorted.releases {
        let history = history(prepared, &release, candidates, &reading, &mut out);
        out.histories.extend(history);
    }
    out.problems.append(&mut sorted.problems);
    out.problems
        .sort_by_key(|problem| (problem.row, problem.rule));
    let whole_minutes = reading.whole_minutes.take();
    if !whole_minutes.is_empty() {
        let message = "nobody wrote the seconds of these times: they are written as 00";
        out.notes.push(HistoryNote {
            rows: Some(whole_minutes.into_iter().collect()),
            ..HistoryNote::new(HistoryNoteKind::WholeMinute, message)
        });
    }
    for (rule, rows) in &sorted.ignored {
        let declared = prepared.mapping.rules.get(*rule);
        let reason = declared.and_then(|rule| rule.ignore.as_deref());
        let message = format!(
            "ignored, as the mapping says: {}",
            reason.unwrap_or_default()
        );
        out.notes.push(HistoryNote {
            rows: Some(rows.clone()),
            ..HistoryNote::new(HistoryNoteKind::Ignored, message)
        });
    }
    let unused = unused(prepared, rows, &sorted.ignored);
    if !unused.is_empty() {
        let message = "nothing was read from these columns";
        out.notes.push(HistoryNote {
            columns: Some(unused),
            ..HistoryNote::new(HistoryNoteKind::Unused, message)
        });
    }
    out
}

/// The rows by what the mapping makes of them.
#[derive(Default)]
struct Sorted<'r> {
    /// The commands that rows may give, in the order in which the file has their releases first.
    releases: Vec<(String, Vec<Candidate<'r>>)>,
    problems: Vec<HistoryProblem>,
    /// Rows to ignore, by the rule that says so.
    ignored: BTreeMap<usize, Vec<u64>>,
}

impl<'r> Sorted<'r> {
    fn of(prepared: &Prepared, rows: &'r Rows, reading: &Reading<'_>) -> Self {
        let mut sorted = Self::default();
        let mut places = BTreeMap::new();
        for row in &rows.rows {
            sorted.add(prepared, row, reading, &mut places);
        }
        sorted
    }

    fn add(
        &mut self,
        prepared: &Prepared,
        row: &'r Row,
        reading: &Reading<'_>,
        places: &mut BTreeMap<String, usize>,
    ) {
        if let Cells::Unreadable(fault) = &row.cells {
            return self.problems.push(fault.clone().at(row, None, None));
        }
        let (gives, says_why): (Vec<usize>, Vec<usize>) = taking(prepared, row, reading)
            .partition(|rule| matches!(prepared.commands.get(*rule), Some(Some(_))));
        if let ([], [rule, ..]) = (gives.as_slice(), says_why.as_slice()) {
            return self.ignored.entry(*rule).or_default().push(row.number);
        }
        let release = match release_of(prepared, row, reading) {
            Ok(release) => release,
            Err(fault) => return self.problems.push(fault.at(row, None, None)),
        };
        if gives.is_empty() {
            self.problems.push(no_rule().at(row, Some(&release), None));
        }
        for rule in gives {
            match time_of(prepared, rule, row, reading) {
                Err(fault) => {
                    let problem = fault.at(row, Some(&release), Some(rule));
                    self.problems.push(problem);
                }
                Ok(at) => {
                    let next = self.releases.len();
                    let place = *places.entry(release.clone()).or_insert(next);
                    if place == next {
                        self.releases.push((release.clone(), Vec::new()));
                    }
                    if let Some((_, candidates)) = self.releases.get_mut(place) {
                        candidates.push(Candidate { row, rule, at });
                    }
                }
            }
        }
    }
}

fn release_of(prepared: &Prepared, row: &Row, reading: &Reading<'_>) -> Result<String, Fault> {
    let filled = prepared.release.filled(row, reading, "", &mut Vec::new())?;
    match filled {
        Some(Value::String(id)) if !id.trim().is_empty() => Ok(id),
        _ => Err(Fault::new(
            HistoryProblemKind::Empty,
            "nothing says which release the row is about",
            "map a column that names the release",
        )),
    }
}

/// The rules that take a row.
fn taking(prepared: &Prepared, row: &Row, reading: &Reading<'_>) -> impl Iterator<Item = usize> {
    let rules = prepared.mapping.rules.iter().enumerate();
    let takes = |rule: &MappingRule| {
        let mut when = rule.when.iter().flatten();
        when.all(|(column, words)| words.fit(row.said(column, reading.nothing)))
    };
    rules
        .filter(move |(_, rule)| takes(rule))
        .map(|(index, _)| index)
}

fn no_rule() -> Fault {
    Fault::new(
        HistoryProblemKind::NoRule,
        "no rule takes the row",
        "add a rule for what the row says, or one that says why it is to be ignored",
    )
}

/// The columns that nothing was read from, though there are rows that were not ignored.
fn unused(prepared: &Prepared, rows: &Rows, ignored: &BTreeMap<usize, Vec<u64>>) -> Vec<String> {
    let columns = prepared.columns();
    let is_read = |name: &str| {
        columns.iter().any(|(column, _)| {
            let inside = column.strip_prefix('/').and_then(|it| it.split('/').next());
            column == name || inside == Some(name)
        })
    };
    let ignored: BTreeSet<u64> = ignored.values().flatten().copied().collect();
    let rows = rows
        .rows
        .iter()
        .filter(|row| !ignored.contains(&row.number));
    let names: BTreeSet<&str> = rows.flat_map(Row::names).collect();
    let unused = names.into_iter().filter(|name| !is_read(name));
    unused.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
