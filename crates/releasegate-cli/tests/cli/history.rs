//! `import history`: what another tool kept, as commands for `trail conformance`.

use serde_json::Value;

use crate::{Folder, Ran, example};

const MAPPING: &str = r##"
format: releasegate/mapping/1
release: {column: release}
at: {column: when}
actor: {column: who}
rules:
  - when: {what: live}
    command: {start_wave: {wave: all, build: b}}
  - when: {what: seen}
    ignore: nobody did anything
"##;

fn import(folder: &Folder, table: &str, more: &[&str]) -> Ran {
    folder.write("mapping.yaml", MAPPING);
    folder.write("log.csv", format!("when,who,what,release\n{table}"));
    let args = ["import", "history", "log.csv", "--mapping", "mapping.yaml"];
    folder.run(&[&args, more].concat())
}

#[test]
fn a_release_that_was_deployed_before_its_approval_is_found() {
    let folder = Folder::new();
    let (log, mapping) = (
        example("history/sys_audit.csv"),
        example("history/mapping.yaml"),
    );
    let args = ["import", "history", &log, "--mapping", &mapping];
    let ran = folder.run(&[&args[..], &["-o", "commands.ndjson"]].concat());
    // One row names nobody: it is told, and all others are commands.
    let told = &ran.status(2).stderr;
    assert!(
        told.contains("sys_audit.csv:16: row 15, column `User`: the cell says nothing"),
        "{told}"
    );
    assert_eq!(told.matches("error: ").count(), 1, "{told}");
    let kept = std::fs::read_to_string(example("history/commands.ndjson")).unwrap();
    assert_eq!(folder.read("commands.ndjson"), kept);
    let policy = example("history/policy.yaml");
    let args = [
        "trail",
        "conformance",
        "commands.ndjson",
        "--policy",
        &policy,
    ];
    let text = folder.run(&args).status(1).stdout.clone();
    let start = "\n✘   10 2026-03-14T21:04:11Z start_wave noor.haddad\n       DEP-01 The release is \
                 approved before it is deployed: /approvals is missing\n";
    assert!(text.contains(start), "{text}");
    assert!(text.starts_with("14 commands, 2 of which"), "{text}");
}

#[test]
fn one_history_is_given_of_a_file_with_several() {
    let folder = Folder::new();
    let table = "2026-03-01T10:00:00Z,kai,live,R-1\n\
                 2026-03-01T11:00:00Z,kai,live,R-2\n\
                 2026-03-01T12:00:00Z,,live,R-2\n\
                 2026-03-01T12:00:00Z,kai,seen,R-2\n";
    let ran = import(&folder, table, &[]);
    let told = &ran.status(2).stderr;
    assert!(told.contains("the histories of 2 releases"), "{told}");
    assert!(told.contains("releases R-1, R-2"), "{told}");
    assert_eq!(ran.stdout, "");
    // The row without a person is of the other release.
    let one = import(&folder, table, &["--release", "R-1"]);
    assert_eq!(one.status(0).stdout.lines().count(), 1);
    assert!(one.stderr.contains("row 4: ignored"), "{}", one.stderr);
    let none = import(&folder, table, &["--release", "R-3"]);
    let told = &none.status(2).stderr;
    assert!(told.contains("no command for this release"), "{told}");
    let all = import(&folder, table, &["--format", "json"]);
    let document: Value = serde_json::from_str(&all.status(2).stdout).unwrap();
    assert_eq!(document["format"], "releasegate/history/1");
    assert_eq!(document["histories"].as_array().unwrap().len(), 2);
    assert_eq!(document["problems"][0]["row"], 3);
}

#[test]
fn a_history_needs_a_mapping_that_can_be_used() {
    let folder = Folder::new();
    folder.write("log.csv", "when,who,what,release\n");
    let without = folder.run(&["import", "history", "log.csv"]);
    assert!(without.status(2).stderr.contains("--mapping"));
    folder.write("wrong.yaml", MAPPING.replace("who", "whom"));
    let args = ["import", "history", "log.csv", "--mapping", "wrong.yaml"];
    let told = folder.run(&args).status(2).stderr.clone();
    assert!(
        told.contains("wrong.yaml: the file has no such column (invalid-value) at /actor/column"),
        "{told}"
    );
    folder.write("wrong.yaml", MAPPING.replace("ignore", "ingore"));
    let told = folder.run(&args).status(2).stderr.clone();
    assert!(told.contains("did you mean `ignore`?"), "{told}");
    assert!(told.contains("wrong.yaml:10:"), "{told}");
}
