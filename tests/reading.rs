//! Reading documents: what goes wrong is said with a code and a place.

use proptest::prelude::*;
use proptest::test_runner::Config;
use releasegate::lifecycle::Submission;
use releasegate::model::Release;
use releasegate::policy::PolicyDocument;
use releasegate::read::{Error, ErrorCode, Limits, Syntax, read_json};
use releasegate_tests::repository;

fn error(text: &str) -> Error {
    Release::read(text.as_bytes(), None, &Limits::default()).unwrap_err()
}

/// Checks code, pointer and line of what a text is refused for, and the help where it matters.
#[track_caller]
fn refused(text: &str, code: ErrorCode, pointer: &str, line: u64, help: Option<&str>) {
    let error = error(text);
    assert_eq!(error.code, code, "{error}");
    assert_eq!(
        error.pointer.as_deref().unwrap_or_default(),
        pointer,
        "{error}"
    );
    assert_eq!(error.line, Some(line), "{error}");
    if let Some(help) = help {
        assert!(
            error.help.as_deref().unwrap_or_default().contains(help),
            "{error}"
        );
    }
}

const HEAD: &str = "{\"format\":\"releasegate/release/1\",\"id\":\"r\",\n";
const YAML: &str = "format: releasegate/release/1\nid: r\n";

#[test]
fn json_is_refused_with_code_and_place() {
    use ErrorCode::{
        DuplicateKey, InvalidValue, MissingKey, NaiveTimestamp, Syntax, UnknownKey, WrongType,
    };
    refused(
        &format!("{HEAD}\"plan\":{{\"metod\":\"canary\"}}}}"),
        UnknownKey,
        "/plan/metod",
        2,
        Some("`method`"),
    );
    refused(&format!("{HEAD}\"plan\":[]}}"), WrongType, "/plan", 2, None);
    refused(
        &format!("{HEAD}\"title\":7}}"),
        WrongType,
        "/title",
        2,
        None,
    );
    refused(
        &format!("{HEAD}\"registered_at\":\"2026-03-01T10:00:00\"}}"),
        NaiveTimestamp,
        "/registered_at",
        2,
        Some("offset"),
    );
    refused(
        &format!("{HEAD}\"registered_at\":\"yesterday\"}}"),
        InvalidValue,
        "/registered_at",
        2,
        None,
    );
    refused(
        &format!("{HEAD}\"approvals\":[{{\"id\":\"a\"}}]}}"),
        MissingKey,
        "/approvals/0/decision",
        2,
        None,
    );
    refused(
        &format!("{HEAD}\"approvals\":[{{\"id\":\"a\",\"decision\":\"yes\"}}]}}"),
        InvalidValue,
        "/approvals/0/decision",
        2,
        Some("approved"),
    );
    refused(
        &format!("{HEAD}\"id\":\"s\"}}"),
        DuplicateKey,
        "/id",
        2,
        None,
    );
    refused(
        &format!("{HEAD}\"problems\":{{\"none\":{{\"by\":\"eva\"}}}}}}"),
        MissingKey,
        "/problems/none/at",
        2,
        None,
    );
    refused(
        "{\"format\":\"releasegate/release/1\",\n\"id\":",
        Syntax,
        "/id",
        2,
        None,
    );
    refused(
        "{\"format\":\"releasegate/release/2\",\"id\":\"r\"}",
        InvalidValue,
        "/format",
        1,
        None,
    );
    refused("{\"id\":\"r\"}", MissingKey, "/format", 1, None);
}

#[test]
fn yaml_is_refused_with_code_and_place() {
    use ErrorCode::{
        DuplicateKey, InvalidValue, MissingKey, NaiveTimestamp, Syntax, UnknownKey, WrongType,
    };
    refused(
        &format!("{YAML}plan:\n  metod: canary\n"),
        UnknownKey,
        "/plan/metod",
        4,
        Some("`method`"),
    );
    refused(&format!("{YAML}plan: []\n"), WrongType, "/plan", 3, None);
    refused(
        &format!("{YAML}registered_at: 2026-03-01T10:00:00\n"),
        NaiveTimestamp,
        "/registered_at",
        3,
        Some("offset"),
    );
    refused(
        &format!("{YAML}approvals:\n  - id: a\n"),
        MissingKey,
        "/approvals/0/decision",
        4,
        None,
    );
    refused(
        &format!("{YAML}approvals:\n  - {{ id: a, decision: yes }}\n"),
        InvalidValue,
        "/approvals/0/decision",
        4,
        Some("approved"),
    );
    refused(&format!("{YAML}id: s\n"), DuplicateKey, "/id", 3, None);
    refused(&format!("{YAML}title: \"open\n"), Syntax, "", 3, None);
}

