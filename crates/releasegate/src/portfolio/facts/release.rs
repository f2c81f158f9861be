//! Facts of a release as a whole.

use std::collections::BTreeSet;

use super::{ReleaseFacts, Shown, shown};
use crate::checks::{
    Case, Fact, Start, Verdict, cleared_at, emergency_reviewed_in_time, passed_at_first,
    planned_closures, reviewed_in_time, says_nothing, was_taken_back,
};
use crate::model::{
    Attempt, AttemptOutcome, Deliverable, DeliverableKind, Items, OutcomeValue, Stated,
};
use crate::portfolio::lack::Lack;
use crate::portfolio::question::Success;
use crate::time::{Elapsed, Proof};

/// What was planned to be delivered, and what was.
#[derive(Clone, Debug, Default)]
pub(in crate::portfolio) struct Scope {
    pub(in crate::portfolio) planned: BTreeSet<String>,
    pub(in crate::portfolio) delivered: BTreeSet<String>,
}

/// From the approval that cleared the first start to the end of the deployment (K02).
pub(super) fn duration(case: &Case<'_>) -> Shown<Elapsed> {
    let progress = &case.progress;
    let span = |fact: &Fact<'_>| case.span(fact.at);
    let by_start = |start: &&Start<'_>| span(&start.fact).map(|span| span.first());
    let first = progress.starts.iter().min_by_key(by_start);
    let first = first.filter(|_| progress.unknown_starts.is_empty());
    let clearance = first.and_then(|start| cleared_at(case, start));
    let clearance = clearance.ok_or(Lack::ClearanceUnknown)?;
    let last = progress
        .ends
        .iter()
        .max_by_key(|end| span(end).map(|span| span.end()));
    let end = last.ok_or(Lack::EndUnknown)?;
    lasting(Elapsed::between(clearance, end.at))
}

/// A length of time that makes sense.
pub(super) fn lasting(elapsed: Option<Elapsed>) -> Shown<Elapsed> {
    let elapsed = elapsed.ok_or(Lack::NotExact)?;
    if elapsed.is_negative() {
        return Err(Lack::Contradictory);
    }
    Ok(elapsed)
}

/// Every attempt that the record shows.
fn attempts<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Attempt> {
    let deployment = case.release.deployment.as_ref();
    let waves = deployment.map_or(&[][..], |deployment| deployment.waves.items());
    let attempts = waves.iter().flat_map(|wave| wave.attempts.items());
    attempts.filter(|attempt| attempt.is_evidence())
}

/// Requires that the record shows attempts, and says of each what came out.
fn outcomes_known(case: &Case<'_>) -> Shown<()> {
    let mut attempts = attempts(case).peekable();
    let known = attempts.peek().is_some() && attempts.all(|attempt| attempt.outcome.is_some());
    known.then_some(()).ok_or(Lack::OutcomeUnknown)
}

/// Whether something of it was backed out (K03).
pub(super) fn backed_out(case: &Case<'_>) -> Shown<bool> {
    let went_back = |attempt: &Attempt| {
        attempt.back_out.is_some() || attempt.outcome == Some(AttemptOutcome::BackedOut)
    };
    if attempts(case).any(went_back) {
        return Ok(true);
    }
    outcomes_known(case).map(|()| false)
}

/// Whether every attempt was deployed as a whole.
pub(super) fn deployed_whole(case: &Case<'_>) -> Shown<bool> {
    let differs = |outcome| outcome != AttemptOutcome::Deployed;
    if attempts(case)
        .filter_map(|attempt| attempt.outcome)
        .any(differs)
    {
        return Ok(false);
    }
    outcomes_known(case).map(|()| true)
}

/// Whether somebody judged the release, after its deployment, to be successful.
pub(super) fn judged(case: &Case<'_>) -> Shown<bool> {
    let early_life = case.release.early_life.as_ref();
    let outcome = early_life.and_then(|early_life| early_life.outcome.as_ref());
    let outcome = outcome.filter(|outcome| outcome.set_by.is_some());
    let (value, set_at) = outcome
        .and_then(|outcome| Some((outcome.value, outcome.set_at.as_ref()?)))
        .ok_or(Lack::OutcomeUnknown)?;
    let ends = &case.progress.ends;
    let is_later = |end: &Fact<'_>| case.before(*end, Fact::new(set_at, "")) == Ok(Proof::Proven);
    if ends.is_empty() || !ends.iter().all(is_later) {
        return Err(Lack::OutcomeUnknown);
    }
    Ok(matches!(
        value,
        OutcomeValue::Successful | OutcomeValue::SuccessfulAfterRemedy
    ))
}

