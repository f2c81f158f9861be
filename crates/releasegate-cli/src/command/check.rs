//! Judging records.

mod judge;
mod verdict;
mod write;

use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use releasegate::portfolio::MetricsQuestion;
use releasegate::read::{Error, ErrorCode, Limits};
use releasegate::stage::Stage;
use releasegate::time::{AsOf, Moment, Zone};
use releasegate_api::{AssessRequest, Engine};
use releasegate_report::{Assembly, Format, Report, Settings};

use self::judge::{GROUP, Judge, tasks};
use self::verdict::{Asked, FailOn};
use self::write::Writer;
use super::document::instant;
use super::indicators::Declared;
use crate::engine::{DEFAULT_PROFILE, check_named, engine};
use crate::errors::{Errors, Result};
use crate::exit::Exit;
use crate::input::{Batch, expand, feed};
use crate::output::Output;
use crate::terminal::{self, Color};

/// What to judge, and how.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXIT_STATUS)]
pub(crate) struct Args {
    /// Records as JSON or YAML, files with one record a line (.ndjson, .jsonl), or folders of
    /// them; `-` is standard input.
    ///
    /// Folders are searched through in the order of names, without what starts with a dot; files
    /// that say they are another kind of releasegate document are passed over. Standard input, and
    /// files whose name does not tell, have one record a line when their first line is a whole JSON
    /// object and is not the only one.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The policy: a file, or the id of a shipped profile.
    #[arg(long, value_name = "FILE|PROFILE", default_value = DEFAULT_PROFILE)]
    policy: String,

    /// Judge as of this instant, for example 2026-03-01T12:00:00Z; now when missing.
    ///
    /// What was not known then is not judged. Every answer states the instant used.
    #[arg(long, value_name = "TIME")]
    as_of: Option<AsOf>,

    /// Ask only whether this gate holds, and all before it. May be repeated.
    #[arg(long = "gate", value_name = "STAGE", value_parser = stages())]
    gates: Vec<Stage>,

    /// List only the findings of this check. May be repeated. Gates and verdict stay those of all.
    #[arg(long = "check", value_name = "ID")]
    checks: Vec<String>,

    /// The format of the answers.
    #[arg(long, value_name = "FORMAT", value_parser = formats(), default_value = Format::Text.id())]
    format: Format,

    /// Write to this file, which then is there whole or not at all.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Show e-mail addresses whole, and in html the names of people. Unless asked, each address is
    /// masked before its at sign in all formats but json and ndjson, which are the assessment
    /// itself.
    #[arg(long)]
    reveal: bool,

    /// What makes the exit status 1.
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t)]
    fail_on: FailOn,

    /// How many threads judge; as many as there are cores when 0.
    #[arg(long, value_name = "N", default_value_t = 0)]
    threads: usize,

    /// The largest document, in bytes; files with one record a line may have any size.
    #[arg(long, value_name = "N", default_value_t = Limits::default().max_bytes)]
    max_bytes: usize,

    /// When to use colour.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    color: Color,

    #[command(flatten)]
    indicators: Indicators,
}

/// The indicators of which period a report shows.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Indicators of a period, with --format xlsx")]
struct Indicators {
    /// Start of the period, inclusive: an instant, or a day.
    #[arg(long, value_name = "TIME", requires_all = ["to", "zone"])]
    from: Option<Moment>,

    /// End of the period, exclusive: an instant, or the day after the last one.
    #[arg(long, value_name = "TIME", requires = "from")]
    to: Option<Moment>,

    /// The zone in which days are meant and counted, for example Europe/Berlin.
    #[arg(long, value_name = "ZONE", requires = "from")]
    zone: Option<Zone>,

    #[command(flatten)]
    declared: Declared,
}

impl Indicators {
    /// The question that they answer, if one is asked.
    fn question(
        &self,
        format: Format,
        as_of: AsOf,
        limits: &Limits,
    ) -> Result<Option<MetricsQuestion>> {
        let (Some(from), Some(to), Some(zone)) = (self.from, self.to, self.zone) else {
            return Ok(None);
        };
        let period = self.declared.of((from, to), zone, limits)?;
        let question = period.shown_in(format, as_of);
        Ok(Some(
            question.map_err(|error| error.in_source(Some("request")))?,
        ))
    }
}

const EXIT_STATUS: &str = "\
Exit status:
  0  everything asked about holds
  1  findings: without --gate, a listed finding that is required (with `--fail-on should`: or good
     practice) is nonconforming or not evidenced; what is not due yet is no failure. With --gate, a
     gate asked about does not hold, or one before it; what is not due yet does hold a gate closed
     (with `--fail-on should`, good practice up to that gate counts too)
  2  bad input or usage; records that could be read are reported all the same
With `--fail-on never` there is no 1.

Formats:
  json is one assessment when one record was named or given on standard input, else a list of them;
  ndjson is one assessment a line. Both have the bytes that the library answers.";

