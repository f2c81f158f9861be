//! The vectors, by the operations table.

use std::fs;

use releasegate_tests::repository;
use xtask::vectors::{Request, answer};

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
