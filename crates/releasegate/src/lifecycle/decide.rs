//! Deciding what comes of a command, and carrying out what was decided.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::command::Command;
use super::effect::{Stamp, carried_out, push};
use super::entry::{Entry, Head, Ruling, TrailFormat};
use super::guard::{Giver, Guard, registering};
use super::rule::{Deed, Rule};
use super::standing::Standing;
use super::unmet::{Condition, Unmet};
use crate::model::{Items, PersonId, PolicyRef, Release, TrailEntry};
use crate::policy::{Policies, Policy};
use crate::read::{Error, ErrorCode};
use crate::stage::Stage;
use crate::time::{AsOf, Deadline, Moment, Proof, after_business_days};
use crate::view::View;

/// A command that somebody gives at some time.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// What is to be done.
    pub command: Command,
    /// Who gives the command.
    pub actor: PersonId,
    /// When it is given: the present, which the library does not know.
    pub at: AsOf,
    /// When it was decided or done, if earlier.
    pub decided_at: Option<Moment>,
    /// The number of the last entry of the trail that whoever gives the command has seen. A command
    /// given for an older trail is refused.
    pub seen: Option<u64>,
}

impl From<Entry> for Submission {
    /// The command of an entry, as it was given.
    fn from(entry: Entry) -> Self {
        Self {
            command: entry.command,
            actor: entry.actor,
            at: entry.recorded_at,
            decided_at: Some(entry.decided_at),
            seen: None,
        }
    }
}

/// What comes of a command: the next entry of the trail, whether accepted or refused.
///
/// The policy in force at that moment decides, not the one in force when the release was
/// registered or the command was prepared.
///
/// # Errors
/// When the command holds a number that canonical JSON cannot keep, so that no trail can hold it.
pub fn decide(
    release: Option<&Release>,
    policies: &Policies,
    submission: &Submission,
) -> Result<Entry, Error> {
    let policy = in_force(policies, submission.at);
    let command = submission.command.clone();
    let mut entry = prepared(release, policy, &submission.actor, submission.at, command);
    if let Some(decided_at) = submission.decided_at {
        entry.decided_at = decided_at;
    }
    match judged(release, policy, submission.seen, &entry) {
        Ok(stage) => entry.stage = stage,
        Err(unmet) => {
            entry.ruling = Ruling::Refused;
            entry.unmet = Some(unmet);
        }
    }
    entry.sealed()
}

/// The record after an entry of its trail. What was refused changes nothing but the trail; a
/// refused registration leaves no record.
///
/// # Errors
/// When the entry is not the next one of this record's trail, or cannot be carried out.
pub fn apply(release: Option<&Release>, entry: &Entry) -> Result<Option<Release>, Error> {
    let head = Head::of(release);
    let other = release.is_some_and(|release| release.id != entry.release);
    if entry.seq != head.seq + 1 || entry.previous_hash != head.hash || other {
        return Err(Error::new(
            ErrorCode::InvalidValue,
            format!("the entry is not the one that follows entry {}", head.seq),
        )
        .with_help("apply the entries of one trail in their order"));
    }
    let after = match entry.ruling {
        Ruling::Accepted => {
            carried_out(release, &entry.command, stamp(entry)).map_err(|unmet| {
                let mut error = Error::new(ErrorCode::InvalidValue, unmet.message);
                error.pointer = unmet.at.and_then(|places| places.into_iter().next());
                error.with_help("the entry was not made by `decide`")
            })?
        }
        Ruling::Refused => match release {
            Some(release) => release.clone(),
            None => return Ok(None),
        },
    };
    Ok(Some(with_entry(after, entry)))
}

