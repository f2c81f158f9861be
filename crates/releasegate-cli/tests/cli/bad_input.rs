//! Everything that ends with exit status 2, and what is said about it.

use std::fs::File;

use crate::{AS_OF, EMPTY, Folder};

#[track_caller]
fn refused(name: &str, text: &str, expected: &[&str]) {
    let folder = Folder::new();
    folder.write(name, text);
    folder.check(&[name]).status(2).says(expected);
}

#[test]
fn malformed_json() {
    refused(
        "r.json",
        "{\n  \"format\": ,\n}",
        &["error: r.json:2:", "(syntax)"],
    );
}

#[test]
fn malformed_yaml() {
    refused(
        "r.yaml",
        "format: releasegate/release/1\nid: \"x\n",
        &["error: r.yaml:", "(syntax)"],
    );
}

#[test]
fn a_wrong_type() {
    let text = r#"{"format":"releasegate/release/1","id":7}"#;
    refused("r.json", text, &["r.json:1:", "(wrong-type)", "at /id"]);
}

#[test]
fn an_unknown_key_names_the_nearest() {
    let text = r#"{"format":"releasegate/release/1","id":"R","titel":"x"}"#;
    refused(
        "r.json",
        text,
        &["unknown key `titel`", "did you mean `title`?"],
    );
}

#[test]
fn a_time_without_offset() {
    let text = "format: releasegate/release/1\nid: R\nregistered_at: 2026-03-01T10:00:00\n";
    refused(
        "r.yaml",
        text,
        &["r.yaml:3:", "(naive-timestamp)", "/registered_at", "offset"],
    );
}

#[test]
fn another_kind_of_document() {
    let text = "format: releasegate/policy/1\nid: P\nextends: iso20000-1:2018\n";
    refused(
        "p.yaml",
        text,
        &["p.yaml: ", "`policy`, not a release record", "--policy"],
    );
}

#[test]
fn an_empty_document() {
    refused("r.json", "", &["r.json", "(syntax)"]);
    refused(
        "r.ndjson",
        "\n\n",
        &["there is no record in the input", "releasegate new release"],
    );
}

#[test]
fn a_packed_document() {
    let folder = Folder::new();
    std::fs::write(folder.path("r.json.gz"), [0x1f, 0x8b, 0x08, 0x00]).unwrap();
    folder
        .check(&["r.json.gz"])
        .status(2)
        .says(&["r.json.gz", "gzip: unpack it first"]);
}

#[test]
fn a_packed_output() {
    let folder = Folder::new();
    folder.run(&["new", "release", "-o", "r.yaml"]).status(0);
    for name in ["r.json.gz", "r.csv.ZIP", "r.zst"] {
        let ran = folder.check(&["r.yaml", "--format", "json", "-o", name]);
        ran.status(2)
            .says(&[name, "what is written is not packed", "`gzip`"]);
        assert!(!folder.path(name).exists());
    }
}

