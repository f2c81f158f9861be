//! One step nearer to a check: one fact more, or a few that only together help.

use serde_json::Value;

use super::SuppliedFact;
use super::aim::Wanted;
use super::example::Around;
use super::place::{Lacks, Place, Scope, Way};
use super::proposal::{Proposed, otherwise, proposals, references};
use super::search::Trial;
use super::section::{Section, sections_of, swap_all};
use crate::checks::{Asked, Verdict};
use crate::model::Release;
use crate::pointer::is_inside;

/// How much is looked at beyond what helps a little, in search of what helps more.
const MOST_BEYOND: usize = 16;

/// How much is tried at one place before the others have their turn.
const MOST_AT_FIRST: usize = 16;

/// How much is tried otherwise where something was supplied.
const MOST_OTHERWISE: usize = 20;

/// How many steps may be detours: what does harm, in the hope that it is mended next.
const MOST_DETOURS: usize = 12;

/// The steps taken so far: a record with the facts that were found to help.
pub(super) struct Steps<'a> {
    pub(super) check: Asked<'a>,
    pub(super) scope: Scope,
    pub(super) facts: Vec<SuppliedFact>,
    /// Facts with which the check does not apply, if any were come across.
    pub(super) exempt: Option<Vec<SuppliedFact>>,
    release: Release,
    /// The same as a document.
    record: Value,
    /// The problems that facts were supplied against, and where.
    answers: Vec<(String, String)>,
    /// What was taken although it did harm.
    detours: Vec<Vec<Proposed>>,
    /// All that was lacking at each step: to lack the same again is no step.
    seen: Vec<Vec<String>>,
}

/// Something that helps.
struct Helps {
    /// What the check lacks then.
    then: Lacks,
    proposed: Vec<Proposed>,
    role: String,
    /// The problem that it was tried against.
    against: String,
    /// Whether that is gone.
    is_gone: bool,
    /// The sections with it.
    sections: Vec<Section>,
}

impl<'a> Steps<'a> {
    pub(super) fn new(check: Asked<'a>, scope: Scope, release: &Release, record: &Value) -> Self {
        Self {
            check,
            scope,
            facts: Vec::new(),
            exempt: None,
            release: release.clone(),
            record: record.clone(),
            answers: Vec::new(),
            detours: Vec::new(),
            seen: Vec::new(),
        }
    }

    /// Tries what may help against one of the problems that a check has, until something brings it
    /// nearer; where nothing does, takes what does the least harm that may be mended. Says what the
    /// check lacks then.
    pub(super) fn step(
        &mut self,
        trial: &Trial<'_>,
        lacks: &Lacks,
        mut skipped: usize,
    ) -> Option<Lacks> {
        self.seen.push(lacks.all.clone());
        let record = std::mem::take(&mut self.record);
        let around = trial.around(&record);
        let mut wanted = trial.wanted(&record, lacks, self.scope);
        let start = around.long_ago();
        let mut detour = None;
        let mut later = Vec::new();
        let mut best = None;
        // Every place has its turn, before any of them is tried to the end.
        for place in &lacks.places {
            if best.is_some() || trial.is_spent() {
                break;
            }
            if !may_be_tried(trial, &record, place) {
                continue;
            }
            wanted.aim_at(&record, place, &trial.rules, &start);
            let mut tried = proposals(&record, &around, &wanted, place);
            let rest = tried.split_off(tried.len().min(MOST_AT_FIRST));
            tried.splice(0..0, self.otherwise(&around, &wanted, place));
            tried.extend(self.beside(&record, &around, &wanted, place));
            best = self.try_at(
                trial,
                &record,
                (lacks, place),
                tried,
                &mut skipped,
                &mut detour,
            );
            later.push((place, rest));
        }
        let harmless = |detour: &Helps| detour.then.wrong.len() <= lacks.wrong.len();
        for (place, mut rest) in later {
            let found = detour
                .as_ref()
                .filter(|_| self.detours.len() < MOST_DETOURS);
            match found.filter(|detour| harmless(detour)) {
                Some(detour) if detour.is_gone => break,
                // Something better may be near.
                Some(_) => rest.truncate(MOST_BEYOND),
                None => {}
            }
            if best.is_some() || trial.is_spent() {
                break;
            }
            best = self.try_at(
                trial,
                &record,
                (lacks, place),
                rest,
                &mut skipped,
                &mut detour,
            );
        }
        self.record = record;
        let found = match best {
            Some(best) => best,
            None => {
                let detour = detour.filter(|_| self.detours.len() < MOST_DETOURS)?;
                self.detours.push(detour.proposed.clone());
                detour
            }
        };
        let Helps {
            then,
            proposed,
            role,
            against,
            mut sections,
            ..
        } = found;
        swap_all(&mut sections, &mut self.release);
        for section in sections {
            section.put_into(&mut self.record);
        }
        for fact in facts_from(proposed, &role) {
            self.answers.push((against.clone(), fact.at.clone()));
            take(&mut self.facts, fact);
        }
        Some(then)
    }

