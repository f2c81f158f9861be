//! Trying facts out until a check is met.

use std::cell::Cell;

use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value;

use super::aim::Wanted;
use super::example::Around;
use super::fewer::without_needless;
use super::place::{Lacks, Named, Scope, Way};
use super::proposal::{proposals, says_nothing};
use super::section::sections_of;
use super::step::{Steps, facts_from};
use super::supply::with;
use super::told::is_bare;
use super::{Cure, SuppliedFact};
use crate::checks::{Asked, Case, Judgement, Verdict};
use crate::model::Release;
use crate::policy::Policy;
use crate::time::AsOf;
use crate::view::View;

/// How many facts are supplied before a check is given up.
const MOST_FACTS: usize = 40;

/// How often a check is asked before it is given up: most are met after a handful of tries, and
/// the others are to be redone by somebody who knows.
const MOST_TRIES: usize = 200;

/// The same where something is proven wrong: little may be tried then.
const MOST_TRIES_OPEN: usize = 100;

/// How often it is asked for one step.
const MOST_TRIES_A_STEP: usize = 64;

/// How many other turns are taken at one step that led nowhere.
const MOST_TURNS: usize = 2;

/// A step at which what would help first is skipped.
#[derive(Clone, Copy, Debug)]
struct Turn {
    step: usize,
    /// How much that would help is skipped.
    skipped: usize,
}

/// A record into which facts are put to see what a check then says.
pub(super) struct Trial<'a> {
    policy: &'a Policy,
    as_of: AsOf,
    release: &'a Release,
    record: &'a Value,
    /// The policy as a document.
    pub(super) rules: Value,
    zone: Option<Tz>,
    /// Whether the record dates nothing.
    is_bare: bool,
    /// How often a check may still be asked.
    tries: Cell<usize>,
    /// The same for the step that is taken now.
    left: Cell<usize>,
}

impl<'a> Trial<'a> {
    /// `record` is the release as a document.
    pub(super) fn new(
        release: &'a Release,
        record: &'a Value,
        policy: &'a Policy,
        as_of: AsOf,
    ) -> Self {
        let zone = release.zone.map(Into::into).or_else(|| policy.zone());
        Self {
            policy,
            as_of,
            release,
            record,
            rules: serde_json::to_value(&policy.document).unwrap_or_default(),
            zone,
            is_bare: is_bare(record),
            tries: Cell::new(0),
            left: Cell::new(0),
        }
    }

    /// The smallest set of facts that meets a check; `None` when none was found.
    pub(super) fn facts(
        &self,
        check: Asked<'_>,
        verdict: Verdict,
        is_in_time: bool,
    ) -> Option<Vec<SuppliedFact>> {
        if verdict == Verdict::NotEvidenced {
            return self.facts_of(check, Scope::Anything);
        }
        let left_open = self.facts_of(check, Scope::LeftOpen);
        left_open.or_else(|| {
            is_in_time
                .then(|| self.facts_of(check, Scope::Now))
                .flatten()
        })
    }

    /// The facts that a check names first, where no set was found that meets it step by step; the
    /// smallest set if they do so together.
    pub(super) fn first_facts(&self, check: Asked<'_>) -> (Cure, Vec<SuppliedFact>) {
        let facts = self.named_first(check);
        if facts.is_empty() {
            return (Cure::Redo, facts);
        }
        // An example may stand in the way of the others.
        let without_one = (0..facts.len()).map(|index| {
            let mut fewer = facts.clone();
            fewer.remove(index);
            fewer
        });
        let mut sets = [facts.clone()].into_iter().chain(without_one);
        match sets.find(|facts| self.is_met_by(check, facts)) {
            Some(met) => (
                Cure::Supply,
                without_needless(self.record, met, |facts| self.is_met_by(check, facts)),
            ),
            None => (Cure::Begin, facts),
        }
    }

    fn named_first(&self, check: Asked<'_>) -> Vec<SuppliedFact> {
        let lacks = self.judged(check, self.release, Scope::Anything);
        let around = self.around(self.record);
        let mut wanted = self.wanted(self.record, &lacks, Scope::Anything);
        let mut facts: Vec<SuppliedFact> = Vec::new();
        for place in &lacks.places {
            let Way::Supply { at, named } = &place.way else {
                continue;
            };
            if matches!(named, Named::Id(id) if self.is_there(at, id)) {
                continue;
            }
            wanted.aim_at(self.record, place, &self.rules, &around.long_ago());
            let proposals = proposals(self.record, &around, &wanted, place).into_iter();
            let mut readable = proposals.filter(|it| sections_of(self.record, it).is_some());
            let proposed = readable.next().unwrap_or_default();
            for fact in facts_from(proposed, &place.role) {
                if facts.iter().all(|known| known.at != fact.at) {
                    facts.push(fact);
                }
            }
        }
        facts
    }

