//! Entries of the trail: a command, who gave it and when, what came of it, and the hash that binds
//! it to everything before.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use sha2::{Digest, Sha256};

use super::command::Command;
use super::unmet::Unmet;
use crate::format::format_id;
use crate::model::{Items, PersonId, PolicyRef, Release};
use crate::read::{Error, ErrorCode};
use crate::stage::Stage;
use crate::time::{AsOf, Moment};

/// One entry of the append-only trail of a release.
///
/// A trail is a file with one entry a line, each in canonical JSON (RFC 8785). `hash` is the
/// SHA-256 of `previous_hash` followed by the canonical JSON of the entry without the keys `hash`,
/// `previous_hash` and `signature`, in hexadecimal digits.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The format of this document: `releasegate/trail/1`.
    pub format: TrailFormat,
    /// Position in the trail, from 1, without gaps.
    pub seq: u64,
    /// The release.
    pub release: String,
    /// Who gave the command.
    pub actor: PersonId,
    /// When it was decided, or done.
    pub decided_at: Moment,
    /// When it was given.
    pub recorded_at: AsOf,
    /// The policy in force then.
    pub policy: PolicyRef,
    /// The command.
    pub command: Command,
    /// What came of it.
    pub ruling: Ruling,
    /// The stage that the release entered with it, if it entered one.
    pub stage: Option<Stage>,
    /// Why it was refused.
    pub unmet: Option<Vec<Unmet>>,
    /// Hash of the entry before; 64 zeros in the first.
    pub previous_hash: String,
    /// Hash of this entry.
    pub hash: String,
    /// Somebody's signature of the hash.
    pub signature: Option<Signature>,
}

/// What came of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// It was done.
    Accepted,
    /// It was not, and changed nothing.
    Refused,
}

/// A detached Ed25519 signature of the 64 characters of an entry's hash.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// Names the key.
    pub key: String,
    /// The signature, 128 hexadecimal digits.
    pub value: String,
}

/// Where a trail ends: enough to see later that nothing was cut off.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The number of entries.
    pub seq: u64,
    /// The hash of the last one; 64 zeros when there is none.
    pub hash: String,
}

impl Head {
    /// The head of a trail without entries.
    #[must_use]
    pub fn start() -> Self {
        Self {
            seq: 0,
            hash: "0".repeat(64),
        }
    }

    /// The head of the trail that a record holds.
    #[must_use]
    pub fn of(release: Option<&Release>) -> Self {
        let last = release.and_then(|release| release.trail.items().last());
        last.map_or_else(Self::start, |last| Self {
            seq: last.seq,
            hash: last.hash.clone().unwrap_or_else(|| Self::start().hash),
        })
    }
}

impl Entry {
    /// The entry with its hash.
    ///
    /// # Errors
    /// When the command holds a number that canonical JSON cannot keep.
    pub fn sealed(mut self) -> Result<Self, Error> {
        self.hash = self.expected_hash()?;
        Ok(self)
    }

    /// The hash that the entry has to have.
    ///
    /// # Errors
    /// As [`Entry::sealed`].
    pub fn expected_hash(&self) -> Result<String, Error> {
        let mut bare = serde_json::to_value(self).map_err(|_| unwritable())?;
        if let Some(entry) = bare.as_object_mut() {
            for key in ["hash", "previous_hash", "signature"] {
                entry.remove(key);
            }
        }
        let mut hash = Sha256::new();
        hash.update(self.previous_hash.as_bytes());
        hash.update(canonical(&bare)?);
        Ok(hex::encode(hash.finalize()))
    }

    /// The entry as a line of a trail, without the line's end.
    ///
    /// # Errors
    /// As [`Entry::sealed`].
    pub fn line(&self) -> Result<Vec<u8>, Error> {
        canonical(&serde_json::to_value(self).map_err(|_| unwritable())?)
    }
}

/// A document as canonical JSON (RFC 8785).
fn canonical(document: &serde_json::Value) -> Result<Vec<u8>, Error> {
    let bytes = serde_json_canonicalizer::to_vec(document).map_err(|_| unwritable())?;
    // Canonical JSON has floating point numbers only: what it would change must not get into a
    // trail, or the trail would not say what was said.
    let kept = serde_json::from_slice::<serde_json::Value>(&bytes);
    if kept.is_ok_and(|kept| kept == *document) {
        Ok(bytes)
    } else {
        Err(Error::new(
            ErrorCode::InvalidValue,
            "a number of the command cannot be kept in canonical JSON",
        )
        .with_help("write the number as a text, or with fewer digits"))
    }
}

fn unwritable() -> Error {
    Error::new(ErrorCode::Internal, "the entry could not be written")
}

format_id! {
    /// The format id of trails.
    pub TrailFormat = "releasegate/trail/1", "an entry of a trail"
}
