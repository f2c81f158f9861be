//! Judging one record under several profiles.

use releasegate::assess::assess_under;
use releasegate::policy::Policy;
use releasegate::read::{Error, Syntax};
use releasegate::time::AsOf;
use releasegate::view::View;
use schemars::JsonSchema;
use serde::Deserialize;

use super::assess::{Document, error_line, write_answer};
use crate::engine::Engine;
use crate::operation::read_request;

/// Under which profiles to judge a record.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessUnderRequest {
    /// The instant at which the record is judged, with its offset.
    pub as_of: AsOf,
    /// The shipped profiles. The policy is taken as if it extended each of them.
    pub profiles: Vec<String>,
    /// Where the record was read from.
    pub source: Option<String>,
    /// The notation of the record; found out when missing.
    pub syntax: Option<Syntax>,
}

pub(crate) fn call(engine: &Engine, request: &[u8], payload: &[u8]) -> Vec<u8> {
    judge(engine, request, payload).unwrap_or_else(|error| error_line(&error))
}

fn judge(engine: &Engine, request: &[u8], payload: &[u8]) -> Result<Vec<u8>, Error> {
    let request: AssessUnderRequest = read_request(request)?;
    let document = Document::whole(payload, request.syntax, request.source.as_deref());
    let mut release = engine.read(&document)?;
    let view = View::taken_from(&mut release, request.as_of);
    let policy = engine.policies.for_release(&view);
    let under = |(index, profile): (usize, &String)| {
        policy.under(profile).map_err(|mut error| {
            error.pointer = Some(format!("/profiles/{index}"));
            error.in_source(Some("request"))
        })
    };
    let profiles = request.profiles.iter().enumerate();
    let policies = profiles
        .map(under)
        .collect::<Result<Vec<Policy>, Error>>()?;
    let mut answers = Vec::new();
    for assessment in assess_under(&view, &policies) {
        write_answer(&mut answers, Ok(&assessment));
        answers.push(b'\n');
    }
    Ok(answers)
}
