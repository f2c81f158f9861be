//! The `xtask` command.

use std::process::ExitCode;

use std::io::Write;
use xtask::files::Mode;
use xtask::vectors;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mode = if words.iter().any(|word| word == "--check") { Mode::Check } else { Mode::Write };
    let result = match words.first().map(String::as_str) {
        Some("vectors") => vectors::generate(mode).map(|count| format!("{count} vectors")),
        _ => Err(vec!["usage: cargo xtask vectors".to_owned()]),
    };
    let (text, code) = match result {
        Ok(text) => (text, ExitCode::SUCCESS),
        Err(problems) => (problems.join("\n"), ExitCode::FAILURE),
    };
    let _ = writeln!(std::io::stdout(), "{text}");
    code
}
