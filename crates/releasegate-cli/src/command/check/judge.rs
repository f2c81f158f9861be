//! From pieces of input to answers, on all cores.

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use releasegate::portfolio::ReleaseFacts;
use releasegate::read::{self, Error, ErrorCode, Limits, Syntax};
use releasegate_api::{AssessRequest, Document, Engine};
use releasegate_report::{Report, Row, Subject};
use serde::Deserialize;

use super::verdict::Asked;
use crate::errors::Result;
use crate::exit::Exit;
use crate::input::{Origin, Piece};

/// How records are judged.
pub(crate) struct Judge<'e> {
    pub(crate) engine: &'e Engine,
    pub(crate) request: AssessRequest,
    pub(crate) report: &'e Report<'e>,
    pub(crate) asked: Asked,
    /// Whether indicators are counted over the records.
    pub(crate) counts: bool,
}

/// The answers to some records, in their order.
pub(crate) struct Judged {
    /// The answers, one after another.
    pub(crate) text: Vec<u8>,
    /// Where each answer ends.
    pub(crate) ends: Vec<usize>,
    /// A line for the summary from each, in the formats that have one.
    pub(crate) rows: Vec<Row>,
    /// What indicators count of each, where they are asked for.
    pub(crate) facts: Vec<ReleaseFacts>,
    /// Why there is no answer to the others.
    pub(crate) errors: Vec<Error>,
    /// The worst exit status.
    pub(crate) exit: Exit,
}

/// How many records one thread takes at a time at most.
const SHARE: usize = 32;

/// How many records are judged before their answers are written: an answer can be a thousand times as
/// long as its record, so a batch of short records has more answers than belong in memory.
pub(crate) const GROUP: usize = 512;

impl Judge<'_> {
    /// Judges records of an input that is `many` records by its nature or not. Runs on the threads of
    /// the current pool.
    pub(crate) fn judge(&self, tasks: &[Task<'_>], many: bool) -> Vec<Judged> {
        let fair = tasks
            .len()
            .div_ceil(rayon::current_num_threads().max(1) * 4);
        tasks
            .par_chunks(fair.clamp(1, SHARE))
            .map(|tasks| self.share(tasks, many))
            .collect()
    }

    fn share(&self, tasks: &[Task<'_>], many: bool) -> Judged {
        let mut judged = Judged {
            text: Vec::new(),
            ends: Vec::new(),
            rows: Vec::new(),
            facts: Vec::new(),
            errors: Vec::new(),
            exit: Exit::Holds,
        };
        for task in tasks {
            match task {
                Task::Failed(error) => judged.errors.push((*error).clone()),
                Task::Judge(document, origin) => self.one(document, origin, many, &mut judged),
            }
        }
        judged
    }

    fn one(&self, document: &Document<'_>, origin: &Origin, many: bool, judged: &mut Judged) {
        self.engine
            .assess(document, &self.request, |result| match result {
                Ok(subject) => match self.write(&subject, many, judged) {
                    Ok(()) => judged.exit = judged.exit.max(self.asked.of(&subject.assessment)),
                    Err(error) => judged.errors.push(*error),
                },
                Err(error) => match other_kind(document, &self.engine.limits) {
                    Some(_) if origin.found => {}
                    Some(kind) => judged.errors.push(not_a_record(&kind, &error)),
                    None => judged.errors.push(error),
                },
            });
    }

    fn write(&self, subject: &Subject<'_>, many: bool, judged: &mut Judged) -> Result<()> {
        let start = judged.text.len();
        if self.report.part(subject, many, &mut judged.text).is_err() {
            judged.text.truncate(start);
            let message = "the answer could not be written";
            return Err(Box::new(Error::new(ErrorCode::Internal, message)));
        }
        judged.rows.extend(self.report.row(subject));
        if self.counts {
            let facts = ReleaseFacts::of(subject.view, &self.engine.policies);
            judged.facts.push(facts);
        }
        judged.ends.push(judged.text.len());
        Ok(())
    }
}

/// What is to be done about one record.
pub(crate) enum Task<'p> {
    Judge(Document<'p>, &'p Origin),
    Failed(&'p Error),
}

/// What is to be done about the records of a piece.
pub(crate) fn tasks(piece: &Piece) -> Vec<Task<'_>> {
    match piece {
        Piece::Failed(error) => vec![Task::Failed(error)],
        Piece::Record {
            bytes,
            syntax,
            origin,
        } => {
            let source = origin.name.as_deref();
            vec![Task::Judge(Document::whole(bytes, *syntax, source), origin)]
        }
        Piece::Lines {
            bytes,
            first,
            origin,
        } => lines(bytes)
            .zip(*first..)
            .filter(|(line, _)| !line.trim_ascii().is_empty())
            .map(|(bytes, number)| {
                let source = origin.name.as_deref();
                let (syntax, line) = (Some(Syntax::Json), Some(number));
                Task::Judge(
                    Document {
                        bytes,
                        syntax,
                        source,
                        line,
                    },
                    origin,
                )
            })
            .collect(),
    }
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
    ends.scan(0, |start, end| {
        let line = bytes.get(*start..end);
        *start = end + 1;
        line
    })
}

/// The kind of releasegate document that a text says it is, when that is not a release record.
fn other_kind(document: &Document<'_>, limits: &Limits) -> Option<String> {
    /// What all documents have.
    #[derive(Deserialize)]
    struct Any {
        format: Option<String>,
    }
    let any: Any = read::read(document.bytes, document.syntax, limits).ok()?;
    let format = any.format?;
    let kind = format.strip_prefix("releasegate/")?.split('/').next()?;
    // A record of another version is a record that cannot be read, not something else.
    (kind != "release").then(|| kind.to_owned())
}

fn not_a_record(kind: &str, error: &Error) -> Error {
    let help = match kind {
        "policy" => "give it with --policy",
        _ => "give a release record",
    };
    let message = format!("the document says that it is a `{kind}`, not a release record");
    let mut said = Error::new(ErrorCode::InvalidValue, message).with_help(help);
    said.pointer = Some("/format".to_owned());
    said.source.clone_from(&error.source);
    said
}
