//! `check`: exit status, formats, where answers go.

use std::process::Stdio;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use releasegate_api::Engine;
use releasegate_report::Format;

use crate::{AS_OF, EMPTY, Folder, example};

#[test]
fn a_release_whose_gates_hold_is_0() {
    let (record, policy) = (
        example("payments-4.2/release.yaml"),
        example("payments-4.2/policy.yaml"),
    );
    let folder = Folder::new();
    let ran = folder.check(&[&record, "--policy", &policy]);
    assert!(ran.status(0).stdout.contains("✔ CONFORMING"));
    assert_eq!(ran.stderr, "");
    folder
        .check(&[&record, "--policy", &policy, "--gate", "closure"])
        .status(0);
}

#[test]
fn what_is_not_due_is_no_failure_but_holds_its_gate_closed() {
    let (record, policy) = (
        example("payments-4.2/release.yaml"),
        example("payments-4.2/policy.yaml"),
    );
    let folder = Folder::new();
    let run = |more: &[&str]| {
        let args = [
            "check",
            "--as-of",
            "2026-03-20T00:00:00Z",
            &record,
            "--policy",
            &policy,
        ];
        folder.run(&[&args, more].concat())
    };
    assert!(run(&[]).status(0).stdout.contains("NOT YET DUE"));
    run(&["--gate", "planning"]).status(0);
    run(&["--gate", "planning", "--gate", "build"]).status(1);
    run(&["--gate", "build", "--fail-on", "never"]).status(0);
}

#[test]
fn findings_are_1_unless_nothing_shall_fail() {
    let folder = Folder::new();
    folder.write("r.json", EMPTY);
    let ran = folder.check(&["r.json"]);
    assert_eq!(ran.status(1).stderr, "");
    folder.check(&["r.json", "--fail-on", "should"]).status(1);
    folder.check(&["r.json", "--fail-on", "never"]).status(0);
    folder.check(&["r.json", "--gate", "support"]).status(1);
}

