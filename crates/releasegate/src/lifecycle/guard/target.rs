//! What a command names: places, builds and waves.

use serde::Deserialize;
use serde_json::Value;

use super::Guard;
use super::outcome::started_next;
use super::stands::closed;
use crate::checks::{Case, Judgement, Verdict, by_id, was_taken_back};
use crate::lifecycle::command::StartWave;
use crate::lifecycle::named::{self, is_shared_id};
use crate::lifecycle::rule::{is_approved_with_plan, is_open_after_closure, kept_for};
use crate::lifecycle::standing::is_running;
use crate::lifecycle::unmet::{Condition, Unmet};
use crate::model::{
    Approval, Attempt, AttemptOutcome, BuildId, CheckOutcome, Items, Stated, WaveId,
};
use crate::time::Moment;

impl Guard<'_> {
    pub(super) fn writable(&self, place: &str, value: &Value, unmet: &mut Vec<Unmet>) {
        let free = || {
            is_shared_id(self.release, place)
                || self.brings_end_forward(place, value)
                || says_none(value) && self.lists_nothing(place)
        };
        if let Some(command) = kept_for(place).filter(|_| !free()) {
            let message = format!("this is written by the command `{command}` only");
            unmet.push(Unmet::new(Condition::OwnCommand, message).at(place));
        }
        if self.standing.closed && !is_open_after_closure(place) {
            unmet.push(closed());
        }
        if self.standing.plan_approved && is_approved_with_plan(place) {
            let message = "this is approved with the plan: give `replan` first";
            unmet.push(Unmet::new(Condition::Plan, message).at(place));
        }
    }

    /// Whether somebody only says that a role or a waiver ends, or ends earlier. No command does so;
    /// to hold it for longer takes the command that gives it.
    fn brings_end_forward(&self, place: &str, value: &Value) -> bool {
        let item = |list: &str| {
            let index = place.strip_prefix(list)?.strip_suffix("/until")?;
            index.parse::<usize>().ok()
        };
        let (assignments, delegations) = (&self.release.assignments, &self.release.delegations);
        let until = if let Some(index) = item("/assignments/") {
            assignments.items().get(index).map(|it| it.until)
        } else if let Some(index) = item("/delegations/") {
            delegations.items().get(index).map(|it| it.until)
        } else if let Some(index) = item("/waivers/") {
            let waivers = self.release.waivers.items();
            waivers.get(index).map(|it| it.until)
        } else {
            None
        };
        match until {
            None => false,
            Some(None) => true,
            Some(Some(until)) => {
                let end = |moment: &Moment| self.case.span(moment).map(|span| span.end());
                let earlier = Moment::deserialize(value).ok();
                let earlier = earlier.and_then(|earlier| end(&earlier));
                earlier
                    .zip(end(&until))
                    .is_some_and(|(earlier, end)| earlier <= end)
            }
        }
    }

    /// Whether the record lists nothing at a place, so that somebody may state that there was none.
    fn lists_nothing(&self, place: &str) -> bool {
        let record = serde_json::to_value(self.release);
        let there = record.as_ref().ok().and_then(|it| it.pointer(place));
        there.is_none_or(|it| {
            it.is_null() || says_none(it) || it.as_array().is_some_and(Vec::is_empty)
        })
    }

    /// Requires that the build was approved with the plan as it is now, by all whom the policy asks
    /// for: what was approved before the plan was opened again is not any more.
    pub(super) fn approved_since_replanned(&self, start: &StartWave, unmet: &mut Vec<Unmet>) {
        let replanned =
            self.release.trail.items().iter().rev().find(|entry| {
                entry.event.as_deref() == Some("replan") && entry.accepted == Some(true)
            });
        let Some(replanned) = replanned.map(|entry| entry.seq) else {
            return;
        };
        let is_older = |approval: &Approval| {
            let scope = approval.scope.as_ref();
            scope.and_then(|scope| scope.build.as_ref()) == Some(&start.build)
                && approval.seq.is_some_and(|seq| seq < replanned)
        };
        if self.release.approvals.items().iter().any(is_older)
            && !self.is_approved_without(is_older, start)
        {
            let message = "the build was approved before the plan was opened again: ask for its \
                           approval with the plan as it is now";
            unmet.push(Unmet::new(Condition::Plan, message).at("/approvals"));
        }
    }

    /// Whether enough of those with authority approved a start, leaving some approvals out.
    fn is_approved_without(&self, left_out: impl Fn(&Approval) -> bool, start: &StartWave) -> bool {
        let mut tried = self.release.clone();
        if let Some(Stated::Given(approvals)) = &mut tried.approvals {
            approvals.retain(|approval| !left_out(approval));
        }
        let attempt = Attempt {
            started_at: Some(self.at.moment()),
            deployed_by: start.deployed_by.clone(),
            build: Some(start.build.clone()),
            environment: start.environment.clone(),
            ..Attempt::default()
        };
        started_next(&mut tried, start.wave.clone(), attempt);
        let case = Case::new(&tried, self.policy, self.at);
        APPROVED.iter().all(|id| {
            let judged = by_id(id).map(|check| check.judge(&case, &mut Judgement::default()));
            judged.is_none_or(|judged| judged.verdict == Verdict::Conforming)
        })
    }

    pub(super) fn build_there(&self, id: &BuildId, unmet: &mut Vec<Unmet>) {
        match named::build(self.release, id) {
            Ok(Some(_)) => {}
            Ok(None) => {
                let message = "there is no such build: record it first";
                unmet.push(Unmet::new(Condition::There, message).at("/build/builds"));
            }
            Err(several) => unmet.push(several),
        }
    }

    /// Requires of the waves that something is for that the plan has them, and none of them twice.
    pub(super) fn planned_once(&self, waves: Option<&Vec<WaveId>>, unmet: &mut Vec<Unmet>) {
        for id in waves.into_iter().flatten() {
            self.wave_planned(id, unmet);
        }
    }

    fn wave_planned(&self, id: &WaveId, unmet: &mut Vec<Unmet>) {
        match named::planned_wave(self.release, id) {
            Ok(Some(_)) => {}
            Ok(None) => {
                let planned = named::planned_waves(self.release).iter();
                let planned: Vec<_> = planned.map(|wave| format!("`{}`", wave.id)).collect();
                let message = match planned.as_slice() {
                    [] => "the plan has no waves".to_owned(),
                    planned => format!(
                        "the plan has no wave `{id}`; its waves are {}",
                        planned.join(", ")
                    ),
                };
                unmet.push(Unmet::new(Condition::There, message).at("/plan/waves"));
            }
            Err(several) => unmet.push(several),
        }
    }

    pub(super) fn wave_can_start(&self, id: &WaveId, unmet: &mut Vec<Unmet>) {
        self.wave_planned(id, unmet);
        let Some(last) = self.last_attempt(id, unmet) else {
            return;
        };
        let open = last.is_some_and(|attempt| !was_taken_back(attempt));
        let failed = last.is_some_and(|attempt| {
            attempt.outcome == Some(AttemptOutcome::Failed) && attempt.ended_at.is_some()
        });
        if open && !failed {
            let message = "the wave is live or being deployed: take it back first";
            unmet.push(Unmet::new(Condition::Deployment, message).at("/deployment/waves"));
        }
    }

    /// Requires that an attempt at the wave, or its back-out, runs.
    pub(super) fn wave_runs(&self, id: &WaveId, back_out: bool, unmet: &mut Vec<Unmet>) {
        let Some(last) = self.last_attempt(id, unmet) else {
            return;
        };
        let goes_back = last.is_some_and(|attempt| attempt.back_out.is_some());
        let said = !self.standing.running;
        if !said && (!last.is_some_and(is_running) || goes_back != back_out) {
            let message = match back_out {
                true => "the wave is not being taken back",
                false => "the wave is not being deployed",
            };
            unmet.push(Unmet::new(Condition::Deployment, message).at("/deployment/waves"));
        }
    }

    pub(super) fn wave_can_go_back(&self, id: &WaveId, unmet: &mut Vec<Unmet>) {
        let Some(last) = self.last_attempt(id, unmet) else {
            return;
        };
        if last.is_none_or(|attempt| {
            attempt
                .back_out
                .as_ref()
                .is_some_and(|it| it.outcome != Some(CheckOutcome::Failed))
        }) {
            let message = "nothing of the wave is there to be taken back";
            unmet.push(Unmet::new(Condition::Deployment, message).at("/deployment/waves"));
        }
    }

    /// The last attempt at a wave, if there is one; nothing where it cannot be told.
    fn last_attempt(&self, id: &WaveId, unmet: &mut Vec<Unmet>) -> Option<Option<&Attempt>> {
        let last = named::last_attempt(self.release, id);
        last.map_err(|several| unmet.push(several)).ok()
    }
}

/// The checks that say whether a start was approved, and by whom.
const APPROVED: [&str; 2] = ["DEP-01", "DEP-02"];

/// Whether a value is the statement that there was none of something. No command does nothing, so
/// that is a fact like others.
fn says_none(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|it| it.len() == 1 && it.contains_key("none"))
}
