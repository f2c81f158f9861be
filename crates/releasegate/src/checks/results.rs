//! Which test results count: the last ones of each criterion on the final build.

use super::builds::judged_builds;
use super::case::may_be_latest;
use super::{Case, Fact, Judgement, Reason, Start};
use crate::authority::{held, role};
use crate::model::{Build, Criterion, Items, PersonId, Stated, TestOutcome, TestResult};
use crate::pointer::Pointer;
use crate::time::Proof;

/// The result that counts for a criterion.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'a> {
    /// The criterion.
    pub(super) criterion: &'a Criterion,
    /// The result.
    pub(super) result: &'a TestResult,
    /// The position of the result.
    pub(super) index: usize,
    /// Whether no result with another outcome may be the last one instead.
    pub(super) is_certain: bool,
}

impl<'a> Counted<'a> {
    /// Whether the criterion was not met.
    pub(super) fn failed(&self) -> bool {
        self.result.outcome == TestOutcome::Failed
    }

    /// When it was tested.
    pub(super) fn tested(&self) -> Option<Fact<'a>> {
        let pointer = Pointer::new("/verification/results/*/tested_at", [self.index]);
        let at = self.result.tested_at.as_ref()?;
        Some(Fact {
            at,
            seq: self.result.seq,
            pointer,
        })
    }
}

/// The builds that the requirements on results are about, with the results of each that count.
#[derive(Debug)]
pub(super) struct JudgedResults<'a> {
    /// What stands in the way of knowing the builds.
    pub(super) unknown: Judgement<'a>,
    /// The builds.
    pub(super) builds: Vec<JudgedBuild<'a>>,
}

impl JudgedResults<'_> {
    /// Whether nothing stands in the way of knowing the builds and their results.
    pub(super) fn is_known(&self) -> bool {
        self.unknown.is_clear() && self.builds.iter().all(|build| build.unknown.is_clear())
    }
}

/// A build, and its results that count.
#[derive(Debug)]
pub(super) struct JudgedBuild<'a> {
    /// The build.
    pub(super) build: &'a Build,
    /// The start that deployed it, if it is known.
    pub(super) start: Option<Start<'a>>,
    /// Its results that were known at the start.
    pub(super) results: Vec<Counted<'a>>,
    /// What stands in the way of knowing the results.
    pub(super) unknown: Judgement<'a>,
    /// Whether every result was known at the start, whatever it is a result of.
    all_known: bool,
}

/// The builds that are judged, each with its results that were known when it was deployed.
pub(super) fn judged_results<'c, 'a>(case: &'c Case<'a>) -> &'c JudgedResults<'a> {
    case.shared.results.get_or_init(|| {
        let mut unknown = Judgement::default();
        let mut builds: Vec<JudgedBuild<'a>> = Vec::new();
        for (build, start) in judged_builds(case, &mut unknown) {
            let until = start.map(|start| start.fact);
            let all_known = none_is_late(case, until);
            let is_same = |other: &&JudgedBuild<'a>| {
                all_known && other.all_known && other.build.id == build.id
            };
            let (results, unknown) = match builds.iter().find(is_same) {
                Some(other) => (other.results.clone(), other.unknown.clone()),
                None => {
                    let mut unknown = Judgement::default();
                    (counted(case, &mut unknown, build, until), unknown)
                }
            };
            builds.push(JudgedBuild {
                build,
                start,
                results,
                unknown,
                all_known,
            });
        }
        JudgedResults { unknown, builds }
    })
}

/// The results of a build that count, for each criterion the last one; says what is missing for
/// the others. Where the times do not tell which one is the last, each that may be.
///
/// A result after `until` does not count where there is one before: what came later could not be
/// known when it was decided, and does not undo it.
pub(super) fn counted<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    build: &Build,
    until: Option<Fact<'a>>,
) -> Vec<Counted<'a>> {
    let criteria = case
        .verification()
        .map_or(&[][..], |tests| tests.criteria.items());
    if criteria.is_empty() {
        judgement.missing("/verification/criteria", role::TEST_MANAGER);
        return Vec::new();
    }
    let results = case.verification().and_then(|tests| tests.results.as_ref());
    if !matches!(results, Some(Stated::Given(_))) {
        judgement.none_listed(results, "/verification/results", role::TEST_MANAGER);
        return Vec::new();
    }
    let wanted = Wanted { build, until };
    criteria
        .iter()
        .enumerate()
        .flat_map(|(index, criterion)| {
            if criteria
                .iter()
                .take(index)
                .any(|earlier| earlier.id == criterion.id)
            {
                // One result cannot speak for two criteria.
                let at = Pointer::new("/verification/criteria/*/id", [index]);
                judgement.undecided(Reason::Repeated {
                    at,
                    id: criterion.id.as_str(),
                });
            }
            counted_for(case, judgement, wanted, index, criterion)
        })
        .collect()
}

