//! The same file judged through Rust, Python and Node, one process after the other.
//!
//! `--records FILE --rounds N --repeat N --python PROGRAM --node PROGRAM`. Each child process
//! prints a line for every repetition: the seconds from opening the file to the last assessment,
//! taken in the process itself, and the number of assessments. The first repetition warms up.
//!
//! `--child FILE` makes this process the child for Rust.

use std::error::Error;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use mimalloc::MiMalloc;
use releasegate_api::Engine;
use releasegate_benches::args::Args;
use releasegate_benches::generate::{AS_OF, write_records};
use releasegate_benches::measure::{Rounds, median, timed};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// As the Python package: how much of the file makes one call.
const BLOCK: u64 = 8 * 1024 * 1024;
/// A language, and the program with its arguments.
type Child = (&'static str, Vec<OsString>);

const PROFILE: &[u8] = b"iso20000-1:2018";

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::of_process();
    let repeat = args.number("repeat", 3)?.max(1);
    match args.text("child") {
        Some(records) => child(Path::new(records), repeat),
        None => drive(&args, repeat),
    }
}

/// Runs the languages in turn, and prints what each takes against Rust.
fn drive(args: &Args, repeat: u64) -> Result<(), Box<dyn Error>> {
    let (records, generated) = match args.text("records") {
        Some(path) => (PathBuf::from(path), false),
        None => (generated(args)?, true),
    };
    let commands = commands(args, &records)?;
    let mut measured = Rounds::default();
    let mut assessed = None;
    for _ in 0..args.number("rounds", 7)? {
        let mut seconds = Vec::new();
        for (language, command) in &commands {
            let (time, count) = run(language, command, repeat)?;
            if *assessed.get_or_insert(count) != count {
                return Err(
                    format!("{language} gave {count} assessments, others more or less").into(),
                );
            }
            seconds.push(time);
        }
        measured.add(seconds);
    }
    if generated {
        std::fs::remove_file(&records)?;
    }
    table(&commands, &measured, assessed.unwrap_or_default())
}

fn table(commands: &[Child], measured: &Rounds, count: u32) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    writeln!(out, "{count} records, file to assessments, one thread\n")?;
    writeln!(
        out,
        "| | us/record | records/s | time / Rust [min-max] |\n| --- | --- | --- | --- |"
    )?;
    for (index, (language, _)) in commands.iter().enumerate() {
        let (Some(seconds), Some(ratio), Some((low, high))) = (
            measured.seconds(index),
            measured.ratio(index, 0),
            measured.ratio_range(index, 0),
        ) else {
            return Err("no rounds were measured".into());
        };
        let (each, rate) = (seconds / f64::from(count) * 1e6, f64::from(count) / seconds);
        writeln!(
            out,
            "| {language} | {each:.1} | {rate:.0} | {ratio:.2} [{low:.2}-{high:.2}] |"
        )?;
    }
    Ok(())
}

/// Records for this run only.
fn generated(args: &Args) -> Result<PathBuf, Box<dyn Error>> {
    let name = format!("releasegate-{}.ndjson", std::process::id());
    let path = std::env::temp_dir().join(name);
    let count = usize::try_from(args.number("count", 10_000)?)?;
    write_records(
        args.number("seed", 1)?,
        count,
        io::BufWriter::new(File::create(&path)?),
    )?;
    Ok(path)
}

/// The program and the arguments of each child.
fn commands(args: &Args, records: &Path) -> io::Result<Vec<Child>> {
    let script = |name: &str| {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(name)
            .into_os_string()
    };
    let program = |name: &str, default: &str| OsString::from(args.text(name).unwrap_or(default));
    let me = std::env::current_exe()?.into_os_string();
    let file = || records.as_os_str().to_owned();
    Ok(vec![
        ("Rust", vec![me, "--child".into(), file()]),
        (
            "Python",
            vec![
                program("python", "python3"),
                script("python_batch.py"),
                file(),
            ],
        ),
        (
            "Node",
            vec![program("node", "node"), script("node_batch.mjs"), file()],
        ),
    ])
}

/// Runs one child: the median of its seconds, and the number of assessments.
fn run(language: &str, command: &[OsString], repeat: u64) -> Result<(f64, u32), Box<dyn Error>> {
    let (program, arguments) = command.split_first().ok_or("no program")?;
    let mut child = Command::new(program);
    child
        .args(arguments)
        .arg("--repeat")
        .arg(repeat.to_string());
    let output = child
        .output()
        .map_err(|error| format!("{language} does not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("{language}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let mut seconds = Vec::new();
    let mut count = 0;
    for line in text.lines() {
        let (time, assessed) = line
            .split_once(' ')
            .ok_or("a line is not `seconds count`")?;
        seconds.push(time.parse::<f64>()?);
        count = assessed.parse()?;
    }
    let time = median(seconds.into_iter()).ok_or("no seconds were printed")?;
    Ok((time, count))
}

/// The same job in Rust. One repetition more than asked for warms up.
fn child(records: &Path, repeat: u64) -> Result<(), Box<dyn Error>> {
    let engine =
        Engine::new(PROFILE).map_err(|error| String::from_utf8_lossy(&error).into_owned())?;
    let mut out = io::stdout().lock();
    for repetition in 0..=repeat {
        let (time, count) = timed(|| assess_file(&engine, records));
        if repetition > 0 {
            writeln!(out, "{:.6} {}", time.as_secs_f64(), count?)?;
        }
    }
    Ok(())
}

/// Reads a file of records block by block, and takes every answer in hand.
fn assess_file(engine: &Engine, records: &Path) -> io::Result<u32> {
    let mut file = File::open(records)?;
    let mut held = Vec::new();
    let mut count = 0;
    let (mut line, mut done) = (1, false);
    while !done {
        done = (&mut file).take(BLOCK).read_to_end(&mut held)? == 0;
        let end = memchr::memrchr(b'\n', &held).map_or(0, |last| last + 1);
        let rest = held.split_off(if done { held.len() } else { end });
        let request = format!(r#"{{"as_of":"{AS_OF}","threads":1,"first_line":{line}}}"#);
        let answers = engine.call("assess_many", request.as_bytes(), &held);
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', &answers) {
            let answer = answers.get(start..end).unwrap_or_default();
            if !answer.starts_with(br#"{"format":"releasegate/assessment/1""#) {
                return Err(io::Error::other(
                    String::from_utf8_lossy(answer).into_owned(),
                ));
            }
            count += 1;
            start = end + 1;
        }
        line += memchr::memchr_iter(b'\n', &held).count();
        held = rest;
    }
    Ok(count)
}
