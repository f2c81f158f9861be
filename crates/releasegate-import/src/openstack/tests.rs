use releasegate::model::{Items, Release};
use releasegate::read::ErrorCode::{
    DuplicateKey, InvalidValue, MissingKey, NotUtf8, Syntax, TooDeep, TooLarge, WrongType,
};
use releasegate::read::{self, Error, ErrorCode, Limits};
use serde_json::{Value, json};

use crate::{Imported, import};

#[test]
fn a_release_becomes_a_record() {
    let record = only_record(
        "team: nova\n\
         releases:\n\
         - version: 27.0.0.0rc1\n  \
           projects:\n  \
           - repo: openstack/nova\n    \
             hash: 2bb8689835a4631622201299d531a24f28aad281\n",
    );
    assert_eq!(
        record,
        json!({
            "format": "releasegate/release/1",
            "id": "nova-27.0.0.0rc1",
            "version": "27.0.0.0rc1",
            "plan": { "deliverables": [{
                "id": "openstack/nova",
                "name": "openstack/nova",
                "version": "27.0.0.0rc1",
                "source": "openstack/nova",
            }] },
            "build": { "builds": [{
                "id": "27.0.0.0rc1",
                "artifacts": [{
                    "deliverable": "openstack/nova",
                    "version": "27.0.0.0rc1",
                    "digest": "gitCommit:2bb8689835a4631622201299d531a24f28aad281",
                }],
            }] },
            "sources": [
                source("/version", "/releases/0/version"),
                source("/plan/deliverables/0/id", "/releases/0/projects/0/repo"),
                source("/plan/deliverables/0/name", "/releases/0/projects/0/repo"),
                source("/plan/deliverables/0/version", "/releases/0/version"),
                source("/plan/deliverables/0/source", "/releases/0/projects/0/repo"),
                source("/build/builds/0/id", "/releases/0/version"),
                source("/build/builds/0/artifacts/0/deliverable", "/releases/0/projects/0/repo"),
                source("/build/builds/0/artifacts/0/version", "/releases/0/version"),
                source("/build/builds/0/artifacts/0/digest", "/releases/0/projects/0/hash"),
                source("/extensions/openstack/team", "/team"),
            ],
            "extensions": { "openstack": { "team": "nova" } },
        })
    );
}

#[test]
fn numbers_stay_as_they_are_written() {
    let hash = "1234567890123456789012345678901234567e12";
    let record = only_record(&format!(
        "team: nova\nstoryboard: 905\n\
         branches: [{{name: stable/2.10, location: 2.10}}, {{name: 007, location: 1e3}}]\n\
         releases: [{{version: 2.10, diff-start: 1.0, projects: [{{repo: 7.0, hash: {hash}}}]}}]\n"
    ));
    assert_eq!(record["version"], "2.10");
    assert_eq!(record["id"], "nova-2.10");
    assert_eq!(record["plan"]["deliverables"][0]["id"], "7.0");
    assert_eq!(
        record["build"]["builds"][0]["artifacts"][0]["digest"],
        format!("gitCommit:{hash}")
    );
    let openstack = &record["extensions"]["openstack"];
    assert_eq!(openstack["storyboard"], 905);
    assert_eq!(openstack["branches"][0]["location"], "2.10");
    assert_eq!(openstack["branches"][1]["name"], "007");
    assert_eq!(openstack["branches"][1]["location"], "1e3");
    assert_eq!(openstack["release"]["diff-start"], "1.0");
}

#[test]
fn a_number_is_found_behind_a_byte_order_mark_and_other_letters() {
    let record = only_record(
        "\u{feff}# Größe\nteam: é\nstoryboard: &a 0.50\nlaunchpad: *a\nreleases: [{version: 1}]",
    );
    assert_eq!(record["extensions"]["openstack"]["storyboard"], "0.50");
    assert_eq!(record["extensions"]["openstack"]["launchpad"], "0.50");
}

#[test]
fn several_projects_are_one_release() {
    let record = only_record(
        "releases: [{version: 1.0.0, projects: [{repo: a, hash: null}, {repo: b, tarball-base: bb}]}]",
    );
    assert_eq!(record["plan"]["deliverables"].as_array().unwrap().len(), 2);
    assert_eq!(record["build"]["builds"].as_array().unwrap().len(), 1);
    assert_eq!(
        record["build"]["builds"][0]["artifacts"][1]["deliverable"],
        "b"
    );
    assert_eq!(
        record["extensions"]["openstack"]["release"],
        json!({ "projects": [{ "repo": "b", "tarball-base": "bb" }] })
    );
}

