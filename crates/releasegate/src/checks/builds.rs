//! Which builds the requirements are about: what was deployed, else what was to go live.

use super::case::the_one;
use super::{Attempted, Case, Fact, Judgement, Reason, Start};
use crate::authority::role;
use crate::model::{Build, BuildId, Items};
use crate::pointer::Pointer;

const BUILD_ID: &str = "/build/builds/*/id";

/// The build that was to go live: the last one.
pub(super) fn final_build<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Option<(usize, &'a Build)> {
    let builds = case
        .release
        .build
        .as_ref()
        .map_or(&[][..], |build| build.builds.items());
    let Some((index, last)) = builds.iter().enumerate().next_back() else {
        judgement.missing("/build/builds", role::BUILD_MANAGER);
        return None;
    };
    judgement.cite(Pointer::new("/build/builds/*/id", [index]));
    let built = |index: usize, build: &'a Build| {
        let pointer = Pointer::new("/build/builds/*/built_at", [index]);
        build.built_at.as_ref().map(|at| Fact::new(at, pointer))
    };
    the_one(
        judgement,
        builds,
        last.id.as_str(),
        |build| build.id.as_str(),
        BUILD_ID,
    );
    for (other, build) in builds.iter().enumerate().take(index) {
        judgement.agree(case, built(index, last), built(other, build));
    }
    Some((index, last))
}

/// The build that an attempt says it deployed.
pub(super) fn named_build<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    id: &'a BuildId,
    at: Pointer,
) -> Option<(usize, &'a Build)> {
    let builds = case
        .release
        .build
        .as_ref()
        .map_or(&[][..], |build| build.builds.items());
    let found = the_one(
        judgement,
        builds,
        id.as_str(),
        |build| build.id.as_str(),
        BUILD_ID,
    );
    if found.is_nothing() {
        judgement.incomplete(Reason::Unresolved {
            at,
            id: id.as_str(),
        });
    }
    found.one()
}

/// The builds that the requirements on results are about, each with the start that deployed it:
/// what was deployed, or the final build as long as nothing was. What was deployed nobody knows
/// when is among them, without a start.
pub(super) fn judged_builds<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Vec<(&'a Build, Option<Start<'a>>)> {
    let builds = case
        .release
        .build
        .as_ref()
        .map_or(&[][..], |build| build.builds.items());
    if case.progress.nothing_started() {
        return final_build(case, judgement)
            .into_iter()
            .map(|(_, build)| (build, None))
            .collect();
    }
    case.progress.starts_missing(judgement);
    let starts = case
        .progress
        .starts
        .iter()
        .map(|start| (Attempted::from(start), Some(*start)));
    let unknown = case
        .progress
        .unknown_starts
        .iter()
        .map(|attempted| (*attempted, None));
    let mut judged = Vec::with_capacity(case.progress.starts.len());
    for (attempted, start) in starts.chain(unknown) {
        let at = Pointer::new("/deployment/waves/*/attempts/*/build", attempted.at);
        let build = match &attempted.attempt.build {
            None if builds.len() > 1 => {
                judgement.missing(at, role::DEPLOYMENT_MANAGER);
                None
            }
            None => final_build(case, judgement),
            Some(id) => named_build(case, judgement, id, at),
        };
        judged.extend(build.map(|(_, build)| (build, start)));
    }
    judged
}

/// A place in a build: `template` has one `*`, for the build.
pub(super) fn place(case: &Case<'_>, build: &Build, template: &'static str) -> Pointer {
    Pointer::new(template, [position(case, build).unwrap_or_default()])
}

/// The position of a build among all builds.
pub(super) fn position(case: &Case<'_>, build: &Build) -> Option<usize> {
    let stage = case.release.build.as_ref()?;
    let mut builds = stage.builds.items().iter();
    builds.position(|other| std::ptr::eq(other, build))
}
