//! Who may deploy a wave that is a team's.

use super::Guard;
use super::competence::needs_competence;
use crate::authority::{answering, held, role};
use crate::lifecycle::named::planned_waves;
use crate::lifecycle::rule::Rule;
use crate::lifecycle::unmet::{Condition, Unmet};
use crate::model::{Affiliation, Items, PersonId, Team, WaveId};
use crate::time::Span;

impl Guard<'_> {
    /// Requires that somebody deploys who belongs to the team of the wave, where it has one, and
    /// can do so in the role that they have by it.
    pub(super) fn may_deploy(
        &self,
        rule: &Rule,
        wave: &WaveId,
        actor: &PersonId,
        at: Span,
        unmet: &mut Vec<Unmet>,
    ) {
        let teams = self.teams_of(wave);
        if teams.is_empty() {
            return self.may(rule, actor, at, unmet);
        }
        let mut acts_as: Vec<_> = teams
            .iter()
            .flat_map(|(_, team)| self.roles_in(team, actor))
            .collect();
        let manager = role::DEPLOYMENT_MANAGER;
        if held(&self.case, actor, &[manager], at).proof.is_proven() {
            acts_as.push(manager);
        }
        acts_as.sort_unstable();
        acts_as.dedup();
        if acts_as.is_empty() {
            let message = "the wave is another team's: let somebody of the team do it";
            let places = teams.iter().map(|(index, _)| format!("/teams/{index}"));
            unmet.push(Unmet {
                at: Some(places.collect()),
                ..Unmet::new(Condition::Team, message).roles(&[manager])
            });
        }
        if acts_as == [role::EXTERNAL_SPECIALIST] {
            self.looked_after(at, unmet);
        }
        if needs_competence(rule) {
            self.competent(&acts_as, actor, at, unmet);
        }
    }

    /// The teams of a wave, by its id or by whom it reaches, with their positions.
    fn teams_of(&self, wave: &WaveId) -> Vec<(usize, &Team)> {
        // Where several waves of the plan have this id, it may be any of them.
        let planned = planned_waves(self.release).iter();
        let planned = planned.filter(|planned| planned.id == *wave);
        let reached: Vec<_> = planned.flat_map(|it| it.reaches.items()).collect();
        let teams = self.release.teams.items().iter().enumerate();
        let is_of_wave = |team: &Team| {
            let mut sites = team.reaches.items().iter();
            team.waves.items().contains(wave) || sites.any(|site| reached.contains(&site))
        };
        teams.filter(|(_, team)| is_of_wave(team)).collect()
    }

    /// The roles that somebody has in a team: who leads it is its leader, who belongs to it is a
    /// specialist, from outside where the record says so.
    fn roles_in(&self, team: &Team, actor: &PersonId) -> Vec<&'static str> {
        let is_it = |person: &PersonId| self.case.is_same_person(person, actor);
        let person = answering(&self.case, actor).and_then(|person| self.case.person(person));
        let specialist = match person.and_then(|person| person.affiliation) {
            Some(Affiliation::External) => role::EXTERNAL_SPECIALIST,
            _ => role::INTERNAL_SPECIALIST,
        };
        let leads = is_it(&team.leader).then_some(role::TEAM_LEADER);
        let belongs = team.members.items().iter().any(is_it).then_some(specialist);
        leads.into_iter().chain(belongs).collect()
    }
}
