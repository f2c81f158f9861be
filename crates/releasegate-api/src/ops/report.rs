//! Judging records and rendering the assessments.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use releasegate::read::{Error, ErrorCode, Syntax};
use releasegate::time::AsOf;
use releasegate_report::{Assembly, Format, Report, Row, Style};
use schemars::JsonSchema;
use serde::Deserialize;

use super::assess::{AssessRequest, Document, validated};
use super::impact::{Records, documents};
use super::text::TextAnswer;
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
    /// Where the records were read from.
    pub source: Option<String>,
    /// The notation of a single record; found out when missing.
    pub syntax: Option<Syntax>,
}

/// Renders one report on all records; when one of them cannot be read, the first such error.
pub(crate) fn report(
    engine: &Engine,
    request: ReportRequest,
    payload: &[u8],
) -> Result<TextAnswer, Error> {
    let records = Records {
        bytes: payload,
        syntax: request.syntax,
        source: request.source.as_deref(),
        first_line: None,
    };
    let each = AssessRequest {
        as_of: request.as_of,
        checks: request.checks,
        source: None,
        syntax: None,
    };
    let each = validated(engine, each)?;
    let report = Report::new(request.format, Style::default(), engine.policies.versions());
    let documents = documents(&records);
    let parts = documents
        .par_iter()
        .map(|document| part(engine, &each, &report, document));
    let parts: Vec<_> = parts.collect();
    let mut text = Vec::new();
    let mut assembly = Assembly::new(&report, documents.len() != 1);
    for part in parts {
        let (part, row) = part?;
        assembly.add(&part, &mut text).map_err(unwritten)?;
        assembly.rows.extend(row);
    }
    assembly.finish(&mut text).map_err(unwritten)?;
    String::from_utf8(text)
        .map(TextAnswer::new)
        .map_err(unwritten)
}

/// The part of the report about one record, and what its end keeps of it.
fn part(
    engine: &Engine,
    request: &AssessRequest,
    report: &Report<'_>,
    document: &Document<'_>,
) -> Result<(Vec<u8>, Option<Row>), Error> {
    engine.assess(document, request, |result| {
        let assessment = result?;
        let mut part = Vec::new();
        let written = report.part(&assessment, &mut part);
        written.map_err(unwritten)?;
        Ok((part, report.row(&assessment)))
    })
}

fn unwritten(_: impl std::error::Error) -> Error {
    Error::new(ErrorCode::Internal, "the report could not be written")
}
