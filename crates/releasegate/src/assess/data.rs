//! What is wrong with a record itself: facts that contradict each other or lead nowhere.

use super::{DataFinding, Sentence};
use crate::checks::{Case, Fact, Reason};
use crate::model::{Items, PlannedDate};
use crate::pointer::Pointer;
use crate::policy::limit;
use crate::time::{Deadline, Moment, Proof, after_business_days};

/// Looks for facts that contradict each other, ids that are there twice, references that lead
/// nowhere. In the order of the record.
pub(super) fn data_findings<'a>(case: &Case<'a>) -> Vec<DataFinding<'a>> {
    let mut reasons = Vec::new();
    duplicates(case, &mut reasons);
    results(case, &mut reasons);
    contradictions(case, &mut reasons);
    late_records(case, &mut reasons);
    reasons
        .into_iter()
        .map(|reason| DataFinding {
            reason,
            message: Sentence(reason),
        })
        .collect()
}

fn duplicates<'a>(case: &Case<'a>, found: &mut Vec<Reason<'a>>) {
    let release = case.release;
    let verification = case.verification();
    let criteria = verification.map_or(&[][..], |tests| tests.criteria.items());
    let planned = case.plan().map_or(&[][..], |plan| plan.waves.items());
    let deployed = release
        .deployment
        .as_ref()
        .map_or(&[][..], |d| d.waves.items());
    let builds = release
        .build
        .as_ref()
        .map_or(&[][..], |build| build.builds.items());
    repeated(
        release.parties.items(),
        |party| party.id.as_str(),
        "/parties/*/id",
        found,
    );
    repeated(
        release.people.items(),
        |person| person.id.as_str(),
        "/people/*/id",
        found,
    );
    repeated(
        release.changes.items(),
        |change| change.id.as_str(),
        "/changes/*/id",
        found,
    );
    repeated(
        release.problems.items(),
        |problem| problem.id.as_str(),
        "/problems/*/id",
        found,
    );
    repeated(planned, |wave| wave.id.as_str(), "/plan/waves/*/id", found);
    repeated(
        builds,
        |build| build.id.as_str(),
        "/build/builds/*/id",
        found,
    );
    repeated(
        criteria,
        |item| item.id.as_str(),
        "/verification/criteria/*/id",
        found,
    );
    repeated(
        release.approvals.items(),
        |item| item.id.as_str(),
        "/approvals/*/id",
        found,
    );
    repeated(
        release.baselines.items(),
        |item| item.id.as_str(),
        "/baselines/*/id",
        found,
    );
    repeated(
        deployed,
        |wave| wave.id.as_str(),
        "/deployment/waves/*/id",
        found,
    );
    let incidents = release.early_life.as_ref();
    let incidents = incidents.map_or(&[][..], |early_life| early_life.incidents.items());
    repeated(
        incidents,
        |item| item.id.as_str(),
        "/early_life/incidents/*/id",
        found,
    );
    repeated(
        release.waivers.items(),
        |waiver| waiver.id.as_str(),
        "/waivers/*/id",
        found,
    );
}

/// Reports every item whose id an earlier one has.
fn repeated<'a, T>(
    items: &'a [T],
    id: impl Fn(&'a T) -> &'a str,
    template: &'static str,
    found: &mut Vec<Reason<'a>>,
) {
    for (index, item) in items.iter().enumerate() {
        if items
            .iter()
            .take(index)
            .any(|earlier| id(earlier) == id(item))
        {
            found.push(Reason::Repeated {
                at: Pointer::new(template, [index]),
                id: id(item),
            });
        }
    }
}

/// Results for criteria that nobody asked for.
fn results<'a>(case: &Case<'a>, found: &mut Vec<Reason<'a>>) {
    let Some(tests) = case.verification() else {
        return;
    };
    for (index, result) in tests.results.items().iter().enumerate() {
        if !tests
            .criteria
            .items()
            .iter()
            .any(|criterion| criterion.id == result.criterion)
        {
            let at = Pointer::new("/verification/results/*/criterion", [index]);
            found.push(Reason::Unresolved {
                at,
                id: result.criterion.as_str(),
            });
        }
    }
}

/// Dates of one thing that exclude each other, in the order of the record.
fn contradictions<'a>(case: &Case<'a>, found: &mut Vec<Reason<'a>>) {
    let release = case.release;
    if let Some(plan) = case.plan() {
        let approved = Fact::dated(&plan.approved_at, "/plan/approved_at");
        let created = Fact::dated(&plan.created_at, "/plan/created_at");
        found.extend(case.contradiction(approved, created));
        each(case, plan.coordination.items(), &HELD, found, |it| {
            (&it.recorded_at, &it.held_at)
        });
        for (index, wave) in plan.waves.items().iter().enumerate() {
            let start = Pointer::new("/plan/waves/*/planned_start", [index]);
            let end = Pointer::new("/plan/waves/*/planned_end", [index]);
            let start = wave
                .planned_start
                .as_ref()
                .and_then(PlannedDate::fixed)
                .map(|at| Fact::new(at, start));
            let end = wave
                .planned_end
                .as_ref()
                .and_then(PlannedDate::fixed)
                .map(|at| Fact::new(at, end));
            found.extend(case.contradiction(end, start));
        }
    }
    if let Some(tests) = case.verification() {
        let (criteria, results) = (tests.criteria.items(), tests.results.items());
        let failures = tests.failure_decisions.items();
        each(case, criteria, &DOCUMENTED, found, |it| {
            (&it.revised_at, &it.documented_at)
        });
        each(case, results, &TESTED, found, |it| {
            (&it.recorded_at, &it.tested_at)
        });
        each(case, failures, &FAILURE, found, |it| {
            (&it.recorded_at, &it.decided_at)
        });
    }
    let (approvals, baselines) = (release.approvals.items(), release.baselines.items());
    each(case, approvals, &APPROVED, found, |it| {
        (&it.recorded_at, &it.decided_at)
    });
    each(case, baselines, &TAKEN, found, |it| {
        (&it.recorded_at, &it.taken_at)
    });
    for start in &case.progress.starts {
        let at = [start.wave.0, start.attempt.0];
        let ended = Pointer::new("/deployment/waves/*/attempts/*/ended_at", at);
        let ended = Fact::dated(&start.attempt.1.ended_at, ended);
        let started = Fact::new(start.fact.at, start.fact.pointer);
        found.extend(case.contradiction(ended, Some(started)));
    }
}

