//! Which evidence of a record also serves which clause elsewhere.

use releasegate::assess::crosswalk;

use super::assess::judged;
use crate::engine::{Engine, to_json};
use crate::operation::read_request;

pub(crate) fn call(engine: &Engine, request: &[u8], payload: &[u8]) -> Vec<u8> {
    judged(engine, read_request(request), payload, |assessment| {
        to_json(&crosswalk(assessment))
    })
}
