//! What a command names: places, builds and waves.

use serde_json::Value;

use super::Guard;
use super::stands::closed;
use crate::checks::was_taken_back;
use crate::lifecycle::named::{self, is_shared_id};
use crate::lifecycle::rule::{is_approved_with_plan, is_open_after_closure, kept_for};
use crate::lifecycle::standing::is_running;
use crate::lifecycle::unmet::{Condition, Unmet};
use crate::model::{Attempt, AttemptOutcome, BuildId, CheckOutcome, WaveId};

impl Guard<'_> {
    pub(super) fn writable(&self, place: &str, value: &Value, unmet: &mut Vec<Unmet>) {
        // No command does nothing, so that there was none of something is a fact like others.
        let states_none = value
            .as_object()
            .is_some_and(|it| it.len() == 1 && it.contains_key("none"));
        let free = states_none || is_shared_id(self.release, place);
        if let Some(command) = kept_for(place).filter(|_| !free) {
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

    /// Requires of the waves that something is for that the plan does not hold them twice.
    pub(super) fn planned_once(&self, waves: Option<&Vec<WaveId>>, unmet: &mut Vec<Unmet>) {
        let waves = waves.into_iter().flatten();
        unmet.extend(waves.filter_map(|id| named::planned_wave(self.release, id).err()));
    }

    pub(super) fn wave_can_start(&self, id: &WaveId, unmet: &mut Vec<Unmet>) {
        match named::planned_wave(self.release, id) {
            Ok(Some(_)) => {}
            Ok(None) => {
                let message = "the plan has no such wave";
                unmet.push(Unmet::new(Condition::There, message).at("/plan/waves"));
            }
            Err(several) => unmet.push(several),
        }
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
