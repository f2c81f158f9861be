//! Who may give a command: roles, assignments, delegations.

use std::collections::BTreeSet;

use super::competence::needs_competence;
use super::{Giver, Guard};
use crate::authority::{
    Activity, activity, answering, assigned_for, covers, held, is_from_outside, role,
};
use crate::checks::{Case, approving_roles};
use crate::lifecycle::command::Command;
use crate::lifecycle::effect::push;
use crate::lifecycle::rule::{Deed, Rule, activity_at};
use crate::lifecycle::unmet::{Condition, Unmet};
use crate::model::{
    Affiliation, ApprovalChannel, Assignment, Delegation, Items, Nature, PersonId, Raci, Release,
};
use crate::pointer::is_inside;
use crate::policy::Policy;
use crate::time::{AsOf, Span};

impl Guard<'_> {
    pub(super) fn is_human_insider(&self, actor: &PersonId, unmet: &mut Vec<Unmet>) {
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

    pub(super) fn authorised(
        &self,
        command: &Command,
        rule: &Rule,
        giver: Giver<'_>,
        unmet: &mut Vec<Unmet>,
    ) {
        let at = self.case.span(&giver.decided_at);
        let Some(at) = at else {
            let message = "nobody can tell when that is: give a time with an offset";
            unmet.push(Unmet::new(Condition::TimeOrder, message));
            return;
        };
        match command {
            // A delegation is the delegator's own: whether it is of a role held is asked there.
            Command::Delegate(_) => {}
            Command::RecordEvidence(fact) => self.may_write(&fact.at, giver.actor, at, unmet),
            Command::AmendEvidence(fact) => self.may_write(&fact.at, giver.actor, at, unmet),
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
    pub(in crate::lifecycle) fn may(
        &self,
        rule: &Rule,
        actor: &PersonId,
        at: Span,
        unmet: &mut Vec<Unmet>,
    ) {
        match rule.deed {
            Deed::Report => self.may_report(rule.activity, actor, at, unmet),
            Deed::Decision(Some(subject)) => {
                let roles = approving_roles(&self.case, subject);
                self.holds(&roles, None, actor, at, unmet);
                self.competent(&self.acts_as(&roles, None, actor, at), actor, at, unmet);
            }
            Deed::Decision(None) | Deed::Act => {
                let roles = roles_of(rule.activity);
                let activity = Some(rule.activity);
                self.holds(&roles, activity, actor, at, unmet);
                if needs_competence(rule) {
                    self.competent(&self.acts_as(&roles, activity, actor, at), actor, at, unmet);
                }
            }
        }
    }

    /// Requires that somebody may write down facts of any activity.
    pub(in crate::lifecycle) fn may_report_something(
        &self,
        actor: &PersonId,
        at: Span,
        unmet: &mut Vec<Unmet>,
    ) {
        let roles: BTreeSet<_> = activity::ALL.iter().flat_map(|it| roles_of(it)).collect();
        let roles: Vec<_> = roles.into_iter().collect();
        self.holds(&roles, None, actor, at, unmet);
    }

    /// Requires that somebody may write down a fact at a place; their own accounts whoever may write
    /// down anything.
    fn may_write(&self, place: &str, actor: &PersonId, at: Span, unmet: &mut Vec<Unmet>) {
        if self.lists_own_accounts(place, actor) {
            self.may_report_something(actor, at, unmet);
        } else {
            self.may_report(activity_at(place), actor, at, unmet);
        }
    }

    fn may_report(&self, activity: &Activity, actor: &PersonId, at: Span, unmet: &mut Vec<Unmet>) {
        let mut roles = roles_of(activity);
        roles.extend([role::RELEASE_MANAGER, role::COORDINATOR]);
        roles.sort_unstable();
        roles.dedup();
        self.holds(&roles, Some(activity), actor, at, unmet);
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
        let assigned = self.assigned_as(activity, actor, at);
        if shown.as_ref().is_some_and(|held| held.proof.is_proven()) || !assigned.is_empty() {
            let is_outside = |role: &&str| *role == role::EXTERNAL_SPECIALIST;
            let inside: Vec<_> = roles.iter().copied().filter(|it| !is_outside(it)).collect();
            let holds_one = || {
                person.is_some_and(|person| held(&self.case, person, &inside, at).proof.is_proven())
            };
            let may_be_outside = roles.iter().chain(&assigned).any(is_outside);
            if may_be_outside && assigned.iter().all(is_outside) && !holds_one() {
                self.looked_after(at, unmet);
            }
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

    /// The roles in which somebody was assigned to an activity then.
    pub(super) fn assigned_as(
        &self,
        activity: Option<&Activity>,
        actor: &PersonId,
        at: Span,
    ) -> Vec<&str> {
        let (Some(activity), Some(person)) = (activity, answering(&self.case, actor)) else {
            return Vec::new();
        };
        let racis = [Raci::Responsible, Raci::Accountable].into_iter();
        racis
            .flat_map(|raci| assigned_for(&self.case, activity, raci, at))
            .filter(|one| one.valid.is_proven())
            .map(|one| one.assignment)
            .filter(|assignment| self.case.is_same_person(&assignment.person, person))
            .map(|assignment| assignment.role.as_str())
            .collect()
    }

    /// Requires a supplier manager, for somebody who acts as a specialist from outside and in no
    /// other role.
    pub(super) fn looked_after(&self, at: Span, unmet: &mut Vec<Unmet>) {
        let assignments = self.release.assignments.items();
        let mut managers = assignments
            .iter()
            .filter(|assignment| assignment.role.as_str() == role::SUPPLIER_MANAGER);
        let is_there = |assignment: &Assignment| {
            let (from, until) = (assignment.from.as_ref(), assignment.until.as_ref());
            let listens = assignment.raci == Some(Raci::Informed);
            !listens && covers(&self.case, from, until, at).is_proven()
        };
        if !managers.any(is_there) {
            let message = "a specialist from outside works only where a supplier manager is \
                           responsible or asked: assign one first";
            unmet.push(
                Unmet::new(Condition::Role, message)
                    .at("/assignments")
                    .roles(&[role::SUPPLIER_MANAGER]),
            );
        }
    }

    pub(super) fn assignable(
        &self,
        assignment: &Assignment,
        giver: Giver<'_>,
        unmet: &mut Vec<Unmet>,
    ) {
        if self.case.is_same_person(&assignment.person, giver.actor) {
            let message = "nobody gives a role to themselves: let somebody else do it";
            unmet.push(Unmet::new(Condition::Role, message).at("/assignments/-/person"));
        }
        if assignment.raci == Some(Raci::Accountable) && is_from_outside(&self.case, assignment) {
            let message = "nobody from outside is accountable: let somebody of the organization be";
            unmet.push(Unmet::new(Condition::Insider, message).at("/assignments/-/person"));
        }
        unmet.extend(not_among_holders(self.policy, &[assignment]));
    }

    /// Requires that nobody comes to hold a role by what they write down about people and teams, nor
    /// attests their own competence.
    pub(in crate::lifecycle) fn gives_nothing_to_oneself(
        &self,
        command: &Command,
        actor: &PersonId,
        after: &Release,
        unmet: &mut Vec<Unmet>,
    ) {
        let place = match command {
            Command::RecordEvidence(fact) => &fact.at,
            Command::AmendEvidence(fact) => &fact.at,
            _ => return,
        };
        let about = |part| is_inside(place, part) || is_inside(part, place);
        if !about("/people") && !about("/teams") {
            return;
        }
        let before = Case::new(self.release, self.policy, self.at);
        let after = Case::new(after, self.policy, self.at);
        let had = given_to(&before, actor);
        let mut gained = given_to(&after, actor);
        gained.retain(|one| !had.contains(one));
        if !gained.is_empty() {
            let message = "nobody gives a role to themselves: let somebody else write it down";
            unmet.push(Unmet {
                at: Some(gained),
                ..Unmet::new(Condition::Role, message)
            });
        }
        let entry = |case: &Case<'_>| {
            answering(case, actor).and_then(|it| case.person(it).map(|it| it.competences.clone()))
        };
        if let (Some(shown), Some(then)) = (entry(&before), entry(&after))
            && shown != then
        {
            let message = "nobody attests their own competence: let somebody else write it down";
            unmet.push(Unmet::new(Condition::Competence, message).at(place.as_str()));
        }
    }

    /// Requires that there is a role that somebody may hold, or come to hold, to delegate it.
    pub(in crate::lifecycle) fn has_what_to_delegate(
        &self,
        actor: &PersonId,
        unmet: &mut Vec<Unmet>,
    ) {
        if !given_to(&self.case, actor)
            .iter()
            .any(|it| !is_inside(it, "/teams"))
        {
            let message = "only whoever holds a role delegates it";
            unmet.push(Unmet::new(Condition::Role, message).at("/assignments"));
        }
    }

    pub(super) fn delegable(
        &self,
        delegation: &Delegation,
        giver: Giver<'_>,
        unmet: &mut Vec<Unmet>,
    ) {
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
        // Tried out: a delegate who may not delegate further gives nothing on. Deputies are named
        // before anybody is away.
        let mut tried = self.release.clone();
        let named = Delegation {
            while_absent: None,
            ..delegation.clone()
        };
        push(&mut tried.delegations, named);
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
}

/// What somebody is given by: the places of assignments, delegations and teams, for whatever time.
fn given_to(case: &Case<'_>, actor: &PersonId) -> Vec<String> {
    let person = answering(case, actor).unwrap_or(actor);
    let is_it = |it: &PersonId| case.is_same_person(it, person);
    let release = case.release;
    let assigned = release.assignments.items().iter().map(|it| &it.person);
    let delegated = release.delegations.items().iter().map(|it| &it.delegate);
    let teams = release.teams.items().iter().enumerate();
    let teams =
        teams.filter(|(_, team)| is_it(&team.leader) || team.members.items().iter().any(is_it));
    let to_it = |list: &'static str| {
        move |(index, it): (usize, &PersonId)| is_it(it).then(|| format!("{list}/{index}"))
    };
    let assigned = assigned.enumerate().filter_map(to_it("/assignments"));
    let delegated = delegated.enumerate().filter_map(to_it("/delegations"));
    let teams = teams.map(|(index, _)| format!("/teams/{index}"));
    assigned.chain(delegated).chain(teams).collect()
}

/// What stands in the way of registering a release: whoever registers it has to run or coordinate
/// it.
pub(in crate::lifecycle) fn registering(
    registered: &Release,
    policy: &Policy,
    giver: Giver<'_>,
    at: AsOf,
    unmet: &mut Vec<Unmet>,
) {
    if registered.id.trim().is_empty() {
        unmet.push(Unmet::new(Condition::Fits, "the release needs an id").at("/id"));
    }
    let assignments: Vec<_> = registered.assignments.items().iter().collect();
    let roles = [role::RELEASE_MANAGER, role::COORDINATOR];
    let case = Case::new(registered, policy, at);
    let person = answering(&case, giver.actor);
    let person_then = person.zip(case.span(&giver.decided_at));
    let named =
        person_then.is_some_and(|(it, then)| held(&case, it, &roles, then).proof.is_proven());
    let by_policy = || {
        let document = policy.document.as_ref();
        let rules = document.map_or(&[][..], |document| document.roles.items());
        let mut rules = rules
            .iter()
            .filter(|rule| roles.contains(&rule.id.as_str()));
        rules.any(|rule| rule.holders.items().contains(giver.actor))
    };
    if !named && !by_policy() {
        let message = "whoever registers a release runs or coordinates it then: say so in \
                       `assignments`, with `from`";
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

fn roles_of(activity: &Activity) -> Vec<&'static str> {
    let mut roles = vec![activity.accountable];
    roles.extend(
        activity
            .responsible
            .iter()
            .filter(|role| **role != activity.accountable),
    );
    roles
}
