//! `diff` of records, and of assessments that were kept.

use crate::{AS_OF, EMPTY, Folder};

const PLANNED: &str =
    r#"{"format":"releasegate/release/1","id":"REL-1","plan":{"id":"P","method":"canary"}}"#;

fn kept(folder: &Folder, name: &str, record: &str, as_of: &str) {
    let args = ["check", "-", "--format", "json", "--as-of", as_of];
    let ran = folder.run_with(&args, record.as_bytes());
    folder.write(name, &ran.status(1).stdout);
}

#[test]
fn two_assessments_name_what_they_cannot_exclude() {
    let folder = Folder::new();
    kept(&folder, "a.json", EMPTY, "2026-06-01T00:00:00Z");
    kept(&folder, "b.json", PLANNED, "2026-06-01T00:00:00Z");
    kept(&folder, "c.json", PLANNED, AS_OF);
    let same_time = folder.run(&["diff", "a.json", "b.json"]);
    let text = &same_time.status(0).stdout;
    let line = "\nPLN-08: not_evidenced -> conforming, because of the data\n";
    assert!(text.contains(line), "{text}");
    assert!(!text.contains("left open"), "{text}");
    let later = folder.run(&["diff", "a.json", "c.json"]);
    let text = &later.status(0).stdout;
    let line = "\nPLN-08: not_evidenced -> conforming, because of the clock or the data\n";
    assert!(text.contains(line), "{text}");
    assert!(
        text.ends_with(
            "\nCauses are left open: two assessments do not say what the records said; \
                        compare the records to tell\n"
        ),
        "{text}"
    );
    // The records tell.
    folder.write("a.yaml", EMPTY).write("c.yaml", PLANNED);
    let args = [
        "diff",
        "a.yaml",
        "c.yaml",
        "--before",
        "2026-06-01T00:00:00Z",
        "--as-of",
        AS_OF,
    ];
    let told = folder.run(&args);
    let text = &told.status(0).stdout;
    let line = "\nPLN-08: not_evidenced -> conforming, because of the data\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = Folder::new();
    kept(&folder, "a.json", EMPTY, AS_OF);
    kept(
        &folder,
        "other.json",
        &EMPTY.replace("REL-1", "REL-2"),
        AS_OF,
    );
    folder.write("r.json", EMPTY);
    let refused = |args: &[&str], expected: &[&str]| {
        let ran = folder.run(&[&["diff"], args].concat());
        ran.status(2).says(expected);
    };
    refused(&["a.json"], &["a.json", "name the assessment after"]);
    refused(
        &["a.json", "r.json"],
        &["r.json:1:", "`releasegate/assessment/1`", "/format"],
    );
    refused(
        &["r.json", "a.json"],
        &["a.json:1:", "`releasegate/release/1`", "/format"],
    );
    refused(
        &["a.json", "other.json"],
        &["/release/id", "different releases"],
    );
    let policy = ["a.json", "a.json", "--policy", "itil"];
    refused(&policy, &["leave instants and policies out"]);
}
