//! `policy show`, `policy lint`, `policy impact`.

use crate::{AS_OF, Folder, example};

/// What is wrong with each of the broken policies: the kind, where, and the exit status.
const BROKEN: [(&str, &str, &str, i32); 15] = [
    (
        "unknown-document",
        "unknown_document",
        "/release_types/1/managed_by",
        1,
    ),
    ("unknown-role", "unknown_role", "/approvals/0/roles/0", 1),
    (
        "unknown-release-type",
        "unknown_release_type",
        "/approvals/0/release_types/0",
        1,
    ),
    ("unknown-check", "unknown_check", "/checks/0/check", 1),
    (
        "quorum-out-of-reach",
        "quorum_out_of_reach",
        "/approvals/0/quorum",
        1,
    ),
    ("gate-never-opens", "gate_never_opens", "/approvals/0", 1),
    (
        "window-never-begins",
        "never_begins",
        "/calendar/windows/0/until",
        1,
    ),
    (
        "window-always-closed",
        "window_always_closed",
        "/calendar/windows/0",
        1,
    ),
    (
        "versions-overlap",
        "versions_overlap",
        "/policies/0/superseded_from",
        1,
    ),
    (
        "gap-between-versions",
        "gap_between_versions",
        "/policies/0/superseded_from",
        1,
    ),
    (
        "lead-time-not-asked",
        "lead_time_not_asked",
        "/lead_times/0/check",
        0,
    ),
    (
        "no-emergency-type",
        "no_emergency_type",
        "/release_types",
        1,
    ),
    ("rule-without-effect", "rule_without_effect", "/checks/0", 0),
    (
        "own-check-unusable",
        "own_check_unusable",
        "/own_checks/0/id",
        1,
    ),
    (
        "role-without-holders",
        "role_without_holders",
        "/roles/0",
        0,
    ),
];

fn lint(path: &str, status: i32) -> Vec<(String, String)> {
    let ran = Folder::new().run(&["policy", "lint", path, "--format", "json"]);
    let answer = ran.status(status).json();
    assert_eq!(answer.get("format").unwrap(), "releasegate/lint/1");
    let findings = answer.get("findings").unwrap().as_array().unwrap();
    let text = |finding: &serde_json::Value, at: &str| {
        let value = finding.pointer(at).unwrap();
        value.as_str().unwrap().to_owned()
    };
    findings
        .iter()
        .map(|finding| (text(finding, "/defect/kind"), text(finding, "/pointer")))
        .collect()
}

#[test]
fn each_broken_policy_has_its_finding() {
    for (name, kind, pointer, status) in BROKEN {
        let found = lint(&example(&format!("broken-policies/{name}.yaml")), status);
        let expected = (kind.to_owned(), pointer.to_owned());
        assert!(found.contains(&expected), "{name}: {found:?}");
        // A gate that cannot open comes with the reason why the rule cannot be met.
        assert!(found.len() == 1 || kind == "gate_never_opens", "{found:?}");
    }
    let files = std::fs::read_dir(example("broken-policies")).unwrap();
    assert_eq!(files.count(), BROKEN.len());
}

#[test]
fn the_other_policies_have_none() {
    for name in [
        "bank/policy.yaml",
        "bank/policies.yaml",
        "payments-4.2/policy.yaml",
    ] {
        assert_eq!(lint(&example(name), 0), []);
    }
    let folder = Folder::new();
    folder.run(&["new", "policy", "-o", "p.yaml"]).status(0);
    let ran = folder.run(&["policy", "lint", "p.yaml"]);
    assert_eq!(ran.status(0).stdout, "p.yaml: nothing found\n");
}