    /// What else may be said where something was supplied against the same problem, which is still
    /// there, or there again.
    fn otherwise(&self, around: &Around<'_>, wanted: &Wanted, place: &Place) -> Vec<Vec<Proposed>> {
        let Way::Supply { at: list, .. } = &place.way else {
            return Vec::new();
        };
        let is_answer = |fact: &&SuppliedFact| {
            let mut answers = self.answers.iter();
            answers.any(|(against, at)| *against == place.against && is_inside(&fact.at, at))
        };
        let inside = self.facts.iter().filter(is_answer);
        let mut all: Vec<_> = inside
            .flat_map(|fact| otherwise(around, wanted, &fact.at, &fact.example))
            .collect();
        if self
            .facts
            .iter()
            .any(|fact| fact.at != *list && says(fact, list))
        {
            let examples = around.examples(list, wanted).into_iter();
            all.push(
                examples
                    .map(|(what, value)| (list.clone(), what, value))
                    .collect(),
            );
        }
        in_turns(&all).take(MOST_OTHERWISE).collect()
    }

    /// What else may be said in an item that was supplied, of which another part is not right.
    fn beside(
        &self,
        record: &Value,
        around: &Around<'_>,
        wanted: &Wanted,
        place: &Place,
    ) -> Vec<Vec<Proposed>> {
        let Way::Amend { at, .. } = &place.way else {
            return Vec::new();
        };
        let item = at.rsplit_once('/').map_or("", |(item, _)| item);
        let supplied = self.facts.iter().any(|fact| says(fact, item));
        let given = record.pointer(item).filter(|_| supplied);
        let Some(given @ Value::Object(_)) = given else {
            return Vec::new();
        };
        let mut all = otherwise(around, wanted, item, given);
        all.retain(|part| part.first().is_some_and(|(part, ..)| part != at));
        all.extend(references(around, wanted, item, given));
        in_turns(&all).take(MOST_OTHERWISE).collect()
    }

