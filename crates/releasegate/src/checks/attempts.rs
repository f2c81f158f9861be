//! The attempts to deploy the waves of a release.

use super::case::Fact;
use crate::model::{Attempt, AttemptOutcome, CheckOutcome, Items, PlannedWave, Wave, WaveId};
use crate::pointer::Pointer;
use crate::time::Moment;

/// The start of an attempt to deploy a wave.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// When live was first exposed.
    pub fact: Fact<'a>,
    /// The wave, and its position.
    pub wave: (usize, &'a Wave),
    /// The attempt, and its position in the wave.
    pub attempt: (usize, &'a Attempt),
}

/// An attempt to deploy a wave, and the positions of the wave and the attempt.
#[derive(Clone, Copy, Debug)]
pub struct Attempted<'a> {
    /// The attempt.
    pub attempt: &'a Attempt,
    /// The position of the wave, and of the attempt in the wave.
    pub at: [usize; 2],
}

impl<'a> From<&Start<'a>> for Attempted<'a> {
    fn from(start: &Start<'a>) -> Self {
        Self {
            attempt: start.attempt.1,
            at: [start.wave.0, start.attempt.0],
        }
    }
}

impl Start<'_> {
    /// Whether no later attempt at the wave followed.
    #[must_use]
    pub fn is_last_attempt(&self) -> bool {
        self.attempt.0 + 1 == self.wave.1.attempts.items().len()
    }
}

/// Whether an attempt left nothing behind that could be observed.
pub(crate) fn was_taken_back(attempt: &Attempt) -> bool {
    let restored = attempt.back_out.as_ref().map(|back_out| back_out.outcome);
    attempt.outcome == Some(AttemptOutcome::BackedOut)
        && restored != Some(Some(CheckOutcome::Failed))
}

/// Whether the record holds an attempt at a wave.
pub(super) fn is_begun(waves: &[Wave], id: &WaveId) -> bool {
    waves
        .iter()
        .any(|wave| wave.id == *id && !wave.attempts.items().is_empty())
}

/// When an attempt was over: a back-out ends later than the attempt that it takes back.
pub(crate) fn attempt_ended(attempt: &Attempt) -> Option<&Moment> {
    let back_out = attempt.back_out.as_ref();
    match back_out {
        Some(back_out) => back_out.ended_at.as_ref(),
        None => attempt.ended_at.as_ref(),
    }
}

/// When an attempt was over, as a dated fact.
pub(super) fn attempt_end(attempt: &Attempt, at: [usize; 2]) -> Option<Fact<'_>> {
    let pointer = match attempt.back_out {
        Some(_) => Pointer::new("/deployment/waves/*/attempts/*/back_out/ended_at", at),
        None => Pointer::new("/deployment/waves/*/attempts/*/ended_at", at),
    };
    attempt_ended(attempt).map(|moment| Fact::new(moment, pointer))
}

/// The planned waves that the record does not show to be over.
pub(super) fn waves_not_over(
    waves: &[Wave],
    planned: &[PlannedWave],
) -> impl Iterator<Item = usize> {
    let is_over = |id: &WaveId| {
        waves.iter().any(|wave| {
            let last = wave.attempts.items().last();
            wave.id == *id && last.is_some_and(|attempt| attempt_ended(attempt).is_some())
        })
    };
    planned
        .iter()
        .enumerate()
        .filter(move |(_, wave)| !is_over(&wave.id))
        .map(|(index, _)| index)
}
