//! `decide`, `can` and `trail` on the example release.

use crate::{Folder, Ran, example};

fn decide(folder: &Folder, commands: &str, more: &[&str]) -> Ran {
    let policy = example("payments-4.2/policy.yaml");
    let args = ["decide", commands, "--policy", &policy];
    folder.run(&[&args, more].concat())
}

#[test]
fn commands_give_the_trail_of_every_language() {
    let folder = Folder::new();
    let ran = decide(
        &folder,
        &example("trail/commands.ndjson"),
        &["--trail", "trail.ndjson"],
    );
    let text = &ran.status(0).stdout;
    assert!(text.contains("\n137 commands, 0 refused;"), "{text}");
    let kept = std::fs::read_to_string(example("trail/trail.ndjson")).unwrap();
    assert_eq!(folder.read("trail.ndjson"), kept);
    let verified = folder.run(&["trail", "verify", "trail.ndjson"]);
    let text = &verified.status(0).stdout;
    assert!(
        text.starts_with("✔ the trail is whole: 137 entries\n"),
        "{text}"
    );
    let policy = example("payments-4.2/policy.yaml");
    let args = ["trail", "conformance", "trail.ndjson", "--policy", &policy];
    folder.run(&args).status(0);
    // Under another policy much would have been refused.
    let ran = folder.run(&["trail", "conformance", "trail.ndjson"]);
    assert!(ran.status(1).stdout.contains("✘"));
    let replayed = folder.run(&["trail", "replay", "trail.ndjson"]);
    folder.write("record.json", &replayed.status(0).stdout);
    let checked = folder.run(&[
        "check",
        "record.json",
        "--policy",
        &policy,
        "--as-of",
        "2026-09-01T00:00:00Z",
    ]);
    checked.status(0);
}

#[test]
fn a_trail_is_gone_on_from_and_refusals_are_kept() {
    let folder = Folder::new();
    folder.write(
        "t.ndjson",
        std::fs::read(example("trail/trail.ndjson")).unwrap(),
    );
    let late =
        r#"{"at":"2026-09-01T08:00:00Z","actor":"anna-berg","command":{"hold":{"reason":"r"}}}"#;
    folder.write("more.ndjson", late);
    let ran = decide(&folder, "more.ndjson", &["--trail", "t.ndjson"]);
    let text = &ran.status(1).stdout;
    assert!(text.contains("the release is closed"), "{text}");
    let verified = folder.run(&["trail", "verify", "t.ndjson"]);
    assert!(verified.status(0).stdout.contains("138 entries"));
}

#[test]
fn what_was_changed_is_found_and_nothing_is_added_to_it() {
    let folder = Folder::new();
    let trail = std::fs::read_to_string(example("trail/trail.ndjson")).unwrap();
    folder.write("t.ndjson", trail.replacen("anna-berg", "anna-bery", 1));
    let found = folder.run(&["trail", "verify", "t.ndjson"]);
    let text = &found.status(1).stdout;
    assert!(
        text.starts_with("✘ line 1: the entry is not what its hash"),
        "{text}"
    );
    let ran = decide(
        &folder,
        &example("trail/commands.ndjson"),
        &["--trail", "t.ndjson"],
    );
    assert!(ran.status(2).stderr.contains("nothing is added to a trail"));
    // Without its last line a trail is whole; only a checkpoint tells.
    let cut = trail.trim_end().rsplit_once('\n').unwrap().0;
    folder.write("cut.ndjson", format!("{cut}\n"));
    folder.run(&["trail", "verify", "cut.ndjson"]).status(0);
    let checkpoint = format!("137:{}", "0".repeat(64));
    let args = ["trail", "verify", "cut.ndjson", "--checkpoint", &checkpoint];
    assert!(folder.run(&args).status(1).stdout.contains("cut off"));
}

#[test]
fn a_person_sees_what_they_may_do_and_why_not() {
    let folder = Folder::new();
    let trail = example("trail/trail.ndjson");
    let replayed = folder.run(&["trail", "replay", &trail, "--until", "82"]);
    folder.write("r.json", &replayed.status(0).stdout);
    let policy = example("payments-4.2/policy.yaml");
    let ran = folder.run(&[
        "can",
        "r.json",
        "--actor",
        "petra-lindner",
        "--policy",
        &policy,
        "--as-of",
        "2026-04-11T22:02:00+02:00",
    ]);
    let text = &ran.status(0).stdout;
    let (may, may_not) = text.split_once("\nMay not\n").unwrap();
    assert!(
        may.contains("start_wave         Start a wave: north\n"),
        "{text}"
    );
    assert!(
        may_not.contains("decide             Approve or reject a build\n"),
        "{text}"
    );
}
