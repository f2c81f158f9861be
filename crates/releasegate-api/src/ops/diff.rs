//! What changed between two assessments of a release, and what made it change.

use releasegate::assess::{Diff, KeptAssessment, Question, diff, diff_assessments};
use releasegate::model::Release;
use releasegate::policy::Policies;
use releasegate::read::{Error, Syntax};
use releasegate::time::AsOf;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::assess::Document;
use crate::engine::Engine;

/// What to compare. What `before` does not say is as it is after.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiffRequest {
    /// The instant at which the record is judged, with its offset.
    pub as_of: AsOf,
    /// What was before.
    #[serde(default)]
    pub before: Before,
    /// Where the record was read from.
    pub source: Option<String>,
    /// The notation of the record; found out when missing.
    pub syntax: Option<Syntax>,
}

/// What was before.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// The instant.
    pub as_of: Option<AsOf>,
    /// The policy: the id of a profile, or a policy as text or mapping.
    pub policy: Option<Value>,
    /// The record, as text or mapping.
    pub record: Option<Value>,
}

pub(crate) fn compare(
    engine: &Engine,
    request: &DiffRequest,
    payload: &[u8],
) -> Result<Diff, Error> {
    let document = Document::whole(payload, request.syntax, request.source.as_deref());
    let after = engine.read(&document)?;
    let before = match &request.before.record {
        None => None,
        Some(record) => {
            let read = Release::read(text(record).as_bytes(), None, &engine.limits);
            Some(read.map_err(|error| error.in_source(Some("before")))?)
        }
    };
    let policies = match &request.before.policy {
        None => None,
        Some(policy) => {
            let read = Policies::read(text(policy).as_bytes(), None, &engine.limits);
            Some(read.map_err(|error| error.in_source(Some("before")))?)
        }
    };
    diff(
        Question {
            release: before.as_ref().unwrap_or(&after),
            policies: policies.as_ref().unwrap_or(&engine.policies),
            as_of: request.before.as_of.unwrap_or(request.as_of),
        },
        Question {
            release: &after,
            policies: &engine.policies,
            as_of: request.as_of,
        },
    )
    .map_err(|error| error.in_source(Some("before")))
}

/// Which assessment came before.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiffAssessmentsRequest {
    /// The assessment before (`releasegate/assessment/1`), as text or mapping.
    pub before: Value,
    /// Where the assessment after was read from; named in errors.
    pub source: Option<String>,
    /// The notation of the assessment after; found out when missing.
    pub syntax: Option<Syntax>,
}

pub(crate) fn compare_assessments(
    engine: &Engine,
    request: &DiffAssessmentsRequest,
    payload: &[u8],
) -> Result<Diff, Error> {
    let limits = &engine.limits;
    let before = KeptAssessment::read(text(&request.before).as_bytes(), None, limits)
        .map_err(|error| error.in_source(Some("before")))?;
    let after = KeptAssessment::read(payload, request.syntax, limits)
        .map_err(|error| error.in_source(request.source.as_deref()))?;
    diff_assessments(&before, &after).map_err(|error| error.in_source(Some("before")))
}

/// A document as text, which a request may hold as text or as what it says.
fn text(document: &Value) -> String {
    document
        .as_str()
        .map_or_else(|| document.to_string(), str::to_owned)
}
