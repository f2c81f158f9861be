//! Judging one record under several profiles.

use releasegate::assess::{Assessment, assess_under};
use releasegate::policy::Policy;
use releasegate::read::{Error, Syntax};
use releasegate::time::AsOf;
use releasegate::view::View;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::assess::Document;
use crate::engine::{Engine, to_json};
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

/// The assessments of a record under several profiles.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AssessmentsAnswer<'a> {
    /// The format of this document: `releasegate/assessments/1`.
    #[schemars(extend("const" = AssessmentsAnswer::FORMAT))]
    pub format: &'static str,
    /// One assessment a profile, in the order of the request.
    pub assessments: Vec<Assessment<'a>>,
}

impl AssessmentsAnswer<'_> {
    /// The format id of several assessments.
    pub const FORMAT: &'static str = "releasegate/assessments/1";
}

pub(crate) fn call(engine: &Engine, request: &[u8], payload: &[u8]) -> Vec<u8> {
    judge(engine, request, payload).unwrap_or_else(|error| to_json(&error))
}

fn judge(engine: &Engine, request: &[u8], payload: &[u8]) -> Result<Vec<u8>, Error> {
    let request: AssessUnderRequest = read_request(request)?;
    let document = Document {
        bytes: payload,
        syntax: request.syntax,
        source: request.source.as_deref(),
        line: None,
    };
    let mut release = engine.read(&document)?;
    let view = View::taken_from(&mut release, request.as_of);
    let policy = engine.policies.for_release(view.release(), request.as_of);
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
    Ok(to_json(&AssessmentsAnswer {
        format: AssessmentsAnswer::FORMAT,
        assessments: assess_under(&view, &policies),
    }))
}
