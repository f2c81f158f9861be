//! Which test results count: the last one of each criterion on the final build.

use super::{Case, Fact, Judgement, Reason};
use crate::authority::{held, role};
use crate::model::{Build, Criterion, Items, TestOutcome, TestResult};
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
        Some(Fact { at, seq: self.result.seq, pointer })
    }
}

/// The build that was to go live: the last one.
pub(super) fn final_build<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Option<(usize, &'a Build)> {
    let builds = case.release.build.as_ref().map_or(&[][..], |build| build.builds.items());
    let Some((index, last)) = builds.iter().enumerate().next_back() else {
        judgement.missing("/build/builds", role::BUILD_MANAGER);
        return None;
    };
    judgement.cite(Pointer::new("/build/builds/*/id", [index]));
    let built = |index: usize, build: &'a Build| {
        let pointer = Pointer::new("/build/builds/*/built_at", [index]);
        build.built_at.as_ref().map(|at| Fact::new(at, pointer))
    };
    for (other, build) in builds.iter().enumerate().take(index) {
        if let (Some(last), Some(earlier)) = (built(index, last), built(other, build))
            && case.before(last, earlier) == Ok(Proof::Proven)
        {
            judgement.undecided(Reason::Contradiction { at: last.pointer, with: earlier.pointer });
        }
    }
    Some((index, last))
}

/// The results that count, one for each criterion; says what is missing for the others.
pub(super) fn counted<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> Vec<Counted<'a>> {
    let criteria = case.verification().map_or(&[][..], |tests| tests.criteria.items());
    if criteria.is_empty() {
        judgement.missing("/verification/criteria", role::TEST_MANAGER);
        return Vec::new();
    }
    if case.verification().is_none_or(|tests| tests.results.is_none()) {
        judgement.missing("/verification/results", role::TEST_MANAGER);
        return Vec::new();
    }
    let Some((_, build)) = final_build(case, judgement) else { return Vec::new() };
    criteria
        .iter()
        .enumerate()
        .filter_map(|(index, criterion)| counted_for(case, judgement, build, index, criterion))
        .collect()
}

fn counted_for<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    build: &Build,
    criterion_index: usize,
    criterion: &'a Criterion,
) -> Option<Counted<'a>> {
    let results = case.verification().map_or(&[][..], |tests| tests.results.items());
    let mut last: Option<Counted<'a>> = None;
    let mut without_build = None;
    for (index, result) in results.iter().enumerate() {
        if result.criterion != criterion.id {
            continue;
        }
        match &result.build {
            None => without_build = Some(index),
            Some(id) if *id != build.id => {}
            Some(_) => {
                let next = Counted { criterion, result, index };
                last = Some(last.map_or(next, |last| later(case, judgement, last, next)));
            }
        }
    }
    let Some(last) = last else {
        if let Some(index) = without_build {
            let pointer = Pointer::new("/verification/results/*/build", [index]);
            judgement.missing(pointer, role::TEST_MANAGER);
        }
        no_result(judgement, criterion_index, criterion);
        return None;
    };
    stands(case, judgement, last, criterion_index).then_some(last)
}

/// The later of two results of one criterion; results are listed oldest first, and that counts
/// where their times do not decide and their outcomes agree.
fn later<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    listed_first: Counted<'a>,
    listed_second: Counted<'a>,
) -> Counted<'a> {
    if let (Some(first), Some(second)) = (listed_first.tested(), listed_second.tested()) {
        match case.before(first, second) {
            Ok(Proof::Proven) => return listed_second,
            Ok(Proof::Refuted) => return listed_first,
            _ if listed_first.result.outcome != listed_second.result.outcome => {
                judgement.undecided(Reason::OrderUndecided {
                    first: first.pointer,
                    second: second.pointer,
                });
            }
            _ => {}
        }
    }
    listed_second
}

/// Whether a result counts as verification of its criterion.
fn stands<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    counted: Counted<'a>,
    criterion_index: usize,
) -> bool {
    let result = counted.result;
    let at = |template| Pointer::new(template, [counted.index]);
    if result.tested_by.is_none() {
        judgement.missing(at("/verification/results/*/tested_by"), role::TEST_MANAGER);
    }
    let Some(tested) = counted.tested() else {
        judgement.missing(at("/verification/results/*/tested_at"), role::TEST_MANAGER);
        return false;
    };
    judgement.cite(at("/verification/results/*/outcome"));
    match result.outcome {
        TestOutcome::Passed | TestOutcome::Failed => {}
        TestOutcome::NotApplicable if excused(case, judgement, counted) => return true,
        TestOutcome::NotApplicable => return false,
        TestOutcome::Skipped | TestOutcome::Inconclusive => {
            no_result(judgement, criterion_index, counted.criterion);
            return false;
        }
    }
    let Some(revised_at) = &counted.criterion.revised_at else { return true };
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

/// Whether somebody with authority decided that a criterion does not apply, and why.
fn excused<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, counted: Counted<'a>) -> bool {
    let at = |template| Pointer::new(template, [counted.index]);
    let Some(excuse) = &counted.result.not_applicable else {
        judgement.missing(at("/verification/results/*/not_applicable"), role::TEST_MANAGER);
        return false;
    };
    let by = at("/verification/results/*/not_applicable/approved_by");
    let when = at("/verification/results/*/not_applicable/approved_at");
    let (Some(person), Some(approved_at)) = (&excuse.approved_by, &excuse.approved_at) else {
        let absent = if excuse.approved_by.is_none() { by } else { when };
        judgement.missing(absent, role::TEST_MANAGER);
        return false;
    };
    let Some(span) = case.span(approved_at) else {
        judgement.undecided(Reason::TimeUnusable { at: when });
        return false;
    };
    let authority = held(case, person, &role::CRITERIA_ROLES, span);
    judgement.cite(by);
    if authority.proof == Proof::Proven {
        return true;
    }
    judgement.incomplete(Reason::NoAuthority { at: by, role: role::TEST_MANAGER });
    false
}

fn no_result<'a>(judgement: &mut Judgement<'a>, index: usize, criterion: &'a Criterion) {
    let at = Pointer::new("/verification/criteria/*", [index]);
    judgement.incomplete(Reason::NoResult { at, criterion: criterion.id.as_str() });
}