#[test]
fn an_own_check_of_the_bank_judges_a_change_to_a_database() {
    let folder = Folder::new();
    let (bank, record) = (
        example("bank/policy.yaml"),
        example("bank/ledger-database.yaml"),
    );
    let asked = ["--policy", &bank, "--as-of", "2026-02-01T00:00:00Z"];
    let check = ["check", &record, "--check", "NHB-01", "--format", "json"];
    let ran = folder.run(&[&check[..], &asked].concat());
    let answer = ran.status(1).json();
    let finding = &answer["findings"][0];
    assert_eq!(finding["verdict"], "nonconforming");
    assert_eq!(
        finding["message"],
        "a database is affected, and no rehearsal of the way back worked"
    );
    assert!(
        finding["evidence"]
            .as_array()
            .unwrap()
            .contains(&"/plan/back_out/tests/0/passed".into()),
        "{finding}"
    );
    let text = folder.run(&[&["check", &record][..], &asked].concat());
    let shown = &text.status(1).stdout;
    assert!(shown.contains("✘ NHB-01 "), "{shown}");
}

#[test]
fn lint_says_where_and_what_to_do() {
    let folder = Folder::new();
    let broken = std::fs::read(example("broken-policies/unknown-check.yaml")).unwrap();
    let ran = folder.run_with(&["policy", "lint", "-"], &broken);
    assert_eq!(
        ran.status(1).stdout,
        "-#/checks/0/check: error: no check has the id `DEP-99`; `releasegate explain --all` lists \
         the checks\n"
    );
    let no_policy = folder.run_with(&["policy", "lint", "-"], b"{\"format\":");
    no_policy.status(2).says(&["error: "]);
}

#[test]
fn show_lists_the_checks_of_a_policy() {
    let folder = Folder::new();
    let bank = example("bank/policy.yaml");
    let text = folder
        .run(&["policy", "show", &bank])
        .status(0)
        .stdout
        .clone();
    assert!(
        text.starts_with("nordhafen-release-policy 2026.1\n"),
        "{text}"
    );
    assert!(text.contains("\nSUP-14  must    support "), "{text}");
    // What the organization asks for itself is asked for as well.
    assert!(text.contains("\nNHB-01 "), "{text}");
    let json = folder.run(&["policy", "show", &bank, "--format", "json"]);
    assert_eq!(json.status(0).json()["format"], "releasegate/checks/1");
}

#[test]
fn impact_names_the_releases_that_change_and_why() {
    let folder = Folder::new();
    let policy = |check: &str| {
        format!(
            r#"{{"format":"releasegate/policy/1","id":"p","extends":"iso20000-1:2018"{check}}}"#
        )
    };
    folder.write("old.json", policy(""));
    let off = r#","checks":[{"check":"PLN-07","severity":"off"}]"#;
    folder.write("new.json", policy(off));
    let record = |id: &str| format!(r#"{{"format":"releasegate/release/1","id":"{id}"}}"#);
    folder.write("r.ndjson", [record("R-1"), record("R-2")].join("\n") + "\n");
    let command = ["policy", "impact", "old.json", "new.json", "r.ndjson"];
    let as_of = ["--as-of", AS_OF];
    let text = folder.run(&[&command[..], &as_of].concat());
    let expected = "R-1\n  PLN-07: not_evidenced (must, planning gate) -> not asked; only the old \
                    policy asks for it\n";
    assert!(
        text.status(0).stdout.starts_with(expected),
        "{}",
        text.stdout
    );
    assert!(text.stdout.ends_with("2 of 2 releases change\n"));
    let json = folder.run(&[&command[..], &as_of, &["--format", "json"]].concat());
    let json = json.status(0).json();
    assert_eq!(json["releases"], 2);
    assert_eq!(json["changed"][1]["release"], "R-2");
    assert_eq!(
        json["changed"][1]["checks"][0]["why"][0]["kind"],
        "switched_off"
    );
}

#[test]
fn impact_passes_over_what_cannot_be_read() {
    let folder = Folder::new();
    folder.write(
        "r.ndjson",
        "{}\n{\"format\":\"releasegate/release/1\",\"id\":\"R\"}\n",
    );
    let profile = "iso20000-1:2018";
    let ran = folder.run(&[
        "policy", "impact", profile, profile, "r.ndjson", "--as-of", AS_OF,
    ]);
    ran.status(2).complains(&["r.ndjson:1:"]);
    assert_eq!(ran.stdout, "0 of 1 releases change\n");
}
