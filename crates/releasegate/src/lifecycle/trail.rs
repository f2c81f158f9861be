//! Reading trails back: whether they are whole, what record they lead to, and what the policy would
//! have refused of them.

use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::decide::{Submission, apply, in_force, judged_afterwards, prepared, stage_entered};
use super::entry::{Entry, Head, Ruling, Signature};
use super::unmet::Unmet;
use crate::model::{PersonId, Release};
use crate::policy::Policies;
use crate::read::{Error, ErrorCode, read_json};
use crate::time::AsOf;

/// Whether a trail is as it was written.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Verification {
    /// The format of this document: `releasegate/verification/1`.
    #[schemars(extend("const" = Verification::FORMAT))]
    pub format: &'static str,
    /// Whether nothing is wrong with it.
    pub intact: bool,
    /// Where the part that is intact ends.
    pub head: Head,
    /// How many entries of it are signed with a key that was given.
    pub signed: u64,
    /// The first place that is wrong.
    pub broken: Option<Break>,
}

/// Where a trail is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Break {
    /// The line, from 1; one more than there are when something is cut off.
    pub line: u64,
    /// What is wrong.
    pub kind: BreakKind,
    /// The same in words, and what to do.
    pub message: &'static str,
}

/// What is wrong with a trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BreakKind {
    /// The line is no entry.
    Unreadable,
    /// The line says something in another way than it was written.
    NotCanonical,
    /// The entry has another number than its place asks for.
    Sequence,
    /// The entry is about another release.
    OtherRelease,
    /// The entry does not follow the one before.
    PreviousHash,
    /// The entry was changed after it was written.
    Hash,
    /// The signature is of something else, or of somebody else.
    Signature,
    /// Entries are cut off at the end.
    CutOff,
    /// The entry is not the one that the checkpoint saw.
    Checkpoint,
}

impl BreakKind {
    const fn message(self) -> &'static str {
        match self {
            Self::Unreadable => "the line is no entry of a trail",
            Self::NotCanonical => "the line is not the canonical JSON of its entry",
            Self::Sequence => "the entry has another number than its place asks for",
            Self::OtherRelease => "the entry is about another release than the first one",
            Self::PreviousHash => "the entry does not follow the one before it",
            Self::Hash => "the entry is not what its hash was made of",
            Self::Signature => "the signature does not fit the entry, or its key is not known",
            Self::CutOff => "the trail ends too early: entries, or a part of one, are cut off",
            Self::Checkpoint => "the entry has another hash than the checkpoint says",
        }
    }
}

/// Says of the signature of a hash whether it is good.
pub type SignatureCheck<'a> = &'a dyn Fn(&Signature, &str) -> bool;

impl Verification {
    /// The format id of verifications.
    pub const FORMAT: &'static str = "releasegate/verification/1";
}

/// Verifies a trail: every line is the canonical JSON of an entry whose number, hash and hash of
/// the entry before are right. A checkpoint, the head as it was at some earlier time, shows what
/// was cut off; without one, nobody can see that the last entries are missing.
#[must_use]
pub fn verify(
    trail: &[u8],
    checkpoint: Option<&Head>,
    signatures: Option<SignatureCheck<'_>>,
) -> Verification {
    let mut verified = Verification {
        format: Verification::FORMAT,
        intact: false,
        head: Head::start(),
        signed: 0,
        broken: None,
    };
    let contradicted =
        |seq: u64, hash: &str| checkpoint.is_some_and(|seen| seen.seq == seq && seen.hash != hash);
    if contradicted(verified.head.seq, &verified.head.hash) {
        return broken(verified, BreakKind::Checkpoint);
    }
    let mut release: Option<String> = None;
    let mut rest = trail;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| *byte == b'\n');
        let Some((line, after)) = end.and_then(|end| rest.split_at_checked(end)) else {
            return broken(verified, BreakKind::CutOff);
        };
        rest = after.get(1..).unwrap_or_default();
        let entry = match one(line, &verified.head, release.as_deref(), signatures) {
            Ok(entry) => entry,
            Err(problem) => return broken(verified, problem),
        };
        if contradicted(entry.seq, &entry.hash) {
            return broken(verified, BreakKind::Checkpoint);
        }
        let is_signed = signatures.is_some() && entry.signature.is_some();
        verified.signed += u64::from(is_signed);
        verified.head = Head {
            seq: entry.seq,
            hash: entry.hash,
        };
        release.get_or_insert(entry.release);
    }
    if checkpoint.is_some_and(|seen| seen.seq > verified.head.seq) {
        return broken(verified, BreakKind::CutOff);
    }
    Verification {
        intact: true,
        ..verified
    }
}

fn broken(verified: Verification, kind: BreakKind) -> Verification {
    Verification {
        broken: Some(Break {
            line: verified.head.seq + 1,
            kind,
            message: kind.message(),
        }),
        ..verified
    }
}

