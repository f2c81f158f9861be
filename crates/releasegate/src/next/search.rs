//! Trying facts out until a check is met.

use std::cell::Cell;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::SuppliedFact;
use super::example::Around;
use super::section::Section;
use crate::checks::{Asked, Case, Judgement, Reason, Summary, Verdict};
use crate::model::Release;
use crate::policy::Policy;
use crate::time::AsOf;
use crate::view::View;

/// How many facts are supplied before a check is given up.
const MOST_FACTS: usize = 40;

/// How often a check is asked before it is given up: most are met after a handful of tries, and
/// the others are to be redone by somebody who knows.
const MOST_TRIES: usize = 150;

/// A record into which facts are put to see what a check then says.
pub(super) struct Trial<'a> {
    policy: &'a Policy,
    as_of: AsOf,
    release: &'a Release,
    record: &'a Value,
    around: Around<'a>,
    /// How often a check may still be asked.
    tries: Cell<usize>,
}

impl<'a> Trial<'a> {
    /// `record` is the release as a document.
    pub(super) fn new(
        release: &'a Release,
        record: &'a Value,
        policy: &'a Policy,
        as_of: AsOf,
    ) -> Self {
        Self {
            policy,
            as_of,
            release,
            record,
            around: Around::new(record, as_of),
            tries: Cell::new(0),
        }
    }

    /// The smallest set of facts that meets a check; `None` when none was found.
    pub(super) fn facts(&self, check: Asked<'_>) -> Option<Vec<SuppliedFact>> {
        self.tries.set(MOST_TRIES);
        let mut facts: Vec<SuppliedFact> = Vec::new();
        let mut lacks = self.ask(check, self.release)?;
        let mut supplied = None;
        while !lacks.is_met {
            // What no fact cures, is not tried to be cured.
            if lacks.closed > 0 || lacks.places.is_empty() || facts.len() >= MOST_FACTS {
                return None;
            }
            let supplied = supplied.get_or_insert_with(|| Supplied {
                release: self.release.clone(),
                record: self.record.clone(),
            });
            let (then, fact) = self.try_one(check, supplied, &lacks, facts.is_empty())?;
            lacks = then;
            facts.push(fact);
        }
        self.tries.set(usize::MAX);
        Some(self.without_needless(check, facts))
    }

    /// Supplies one of the facts that a check lacks, with the first example that brings it nearer.
    /// Says what it lacks then.
    fn try_one(
        &self,
        check: Asked<'_>,
        supplied: &mut Supplied,
        lacks: &Lacks,
        is_first: bool,
    ) -> Option<(Lacks, SuppliedFact)> {
        let Supplied { release, record } = supplied;
        let later = Around::new(record, self.as_of);
        for (pointer, role) in &lacks.places {
            let at = settled(record, pointer);
            let examples = if is_first {
                self.around.examples(&at)
            } else {
                later.examples(&at)
            };
            for (what, example) in examples {
                if self.tries.get() == 0 {
                    return None;
                }
                let change = |document: &mut Value| put(document, &at, example.clone());
                let section = Section::changed(record, &at, change);
                let Some(mut section) = section else {
                    self.tries.set(self.tries.get() - 1);
                    continue;
                };
                if !section.swap_with(release) {
                    continue;
                }
                let then = self.ask(check, release);
                if let Some(then) = then.filter(|then| then.is_nearer(lacks, pointer)) {
                    section.put_into(record);
                    let fact = SuppliedFact {
                        at,
                        what,
                        example,
                        role: role.clone(),
                    };
                    return Some((then, fact));
                }
                section.swap_with(release);
            }
        }
        None
    }

    /// Drops every fact without which the check is met all the same, until all are needed.
    fn without_needless(
        &self,
        check: Asked<'_>,
        mut facts: Vec<SuppliedFact>,
    ) -> Vec<SuppliedFact> {
        if facts.len() == 1 {
            // Without the only one, the check is what it was.
            return facts;
        }
        let mut index = facts.len();
        while let Some(last) = index.checked_sub(1) {
            index = last;
            let mut fewer = facts.clone();
            fewer.remove(index);
            let release = Release::deserialize(with(self.record, &fewer)).ok();
            let then = release.and_then(|release| self.ask(check, &release));
            if then.is_some_and(|then| then.is_met) {
                // Without it, another one may be needless, too.
                index = fewer.len();
                facts = fewer;
            }
        }
        facts
    }

