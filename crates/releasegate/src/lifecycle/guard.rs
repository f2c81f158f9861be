//! The guard: what stands in the way of a command.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use serde_json::Value;

use super::command::Command;
use super::effect::{not_registered, runs};
use super::rule::{
    Deed, Rule, activity_at, is_approved_with_plan, is_open_after_closure, kept_for,
};
use super::standing::{Standing, waves};
use super::unmet::{Condition, Unmet};
use crate::assess::{Assessment, assess};
use crate::authority::activity::PLAN;
use crate::authority::{Activity, activity, answering, assigned_for, held, role};
use crate::checks::{Case, Reason, Severity, Verdict, approving_roles, was_taken_back};
use crate::model::{
    Affiliation, ApprovalChannel, ApprovalDecision, Assignment, Attempt, AttemptOutcome, BuildId,
    CheckOutcome, Delegation, Items, Nature, PersonId, Raci, Release, Stated, TrailEntry, Wave,
    WaveId,
};
use crate::policy::Policy;
use crate::stage::Stage;
use crate::time::{AsOf, Moment, Span};
use crate::view::View;

/// A registered release at the moment at which somebody wants to do something to it.
pub(super) struct Guard<'a> {
    pub(super) release: &'a Release,
    pub(super) policy: &'a Policy,
    pub(super) at: AsOf,
    pub(super) standing: Standing,
    view: &'a View<'a>,
    case: Case<'a>,
    /// How the release is judged before anything is done.
    before: OnceCell<Assessment<'a>>,
}

/// Who gives a command, and when it was decided.
#[derive(Clone, Copy)]
pub(super) struct Giver<'a> {
    pub(super) actor: &'a PersonId,
    pub(super) decided_at: Moment,
}

impl<'a> Guard<'a> {
    /// `view` is the release as it is known at `at`.
    pub(super) fn new(release: &'a Release, view: &'a View<'a>, policy: &'a Policy) -> Self {
        let at = view.as_of();
        Self {
            release,
            policy,
            at,
            standing: Standing::of(release),
            view,
            case: Case::new(view.release(), policy, at),
            before: OnceCell::new(),
        }
    }

    /// What stands in the way before anything is done, whatever exactly the command says.
    pub(super) fn in_general(&self, rule: &Rule, giver: Giver<'_>, unmet: &mut Vec<Unmet>) {
        self.stands_right(rule, unmet);
        if let Deed::Decision(_) = rule.deed {
            self.is_human_insider(giver.actor, unmet);
        }
    }

    /// What stands in the way of what the command names.
    pub(super) fn in_particular(
        &self,
        command: &Command,
        rule: &Rule,
        giver: Giver<'_>,
        unmet: &mut Vec<Unmet>,
    ) {
        self.authorised(command, rule, giver, unmet);
        match command {
            Command::Assign(assignment) => self.assignable(assignment, giver, unmet),
            Command::Delegate(delegation) => self.delegable(delegation, giver, unmet),
            Command::RecordEvidence(fact) => self.writable(&fact.at, &fact.value, unmet),
            Command::AmendEvidence(fact) => self.writable(&fact.at, &fact.value, unmet),
            Command::RequestApproval(request) => self.build_there(&request.build, unmet),
            Command::Decide(decide) => {
                self.build_there(&decide.build, unmet);
                let requests = self.release.approval_requests.items();
                if !requests.iter().any(|request| request.build == decide.build) {
                    let message = "nobody asked for a decision on the build: give \
                                   `request_approval` first";
                    unmet.push(Unmet::new(Condition::Requested, message).at("/approval_requests"));
                }
            }
            Command::StartWave(start) => {
                self.build_there(&start.build, unmet);
                self.wave_can_start(&start.wave, unmet);
            }
            Command::FinishWave(finish) => self.wave_runs(&finish.wave, false, unmet),
            Command::FinishBackOut(finish) => self.wave_runs(&finish.wave, true, unmet),
            Command::BackOutWave(back_out) => self.wave_can_go_back(&back_out.wave, unmet),
            Command::Waive(waive) => {
                let known = self
                    .policy
                    .asked()
                    .iter()
                    .any(|it| it.check.id() == waive.check);
                if !known {
                    let message = "the policy asks for no check with this id";
                    unmet.push(Unmet::new(Condition::There, message));
                }
            }
            _ => {}
        }
    }

