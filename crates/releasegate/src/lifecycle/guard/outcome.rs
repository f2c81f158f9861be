//! What comes of a command: what it breaks, and the gates that have to be open once it is done.

use super::Guard;
use crate::assess::{WaiverProblemKind, assess};
use crate::checks::{Reason, Severity, Verdict};
use crate::lifecycle::command::{Command, Waive};
use crate::lifecycle::rule::{Deed, Rule};
use crate::lifecycle::unmet::{Condition, Unmet};
use crate::model::{ApprovalDecision, Attempt, Items, Release, Stated, TrailEntry, Wave, WaveId};
use crate::time::AsOf;
use crate::view::View;

impl Guard<'_> {
    /// What stands in the way once the command is done, as `after` would be.
    pub(in crate::lifecycle) fn once_done(
        &self,
        command: &Command,
        rule: &Rule,
        after: &Release,
        unmet: &mut Vec<Unmet>,
    ) {
        let view = View::of(after, self.at);
        if !view.is_whole() && self.view.is_whole() {
            let message = "a fact is dated later than it is recorded";
            unmet.push(Unmet::new(Condition::Past, message));
        }
        if let Command::Waive(waive) = command {
            return self.would_count(waive, &view, unmet);
        }
        let approves = match command {
            Command::Decide(decide) => decide.decision == ApprovalDecision::Approved,
            _ => false,
        };
        let counts = rule.deed != Deed::Report && (approves || !rule.gates.is_empty());
        if !counts && rule.gates.is_empty() {
            return;
        }
        if approves {
            return self.right_by_itself(after, unmet);
        }
        for finding in &assess(&view, self.policy).findings {
            if finding.severity != Severity::Must || finding.waived_by.is_some() {
                continue;
            }
            let broken = finding.verdict == Verdict::Nonconforming;
            let open = broken || finding.verdict == Verdict::NotEvidenced;
            let at_gate = finding.gate.is_some_and(|gate| rule.gates.contains(&gate));
            let new = counts && broken && !self.is_broken(finding.id());
            if (at_gate && open) || new {
                unmet.push(Unmet::of_finding(finding));
            }
        }
    }

    /// Requires that a waiver will count: from its start on, where that is still to come.
    fn would_count(&self, waive: &Waive, after: &View<'_>, unmet: &mut Vec<Unmet>) {
        let assessment = assess(after, self.policy);
        let mut waivers = assessment.waivers.iter();
        let Some(waiver) = waivers.find(|waiver| waiver.id == waive.id) else {
            return;
        };
        let has_role = unmet.iter().all(|it| it.condition != Condition::Role);
        for problem in &waiver.problems {
            match problem.kind {
                WaiverProblemKind::ExpiresSoon | WaiverProblemKind::NotYetValid => {}
                // Said already, with the roles that may.
                WaiverProblemKind::NoAuthority if !has_role => {}
                _ => {
                    let (mut reason, mut places) = (problem.reason, Vec::new());
                    reason.each_pointer(&mut |place| places.push(place.to_string()));
                    unmet.push(Unmet {
                        at: (!places.is_empty()).then_some(places),
                        ..Unmet::new(Condition::InForce, problem.message.to_string())
                    });
                }
            }
        }
    }

    /// Requires that the last approval is right by itself, as if it were the only one and a wave
    /// started on it at once: a good one does not excuse another.
    fn right_by_itself(&self, after: &Release, unmet: &mut Vec<Unmet>) {
        let mut alone = after.clone();
        let Some(Stated::Given(approvals)) = &mut alone.approvals else {
            return;
        };
        let Some(approval) = approvals.pop() else {
            return;
        };
        let scope = approval.scope.clone().unwrap_or_default();
        *approvals = vec![approval];
        let start = scope.from.and_then(|from| AsOf::new(from).ok());
        let start = start.filter(|from| from.span().first() > self.at.span().first());
        let start = start.unwrap_or(self.at);
        let attempt = Attempt {
            started_at: Some(start.moment()),
            build: scope.build,
            environment: scope.environment,
            ..Attempt::default()
        };
        let of_plan = || {
            let plan = after.plan.as_ref()?;
            plan.waves.items().first().map(|wave| wave.id.clone())
        };
        let wave = scope.waves.and_then(|waves| waves.first().cloned());
        let wave = wave.or_else(of_plan).unwrap_or_default();
        started_next(&mut alone, wave, attempt);
        let view = View::of(&alone, start);
        for finding in &assess(&view, self.policy).findings {
            let broken = finding.verdict == Verdict::Nonconforming && finding.waived_by.is_none();
            let about_it = |reason: &Reason<'_>| {
                let (mut reason, mut about) = (*reason, false);
                reason.each_pointer(&mut |place| {
                    about |= place.template().starts_with("/approvals/")
                });
                about
            };
            let about_it = about_it(&finding.reason) || finding.further.iter().any(about_it);
            if finding.severity == Severity::Must && broken && about_it {
                unmet.push(Unmet::of_finding(finding));
            }
        }
    }
}

/// Makes an attempt the only one there was, started by the next entry of the trail.
pub(super) fn started_next(release: &mut Release, wave: WaveId, attempt: Attempt) {
    let last = release.trail.items().last().cloned();
    let seq = last.as_ref().map(|last| last.seq + 1);
    let attempt = Attempt {
        started_seq: seq,
        ..attempt
    };
    let wave = Wave {
        id: wave,
        attempts: Some(Stated::Given(vec![attempt])),
        kind: None,
    };
    release.deployment.get_or_insert_default().waves = Some(Stated::Given(vec![wave]));
    if let (Some(Stated::Given(trail)), Some(last), Some(seq)) = (&mut release.trail, last, seq) {
        trail.push(TrailEntry { seq, ..last });
    }
}
