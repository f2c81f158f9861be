//! What holds for every file: each value of a record has its source, and each record reads back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use releasegate::model::{Items, Release};
use releasegate::read::{self, Limits, Syntax};
use serde_json::{Value, json};

use super::tests::{assert_reads_back, run};
use crate::{Imported, import};

proptest! {
    #![proptest_config(fixed())]

    #[test]
    fn every_value_has_its_source(file in file()) {
        let text = file.to_string();
        let Ok(imported) = run(text.as_bytes()) else {
            // Versions and projects are drawn from few, so that they repeat now and then.
            return Ok(());
        };
        prop_assert_eq!(&run(text.as_bytes()).unwrap(), &imported);
        for record in &imported.records {
            assert_reads_back(record);
            assert_covered(record, &file);
        }
        assert_complete(&imported, &file);
    }

    #[test]
    fn any_text_is_answered(text in "(?s)[-a-z0-9:{}\\[\\],&*\"' \n.~]{0,60}") {
        let _ = run(text.as_bytes());
        let _ = run(format!("team: t\nreleases:\n- version: {text}").as_bytes());
    }
}

#[test]
fn the_examples_are_imported() {
    let mut ids = BTreeSet::new();
    let mut files = 0;
    for series in folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/openstack")) {
        for path in folder(&series)
            .iter()
            .filter(|path| path.extension() == Some("yaml".as_ref()))
        {
            let bytes = fs::read(path).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap();
            let imported = import("openstack", name, &bytes, &Limits::default()).unwrap();
            let file: Value = read::read(&bytes, Some(Syntax::Yaml), &Limits::default()).unwrap();
            assert_eq!(
                imported.records.len(),
                releases(&file),
                "{}",
                path.display()
            );
            for record in &imported.records {
                assert_reads_back(record);
                assert_covered(record, &file);
                assert!(
                    ids.insert(record.id.clone()),
                    "{} is there twice",
                    record.id
                );
            }
            assert_complete(&imported, &file);
            files += 1;
        }
    }
    assert_eq!(files, 24);
}

/// What is in the folder, sorted; nothing when it is a file.
fn folder(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// How many entries of the file are releases.
fn releases(file: &Value) -> usize {
    let versions = file["releases"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| &entry["version"]);
    let is_mark = |version: &str| {
        let suffix = version.rsplit('-').next().unwrap_or_default();
        ["eol", "em", "eom", "last"].contains(&suffix)
    };
    versions
        .filter(|version| !is_mark(text_of(version)))
        .count()
}

/// The same cases on every run, and no file that remembers failures.
fn fixed() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(20_000),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Deliverable files as JSON, which is YAML too.
fn file() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[0-9]{1,3}\\.[0-9]{1,2}",
        "[a-z/~ é\"]{0,8}",
        "[0-9a-f]{40}"
    ];
    let leaf = prop_oneof![
        text.clone().prop_map(Value::from),
        (0..9_000_000_000_000_000_u64).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    let kept = leaf.prop_recursive(3, 12, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-z/~]{1,4}", inner, 0..3).prop_map(|map| json!(map)),
        ]
    });
    let optional = |keys: Vec<&'static str>, value: BoxedStrategy<Value>| {
        prop::collection::btree_map(prop::sample::select(keys), value, 0..4)
    };
    let project = (
        "[a-z]{1,3}/[a-z]{1,3}",
        text,
        optional(
            vec!["comment", "tarball-base", "other"],
            kept.clone().boxed(),
        ),
    )
        .prop_map(|(repo, hash, mut rest)| {
            rest.insert("repo", repo.into());
            rest.insert("hash", hash.into());
            json!(rest)
        });
    let entry = (
        "([0-9]{1,2}\\.[0-9]{1,2}(rc1)?)|train-eol",
        prop::collection::vec(project, 0..3),
        optional(vec!["diff-start", "flags", "other"], kept.clone().boxed()),
    )
        .prop_map(|(version, projects, mut rest)| {
            rest.insert("version", version.into());
            rest.insert("projects", projects.into());
            json!(rest)
        });
    let mut keys = super::kept::KEPT.to_vec();
    keys.push("other");
    (
        optional(keys, kept.boxed()),
        prop::collection::vec(entry, 0..4),
    )
        .prop_map(|(mut header, releases)| {
            header.insert("releases", releases.into());
            json!(header)
        })
}

/// Each leaf of the record is at the place of the file that its source names.
#[track_caller]
fn assert_covered(record: &Release, file: &Value) {
    let json = serde_json::to_value(record).unwrap();
    for (pointer, value) in leaves(&json) {
        let is_derived = ["/format", "/id"].contains(&pointer.as_str());
        if is_derived || pointer.starts_with("/sources/") {
            continue;
        }
        let found = record.sources.items().iter().any(|source| {
            pointer.strip_prefix(&source.pointer).is_some_and(|below| {
                if !below.is_empty() && !below.starts_with('/') {
                    return false;
                }
                let there = file.pointer(&format!("{}{below}", source.file_pointer));
                there.is_some_and(|there| {
                    there == value || value == &json!(format!("gitCommit:{}", text_of(there)))
                })
            })
        });
        assert!(found, "no source says {pointer} = {value}");
    }
}

/// Each leaf of the file is in a record or below a note. Null says the same as a missing key.
#[track_caller]
fn assert_complete(imported: &Imported, file: &Value) {
    let sources = imported
        .records
        .iter()
        .flat_map(|record| record.sources.items());
    let mut accounted: Vec<_> = sources.map(|source| source.file_pointer.as_str()).collect();
    accounted.extend(imported.notes.iter().map(|note| note.pointer.as_str()));
    for (pointer, value) in leaves(file) {
        let found = accounted.iter().any(|above| {
            let below = pointer.strip_prefix(above);
            below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
        });
        assert!(
            found || value.is_null(),
            "neither a record nor a note has {pointer} = {value}"
        );
    }
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn leaves(value: &Value) -> Vec<(String, &Value)> {
    let below = |prefix: String, value| {
        leaves(value)
            .into_iter()
            .map(move |(rest, leaf)| (format!("{prefix}{rest}"), leaf))
    };
    match value {
        Value::Array(items) if !items.is_empty() => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| below(format!("/{index}"), item))
            .collect(),
        Value::Object(map) if !map.is_empty() => map
            .iter()
            .flat_map(|(key, item)| below(format!("/{}", super::token(key)), item))
            .collect(),
        leaf => vec![(String::new(), leaf)],
    }
}