#[test]
fn yaml_text_stays_text() {
    let yaml = format!("{YAML}version: 4.20\nservice: no\ntitle: 012\n");
    let release = Release::read(yaml.as_bytes(), None, &Limits::default()).unwrap();
    assert_eq!(release.version.as_deref(), Some("4.20"));
    assert_eq!(release.service.as_deref(), Some("no"));
    assert_eq!(release.title.as_deref(), Some("012"));
}

#[test]
fn messages_hold_no_values_of_the_record() {
    for text in [
        format!("{HEAD}\"plan\":\"Erika Mustermann\"}}"),
        format!("{HEAD}\"approvals\":[{{\"id\":\"a\",\"decision\":\"Erika Mustermann\"}}]}}"),
        format!("{YAML}plan: Erika Mustermann\n"),
    ] {
        let error = error(&text);
        assert!(!format!("{error} {error:?}").contains("Erika"), "{error:?}");
    }
}

#[test]
fn limits_are_kept() {
    let limits = Limits {
        max_bytes: 20,
        ..Limits::default()
    };
    let error = Release::read(HEAD.as_bytes(), None, &limits).unwrap_err();
    assert_eq!(error.code, ErrorCode::TooLarge);

    let deep = format!(
        "{HEAD}\"extensions\":{{\"a\":{}1{}}}}}",
        "[".repeat(500),
        "]".repeat(500)
    );
    assert_eq!(self::error(&deep).code, ErrorCode::TooDeep);

    let levels: String = (1..12)
        .map(|level| {
            let previous = format!("*a{}", level - 1);
            format!(
                "    a{level}: &a{level} [{}]\n",
                vec![previous; 10].join(", ")
            )
        })
        .collect();
    let bomb = format!("{YAML}extensions:\n  bomb:\n    a0: &a0 [x, x, x]\n{levels}");
    assert_eq!(self::error(&bomb).code, ErrorCode::TooDeep);

    let mut latin = HEAD.as_bytes().to_vec();
    latin.extend(b"\"title\":\"\xe4\"}");
    let error = Release::read(&latin, None, &Limits::default()).unwrap_err();
    assert_eq!(
        (error.code, error.line, error.column),
        (ErrorCode::NotUtf8, Some(2), Some(10))
    );
}

#[test]
fn extensions_are_kept_untouched() {
    let text = format!(
        "{HEAD}\"extensions\":{{\"z\":1.0,\"a\":1e400,\"big\":123456789012345678901234567890,\"n\":null}}}}"
    );
    let release = Release::read(text.as_bytes(), None, &Limits::default()).unwrap();
    let written = serde_json::to_string(&release).unwrap();
    let kept =
        "\"extensions\":{\"z\":1.0,\"a\":1e400,\"big\":123456789012345678901234567890,\"n\":null}";
    assert!(
        written.replace("1e+400", "1e400").contains(kept),
        "{written}"
    );
}

#[test]
fn json_and_yaml_give_the_same_record() {
    let yaml = std::fs::read(repository("tests/vectors/base.yaml")).unwrap();
    let from_yaml = Release::read(&yaml, Some(Syntax::Yaml), &Limits::default()).unwrap();
    let json = serde_json::to_vec(&from_yaml).unwrap();
    let from_json = Release::read(&json, Some(Syntax::Json), &Limits::default()).unwrap();
    assert_eq!(from_yaml, from_json);
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, cases: 2000, ..Config::default() })]

    #[test]
    fn any_bytes_give_a_record_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Release::read(&bytes, None, &Limits::default());
        let _ = PolicyDocument::read(&bytes, Some(Syntax::Yaml), &Limits::default());
    }

    #[test]
    fn a_damaged_record_gives_a_record_or_an_error(
        at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()
    ) {
        let mut bytes = std::fs::read(repository("tests/vectors/base.yaml")).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        if let Err(error) = Release::read(&bytes, None, &Limits::default()) {
            prop_assert!(!error.message.is_empty());
        }
    }
}

#[test]
fn a_mapping_without_exactly_one_key_is_told_apart_from_faults_of_syntax() {
    for command in ["{}", r#"{"close": {}, "resume": {}}"#] {
        let text = format!(r#"{{"actor": "eva", "command": {command}}}"#);
        let error = read_json::<Submission>(text.as_bytes()).unwrap_err();
        assert_eq!(error.code, ErrorCode::WrongType, "{error}");
        assert_eq!(error.pointer.as_deref(), Some("/command"));
        assert!(error.message.contains("exactly one key"), "{error}");
    }
}