/// One line, as the entry that follows a head.
fn one(
    line: &[u8],
    head: &Head,
    release: Option<&str>,
    signatures: Option<SignatureCheck<'_>>,
) -> Result<Entry, BreakKind> {
    let entry: Entry = read_json(line).map_err(|_| BreakKind::Unreadable)?;
    if entry.line().ok().as_deref() != Some(line) {
        return Err(BreakKind::NotCanonical);
    }
    if entry.seq != head.seq + 1 {
        return Err(BreakKind::Sequence);
    }
    if release.is_some_and(|release| release != entry.release) {
        return Err(BreakKind::OtherRelease);
    }
    if entry.previous_hash != head.hash {
        return Err(BreakKind::PreviousHash);
    }
    if entry.expected_hash().ok().as_ref() != Some(&entry.hash) {
        return Err(BreakKind::Hash);
    }
    if let (Some(check), Some(signature)) = (signatures, &entry.signature)
        && !check(signature, &entry.hash)
    {
        return Err(BreakKind::Signature);
    }
    Ok(entry)
}

/// The entries of a trail, one a line. Whether it is whole is asked of [`verify`].
///
/// # Errors
/// When a line is no entry; the error names the line.
pub fn read_trail(trail: &[u8]) -> Result<Vec<Entry>, Error> {
    read_lines(trail)
}

/// Commands as they were given, one a line: entries of a trail, or submissions.
///
/// # Errors
/// When a line is neither; the error names the line.
pub fn read_history(history: &[u8]) -> Result<Vec<Submission>, Error> {
    let is_trail = history
        .split(|byte| *byte == b'\n')
        .next()
        .is_some_and(|line| read_json::<Entry>(line).is_ok());
    if !is_trail {
        return read_lines(history);
    }
    let entries = read_trail(history)?.into_iter();
    let accepted = entries.filter(|entry| entry.ruling == Ruling::Accepted);
    Ok(accepted.map(Submission::from).collect())
}

fn read_lines<T: serde::de::DeserializeOwned>(text: &[u8]) -> Result<Vec<T>, Error> {
    let lines = text.split(|byte| *byte == b'\n').enumerate();
    let full = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    full.map(|(index, line)| {
        read_json(line).map_err(|mut error| {
            error.line = u64::try_from(index + 1).ok();
            error
        })
    })
    .collect()
}

/// The record that a trail leads to, up to and including an entry; up to the end when `until` is
/// missing.
///
/// # Errors
/// When an entry does not follow the one before it, cannot be carried out, or is not there.
pub fn replay(entries: &[Entry], until: Option<u64>) -> Result<Release, Error> {
    let mut release: Option<Release> = None;
    for entry in entries {
        if until.is_some_and(|until| entry.seq > until) {
            break;
        }
        release = apply(release.as_ref(), entry).map_err(|mut error| {
            error.line = Some(entry.seq);
            error
        })?;
    }
    let reached = Head::of(release.as_ref()).seq;
    match release {
        Some(release) if until.is_none_or(|until| until == reached) => Ok(release),
        _ => Err(Error::new(
            ErrorCode::InvalidValue,
            format!("the trail leads to no record there: it has {reached} entries"),
        )),
    }
}

/// What a policy would have refused of a history.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Conformance {
    /// The format of this document: `releasegate/conformance/1`.
    #[schemars(extend("const" = Conformance::FORMAT))]
    pub format: &'static str,
    /// How many commands were looked at.
    pub commands: usize,
    /// Whether the policy would have accepted all of them.
    pub conforming: bool,
    /// Those that it would have refused, in their order.
    pub deviations: Vec<Deviation>,
}

/// A command that the policy would have refused.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Deviation {
    /// Its position in the history, from 1.
    pub position: usize,
    /// The command.
    pub command: &'static str,
    /// Who gave it.
    pub actor: PersonId,
    /// When.
    pub at: AsOf,
    /// Whether it could be carried out all the same, so that what follows is judged as after it.
    pub carried_out: bool,
    /// Why it would have been refused.
    pub unmet: Vec<Unmet>,
}

impl Conformance {
    /// The format id of conformances.
    pub const FORMAT: &'static str = "releasegate/conformance/1";
}

/// Judges each command of a history, whoever kept it, by the policy in force at its time. What the
/// policy would have refused is listed and carried out all the same, since it happened; so what it
/// broke is said also where the release did not stand where it may be done.
///
/// # Errors
/// When a command holds a number that canonical JSON cannot keep.
pub fn conformance(history: &[Submission], policies: &Policies) -> Result<Conformance, Error> {
    let mut release: Option<Release> = None;
    let mut deviations = Vec::new();
    for (index, given) in history.iter().enumerate() {
        let policy = in_force(policies, given.at);
        let mut entry = prepared(
            release.as_ref(),
            policy,
            &given.actor,
            given.at,
            given.command.clone(),
        );
        if let Some(decided_at) = given.decided_at {
            entry.decided_at = decided_at;
        }
        let refused = judged_afterwards(release.as_ref(), policy, &entry);
        entry.stage = stage_entered(release.as_ref(), &entry);
        let entry = entry.sealed()?;
        let after = apply(release.as_ref(), &entry);
        if let Err(unmet) = refused {
            deviations.push(Deviation {
                position: index + 1,
                command: given.command.name(),
                actor: given.actor.clone(),
                at: given.at,
                carried_out: after.is_ok(),
                unmet,
            });
        }
        if let Ok(after) = after {
            release = after;
        }
    }
    Ok(Conformance {
        format: Conformance::FORMAT,
        commands: history.len(),
        conforming: deviations.is_empty(),
        deviations,
    })
}
