//! Which criteria were not met on what is deployed, and which decision on each of them counts.

use super::case::may_be_latest;
use super::results::{Counted, judged_results};
use super::{Case, Fact, Judgement, Reason, Start};
use crate::model::{FailureDecision, Items, PersonId, TestOutcome};
use crate::pointer::Pointer;
use crate::time::Proof;

/// Requires that something holds of each criterion that was not met.
pub(super) fn for_each_failure<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    holds: impl Fn(&mut Judgement<'a>, &Counted<'a>, Option<&Start<'a>>),
) {
    for (failed, start) in failed_criteria(case, judgement) {
        let outcome = Pointer::new("/verification/results/*/outcome", [failed.index]);
        let look = |judgement: &mut Judgement<'a>| {
            judgement.cite(outcome);
            holds(judgement, &failed, start.as_ref());
        };
        let is_known = start.is_some() || case.progress.nothing_started();
        // Otherwise nobody knows what was known when it went live, or came out last.
        judgement.as_certain(is_known && failed.is_certain, look);
    }
}

/// The criteria that what is deployed does not meet, as far as known at its start. When all are met
/// for certain, the requirement does not apply.
pub(super) fn failed_criteria<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Vec<(Counted<'a>, Option<Start<'a>>)> {
    let judged = judged_results(case);
    let failures = judged.builds.iter().flat_map(|build| {
        let failed = build.results.iter().filter(|result| result.failed());
        failed.map(|result| (*result, build.start))
    });
    let failed: Vec<_> = failures.collect();
    let results = judged.builds.iter().flat_map(|build| &build.results);
    match results.last() {
        Some(last) if failed.is_empty() && judged.is_known() => {
            let tester = last.result.tested_by.as_ref();
            judgement.exempt("/verification/results", tester.map(PersonId::as_str));
        }
        // A criterion without a clear result may be one that is not met.
        _ => {
            judgement.adopt_perhaps(&judged.unknown);
            for build in &judged.builds {
                judgement.adopt_perhaps(&build.unknown);
            }
        }
    }
    failed
}

/// When the failure was found: each test that showed it since the criterion was last met.
fn found_failing<'a>(case: &Case<'a>, failed: &Counted<'a>) -> Vec<Fact<'a>> {
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    let same = |outcome: TestOutcome| {
        let of_outcome = results.iter().enumerate().filter(move |(_, result)| {
            result.criterion == failed.criterion.id
                && result.build == failed.result.build
                && result.outcome == outcome
        });
        of_outcome.filter_map(|(index, result)| {
            Counted {
                criterion: failed.criterion,
                result,
                index,
                is_certain: true,
            }
            .tested()
        })
    };
    let came_before = |one, other| case.before(one, other) == Ok(Proof::Proven);
    let overtaken = |one: Fact<'a>| {
        failed.tested().is_some_and(|last| {
            same(TestOutcome::Passed)
                .any(|passed| came_before(one, passed) && came_before(passed, last))
        })
    };
    same(TestOutcome::Failed)
        .filter(|one| !overtaken(*one))
        .collect()
}

/// The decision on a failed criterion that counts at a start: the last one that names it, taken
/// knowing the failure; one taken after the start only where there is none before. Where the dates
/// do not tell which one is the last, each that may be.
pub(super) fn decisions_on<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    failed: &Counted<'a>,
    start: Option<&Start<'a>>,
) -> Vec<(usize, &'a FailureDecision)> {
    let decisions = case
        .verification()
        .map_or(&[][..], |tests| tests.failure_decisions.items());
    let known = found_failing(case, failed);
    let relevant = decisions.iter().enumerate().filter(|(index, decision)| {
        let names = decision.criteria.items().contains(&failed.criterion.id);
        let unknowing = !known.is_empty()
            && decided_at(*index, decision).is_some_and(|decided| {
                known
                    .iter()
                    .all(|known| case.before(decided, *known) == Ok(Proof::Proven))
            });
        names && !unknowing
    });
    let is_late = |(index, decision): &(usize, &FailureDecision)| {
        decided_at(*index, decision)
            .zip(start)
            .is_some_and(|(decided, start)| case.before(decided, start.fact) == Ok(Proof::Refuted))
    };
    let (late, timely): (Vec<_>, Vec<_>) = relevant.partition(is_late);
    let candidates = if timely.is_empty() { late } else { timely };
    let last = may_be_latest(case, candidates, |(index, decision)| {
        decided_at(index, decision)
    });
    if let Some(((first, one), others)) = last.split_first() {
        let mut others = others.iter();
        let other = others.find(|(_, other)| other.deploy != one.deploy);
        let second = other.and_then(|(second, other)| decided_at(*second, other));
        if let Some((first, second)) = decided_at(*first, one).zip(second) {
            judgement.undecided(Reason::OrderUndecided {
                first: first.pointer,
                second: second.pointer,
            });
        }
    }
    last
}

pub(super) fn decided_at(index: usize, decision: &FailureDecision) -> Option<Fact<'_>> {
    let pointer = Pointer::new("/verification/failure_decisions/*/decided_at", [index]);
    decision.decided_at.as_ref().map(|at| Fact {
        at,
        seq: decision.seq,
        pointer,
    })
}