/// Whether the release is a success in the sense declared (K05). A failure is shown by any one of
/// its facts, a success only by all of them.
pub(in crate::portfolio) fn shows_success(facts: &ReleaseFacts, success: Success) -> Shown<bool> {
    match success {
        Success::NoBackOut => facts.backed_out.map(|backed_out| !backed_out),
        Success::Judged => facts.judged,
        Success::NoFailure => {
            let failed = facts.backed_out == Ok(true)
                || facts.deployed_whole == Ok(false)
                || facts.judged == Ok(false)
                || !facts.incidents.is_empty();
            if failed {
                return Ok(false);
            }
            facts.backed_out?;
            facts.deployed_whole?;
            match facts.incidents_counted {
                true => Ok(true),
                false => Err(Lack::IncidentsNotCounted),
            }
        }
    }
}

/// Whether it met all criteria at the first attempt (K11).
pub(super) fn passed(case: &Case<'_>) -> Shown<Option<bool>> {
    let Some(passed) = passed_at_first(case) else {
        return Ok(None);
    };
    shown(passed, Lack::AcceptanceUndecided).map(Some)
}

/// What was to be deployed, and what is live at the end (K12). Documents and licences are handed
/// over, not deployed.
pub(super) fn scope(case: &Case<'_>) -> Shown<Scope> {
    let deployed = |item: &&Deliverable| {
        let kind = item.kind;
        !matches!(
            kind,
            Some(DeliverableKind::Document | DeliverableKind::Licence)
        )
    };
    let ids = |items: Vec<&Deliverable>| -> BTreeSet<String> {
        let ids = items.into_iter().map(|item| item.id.as_str().to_owned());
        ids.collect()
    };
    let all = case
        .plan()
        .map_or(&[][..], |plan| plan.deliverables.items());
    let (planned, handed_over): (Vec<_>, Vec<_>) = all.iter().partition(deployed);
    let (planned, handed_over) = (ids(planned), ids(handed_over));
    if planned.is_empty() {
        return Err(Lack::ScopeUnknown);
    }
    let deployment = case.release.deployment.as_ref();
    let waves = deployment.map_or(&[][..], |deployment| deployment.waves.items());
    let mut delivered = BTreeSet::new();
    for attempt in waves.iter().filter_map(|wave| wave.attempts.items().last()) {
        match (attempt.outcome, &attempt.artifacts) {
            (Some(AttemptOutcome::Failed), _) => {}
            (Some(_), _) if was_taken_back(attempt) => {}
            (Some(_), Some(Stated::None(_))) => {}
            (Some(_), Some(Stated::Given(artifacts))) if !artifacts.is_empty() => {
                let ids = artifacts
                    .iter()
                    .map(|it| it.deliverable.as_str().to_owned());
                delivered.extend(ids);
            }
            _ => return Err(Lack::ScopeUnknown),
        }
    }
    delivered.retain(|id| !handed_over.contains(id));
    Ok(Scope { planned, delivered })
}

/// Whether it was reviewed in time (K15).
pub(super) fn reviewed(case: &Case<'_>) -> Shown<Option<bool>> {
    in_time(reviewed_in_time(case))
}

/// Whether the review after an emergency was in time (K19).
pub(super) fn emergency_reviewed(case: &Case<'_>) -> Shown<Option<bool>> {
    in_time(emergency_reviewed_in_time(case))
}

fn in_time(verdict: Verdict) -> Shown<Option<bool>> {
    match verdict {
        Verdict::Conforming => Ok(Some(true)),
        Verdict::Nonconforming => Ok(Some(false)),
        Verdict::NotApplicable => Ok(None),
        Verdict::NotYetDue => Err(Lack::NotYetDue),
        Verdict::NotEvidenced => Err(Lack::TimelinessUnknown),
    }
}

/// How many of the planned problems and known errors it closed (K17).
pub(super) fn closures(case: &Case<'_>) -> Shown<(u64, u64)> {
    let planned = planned_closures(case).ok_or(Lack::ClosureUnknown)?;
    let (mut done, mut all) = (0, 0);
    for closed in planned {
        done += u64::from(shown(closed, Lack::ClosureUnknown)?);
        all += 1;
    }
    Ok((done, all))
}

/// Whether a text says something.
pub(super) fn says(text: &Option<String>) -> bool {
    !says_nothing(text.as_deref())
}
