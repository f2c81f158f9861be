//! Trying facts out until a check is met.

use std::cell::Cell;

use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::example::{Around, Wanted, last_key};
use super::place::{Lacks, Named, Place, Scope, Way};
use super::proposal::{Proposed, proposals};
use super::section::Section;
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
const MOST_TRIES: usize = 120;

/// How often it is asked along one way.
const MOST_TRIES_ALONG: usize = 80;

/// How many other turns are taken at one step that led nowhere.
const MOST_TURNS: usize = 2;

/// How much is looked at beyond what helps a little, in search of what helps more.
const MOST_BEYOND: usize = 16;

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
    rules: Value,
    zone: Option<Tz>,
    /// How often a check may still be asked.
    tries: Cell<usize>,
    /// The same along the way that is tried now.
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
            Some(met) => (Cure::Supply, self.without_needless(check, met)),
            None => (Cure::Begin, facts),
        }
    }

    fn named_first(&self, check: Asked<'_>) -> Vec<SuppliedFact> {
        let lacks = self.judged(check, self.release, Scope::Anything);
        let around = Around::new(self.record, &self.rules, self.as_of, self.zone);
        let mut wanted = self.wanted(self.record, &lacks, Scope::Anything);
        let mut facts: Vec<SuppliedFact> = Vec::new();
        for place in &lacks.places {
            if !matches!(place.way, Way::Supply { .. }) {
                continue;
            }
            wanted.aim_at(self.record, place);
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
        self.tries.set(MOST_TRIES);
        self.left.set(MOST_TRIES_ALONG);
        let asked = self.ask(check, self.release, scope)?;
        // What is proven wrong, stays so if there is nothing to try against it.
        let is_closed = scope != Scope::Anything && asked.closed > 0;
        if is_closed || asked.places.is_empty() {
            return None;
        }
        let mut steps = 0;
        let first = self.facts_along(check, scope, None, &mut steps);
        // Where that led nowhere, one of the steps was not the right one.
        let others = (1..=MOST_TURNS).flat_map(|skipped| {
            let steps = (0..steps).rev();
            steps.map(move |step| Turn { step, skipped })
        });
        let facts = first.or_else(|| {
            let mut found = others
                .map_while(|turn| (self.tries.get() > 0).then_some(turn))
                .map(|turn| self.facts_along(check, scope, Some(turn), &mut 0));
            found.find_map(|facts| facts)
        })?;
        Some(self.without_needless(check, facts))
    }

    /// Supplies one fact after the other, each time the first that helps, except where another turn
    /// is taken. Counts the steps.
    fn facts_along(
        &self,
        check: Asked<'_>,
        scope: Scope,
        turn: Option<Turn>,
        steps: &mut usize,
    ) -> Option<Vec<SuppliedFact>> {
        let mut facts: Vec<SuppliedFact> = Vec::new();
        self.left.set(MOST_TRIES_ALONG);
        let mut lacks = self.ask(check, self.release, scope)?;
        let mut supplied = Supplied {
            release: self.release.clone(),
            record: self.record.clone(),
        };
        while !lacks.is_met() {
            let is_closed = scope != Scope::Anything && lacks.closed > 0;
            if is_closed || lacks.places.is_empty() || *steps >= MOST_FACTS {
                return None;
            }
            let turn = turn.filter(|turn| turn.step == *steps);
            let skipped = turn.map_or(0, |turn| turn.skipped);
            let tried = self.try_one(check, &mut supplied, &facts, &lacks, scope, skipped);
            let (then, new) = tried?;
            *steps += 1;
            lacks = then;
            for fact in new {
                match facts.iter_mut().find(|known| known.at == fact.at) {
                    Some(known) => *known = fact,
                    None => facts.push(fact),
                }
            }
        }
        Some(facts)
    }

    /// Tries what may help against one of the problems that a check has, until something brings it
    /// nearer. Says what it lacks then.
    fn try_one(
        &self,
        check: Asked<'_>,
        supplied: &mut Supplied,
        known: &[SuppliedFact],
        lacks: &Lacks,
        scope: Scope,
        mut skipped: usize,
    ) -> Option<(Lacks, Vec<SuppliedFact>)> {
        let Supplied { release, record } = supplied;
        let around = Around::new(record, &self.rules, self.as_of, self.zone);
        let mut wanted = self.wanted(record, lacks, scope);
        let may_be_tried = |place: &&Place| match &place.way {
            Way::Amend { at } => known.iter().any(|fact| fact.at == *at),
            _ => true,
        };
        let mut places = lacks.places.iter().filter(may_be_tried);
        let best = places.find_map(|place| {
            if self.is_spent() {
                return None;
            }
            wanted.aim_at(record, place);
            let proposals = proposals(record, &around, &wanted, place);
            let supplied = (&mut *release, &*record);
            self.try_at(
                check,
                supplied,
                (lacks, place),
                proposals,
                scope,
                &mut skipped,
            )
        });
        let Helps {
            then,
            proposed,
            role,
            mut sections,
        } = best?;
        swap_all(&mut sections, release);
        for section in sections {
            section.put_into(record);
        }
        Some((then, facts_from(proposed, &role).collect()))
    }

    /// Tries what is proposed at one place. Nothing helps once the check was asked too often.
    fn try_at(
        &self,
        check: Asked<'_>,
        (release, record): (&mut Release, &Value),
        (lacks, place): (&Lacks, &Place),
        proposals: Vec<Vec<Proposed>>,
        scope: Scope,
        skipped: &mut usize,
    ) -> Option<Helps> {
        let mut best: Option<Helps> = None;
        let mut seen = 0;
        for proposed in proposals {
            if self.is_spent() {
                return None;
            }
            let Some(mut sections) = sections_of(record, &proposed) else {
                self.left.set(self.left.get() - 1);
                continue;
            };
            if !swap_all(&mut sections, release) {
                continue;
            }
            let then = self.ask(check, release, scope);
            swap_all(&mut sections, release);
            if let Some(then) = then.filter(|then| then.is_nearer(lacks, place)) {
                if *skipped > 0 && !then.is_met() {
                    *skipped -= 1;
                    continue;
                }
                let helps = Helps {
                    then,
                    proposed,
                    role: place.role.clone(),
                    sections,
                };
                if helps.then.problems < lacks.problems || helps.then.is_met() {
                    return Some(
                        best.filter(|best| !helps.is_more_than(best))
                            .unwrap_or(helps),
                    );
                }
                if best.as_ref().is_none_or(|best| helps.is_more_than(best)) {
                    best = Some(helps);
                }
            }
            seen += usize::from(best.is_some());
            if seen > MOST_BEYOND {
                break;
            }
        }
        best
    }

    /// What a check looked at, and what it named.
    fn wanted(&self, record: &Value, lacks: &Lacks, scope: Scope) -> Wanted {
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
            list: String::new(),
            cited,
            texts,
            instants: lacks.instants.clone(),
            only_now: scope == Scope::Now,
        }
    }

    /// Drops every fact without which the check is met all the same, until all are needed; then
    /// what the remaining ones say that is not needed either.
    fn without_needless(
        &self,
        check: Asked<'_>,
        mut facts: Vec<SuppliedFact>,
    ) -> Vec<SuppliedFact> {
        let mut index = facts.len();
        // Without the only one, the check is what it was.
        while let Some(last) = index.checked_sub(1).filter(|_| facts.len() > 1) {
            index = last;
            let mut fewer = facts.clone();
            fewer.remove(index);
            if self.is_met_by(check, &fewer) {
                // Without it, another one may be needless, too.
                index = fewer.len();
                facts = fewer;
            }
        }
        for index in 0..facts.len() {
            let keys: Vec<_> = match facts.get(index).map(|fact| &fact.example) {
                Some(Value::Object(item)) if item.len() > 2 => item.keys().cloned().collect(),
                _ => continue,
            };
            for key in keys {
                let mut less = facts.clone();
                if let Some(Value::Object(item)) = less.get_mut(index).map(|fact| &mut fact.example)
                {
                    item.remove(&key);
                }
                if self.is_met_by(check, &less) {
                    facts = less;
                }
            }
        }
        facts
    }

    fn is_met_by(&self, check: Asked<'_>, facts: &[SuppliedFact]) -> bool {
        let release = Release::deserialize(with(self.record, facts)).ok();
        release.is_some_and(|release| self.judged(check, &release, Scope::LeftOpen).is_met())
    }

    /// What a check says of a record; `None` when it was asked too often.
    fn ask(&self, check: Asked<'_>, release: &Release, scope: Scope) -> Option<Lacks> {
        self.tries.set(self.tries.get().checked_sub(1)?);
        self.left.set(self.left.get().checked_sub(1)?);
        Some(self.judged(check, release, scope))
    }

    /// Whether the check was asked too often.
    fn is_spent(&self) -> bool {
        self.tries.get() == 0 || self.left.get() == 0
    }

    fn judged(&self, check: Asked<'_>, release: &Release, scope: Scope) -> Lacks {
        let view = View::of(release, self.as_of);
        let case = Case::new(view.release(), self.policy, self.as_of);
        let summary = check.judge(&case, &mut Judgement::default());
        Lacks::of(&view, &summary, scope)
    }
}

