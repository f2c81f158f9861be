//! Judging records and rendering the assessments.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use releasegate::portfolio::ReleaseFacts;
use releasegate::read::{Error, ErrorCode, Syntax};
use releasegate::time::AsOf;
use releasegate_report::{Assembly, Format, Report, Row, Settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::assess::{AssessRequest, Document, validated};
use super::metrics::MetricsOfPeriod;
use super::records::{DocumentFrame, Records, framed};
use crate::engine::Engine;

/// How to judge records and render the assessments.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    /// The instant at which the records are judged, with its offset.
    pub as_of: AsOf,
    /// The format to write.
    pub format: Format,
    /// List only the findings of these checks.
    pub checks: Option<Vec<String>>,
    /// Show e-mail addresses whole, and in `html` the names of people; when missing, addresses are
    /// masked before their at sign.
    pub reveal: Option<bool>,
    /// Show the indicators of a period as well; only `xlsx` has room for them.
    pub metrics: Option<MetricsOfPeriod>,
    /// Where the records were read from.
    pub source: Option<String>,
    /// The notation of a single record; found out when missing.
    pub syntax: Option<Syntax>,
    /// The records in the payload, which has them one after another. Without it the payload is one
    /// record, or has one a line.
    pub documents: Option<Vec<DocumentFrame>>,
}

/// A report.
#[skip_serializing_none]
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReportAnswer {
    /// The format of this document: `releasegate/report/1`.
    #[schemars(extend("const" = ReportAnswer::FORMAT))]
    pub format: &'static str,
    /// The media type of the report.
    pub media_type: &'static str,
    /// The report, when it is text.
    pub text: Option<String>,
    /// The report in base64 (RFC 4648), when it is not text.
    pub base64: Option<String>,
}

impl ReportAnswer {
    /// The format id of report answers.
    pub const FORMAT: &'static str = "releasegate/report/1";

    fn new(format: Format, bytes: Vec<u8>) -> Result<Self, Error> {
        let (text, base64) = match format.is_binary() {
            true => (None, Some(BASE64_STANDARD.encode(bytes))),
            false => (Some(String::from_utf8(bytes).map_err(unwritten)?), None),
        };
        Ok(Self {
            format: Self::FORMAT,
            media_type: format.media_type(),
            text,
            base64,
        })
    }
}

/// How many records are judged before their parts are put together: enough for all cores, and few
/// enough that their parts need not be in memory beside the whole report.
const BATCH: usize = 256;

/// Renders one report on all records; when one of them cannot be read, the first such error.
pub(crate) fn report(
    engine: &Engine,
    request: ReportRequest,
    payload: &[u8],
) -> Result<ReportAnswer, Error> {
    let documents = match &request.documents {
        Some(frames) => framed(frames, payload)?,
        None => Records::of_payload(payload, request.source.as_deref(), request.syntax).documents(),
    };
    if documents.is_empty() && request.format.needs_a_release() {
        return Err(nothing(request.format));
    }
    let each = AssessRequest {
        as_of: request.as_of,
        checks: request.checks,
        source: None,
        syntax: None,
    };
    let each = validated(engine, each)?;
    let question = request
        .metrics
        .map(|period| period.shown_in(request.format, request.as_of))
        .transpose()
        .map_err(in_metrics)?;
    let settings = Settings {
        format: request.format,
        reveal: request.reveal.unwrap_or_default(),
        policy_digest: engine.policy_digest.clone(),
        ..Settings::default()
    };
    let report = Report::new(settings, engine.policies.versions());
    let many = request.documents.is_some() || documents.len() != 1;
    let counts = question.is_some();
    let mut bytes = Vec::new();
    let mut assembly = Assembly::new(&report, many);
    let mut facts = Vec::new();
    for batch in documents.chunks(BATCH) {
        let parts = batch
            .par_iter()
            .map(|document| part(engine, &each, &report, (many, counts), document));
        let parts: Vec<_> = parts.collect();
        for part in parts {
            let part = part?;
            assembly.add(&part.text, &mut bytes).map_err(unwritten)?;
            assembly.rows.extend(part.row);
            facts.extend(part.facts);
        }
    }
    assembly.metrics = question.map(|question| engine.metrics(&question, &facts));
    assembly.finish(&mut bytes).map_err(unwritten)?;
    ReportAnswer::new(request.format, bytes)
}

/// Why there is no report on no release.
fn nothing(format: Format) -> Error {
    let message = format!(
        "a report in the format `{}` is about a release, and there is none",
        format.id()
    );
    let help = "give at least one record, or make no report; `json` has an empty list";
    let mut error = Error::new(ErrorCode::InvalidValue, message).with_help(help);
    error.pointer = Some("/documents".to_owned());
    error.in_source(Some("request"))
}

/// The place of an error in the request.
fn in_metrics(mut error: Error) -> Error {
    let within = error.pointer.unwrap_or_default();
    error.pointer = Some(format!("/metrics{within}"));
    error.in_source(Some("request"))
}

/// What a record gives to the report.
struct Part {
    text: Vec<u8>,
    /// What its end keeps.
    row: Option<Row>,
    /// What indicators count.
    facts: Option<ReleaseFacts>,
}

/// The part of the report about one record: one on `many` by its nature or not, in which it `counts`
/// for indicators or not.
fn part(
    engine: &Engine,
    request: &AssessRequest,
    report: &Report<'_>,
    (many, counts): (bool, bool),
    document: &Document<'_>,
) -> Result<Part, Error> {
    engine.assess(document, request, |result| {
        let subject = result?;
        let mut text = Vec::new();
        let written = report.part(&subject, many, &mut text);
        written.map_err(unwritten)?;
        Ok(Part {
            text,
            row: report.row(&subject),
            facts: counts.then(|| ReleaseFacts::of(subject.view, &engine.policies)),
        })
    })
}

fn unwritten(_: impl std::error::Error) -> Error {
    Error::new(ErrorCode::Internal, "the report could not be written")
}
