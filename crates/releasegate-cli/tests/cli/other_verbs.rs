//! `explain`, `schema`, `new`, `import`, `completions`.

use crate::{Folder, example};

#[test]
fn explain_tells_what_a_check_asks() {
    let folder = Folder::new();
    let text = folder.run(&["explain", "DEP-01"]).status(0).stdout.clone();
    for expected in [
        "deployed-without-prior-approval",
        "iso20000-1:2018 8.5.3",
        "remedy",
        "who",
    ] {
        assert!(text.contains(expected), "{text}");
    }
    assert_eq!(
        folder
            .run(&["explain", "deployed-without-prior-approval"])
            .stdout,
        text
    );
    assert_eq!(folder.run(&["explain", "dep-01"]).stdout, text);
    let both = folder.run(&["explain", "DEP-01", "PLN-01", "--format", "json"]);
    assert_eq!(both.status(0).json()["checks"].as_array().unwrap().len(), 2);
    let page = folder
        .run(&["explain", "--all", "--format", "markdown"])
        .status(0)
        .stdout
        .clone();
    assert!(page.starts_with("# Checks\n"));
}

#[test]
fn schema_lists_and_gives() {
    let folder = Folder::new();
    let names = folder.run(&["schema"]).status(0).stdout.clone();
    assert!(names.lines().any(|name| name == "release"), "{names}");
    for name in names.lines() {
        let schema = folder.run(&["schema", name]);
        assert!(schema.status(0).json()["$schema"].is_string(), "{name}");
    }
}

#[test]
fn a_new_release_can_be_checked_at_once() {
    let folder = Folder::new();
    let record = folder.run(&["new", "release"]).status(0).stdout.clone();
    assert_eq!(
        folder
            .check_with(&["-"], record.as_bytes())
            .status(1)
            .stderr,
        ""
    );
    folder.run(&["new", "release", "-o", "r.yaml"]).status(0);
    folder.run(&["new", "policy", "-o", "p.yaml"]).status(0);
    assert_eq!(folder.read("r.yaml"), record);
    assert_eq!(
        folder
            .check(&["r.yaml", "--policy", "p.yaml"])
            .status(1)
            .stderr,
        ""
    );
    // What somebody may have filled in is not lost.
    folder
        .run(&["new", "release", "-o", "r.yaml"])
        .status(2)
        .says(&["r.yaml: the file is there"]);
}

#[test]
fn imported_records_can_be_checked_at_once() {
    let folder = Folder::new();
    let hash = "0123456789abcdef0123456789abcdef01234567";
    folder.write(
        "nova.yaml",
        format!(
            "team: nova\nwhatever: 1\nreleases:\n{}{}",
            format_args!("  - version: 1.0.0\n    projects: [{{repo: a/nova, hash: {hash}}}]\n"),
            format_args!("  - version: 1.1.0\n    projects: [{{repo: a/nova, hash: {hash}}}]\n"),
        ),
    );
    let ran = folder.run(&["import", "openstack", "nova.yaml"]);
    assert_eq!(ran.status(0).lines().len(), 2);
    ran.complains(&["note: nova.yaml#/whatever: "]);
    let checked = folder.check_with(&["-", "--format", "ndjson"], ran.stdout.as_bytes());
    assert_eq!(checked.status(1).lines().len(), 2);

    let one = folder.run(&["import", "openstack", "nova.yaml", "--format", "json"]);
    let document = one.status(0).json();
    assert_eq!(document["format"], "releasegate/import/1");
    assert_eq!(document["notes"].as_array().unwrap().len(), 1);
    folder
        .run(&["import", "openstack", "nova.yaml", "--max-bytes", "9"])
        .status(2);
    let notes = folder
        .run(&["import", "openstack", "nova.yaml", "--error-format", "json"])
        .stderr;
    assert!(notes.starts_with(r#"{"pointer":"/whatever","#), "{notes}");
}

#[test]
fn completions_for_each_shell() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = folder.run(&["completions", shell]).status(0).stdout.clone();
        assert!(
            script.contains("releasegate") && script.contains("explain"),
            "{shell}"
        );
    }
}

#[test]
fn the_examples_are_read() {
    let ran = Folder::new().check(&[
        &example("payments-4.2"),
        &example("failures"),
        "--fail-on",
        "never",
    ]);
    assert_eq!(ran.status(0).stderr, "");
}
