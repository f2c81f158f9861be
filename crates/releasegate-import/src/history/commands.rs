//! The commands of one release, in the order in which they were given.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use releasegate::lifecycle::{Command, Submission};
use releasegate::model::PersonId;
use releasegate::read::read_json;
use releasegate::time::{AsOf, Proof, Span, before};

use super::found::{Fault, Histories, History, HistoryNote, HistoryNoteKind, HistoryProblemKind};
use super::mapping::Prepared;
use super::rows::Row;
use super::template::Reading;

/// A command that a row may give.
pub(super) struct Candidate<'r> {
    pub(super) row: &'r Row,
    pub(super) rule: usize,
    pub(super) at: AsOf,
}

pub(super) fn history(
    prepared: &Prepared,
    release: &str,
    mut candidates: Vec<Candidate<'_>>,
    reading: &Reading<'_>,
    out: &mut Histories,
) -> Option<History> {
    if prepared.mapping.newest_first == Some(true) {
        // What one row gives stays in the order of the rules.
        candidates.sort_by_key(|it| (Reverse(it.row.number), it.rule));
    }
    candidates.sort_by_key(|it| it.at.span().first());
    let mut begun = BTreeSet::new();
    let mut history = History {
        release: release.to_owned(),
        commands: Vec::new(),
        rows: Vec::new(),
    };
    let (mut spans, mut later) = (Vec::new(), Vec::new());
    for Candidate { row, rule, at } in candidates {
        let declared = prepared.mapping.rules.get(rule);
        let only_first = declared.and_then(|rule| rule.first) == Some(true);
        if only_first && !begun.insert(rule) {
            later.push(row.number);
            continue;
        }
        match submission(prepared, rule, row, at, reading) {
            Ok(submission) => {
                history.commands.push(submission);
                history.rows.push(row.number);
                spans.push((row.number, at.span()));
            }
            Err(fault) => {
                let problem = fault.at(row, Some(release), Some(rule));
                out.problems.push(problem);
            }
        }
    }
    later.retain(|row| !history.rows.contains(row));
    if !later.is_empty() {
        let message = "ignored, as the mapping says: only the earliest row counts for their rule";
        out.notes.push(HistoryNote {
            release: Some(release.to_owned()),
            rows: Some(later),
            ..HistoryNote::new(HistoryNoteKind::Ignored, message)
        });
    }
    let simultaneous = simultaneous(&spans);
    if !simultaneous.is_empty() {
        let message = "the times of these rows do not tell which came first: their commands follow \
                       each other as the rows do";
        out.notes.push(HistoryNote {
            release: Some(release.to_owned()),
            rows: Some(simultaneous),
            ..HistoryNote::new(HistoryNoteKind::Simultaneous, message)
        });
    }
    (!history.commands.is_empty()).then_some(history)
}

/// The rows that are not shown to be later than the one before them.
fn simultaneous(spans: &[(u64, Span)]) -> Vec<u64> {
    let mut rows = Vec::new();
    for pair in spans.windows(2) {
        if let [(one, first), (other, second)] = pair
            && one != other
            && before(*first, *second) != Proof::Proven
        {
            rows.extend([*one, *other]);
        }
    }
    rows.dedup();
    rows
}

/// When the command of a rule was given.
pub(super) fn time_of(
    prepared: &Prepared,
    rule: usize,
    row: &Row,
    reading: &Reading<'_>,
) -> Result<AsOf, Fault> {
    let declared = prepared.mapping.rules.get(rule);
    let own = declared.and_then(|rule| rule.at.as_ref());
    let column = own.unwrap_or(&prepared.mapping.at);
    let moment = column.moment(row, reading)?;
    let moment = moment.ok_or_else(|| Fault::empty().of(&column.column))?;
    AsOf::new(moment).map_err(|_| {
        let message = "this is a day, and a command is given at some time of it";
        let help = "map a column with times, or write the time into the file";
        Fault::new(HistoryProblemKind::Time, message, help).of(&column.column)
    })
}

fn submission(
    prepared: &Prepared,
    rule: usize,
    row: &Row,
    at: AsOf,
    reading: &Reading<'_>,
) -> Result<Submission, Fault> {
    let mapping = &prepared.mapping;
    let declared = mapping.rules.get(rule);
    let actor = declared.and_then(|rule| rule.actor.as_ref());
    let actor = actor.unwrap_or(&mapping.actor).text(row, reading)?;
    let decided_at = declared.and_then(|rule| rule.decided_at.as_ref());
    let decided_at = decided_at.or(mapping.decided_at.as_ref());
    let decided_at = decided_at.map(|column| column.moment(row, reading));
    Ok(Submission {
        command: command(prepared, rule, row, reading)?,
        actor: PersonId::from(actor.as_str()),
        at,
        decided_at: decided_at.transpose()?.flatten(),
        seen: None,
    })
}

fn command(
    prepared: &Prepared,
    rule: usize,
    row: &Row,
    reading: &Reading<'_>,
) -> Result<Command, Fault> {
    let mut places = Vec::new();
    let template = prepared.commands.get(rule).and_then(Option::as_ref);
    let filled = match template {
        Some(template) => template.filled(row, reading, "", &mut places)?,
        None => None,
    };
    let text = filled.unwrap_or_default().to_string();
    read_json(text.as_bytes()).map_err(|error| {
        // A place in a command does not begin with the name of the command.
        let declared = prepared.mapping.rules.get(rule);
        let mut names = declared
            .and_then(|it| it.command.as_ref())
            .into_iter()
            .flatten();
        let name = names.next().map_or("", |(name, _)| name);
        let pointer = format!("/{name}{}", error.pointer.unwrap_or_default());
        let message = format!(
            "the command cannot be like this at {pointer}: {}",
            error.message
        );
        let help = error.help.unwrap_or_else(|| {
            format!("let rule {rule} of the mapping give what the command needs")
        });
        let fault = Fault::new(HistoryProblemKind::Unfit, message, help);
        match places.iter().find(|(place, _)| *place == pointer) {
            Some((_, column)) => fault.of(column),
            None => fault,
        }
    })
}
