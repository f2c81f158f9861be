//! `openstack`: a deliverable file of the repository openstack/releases.
//!
//! Such a file holds the release requests of one deliverable in one series; it is merged once the
//! release team agreed, and a job then tags each project. Every entry of `releases` becomes one
//! record:
//!
//! | in the file | in the record |
//! |---|---|
//! | file name without folder and ending, `version` | `id`: `nova-27.0.0` |
//! | `version` | `version`; `build.builds[0].id`; version of each deliverable and artifact |
//! | `projects[].repo` | a deliverable of the plan: `id`, `name`, `source`; an artifact's `deliverable` |
//! | `projects[].hash` | an artifact's `digest`, as `gitCommit:<hash>` |
//! | `diff-start`, `flags`; of a project `comment`, `tarball-base` | `extensions.openstack.release` |
//! | all other known keys of the file | `extensions.openstack`, untouched |
//!
//! The request names what is to be delivered, so it is the plan's list of deliverables. The commit
//! is what gets tagged, so the tag is the build of this version and the commit its content.
//!
//! The file has no dates, approvals, test results or deployments; those stay absent. So does
//! `type`: the keys `type` and `release-model` say what kind of thing the deliverable is and in
//! which rhythm it is released, not what a release policy calls a release type.
//!
//! Tags that end in `-eol`, `-em`, `-eom` or `-last` mark what state a series is in. They are no
//! releases and become notes.

mod file;
mod kept;

use std::collections::BTreeSet;

use releasegate::model::{
    Artifact, Build, BuildId, BuildStage, Deliverable, DeliverableId, Digest, Plan, Release, Stated,
};
use releasegate::read::{self, Error, ErrorCode, Limits, Syntax};

use self::file::{Entry, File, Project, Unknown};
use self::kept::{Header, extensions};
use crate::provenance::{Sources, token};
use crate::verbatim;
use crate::{Imported, Note, Source};

pub(crate) const SOURCE: Source = Source {
    name: "openstack",
    summary: "a deliverable file (YAML) of openstack/releases",
    import,
};

/// Endings of tags that mark what state a series is in.
const MARKS: [(&str, &str); 4] = [
    ("-eol", "marks the end of life of a series"),
    ("-em", "marks the start of extended maintenance of a series"),
    ("-eom", "marks the end of maintenance of a series"),
    ("-last", "marks the last state that serves a series"),
];

/// Deepest nesting that is read. The format needs five levels. Each level of a value that is kept
/// takes much of the stack, and a thread may have little.
const MAX_DEPTH: usize = 16;

fn import(name: &str, bytes: &[u8], limits: &Limits) -> Result<Imported, Error> {
    let limits = Limits {
        max_depth: limits.max_depth.min(MAX_DEPTH),
        ..*limits
    };
    let bytes = without_byte_order_mark(bytes);
    let file: File = read::read(bytes, Some(Syntax::Yaml), &limits).map_err(verbatim::readable)?;
    if file.releases.is_none() && !file.others.iter().any(|(key, _)| key == "team") {
        return Err(not_a_deliverable());
    }
    let document = str::from_utf8(bytes).unwrap_or_default();
    let mut notes = Vec::new();
    let header = Header::of(&file, document, &mut notes);
    let entries = file.releases.unwrap_or_default();
    header.check_size(entries.len(), &limits)?;

    let mut records = Vec::new();
    let mut versions = BTreeSet::new();
    for (index, entry) in entries.iter().enumerate() {
        let at = format!("/releases/{index}");
        let version = not_empty(&entry.version, || format!("{at}/version"))?;
        if !versions.insert(version) {
            let error = Error::new(ErrorCode::InvalidValue, "the version is there twice")
                .with_help("keep one release for each version");
            return Err(at_pointer(error, format!("{at}/version")));
        }
        if let Some((_, meaning)) = MARKS.iter().find(|(ending, _)| version.ends_with(ending)) {
            let message = format!("{meaning} and is not a release");
            notes.push(Note {
                pointer: at,
                message,
            });
            continue;
        }
        let context = Context {
            name,
            document,
            header: &header,
            at: &at,
        };
        records.push(record(entry, version, &context, &mut notes)?);
    }
    if records.is_empty() {
        let message = "there is no release in this file, so no record holds its values";
        notes.push(Note {
            pointer: String::new(),
            message: message.to_owned(),
        });
    }
    Ok(Imported { records, notes })
}

/// The text itself: places in it count from behind the mark.
fn without_byte_order_mark(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        bytes = rest;
    }
    bytes
}

/// What the mapping of one entry needs beyond the entry.
struct Context<'a> {
    name: &'a str,
    document: &'a str,
    header: &'a Header,
    at: &'a str,
}

fn record(
    entry: &Entry,
    version: &str,
    context: &Context<'_>,
    notes: &mut Vec<Note>,
) -> Result<Release, Error> {
    let at = context.at;
    let mut sources = Sources::of(context.name);
    sources.add("/version", format!("{at}/version"));

    let (plan, build) = match entry.projects.as_deref() {
        None | Some([]) => {
            let message = "the release names no project, so it has no deliverables and no build";
            notes.push(Note {
                pointer: at.to_owned(),
                message: message.to_owned(),
            });
            (None, None)
        }
        Some(projects) => {
            let artifacts = artifacts(projects, version, at, notes)?;
            let plan = plan(projects, version, at, &mut sources);
            (
                Some(plan),
                Some(build(artifacts, version, at, &mut sources)),
            )
        }
    };
    let extensions = extensions(entry, context, &mut sources);
    note_unknown(at, &entry.unknown, notes);

    Ok(Release {
        id: id(context.name, version),
        version: Some(version.to_owned()),
        plan,
        build,
        sources: Some(sources.into_list()),
        extensions,
        ..Release::default()
    })
}