#[test]
fn header_values_are_kept_in_any_shape() {
    let header = json!({
        "team": "t",
        "release-notes": { "openstack/a": "https://example.org/a", "openstack/b~1": null },
        "cycle-highlights": "one text",
        "repository-settings": { "openstack/a": {}, "openstack/b": { "flags": ["retired"] } },
        "include-pypi-link": true,
        "storyboard": "openstack/a",
        "branches": [{ "name": "stable/train", "location": { "openstack/a": "abc" } }],
    });
    let mut file = header.clone();
    file["releases"] = json!([{ "version": "1.0.0", "flags": ["forced"], "projects": [] }]);
    let mut record = only_record(&file.to_string());
    let openstack = record["extensions"]["openstack"].as_object_mut().unwrap();
    assert_eq!(
        openstack.remove("release").unwrap(),
        json!({ "flags": ["forced"] })
    );
    assert_eq!(Value::Object(openstack.clone()), header);
}

#[test]
fn what_the_file_cannot_tell_is_absent() {
    let record = only_record("team: nova\ntype: service\nreleases: [{version: 1.0.0}]");
    let keys: Vec<_> = record.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["format", "id", "version", "sources", "extensions"]);
}

#[test]
fn marks_are_notes() {
    for mark in ["train-eol", "wallaby-em", "2023.1-eom", "train-last"] {
        let imported = imported(&format!(
            "releases: [{{version: 1.0.0}}, {{version: {mark}}}]"
        ));
        assert_eq!(imported.records.len(), 1, "{mark}");
        assert_eq!(imported.notes[1].pointer, "/releases/1");
        assert!(
            imported.notes[1].message.ends_with("is not a release"),
            "{mark}"
        );
    }
}

#[test]
fn what_is_not_carried_over_is_a_note() {
    let notes = notes(
        "team: t\nowner/s: x\nreleases:\n\
         - version: 1.0.0\n  on: 2020-01-01\n  projects:\n  \
         - {repo: a, sha: 1, hash: master}\n  - {repo: b, hash: ~}\n- version: 1.0.1\n",
    );
    assert_eq!(
        notes,
        [
            "/owner~1s",
            "/releases/0/projects/0/hash",
            "/releases/0/projects/0/sha",
            "/releases/0/projects/1",
            "/releases/0/on",
            "/releases/1",
        ]
    );
}

#[test]
fn a_file_without_releases_gives_one_note() {
    for releases in ["", "releases:", "releases: []"] {
        let imported = imported(&format!("team: t\n{releases}\n"));
        assert!(imported.records.is_empty());
        assert_eq!(imported.notes.len(), 1);
        assert_eq!(imported.notes[0].pointer, "");
    }
}

#[test]
fn a_name_gives_the_id() {
    for (name, id) in [
        ("antelope/nova.yaml", "nova-1"),
        ("C:\\releases\\nova.yml", "nova-1"),
        ("nova.v2", "nova.v2-1"),
        ("-", "1"),
        ("", "1"),
    ] {
        let bytes = b"releases: [{version: 1}]";
        let imported = import("openstack", name, bytes, &Limits::default()).unwrap();
        assert_eq!(imported.records[0].id, id, "{name}");
        assert_eq!(imported.records[0].sources.items()[0].file, name);
    }
}

#[test]
fn errors_say_what_and_where() {
    check(b"team: [", Syntax, None, Some(1));
    check(b"\xff", NotUtf8, None, Some(1));
    check(b"- team", WrongType, Some(""), Some(1));
    check(b"text", WrongType, Some(""), Some(1));
    check(b"services: {}", MissingKey, Some("/releases"), None);
    check(b"team: a\nteam: b", DuplicateKey, None, Some(2));
    check(b"releases: 1", WrongType, Some("/releases"), Some(1));
    check(
        b"releases:\n- projects: []",
        MissingKey,
        Some("/releases/0/version"),
        Some(2),
    );
    check(
        b"releases:\n- version: [1]",
        WrongType,
        Some("/releases/0/version"),
        Some(2),
    );
    check(
        b"releases:\n- version: ''",
        InvalidValue,
        Some("/releases/0/version"),
        None,
    );
    check(
        b"releases:\n- version: 1.0\n- version: 1.0",
        InvalidValue,
        Some("/releases/1/version"),
        None,
    );
    check(
        b"releases:\n- version: 1\n  projects:\n  - hash: a",
        MissingKey,
        Some("/releases/0/projects/0/repo"),
        Some(4),
    );
    check(
        b"releases:\n- version: 1\n  projects:\n  - repo: a\n  - repo: a",
        InvalidValue,
        Some("/releases/0/projects/1/repo"),
        None,
    );
    check(
        format!("{}{}", "[".repeat(70), "]".repeat(70)).as_bytes(),
        WrongType,
        Some(""),
        Some(1),
    );
    check(
        format!("team: {}{}", "[".repeat(70), "]".repeat(70)).as_bytes(),
        TooDeep,
        None,
        Some(1),
    );
}

