//! Where the release has to stand for a command.

use super::Guard;
use crate::lifecycle::rule::{Rule, When};
use crate::lifecycle::unmet::{Condition, Unmet};
use crate::stage::Stage;

impl Guard<'_> {
    pub(super) fn stands_right(&self, rule: &Rule, unmet: &mut Vec<Unmet>) {
        let standing = self.standing;
        if standing.closed && rule.when < When::Closed {
            unmet.push(closed());
            return;
        }
        if rule.name == "register" {
            let message = "the release is registered already";
            unmet.push(Unmet::new(Condition::Registered, message).at("/id"));
            return;
        }
        if !rule.stages.contains(&standing.stage) {
            unmet.push(Unmet {
                stages: Some(rule.stages.to_vec()),
                ..Unmet::new(
                    Condition::Stage,
                    format!("the release is in the stage {}", standing.stage),
                )
            });
        }
        if standing.on_hold && rule.when < When::Held {
            let message = "the release is on hold: give `resume` first";
            unmet.push(Unmet::new(Condition::NotOnHold, message).at("/holds"));
        }
        let plan = |message: &str| Unmet::new(Condition::Plan, message).at("/plan/approved_at");
        let deployment =
            |message: &str| Unmet::new(Condition::Deployment, message).at("/deployment/waves");
        match rule.name {
            "plan" | "approve_plan" if standing.plan_approved => {
                unmet.push(plan("the plan is approved: give `replan` to open it again"));
            }
            "approve_plan" if self.release.plan.is_none() => {
                unmet.push(plan("there is no plan: give `plan` first"));
            }
            "replan" if !standing.plan_approved => {
                unmet.push(plan("the plan is not approved, so it is open"));
            }
            "replan" if standing.running => {
                unmet.push(deployment("a wave is being deployed: finish it first"));
            }
            "resume" if !standing.on_hold => {
                unmet.push(Unmet::new(
                    Condition::NotOnHold,
                    "the release is not on hold",
                ));
            }
            "start_wave" if !standing.plan_approved && !self.is_emergency() => {
                unmet.push(plan("the plan is not approved: give `approve_plan` first"));
            }
            "start_wave" if standing.cancelled => {
                unmet.push(Unmet::new(Condition::Stage, "the release was given up"));
            }
            "finish_wave" | "finish_back_out" if !standing.running => {
                unmet.push(deployment("no wave is being deployed"));
            }
            "back_out_wave" if !standing.live => {
                unmet.push(deployment("nothing is live"));
            }
            "record_incident" if !standing.started => {
                unmet.push(deployment("nothing was deployed"));
            }
            "cancel" if standing.live => {
                unmet.push(deployment(
                    "something is live: take it back first, or go on to closure",
                ));
            }
            "close" if standing.running => {
                unmet.push(deployment("a wave is being deployed: finish it first"));
            }
            "close" if standing.stage != Stage::Closure && !standing.backed_out() => {
                let message = "early life support has not ended, nor was the release taken back or \
                               given up";
                unmet.push(Unmet {
                    stages: Some(vec![Stage::Closure]),
                    ..Unmet::new(Condition::Stage, message)
                });
            }
            _ => {}
        }
    }
}

pub(super) fn closed() -> Unmet {
    let message = "the release is closed: only late incidents, and what follows from the review, are \
                   recorded";
    Unmet::new(Condition::NotClosed, message).at("/closure/closed_at")
}