/// The next entry of a trail as it would be if the command were accepted, without its hash.
pub(super) fn prepared(
    release: Option<&Release>,
    policy: &Policy,
    actor: &PersonId,
    at: AsOf,
    command: Command,
) -> Entry {
    let head = Head::of(release);
    Entry {
        format: TrailFormat,
        seq: head.seq + 1,
        release: match (release, &command) {
            (Some(release), _) => release.id.clone(),
            (None, Command::Register(register)) => register.release.clone(),
            (None, _) => String::new(),
        },
        actor: actor.clone(),
        decided_at: at.moment(),
        recorded_at: at,
        policy: PolicyRef {
            id: policy.id().to_owned(),
            version: policy.document.as_ref().and_then(|it| it.version.clone()),
        },
        command,
        ruling: Ruling::Accepted,
        stage: None,
        unmet: None,
        previous_hash: head.hash,
        hash: String::new(),
        signature: None,
    }
}

/// The version of the policy that is in force; the latest where none is.
pub(super) fn in_force(policies: &Policies, at: AsOf) -> &Policy {
    policies.in_force(at.span()).unwrap_or(policies.latest())
}

/// Whether an entry is to be accepted, and the stage that the release enters with it.
pub(super) fn judged(
    release: Option<&Release>,
    policy: &Policy,
    seen: Option<u64>,
    entry: &Entry,
) -> Result<Option<Stage>, Vec<Unmet>> {
    let mut unmet = Vec::new();
    in_order(release, seen, entry, &mut unmet);
    if let Some(release) = release {
        let view = View::of(release, entry.recorded_at);
        let further = judged_by(&Guard::new(release, &view, policy), entry);
        return match further {
            Ok(stage) if unmet.is_empty() => Ok(stage),
            Ok(_) => Err(unmet),
            Err(further) => {
                unmet.extend(further);
                Err(unmet)
            }
        };
    }
    match carried_out(None, &entry.command, stamp(entry)) {
        Err(further) => unmet.push(further),
        Ok(after) => {
            registering(&after, policy, giver(entry), entry.recorded_at, &mut unmet);
            if unmet.is_empty() {
                return Ok(Some(Standing::of(&after).stage));
            }
        }
    }
    Err(unmet)
}

/// As [`judged`], of something that happened whatever stood in the way: what it broke is said as
/// well, also where it could not be done at that stage.
pub(super) fn judged_afterwards(
    release: Option<&Release>,
    policy: &Policy,
    entry: &Entry,
) -> Result<Option<Stage>, Vec<Unmet>> {
    let mut unmet = match judged(release, policy, None, entry) {
        Ok(stage) => return Ok(stage),
        Err(unmet) => unmet,
    };
    let done = carried_out(release, &entry.command, stamp(entry));
    let was_judged = unmet.iter().all(|it| !it.condition.is_of_standing());
    if let (Some(release), Ok(after), false) = (release, done, was_judged) {
        let view = View::of(release, entry.recorded_at);
        let guard = Guard::new(release, &view, policy);
        let after = with_entry(after, entry);
        guard.once_done(&entry.command, Rule::of(&entry.command), &after, &mut unmet);
    }
    Err(unmet)
}

/// As [`judged`], of a registered release, apart from whether the command comes in its order.
pub(super) fn judged_by(guard: &Guard<'_>, entry: &Entry) -> Result<Option<Stage>, Vec<Unmet>> {
    let mut unmet = Vec::new();
    let rule = Rule::of(&entry.command);
    if rule.deed != Deed::Report && !guard.may_be_late() {
        in_time(guard.policy, entry, &mut unmet);
    }
    guard.in_general(rule, giver(entry), &mut unmet);
    guard.in_particular(&entry.command, rule, giver(entry), &mut unmet);
    if unmet.iter().any(|it| it.condition.is_of_standing()) {
        // What cannot be done here has no outcome to judge.
        return Err(unmet);
    }
    let after = match carried_out(Some(guard.release), &entry.command, stamp(entry)) {
        Ok(after) => with_entry(after, entry),
        Err(further) => {
            // What cannot be done is mostly said already, with what to do about it.
            if unmet.iter().all(|it| it.condition != further.condition) {
                unmet.push(further);
            }
            return Err(unmet);
        }
    };
    guard.gives_nothing_to_oneself(&entry.command, &entry.actor, &after, &mut unmet);
    guard.takes_no_name(&entry.actor, &after, &mut unmet);
    guard.once_done(&entry.command, rule, &after, &mut unmet);
    if !unmet.is_empty() {
        return Err(unmet);
    }
    let stage = Standing::of(&after).stage;
    Ok((stage != guard.standing.stage).then_some(stage))
}