    /// What stands in the way once the command is done, as `after` would be.
    pub(super) fn once_done(
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
        let last = alone.trail.items().last().cloned();
        let seq = last.as_ref().map(|last| last.seq + 1);
        let attempt = Attempt {
            started_at: Some(start.moment()),
            started_seq: seq,
            build: scope.build,
            environment: scope.environment,
            ..Attempt::default()
        };
        let of_plan = || {
            let plan = after.plan.as_ref()?;
            plan.waves.items().first().map(|wave| wave.id.clone())
        };
        let wave = scope.waves.and_then(|waves| waves.first().cloned());
        let wave = Wave {
            id: wave.or_else(of_plan).unwrap_or_default(),
            attempts: Some(Stated::Given(vec![attempt])),
            kind: None,
        };
        alone.deployment.get_or_insert_default().waves = Some(Stated::Given(vec![wave]));
        if let (Some(Stated::Given(trail)), Some(last), Some(seq)) = (&mut alone.trail, last, seq) {
            trail.push(TrailEntry { seq, ..last });
        }
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

    /// How the release is judged before anything is done.
    pub(super) fn before(&self) -> &Assessment<'a> {
        self.before.get_or_init(|| assess(self.view, self.policy))
    }

    /// Whether a check is known not to be met before anything is done.
    fn is_broken(&self, check: &str) -> bool {
        let mut findings = self.before().findings.iter();
        let finding = findings.find(|finding| finding.id() == check);
        finding.is_some_and(|finding| finding.verdict == Verdict::Nonconforming)
    }