/// `nova-27.0.0` for `27.0.0` in `antelope/nova.yaml`.
///
/// The series is left out: a project has each tag only once, whatever the series.
fn id(name: &str, version: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file
        .strip_suffix(".yaml")
        .or_else(|| file.strip_suffix(".yml"))
        .unwrap_or(file);
    match stem {
        // Standard input has no name.
        "" | "-" => version.to_owned(),
        _ => format!("{stem}-{version}"),
    }
}

fn plan(projects: &[Project], version: &str, at: &str, sources: &mut Sources<'_>) -> Plan {
    let mut deliverables = Vec::new();
    for (index, project) in projects.iter().enumerate() {
        let repo = &project.repo;
        let to = format!("/plan/deliverables/{index}");
        let from = format!("{at}/projects/{index}/repo");
        sources.add(format!("{to}/id"), &from);
        sources.add(format!("{to}/name"), &from);
        sources.add(format!("{to}/version"), format!("{at}/version"));
        sources.add(format!("{to}/source"), &from);
        deliverables.push(Deliverable {
            id: DeliverableId(repo.clone()),
            name: Some(repo.clone()),
            version: Some(version.to_owned()),
            source: Some(repo.clone()),
            ..Deliverable::default()
        });
    }
    Plan {
        deliverables: Some(Stated::Given(deliverables)),
        ..Plan::default()
    }
}

fn artifacts(
    projects: &[Project],
    version: &str,
    at: &str,
    notes: &mut Vec<Note>,
) -> Result<Vec<Artifact>, Error> {
    let mut repos = BTreeSet::new();
    let mut artifacts = Vec::new();
    for (index, project) in projects.iter().enumerate() {
        let at = format!("{at}/projects/{index}");
        let repo = not_empty(&project.repo, || format!("{at}/repo"))?;
        if !repos.insert(repo) {
            let error = Error::new(ErrorCode::InvalidValue, "the project is there twice")
                .with_help("keep one commit for each project of a release");
            return Err(at_pointer(error, format!("{at}/repo")));
        }
        artifacts.push(Artifact {
            deliverable: DeliverableId(repo.to_owned()),
            version: Some(version.to_owned()),
            digest: digest(project.hash.as_deref(), &at, notes),
            location: None,
        });
        note_unknown(&at, &project.unknown, notes);
    }
    Ok(artifacts)
}

/// The digest of a commit, or a note why there is none.
///
/// Only a full hash proves what was built: a branch moves, and a short hash may become ambiguous.
fn digest(hash: Option<&str>, at: &str, notes: &mut Vec<Note>) -> Option<Digest> {
    let Some(hash) = hash else {
        let message = "the project has no commit hash, so its artifact has no digest";
        notes.push(Note {
            pointer: at.to_owned(),
            message: message.to_owned(),
        });
        return None;
    };
    let full = matches!(hash.len(), 40 | 64) && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digest = full
        .then(|| format!("gitCommit:{hash}").parse().ok())
        .flatten();
    if digest.is_none() {
        let message = "this is not a full commit hash, so the artifact has no digest";
        notes.push(Note {
            pointer: format!("{at}/hash"),
            message: message.to_owned(),
        });
    }
    digest
}

fn build(
    artifacts: Vec<Artifact>,
    version: &str,
    at: &str,
    sources: &mut Sources<'_>,
) -> BuildStage {
    sources.add("/build/builds/0/id", format!("{at}/version"));
    for (index, artifact) in artifacts.iter().enumerate() {
        let to = format!("/build/builds/0/artifacts/{index}");
        let from = format!("{at}/projects/{index}");
        sources.add(format!("{to}/deliverable"), format!("{from}/repo"));
        sources.add(format!("{to}/version"), format!("{at}/version"));
        if artifact.digest.is_some() {
            sources.add(format!("{to}/digest"), format!("{from}/hash"));
        }
    }
    let build = Build {
        id: BuildId(version.to_owned()),
        artifacts: Some(Stated::Given(artifacts)),
        ..Build::default()
    };
    BuildStage {
        builds: Some(Stated::Given(vec![build])),
        ..BuildStage::default()
    }
}

fn note_unknown(at: &str, unknown: &Unknown, notes: &mut Vec<Note>) {
    notes.extend(unknown.keys().map(|key| unknown_key(at, key)));
}

fn unknown_key(at: &str, key: &str) -> Note {
    Note {
        pointer: format!("{at}/{}", token(key)),
        message: "this importer does not know the key, so no record holds its value".to_owned(),
    }
}

fn not_a_deliverable() -> Error {
    let message = "the file has neither the key `team` nor `releases`";
    let error = Error::new(ErrorCode::MissingKey, message)
        .with_help("give a deliverable file of openstack/releases");
    at_pointer(error, "/releases".to_owned())
}

fn not_empty(text: &str, pointer: impl Fn() -> String) -> Result<&str, Error> {
    if text.is_empty() {
        let error = Error::new(ErrorCode::InvalidValue, "the text is empty");
        return Err(at_pointer(error, pointer()));
    }
    Ok(text)
}

fn at_pointer(mut error: Error, pointer: String) -> Error {
    error.pointer = Some(pointer);
    error
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