impl Wanted {
    /// Wants what a place asks for.
    fn aim_at(&mut self, record: &Value, place: &Place) {
        self.id = match &place.way {
            Way::Supply { named, .. } => name(record, named),
            _ => None,
        };
        self.list = match &place.way {
            Way::Supply { at: list, .. } | Way::Again { list, .. } => last_key(list).to_owned(),
            Way::Refine(_) | Way::Amend { .. } => String::new(),
        };
    }
}

/// Something that helps.
struct Helps {
    /// What the check lacks then.
    then: Lacks,
    proposed: Vec<Proposed>,
    role: String,
    /// The sections with it.
    sections: Vec<Section>,
}

impl Helps {
    fn is_more_than(&self, other: &Self) -> bool {
        self.then.problems < other.then.problems || self.then.is_met()
    }
}

/// A record with the facts that were found to help so far.
struct Supplied {
    release: Release,
    /// The same as a document.
    record: Value,
}

/// What a fact has to name.
fn name(record: &Value, named: &Named) -> Option<String> {
    match named {
        Named::Nothing => None,
        Named::Id(id) => Some(id.clone()),
        Named::At(at) => {
            let thing = record.pointer(at)?;
            let name = thing.as_str().or_else(|| thing.get("id")?.as_str());
            name.map(str::to_owned)
        }
    }
}

