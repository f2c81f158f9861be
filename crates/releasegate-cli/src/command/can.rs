//! What somebody may do to releases now, and what stands in the way of all else.

use std::fmt::Write;
use std::path::PathBuf;

use releasegate::lifecycle::{Permission, Permissions};
use releasegate::model::PersonId;
use releasegate::read::Limits;
use releasegate_report::plain;

use super::document::{self, Asked, Format, instant, json};
use crate::engine::engine;
use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::input::{expand, feed};
use crate::output::Output;

/// Who, and which records.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Records, files with one record a line, or folders of them; `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Who it is about, as the records name them.
    #[arg(long, value_name = "PERSON")]
    actor: String,

    #[command(flatten)]
    asked: Asked,
}

pub(crate) fn run(args: &Args, errors: &mut Errors) -> Result<Exit> {
    let limits = Limits::default();
    let engine = engine(&args.asked.policy, limits)?;
    let at = instant(args.asked.as_of)?;
    let actor = PersonId::from(args.actor.as_str());
    let mut answers = Vec::new();
    feed(expand(&args.paths, None), true, limits.max_bytes, |batch| {
        for piece in &batch.pieces {
            match piece.documents() {
                Ok(documents) => answers.extend(engine.can(&actor, at, &documents)),
                Err(error) => errors.report(error),
            }
        }
        true
    });
    let mut out = String::new();
    for answer in &answers {
        match (answer, args.asked.format) {
            (Ok(permissions), Format::Json) => out.push_str(&json(permissions)?),
            (Ok(permissions), Format::Text) => out.push_str(&text(permissions)),
            (Err(error), _) => errors.report(error),
        }
    }
    Output::put(None, out.as_bytes())?;
    Ok(if errors.any() {
        Exit::BadInput
    } else {
        Exit::Holds
    })
}

fn text(permissions: &Permissions) -> String {
    let mut out = format!(
        "{} on release {} at {}: stage {}{}\n",
        plain(permissions.actor.as_str()),
        plain(&permissions.release),
        permissions.at,
        permissions.stage.id().replace('_', " "),
        match (permissions.closed, permissions.on_hold) {
            (true, _) => ", closed",
            (false, true) => ", on hold",
            (false, false) => "",
        },
    );
    let (may, may_not): (Vec<_>, Vec<_>) = permissions.commands.iter().partition(|it| it.allowed);
    out.push_str("\nMay\n");
    for one in may {
        // Writing to a text does not fail.
        let _ = writeln!(out, "  {:<18} {}", one.command, about(one));
    }
    out.push_str("\nMay not\n");
    for one in may_not {
        let _ = writeln!(out, "  {:<18} {}", one.command, about(one));
        for unmet in &one.unmet {
            let _ = writeln!(out, "  {:<18}   {}", "", document::unmet(unmet));
        }
    }
    if !permissions.obligations.is_empty() {
        out.push_str("\nTo be done\n");
    }
    for one in &permissions.obligations {
        let until = one
            .until
            .map_or("no time is known yet".to_owned(), |it| it.to_string());
        let late = if one.overdue { ", overdue" } else { "" };
        let _ = writeln!(out, "  {:<8} {} ({until}{late})", one.check, one.title);
    }
    out
}

fn about(permission: &Permission) -> String {
    let wave = permission
        .wave
        .as_ref()
        .map(|wave| plain(wave.as_str()).into_owned());
    match wave {
        Some(wave) => format!("{}: {wave}", permission.title),
        None => permission.title.to_owned(),
    }
}
