//! The vectors, by the operations table.

use std::fs;

use releasegate_tests::repository;
use xtask::vectors::{OperationRequest, Request, answer};

#[test]
fn every_request_gets_its_answer() {
    let folder = repository("tests/vectors/assess");
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
        assert_eq!(requests.lines().count(), answers.lines().count(), "{name}");
        for (request, expected) in requests.lines().zip(answers.lines()) {
            let request: Request = serde_json::from_str(request).unwrap();
            assert_eq!(answer(&request).unwrap(), expected, "{}", request.name);
            count += 1;
        }
    }
    assert!(count > 600, "only {count} vectors found");
}

#[test]
fn every_operation_gives_its_answers() {
    let folder = repository("tests/vectors/operations");
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
        let mut answers = answers.lines();
        for request in requests.lines() {
            let request: OperationRequest = serde_json::from_str(request).unwrap();
            let mut expected: Vec<_> = answers.by_ref().take(request.lines.unwrap_or(1)).collect();
            if request.lines.is_some() {
                expected.push("");
            }
            let given = request.answer().unwrap();
            assert_eq!(given, expected.join("\n"), "{name}/{}", request.name);
            count += 1;
        }
        assert_eq!(answers.next(), None, "{name}");
    }
    assert!(count > 30, "only {count} vectors found");
}