    /// Tries what is proposed at one place. Nothing helps once the check was asked too often.
    fn try_at(
        &mut self,
        trial: &Trial<'_>,
        record: &Value,
        (lacks, place): (&Lacks, &Place),
        proposals: Vec<Vec<Proposed>>,
        skipped: &mut usize,
        detour: &mut Option<Helps>,
    ) -> Option<Helps> {
        let mut best: Option<Helps> = None;
        let mut seen = 0;
        for proposed in proposals {
            if trial.is_spent() {
                break;
            }
            let Some(mut sections) = sections_of(record, &proposed) else {
                trial.spend();
                continue;
            };
            if !swap_all(&mut sections, &mut self.release) {
                continue;
            }
            let then = trial.ask(self.check, &self.release, self.scope);
            swap_all(&mut sections, &mut self.release);
            let Some(then) = then.filter(|then| then.is_met() || !self.seen.contains(&then.all))
            else {
                continue;
            };
            let helps = Helps {
                is_gone: then.is_gone(lacks, place),
                then,
                proposed,
                role: place.role.clone(),
                against: place.against.clone(),
                sections,
            };
            if helps.then.verdict == Verdict::NotApplicable {
                if self.exempt.is_none() && self.scope == Scope::Anything {
                    let mut facts = self.facts.clone();
                    for fact in facts_from(helps.proposed, &helps.role) {
                        take(&mut facts, fact);
                    }
                    self.exempt = Some(facts);
                }
                continue;
            }
            if helps.then.is_nearer(lacks, place) {
                if *skipped > 0 && !helps.then.is_met() {
                    *skipped -= 1;
                    continue;
                }
                if helps.then.problems < lacks.problems || helps.then.is_met() {
                    return Some(
                        best.filter(|best| !helps.is_more_than(best))
                            .unwrap_or(helps),
                    );
                }
                if best.as_ref().is_none_or(|best| helps.is_more_than(best)) {
                    best = Some(helps);
                }
            } else if self.is_detour(&helps, lacks, place)
                && detour.as_ref().is_none_or(|known| {
                    helps.then.harm(lacks, place) < known.then.harm(lacks, place)
                })
            {
                *detour = Some(helps);
            }
            seen += usize::from(best.is_some());
            if seen > MOST_BEYOND {
                break;
            }
        }
        best
    }

    /// Whether something may be taken although it does harm.
    fn is_detour(&self, helps: &Helps, lacks: &Lacks, place: &Place) -> bool {
        let is_ours = |at: &str| {
            let facts = self.facts.iter().any(|fact| says(fact, at));
            facts
                || helps
                    .proposed
                    .iter()
                    .any(|(known, ..)| is_inside(at, known))
        };
        self.scope == Scope::Anything
            && !self.detours.contains(&helps.proposed)
            && helps.then.may_lead_on(lacks, place, &is_ours)
    }
}

/// Each list has its turn.
fn in_turns(all: &[Vec<Proposed>]) -> impl Iterator<Item = Vec<Proposed>> {
    let longest = all.iter().map(Vec::len).max().unwrap_or_default();
    let turns = (0..longest).flat_map(move |turn| all.iter().filter_map(move |one| one.get(turn)));
    turns.map(|one| vec![one.clone()])
}

/// Takes up a fact; what was supplied is said otherwise.
fn take(facts: &mut Vec<SuppliedFact>, fact: SuppliedFact) {
    for known in &mut *facts {
        if known.at == fact.at {
            *known = fact;
            return;
        }
        let inside = fact.at.strip_prefix(known.at.as_str());
        let inside = inside.filter(|inside| inside.starts_with('/'));
        if let Some(said) = inside.and_then(|inside| known.example.pointer_mut(inside)) {
            *said = fact.example;
            return;
        }
    }
    facts.push(fact);
}

impl Helps {
    fn is_more_than(&self, other: &Self) -> bool {
        self.then.problems < other.then.problems || self.then.is_met()
    }
}

/// Only what was supplied, or says nothing, may be said otherwise; whole items are not.
fn may_be_tried(trial: &Trial<'_>, record: &Value, place: &Place) -> bool {
    match &place.way {
        Way::Amend { at, .. } => {
            !trial.is_said(at) && !record.pointer(at).is_some_and(Value::is_object)
        }
        Way::Again { like, .. } => trial.is_said(like),
        _ => true,
    }
}

/// Whether a fact says what stands at a place.
fn says(fact: &SuppliedFact, at: &str) -> bool {
    let inside = at.strip_prefix(fact.at.as_str());
    inside.is_some_and(|inside| fact.example.pointer(inside).is_some())
}

/// What is proposed, as facts that a role can supply.
pub(super) fn facts_from(
    proposed: Vec<Proposed>,
    role: &str,
) -> impl Iterator<Item = SuppliedFact> {
    proposed
        .into_iter()
        .map(move |(at, what, example)| SuppliedFact {
            at,
            what,
            example,
            role: role.to_owned(),
        })
}
