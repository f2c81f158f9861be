//! What has to be done next, by whom, by when.

use releasegate::next::next_actions;

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
    match engine.read(&document) {
        Err(error) => to_json(&error),
        Ok(release) => {
            let policy = engine.policies.for_release(&release, request.as_of);
            let mut actions = next_actions(&release, policy, request.as_of);
            if let Some(wanted) = &request.checks {
                for gate in &mut actions.gates {
                    gate.checks.retain(|open| wanted.contains(&open.check));
                }
                actions.gates.retain(|gate| !gate.checks.is_empty());
            }
            to_json(&actions)
        }
    }
}
