//! What a record has no section for, kept under `extensions.openstack`.

use releasegate::read::{Error, ErrorCode, Limits};
use serde_json::{Map, Value};

use super::file::{Entry, File};
use super::{Context, unknown_key};
use crate::Note;
use crate::provenance::{Sources, token};
use crate::verbatim::Verbatim;

/// The keys of a file that are kept.
pub(super) const KEPT: [&str; 14] = [
    "artifact-link-mode",
    "branches",
    "cycle-highlights",
    "include-pypi-link",
    "launchpad",
    "release-model",
    "release-notes",
    "release-type",
    "repository-settings",
    "stable-branch-type",
    "stable-status",
    "storyboard",
    "team",
    "type",
];

const ROOT: &str = "/extensions/openstack";

/// The values that go into every record of the file, and how much memory they take.
pub(super) struct Header {
    values: Map<String, Value>,
    weight: usize,
}

impl Header {
    /// The values of the keys that are kept; the other keys become notes.
    pub(super) fn of(file: &File, document: &str, notes: &mut Vec<Note>) -> Self {
        let mut header = Self {
            values: Map::new(),
            weight: 0,
        };
        for (key, value) in &file.others {
            if KEPT.contains(&key.as_str()) {
                header.weight = header.weight.saturating_add(value.weight());
                header.values.insert(key.clone(), value.to_json(document));
            } else {
                notes.push(unknown_key("", key));
            }
        }
        header
    }

    /// Refuses a small file that would become many records which each repeat most of it.
    pub(super) fn check_size(&self, records: usize, limits: &Limits) -> Result<(), Error> {
        if self.weight.saturating_mul(records) <= limits.max_bytes {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::TooLarge,
            "the records of this file are larger than the limit",
        )
        .with_help("split the file, or raise the limit on the size of a document"))
    }
}

/// The extensions of the record of `entry`; nothing when there is nothing to keep.
pub(super) fn extensions(
    entry: &Entry,
    context: &Context<'_>,
    sources: &mut Sources<'_>,
) -> Option<Map<String, Value>> {
    let mut openstack = context.header.values.clone();
    for key in openstack.keys() {
        sources.add(format!("{ROOT}/{}", token(key)), format!("/{}", token(key)));
    }
    let release = of_release(entry, context, sources);
    if !release.is_empty() {
        openstack.insert("release".to_owned(), Value::Object(release));
    }
    if openstack.is_empty() {
        return None;
    }
    Some(Map::from_iter([(
        "openstack".to_owned(),
        Value::Object(openstack),
    )]))
}

fn of_release(
    entry: &Entry,
    context: &Context<'_>,
    sources: &mut Sources<'_>,
) -> Map<String, Value> {
    let mut keep = |(key, value): (&str, &Option<Verbatim>), to: &str, from: &str| {
        let value = value.as_ref()?;
        sources.add(format!("{ROOT}/release{to}/{key}"), format!("{from}/{key}"));
        Some((key.to_owned(), value.to_json(context.document)))
    };
    let mut release = Map::new();
    release.extend(keep(("diff-start", &entry.diff_start), "", context.at));
    release.extend(keep(("flags", &entry.flags), "", context.at));

    let mut projects = Vec::new();
    let mut repos = Vec::new();
    for (index, project) in entry.projects.iter().flatten().enumerate() {
        let to = format!("/projects/{}", projects.len());
        let from = format!("{}/projects/{index}", context.at);
        let mut kept = Map::new();
        kept.extend(keep(("comment", &project.comment), &to, &from));
        kept.extend(keep(("tarball-base", &project.tarball_base), &to, &from));
        if !kept.is_empty() {
            kept.insert("repo".to_owned(), Value::String(project.repo.clone()));
            projects.push(Value::Object(kept));
            repos.push((format!("{ROOT}/release{to}/repo"), format!("{from}/repo")));
        }
    }
    for (to, from) in repos {
        sources.add(to, from);
    }
    if !projects.is_empty() {
        release.insert("projects".to_owned(), Value::Array(projects));
    }
    release
}
