//! What is done to releases: commands, what somebody may do, and trails.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use releasegate::lifecycle::{
    Conformance, Entry, Head, Keys, Permissions, Ruling, Submission, Verification, apply, can,
    conformance, decide, read_history, read_trail, replay, verify,
};
use releasegate::model::{PersonId, Release};
use releasegate::read::{Error, ErrorCode};
use releasegate::time::AsOf;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::assess::{Document, error_line};
use super::records::Records;
use crate::engine::{Engine, to_json};
use crate::operation::read_request;

/// What came of a command.
#[skip_serializing_none]
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Decision {
    /// The format of this document: `releasegate/decision/1`.
    #[schemars(extend("const" = Decision::FORMAT))]
    pub format: &'static str,
    /// Whether the command was accepted.
    pub accepted: bool,
    /// The next entry of the trail.
    pub entry: Entry,
    /// The same as a line of the trail, without its end: append it as it stands, and a line break.
    pub line: String,
    /// The record after it; none when a registration was refused.
    pub release: Option<Release>,
}

impl Decision {
    /// The format id of decisions.
    pub const FORMAT: &'static str = "releasegate/decision/1";
}

pub(crate) fn decide_on(
    engine: &Engine,
    submission: &Submission,
    payload: &[u8],
) -> Result<Decision, Error> {
    engine.decide(record(engine, payload)?.as_ref(), submission)
}

impl Engine {
    /// Decides on a command and carries it out. Without a record, only a registration can be
    /// accepted.
    ///
    /// # Errors
    /// When the command holds what no trail can hold.
    pub fn decide(
        &self,
        release: Option<&Release>,
        submission: &Submission,
    ) -> Result<Decision, Error> {
        let entry = decide(release, &self.policies, submission)?;
        let line = entry.line()?;
        Ok(Decision {
            format: Decision::FORMAT,
            accepted: entry.ruling == Ruling::Accepted,
            line: String::from_utf8_lossy(&line).into_owned(),
            release: apply(release, &entry)?,
            entry,
        })
    }
}

/// The record of a payload; none when there is no payload.
fn record(engine: &Engine, payload: &[u8]) -> Result<Option<Release>, Error> {
    if payload.is_empty() {
        return Ok(None);
    }
    engine.read(&Document::whole(payload, None, None)).map(Some)
}

/// Which entry to carry out.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyRequest {
    /// The entry that follows the record's own trail.
    pub entry: Entry,
}

pub(crate) fn carry_out(
    engine: &Engine,
    request: &ApplyRequest,
    payload: &[u8],
) -> Result<Release, Error> {
    let release = record(engine, payload)?;
    let after = apply(release.as_ref(), &request.entry)
        .map_err(|error| error.in_source(Some("request")))?;
    after.ok_or_else(|| {
        Error::new(
            ErrorCode::InvalidValue,
            "a refused registration leaves no record",
        )
    })
}

/// Who wants to know what they may do.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CanRequest {
    /// Who.
    pub actor: PersonId,
    /// When, with its offset.
    pub at: AsOf,
    /// Where the records were read from; named in errors.
    pub source: Option<String>,
}

pub(crate) fn permissions(engine: &Engine, request: &[u8], payload: &[u8]) -> Vec<u8> {
    let request: CanRequest = match read_request(request) {
        Ok(request) => request,
        Err(error) => return error_line(&error),
    };
    let records = Records::of_payload(payload, request.source.as_deref(), None);
    let mut lines = Vec::new();
    for answer in engine.can(&request.actor, request.at, &records.documents()) {
        lines.extend(match answer {
            Ok(permissions) => to_json(&permissions),
            Err(error) => to_json(&error),
        });
        lines.push(b'\n');
    }
    lines
}

impl Engine {
    /// What somebody may do to each of some releases, in their order; on all cores.
    #[must_use]
    pub fn can(
        &self,
        actor: &PersonId,
        at: AsOf,
        documents: &[Document<'_>],
    ) -> Vec<Result<Permissions, Error>> {
        let answered = |document: &Document<'_>| {
            let release = self.read(document)?;
            Ok(can(&release, &self.policies, actor, at))
        };
        documents.par_iter().map(answered).collect()
    }
}

/// What a trail is verified against.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyRequest {
    /// The head as it was at some earlier time, which shows what was cut off since.
    pub checkpoint: Option<Head>,
    /// Ed25519 public keys by their names, 64 hexadecimal digits each. With keys, every signature
    /// has to be by one of them.
    pub keys: Option<BTreeMap<String, String>>,
}

pub(crate) fn verified(request: &VerifyRequest, trail: &[u8]) -> Result<Verification, Error> {
    let checkpoint = request.checkpoint.as_ref();
    match &request.keys {
        None => Ok(verify(trail, checkpoint, None)),
        Some(keys) => {
            let keys = Keys::read(keys).map_err(in_keys)?;
            let accepts = |signature: &_, hash: &str| keys.accept(signature, hash);
            Ok(verify(trail, checkpoint, Some(&accepts)))
        }
    }
}

/// The place of an error in the request.
fn in_keys(mut error: Error) -> Error {
    let within = error.pointer.unwrap_or_default();
    error.pointer = Some(format!("/keys{within}"));
    error.in_source(Some("request"))
}

/// How far to replay a trail.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayRequest {
    /// The last entry to carry out; the end when missing.
    pub until: Option<u64>,
}

pub(crate) fn replayed(request: &ReplayRequest, trail: &[u8]) -> Result<Release, Error> {
    replay(&read_trail(trail)?, request.until)
}

/// No more is asked of the conformance of a history.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConformanceRequest {}

pub(crate) fn conformance_of(engine: &Engine, history: &[u8]) -> Result<Conformance, Error> {
    conformance(&read_history(history)?, &engine.policies)
}