/// What is proposed, as facts that a role can supply.
fn facts_from(proposed: Vec<Proposed>, role: &str) -> impl Iterator<Item = SuppliedFact> {
    proposed
        .into_iter()
        .map(move |(at, what, example)| SuppliedFact {
            at,
            what,
            example,
            role: role.to_owned(),
        })
}

/// The sections that hold what is proposed, with it; `None` when one cannot be read then.
fn sections_of(record: &Value, proposed: &[Proposed]) -> Option<Vec<Section>> {
    let (first, ..) = proposed.first()?;
    let is_alone = |at: &str| Section::key(at) == Section::key(first);
    let (same, others): (Vec<_>, Vec<_>) = proposed.iter().partition(|(at, ..)| is_alone(at));
    let parts = [same, others].into_iter().filter(|part| !part.is_empty());
    let sections = parts.map(|part| {
        let (at, ..) = part.first()?;
        Section::changed(record, at, |document| {
            for (at, _, example) in &part {
                put(document, at, example.clone());
            }
        })
    });
    sections.collect()
}

/// Exchanges sections with those of a record. Tells whether there are such sections.
fn swap_all(sections: &mut [Section], release: &mut Release) -> bool {
    let mut all = true;
    for section in sections {
        all &= section.swap_with(release);
    }
    all
}

/// The record with facts put into it.
fn with(record: &Value, facts: &[SuppliedFact]) -> Value {
    let mut record = record.clone();
    for fact in facts {
        put(&mut record, &fact.at, fact.example.clone());
    }
    record
}

/// A release record, given as a document, with facts put into it, as somebody would who followed
/// the advice.
///
/// # Errors
/// When the facts do not fit the record, which would be a defect of the advice.
pub fn supply(record: &Value, facts: &[SuppliedFact]) -> Result<Release, serde_json::Error> {
    serde_json::from_value(with(record, facts))
}

/// The place with `-` replaced by the position of the new item.
pub(crate) fn settled(record: &Value, pointer: &str) -> String {
    let Some(list) = pointer.strip_suffix("/-") else {
        return pointer.to_owned();
    };
    let length = record
        .pointer(list)
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    format!("{list}/{length}")
}

/// Puts a value at a place, making what is on the way.
pub(crate) fn put(record: &mut Value, pointer: &str, value: Value) {
    let mut place = record;
    for token in pointer.split('/').skip(1) {
        let index = token.parse::<usize>().ok();
        let fits = match index {
            Some(_) => place.is_array(),
            None => place.is_object(),
        };
        if !fits {
            *place = match index {
                Some(_) => Value::Array(Vec::new()),
                None => Value::Object(Map::new()),
            };
        }
        place = match (place, index) {
            (Value::Array(items), Some(index)) => {
                if index >= items.len() {
                    items.push(Value::Null);
                }
                let last = items.len().saturating_sub(1);
                match items.get_mut(index.min(last)) {
                    Some(item) => item,
                    None => return,
                }
            }
            (Value::Object(map), None) => map.entry(token).or_insert(Value::Null),
            _ => return,
        };
    }
    *place = value;
}
