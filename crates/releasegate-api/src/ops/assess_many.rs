//! Judging many records, on all cores.

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use releasegate::read::{Error, ErrorCode};
use releasegate::time::AsOf;
use schemars::JsonSchema;
use serde::Deserialize;

use super::assess::{AssessRequest, Document, error_line, validated, write_answer};
use super::records::{DocumentFrame, framed, lines};
use crate::engine::Engine;
use crate::operation::read_request;

/// How to judge many records.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessManyRequest {
    /// The instant at which the records are judged, with its offset.
    pub as_of: AsOf,
    /// List only the findings of these checks. Gates, clauses and the verdict stay those of all.
    pub checks: Option<Vec<String>>,
    /// Where the records were read from, when they are one a line.
    pub source: Option<String>,
    /// The number of the first line, from 1, when the payload is a part of a file.
    pub first_line: Option<u64>,
    /// The records in the payload, which has them one after another. Without it the payload has
    /// one record a line.
    pub documents: Option<Vec<DocumentFrame>>,
    /// How many threads work on it; as many as there are cores when missing or 0.
    pub threads: Option<usize>,
}

/// How many records one thread takes at a time: enough to make the hand-over cheap, few enough to
/// keep all cores busy to the end.
const BATCH: usize = 32;

/// How many records are read before they are judged. Reading and judging each fill the processor's
/// instruction cache, so taking turns after every record costs a tenth of the time; more records
/// would not fit into its data cache.
const TURN: usize = 16;

pub(crate) fn call(engine: &Engine, request: &[u8], payload: &[u8]) -> Vec<u8> {
    assess_many(engine, request, payload).unwrap_or_else(|error| error_line(&error))
}

fn assess_many(engine: &Engine, request: &[u8], payload: &[u8]) -> Result<Vec<u8>, Error> {
    let request: AssessManyRequest = read_request(request)?;
    let documents = match &request.documents {
        Some(frames) => framed(frames, payload)?,
        None => lines(
            request.source.as_deref(),
            request.first_line.unwrap_or(1),
            payload,
        ),
    };
    let each = validated(
        engine,
        AssessRequest {
            as_of: request.as_of,
            checks: request.checks.clone(),
            source: None,
            syntax: None,
        },
    )?;
    let judge = |documents: &[Document<'_>]| {
        let mut answers = Vec::with_capacity(documents.len() * 8192);
        for turn in documents.chunks(TURN) {
            let read: Vec<_> = turn.iter().map(|document| engine.read(document)).collect();
            // Each is dropped when it was judged, while the processor still has it at hand.
            for (document, mut read) in turn.iter().zip(read) {
                engine.judge(document, &mut read, &each, |result| {
                    write_answer(&mut answers, result.as_ref().map(|it| &it.assessment))
                });
                answers.push(b'\n');
            }
        }
        answers
    };
    let in_parallel = || {
        let parts: Vec<_> = documents.par_chunks(BATCH).map(judge).collect();
        parts.concat()
    };
    match request.threads {
        Some(1) => Ok(judge(&documents)),
        None | Some(0) => Ok(in_parallel()),
        Some(threads) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            let pool = pool
                .map_err(|_| Error::new(ErrorCode::Internal, "the threads could not be started"))?;
            Ok(pool.install(in_parallel))
        }
    }
}
