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
use xtask::vectors::committed;

/// The answer of the command to one request.
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
    run(command, &request["record"].to_string())
}

/// What the command writes, without the last line end. What is refused is answered where errors go.
fn run(mut command: Command, input: &str) -> String {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // The command may end without reading its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    // What is good of a history is given beside what is not.
    let gives_both = command.get_args().any(|word| word == "history");
    let answer = match output.status.code() {
        Some(0 | 1) => output.stdout,
        Some(2) if output.stdout.is_empty() => output.stderr,
        Some(2) if gives_both => output.stdout,
        _ => panic!("{}", output.status),
    };
    String::from_utf8(answer)
        .unwrap()
        .trim_end_matches('\n')
        .to_owned()
}

#[test]
fn every_request_gets_its_answer() {
    let scratch = tempfile::tempdir().unwrap();
    let policy_file = scratch.path().join("policy.json");
    let vectors = committed("assess").unwrap();
    for vector in &vectors {
        let request: Value = serde_json::from_str(&vector.request).unwrap();
        assert_eq!(
            answer(&request, &policy_file),
            vector.answer,
            "{}",
            request["name"]
        );
    }
    let count = vectors.len();
    assert!(count > 600, "only {count} vectors found");
}

/// The command that asks the question of a request, if a verb can: verbs have no options for parts
/// of an answer, and name the places of errors in requests otherwise.
fn asking(request: &Value, answer: &str, scratch: &Path) -> Option<Command> {
    let file = |name: &str, document: &Value| {
        let text = document
            .as_str()
            .map_or(document.to_string(), str::to_owned);
        // One word is the id of a profile, which is no file.
        if !text.contains(['{', '\n']) {
            return text;
        }
        let path = scratch.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let operation = request["operation"].as_str().unwrap();
    let asked = request["request"].as_object().unwrap();
    let first = answer.lines().next().unwrap();
    let error: Value = serde_json::from_str(first).unwrap();
    let is_error = error["format"] == "releasegate/error/1";
    let in_payload = is_error && error.get("source").is_none();
    // Verbs on many records go on after one that they cannot read.
    let goes_on = matches!(operation, "impact" | "metrics" | "can");
    // The indicators ask the same of options as of a request, and name the same places.
    let of_request = operation == "metrics" && is_error && !in_payload;
    if asked.contains_key("checks") || (is_error && (!in_payload || goes_on) && !of_request) {
        return None;
    }
    // A verb writes errors elsewhere than answers, and entries are carried out by replaying a trail.
    let is_mixed = answer
        .lines()
        .skip(1)
        .any(|line| line.contains(r#""releasegate/error/1""#));
    // An error of a command, or of the record that it is given to, is one in a file.
    // A report is written as it is, not as a text within an answer: the tests of `check` compare it.
    if is_mixed || matches!(operation, "apply" | "report") || (is_error && operation == "decide") {
        return None;
    }
    let text = |key: &str| asked[key].as_str().unwrap().to_owned();
    let before = |key: &str| asked.get("before").and_then(|before| before.get(key));
    let mut words: Vec<String> = match operation {
        "next" => vec!["next".into(), "-".into()],
        "crosswalk" => vec!["profiles".into(), "-".into(), "--crosswalk".into()],
        "assess_under" => {
            let profiles = asked["profiles"].as_array().unwrap().iter();
            let named = profiles.flat_map(|id| ["--profile".into(), id.as_str().unwrap().into()]);
            ["profiles".into(), "-".into()]
                .into_iter()
                .chain(named)
                .collect()
        }
        "lint" => vec!["policy".into(), "lint".into(), "-".into()],
        "impact" => {
            let (old, new) = (file("old", &request["policy"]), file("new", &asked["to"]));
            vec!["policy".into(), "impact".into(), old, new, "-".into()]
        }
        "metrics" => {
            let mut words = vec!["portfolio".to_owned(), "metrics".into(), "-".into()];
            for (key, value) in asked.iter().filter(|(key, _)| *key != "as_of") {
                let option = format!("--{}", key.replace('_', "-"));
                match value {
                    Value::Array(_) if key == "log" => words.extend([option, file("log", value)]),
                    Value::Array(several) => words.extend(
                        several
                            .iter()
                            .flat_map(|one| [option.clone(), one.as_str().unwrap().to_owned()]),
                    ),
                    Value::String(word) if key == "success" || key == "recovery_start" => {
                        words.extend([option, word.replace('_', "-")]);
                    }
                    Value::String(text) => words.extend([option, text.clone()]),
                    other => words.extend([option, other.to_string()]),
                }
            }
            words
        }
        "diff_assessments" => vec!["diff".into(), file("before", &asked["before"]), "-".into()],
        "decide" => {
            let mut words = vec!["decide".to_owned(), file("commands", &request["request"])];
            // Without a record, the command registers one.
            let record = &request["payload"];
            if record != "" {
                words.extend(["--record".into(), file("record", record)]);
            }
            words
        }
        "can" => {
            let (actor, at) = (text("actor"), text("at"));
            ["can", "-", "--actor", &actor, "--as-of", &at]
                .map(String::from)
                .to_vec()
        }
        "trail_verify" => {
            let mut words = vec!["trail".to_owned(), "verify".into(), "-".into()];
            if let Some(head) = asked.get("checkpoint") {
                let head = format!("{}:{}", head["seq"], head["hash"].as_str().unwrap());
                words.extend(["--checkpoint".into(), head]);
            }
            if let Some(keys) = asked.get("keys") {
                words.extend(["--keys".into(), file("keys", keys)]);
            }
            words
        }
        "trail_replay" => {
            let mut words = vec!["trail".to_owned(), "replay".into(), "-".into()];
            if let Some(until) = asked.get("until") {
                words.extend(["--until".into(), until.to_string()]);
            }
            words
        }
        "trail_conformance" => ["trail", "conformance", "-"].map(String::from).to_vec(),
        "import_history" => {
            let mapping = file("mapping", &asked["mapping"]);
            let words = ["import", "history", "-", "--mapping", &mapping];
            words.map(String::from).to_vec()
        }
        "diff" => {
            let mut words = vec!["diff".to_owned()];
            words.extend(before("record").map(|record| file("before", record)));
            words.push("-".into());
            if let Some(as_of) = before("as_of") {
                words.extend(["--before".into(), as_of.as_str().unwrap().into()]);
            }
            if let Some(policy) = before("policy") {
                words.extend(["--policy-before".into(), file("policy-before", policy)]);
            }
            words
        }
        other => panic!("no verb for {other}"),
    };
    let by_itself = matches!(
        operation,
        "trail_verify" | "trail_replay" | "import_history"
    );
    if !by_itself && !matches!(operation, "lint" | "impact" | "diff_assessments") {
        words.extend(["--policy".into(), file("policy", &request["policy"])]);
    }
    if let Some(as_of) = asked.get("as_of") {
        words.extend(["--as-of".into(), as_of.as_str().unwrap().into()]);
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_releasegate"));
    command.args(words).args(["--error-format", "json"]);
    // What a trail leads to is a record, in one format.
    if operation != "trail_replay" {
        command.args(["--format", "json"]);
    }
    Some(command)
}

#[test]
fn the_other_verbs_give_the_answers_of_their_operations() {
    let scratch = tempfile::tempdir().unwrap();
    let mut asked = Vec::new();
    for vector in committed("operations").unwrap() {
        let request: Value = serde_json::from_str(&vector.request).unwrap();
        let expected = vector.answer.trim_end_matches('\n');
        if let Some(command) = asking(&request, expected, scratch.path()) {
            let given = run(command, request["payload"].as_str().unwrap());
            let (file, name) = (&vector.file, &request["name"]);
            assert_eq!(given, expected, "{file}/{name}");
            asked.push(request["operation"].as_str().unwrap().to_owned());
        }
    }
    let count = asked.len();
    asked.dedup();
    assert!(count > 40 && asked.len() == 14, "{count} of {asked:?}");
}
