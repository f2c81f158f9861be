//! The direction of dependencies: core <- report, import <- api <- command line and bindings.

use std::collections::BTreeMap;
use std::fs;

use releasegate_tests::repository;

/// Each crate, and the crates of this workspace that it may depend on.
const ALLOWED: [(&str, &str, &[&str]); 7] = [
    ("releasegate", "crates/releasegate", &[]),
    (
        "releasegate-report",
        "crates/releasegate-report",
        &["releasegate"],
    ),
    (
        "releasegate-import",
        "crates/releasegate-import",
        &["releasegate"],
    ),
    (
        "releasegate-api",
        "crates/releasegate-api",
        &["releasegate", "releasegate-report", "releasegate-import"],
    ),
    (
        "releasegate-cli",
        "crates/releasegate-cli",
        &[
            "releasegate",
            "releasegate-report",
            "releasegate-import",
            "releasegate-api",
        ],
    ),
    (
        "releasegate-python",
        "bindings/python",
        &["releasegate-api"],
    ),
    ("releasegate-node", "bindings/node", &["releasegate-api"]),
];

/// The dependencies that a manifest names, without those of its tests.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim() == "[dependencies]";
        } else if inside && let Some(name) = line.split(['.', ' ', '=']).next() {
            found.push(name.to_owned());
        }
    }
    found
}

#[test]
fn dependencies_point_one_way() {
    for (name, folder, allowed) in ALLOWED {
        let manifest = fs::read_to_string(repository(folder).join("Cargo.toml")).unwrap();
        let ours = dependencies(&manifest)
            .into_iter()
            .filter(|name| name.starts_with("releasegate"));
        for dependency in ours {
            assert!(
                allowed.contains(&dependency.as_str()),
                "{name} must not use {dependency}"
            );
        }
    }
}

#[test]
fn the_core_reads_no_clock_and_does_no_input_or_output() {
    let forbidden = [
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "std::fs",
        "std::net",
        "std::env",
    ];
    let mut folders = vec![repository("crates/releasegate/src")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for word in forbidden {
                assert!(!code.contains(word), "{} uses {word}", path.display());
            }
        }
    }
    assert!(files > 50);
}

#[test]
fn native_sides_are_short_and_name_no_domain_type() {
    let domain = [
        "Release",
        "Policy",
        "Assessment",
        "Finding",
        "Verdict",
        "Check",
        "Moment",
        "AsOf",
    ];
    for folder in ["bindings/python/src", "bindings/node/src"] {
        let mut lines = 0;
        for entry in fs::read_dir(repository(folder)).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            lines += text.lines().count();
            for word in text.split(|c: char| !c.is_alphanumeric()) {
                assert!(!domain.contains(&word), "{folder} names {word}");
            }
        }
        assert!(lines < 150, "{folder} has {lines} lines");
    }
}

#[test]
fn every_crate_of_the_workspace_takes_its_version_and_lints() {
    let mut seen = BTreeMap::new();
    for folder in ["crates", "bindings"] {
        for entry in fs::read_dir(repository(folder)).unwrap() {
            let manifest = entry.unwrap().path().join("Cargo.toml");
            let Ok(text) = fs::read_to_string(&manifest) else {
                continue;
            };
            assert!(
                text.contains("version.workspace = true"),
                "{}",
                manifest.display()
            );
            assert!(text.contains("[lints"), "{}", manifest.display());
            seen.insert(manifest, ());
        }
    }
    assert!(seen.len() >= 8);
}
