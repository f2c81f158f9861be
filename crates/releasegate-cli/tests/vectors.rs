//! The vectors, by the command: the same bytes as in every language.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail; clippy sees only the functions marked as tests"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The answer of the command to one request, without its last line end. What is refused is
/// answered where errors go.
fn answer(request: &Value, policy_file: &Path) -> String {
    let policy = match &request["policy"] {
        Value::String(id) => id.clone(),
        document => {
            fs::write(policy_file, document.to_string()).unwrap();
            policy_file.to_str().unwrap().to_owned()
        }
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_releasegate"));
    command.args([
        "check",
        "-",
        "--format",
        "ndjson",
        "--fail-on",
        "never",
        "--error-format",
        "json",
        "--policy",
        &policy,
    ]);
    command.args(["--as-of", request["request"]["as_of"].as_str().unwrap()]);
    for check in request["request"]["checks"]
        .as_array()
        .into_iter()
        .flatten()
    {
        command.args(["--check", check.as_str().unwrap()]);
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(request["record"].to_string().as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let answer = match output.status.code() {
        Some(0) => output.stdout,
        Some(2) if output.stdout.is_empty() => output.stderr,
        _ => panic!("{}: {}", request["name"], output.status),
    };
    String::from_utf8(answer)
        .unwrap()
        .trim_end_matches('\n')
        .to_owned()
}

#[test]
fn every_request_gets_its_answer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/assess");
    let scratch = tempfile::tempdir().unwrap();
    let policy_file = scratch.path().join("policy.json");
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path
            .to_str()
            .and_then(|path| path.strip_suffix(".requests.ndjson"))
        else {
            continue;
        };
        let requests = fs::read_to_string(&path).unwrap();
        let answers = fs::read_to_string(format!("{name}.answers.ndjson")).unwrap();
        for (request, expected) in requests.lines().zip(answers.lines()) {
            let request: Value = serde_json::from_str(request).unwrap();
            assert_eq!(
                answer(&request, &policy_file),
                expected,
                "{}",
                request["name"]
            );
            count += 1;
        }
    }
    assert!(count > 600, "only {count} vectors found");
}
