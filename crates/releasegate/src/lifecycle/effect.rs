//! What an accepted command does to the record.

use serde_json::Value;

use super::command::{Command, Decide, Register, StartWave, Waive};
use super::named;
use super::unmet::{Condition, Unmet};
use crate::model::{
    Approval, ApprovalRequest, ApprovalScope, Attempt, AttemptOutcome, BackOut, Build,
    Cancellation, CheckOutcome, Hold, Items, PersonId, Plan, Release, Stated, Waiver, Wave, WaveId,
};
use crate::next::{put, settled};
use crate::read::read_json;
use crate::time::Moment;

/// Who did something when, and where the trail says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp<'a> {
    pub(super) seq: u64,
    pub(super) actor: &'a PersonId,
    pub(super) decided_at: Moment,
    pub(super) recorded_at: Moment,
}

/// The record after a command. Without a record, the command registers one.
///
/// It finds out only whether the command can be carried out, not whether it may be.
pub(super) fn carried_out(
    release: Option<&Release>,
    command: &Command,
    stamp: Stamp<'_>,
) -> Result<Release, Unmet> {
    let Some(release) = release else {
        return match command {
            Command::Register(register) => Ok(registered(register, stamp)),
            _ => Err(not_registered()),
        };
    };
    let at = Some(stamp.decided_at);
    let by = || Some(stamp.actor.clone());
    if let Command::RecordEvidence(fact) = command {
        return with_fact(release, &fact.at, &fact.value, false);
    }
    if let Command::AmendEvidence(fact) = command {
        return with_fact(release, &fact.at, &fact.value, true);
    }
    let mut after = release.clone();
    match command {
        Command::Register(_) => {
            return Err(
                Unmet::new(Condition::Registered, "the release is registered already").at("/id"),
            );
        }
        Command::RecordEvidence(_) | Command::AmendEvidence(_) => {}
        Command::Assign(assignment) => {
            let mut assignment = assignment.clone();
            assignment.assigned_by = by();
            assignment.assigned_at = at;
            push(&mut after.assignments, assignment);
        }
        Command::Delegate(delegation) => {
            let mut delegation = delegation.clone();
            delegation.recorded_at = Some(stamp.recorded_at);
            push(&mut after.delegations, delegation);
        }
        Command::Plan(plan) => {
            after.plan = Some(Plan {
                created_at: plan.created_at.or(at),
                created_by: plan.created_by.clone().or_else(by),
                approved_at: None,
                approved_by: None,
                approved_seq: None,
                ..Plan::clone(plan)
            });
        }
        Command::ApprovePlan(approval) => {
            let plan = after.plan.as_mut().ok_or_else(no_plan)?;
            if approval.version.is_some() && approval.version != plan.version {
                let message = "the plan has another version: approve the version that is there";
                return Err(Unmet::new(Condition::Plan, message).at("/plan/version"));
            }
            plan.approved_at = at;
            plan.approved_by = by();
            plan.approved_seq = Some(stamp.seq);
        }
        Command::Replan(replan) => {
            let plan = after.plan.as_mut().ok_or_else(no_plan)?;
            plan.version = Some(replan.version.clone());
            plan.approved_at = None;
            plan.approved_by = None;
            plan.approved_seq = None;
        }
        Command::RecordBuild(build) => {
            let builds = &mut after.build.get_or_insert_default().builds;
            if builds.items().iter().any(|other| other.id == build.id) {
                return Err(taken("/build/builds"));
            }
            push(
                builds,
                Build {
                    built_at: build.built_at.or(at),
                    ..build.clone()
                },
            );
        }
        Command::RecordResult(result) => {
            let mut result = result.clone();
            result.tested_at = result.tested_at.or(at);
            result.tested_by = result.tested_by.or_else(by);
            result.seq = Some(stamp.seq);
            let verification = after.verification.get_or_insert_default();
            push(&mut verification.results, result);
        }
        Command::RequestApproval(request) => {
            push(
                &mut after.approval_requests,
                ApprovalRequest {
                    build: request.build.clone(),
                    environment: request.environment.clone(),
                    waves: request.waves.clone(),
                    requested_at: at,
                    requested_by: by(),
                    seq: Some(stamp.seq),
                },
            );
        }
        Command::Decide(decide) => {
            let approvals = &mut after.approvals;
            if approvals.items().iter().any(|other| other.id == decide.id) {
                return Err(taken("/approvals"));
            }
            push(approvals, decided(decide, stamp));
        }
        Command::TakeBaseline(baseline) => {
            let baselines = &mut after.baselines;
            if baselines
                .items()
                .iter()
                .any(|other| other.id == baseline.id)
            {
                return Err(taken("/baselines"));
            }
            let mut baseline = baseline.clone();
            baseline.taken_at = baseline.taken_at.or(at);
            baseline.taken_by = baseline.taken_by.or_else(by);
            baseline.recorded_at = Some(stamp.recorded_at);
            baseline.seq = Some(stamp.seq);
            push(baselines, baseline);
        }
        Command::StartWave(start) => started(&mut after, start, stamp)?,
        Command::FinishWave(finish) => {
            let attempt = attempt_at(&mut after, &finish.wave)?;
            attempt.ended_at = at;
            attempt.outcome = Some(finish.outcome);
            attempt
                .component_checks
                .clone_from(&finish.component_checks);
            attempt.remedy.clone_from(&finish.remedy);
        }
        Command::BackOutWave(back_out) => {
            let attempt = attempt_at(&mut after, &back_out.wave)?;
            attempt.back_out = Some(BackOut {
                decided_at: at,
                decided_by: by(),
                started_at: at,
                ..BackOut::default()
            });
        }
        Command::FinishBackOut(finish) => {
            let attempt = attempt_at(&mut after, &finish.wave)?;
            let Some(back_out) = attempt.back_out.as_mut() else {
                return Err(Unmet::new(
                    Condition::Deployment,
                    "the wave is not being taken back: give `back_out_wave` first",
                ));
            };
            back_out.ended_at = at;
            back_out.outcome = Some(finish.outcome);
            back_out
                .component_checks
                .clone_from(&finish.component_checks);
            if finish.outcome == CheckOutcome::Passed {
                attempt.outcome = Some(AttemptOutcome::BackedOut);
            }
            attempt.ended_at = attempt.ended_at.or(at);
        }
        Command::Hold(pause) => push(
            &mut after.holds,
            Hold {
                held_at: at,
                held_by: by(),
                reason: Some(pause.reason.clone()),
                ..Hold::default()
            },
        ),
        Command::Resume(_) => {
            if let Some(Stated::Given(holds)) = &mut after.holds
                && let Some(hold) = holds.last_mut()
            {
                hold.resumed_at = at;
                hold.resumed_by = by();
            }
        }
        Command::RecordIncident(incident) => {
            let incidents = &mut after.early_life.get_or_insert_default().incidents;
            if incidents
                .items()
                .iter()
                .any(|other| other.id == incident.id)
            {
                return Err(taken("/early_life/incidents"));
            }
            let mut incident = incident.as_ref().clone();
            incident.related_at = incident.related_at.or(at);
            incident.related_by = incident.related_by.or_else(by);
            push(incidents, incident);
        }
        Command::ExitEarlyLife(exit_early_life) => {
            let early_life = after.early_life.get_or_insert_default();
            let exit = early_life.exit.get_or_insert_default();
            exit.exited_at = at;
            exit.authorised_by = by();
            exit.early_reason.clone_from(&exit_early_life.early_reason);
            exit.authorisations
                .clone_from(&exit_early_life.authorisations);
        }
        Command::RecordAnalysis(analysis) => {
            let mut analysis = analysis.clone();
            analysis.analysed_at = analysis.analysed_at.or(at);
            analysis.analysed_by = analysis.analysed_by.or_else(by);
            push(
                &mut after.closure.get_or_insert_default().analyses,
                analysis,
            );
        }
        Command::RecordReview(review) => {
            let mut review = review.clone();
            review.reviewed_at = review.reviewed_at.or(at);
            push(&mut after.closure.get_or_insert_default().reviews, review);
        }
        Command::Waive(waive) => {
            let waivers = &mut after.waivers;
            if waivers.items().iter().any(|other| other.id == waive.id) {
                return Err(taken("/waivers"));
            }
            push(waivers, waiver(waive, stamp));
        }
        Command::Cancel(cancel) => {
            after.closure.get_or_insert_default().cancellation = Some(Cancellation {
                cancelled_at: stamp.decided_at,
                cancelled_by: stamp.actor.clone(),
                reason: Some(cancel.reason.clone()),
            });
        }
        Command::Close(_) => {
            let closure = after.closure.get_or_insert_default();
            closure.closed_at = at;
            closure.closed_by = by();
        }
    }
    Ok(after)
}