    /// What a check says of a record; `None` when it was asked too often.
    fn ask(&self, check: Asked<'_>, release: &Release) -> Option<Lacks> {
        self.tries.set(self.tries.get().checked_sub(1)?);
        let view = View::of(release, self.as_of);
        let case = Case::new(view.release(), self.policy, self.as_of);
        let summary = check.judge(&case, &mut Judgement::default());
        Some(Lacks::of(&view, &summary))
    }
}

/// A record with the facts that were found to help so far.
struct Supplied {
    release: Release,
    /// The same as a document.
    record: Value,
}

/// What stands between a record and a check.
struct Lacks {
    is_met: bool,
    /// Problems that no fact cures.
    closed: usize,
    /// Where facts would help, with the role that can supply each.
    places: Vec<(String, String)>,
}

impl Lacks {
    fn of(view: &View<'_>, summary: &Summary<'_>) -> Self {
        let restored = |mut pointer: crate::pointer::Pointer| {
            view.restore(&mut pointer);
            pointer.to_string()
        };
        let missing = summary.missing.iter();
        let mut places: Vec<_> = missing
            .map(|fact| (restored(fact.pointer), fact.role.to_owned()))
            .filter(|(at, _)| !at.starts_with("policy#"))
            .collect();
        let reasons = summary.further.iter().chain([&summary.reason]);
        let mut closed = 0;
        for reason in reasons {
            match cure(reason) {
                Some(Place::At(pointer)) => places.push((restored(pointer), OTHER.to_owned())),
                Some(Place::New(list)) => places.push((format!("{list}/-"), OTHER.to_owned())),
                None => closed += usize::from(!is_open(reason)),
            }
        }
        Self {
            is_met: summary.verdict == Verdict::Conforming,
            closed,
            places,
        }
    }

    /// Whether a fact supplied at `place` helped, and did no harm.
    fn is_nearer(&self, before: &Self, place: &str) -> bool {
        let helped = self.places.iter().all(|(other, _)| other != place);
        self.is_met || (helped && self.closed <= before.closed)
    }
}

/// Whoever runs the release knows who can supply what no check names a role for.
const OTHER: &str = crate::authority::role::RELEASE_MANAGER;

/// Where a fact would help.
enum Place {
    /// At this place.
    At(crate::pointer::Pointer),
    /// A new item of this list.
    New(&'static str),
}

/// Where a fact would help against what a check found, beside the facts that it names as missing.
fn cure(reason: &Reason<'_>) -> Option<Place> {
    Some(match reason {
        Reason::EmptyList { at } | Reason::ToBeDetermined { at } => Place::At(*at),
        Reason::NoResult { .. } | Reason::ResultOutdated { .. } => {
            Place::New("/verification/results")
        }
        Reason::NoDecision { .. } => Place::New("/verification/failure_decisions"),
        Reason::NotInformed { .. } => Place::New("/early_life/publications"),
        Reason::PeriodNotCovered { .. } => Place::New("/early_life/incident_extracts"),
        Reason::TooEarly { .. } | Reason::AnalysisOutdated { .. } => {
            Place::New("/closure/analyses")
        }
        Reason::NotInBaseline { .. } => Place::New("/baselines"),
        Reason::Unresolved { at, .. } => Place::New(list_of(at.template())?),
        _ => return None,
    })
}

/// Whether a reason says what is missing, which is named apart, or what time will bring.
fn is_open(reason: &Reason<'_>) -> bool {
    matches!(
        reason,
        Reason::Shown | Reason::Missing { .. } | Reason::Pending { .. } | Reason::WaveOpen { .. }
    )
}

/// The list that holds what a place refers to.
fn list_of(template: &str) -> Option<&'static str> {
    let mut parts = template.split('/').filter(|part| *part != "*");
    Some(match parts.next_back()? {
        "by" | "witness" | "owner" => "/people",
        part if part.ends_with("_by") => "/people",
        "changes" => "/changes",
        "problems" | "known_errors" | "problem" => "/problems",
        "build" => "/build/builds",
        "environment" => "/build/environments",
        "managed_by" | "document" | "documents" => "/support/documents",
        _ => return None,
    })
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
