//! Facts of one attempt to deploy.

use super::release::{lasting, says};
use super::{Shown, shown};
use crate::checks::{
    Attempted, Case, Fact, PeriodIncidents, Start, approved_before, attempt_ended, only,
};
use crate::model::{
    ApprovalDecision, Attempt, AttemptOutcome, Incident, Items, Nature, PlannedDate, PlannedWave,
};
use crate::pointer::Pointer;
use crate::portfolio::lack::Lack;
use crate::portfolio::question::RecoveryStart;
use crate::time::{Deadline, Edge, Elapsed, Moment, Proof, Span, Window};
use crate::view::View;

/// What the indicators count of one attempt to deploy.
#[derive(Clone, Debug)]
pub(in crate::portfolio) struct AttemptFacts {
    /// Its place in the record.
    pub(in crate::portfolio) place: String,
    pub(in crate::portfolio) started: Option<Span>,
    /// When it was over; a back-out ends later than the attempt that it takes back.
    pub(in crate::portfolio) ended: Shown<Span>,
    /// The time it took, as exactly as it is known.
    pub(in crate::portfolio) taken: Option<Window>,
    /// Whether an approval was in force when it started; refuted when nothing shows one.
    pub(in crate::portfolio) approved: Proof,
    /// Whether a tool did it.
    pub(in crate::portfolio) automated: Shown<bool>,
    /// Whether somebody had to step in.
    pub(in crate::portfolio) failed: Shown<bool>,
    /// How long its back-out took from the decision on; `Ok(None)` when there was none.
    pub(in crate::portfolio) back_out: Shown<Option<Elapsed>>,
    /// How long the service was not as it should be, if it failed.
    pub(in crate::portfolio) since_end: Shown<Elapsed>,
    pub(in crate::portfolio) since_detection: Shown<Elapsed>,
    /// Whether the first attempt at its wave started in time, by the plan before the first build
    /// and by the last one; `Ok(None)` for a further attempt.
    pub(in crate::portfolio) in_time_of_first_plan: Shown<Option<bool>>,
    pub(in crate::portfolio) in_time_of_last_plan: Shown<Option<bool>>,
}

impl AttemptFacts {
    /// How long the recovery took.
    pub(in crate::portfolio) fn recovery(&self, from: RecoveryStart) -> Shown<Elapsed> {
        match from {
            RecoveryStart::DeploymentEnd => self.since_end,
            RecoveryStart::Detection => self.since_detection,
        }
    }
}

/// The facts of every attempt that the record shows, in its order.
pub(super) fn attempts(
    case: &Case<'_>,
    incidents: &PeriodIncidents<'_>,
    view: &View<'_>,
) -> Vec<AttemptFacts> {
    let progress = &case.progress;
    let with_start = progress.starts.iter();
    let dated = with_start.map(|start| (Attempted::from(start), Some(start)));
    let undated = progress.unknown_starts.iter().map(|it| (*it, None));
    let mut all: Vec<_> = dated.chain(undated).collect();
    all.sort_by_key(|(attempted, _)| attempted.at);
    let of = |(attempted, start)| facts(case, incidents, view, attempted, start);
    all.into_iter().map(of).collect()
}

fn facts<'a>(
    case: &Case<'a>,
    incidents: &PeriodIncidents<'_>,
    view: &View<'_>,
    Attempted { attempt, at }: Attempted<'a>,
    start: Option<&Start<'a>>,
) -> AttemptFacts {
    let mut place = Pointer::new("/deployment/waves/*/attempts/*", at);
    view.restore(&mut place);
    let started = start.and_then(|start| case.span(start.fact.at));
    let over = attempt_ended(attempt);
    let ended = over.and_then(|moment| case.span(moment));
    let edge = Edge::somewhere_in;
    let window = |start: Span| Window::between(edge(start), edge(ended.unwrap_or(start))).ok();
    let last = start.is_some_and(Start::is_last_attempt);
    let serious = if last { serious(case, at) } else { Vec::new() };
    AttemptFacts {
        place: place.to_string(),
        started,
        ended: ended.ok_or(Lack::EndUnknown),
        taken: started.and_then(window),
        approved: approved(case, start),
        automated: automated(case, attempt),
        failed: failed(case, incidents, attempt, last, &serious),
        back_out: back_out(attempt),
        since_end: since_end(case, attempt, &serious),
        since_detection: since_detection(case, attempt, &serious),
        in_time_of_first_plan: in_time(case, at, start, first_plan),
        in_time_of_last_plan: in_time(case, at, start, last_plan),
    }
}

