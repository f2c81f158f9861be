//! The `xtask` command.

use std::io::Write;
use std::process::ExitCode;

use xtask::files::Mode;
use xtask::{codegen, languages, vectors};

const USAGE: &str = "usage: cargo xtask COMMAND

demo                   judge the examples
test                   formatting, lints, docs and tests of all languages: what CI runs
codegen [--check]      schemas, docs, README tables; then the types of Python and Node
vectors [--check]      requests and answers from the cases in tests/vectors/cases
bench                  throughput in Rust, Python and Node";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mode = if words.iter().any(|word| word == "--check") {
        Mode::Check
    } else {
        Mode::Write
    };
    let result = match words.first().map(String::as_str) {
        Some("demo") => languages::demo().map_err(|problem| vec![problem]),
        Some("test") => languages::test().map_err(|problem| vec![problem]),
        Some("bench") => languages::bench().map_err(|problem| vec![problem]),
        Some("vectors") => vectors::generate(mode).map(|count| say(&format!("{count} vectors"))),
        Some("codegen") => generate(mode),
        _ => Err(vec![USAGE.to_owned()]),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            say(&problems.join("\n"));
            ExitCode::FAILURE
        }
    }
}

/// The types of Python and Node follow from the schemas, so the schemas come first.
fn generate(mode: Mode) -> Result<(), Vec<String>> {
    codegen::generate(mode)?;
    match mode {
        Mode::Check => Ok(()),
        Mode::Write => languages::types().map_err(|problem| vec![problem]),
    }
}

fn say(text: &str) {
    // Nothing useful is left to do when nobody reads the output.
    let _ = writeln!(std::io::stdout(), "{text}");
}
