//! How fast records are read and judged, against reading alone: `--count N --rounds N --seed N`.
//!
//! Candidates take turns on one thread. Ratios are taken within a round, and their median counts.

use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};

use mimalloc::MiMalloc;
use releasegate::assess::{assess, assess_under};
use releasegate::model::Release;
use releasegate::policy::{Policy, PolicyDocument, profiles};
use releasegate::read::{Limits, Syntax};
use releasegate::time::AsOf;
use releasegate::view::View;
use releasegate_api::Engine;
use releasegate_benches::args::Args;
use releasegate_benches::generate::{self, AS_OF};
use releasegate_benches::measure::{Rounds, timed};
use serde::de::IgnoredAny;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What is measured, and whether it worked.
struct Candidate<'a> {
    name: &'static str,
    run: Box<dyn Fn() -> bool + 'a>,
}

/// How many records are read before they are judged, as in `assess_many`.
const TURN: usize = 16;

const PARSE: usize = 0;
const ASSESS: usize = 1;
const WHOLE: usize = 2;
const UNDER: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::of_process();
    let count = usize::try_from(args.number("count", 10_000)?)?;
    let (rounds, seed) = (args.number("rounds", 9)?, args.number("seed", 1)?);
    let mut payload = Vec::new();
    generate::write_records(seed, count, &mut payload)?;
    let records: Vec<&[u8]> = payload.split(|byte| *byte == b'\n').take(count).collect();
    let compiled = |text: String| -> Result<_, Box<dyn Error>> {
        let document = PolicyDocument::read(text.as_bytes(), None, &Limits::default())?;
        Ok(Policy::of_document(document)?)
    };
    let policy = compiled(generate::policy())?;
    let whole = compiled(generate::whole_policy())?;
    let profiles = profiles().iter().map(|profile| whole.under(&profile.id));
    let under = profiles.collect::<Result<Vec<_>, _>>()?;
    let engine = Engine::open(generate::policy().as_bytes(), None)?;
    let candidates = candidates(
        &records,
        &payload,
        [&policy, &whole],
        &under,
        &engine,
        AS_OF.parse()?,
    );

    let mut measured = Rounds::default();
    for round in 0..=rounds {
        let mut seconds = Vec::new();
        for candidate in &candidates {
            let (time, worked) = timed(|| (candidate.run)());
            if !worked {
                return Err(format!("`{}` did not work", candidate.name).into());
            }
            seconds.push(time.as_secs_f64());
        }
        // The first round warms up.
        if round > 0 {
            measured.add(seconds);
        }
    }
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{count} records, {} bytes, {rounds} rounds\n",
        payload.len()
    )?;
    table(&mut out, &candidates, &measured, count)
}

fn candidates<'a>(
    records: &'a [&'a [u8]],
    payload: &'a [u8],
    [policy, whole]: [&'a Policy; 2],
    under: &'a [Policy],
    engine: &'a Engine,
    as_of: AsOf,
) -> Vec<Candidate<'a>> {
    let each =
        move |work: fn(&[u8]) -> bool| Box::new(move || records.iter().all(|record| work(record)));
    let many = move |threads: usize| {
        let request = format!(r#"{{"as_of":"{AS_OF}","threads":{threads}}}"#);
        Box::new(move || {
            let answers = engine.call("assess_many", request.as_bytes(), payload);
            memchr::memchr_iter(b'\n', &answers).count() == records.len()
        })
    };
    vec![
        Candidate {
            name: "(a) typed parse",
            run: each(|record| {
                black_box(Release::read(
                    record,
                    Some(Syntax::Json),
                    &Limits::default(),
                ))
                .is_ok()
            }),
        },
        Candidate {
            name: "(b) parse, assess",
            run: Box::new(move || {
                records
                    .chunks(TURN)
                    .all(|turn| in_turns(turn, as_of, |view| judged(view, policy)))
            }),
        },
        Candidate {
            name: "(b) under the whole profile",
            run: Box::new(move || {
                records
                    .chunks(TURN)
                    .all(|turn| in_turns(turn, as_of, |view| judged(view, whole)))
            }),
        },
        Candidate {
            name: "(b) under all profiles at once",
            run: Box::new(move || {
                let work =
                    |view: &View<'_>| black_box(assess_under(view, under)).len() == under.len();
                let mut turns = records.chunks(TURN);
                turns.all(|turn| in_turns(turn, as_of, work))
            }),
        },
        Candidate {
            name: "(c) parse, assess, answer",
            run: many(1),
        },
        Candidate {
            name: "(c) on all cores",
            run: many(0),
        },
        Candidate {
            name: "(d) serde_json::Value",
            run: each(|record| {
                black_box(serde_json::from_slice::<serde_json::Value>(record)).is_ok()
            }),
        },
        Candidate {
            name: "(d) serde IgnoredAny",
            run: each(|record| serde_json::from_slice::<IgnoredAny>(record).is_ok()),
        },
    ]
}

/// Reads some records, then judges them: a batch is worked on in such turns.
fn in_turns(turn: &[&[u8]], as_of: AsOf, work: impl Fn(&View<'_>) -> bool) -> bool {
    let read = |record: &&[u8]| Release::read(record, Some(Syntax::Json), &Limits::default());
    let read: Vec<_> = turn.iter().map(read).collect();
    read.into_iter().all(|release| {
        let Ok(mut release) = release else {
            return false;
        };
        work(&View::taken_from(&mut release, as_of))
    })
}

fn judged(view: &View<'_>, policy: &Policy) -> bool {
    !black_box(assess(view, policy)).findings.is_empty()
}

fn table(
    out: &mut impl Write,
    candidates: &[Candidate<'_>],
    measured: &Rounds,
    count: usize,
) -> Result<(), Box<dyn Error>> {
    let count = f64::from(u32::try_from(count)?);
    writeln!(
        out,
        "| | us/record | records/s | time / (a) [min-max] |\n| --- | --- | --- | --- |"
    )?;
    for (index, candidate) in candidates.iter().enumerate() {
        let (Some(seconds), Some(ratio), Some((low, high))) = (
            measured.seconds(index),
            measured.ratio(index, PARSE),
            measured.ratio_range(index, PARSE),
        ) else {
            return Err("no rounds were measured".into());
        };
        let (each, rate) = (seconds / count * 1e6, count / seconds);
        let name = candidate.name;
        writeln!(
            out,
            "| {name} | {each:.1} | {rate:.0} | {ratio:.2} [{low:.2}-{high:.2}] |"
        )?;
    }
    let speed = measured.ratio(PARSE, ASSESS).unwrap_or_default() * 100.0;
    writeln!(out, "\nspeed of (b) against (a): {speed:.0} %")?;
    let ratio = measured.ratio_without(UNDER, WHOLE, PARSE);
    writeln!(
        out,
        "judging under all {} profiles against under one: {:.2}",
        profiles().len(),
        ratio.unwrap_or_default()
    )?;
    Ok(())
}