pub(crate) fn run(args: Args, errors: &mut Errors) -> Result<Exit> {
    let limits = Limits {
        max_bytes: args.max_bytes,
        ..Limits::default()
    };
    let engine = engine(&args.policy, limits)?;
    let checks = checks(&args.checks, &engine)?;
    let as_of = instant(args.as_of)?;
    let to_terminal = terminal::shows_output(args.output.as_deref());
    check_readable(args.format, to_terminal)?;
    let question = args.indicators.question(args.format, as_of, &limits)?;
    let settings = Settings {
        format: args.format,
        style: terminal::style(args.color, args.output.is_some()),
        reveal: args.reveal,
        policy_digest: engine.policy_digest.clone(),
    };
    let report = Report::new(settings, engine.policies.versions());
    let judge = Judge {
        engine: &engine,
        request: AssessRequest {
            as_of,
            checks,
            source: None,
            syntax: None,
        },
        report: &report,
        asked: Asked {
            gates: args.gates,
            fail_on: args.fail_on,
        },
        counts: question.is_some(),
    };
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads)
        .build();
    let threads = threads.map_err(|error| {
        Error::new(
            ErrorCode::Internal,
            format!("the threads could not be started: {error}"),
        )
    })?;
    let mut writer = Writer {
        output: Output::open(args.output.as_deref())?,
        assembly: Assembly::new(&report, false),
        facts: Vec::new(),
        needs_a_release: args.format.needs_a_release(),
        progress: terminal::shows_progress(args.output.is_some()),
        written: 0,
        exit: Exit::Holds,
    };

    let many = args.paths.len() > 1 || args.paths.iter().any(|path| path.is_dir());
    let entries = expand(&args.paths, args.output.as_deref());
    // Reading goes on while the last batch is judged; no more than three are in memory.
    let (send, receive) = mpsc::sync_channel::<Batch>(1);
    thread::scope(|scope| {
        scope.spawn(move || {
            feed(entries, many, limits.max_bytes, |batch| {
                send.send(batch).is_ok()
            })
        });
        // Dropped at the end of the loop, which also ends the reading.
        for batch in receive {
            writer.assembly.many |= batch.many;
            let tasks: Vec<_> = batch.pieces.iter().flat_map(tasks).collect();
            for group in tasks.chunks(GROUP) {
                let judged = threads.install(|| judge.judge(group, batch.many));
                writer.take(judged, errors)?;
                if writer.output.closed() {
                    return Ok(());
                }
            }
        }
        Ok::<_, Box<Error>>(())
    })?;
    if writer.written == 0 && !errors.any() {
        let message = "there is no record in the input";
        let help =
            "give records as JSON or YAML, or one a line; `releasegate new release` writes one";
        let error = Error::new(ErrorCode::InvalidValue, message).with_help(help);
        return Err(Box::new(error));
    }
    writer.assembly.metrics = question.map(|question| engine.metrics(&question, &writer.facts));
    let exit = writer.finish()?;
    Ok(if errors.any() { Exit::BadInput } else { exit })
}

/// The ids of the checks asked for; `None` for all.
fn checks(words: &[String], engine: &Engine) -> Result<Option<Vec<String>>> {
    let ids = words.iter().map(|word| {
        let mut own = engine.policy().own_checks.iter().map(|own| &own.rule);
        if let Some(own) = own.find(|own| own.id.eq_ignore_ascii_case(word) || own.name == *word) {
            return Ok(own.id.clone());
        }
        let check = check_named(word)?;
        if engine
            .policy()
            .checks
            .iter()
            .any(|ruled| ruled.check == check)
        {
            return Ok(check.id.to_owned());
        }
        let profile = &engine.policy().profile.id;
        let message = format!("check `{}` is not part of profile `{profile}`", check.id);
        Err(Box::new(Error::new(ErrorCode::UnknownCheck, message)))
    });
    Ok(Some(ids.collect::<Result<Vec<_>>>()?).filter(|ids| !ids.is_empty()))
}

/// Bytes that are no text would only confuse a terminal.
fn check_readable(format: Format, to_terminal: bool) -> Result<()> {
    if !(format.is_binary() && to_terminal) {
        return Ok(());
    }
    let message = format!(
        "the format {} is no text for a terminal; name a file with --output, or pipe it",
        format.id()
    );
    Err(Box::new(Error::new(ErrorCode::InvalidValue, message)))
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.map(|format| {
        let value = PossibleValue::new(format.id()).help(format.title());
        match format {
            // As its makers write it.
            Format::InToto => value.alias("in-toto"),
            Format::CdeventsDraft => value.alias("cdevents-draft"),
            _ => value,
        }
    });
    PossibleValuesParser::new(values).try_map(|word| {
        let id = word.replace('-', "_");
        let mut formats = Format::ALL.into_iter();
        formats
            .find(|format| format.id() == id)
            .ok_or("no such format")
    })
}

fn stages() -> impl TypedValueParser<Value = Stage> {
    PossibleValuesParser::new(Stage::ALL.map(Stage::id)).try_map(|id| id.parse::<Stage>())
}

#[cfg(test)]
mod tests {
    use releasegate_report::Format;

    use super::check_readable;

    #[test]
    fn only_text_goes_to_a_terminal() {
        for format in Format::ALL {
            assert!(check_readable(format, false).is_ok());
            assert_eq!(check_readable(format, true).is_err(), format.is_binary());
        }
        let refused = check_readable(Format::Xlsx, true).unwrap_err();
        assert!(refused.message.contains("--output"), "{refused}");
    }
}
