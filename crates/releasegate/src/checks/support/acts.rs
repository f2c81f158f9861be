//! The dated acts by which the record shows that an activity took place.

use super::policy::planning_time;
use crate::authority::{Activity, activity, role};
use crate::checks::{Case, Fact, Judgement};
use crate::model::{ApprovalDecision, ChangeStatus, Items};
use crate::pointer::Pointer;
use crate::time::Moment;

/// The acts of the record so far, each with its activity.
pub(super) struct Acts<'a, 'j> {
    judgement: &'j mut Judgement<'a>,
    found: Vec<(&'static Activity, Fact<'a>)>,
}

/// What took place so far. What took place at an unknown time is named as missing its time.
pub(super) fn acts<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Vec<(&'static Activity, Fact<'a>)> {
    let mut acts = Acts {
        judgement,
        found: Vec::new(),
    };
    acts.planning(case);
    acts.building(case);
    acts.deploying(case);
    acts.closing(case);
    acts.found
}

impl<'a> Acts<'a, '_> {
    fn planning(&mut self, case: &Case<'a>) {
        let plan = case.plan();
        let approved = plan.and_then(|plan| plan.approved_at.as_ref());
        let approved = approved.map(|at| Fact::new(at, "/plan/approved_at"));
        let planned = approved.or_else(|| planning_time(case));
        self.found
            .extend(planned.map(|fact| (&activity::PLAN, fact)));
        let back_out = plan.and_then(|plan| plan.back_out.as_ref());
        if let Some(at) = back_out.and_then(|back_out| back_out.approved_at.as_ref()) {
            let fact = Fact::new(at, "/plan/back_out/approved_at");
            self.found.push((&activity::BACK_OUT_PLAN, fact));
        }
        for (change_index, change) in case.release.changes.items().iter().enumerate() {
            for (index, decision) in change.decisions.items().iter().enumerate() {
                if decision.status == ChangeStatus::Approved {
                    let template = "/changes/*/decisions/*/decided_at";
                    let at = Pointer::new(template, [change_index, index]);
                    let date = decision.decided_at.as_ref();
                    self.take(&activity::CHANGE_APPROVAL, date, at, role::CHANGE_MANAGER);
                }
            }
        }
    }

    fn building(&mut self, case: &Case<'a>) {
        let builds = case.release.build.as_ref();
        let builds = builds.map_or(&[][..], |build| build.builds.items());
        for (index, build) in builds.iter().enumerate() {
            let at = Pointer::new("/build/builds/*/built_at", [index]);
            let date = build.built_at.as_ref();
            self.take(&activity::BUILD, date, at, role::BUILD_MANAGER);
        }
        let Some(tests) = case.verification() else {
            return;
        };
        for (index, result) in tests.results.items().iter().enumerate() {
            let at = Pointer::new("/verification/results/*/tested_at", [index]);
            let date = result.tested_at.as_ref();
            self.take(&activity::VERIFICATION, date, at, role::TEST_MANAGER);
        }
        for (index, decision) in tests.failure_decisions.items().iter().enumerate() {
            let at = Pointer::new("/verification/failure_decisions/*/decided_at", [index]);
            let date = decision.decided_at.as_ref();
            self.take(&activity::FAILURE_DECISION, date, at, role::SERVICE_OWNER);
        }
    }

    fn deploying(&mut self, case: &Case<'a>) {
        let release = case.release;
        let release_type = release.release_type.as_ref();
        let is_emergency = release_type.and_then(|id| case.policy.is_emergency(id));
        let approval_of = match is_emergency {
            Some(true) => &activity::EMERGENCY_APPROVAL,
            _ => &activity::RELEASE_APPROVAL,
        };
        for (index, approval) in release.approvals.items().iter().enumerate() {
            if approval.decision == ApprovalDecision::Approved {
                let at = Pointer::new("/approvals/*/decided_at", [index]);
                let date = approval.decided_at.as_ref();
                self.take(approval_of, date, at, role::SERVICE_OWNER);
            }
        }
        let configuration = &activity::CONFIGURATION;
        for (index, baseline) in release.baselines.items().iter().enumerate() {
            let at = Pointer::new("/baselines/*/taken_at", [index]);
            let date = baseline.taken_at.as_ref();
            self.take(configuration, date, at, role::CONFIGURATION_MANAGER);
        }
        if !case.progress.nothing_started() {
            case.progress.starts_missing(self.judgement);
        }
        for start in &case.progress.starts {
            self.found.push((&activity::DEPLOYMENT, start.fact));
        }
        let Some(deployment) = &release.deployment else {
            return;
        };
        for (index, update) in deployment.item_updates.items().iter().enumerate() {
            let at = Pointer::new("/deployment/item_updates/*/updated_at", [index]);
            let date = update.updated_at.as_ref();
            self.take(configuration, date, at, role::CONFIGURATION_MANAGER);
        }
        for (wave_index, wave) in deployment.waves.items().iter().enumerate() {
            for (index, attempt) in wave.attempts.items().iter().enumerate() {
                if let Some(back_out) = &attempt.back_out {
                    let template = "/deployment/waves/*/attempts/*/back_out/decided_at";
                    let at = Pointer::new(template, [wave_index, index]);
                    let date = back_out.decided_at.as_ref();
                    self.take(&activity::BACK_OUT_DECISION, date, at, role::SERVICE_OWNER);
                }
            }
        }
    }

    fn closing(&mut self, case: &Case<'a>) {
        if let Some(early_life) = &case.release.early_life {
            for (index, observation) in early_life.monitoring.items().iter().enumerate() {
                let at = Pointer::new("/early_life/monitoring/*/observed_at", [index]);
                let date = observation.observed_at.as_ref();
                let role = role::EARLY_LIFE_SUPPORT_LEAD;
                self.take(&activity::EARLY_LIFE_SUPPORT, date, at, role);
            }
            if let Some(exit) = &early_life.exit {
                let at = "/early_life/exit/exited_at".into();
                let date = exit.exited_at.as_ref();
                self.take(&activity::EARLY_LIFE_EXIT, date, at, role::SERVICE_OWNER);
            }
        }
        let Some(closure) = &case.release.closure else {
            return;
        };
        for (index, review) in closure.reviews.items().iter().enumerate() {
            let at = Pointer::new("/closure/reviews/*/reviewed_at", [index]);
            let date = review.reviewed_at.as_ref();
            self.take(&activity::CLOSURE, date, at, role::RELEASE_MANAGER);
        }
        if let Some(at) = &closure.closed_at {
            let fact = Fact::new(at, "/closure/closed_at");
            self.found.push((&activity::CLOSURE, fact));
        }
    }

    /// Takes up one act of an activity.
    fn take(
        &mut self,
        activity: &'static Activity,
        date: Option<&'a Moment>,
        at: Pointer,
        role: &'static str,
    ) {
        match date {
            None => self.judgement.missing(at, role),
            Some(date) => self.found.push((activity, Fact::new(date, at))),
        }
    }
}
