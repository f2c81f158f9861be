//! Which evidence of a record also serves which clause elsewhere.

use releasegate::assess::crosswalk;

use super::assess::{AssessRequest, Document, validated};
use crate::engine::{Engine, to_json};
use crate::operation::read_request;

pub(crate) fn call(engine: &Engine, request: &[u8], payload: &[u8]) -> Vec<u8> {
    let request: AssessRequest =
        match read_request(request).and_then(|request| validated(engine, request)) {
            Ok(request) => request,
            Err(error) => return to_json(&error),
        };
    let document = Document {
        bytes: payload,
        syntax: request.syntax,
        source: request.source.as_deref(),
        line: None,
    };
    engine.assess(&document, &request, |result| match result {
        Ok(assessment) => to_json(&crosswalk(&assessment)),
        Err(error) => to_json(&error),
    })
}
