//! Judging one record.

use releasegate::assess::{Assessment, SourcePlace, assess};
use releasegate::checks;
use releasegate::model::Release;
use releasegate::read::{Error, ErrorCode, Syntax};
use releasegate::time::AsOf;
use releasegate::view::View;
use releasegate_report::Subject;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::engine::{Engine, to_json};
use crate::operation::read_request;

/// How to judge a record.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessRequest {
    /// The instant at which the record is judged, with its offset.
    pub as_of: AsOf,
    /// List only the findings of these checks. Gates, clauses and the verdict stay those of all.
    pub checks: Option<Vec<String>>,
    /// Where the record was read from; repeated in the answer.
    pub source: Option<String>,
    /// The notation of the record; found out when missing.
    pub syntax: Option<Syntax>,
}

/// The text of one record, and where it was read from.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The text.
    pub bytes: &'a [u8],
    /// The notation; found out when `None`.
    pub syntax: Option<Syntax>,
    /// The file or stream.
    pub source: Option<&'a str>,
    /// The line on which it starts, from 1, in a file of many records.
    pub line: Option<u64>,
}

impl<'a> Document<'a> {
    /// A text that is one document as a whole.
    #[must_use]
    pub const fn whole(bytes: &'a [u8], syntax: Option<Syntax>, source: Option<&'a str>) -> Self {
        Self {
            bytes,
            syntax,
            source,
            line: None,
        }
    }
}

impl AssessRequest {
    /// The payload as the document that the request is about.
    pub(crate) fn document<'a>(&'a self, payload: &'a [u8]) -> Document<'a> {
        Document::whole(payload, self.syntax, self.source.as_deref())
    }
}

pub(crate) fn call(engine: &Engine, request: &[u8], payload: &[u8]) -> Vec<u8> {
    judged(engine, read_request(request), payload, |assessment| {
        to_json(assessment)
    })
}

/// Judges the record in the payload, and answers with what `then` makes of the assessment.
pub(crate) fn judged(
    engine: &Engine,
    request: Result<AssessRequest, Error>,
    payload: &[u8],
    then: impl FnOnce(&Assessment<'_>) -> Vec<u8>,
) -> Vec<u8> {
    let request = match request.and_then(|request| validated(engine, request)) {
        Ok(request) => request,
        Err(error) => return to_json(&error),
    };
    let document = request.document(payload);
    engine.assess(&document, &request, |result| match result {
        Ok(subject) => then(&subject.assessment),
        Err(error) => to_json(&error),
    })
}

/// Writes an assessment or an error as JSON.
pub(crate) fn write_answer(answer: &mut Vec<u8>, result: Result<&Assessment<'_>, &Error>) {
    let written = match result {
        Ok(assessment) => serde_json::to_writer(&mut *answer, assessment),
        Err(error) => serde_json::to_writer(&mut *answer, error),
    };
    if written.is_err() {
        *answer = to_json(&Error::new(
            ErrorCode::Internal,
            "the answer could not be written",
        ));
    }
}

/// An error as the only line of an answer that has one document a line.
pub(crate) fn error_line(error: &Error) -> Vec<u8> {
    let mut line = to_json(error);
    line.push(b'\n');
    line
}

/// A request whose checks all exist: shipped, or own ones of any version of the policy.
pub(crate) fn validated(engine: &Engine, request: AssessRequest) -> Result<AssessRequest, Error> {
    let wanted = request.checks.as_deref().unwrap_or_default();
    let is_own = |id: &String| {
        let versions = engine.policies.versions().iter();
        let mut own = versions.flat_map(|policy| &policy.own_checks);
        own.any(|own| own.rule.id == *id)
    };
    let unknown = |id: &String| checks::by_id(id).is_none() && !is_own(id);
    match wanted.iter().position(unknown) {
        None => Ok(request),
        Some(index) => {
            let mut error = Error::new(ErrorCode::UnknownCheck, "no check has this id")
                .with_help("`releasegate explain --all` lists the checks");
            error.pointer = Some(format!("/checks/{index}"));
            Err(error.in_source(Some("request")))
        }
    }
}

impl Engine {
    /// Judges the record of a document, and hands the assessment and what it was made from, or why
    /// there is none, to `then`.
    ///
    /// The assessment borrows from the record, so it does not outlive the call.
    pub fn assess<R>(
        &self,
        document: &Document<'_>,
        request: &AssessRequest,
        then: impl FnOnce(Result<Subject<'_>, Error>) -> R,
    ) -> R {
        self.judge(document, &mut self.read(document), request, then)
    }

    /// Reads the record of a document.
    pub(crate) fn read(&self, document: &Document<'_>) -> Result<Release, Error> {
        Release::read(document.bytes, document.syntax, &self.limits)
            .map_err(|error| placed(error, document))
    }

    /// Judges what was read of a document; see [`Engine::assess`].
    pub(crate) fn judge<R>(
        &self,
        document: &Document<'_>,
        read: &mut Result<Release, Error>,
        request: &AssessRequest,
        then: impl FnOnce(Result<Subject<'_>, Error>) -> R,
    ) -> R {
        let release = match read {
            Ok(release) => release,
            Err(error) => return then(Err(error.clone())),
        };
        let view = View::taken_from(release, request.as_of);
        let policy = self.policies.for_release(&view);
        let mut assessment = assess(&view, policy);
        if document.source.is_some() || document.line.is_some() {
            assessment.source = Some(SourcePlace {
                name: document.source,
                line: document.line,
            });
        }
        if let Some(wanted) = &request.checks {
            assessment
                .findings
                .retain(|finding| wanted.iter().any(|id| id == finding.id()));
        }
        then(Ok(Subject {
            assessment,
            view: &view,
            policy,
            text: document.bytes,
        }))
    }
}

/// Makes a place in one record a place in the file of many.
fn placed(error: Error, document: &Document<'_>) -> Error {
    let mut error = error.in_source(document.source);
    if let Some(first) = document.line {
        error.line = Some(error.line.unwrap_or(1) + first - 1);
    }
    error
}