fn registered(register: &Register, stamp: Stamp<'_>) -> Release {
    Release {
        id: register.release.clone(),
        title: register.title.clone(),
        service: register.service.clone(),
        version: register.version.clone(),
        release_type: register.release_type.clone(),
        zone: register.zone,
        registered_at: Some(stamp.decided_at),
        registered_by: Some(stamp.actor.clone()),
        people: register.people.clone(),
        assignments: register.assignments.clone(),
        ..Release::default()
    }
}

fn decided(decide: &Decide, stamp: Stamp<'_>) -> Approval {
    Approval {
        id: decide.id.clone(),
        decision: decide.decision,
        decided_at: Some(stamp.decided_at),
        recorded_at: Some(stamp.recorded_at),
        seq: Some(stamp.seq),
        by: Some(decide.decided_by.as_ref().unwrap_or(stamp.actor).clone()),
        role: decide.role.clone(),
        channel: decide.channel,
        witness: decide.witness.clone(),
        log_ref: decide.log_ref.clone(),
        scope: Some(ApprovalScope {
            build: Some(decide.build.clone()),
            artifacts: None,
            environment: decide.environment.clone(),
            waves: decide.waves.clone(),
            from: decide.from,
            until: decide.until,
        }),
        reason: decide.reason.clone(),
    }
}