#[test]
fn an_empty_record_gives_nothing_conforming() {
    let folder = Folder::new();
    let ran = folder.check_with(&["-", "--format", "json"], EMPTY.as_bytes());
    let assessment = ran.status(1).json();
    assert_eq!(assessment["conforming"], false);
    let verdicts = |list: &str| {
        let items = assessment[list].as_array().unwrap().iter();
        items
            .map(|item| item["verdict"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    for list in ["gates", "clauses", "findings"] {
        assert!(!verdicts(list).is_empty());
        assert!(
            verdicts(list).iter().all(|verdict| verdict != "conforming"),
            "{list}"
        );
    }
    let text = folder.check_with(&["-"], EMPTY.as_bytes()).stdout;
    assert!(!text.contains('✔'), "{text}");
}

#[test]
fn json_is_what_the_library_answers() {
    let engine = Engine::new(b"iso20000-1:2018").unwrap();
    let folder = Folder::new();
    folder.write("r.json", EMPTY);
    let library = |more: &str| {
        let request = format!(r#"{{"as_of":"{AS_OF}"{more}}}"#);
        String::from_utf8(engine.call("assess", request.as_bytes(), EMPTY.as_bytes())).unwrap()
            + "\n"
    };
    assert_eq!(
        folder
            .check_with(&["-", "--format", "json"], EMPTY.as_bytes())
            .stdout,
        library("")
    );
    assert_eq!(
        folder
            .check_with(&["-", "--format", "ndjson"], EMPTY.as_bytes())
            .stdout,
        library("")
    );
    let named = library(r#","source":"r.json""#);
    assert_eq!(folder.check(&["r.json", "--format", "json"]).stdout, named);
    let filtered = library(r#","checks":["DEP-01"]"#);
    let args = ["-", "--format", "json", "--check", "dep-01"];
    assert_eq!(folder.check_with(&args, EMPTY.as_bytes()).stdout, filtered);
}

#[test]
fn formats_of_two_words_may_be_written_with_a_hyphen() {
    let folder = Folder::new();
    let with = |name| folder.check_with(&["-", "--format", name], EMPTY.as_bytes());
    for (hyphened, id) in [("in-toto", "in_toto"), ("cdevents-draft", "cdevents_draft")] {
        assert!(!with(hyphened).stdout.is_empty());
        assert_eq!(with(hyphened).stdout, with(id).stdout);
    }
}

#[test]
fn every_format_has_the_bytes_that_the_library_reports() {
    let engine = Engine::new(b"iso20000-1:2018").unwrap();
    let two = format!("{EMPTY}\n{}\n", EMPTY.replace("R-1", "R-2"));
    for format in Format::ALL {
        let id = format.id();
        for records in [EMPTY, &two] {
            let request = format!(r#"{{"as_of":"{AS_OF}","format":"{id}"}}"#);
            let answer = engine.call("report", request.as_bytes(), records.as_bytes());
            let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
            let expected = match format.is_binary() {
                true => BASE64_STANDARD
                    .decode(answer["base64"].as_str().unwrap())
                    .unwrap(),
                false => answer["text"].as_str().unwrap().as_bytes().to_vec(),
            };
            let folder = Folder::new();
            let args = ["check", "--as-of", AS_OF, "-", "--format", id];
            let piped = folder.output(&args, records.as_bytes()).stdout;
            assert!(!expected.is_empty());
            assert!(piped == expected, "{id}");
            folder.output(&[&args[..], &["-o", "report"]].concat(), records.as_bytes());
            assert!(std::fs::read(folder.path("report")).unwrap() == expected);
        }
    }
}

#[test]
fn a_workbook_has_the_indicators_that_the_library_counts() {
    let engine = Engine::new(b"iso20000-1:2018").unwrap();
    let two = format!("{EMPTY}\n{}\n", EMPTY.replace("R-1", "R-2"));
    let metrics = r#"{"from":"2026-01-01","to":"2026-07-01","zone":"Europe/Berlin","by":["type"],"success":"judged","log":[]}"#;
    let request = format!(r#"{{"as_of":"{AS_OF}","format":"xlsx","metrics":{metrics}}}"#);
    let answer = engine.call("report", request.as_bytes(), two.as_bytes());
    let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
    let expected = BASE64_STANDARD
        .decode(answer["base64"].as_str().unwrap())
        .unwrap();
    let folder = Folder::new();
    folder.write("log.json", "[]");
    let period = ["--from", "2026-01-01", "--to", "2026-07-01"];
    let period = [&period[..], &["--zone", "Europe/Berlin"]].concat();
    let declared = ["--by", "type", "--success", "judged", "--log", "log.json"];
    let args = ["check", "--as-of", AS_OF, "-", "--format", "xlsx"];
    let args = [&args[..], &period, &declared].concat();
    assert!(folder.output(&args, two.as_bytes()).stdout == expected);
    folder.output(&[&args[..], &["-o", "book"]].concat(), two.as_bytes());
    assert!(std::fs::read(folder.path("book")).unwrap() == expected);

    let ran = folder.check_with(&[&["-"][..], &period].concat(), two.as_bytes());
    ran.status(2).complains(&["`text` has no room", "`xlsx`"]);
    for alone in [&period[..2], &period[2..], &declared[..2], &declared[2..4]] {
        let ran = folder.check_with(&[&["-"][..], alone].concat(), two.as_bytes());
        ran.status(2).complains(&["required"]);
    }
}

#[test]
fn to_a_record_that_cannot_be_read_there_is_no_report() {
    for format in Format::ALL.map(Format::id) {
        let folder = Folder::new();
        folder.write("report", "as it was");
        let ran = folder.check_with(&["-", "--format", format], b"{");
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{format}");
        folder.check_with(&["-", "--format", format, "-o", "report"], b"{");
        assert_eq!(folder.names(), ["report"]);
        assert_eq!(folder.read("report"), "as it was", "{format}");
    }
}

#[test]
fn on_no_release_there_is_a_report_unless_its_format_is_about_one() {
    let folder = Folder::new();
    folder.write("records/a.json", "{");
    for format in Format::ALL {
        folder.write("report", "as it was");
        let ran = folder.check(&["records", "--format", format.id(), "-o", "report"]);
        ran.status(2).complains(&["records/a.json"]);
        let written = std::fs::read(folder.path("report")).unwrap();
        let is_as_it_was = written == b"as it was";
        assert_eq!(is_as_it_was, format.needs_a_release(), "{format:?}");
    }
}

#[test]
fn colour_only_when_asked_for() {
    let folder = Folder::new();
    let escape = |args: &[&str]| {
        folder
            .check_with(args, EMPTY.as_bytes())
            .stdout
            .contains('\u{1b}')
    };
    assert!(!escape(&["-"]));
    assert!(!escape(&["-", "--color", "never"]));
    assert!(escape(&["-", "--color", "always"]));
}

#[test]
fn the_present_is_the_default_and_is_stated() {
    let ran = Folder::new().run_with(&["check", "-", "--format", "json"], EMPTY.as_bytes());
    let as_of = ran.status(1).json()["as_of"].as_str().unwrap().to_owned();
    assert!(as_of.len() == 20 && as_of.ends_with('Z'), "{as_of}");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = Folder::new();
    folder
        .write("r.json", EMPTY)
        .write("bad.json", "{")
        .write("out.json", "before");
    let ran = folder.check(&["r.json", "--format", "json", "-o", "out.json"]);
    assert_eq!(ran.status(1).stdout, "");
    assert!(folder.read("out.json").ends_with("}\n"));
    folder
        .check(&["r.json", "--policy", "nothing", "-o", "out.json"])
        .status(2);
    assert!(folder.read("out.json").ends_with("}\n"));
    folder
        .check(&["r.json", "-o", "no/such/folder/out.json"])
        .status(2)
        .says(&["error: no/such/folder/out.json: ", "make its folder first"]);
    let ran = folder.check(&["r.json", "-o", "no/out.json"]);
    assert!(!ran.stderr.contains(".releasegate-"), "{}", ran.stderr);
    folder
        .check(&["r.json", "-o", "."])
        .status(2)
        .says(&["error: .: cannot write", "name a file in it"]);
    // Nothing is left behind.
    assert_eq!(folder.names(), ["bad.json", "out.json", "r.json"]);
}

#[cfg(unix)]
#[test]
fn a_written_file_can_be_read_by_others_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new();
    folder.write("r.json", EMPTY).write("plain", "");
    symlink(folder.path("target"), folder.path("dangling")).unwrap();
    folder.write("target", "");
    folder.check(&["r.json", "-o", "new"]).status(1);
    folder.check(&["r.json", "-o", "dangling"]).status(1);
    folder.check(&["r.json", "-o", "/dev/null"]).status(1);
    let mode = |name| {
        std::fs::metadata(folder.path(name))
            .unwrap()
            .permissions()
            .mode()
    };
    assert_eq!(mode("new"), mode("plain"));
    assert!(folder.path("dangling").is_symlink());
    assert!(!folder.read("target").is_empty());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    folder.write("many.ndjson", format!("{EMPTY}\n").repeat(5000));
    let mut child = folder
        .command(&[
            "check",
            "many.ndjson",
            "--format",
            "ndjson",
            "--as-of",
            AS_OF,
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(1));
}
