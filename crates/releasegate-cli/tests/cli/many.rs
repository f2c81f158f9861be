//! Many records: folders, files with one record a line, streams.

use releasegate_api::Engine;

use crate::{AS_OF, EMPTY, Folder};

#[test]
fn one_broken_file_among_good_ones() {
    let folder = Folder::new();
    folder
        .write("records/a.json", EMPTY.replace("REL-1", "REL-A"))
        .write("records/b.json", "{\n  \"format\": 1\n}")
        .write(
            "records/c/d.yaml",
            "format: releasegate/release/1\nid: REL-D\n",
        )
        .write(
            "records/policy.yaml",
            "format: releasegate/policy/1\nid: P\nextends: x\n",
        )
        .write("records/.git/config.json", "{")
        .write("records/notes.txt", "not a record");
    let ran = folder.check(&["records", "--format", "json"]);
    ran.status(2).complains(&["error: records/b.json:2:"]);
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    let answers = ran.json();
    let ids: Vec<_> = answers
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["release"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["REL-A", "REL-D"]);
    assert_eq!(answers[0]["source"]["name"], "records/a.json");
}

#[test]
fn a_folder_is_a_list_even_with_one_record() {
    let folder = Folder::new();
    folder
        .write("records/a.json", EMPTY)
        .write("bad/b.json", "{");
    assert_eq!(
        folder
            .check(&["records", "--format", "json"])
            .json()
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        folder.check(&["bad", "--format", "json"]).status(2).stdout,
        "[]\n"
    );
}

#[test]
fn the_answers_of_the_last_run_are_not_its_input() {
    let folder = Folder::new();
    folder.write("records/a.json", EMPTY);
    for format in ["json", "ndjson", "json"] {
        let ran = folder.check(&["records", "--format", format, "-o", "records/out.json"]);
        assert_eq!(ran.status(1).stderr, "");
    }
}

#[test]
fn a_report_says_what_is_not_in_it() {
    let folder = Folder::new();
    folder
        .write("records/a.json", EMPTY)
        .write("records/b.json", "{broken");
    for format in ["text", "markdown", "html", "junit", "sarif"] {
        let ran = folder.check(&["records", "--format", format]);
        ran.status(2).complains(&["b.json"]);
        let said = "1 input could not be read, and is not in this report";
        assert!(ran.stdout.contains(said), "{format}");
    }
    let ran = folder.check(&["records/a.json", "--format", "sarif"]);
    assert!(!ran.stdout.contains("invocations"));
}

#[test]
fn a_broken_line_is_named_and_the_others_are_judged() {
    let folder = Folder::new();
    let lines = [EMPTY, "", "{\"format\":", EMPTY, r#"{"id":"R"}"#].join("\n");
    folder.write("many.ndjson", &lines);
    let ran = folder.check(&["many.ndjson", "--format", "ndjson"]);
    ran.status(2)
        .complains(&["error: many.ndjson:3:", "error: many.ndjson:5:"]);
    let places: Vec<_> = ran
        .lines()
        .iter()
        .map(|line| line["source"]["line"].clone())
        .collect();
    assert_eq!(places, [1, 4]);
    // The same on standard input, also when the first line is the broken one.
    let ran = folder.check_with(&["-", "--format", "ndjson"], lines.as_bytes());
    assert_eq!(ran.status(2).lines().len(), 2);
    let lines = ["{broken", EMPTY, EMPTY].join("\n");
    let ran = folder.check_with(&["-", "--format", "ndjson"], lines.as_bytes());
    ran.status(2).complains(&["standard input:1:"]);
    assert_eq!(ran.lines().len(), 2);
}

#[test]
fn lines_are_what_the_library_answers() {
    let engine = Engine::new(b"iso20000-1:2018").unwrap();
    let folder = Folder::new();
    let records: String = (0..3000)
        .map(|n| EMPTY.replace("REL-1", &format!("REL-{n}")) + "\n")
        .collect();
    let library = |more: &str| {
        let request = format!(r#"{{"as_of":"{AS_OF}"{more}}}"#);
        let answer = engine.call("assess_many", request.as_bytes(), records.as_bytes());
        String::from_utf8(answer).unwrap()
    };
    let run = |args: &[&str]| {
        folder
            .check_with(
                &[&["--format", "ndjson"], args].concat(),
                records.as_bytes(),
            )
            .stdout
    };
    folder.write("many.jsonl", &records);
    assert!(run(&["-"]) == library(""));
    assert!(run(&["-", "--threads", "1"]) == library(""));
    assert!(run(&["many.jsonl", "--threads", "3"]) == library(r#","source":"many.jsonl""#));
}

#[test]
fn one_record_over_many_lines_is_one_record() {
    let folder = Folder::new();
    let pretty = "{\n  \"format\": \"releasegate/release/1\",\n  \"id\": \"REL-1\"\n}\n";
    let yaml = "format: releasegate/release/1\nid: REL-1\n";
    for text in [
        EMPTY.to_owned(),
        format!("{EMPTY}\n\n"),
        pretty.to_owned(),
        yaml.to_owned(),
    ] {
        let ran = folder.check_with(&["-", "--format", "json"], text.as_bytes());
        assert_eq!(ran.status(1).json()["release"]["id"], "REL-1", "{text}");
        // A file whose name does not tell is looked into as well.
        folder.write("record", &text);
        let ran = folder.check(&["record", "--format", "json"]);
        assert_eq!(ran.status(1).json()["source"]["name"], "record", "{text}");
    }
}

#[test]
fn text_ends_with_a_summary() {
    let folder = Folder::new();
    folder
        .write("a.json", EMPTY)
        .write("b.json", EMPTY.replace("REL-1", "REL-2"));
    let text = folder.check(&["a.json", "b.json"]).status(1).stdout.clone();
    assert!(text.contains("2 releases: 2 not evidenced"), "{text}");
    assert!(
        text.contains("REL-2    ? ? ? ? ? ?  support: 86 not evidenced"),
        "{text}"
    );
    let text = folder
        .check(&["a.json", "b.json", "--format", "markdown"])
        .stdout;
    assert!(
        text.contains("| `REL-2` | ? | ? | ? | ? | ? | ? | support | 86 not evidenced |"),
        "{text}"
    );
    assert!(!folder.check(&["a.json"]).stdout.contains("1 release"));
}