fn started(after: &mut Release, start: &StartWave, stamp: Stamp<'_>) -> Result<(), Unmet> {
    let built = named::build(after, &start.build)?;
    let artifacts = built.and_then(|(_, build)| build.artifacts.clone());
    let known = named::wave(after, &start.wave)?.map(|(index, _)| index);
    let attempt = Attempt {
        started_at: Some(stamp.decided_at),
        started_seq: Some(stamp.seq),
        deployed_by: Some(
            start
                .deployed_by
                .clone()
                .unwrap_or_else(|| vec![stamp.actor.clone()]),
        ),
        pipeline: start.pipeline.clone(),
        build: Some(start.build.clone()),
        environment: start.environment.clone(),
        artifacts: start.artifacts.clone().or(artifacts),
        ..Attempt::default()
    };
    let waves = &mut after.deployment.get_or_insert_default().waves;
    match (known, waves) {
        (Some(index), Some(Stated::Given(waves))) => {
            if let Some(wave) = waves.get_mut(index) {
                push(&mut wave.attempts, attempt);
            }
        }
        (_, waves) => push(
            waves,
            Wave {
                id: start.wave.clone(),
                kind: start.kind,
                attempts: Some(Stated::Given(vec![attempt])),
            },
        ),
    }
    Ok(())
}

fn waiver(waive: &Waive, stamp: Stamp<'_>) -> Waiver {
    Waiver {
        id: waive.id.clone(),
        check: waive.check.clone(),
        scope: waive.scope.clone(),
        reason: Some(waive.reason.clone()),
        requested_by: waive.requested_by.clone(),
        approved_by: Some(stamp.actor.clone()),
        approved_at: Some(stamp.decided_at),
        from: waive.from.or(Some(stamp.decided_at)),
        until: waive.until,
        compensating_control: waive.compensating_control.clone(),
    }
}

/// The last attempt at a wave.
fn attempt_at<'r>(release: &'r mut Release, wave: &WaveId) -> Result<&'r mut Attempt, Unmet> {
    let known = named::wave(release, wave)?.map(|(index, _)| index);
    let attempts = release
        .deployment
        .as_mut()
        .and_then(|deployment| match &mut deployment.waves {
            Some(Stated::Given(waves)) => waves.get_mut(known?),
            _ => None,
        })
        .and_then(|wave| match &mut wave.attempts {
            Some(Stated::Given(attempts)) => attempts.last_mut(),
            _ => None,
        });
    attempts.ok_or_else(|| {
        Unmet::new(Condition::Deployment, "nothing of the wave was deployed")
            .at("/deployment/waves")
    })
}

/// The record with a fact put into it: where there is none, or, to amend it, where there is one.
fn with_fact(release: &Release, at: &str, value: &Value, amend: bool) -> Result<Release, Unmet> {
    let unfit = |message: String| Unmet::new(Condition::Fits, message).at(at);
    let mut record = serde_json::to_value(release).map_err(|error| unfit(error.to_string()))?;
    let place = settled(&record, at);
    let there = record.pointer(&place).is_some_and(|value| !value.is_null());
    match (there, amend) {
        (true, false) => {
            let message = "there is a fact already: correct it by `amend_evidence`, or append to \
                           a list with `-`";
            return Err(Unmet::new(Condition::NotThere, message).at(place));
        }
        (false, true) => {
            let message = "there is no fact to correct: add it by `record_evidence`";
            return Err(Unmet::new(Condition::There, message).at(place));
        }
        _ => {}
    }
    put(&mut record, &place, value.clone());
    if record.pointer(&place) != Some(value) {
        return Err(unfit("the record has no such place".to_owned()));
    }
    let text = serde_json::to_vec(&record).map_err(|error| unfit(error.to_string()))?;
    read_json(&text).map_err(|error| Unmet {
        at: error.pointer.map(|place| vec![place]),
        ..unfit(error.message)
    })
}

/// Appends to a list; that somebody stated there were none is no longer so.
pub(super) fn push<T>(list: &mut Option<Stated<T>>, item: T) {
    match list {
        Some(Stated::Given(items)) => items.push(item),
        list => *list = Some(Stated::Given(vec![item])),
    }
}

fn taken(list: &str) -> Unmet {
    Unmet::new(Condition::NotThere, "the id is taken: choose another one").at(list)
}

fn no_plan() -> Unmet {
    Unmet::new(Condition::Plan, "there is no plan: give `plan` first").at("/plan")
}

fn not_registered() -> Unmet {
    Unmet::new(
        Condition::Registered,
        "the release is not registered: give `register` first",
    )
}
