//! Trails: whether they are whole, what record they lead to, what the policy would have refused.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Subcommand;
use releasegate::lifecycle::{
    Conformance, Head, Keys, Verification, conformance, read_history, read_trail, replay, verify,
};
use releasegate::read::{Limits, read};
use releasegate_report::plain;

use super::document::{self, Format, Named, json};
use crate::engine::{DEFAULT_PROFILE, engine};
use crate::errors::Result;
use crate::exit::Exit;
use crate::output::Output;

/// What to do with a trail.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Verify that a trail is as it was written; the exit status is 1 when it is not.
    Verify(VerifyArgs),
    /// Give the record that a trail leads to.
    Replay(ReplayArgs),
    /// List what the policy would have refused of a trail, or of commands as they were given.
    Conformance(ConformanceArgs),
}

#[derive(Debug, clap::Args)]
struct VerifyArgs {
    /// The trail; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The head as it was at some earlier time: the number and the hash of an entry.
    #[arg(long, value_name = "SEQ:HASH")]
    checkpoint: Option<Checkpoint>,

    /// Ed25519 public keys by their names: a mapping, in JSON or YAML, to 64 hexadecimal digits.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,

    /// The format.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, clap::Args)]
struct ReplayArgs {
    /// The trail; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The last entry to carry out; the end when missing.
    #[arg(long, value_name = "SEQ")]
    until: Option<u64>,
}

#[derive(Debug, clap::Args)]
struct ConformanceArgs {
    /// The trail, or commands, one JSON object a line; `-` is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// A policy file, or the id of a shipped profile.
    #[arg(long, value_name = "FILE|PROFILE", default_value = DEFAULT_PROFILE)]
    policy: String,

    /// The format.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// A head as it is written on the command line.
#[derive(Clone, Debug)]
struct Checkpoint(Head);

impl FromStr for Checkpoint {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        let read = text.split_once(':').and_then(|(seq, hash)| {
            let seq = seq.parse().ok()?;
            Some(Self(Head {
                seq,
                hash: hash.to_ascii_lowercase(),
            }))
        });
        read.ok_or("a checkpoint is written as the number of an entry, `:` and its hash")
    }
}

pub(crate) fn run(args: &Args) -> Result<Exit> {
    match &args.verb {
        Verb::Verify(args) => verified(args),
        Verb::Replay(args) => replayed(args),
        Verb::Conformance(args) => judged(args),
    }
}

fn verified(args: &VerifyArgs) -> Result<Exit> {
    let limits = Limits::default();
    let trail = Named::read(&args.file, &limits)?;
    let keys = match &args.keys {
        None => None,
        Some(path) => {
            let named = Named::read(path, &limits)?;
            let keys: BTreeMap<String, String> = read(&named.bytes, None, &limits)
                .map_err(|error| Box::new(error.in_source(named.name.as_deref())))?;
            let keys = Keys::read(&keys);
            Some(keys.map_err(|error| Box::new(error.in_source(named.name.as_deref())))?)
        }
    };
    let checkpoint = args.checkpoint.as_ref().map(|Checkpoint(head)| head);
    let verification = match &keys {
        None => verify(&trail.bytes, checkpoint, None),
        Some(keys) => {
            let accepts = |signature: &_, hash: &str| keys.accept(signature, hash);
            verify(&trail.bytes, checkpoint, Some(&accepts))
        }
    };
    let text = match args.format {
        Format::Json => json(&verification)?,
        Format::Text => told(&verification),
    };
    Output::put(None, text.as_bytes())?;
    Ok(if verification.intact {
        Exit::Holds
    } else {
        Exit::Findings
    })
}

fn told(verification: &Verification) -> String {
    let Head { seq, hash } = &verification.head;
    let mut out = match &verification.broken {
        None => format!("✔ the trail is whole: {seq} entries\n"),
        Some(broken) => format!(
            "✘ line {}: {}\n  whole up to entry {seq}\n",
            broken.line, broken.message
        ),
    };
    // Writing to a text does not fail.
    let _ = writeln!(out, "  {hash}");
    if verification.signed > 0 {
        let _ = writeln!(out, "  {} entries are signed", verification.signed);
    }
    out
}

fn replayed(args: &ReplayArgs) -> Result<Exit> {
    let trail = Named::read(&args.file, &Limits::default())?;
    let entries = read_trail(&trail.bytes);
    let release = entries.and_then(|entries| replay(&entries, args.until));
    let release = release.map_err(|error| Box::new(error.in_source(trail.name.as_deref())))?;
    Output::put(None, json(&release)?.as_bytes())?;
    Ok(Exit::Holds)
}

fn judged(args: &ConformanceArgs) -> Result<Exit> {
    let engine = engine(&args.policy, Limits::default())?;
    let history = Named::read(&args.file, &engine.limits)?;
    let given = read_history(&history.bytes);
    let found = given.and_then(|given| conformance(&given, &engine.policies));
    let found = found.map_err(|error| Box::new(error.in_source(history.name.as_deref())))?;
    let text = match args.format {
        Format::Json => json(&found)?,
        Format::Text => listed(&found),
    };
    Output::put(None, text.as_bytes())?;
    Ok(if found.conforming {
        Exit::Holds
    } else {
        Exit::Findings
    })
}

fn listed(found: &Conformance) -> String {
    let mut out = format!(
        "{} commands, {} of which the policy would have refused\n",
        found.commands,
        found.deviations.len()
    );
    for deviation in &found.deviations {
        // Writing to a text does not fail.
        let _ = writeln!(
            out,
            "\n✘ {:>4} {} {} {}",
            deviation.position,
            deviation.at,
            deviation.command,
            plain(deviation.actor.as_str())
        );
        for unmet in &deviation.unmet {
            let _ = writeln!(out, "       {}", document::unmet(unmet));
        }
    }
    out
}
