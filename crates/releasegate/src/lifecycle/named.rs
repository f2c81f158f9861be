//! What an id in a command names. Records that were made elsewhere may hold several things with one
//! id: it names none of them, and nothing is done to the first.

use crate::model::{Attempt, Build, BuildId, Items, PlannedWave, Release, Wave, WaveId};

use super::unmet::{Condition, Unmet};

/// What an id names, with its position; none where nothing has it.
type Named<'r, T> = Result<Option<(usize, &'r T)>, Unmet>;

pub(super) fn builds(release: &Release) -> &[Build] {
    let build = release.build.as_ref();
    build.map_or(&[][..], |build| build.builds.items())
}

pub(super) fn planned_waves(release: &Release) -> &[PlannedWave] {
    let plan = release.plan.as_ref();
    plan.map_or(&[][..], |plan| plan.waves.items())
}

/// The waves of which something was deployed.
pub(super) fn waves(release: &Release) -> &[Wave] {
    let deployment = release.deployment.as_ref();
    deployment.map_or(&[][..], |deployment| deployment.waves.items())
}

pub(super) fn build<'r>(release: &'r Release, id: &BuildId) -> Named<'r, Build> {
    the_one(builds(release), id.as_str(), "build", BUILDS, |build| {
        build.id.as_str()
    })
}

pub(super) fn planned_wave<'r>(release: &'r Release, id: &WaveId) -> Named<'r, PlannedWave> {
    let planned = planned_waves(release);
    the_one(
        planned,
        id.as_str(),
        "planned wave",
        "/plan/waves",
        |wave| wave.id.as_str(),
    )
}

/// The wave with this id of which something was deployed.
pub(super) fn wave<'r>(release: &'r Release, id: &WaveId) -> Named<'r, Wave> {
    let waves = waves(release);
    the_one(waves, id.as_str(), "deployed wave", WAVES, |wave| {
        wave.id.as_str()
    })
}

/// The last attempt at a wave.
pub(super) fn last_attempt<'r>(
    release: &'r Release,
    id: &WaveId,
) -> Result<Option<&'r Attempt>, Unmet> {
    let wave = wave(release, id)?;
    Ok(wave.and_then(|(_, wave)| wave.attempts.items().last()))
}

/// Whether a place holds an id that other builds or deployed waves have as well. Such an id can be
/// corrected, or whatever names it could never be done.
pub(super) fn is_shared_id(release: &Release, place: &str) -> bool {
    let ids_of_builds = || builds(release).iter().map(|build| build.id.as_str());
    let ids_of_waves = || waves(release).iter().map(|wave| wave.id.as_str());
    let index = |list| {
        let item = place.strip_prefix(list)?.strip_suffix("/id")?;
        item.strip_prefix('/')?.parse::<usize>().ok()
    };
    index(BUILDS).is_some_and(|index| is_shared(ids_of_builds, index))
        || index(WAVES).is_some_and(|index| is_shared(ids_of_waves, index))
}

fn is_shared<'r, I: Iterator<Item = &'r str>>(ids: impl Fn() -> I, index: usize) -> bool {
    let id = ids().nth(index);
    id.is_some() && ids().filter(|other| Some(*other) == id).count() > 1
}

const BUILDS: &str = "/build/builds";
const WAVES: &str = "/deployment/waves";

fn the_one<'r, T>(
    items: &'r [T],
    id: &str,
    kind: &str,
    list: &str,
    id_of: impl Fn(&T) -> &str,
) -> Named<'r, T> {
    let named = items.iter().enumerate().filter(|(_, it)| id_of(it) == id);
    let named: Vec<_> = named.collect();
    match named.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        several => {
            let message = format!(
                "{} {kind}s have the id `{id}`, so it names none of them: correct one of the ids \
                 by `amend_evidence` first",
                several.len()
            );
            let places = several.iter().map(|(at, _)| format!("{list}/{at}/id"));
            Err(Unmet {
                at: Some(places.collect()),
                ..Unmet::new(Condition::Once, message)
            })
        }
    }
}
