//! Where a release stands, as its facts show.

use super::named::{builds, planned_waves, waves};
use crate::checks::{attempt_ended, was_taken_back};
use crate::model::{Attempt, AttemptOutcome, BuildId, Items, PlannedWave, Release, Wave};
use crate::stage::Stage;

/// Where a release stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The stage it is in. A plan that was opened again, and a back-out of everything, lead back.
    pub stage: Stage,
    /// Whether it waits.
    pub on_hold: bool,
    /// Whether the plan is approved as it is now.
    pub plan_approved: bool,
    /// Whether an attempt to deploy, or a back-out, runs.
    pub running: bool,
    /// Whether anything was ever deployed.
    pub started: bool,
    /// Whether something that was deployed is still there.
    pub live: bool,
    /// Whether the release was given up.
    pub cancelled: bool,
    /// Whether it is closed.
    pub closed: bool,
}

impl Standing {
    /// Where a release stands.
    #[must_use]
    pub fn of(release: &Release) -> Self {
        let closure = release.closure.as_ref();
        let plan = release.plan.as_ref();
        let attempts = || waves(release).iter().flat_map(|wave| wave.attempts.items());
        let standing = Self {
            stage: Stage::Planning,
            on_hold: release
                .holds
                .items()
                .last()
                .is_some_and(|hold| hold.resumed_at.is_none()),
            plan_approved: plan.is_some_and(|plan| plan.approved_at.is_some()),
            running: attempts().any(is_running),
            started: attempts().next().is_some(),
            live: attempts().any(|attempt| !was_taken_back(attempt)),
            cancelled: closure.is_some_and(|closure| closure.cancellation.is_some()),
            closed: closure.is_some_and(|closure| closure.closed_at.is_some()),
        };
        Self {
            stage: standing.stage_of(release),
            // A release that was given up waits for nothing.
            on_hold: standing.on_hold && !standing.cancelled,
            ..standing
        }
    }

    /// Whether a back-out took back everything that was deployed.
    #[must_use]
    pub const fn backed_out(&self) -> bool {
        self.started && !self.live
    }

    fn stage_of(&self, release: &Release) -> Stage {
        let exit = release.early_life.as_ref().and_then(|it| it.exit.as_ref());
        let exited = exit.is_some_and(|exit| exit.exited_at.is_some());
        if self.closed || self.cancelled || exited {
            return Stage::Closure;
        }
        if !self.live {
            return match (self.plan_approved, self.started) {
                (false, _) => Stage::Planning,
                (true, true) if !has_new_build(release) => Stage::Deployment,
                (true, _) => Stage::Build,
            };
        }
        let all_over = || planned_waves(release).iter().all(|it| is_over(release, it));
        if !self.running && all_over() {
            Stage::EarlyLife
        } else {
            Stage::Deployment
        }
    }
}

/// Whether an attempt, or its back-out, is not over.
pub(super) fn is_running(attempt: &Attempt) -> bool {
    attempt_ended(attempt).is_none()
}

/// Whether a planned wave is deployed: where several waves have its id, all of them, since nobody
/// can tell which of them it is.
fn is_over(release: &Release, planned: &PlannedWave) -> bool {
    let of_plan = planned_waves(release).iter();
    let begun: Vec<&Wave> = waves(release)
        .iter()
        .filter(|it| it.id == planned.id)
        .collect();
    let deployed = |wave: &&Wave| wave.attempts.items().last().is_some_and(is_deployed);
    begun.len() >= of_plan.filter(|it| it.id == planned.id).count() && begun.iter().all(deployed)
}

/// Whether an attempt left what it was to deploy.
fn is_deployed(attempt: &Attempt) -> bool {
    let there = matches!(
        attempt.outcome,
        Some(AttemptOutcome::Deployed | AttemptOutcome::Partial)
    );
    there || attempt.remedy.is_some()
}

/// Whether there is a build that was never deployed, later than those that were.
fn has_new_build(release: &Release) -> bool {
    let attempts = waves(release).iter().flat_map(|wave| wave.attempts.items());
    let deployed: Vec<&BuildId> = attempts.filter_map(|it| it.build.as_ref()).collect();
    builds(release)
        .last()
        .is_some_and(|last| !deployed.contains(&&last.id))
}