/// The stage that a release enters when an entry is carried out, if it can be and enters one.
pub(super) fn stage_entered(release: Option<&Release>, entry: &Entry) -> Option<Stage> {
    let after = carried_out(release, &entry.command, stamp(entry)).ok()?;
    let stage = Standing::of(&after).stage;
    let before = release.map(|release| Standing::of(release).stage);
    (before != Some(stage)).then_some(stage)
}

fn giver(entry: &Entry) -> Giver<'_> {
    Giver {
        actor: &entry.actor,
        decided_at: entry.decided_at,
    }
}

/// Requires that the command was given for the trail as it is, and that time goes on.
pub(super) fn in_order(
    release: Option<&Release>,
    seen: Option<u64>,
    entry: &Entry,
    unmet: &mut Vec<Unmet>,
) {
    let head = entry.seq - 1;
    if seen.is_some_and(|seen| seen != head) {
        let message = format!(
            "the trail has {head} entries now: look at what was done meanwhile, and give the command again"
        );
        unmet.push(Unmet::new(Condition::Current, message).at("/trail"));
    }
    let recorded = entry.recorded_at.span();
    let zone = release.and_then(|release| release.zone).map(Into::into);
    let decided = entry.decided_at.span(zone);
    if decided.is_none_or(|decided| decided.first() > recorded.first()) {
        let message =
            "something is decided later than it is recorded, or at no time that can be told";
        unmet.push(Unmet::new(Condition::TimeOrder, message));
    }
    let last = release.and_then(|release| release.trail.items().last());
    let last = last.and_then(|last| last.recorded_at.as_ref()?.span(zone));
    if last.is_some_and(|last| last.first() > recorded.first()) {
        let message = "the trail already holds something recorded later";
        unmet.push(Unmet::new(Condition::TimeOrder, message).at("/trail"));
    }
}

/// Requires that what was decided is written down within the time that the policy allows.
fn in_time(policy: &Policy, entry: &Entry, unmet: &mut Vec<Unmet>) {
    let Some(limit) = policy.limit(&crate::policy::limit::LATE_RECORD) else {
        return;
    };
    let zone = policy.zone().unwrap_or(chrono_tz::Tz::UTC);
    let holidays = policy.holidays().cloned().unwrap_or_default();
    let due = after_business_days(&entry.decided_at, limit.value, zone, &holidays);
    let late = due.map(|due| Deadline::from(due).met_by(entry.recorded_at.span()));
    if late == Some(Proof::Refuted) {
        let message = "it was decided longer ago than the policy allows: only an emergency is \
                       written down so late";
        unmet.push(Unmet::new(Condition::RecordedInTime, message).at(limit.pointer.to_string()));
    }
}

fn stamp(entry: &Entry) -> Stamp<'_> {
    Stamp {
        seq: entry.seq,
        actor: &entry.actor,
        decided_at: entry.decided_at,
        recorded_at: entry.recorded_at.moment(),
    }
}

/// The record with an entry in its trail.
pub(super) fn with_entry(mut release: Release, entry: &Entry) -> Release {
    let hash = |hash: &String| (!hash.is_empty()).then(|| hash.clone());
    let noted = TrailEntry {
        seq: entry.seq,
        event: Some(entry.command.name().to_owned()),
        stage: entry.stage,
        actor: Some(entry.actor.clone()),
        decided_at: Some(entry.decided_at),
        recorded_at: Some(entry.recorded_at.moment()),
        accepted: Some(entry.ruling == Ruling::Accepted),
        policy_version: entry.policy.version.clone(),
        previous_hash: hash(&entry.previous_hash),
        hash: hash(&entry.hash),
    };
    push(&mut release.trail, noted);
    release
}
