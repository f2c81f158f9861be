//! Whoever builds again has to verify and approve again.

use crate::authority::role;
use crate::checks::approvals::{self, Meant};
use crate::checks::builds;
use crate::checks::check::{Check, Docs, designed};
use crate::checks::results::{JudgedBuild, judged_results};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger};
use crate::model::{Approval, Build, Items};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

use super::verification::approved_build;

pub(super) static REBUILD_STARTS_ANEW: Check = Check {
    id: "BLD-10",
    name: "rebuilt-after-verification",
    title: "A build made after verification is verified and approved anew",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[designed()],
    docs: Docs {
        asks: "What each attempt deployed has results of its own, and its approval names it and was decided after it, and every other build of the release that was there at the start, was finished. An older build may go live when that was decided knowing the newer one.",
        why: "Results and approvals are about one content; another build is another content.",
        example: "Build 118 was tested and approved on Monday; on Tuesday it was built again as 119, and 119 was deployed.",
        remedy: "Run the tests on the last build, and approve that one before deploying it.",
        role: role::BUILD_MANAGER,
    },
    judge: rebuild_starts_anew,
};

fn rebuild_starts_anew<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let judged = judged_results(case);
    judgement.adopt(&judged.unknown);
    for build in &judged.builds {
        verified_itself(case, judgement, build);
    }
    approvals::for_every_start(case, judgement, |way, meant, start| {
        let Meant {
            index, approval, ..
        } = *meant;
        let Some(decided) = approvals::decided(case, way, index, approval) else {
            return;
        };
        let place = |start: Option<&Start<'_>>| start.map(|start| start.fact.pointer);
        let mut judged = judged.builds.iter();
        let deployed = judged.find(|judged| place(judged.start.as_ref()) == place(start));
        let Some(JudgedBuild { build, .. }) = deployed else {
            return;
        };
        names_build(way, index, approval);
        approved_build(case, way, (index, approval), build, start);
        for built in made_until(case, way, build, start) {
            match start {
                None => way.before_when_due(case, built, decided),
                Some(_) => way.before(case, built, decided),
            }
        }
    });
}

/// Requires results on a build itself, not on another one of the release.
fn verified_itself<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, judged: &JudgedBuild<'a>) {
    judgement.adopt(&judged.unknown);
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    let may_be_on_it = |build: &Option<_>| build.as_ref().is_none_or(|id| *id == judged.build.id);
    if !results.is_empty() && !results.iter().any(|result| may_be_on_it(&result.build)) {
        let at = builds::place(case, judged.build, "/build/builds/*/id");
        let of = "/verification/results".into();
        judgement.unmet_when_due(Reason::NotPartOf { at, of });
    }
}

/// Requires that an approval names what it is about: a build, or its content.
fn names_build<'a>(way: &mut Judgement<'a>, index: usize, approval: &'a Approval) {
    let scope = approval.scope.as_ref();
    let at = Pointer::new("/approvals/*/scope/build", [index]);
    if scope.is_some_and(|scope| scope.build.is_some()) {
        way.cite(at);
    } else if scope.is_none_or(|scope| scope.artifacts.items().is_empty()) {
        way.missing(at, role::SERVICE_OWNER);
    }
}

/// When a build was finished, and every later one of the release that was there at a start.
fn made_until<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    build: &'a Build,
    start: Option<&Start<'a>>,
) -> Vec<Fact<'a>> {
    let stage = case.release.build.as_ref();
    let all = stage.map_or(&[][..], |stage| stage.builds.items());
    let position = builds::position(case, build).unwrap_or_default();
    let built = |index: usize, build: &'a Build| {
        let at = Pointer::new("/build/builds/*/built_at", [index]);
        Fact::dated(&build.built_at, at)
    };
    let this = built(position, build);
    let mut made = Vec::new();
    for (index, other) in all.iter().enumerate() {
        let Some(other) = built(index, other) else {
            // Builds are listed oldest first.
            if index >= position {
                let at = Pointer::new("/build/builds/*/built_at", [index]);
                way.missing(at, role::BUILD_MANAGER);
            }
            continue;
        };
        let order = this.map(|this| case.before(other, this));
        let is_older = match order {
            Some(Ok(Proof::Proven)) => true,
            Some(Ok(Proof::Refuted)) => false,
            _ => index < position,
        };
        let came_later =
            start.is_some_and(|start| case.before(start.fact, other) == Ok(Proof::Proven));
        if index == position || !(is_older || came_later) {
            made.push(other);
        }
    }
    made
}
