//! The shape of a deliverable file, as far as it is interpreted.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::verbatim::Verbatim;

/// A deliverable file.
pub(super) struct File {
    /// The key `releases`, unless it is missing or null.
    pub(super) releases: Option<Vec<Entry>>,
    /// All other keys, in the order of the file.
    pub(super) others: Vec<(String, Verbatim)>,
}

/// One release, or a tag that marks the state of a series.
#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Entry {
    pub(super) version: String,
    pub(super) projects: Option<Vec<Project>>,
    pub(super) diff_start: Option<Verbatim>,
    pub(super) flags: Option<Verbatim>,
    #[serde(flatten)]
    pub(super) unknown: Unknown,
}

/// One repository of a release and the commit to be tagged.
#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Project {
    pub(super) repo: String,
    pub(super) hash: Option<String>,
    pub(super) comment: Option<Verbatim>,
    pub(super) tarball_base: Option<Verbatim>,
    #[serde(flatten)]
    pub(super) unknown: Unknown,
}

/// Keys that the format does not have.
pub(super) type Unknown = BTreeMap<String, IgnoredAny>;

// Not derived: flattening would send the other keys through a buffer of serde's, which forgets how
// numbers are written.
impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FileVisitor)
    }
}

struct FileVisitor;

impl<'de> Visitor<'de> for FileVisitor {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<File, A::Error> {
        let mut file = File {
            releases: None,
            others: Vec::new(),
        };
        while let Some(key) = map.next_key::<String>()? {
            if key == "releases" {
                file.releases = map.next_value()?;
            } else {
                file.others.push((key, map.next_value()?));
            }
        }
        Ok(file)
    }
}
