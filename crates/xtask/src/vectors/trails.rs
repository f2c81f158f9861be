//! The trail of the example release: what its commands give in every language.

use releasegate::lifecycle::read_history;
use releasegate_api::Engine;

use super::REPAIR;
use crate::files::{Mode, ensure, read, root};

/// Gives the commands of the example, and keeps its trail.
///
/// # Errors
/// When a command is refused, or the trail is out of date.
pub(super) fn generate(mode: Mode) -> Result<(), String> {
    let folder = root().join("examples/trail");
    let policy = read(&root().join("examples/payments-4.2/policy.yaml"))?;
    let commands = read(&folder.join("commands.ndjson"))?;
    let engine = Engine::open(policy.as_bytes(), None).map_err(|it| it.to_string())?;
    let given = read_history(commands.as_bytes()).map_err(|it| it.to_string())?;
    let (mut release, mut trail) = (None, String::new());
    for submission in &given {
        let decision = engine.decide(release.as_ref(), submission);
        let decision = decision.map_err(|error| error.to_string())?;
        if let Some(unmet) = decision.entry.unmet {
            let (seq, name) = (decision.entry.seq, submission.command.name());
            return Err(format!("command {seq}, {name}, is refused: {unmet:?}"));
        }
        trail.push_str(&decision.line);
        trail.push('\n');
        release = decision.release;
    }
    ensure(&folder.join("trail.ndjson"), &trail, mode, REPAIR)
}
