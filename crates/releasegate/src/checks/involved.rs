//! Who built, tested, deployed and asked for what went live.

use super::builds::{final_build, named_build, place};
use super::{Case, Judgement, Start};
use crate::authority::role;
use crate::model::{Build, Items, PersonId};
use crate::pointer::Pointer;
use crate::policy::Involvement;

/// Those who did something for what a start exposed, or without a start for what is to go live;
/// names those whom the record does not hold.
pub(super) fn involved<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    what: Involvement,
    start: Option<&Start<'a>>,
) -> Vec<(&'a PersonId, Pointer)> {
    match what {
        Involvement::Builders => builders(case, judgement, start),
        Involvement::Testers => testers(case, judgement, start),
        Involvement::Deployers => start.map_or_else(Vec::new, |start| deployers(judgement, start)),
        Involvement::Requesters => requesters(case, judgement),
    }
}

/// Those who deployed in an attempt.
pub(super) fn deployers<'a>(
    judgement: &mut Judgement<'a>,
    start: &Start<'a>,
) -> Vec<(&'a PersonId, Pointer)> {
    let [wave, attempt] = [start.wave.0, start.attempt.0];
    let people = start.attempt.1.deployed_by.items();
    if people.is_empty() {
        let at = Pointer::new(
            "/deployment/waves/*/attempts/*/deployed_by",
            [wave, attempt],
        );
        judgement.missing(at, role::DEPLOYMENT_MANAGER);
    }
    let at = |index| {
        let template = "/deployment/waves/*/attempts/*/deployed_by/*";
        Pointer::new(template, [wave, attempt, index])
    };
    let people = people.iter().enumerate();
    people.map(|(index, person)| (person, at(index))).collect()
}

fn builders<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: Option<&Start<'a>>,
) -> Vec<(&'a PersonId, Pointer)> {
    let Some((index, build)) = build(case, judgement, start) else {
        return Vec::new();
    };
    let people = build.built_by.items();
    if people.is_empty() {
        let at = place(case, build, "/build/builds/*/built_by");
        judgement.missing(at, role::BUILD_MANAGER);
    }
    let at = |person| Pointer::new("/build/builds/*/built_by/*", [index, person]);
    let people = people.iter().enumerate();
    people.map(|(index, person)| (person, at(index))).collect()
}

fn testers<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: Option<&Start<'a>>,
) -> Vec<(&'a PersonId, Pointer)> {
    let Some((_, build)) = build(case, judgement, start) else {
        return Vec::new();
    };
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    if results.is_empty() {
        judgement.missing("/verification/results", role::TEST_MANAGER);
    }
    let results = results.iter().enumerate();
    let of_build = results.filter(|(_, result)| result.build.as_ref() == Some(&build.id));
    let named = of_build.map(|(index, result)| {
        let at = Pointer::new("/verification/results/*/tested_by", [index]);
        (result.tested_by.as_ref(), at)
    });
    known(judgement, named, role::TEST_MANAGER)
}

fn requesters<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> Vec<(&'a PersonId, Pointer)> {
    let list = case.release.changes.as_ref();
    let changes = judgement.required(list, "/changes", role::CHANGE_MANAGER);
    let named = changes.iter().enumerate().map(|(index, change)| {
        let at = Pointer::new("/changes/*/requested_by", [index]);
        (change.requested_by.as_ref(), at)
    });
    known(judgement, named, role::CHANGE_MANAGER)
}

/// The people who are named; names where others are missing.
fn known<'a>(
    judgement: &mut Judgement<'a>,
    people: impl Iterator<Item = (Option<&'a PersonId>, Pointer)>,
    role: &'static str,
) -> Vec<(&'a PersonId, Pointer)> {
    let mut known = Vec::new();
    for (person, at) in people {
        match person {
            None => judgement.missing(at, role),
            Some(person) => known.push((person, at)),
        }
    }
    known
}

/// The build that a start exposed, or that is to go live.
fn build<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: Option<&Start<'a>>,
) -> Option<(usize, &'a Build)> {
    let Some(start) = start else {
        return final_build(case, judgement);
    };
    let at = [start.wave.0, start.attempt.0];
    let at = Pointer::new("/deployment/waves/*/attempts/*/build", at);
    match &start.attempt.1.build {
        Some(id) => named_build(case, judgement, id, at),
        None => {
            judgement.missing(at, role::DEPLOYMENT_MANAGER);
            None
        }
    }
}
