//! What is wrong with a record itself: facts that contradict each other or lead nowhere.

use super::{DataFinding, Sentence};
use crate::checks::{Case, Fact, Reason};
use crate::model::Items;
use crate::pointer::Pointer;
use crate::time::{Moment, Proof};

/// Looks for facts that contradict each other, ids that are there twice, references that lead
/// nowhere. In the order of the record.
pub(super) fn data_findings<'a>(case: &Case<'a>) -> Vec<DataFinding<'a>> {
    let mut reasons = Vec::new();
    duplicates(case, &mut reasons);
    results(case, &mut reasons);
    decisions(case, &mut reasons);
    attempts(case, &mut reasons);
    reasons.into_iter().map(|reason| DataFinding { reason, message: Sentence(reason) }).collect()
}

fn duplicates<'a>(case: &Case<'a>, found: &mut Vec<Reason<'a>>) {
    let release = case.release;
    let verification = case.verification();
    let criteria = verification.map_or(&[][..], |tests| tests.criteria.items());
    let planned = case.plan().map_or(&[][..], |plan| plan.waves.items());
    let deployed = release.deployment.as_ref().map_or(&[][..], |d| d.waves.items());
    let builds = release.build.as_ref().map_or(&[][..], |build| build.builds.items());
    repeated(release.people.items(), |person| person.id.as_str(), "/people/*/id", found);
    repeated(release.changes.items(), |change| change.id.as_str(), "/changes/*/id", found);
    repeated(release.problems.items(), |problem| problem.id.as_str(), "/problems/*/id", found);
    repeated(planned, |wave| wave.id.as_str(), "/plan/waves/*/id", found);
    repeated(builds, |build| build.id.as_str(), "/build/builds/*/id", found);
    repeated(criteria, |item| item.id.as_str(), "/verification/criteria/*/id", found);
    repeated(release.approvals.items(), |item| item.id.as_str(), "/approvals/*/id", found);
    repeated(release.baselines.items(), |item| item.id.as_str(), "/baselines/*/id", found);
    repeated(deployed, |wave| wave.id.as_str(), "/deployment/waves/*/id", found);
}

/// Reports every item whose id an earlier one has.
fn repeated<'a, T>(
    items: &'a [T],
    id: impl Fn(&'a T) -> &'a str,
    template: &'static str,
    found: &mut Vec<Reason<'a>>,
) {
    for (index, item) in items.iter().enumerate() {
        if items.iter().take(index).any(|earlier| id(earlier) == id(item)) {
            found.push(Reason::Repeated { at: Pointer::new(template, [index]), id: id(item) });
        }
    }
}

/// Results for criteria that nobody asked for.
fn results<'a>(case: &Case<'a>, found: &mut Vec<Reason<'a>>) {
    let Some(tests) = case.verification() else { return };
    for (index, result) in tests.results.items().iter().enumerate() {
        if !tests.criteria.items().iter().any(|criterion| criterion.id == result.criterion) {
            let at = Pointer::new("/verification/results/*/criterion", [index]);
            found.push(Reason::Unresolved { at, id: result.criterion.as_str() });
        }
    }
}

/// Decisions that were written down before they were made.
fn decisions<'a>(case: &Case<'a>, found: &mut Vec<Reason<'a>>) {
    for (index, approval) in case.release.approvals.items().iter().enumerate() {
        let recorded = Pointer::new("/approvals/*/recorded_at", [index]);
        let decided = Pointer::new("/approvals/*/decided_at", [index]);
        let dates = (approval.recorded_at.as_ref(), approval.decided_at.as_ref());
        contradicts(case, (dates.0, recorded), (dates.1, decided), found);
    }
    let failures = case.verification().map_or(&[][..], |tests| tests.failure_decisions.items());
    for (index, decision) in failures.iter().enumerate() {
        let recorded = Pointer::new("/verification/failure_decisions/*/recorded_at", [index]);
        let decided = Pointer::new("/verification/failure_decisions/*/decided_at", [index]);
        let dates = (decision.recorded_at.as_ref(), decision.decided_at.as_ref());
        contradicts(case, (dates.0, recorded), (dates.1, decided), found);
    }
}

/// Attempts that ended before they started.
fn attempts<'a>(case: &Case<'a>, found: &mut Vec<Reason<'a>>) {
    for start in &case.progress.starts {
        let at = [start.wave.0, start.attempt.0];
        let ended = Pointer::new("/deployment/waves/*/attempts/*/ended_at", at);
        let ended_at = start.attempt.1.ended_at.as_ref();
        contradicts(case, (ended_at, ended), (Some(start.fact.at), start.fact.pointer), found);
    }
}

/// Reports when what must come later is proven to have come earlier.
fn contradicts<'a>(
    case: &Case<'a>,
    later: (Option<&Moment>, Pointer),
    earlier: (Option<&Moment>, Pointer),
    found: &mut Vec<Reason<'a>>,
) {
    if let ((Some(later_at), at), (Some(earlier_at), with)) = (later, earlier)
        && case.before(Fact::new(later_at, at), Fact::new(earlier_at, with)) == Ok(Proof::Proven)
    {
        found.push(Reason::Contradiction { at, with });
    }
}