/// Whether an approval was in force at the start. Without a start nobody can tell, unless there is
/// no approval at all.
fn approved<'a>(case: &Case<'a>, start: Option<&Start<'a>>) -> Proof {
    if let Some(start) = start {
        return approved_before(case, start);
    }
    let mut approvals = case.release.approvals.items().iter();
    match approvals.any(|approval| approval.decision == ApprovalDecision::Approved) {
        true => Proof::Undecided,
        false => Proof::Refuted,
    }
}

/// Whether a pipeline or another automation deployed (K04).
fn automated(case: &Case<'_>, attempt: &Attempt) -> Shown<bool> {
    if says(&attempt.pipeline) {
        return Ok(true);
    }
    let deployers = attempt.deployed_by.items();
    let natures = deployers.iter().map(|id| case.person(id)?.nature);
    let natures: Option<Vec<Nature>> = natures.collect();
    match natures {
        Some(natures) if natures.contains(&Nature::Automation) => Ok(true),
        Some(natures) if !natures.is_empty() => Ok(false),
        _ => Err(Lack::DeployerUnknown),
    }
}

/// An incident of the time in which a wave was observed that may have needed somebody to step in.
struct Serious<'a> {
    incident: &'a Incident,
    is_major: Option<bool>,
}

/// The incidents of the period of a wave, without those that are certainly no major ones.
fn serious<'a>(case: &Case<'a>, [wave, _]: [usize; 2]) -> Vec<Serious<'a>> {
    let Some(window) = window_of(case, wave) else {
        return Vec::new();
    };
    let early_life = case.release.early_life.as_ref();
    let incidents = early_life.map_or(&[][..], |early_life| early_life.incidents.items());
    let in_window = |incident: &&Incident| {
        let opened = incident.opened_at.as_ref().and_then(|at| case.span(at));
        opened.is_some_and(|opened| window.contains(opened).is_proven())
    };
    let of = |incident: &'a Incident| {
        let is_major = incident.major.as_ref().and_then(|it| it.meets_criteria);
        (is_major != Some(false)).then_some(Serious { incident, is_major })
    };
    incidents.iter().filter(in_window).filter_map(of).collect()
}

/// The time in which a wave is observed.
fn window_of(case: &Case<'_>, wave: usize) -> Option<Window> {
    let windows = case.observed()?;
    if case.progress.backed_out {
        return windows.first().copied();
    }
    let deployment = case.release.deployment.as_ref()?;
    let before = deployment.waves.items().iter().take(wave);
    let position = before
        .filter(|wave| !wave.attempts.items().is_empty())
        .count();
    windows.get(position).copied()
}

/// Whether somebody had to step in: the attempt was backed out or remedied, or a major incident
/// followed (D3). However many incidents there were, it is one deployment.
fn failed(
    case: &Case<'_>,
    incidents: &PeriodIncidents<'_>,
    attempt: &Attempt,
    last: bool,
    serious: &[Serious<'_>],
) -> Shown<bool> {
    let stepped_in = attempt.back_out.is_some() || says(&attempt.remedy);
    let broken = matches!(
        attempt.outcome,
        Some(AttemptOutcome::Failed | AttemptOutcome::BackedOut)
    );
    if stepped_in || broken || serious.iter().any(|it| it.is_major == Some(true)) {
        return Ok(true);
    }
    match attempt.outcome {
        None => Err(Lack::OutcomeUnknown),
        Some(AttemptOutcome::Deployed) if last && case.progress.period.is_some() => {
            if !incidents.are_all {
                Err(Lack::IncidentsNotCounted)
            } else if serious.is_empty() {
                Ok(false)
            } else {
                Err(Lack::InterventionUnknown)
            }
        }
        Some(AttemptOutcome::Deployed) if last => Err(Lack::ObservationUnknown),
        Some(_) => Err(Lack::InterventionUnknown),
    }
}

/// From the decision to back out to the end of the back-out (K14).
fn back_out(attempt: &Attempt) -> Shown<Option<Elapsed>> {
    let Some(back_out) = &attempt.back_out else {
        return match attempt.outcome {
            Some(AttemptOutcome::BackedOut) => Err(Lack::DecisionUnknown),
            _ => Ok(None),
        };
    };
    let decided = back_out.decided_at.as_ref().ok_or(Lack::DecisionUnknown)?;
    let ended = back_out.ended_at.as_ref().ok_or(Lack::BackOutOpen)?;
    lasting(Elapsed::between(decided, ended)).map(Some)
}

/// When the service was restored: by the back-out, else when the last major incident was resolved.
fn restored<'a>(
    case: &Case<'_>,
    attempt: &'a Attempt,
    serious: &[Serious<'a>],
) -> Shown<&'a Moment> {
    if let Some(back_out) = &attempt.back_out {
        return back_out.ended_at.as_ref().ok_or(Lack::BackOutOpen);
    }
    let major = serious.iter().filter(|it| it.is_major == Some(true));
    let resolved: Option<Vec<&Moment>> = major.map(|it| it.incident.resolved_at.as_ref()).collect();
    let last = resolved.unwrap_or_default();
    let last = last
        .into_iter()
        .max_by_key(|at| case.span(at).map(|span| span.end()));
    last.ok_or(Lack::RestoreUnknown)
}