#[test]
fn a_key_of_a_file_of_keys() {
    let folder = Folder::new();
    std::fs::write(folder.path("keys.json"), r#"{"a/b": "no key"}"#).unwrap();
    std::fs::write(folder.path("t.ndjson"), "").unwrap();
    folder
        .run(&["trail", "verify", "t.ndjson", "--keys", "keys.json"])
        .status(2)
        .says(&[
            "error: keys.json: this is no Ed25519 public key",
            " at /a~1b;",
        ]);
}

#[test]
fn policies_without_what_makes_them_a_set() {
    let folder = Folder::new();
    let list = "- {format: releasegate/policy/1, id: a, extends: \"iso20000-1:2018\"}\n";
    std::fs::write(folder.path("p.yaml"), list).unwrap();
    for verb in ["lint", "show"] {
        folder
            .run(&["policy", verb, "p.yaml"])
            .status(2)
            .says(&["p.yaml: found a list", "releasegate/policies/1"]);
    }
}

#[test]
fn a_missing_file() {
    Folder::new()
        .check(&["nothing.json"])
        .status(2)
        .says(&["error: nothing.json: ", "(io)"]);
}

#[test]
fn an_empty_folder() {
    let folder = Folder::new();
    folder
        .write("records/readme.txt", "")
        .write("records/.hidden.json", EMPTY);
    let ran = folder.check(&["records"]);
    ran.status(2)
        .complains(&["records: there is no document in this folder"]);
    // What is read later without its errors is no empty file.
    assert_eq!(
        ran.stdout,
        "There was no release, so there is no verdict.\n"
    );
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = Folder::new();
    File::create(folder.path("big.json"))
        .unwrap()
        .set_len(200 << 20)
        .unwrap();
    folder
        .check(&["big.json"])
        .status(2)
        .says(&["big.json", "209715200 bytes", "(too-large)"]);
    folder
        .check(&["big.json", "--policy", "big.json"])
        .status(2)
        .says(&["(too-large)"]);
    folder.write("r.json", EMPTY);
    folder
        .check(&["r.json", "--max-bytes", "10"])
        .status(2)
        .says(&["(too-large)", "--max-bytes"]);
    let text = [EMPTY, "\n", EMPTY, "\n"].concat();
    let args = ["-", "--max-bytes", "10"];
    folder
        .check_with(&args, text.as_bytes())
        .status(2)
        .complains(&["(too-large)"]);
}

#[test]
fn an_endless_line_is_passed_over() {
    let folder = Folder::new();
    let long = "x".repeat(20 << 20);
    folder.write("many.ndjson", format!("{EMPTY}\n{long}\n{EMPTY}\n"));
    let ran = folder.check(&["many.ndjson", "--format", "ndjson", "--max-bytes", "1000"]);
    ran.status(2)
        .complains(&["error: many.ndjson:2: ", "(too-large)"]);
    let lines: Vec<_> = ran
        .lines()
        .iter()
        .map(|line| line["source"]["line"].clone())
        .collect();
    assert_eq!(lines, [1, 3]);
}

#[test]
fn unknown_names_come_with_the_known_ones() {
    let folder = Folder::new();
    folder.write("r.json", EMPTY);
    folder
        .check(&["r.json", "--check", "dep-1"])
        .status(2)
        .says(&["`dep-1`", "did you mean `DEP-01`?"]);
    folder
        .check(&["r.json", "--policy", "iso9001"])
        .status(2)
        .says(&["iso9001", "iso20000-1:2018"]);
    folder
        .run(&["explain", "XXX-01"])
        .status(2)
        .says(&["(unknown-check)", "`releasegate explain --all` lists"]);
    folder.run(&["schema", "relase"]).status(2).says(&[
        "(unknown-schema)",
        "release",
        "assessment",
    ]);
    folder
        .run(&["import", "jira", "r.json"])
        .status(2)
        .says(&["jira", "openstack"]);
}

#[test]
fn usage() {
    let folder = Folder::new();
    for args in [
        &[][..],
        &["check"],
        &["check", "-", "--gate", "release"],
        &["check", "-", "--as-of", "2026-03-01"],
        &["check", "-", "--as-of", "2026-03-01T10:00:00"],
        &["check", "-", "--format", "pdf"],
        &["explain"],
        &["explain", "DEP-01", "--all"],
        &["approve"],
    ] {
        assert_eq!(folder.run(args).status(2).stdout, "", "{args:?}");
    }
    for args in [&["--help"][..], &["check", "--help"], &["--version"]] {
        assert_eq!(folder.run(args).status(0).stderr, "", "{args:?}");
    }
}

#[test]
fn errors_as_documents() {
    let folder = Folder::new();
    folder.write("bad.json", "{").write("r.json", EMPTY);
    let run = |args: &[&str]| {
        let ran =
            folder.run(&[&["check", "--as-of", AS_OF, "--error-format", "json"], args].concat());
        let lines = ran.status(2).stderr.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect::<Vec<serde_json::Value>>()
    };
    let errors = run(&["bad.json", "r.json", "nothing.json"]);
    assert_eq!(errors.len(), 2);
    assert_eq!(errors[0]["format"], "releasegate/error/1");
    assert_eq!(errors[0]["code"], "syntax");
    assert_eq!(errors[0]["source"], "bad.json");
    assert_eq!(errors[0]["line"], 1);
    assert_eq!(errors[1]["code"], "io");
    assert_eq!(
        run(&["r.json", "--policy", "nothing"])[0]["code"],
        "unknown-profile"
    );
}

#[test]
fn a_record_cannot_steer_the_terminal_through_an_error() {
    let text = "{\"format\":\"releasegate/release/1\",\"id\":\"R\",\"\\u001b[2Jx\\n\":1}";
    let folder = Folder::new();
    let ran = folder.check_with(&["-"], text.as_bytes());
    ran.status(2).says(&["standard input:1:"]);
    assert!(
        !ran.stderr.trim_end().contains(|c: char| c.is_control()),
        "{:?}",
        ran.stderr
    );
}
