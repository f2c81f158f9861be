//! What has to be done next, by whom, by when.

use releasegate::next::{NextActions, next_actions};
use releasegate::read::Error;
use releasegate::view::View;

use super::assess::{AssessRequest, validated};
use crate::engine::Engine;

pub(crate) fn next(
    engine: &Engine,
    request: AssessRequest,
    payload: &[u8],
) -> Result<NextActions, Error> {
    let request = validated(engine, request)?;
    let release = engine.read(&request.document(payload))?;
    let policy = engine
        .policies
        .for_release(&View::of(&release, request.as_of));
    let mut actions = next_actions(&release, policy, request.as_of);
    if let Some(wanted) = &request.checks {
        for gate in &mut actions.gates {
            gate.checks.retain(|open| wanted.contains(&open.check));
        }
        actions.gates.retain(|gate| !gate.checks.is_empty());
    }
    Ok(actions)
}