#[test]
fn null_and_empty_documents_are_no_deliverables() {
    for text in ["", "---\n", "~", "{}"] {
        assert!(run(text.as_bytes()).is_err(), "{text:?}");
    }
}

#[test]
fn an_error_in_a_kept_value_points_to_the_key() {
    check(
        b"type: x\nteam: {a: {b: 1, b: 2}}",
        DuplicateKey,
        Some("/team"),
        Some(2),
    );
    check(
        b"releases:\n- version: 1\n  flags: [{a: 1, a: 2}]",
        DuplicateKey,
        Some("/releases/0/flags"),
        Some(3),
    );
}

#[test]
fn limits_are_kept() {
    let cost = |text: &str, limits: Limits| {
        import("openstack", "a", text.as_bytes(), &limits)
            .unwrap_err()
            .code
    };
    let few_bytes = Limits {
        max_bytes: 10,
        ..Limits::default()
    };
    assert_eq!(cost("releases: [{version: 1}]", few_bytes), TooLarge);
    let flat = Limits {
        max_depth: 2,
        ..Limits::default()
    };
    assert_eq!(cost("releases: [{version: 1}]", flat), TooDeep);
    let few_nodes = Limits {
        max_nodes: 20,
        ..Limits::default()
    };
    assert_eq!(
        cost("team: [x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x,x]", few_nodes),
        TooDeep
    );
    assert_eq!(
        cost("team: &a [x,x,x,x,x,x,x]\ntype: [*a,*a,*a]", few_nodes),
        TooDeep
    );
}

#[test]
fn records_that_repeat_a_large_header_are_refused() {
    let releases: Vec<_> = (0..100)
        .map(|i| json!({ "version": i.to_string() }))
        .collect();
    let file = json!({ "team": "t".repeat(5_000), "releases": releases }).to_string();
    let limits = Limits {
        max_bytes: 100_000,
        ..Limits::default()
    };
    let error = import("openstack", "a", file.as_bytes(), &limits).unwrap_err();
    assert_eq!(error.code, TooLarge);
}

#[test]
fn values_may_be_nested_deeper_than_the_format_needs() {
    let deep = format!(
        "team: {}1{}\nreleases: [{{version: 1}}]",
        "[".repeat(14),
        "]".repeat(14)
    );
    only_record(&deep);
}

pub(super) fn run(bytes: &[u8]) -> Result<Imported, Error> {
    import("openstack", "antelope/nova.yaml", bytes, &Limits::default())
}

#[track_caller]
pub(super) fn assert_reads_back(record: &Release) {
    let json = serde_json::to_vec(record).unwrap();
    let back = Release::read(&json, Some(read::Syntax::Json), &Limits::default()).unwrap();
    assert_eq!(&back, record);
}

#[track_caller]
fn imported(text: &str) -> Imported {
    let imported = run(text.as_bytes()).unwrap();
    imported.records.iter().for_each(assert_reads_back);
    imported
}

#[track_caller]
fn only_record(text: &str) -> Value {
    let imported = imported(text);
    assert_eq!(imported.records.len(), 1);
    serde_json::to_value(&imported.records[0]).unwrap()
}

#[track_caller]
fn notes(text: &str) -> Vec<String> {
    imported(text)
        .notes
        .into_iter()
        .map(|note| note.pointer)
        .collect()
}

#[track_caller]
fn check(bytes: &[u8], code: ErrorCode, pointer: Option<&str>, line: Option<u64>) {
    let error = run(bytes).unwrap_err();
    assert_eq!(error.code, code, "{error}");
    assert_eq!(error.line, line, "{error}");
    if pointer.is_some() {
        assert_eq!(error.pointer.as_deref(), pointer, "{error}");
    }
}

fn source(pointer: &str, file_pointer: &str) -> Value {
    json!({ "pointer": pointer, "file": "antelope/nova.yaml", "file_pointer": file_pointer })
}
