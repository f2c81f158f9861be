//! What was deployed.

use releasegate::model::{Artifact, Attempt, Items, Release};

/// What an attempt deployed: what it says, else what its build lists.
pub(crate) fn deployed<'a>(release: &'a Release, attempt: &'a Attempt) -> &'a [Artifact] {
    let stated = attempt.artifacts.items();
    if !stated.is_empty() {
        return stated;
    }
    let builds = release.build.as_ref();
    let mut builds = builds.map_or(&[][..], |stage| stage.builds.items()).iter();
    let build = builds.find(|build| attempt.build.as_ref() == Some(&build.id));
    build.map_or(&[][..], |build| build.artifacts.items())
}