/// Decisions written down later than the policy allows after they were made. Without the holidays
/// nobody can count the business days, and nothing is found.
fn late_records<'a>(case: &Case<'a>, found: &mut Vec<Reason<'a>>) {
    let Some(limit) = case.policy.limit(&limit::LATE_RECORD) else {
        return;
    };
    let zone = case.policy.zone().or(case.zone);
    let (Some(holidays), Some(zone)) = (case.policy.holidays(), zone) else {
        return;
    };
    let late = |recorded: Option<Fact<'a>>, decided: Option<Fact<'a>>| {
        let (recorded, decided) = recorded.zip(decided)?;
        let due = after_business_days(decided.at, limit.value, zone, holidays)?;
        let due = Deadline::from(due);
        let met = due.met_by(case.span(recorded.at)?);
        (met == Proof::Refuted).then_some(Reason::TooLate {
            at: recorded.pointer,
            until: due.limit(),
        })
    };
    let release = case.release;
    let plan = case.plan();
    let coordination = plan.map_or(&[][..], |plan| plan.coordination.items());
    let tests = case.verification();
    let failures = tests.map_or(&[][..], |tests| tests.failure_decisions.items());
    for (index, change) in release.changes.items().iter().enumerate() {
        for (position, decision) in change.decisions.items().iter().enumerate() {
            let at = |template| Pointer::new(template, [index, position]);
            let recorded = at("/changes/*/decisions/*/recorded_at");
            let decided = at("/changes/*/decisions/*/decided_at");
            let recorded = Fact::dated(&decision.recorded_at, recorded);
            found.extend(late(recorded, Fact::dated(&decision.decided_at, decided)));
        }
    }
    let (approvals, mut pairs) = (release.approvals.items(), Vec::new());
    pairs.extend(dates(coordination, &HELD, |it| {
        (&it.recorded_at, &it.held_at)
    }));
    pairs.extend(dates(failures, &FAILURE, |it| {
        (&it.recorded_at, &it.decided_at)
    }));
    pairs.extend(dates(approvals, &APPROVED, |it| {
        (&it.recorded_at, &it.decided_at)
    }));
    found.extend(
        pairs
            .into_iter()
            .filter_map(|(recorded, decided)| late(recorded, decided)),
    );
}

/// The later and the earlier date of each item.
fn dates<'a, T>(
    items: &'a [T],
    [later, earlier]: &'static Dates,
    dates: impl Fn(&'a T) -> (&'a Option<Moment>, &'a Option<Moment>),
) -> impl Iterator<Item = (Option<Fact<'a>>, Option<Fact<'a>>)> {
    items.iter().enumerate().map(move |(index, item)| {
        let (later_at, earlier_at) = dates(item);
        (
            Fact::dated(later_at, Pointer::new(later, [index])),
            Fact::dated(earlier_at, Pointer::new(earlier, [index])),
        )
    })
}

/// Where the later and the earlier date of an item are.
type Dates = [&'static str; 2];

const HELD: Dates = [
    "/plan/coordination/*/recorded_at",
    "/plan/coordination/*/held_at",
];
const DOCUMENTED: Dates = [
    "/verification/criteria/*/revised_at",
    "/verification/criteria/*/documented_at",
];
const TESTED: Dates = [
    "/verification/results/*/recorded_at",
    "/verification/results/*/tested_at",
];
const FAILURE: Dates = [
    "/verification/failure_decisions/*/recorded_at",
    "/verification/failure_decisions/*/decided_at",
];
const APPROVED: Dates = ["/approvals/*/recorded_at", "/approvals/*/decided_at"];
const TAKEN: Dates = ["/baselines/*/recorded_at", "/baselines/*/taken_at"];

/// Reports every item of which the later date is proven to be earlier.
fn each<'a, T>(
    case: &Case<'a>,
    items: &'a [T],
    places: &'static Dates,
    found: &mut Vec<Reason<'a>>,
    of: impl Fn(&'a T) -> (&'a Option<Moment>, &'a Option<Moment>),
) {
    let contradictions = dates(items, places, of);
    found.extend(contradictions.filter_map(|(later, earlier)| case.contradiction(later, earlier)));
}