    fn stands_right(&self, rule: &Rule, unmet: &mut Vec<Unmet>) {
        let standing = self.standing;
        let after_closure = [
            "record_evidence",
            "record_incident",
            "record_analysis",
            "record_review",
        ];
        if standing.closed && !after_closure.contains(&rule.name) {
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
        let goes_on = [
            "resume",
            "cancel",
            "back_out_wave",
            "assign",
            "delegate",
            "waive",
        ];
        let waits = rule.deed != Deed::Report && !goes_on.contains(&rule.name);
        if standing.on_hold && waits {
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

    fn is_emergency(&self) -> bool {
        let release_type = self.release.release_type.as_ref();
        release_type.and_then(|id| self.policy.is_emergency(id)) == Some(true)
    }

    /// Whether a decision that is older than the policy allows may still be written down.
    pub(super) fn may_be_late(&self) -> bool {
        self.is_emergency()
    }

    fn is_human_insider(&self, actor: &PersonId, unmet: &mut Vec<Unmet>) {
        let person = self.case.person(actor);
        if person.and_then(|it| it.nature) == Some(Nature::Automation) {
            let message = "an automation decides nothing: let the human who answers for it decide";
            unmet.push(Unmet::new(Condition::Human, message).at("/people"));
        }
        if person.and_then(|it| it.affiliation) == Some(Affiliation::External) {
            let message = "somebody from outside decides nothing";
            unmet.push(Unmet::new(Condition::Insider, message).at("/people"));
        }
    }

    fn authorised(&self, command: &Command, rule: &Rule, giver: Giver<'_>, unmet: &mut Vec<Unmet>) {
        let at = self.case.span(&giver.decided_at);
        let Some(at) = at else {
            let message = "nobody can tell when that is: give a time with an offset";
            unmet.push(Unmet::new(Condition::TimeOrder, message));
            return;
        };
        match command {
            // A delegation is the delegator's own: whether it is of a role held is asked there.
            Command::Delegate(_) => {}
            Command::RecordEvidence(fact) => {
                self.may_report(activity_at(&fact.at), giver.actor, at, unmet);
            }
            Command::AmendEvidence(fact) => {
                self.may_report(activity_at(&fact.at), giver.actor, at, unmet);
            }
            Command::Decide(decide) => {
                let by = decide.decided_by.as_ref().filter(|by| *by != giver.actor);
                if let Some(by) = by {
                    self.may_report(rule.activity, giver.actor, at, unmet);
                    self.is_human_insider(by, unmet);
                    if decide.channel != Some(ApprovalChannel::Oral) || !self.is_emergency() {
                        let message = "only an oral decision on an emergency is written down by \
                                       somebody else";
                        unmet.push(Unmet::new(Condition::Human, message));
                    }
                }
                self.may(rule, by.unwrap_or(giver.actor), at, unmet);
            }
            Command::StartWave(start) => self.may_deploy(rule, &start.wave, giver.actor, at, unmet),
            Command::FinishWave(finish) => {
                self.may_deploy(rule, &finish.wave, giver.actor, at, unmet);
            }
            Command::FinishBackOut(finish) => {
                self.may_deploy(rule, &finish.wave, giver.actor, at, unmet);
            }
            _ => self.may(rule, giver.actor, at, unmet),
        }
    }

    /// Requires that somebody holds a role that the rule asks for.
    pub(super) fn may(&self, rule: &Rule, actor: &PersonId, at: Span, unmet: &mut Vec<Unmet>) {
        match rule.deed {
            Deed::Report => self.may_report(rule.activity, actor, at, unmet),
            Deed::Decision(Some(subject)) => {
                self.holds(
                    &approving_roles(&self.case, subject),
                    None,
                    actor,
                    at,
                    unmet,
                );
            }
            Deed::Decision(None) => {
                let mut roles = roles_of(rule.activity);
                roles.retain(|role| !role::never_approves(role));
                self.holds(&roles, Some(rule.activity), actor, at, unmet);
            }
            Deed::Act => {
                self.holds(
                    &roles_of(rule.activity),
                    Some(rule.activity),
                    actor,
                    at,
                    unmet,
                );
            }
        }
    }

    /// Requires that somebody may write down facts of any activity.
    pub(super) fn may_report_something(&self, actor: &PersonId, at: Span, unmet: &mut Vec<Unmet>) {
        let roles: BTreeSet<_> = activity::ALL.iter().flat_map(|it| roles_of(it)).collect();
        let roles: Vec<_> = roles.into_iter().collect();
        self.holds(&roles, None, actor, at, unmet);
    }

    fn may_report(&self, activity: &Activity, actor: &PersonId, at: Span, unmet: &mut Vec<Unmet>) {
        let mut roles = roles_of(activity);
        roles.extend([role::RELEASE_MANAGER, role::COORDINATOR]);
        roles.sort_unstable();
        roles.dedup();
        self.holds(&roles, Some(activity), actor, at, unmet);
    }

    /// Requires that somebody deploys who belongs to the team of the wave, where it has one.
    fn may_deploy(
        &self,
        rule: &Rule,
        wave: &WaveId,
        actor: &PersonId,
        at: Span,
        unmet: &mut Vec<Unmet>,
    ) {
        let planned = self
            .release
            .plan
            .as_ref()
            .map_or(&[][..], |it| it.waves.items());
        let planned = planned.iter().find(|it| it.id == *wave);
        let reached = planned.map_or(&[][..], |planned| planned.reaches.items());
        let teams: Vec<_> = self
            .release
            .teams
            .items()
            .iter()
            .enumerate()
            .filter(|(_, team)| {
                team.waves.items().contains(wave)
                    || team
                        .reaches
                        .items()
                        .iter()
                        .any(|site| reached.contains(site))
            })
            .collect();
        if teams.is_empty() {
            return self.may(rule, actor, at, unmet);
        }
        let is_of = |person: &PersonId| self.case.is_same_person(person, actor);
        let in_team = teams
            .iter()
            .any(|(_, team)| is_of(&team.leader) || team.members.items().iter().any(is_of));
        let leads = || {
            held(&self.case, actor, &[role::DEPLOYMENT_MANAGER], at)
                .proof
                .is_proven()
        };
        if !in_team && !leads() {
            let message = "the wave is another team's: let somebody of the team do it";
            let places = teams.iter().map(|(index, _)| format!("/teams/{index}"));
            unmet.push(Unmet {
                at: Some(places.collect()),
                ..Unmet::new(Condition::Team, message).roles(&[role::DEPLOYMENT_MANAGER])
            });
        }
    }

    /// Requires that somebody held one of some roles then, or was assigned to the activity.
    fn holds(
        &self,
        roles: &[&str],
        activity: Option<&Activity>,
        actor: &PersonId,
        at: Span,
        unmet: &mut Vec<Unmet>,
    ) {
        // What an automation does counts as done by whoever answers for it.
        let person = answering(&self.case, actor);
        let shown = person.map(|person| held(&self.case, person, roles, at));
        if shown.as_ref().is_some_and(|held| held.proof.is_proven()) {
            return;
        }
        let assigned = |raci| {
            let assigned = activity.map_or(Vec::new(), |it| assigned_for(&self.case, it, raci, at));
            assigned.iter().any(|one| {
                let is_it = |person| self.case.is_same_person(&one.assignment.person, person);
                one.valid.is_proven() && person.is_some_and(is_it)
            })
        };
        if assigned(Raci::Responsible) || assigned(Raci::Accountable) {
            return;
        }
        let places = shown.map_or_else(Vec::new, |held| held.evidence);
        let places: Vec<_> = places.iter().map(ToString::to_string).collect();
        unmet.push(Unmet {
            at: (!places.is_empty()).then_some(places),
            ..Unmet::new(
                Condition::Role,
                format!(
                    "no role that may do so is shown to be held then, such as {}",
                    roles.first().unwrap_or(&role::RELEASE_MANAGER)
                ),
            )
            .roles(roles)
        });
    }

    fn assignable(&self, assignment: &Assignment, giver: Giver<'_>, unmet: &mut Vec<Unmet>) {
        if self.case.is_same_person(&assignment.person, giver.actor) {
            let message = "nobody gives a role to themselves: let somebody else do it";
            unmet.push(Unmet::new(Condition::Role, message).at("/assignments/-/person"));
        }
        unmet.extend(not_among_holders(self.policy, &[assignment]));
    }

    fn delegable(&self, delegation: &Delegation, giver: Giver<'_>, unmet: &mut Vec<Unmet>) {
        let case = &self.case;
        if !case.is_same_person(&delegation.delegator, giver.actor) {
            let message = "only whoever holds a role delegates it";
            unmet.push(Unmet::new(Condition::Role, message).at("/delegations/-/delegator"));
        }
        if case.is_same_person(&delegation.delegate, &delegation.delegator) {
            let message = "nobody delegates to themselves";
            unmet.push(Unmet::new(Condition::Role, message).at("/delegations/-/delegate"));
        }
        let role = delegation.role.as_str();
        let from = delegation.from.as_ref().and_then(|from| case.span(from));
        let Some(from) = from else {
            let message = "a delegation without a usable start shows nothing";
            unmet.push(Unmet::new(Condition::Fits, message).at("/delegations/-/from"));
            return;
        };
        if held(case, &delegation.delegate, &[role], from)
            .proof
            .is_proven()
        {
            let message = "the delegate holds the role already";
            unmet.push(Unmet::new(Condition::Role, message).at("/delegations/-/delegate"));
            return;
        }
        // Tried out: a delegate who may not delegate further gives nothing on.
        let mut tried = self.release.clone();
        match &mut tried.delegations {
            Some(Stated::Given(delegations)) => delegations.push(delegation.clone()),
            list => *list = Some(Stated::Given(vec![delegation.clone()])),
        }
        let tried = Case::new(&tried, self.policy, self.at);
        if !held(&tried, &delegation.delegate, &[role], from)
            .proof
            .is_proven()
        {
            let message = "the delegator is not shown to hold the role from then on, or may not \
                           delegate it";
            unmet.push(
                Unmet::new(Condition::Role, message)
                    .at("/delegations/-/delegator")
                    .roles(&[role]),
            );
        }
    }

    fn writable(&self, place: &str, value: &Value, unmet: &mut Vec<Unmet>) {
        // No command does nothing, so that there was none of something is a fact like others.
        let states_none = value
            .as_object()
            .is_some_and(|it| it.len() == 1 && it.contains_key("none"));
        if let Some(command) = kept_for(place).filter(|_| !states_none) {
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

    fn build_there(&self, id: &BuildId, unmet: &mut Vec<Unmet>) {
        let builds = self
            .release
            .build
            .as_ref()
            .map_or(&[][..], |it| it.builds.items());
        if !builds.iter().any(|build| build.id == *id) {
            let message = "there is no such build: record it first";
            unmet.push(Unmet::new(Condition::There, message).at("/build/builds"));
        }
    }

    fn wave_can_start(&self, id: &WaveId, unmet: &mut Vec<Unmet>) {
        let planned = self
            .release
            .plan
            .as_ref()
            .map_or(&[][..], |it| it.waves.items());
        if !planned.iter().any(|wave| wave.id == *id) {
            let message = "the plan has no such wave";
            unmet.push(Unmet::new(Condition::There, message).at("/plan/waves"));
        }
        let wave = waves(self.release).iter().position(|wave| wave.id == *id);
        let last = wave.and_then(|index| {
            let attempts = waves(self.release).get(index)?.attempts.items();
            attempts.last()
        });
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
    fn wave_runs(&self, id: &WaveId, back_out: bool, unmet: &mut Vec<Unmet>) {
        let wave = waves(self.release).iter().find(|wave| wave.id == *id);
        let last = wave.and_then(|wave| wave.attempts.items().last());
        let goes_back = last.is_some_and(|attempt| attempt.back_out.is_some());
        let said = !self.standing.running;
        if !said && (!runs(self.release, id) || goes_back != back_out) {
            let message = match back_out {
                true => "the wave is not being taken back",
                false => "the wave is not being deployed",
            };
            unmet.push(Unmet::new(Condition::Deployment, message).at("/deployment/waves"));
        }
    }

    fn wave_can_go_back(&self, id: &WaveId, unmet: &mut Vec<Unmet>) {
        let wave = waves(self.release).iter().find(|wave| wave.id == *id);
        let last = wave.and_then(|wave| wave.attempts.items().last());
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
}

/// What stands in the way of registering a release: whoever registers it has to run or coordinate
/// it.
pub(super) fn registering(
    command: &Command,
    policy: &Policy,
    giver: Giver<'_>,
    unmet: &mut Vec<Unmet>,
) {
    let Command::Register(register) = command else {
        unmet.push(not_registered());
        return;
    };
    if register.release.trim().is_empty() {
        unmet.push(Unmet::new(Condition::Fits, "the release needs an id").at("/id"));
    }
    let assignments: Vec<_> = register.assignments.items().iter().collect();
    let roles = [role::RELEASE_MANAGER, role::COORDINATOR];
    let named = assignments.iter().any(|assignment| {
        assignment.person == *giver.actor && roles.contains(&assignment.role.as_str())
    });
    let by_policy = || {
        let document = policy.document.as_ref();
        let rules = document.map_or(&[][..], |document| document.roles.items());
        let mut rules = rules
            .iter()
            .filter(|rule| roles.contains(&rule.id.as_str()));
        rules.any(|rule| rule.holders.items().contains(giver.actor))
    };
    if !named && !by_policy() {
        let message = "whoever registers a release runs or coordinates it: say so in `assignments`";
        unmet.push(
            Unmet::new(Condition::Role, message)
                .at("/assignments")
                .roles(&roles),
        );
    }
    unmet.extend(not_among_holders(policy, &assignments));
}

/// Assignments of roles to people of whom the policy says that they do not hold them.
fn not_among_holders(policy: &Policy, assignments: &[&Assignment]) -> Option<Unmet> {
    let document = policy.document.as_ref();
    let rules = document.map_or(&[][..], |document| document.roles.items());
    let is_other = |assignment: &&&Assignment| {
        let rule = rules.iter().find(|rule| rule.id == assignment.role);
        let holders = rule.and_then(|rule| rule.holders.as_ref());
        holders.is_some_and(|holders| !holders.contains(&assignment.person))
    };
    let other = assignments.iter().find(is_other)?;
    let message = "the policy names who holds the role, and this is somebody else";
    Some(
        Unmet::new(Condition::Role, message)
            .at("policy#/roles")
            .roles(&[other.role.as_str()]),
    )
}

fn closed() -> Unmet {
    let message = "the release is closed: only late incidents, and what follows from the review, are \
                   recorded";
    Unmet::new(Condition::NotClosed, message).at("/closure/closed_at")
}

fn roles_of(activity: &Activity) -> Vec<&'static str> {
    let mut roles = vec![activity.accountable];
    roles.extend(
        activity
            .responsible
            .iter()
            .filter(|role| **role != activity.accountable),
    );
    // Whoever plans a release runs it.
    if std::ptr::eq(activity, &PLAN) && !roles.contains(&role::RELEASE_MANAGER) {
        roles.push(role::RELEASE_MANAGER);
    }
    roles
}
