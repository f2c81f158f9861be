//! What a policy asks for.

use std::fmt::Write;

use releasegate::policy::{Loosened, Policy};
use releasegate::read::Limits;
use releasegate_report::plain;

use super::Format;
use crate::engine::engine;
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// Which policy.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The policy: a file, or the id of a shipped profile.
    #[arg(value_name = "FILE|PROFILE")]
    policy: String,

    /// The format.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(args: &Args) -> Result<Exit> {
    let engine = engine(&args.policy, Limits::default())?;
    let text = match args.format {
        Format::Text => text(engine.policy()).into_bytes(),
        Format::Json => {
            let mut answer = engine.call("checks", b"", b"");
            answer.push(b'\n');
            answer
        }
    };
    Output::put(None, &text)?;
    Ok(Exit::Holds)
}

fn text(policy: &Policy) -> String {
    let document = policy.document.as_ref();
    let version = document.and_then(|document| document.version.as_deref());
    let name = [policy.id(), version.unwrap_or_default()].join(" ");
    let mut text = format!("{}\n", plain(name.trim_end()));
    if document.is_some() {
        line(&mut text, "builds on", &policy.profile.id);
    }
    line(&mut text, "scope", &policy.profile.scope);
    for departure in &policy.departures {
        let loosened = match departure.loosened {
            Loosened::Should => "good practice only",
            Loosened::Off => "left out",
            Loosened::Gate => "asked for later",
        };
        let what = format!("{} is {loosened} ({})", departure.check, departure.rule);
        line(&mut text, "departs", &what);
    }
    text.push('\n');
    for asked in policy.asked() {
        let severity = asked.severity.id();
        let gate = asked.gate.map_or("-", |gate| gate.id());
        // Own checks have ids and titles that somebody wrote.
        let (id, title) = (plain(asked.check.id()), plain(asked.check.title()));
        // Writing to a text does not fail.
        let _ = writeln!(text, "{id:<7} {severity:<8}{gate:<12}{title}");
    }
    text
}

fn line(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key:<11}{}", plain(value));
}