/// Which results count.
#[derive(Clone, Copy)]
struct Wanted<'a, 'b> {
    build: &'b Build,
    until: Option<Fact<'a>>,
}

fn counted_for<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    wanted: Wanted<'a, '_>,
    criterion_index: usize,
    criterion: &'a Criterion,
) -> Vec<Counted<'a>> {
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    let (mut timely, mut too_late) = (Vec::new(), Vec::new());
    let mut without_build = Vec::new();
    for (index, result) in results.iter().enumerate() {
        if result.criterion != criterion.id {
            continue;
        }
        let next = Counted {
            criterion,
            result,
            index,
            is_certain: true,
        };
        match &result.build {
            None => without_build.push(next),
            Some(id) if *id != wanted.build.id => {}
            Some(_) if comes_after(case, next, wanted.until) => too_late.push(next),
            Some(_) => timely.push(next),
        }
    }
    let candidates = if timely.is_empty() { too_late } else { timely };
    let mut last = may_be_latest(case, candidates, |one| one.tested());
    // What was tested on a build that nobody names may have been tested on this one.
    without_build.retain(|other| {
        let is_older = |counts: &Counted<'a>| {
            let tested = other.tested().zip(counts.tested());
            tested.is_some_and(|(other, counts)| case.before(other, counts) == Ok(Proof::Proven))
        };
        let differs = |counts: &Counted<'a>| other.result.outcome != counts.result.outcome;
        last.is_empty()
            || (last.iter().any(differs)
                && !last.iter().any(is_older)
                && !comes_after(case, *other, wanted.until))
    });
    for other in &without_build {
        let pointer = Pointer::new("/verification/results/*/build", [other.index]);
        judgement.missing(pointer, role::TEST_MANAGER);
    }
    if last.is_empty() {
        no_result(judgement, criterion_index, criterion);
    }
    let is_certain = outcomes_agree(judgement, &last);
    last.retain_mut(|counts| {
        counts.is_certain = is_certain;
        let mut counts_at_all = false;
        judgement.as_certain(is_certain, |way| {
            made_in_order(case, way, *counts, wanted.build);
            counts_at_all = stands(case, way, *counts, criterion_index, wanted.until);
        });
        counts_at_all
    });
    last
}

/// Requires that a result was there after its test, and its test after the build.
fn made_in_order<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    counted: Counted<'a>,
    build: &Build,
) {
    let recorded = Pointer::new("/verification/results/*/recorded_at", [counted.index]);
    judgement.agree(
        case,
        Fact::dated(&counted.result.recorded_at, recorded),
        counted.tested(),
    );
    let builds = case
        .release
        .build
        .as_ref()
        .map_or(&[][..], |stage| stage.builds.items());
    if let Some(index) = builds.iter().position(|other| other.id == build.id) {
        let built = Pointer::new("/build/builds/*/built_at", [index]);
        judgement.agree(case, counted.tested(), Fact::dated(&build.built_at, built));
    }
}

/// Whether no result of the record is later than `until`, nor rests on a decision that may be.
fn none_is_late<'a>(case: &Case<'a>, until: Option<Fact<'a>>) -> bool {
    let Some(until) = until else { return true };
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    results.iter().all(|result| {
        let tested = result.tested_at.as_ref();
        result.outcome != TestOutcome::NotApplicable
            && tested.is_none_or(|at| case.before(Fact::new(at, ""), until) == Ok(Proof::Proven))
    })
}

fn comes_after(case: &Case<'_>, counted: Counted<'_>, until: Option<Fact<'_>>) -> bool {
    match (counted.tested(), until) {
        (Some(tested), Some(until)) => case.before(tested, until) == Ok(Proof::Refuted),
        _ => false,
    }
}

/// Whether all results that may be the last say the same; otherwise says what hides which one is.
fn outcomes_agree<'a>(judgement: &mut Judgement<'a>, last: &[Counted<'a>]) -> bool {
    let Some((one, others)) = last.split_first() else {
        return true;
    };
    let mut others = others.iter();
    let Some(other) = others.find(|other| other.result.outcome != one.result.outcome) else {
        return true;
    };
    if let (Some(first), Some(second)) = (one.tested(), other.tested()) {
        judgement.undecided(Reason::OrderUndecided {
            first: first.pointer,
            second: second.pointer,
        });
    }
    for undated in last.iter().filter(|one| one.tested().is_none()) {
        let at = Pointer::new("/verification/results/*/tested_at", [undated.index]);
        judgement.missing(at, role::TEST_MANAGER);
    }
    false
}

