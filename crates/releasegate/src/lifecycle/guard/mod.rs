//! The guard: what stands in the way of a command.
//!
//! Where the release stands, who gives the command, what it names, and what comes of it: each is
//! asked in a file of its own, and everything that stands in the way is said.

mod accounts;
mod authority;
mod competence;
mod outcome;
mod stands;
mod target;
mod team;

use std::cell::OnceCell;

use super::command::Command;
use super::rule::{Deed, Rule};
use super::standing::Standing;
use super::unmet::{Condition, Unmet};
use crate::assess::{Assessment, assess};
use crate::checks::{Case, Verdict};
use crate::model::{Items, PersonId, Release};
use crate::policy::Policy;
use crate::time::{AsOf, Moment};
use crate::view::View;

pub(super) use authority::registering;

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
            Command::RequestApproval(request) => {
                self.build_there(&request.build, unmet);
                self.planned_once(request.waves.as_ref(), unmet);
            }
            Command::Decide(decide) => {
                self.build_there(&decide.build, unmet);
                self.planned_once(decide.waves.as_ref(), unmet);
                let requests = self.release.approval_requests.items();
                if !requests.iter().any(|request| request.build == decide.build) {
                    let message = "nobody asked for a decision on the build: give \
                                   `request_approval` first";
                    unmet.push(Unmet::new(Condition::Requested, message).at("/approval_requests"));
                }
            }
            Command::StartWave(start) => {
                self.build_there(&start.build, unmet);
                self.approved_since_replanned(start, unmet);
                self.wave_can_start(&start.wave, unmet);
            }
            Command::FinishWave(finish) => self.wave_runs(&finish.wave, false, unmet),
            Command::FinishBackOut(finish) => self.wave_runs(&finish.wave, true, unmet),
            Command::BackOutWave(back_out) => self.wave_can_go_back(&back_out.wave, unmet),
            _ => {}
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

    pub(super) fn is_emergency(&self) -> bool {
        let release_type = self.release.release_type.as_ref();
        release_type.and_then(|id| self.policy.is_emergency(id)) == Some(true)
    }

    /// Whether a decision that is older than the policy allows may still be written down.
    pub(super) fn may_be_late(&self) -> bool {
        self.is_emergency()
    }
}
