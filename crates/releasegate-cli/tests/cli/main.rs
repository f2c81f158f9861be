//! The real command: what goes in, what comes out, and the exit status.

#![allow(
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only the functions marked as tests"
)]

mod bad_input;
mod check;
mod diff;
mod history;
mod lifecycle;
mod many;
mod other_verbs;
mod policy;
mod readme;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A record with nothing in it but what it must have.
const EMPTY: &str = r#"{"format":"releasegate/release/1","id":"REL-1"}"#;

const AS_OF: &str = "2026-07-01T00:00:00Z";

/// A folder for one test, in which the command runs.
struct Folder(TempDir);

/// What a run gave.
struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    fn run_with(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let output = self.output(args, stdin);
        Ran {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What a run gave, which need be no text.
    fn output(&self, args: &[&str], stdin: &[u8]) -> Output {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let stdin = stdin.to_vec();
        // From a thread of its own, since the command may answer before it has read everything.
        let feeder = std::thread::spawn(move || {
            // The command may end without reading its input.
            let _ = pipe.write_all(&stdin);
        });
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        output
    }

    /// `check` as of a fixed instant.
    fn check(&self, args: &[&str]) -> Ran {
        self.check_with(args, b"")
    }

    fn check_with(&self, args: &[&str], stdin: &[u8]) -> Ran {
        self.run_with(&[&["check", "--as-of", AS_OF], args].concat(), stdin)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_releasegate"));
        command
            .args(args)
            .current_dir(self.0.path())
            .env_remove("NO_COLOR");
        command
    }
}

impl Ran {
    #[track_caller]
    fn status(&self, expected: i32) -> &Self {
        assert_eq!(
            self.status, expected,
            "stdout: {}\nstderr: {}",
            self.stdout, self.stderr
        );
        self
    }

    /// Standard error has all of these, standard output is empty.
    #[track_caller]
    fn says(&self, expected: &[&str]) -> &Self {
        assert_eq!(self.stdout, "");
        self.complains(expected)
    }

    /// Standard error has all of these.
    #[track_caller]
    fn complains(&self, expected: &[&str]) -> &Self {
        for text in expected {
            assert!(self.stderr.contains(text), "{text} not in {}", self.stderr);
        }
        self
    }

    #[track_caller]
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap()
    }

    #[track_caller]
    fn lines(&self) -> Vec<serde_json::Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// A file among the examples.
fn example(name: &str) -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    examples.join(name).to_str().unwrap().to_owned()
}