/// Whether a result counts as verification of its criterion.
fn stands<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    counted: Counted<'a>,
    criterion_index: usize,
    until: Option<Fact<'a>>,
) -> bool {
    let result = counted.result;
    let at = |template| Pointer::new(template, [counted.index]);
    let tested_by = result.tested_by.as_ref().map(PersonId::as_str);
    judgement.text(
        tested_by,
        at("/verification/results/*/tested_by"),
        role::TEST_MANAGER,
    );
    let Some(tested) = counted.tested() else {
        judgement.missing(at("/verification/results/*/tested_at"), role::TEST_MANAGER);
        return false;
    };
    judgement.cite(at("/verification/results/*/outcome"));
    match result.outcome {
        TestOutcome::Passed | TestOutcome::Failed => {}
        TestOutcome::NotApplicable => return excused(case, judgement, counted, until),
        TestOutcome::Skipped | TestOutcome::Inconclusive => {
            no_result(judgement, criterion_index, counted.criterion);
            return false;
        }
    }
    let Some(revised_at) = &counted.criterion.revised_at else {
        return true;
    };
    let pointer = Pointer::new("/verification/criteria/*/revised_at", [criterion_index]);
    match case.before(Fact::new(revised_at, pointer), tested) {
        Ok(Proof::Proven) => return true,
        Ok(Proof::Refuted) => judgement.incomplete(Reason::ResultOutdated {
            result: tested.pointer,
            revised: pointer,
        }),
        Ok(Proof::Undecided) => judgement.undecided(Reason::OrderUndecided {
            first: pointer,
            second: tested.pointer,
        }),
        Err(at) => judgement.undecided(Reason::TimeUnusable { at }),
    }
    false
}

/// Whether somebody with authority decided in time that a criterion does not apply, and why.
fn excused<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    counted: Counted<'a>,
    until: Option<Fact<'a>>,
) -> bool {
    let at = |template| Pointer::new(template, [counted.index]);
    let Some(excuse) = &counted.result.not_applicable else {
        judgement.missing(
            at("/verification/results/*/not_applicable"),
            role::TEST_MANAGER,
        );
        return false;
    };
    let by = at("/verification/results/*/not_applicable/approved_by");
    let when = at("/verification/results/*/not_applicable/approved_at");
    let reason = at("/verification/results/*/not_applicable/reason");
    judgement.stands(|way| {
        way.text(Some(&excuse.reason), reason, role::TEST_MANAGER);
        match (&excuse.approved_by, &excuse.approved_at) {
            (Some(person), Some(approved_at)) => {
                if let Some(until) = until {
                    way.before(case, Fact::new(approved_at, when), until);
                }
                let span = case.span(approved_at);
                let authority = span.map(|span| held(case, person, &role::CRITERIA_ROLES, span));
                way.cite(by);
                if authority.is_none_or(|authority| authority.proof != Proof::Proven) {
                    way.incomplete(Reason::NoAuthority {
                        at: by,
                        role: role::TEST_MANAGER,
                    });
                }
            }
            (None, _) => way.missing(by, role::TEST_MANAGER),
            (_, None) => way.missing(when, role::TEST_MANAGER),
        }
    })
}

fn no_result<'a>(judgement: &mut Judgement<'a>, index: usize, criterion: &'a Criterion) {
    let at = Pointer::new("/verification/criteria/*", [index]);
    judgement.incomplete(Reason::NoResult {
        at,
        criterion: criterion.id.as_str(),
    });
}

/// Requires something of every test that counts, on each of the builds that are judged. A
/// criterion that was decided not to apply was not tested.
pub(super) fn for_every_test<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    holds: impl Fn(&mut Judgement<'a>, &Counted<'a>, &'a Build),
) {
    let judged = judged_results(case);
    judgement.adopt(&judged.unknown);
    for JudgedBuild {
        build,
        results,
        unknown,
        ..
    } in &judged.builds
    {
        // A criterion without a clear result may have been tested by anybody, anywhere.
        judgement.adopt_perhaps(unknown);
        let was_tested = |test: &&Counted<'a>| test.result.outcome != TestOutcome::NotApplicable;
        let mut tests = results.iter().filter(was_tested).peekable();
        if tests.peek().is_none() {
            judgement.missing("/verification/results", role::TEST_MANAGER);
        }
        for test in tests {
            judgement.as_certain(test.is_certain, |way| holds(way, test, build));
        }
    }
}