    fn facts_of(&self, check: Asked<'_>, scope: Scope) -> Option<Vec<SuppliedFact>> {
        self.tries.set(match scope {
            Scope::Anything => MOST_TRIES,
            Scope::LeftOpen | Scope::Now => MOST_TRIES_OPEN,
        });
        self.left.set(MOST_TRIES_A_STEP);
        let asked = self.ask(check, self.release, scope)?;
        // What is proven wrong, stays so if there is nothing to try against it.
        let is_closed = scope != Scope::Anything && asked.closed > 0;
        if is_closed || asked.places.is_empty() {
            return None;
        }
        let mut steps = 0;
        let mut exempt = None;
        let first = self.facts_along(check, scope, None, &mut steps, &mut exempt);
        // Where that led nowhere, one of the steps was not the right one.
        let others = (1..=MOST_TURNS).flat_map(|skipped| {
            let steps = (0..steps).rev();
            steps.map(move |step| Turn { step, skipped })
        });
        let facts = first.or_else(|| {
            let mut found = others
                .map_while(|turn| (self.tries.get() > 0).then_some(turn))
                .map(|turn| self.facts_along(check, scope, Some(turn), &mut 0, &mut exempt));
            found.find_map(|facts| facts)
        });
        match facts {
            Some(facts) => Some(without_needless(self.record, facts, |facts| {
                self.is_met_by(check, facts)
            })),
            // A check that does not apply keeps no gate closed.
            None => Some(without_needless(self.record, exempt?, |facts| {
                let verdict = self.verdict_with(check, facts);
                verdict.is_some_and(|verdict| !verdict.blocks())
            })),
        }
    }

    /// Supplies one fact after the other, each time the first that helps, except where another turn
    /// is taken. Counts the steps.
    fn facts_along(
        &self,
        check: Asked<'_>,
        scope: Scope,
        turn: Option<Turn>,
        steps: &mut usize,
        exempt: &mut Option<Vec<SuppliedFact>>,
    ) -> Option<Vec<SuppliedFact>> {
        self.left.set(MOST_TRIES_A_STEP);
        let mut lacks = self.ask(check, self.release, scope)?;
        let mut taken = Steps::new(check, scope, self.release, self.record);
        while !lacks.is_met() {
            let is_closed = scope != Scope::Anything && lacks.closed > 0;
            if is_closed || lacks.places.is_empty() || *steps >= MOST_FACTS {
                return None;
            }
            let turn = turn.filter(|turn| turn.step == *steps);
            let skipped = turn.map_or(0, |turn| turn.skipped);
            self.left.set(MOST_TRIES_A_STEP);
            let then = taken.step(self, &lacks, skipped);
            if exempt.is_none() {
                *exempt = taken.exempt.take();
            }
            lacks = then?;
            *steps += 1;
        }
        Some(taken.facts)
    }

    /// What a record says, for examples.
    pub(super) fn around<'r>(&'r self, record: &'r Value) -> Around<'r> {
        Around::new(record, &self.rules, self.as_of, self.zone, self.is_bare)
    }

    /// Whether the record itself says something at a place.
    pub(super) fn is_said(&self, at: &str) -> bool {
        self.record
            .pointer(at)
            .is_some_and(|said| !says_nothing(said))
    }

    /// Whether a list of the record has an id: one item more of the same helps nobody.
    fn is_there(&self, list: &str, id: &str) -> bool {
        let items = self.record.pointer(list).and_then(Value::as_array);
        let mut ids = items
            .into_iter()
            .flatten()
            .filter_map(|item| item.get("id"));
        ids.any(|known| known == id)
    }

    /// What a check looked at, and what it named.
    pub(super) fn wanted(&self, record: &Value, lacks: &Lacks, scope: Scope) -> Wanted {
        let cited = lacks.evidence.iter().map(ToString::to_string);
        let cited: Vec<_> = cited.filter(|at| !at.starts_with("policy#")).collect();
        let mut texts = Vec::new();
        for at in &cited {
            match record.pointer(at) {
                Some(Value::String(text)) => texts.push(text.clone()),
                Some(Value::Object(item)) => {
                    let id = item.get("id").and_then(Value::as_str);
                    texts.extend(id.map(str::to_owned));
                }
                _ => {}
            }
        }
        Wanted {
            id: None,
            given: Vec::new(),
            of_list: String::new(),
            list: String::new(),
            section: String::new(),
            cited,
            texts,
            instants: lacks.instants.clone(),
            only_now: scope == Scope::Now,
        }
    }

    fn is_met_by(&self, check: Asked<'_>, facts: &[SuppliedFact]) -> bool {
        self.verdict_with(check, facts) == Some(Verdict::Conforming)
    }

    /// The verdict once facts are supplied; `None` when they leave something that is no record.
    fn verdict_with(&self, check: Asked<'_>, facts: &[SuppliedFact]) -> Option<Verdict> {
        let release = Release::deserialize(with(self.record, facts)).ok()?;
        let view = View::of(&release, self.as_of);
        let case = Case::new(view.release(), self.policy, self.as_of);
        Some(check.judge(&case, &mut Judgement::default()).verdict)
    }

    /// What a check says of a record; `None` when it was asked too often.
    pub(super) fn ask(&self, check: Asked<'_>, release: &Release, scope: Scope) -> Option<Lacks> {
        self.tries.set(self.tries.get().checked_sub(1)?);
        self.left.set(self.left.get().checked_sub(1)?);
        Some(self.judged(check, release, scope))
    }

    /// Whether the check was asked too often.
    pub(super) fn is_spent(&self) -> bool {
        self.tries.get() == 0 || self.left.get() == 0
    }

    /// What cannot be read counts as asked.
    pub(super) fn spend(&self) {
        self.left.set(self.left.get().saturating_sub(1));
    }

    fn judged(&self, check: Asked<'_>, release: &Release, scope: Scope) -> Lacks {
        let view = View::of(release, self.as_of);
        let case = Case::new(view.release(), self.policy, self.as_of);
        let summary = check.judge(&case, &mut Judgement::default());
        Lacks::of(&view, &summary, scope)
    }
}
