//! Judging one record and rendering the assessment for people.

use releasegate::read::Syntax;
use releasegate::time::AsOf;
use schemars::JsonSchema;
use serde::Deserialize;

use super::assess::{AssessRequest, Document, validated};
use super::text::TextAnswer;
use crate::engine::{Engine, to_json};
use crate::operation::read_request;

/// How to judge a record and render the assessment.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    /// The instant at which the record is judged, with its offset.
    pub as_of: AsOf,
    /// What to render.
    pub render: Render,
    /// List only the findings of these checks.
    pub checks: Option<Vec<String>>,
    /// Where the record was read from.
    pub source: Option<String>,
    /// The notation of the record; found out when missing.
    pub syntax: Option<Syntax>,
}

/// A format that people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Render {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

pub(crate) fn call(engine: &Engine, request: &[u8], payload: &[u8]) -> Vec<u8> {
    let read = read_request(request).and_then(|request: ReportRequest| {
        let render = request.render;
        let request = validated(
            engine,
            AssessRequest {
                as_of: request.as_of,
                checks: request.checks,
                source: request.source,
                syntax: request.syntax,
            },
        )?;
        Ok((render, request))
    });
    let (render, request) = match read {
        Ok(read) => read,
        Err(error) => return to_json(&error),
    };
    let format = match render {
        Render::Text => releasegate_report::Format::Text,
        Render::Markdown => releasegate_report::Format::Markdown,
    };
    let document = Document {
        bytes: payload,
        syntax: request.syntax,
        source: request.source.as_deref(),
        line: None,
    };
    engine.assess(&document, &request, |result| match result {
        Ok(assessment) => to_json(&TextAnswer::new(releasegate_report::render(
            &assessment,
            format,
        ))),
        Err(error) => to_json(&error),
    })
}
