//! The indicators over many releases.

mod text;

use std::path::PathBuf;

use releasegate::read::Limits;
use releasegate::time::{Moment, Zone};

use crate::command::document::{Asked, Format, instant, json};
use crate::command::indicators::Declared;
use crate::engine::engine;
use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::input::{expand, feed};
use crate::output::Output;

/// Which releases, which period, and what has to be declared.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Records, files with one record a line, or folders of them; `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Start of the period, inclusive: an instant, or a day.
    #[arg(long, value_name = "TIME")]
    from: Moment,

    /// End of the period, exclusive: an instant, or the day after the last one.
    #[arg(long, value_name = "TIME")]
    to: Moment,

    /// The zone in which days are meant and counted, for example Europe/Berlin.
    #[arg(long, value_name = "ZONE")]
    zone: Zone,

    #[command(flatten)]
    declared: Declared,

    #[command(flatten)]
    asked: Asked,
}

pub(super) fn run(args: &Args, errors: &mut Errors) -> Result<Exit> {
    let limits = Limits::default();
    let engine = engine(&args.asked.policy, limits)?;
    let period = args.declared.of((args.from, args.to), args.zone, &limits)?;
    let question = period
        .question(instant(args.asked.as_of)?)
        .map_err(|error| error.in_source(Some("request")))?;
    let mut facts = Vec::new();
    feed(expand(&args.paths, None), true, limits.max_bytes, |batch| {
        for piece in &batch.pieces {
            let documents = match piece.documents() {
                Ok(documents) => documents,
                Err(error) => {
                    errors.report(error);
                    continue;
                }
            };
            let (further, error) = engine.release_facts(question.as_of, &documents);
            facts.extend(further);
            if let Some(error) = error {
                errors.report(&error);
            }
        }
        true
    });
    let metrics = engine.metrics(&question, &facts);
    let text = match args.asked.format {
        Format::Text => text::text(&metrics),
        Format::Json => json(&metrics)?,
    };
    Output::put(None, text.as_bytes())?;
    Ok(if errors.any() {
        Exit::BadInput
    } else {
        Exit::Holds
    })
}
