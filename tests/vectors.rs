//! The vectors, by the operations table.

use xtask::vectors::{OperationRequest, Request, answer, committed};

#[test]
fn every_request_gets_its_answer() {
    let vectors = committed("assess").unwrap();
    for vector in &vectors {
        let request: Request = serde_json::from_str(&vector.request).unwrap();
        assert_eq!(answer(&request).unwrap(), vector.answer, "{}", request.name);
    }
    let count = vectors.len();
    assert!(count > 600, "only {count} vectors found");
}

#[test]
fn every_operation_gives_its_answers() {
    let vectors = committed("operations").unwrap();
    for vector in &vectors {
        let request: OperationRequest = serde_json::from_str(&vector.request).unwrap();
        let (file, name) = (&vector.file, &request.name);
        assert_eq!(request.answer().unwrap(), vector.answer, "{file}/{name}");
    }
    let count = vectors.len();
    assert!(count > 30, "only {count} vectors found");
}