fn since_end(case: &Case<'_>, attempt: &Attempt, serious: &[Serious<'_>]) -> Shown<Elapsed> {
    let restored = restored(case, attempt, serious)?;
    let ended = attempt.ended_at.as_ref().ok_or(Lack::EndUnknown)?;
    lasting(Elapsed::between(ended, restored))
}

fn since_detection(case: &Case<'_>, attempt: &Attempt, serious: &[Serious<'_>]) -> Shown<Elapsed> {
    let restored = restored(case, attempt, serious)?;
    let major = serious.iter().filter(|it| it.is_major == Some(true));
    let opened = major.filter_map(|it| it.incident.opened_at.as_ref());
    let first = opened.min_by_key(|at| case.span(at).map(|span| span.first()));
    lasting(Elapsed::between(
        first.ok_or(Lack::DetectionUnknown)?,
        restored,
    ))
}

/// Whether the first attempt at a wave started on or before the planned time (K08).
fn in_time<'a>(
    case: &Case<'a>,
    [wave, attempt]: [usize; 2],
    start: Option<&Start<'a>>,
    counts: fn(&Case<'a>, &Start<'a>) -> Shown<()>,
) -> Shown<Option<bool>> {
    if attempt > 0 {
        return Ok(None);
    }
    let start = start.ok_or(Lack::StartUndecided)?;
    let deployment = case.release.deployment.as_ref();
    let deployed = deployment.and_then(|deployment| deployment.waves.items().get(wave));
    let planned = case.plan().map_or(&[][..], |plan| plan.waves.items());
    let is_it = |it: &&PlannedWave| deployed.is_some_and(|wave| wave.id == it.id);
    let planned = only(planned.iter().filter(is_it));
    let date = planned.and_then(|it| it.planned_start.as_ref());
    let date = date
        .and_then(PlannedDate::fixed)
        .ok_or(Lack::PlannedDateUnknown)?;
    counts(case, start)?;
    let due = Deadline::new(date, case.zone).ok_or(Lack::StartUndecided)?;
    let started = case.span(start.fact.at).ok_or(Lack::StartUndecided)?;
    shown(due.met_by(started), Lack::StartUndecided).map(Some)
}

/// Requires that the plan of the record is the one with which building began.
fn first_plan(case: &Case<'_>, _: &Start<'_>) -> Shown<()> {
    let stage = case.release.build.as_ref();
    let builds = stage.map_or(&[][..], |stage| stage.builds.items());
    let built = builds.iter().map(|build| build.built_at.as_ref());
    let approved = case.plan().and_then(|plan| plan.approved_at.as_ref());
    let is_first = |built: Option<&Moment>| {
        let facts = approved.zip(built);
        facts.is_some_and(|(plan, built)| {
            case.before(Fact::new(plan, ""), Fact::new(built, "")) == Ok(Proof::Proven)
        })
    };
    match !builds.is_empty() && built.into_iter().all(is_first) {
        true => Ok(()),
        false => Err(Lack::FirstPlanUnknown),
    }
}

/// Requires that the plan of the record was approved before the start: a date that was planned
/// afterwards is always met.
fn last_plan(case: &Case<'_>, start: &Start<'_>) -> Shown<()> {
    let approved = case.plan().and_then(|plan| plan.approved_at.as_ref());
    let is_earlier = |at| case.before(Fact::new(at, ""), start.fact) == Ok(Proof::Proven);
    match approved.is_some_and(is_earlier) {
        true => Ok(()),
        false => Err(Lack::PlanUndecided),
    }
}
