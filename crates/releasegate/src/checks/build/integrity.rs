//! What was tested is what was approved and what went live.

use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2018, NIST_800_53R5, SOC2};
use crate::checks::check::{Check, Docs, verified, unverified};
use crate::checks::results::final_build;
use crate::checks::{Case, Judgement, Reason, Severity, Start, Trigger};
use crate::model::{
    ApprovalDecision, Artifact, Build, BuildId, Deliverable, DeliverableId, DeliverableKind,
    Items, Stated,
};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static SAME_CONTENT: Check = Check {
    id: "BLD-09",
    name: "deployed-content-differs-from-tested",
    title: "What was tested is what is approved and deployed",
    stage: Stage::Build,
    gate: Stage::Build,
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        unverified(NIST_800_53R5, "SA-10"),
        verified(SOC2, "CC8.1"),
    ],
    docs: Docs {
        asks: "For every deliverable the digest of what was tested, of what was approved and of what was deployed in each attempt is known and the same.",
        why: "The same version text on another build is another release.",
        example: "Build 118 was tested and approved; the pipeline rebuilt from the same tag and deployed build 119, also called 4.2.0.",
        remedy: "Deploy the artifact that was tested, and record digests with the build, the approval and each attempt.",
        role: role::BUILD_MANAGER,
    },
    judge: same_content,
};

fn same_content<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    if case.progress.nothing_started() {
        if let Some((index, build)) = final_build(case, judgement)
            && let Some(tested) = tested_artifacts(judgement, index, build)
        {
            approved_content(case, judgement, build, &tested);
        }
        return;
    }
    for start in &case.progress.starts {
        if let Some((index, build)) = attempted_build(case, judgement, start)
            && let Some(tested) = tested_artifacts(judgement, index, build)
        {
            approved_content(case, judgement, build, &tested);
            deployed_content(case, judgement, start, &tested);
        }
    }
}

/// The build that an attempt deployed; it must be one that was tested.
fn attempted_build<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: &Start<'a>,
) -> Option<(usize, &'a Build)> {
    let Some(id) = &start.attempt.1.build else { return final_build(case, judgement) };
    let at = Pointer::new(
        "/deployment/waves/*/attempts/*/build",
        [start.wave.0, start.attempt.0],
    );
    judgement.cite(at);
    let results = case.verification().map_or(&[][..], |tests| tests.results.items());
    if results.is_empty() {
        judgement.missing("/verification/results", role::TEST_MANAGER);
    } else if results.iter().all(|result| result.build.as_ref().is_some_and(|build| build != id)) {
        judgement.nonconforming(Reason::NotPartOf { at, of: "/verification/results".into() });
    }
    let builds = case.release.build.as_ref().map_or(&[][..], |build| build.builds.items());
    let found = builds.iter().enumerate().find(|(_, build)| build.id == *id);
    if found.is_none() {
        judgement.incomplete(Reason::Unresolved { at, id: id.as_str() });
    }
    found
}

/// A list of artifacts and where it is.
struct Listed<'a> {
    artifacts: &'a [Artifact],
    list: Pointer,
    digest: fn([usize; 4]) -> Pointer,
    at: [usize; 2],
}

impl<'a> Listed<'a> {
    fn find(&self, id: &DeliverableId) -> Option<(usize, &'a Artifact)> {
        self.artifacts.iter().enumerate().find(|(_, artifact)| artifact.deliverable == *id)
    }

    fn digest_at(&self, index: usize) -> Pointer {
        let [a, b] = self.at;
        (self.digest)([a, b, index, 0])
    }
}

/// What was tested: the artifacts of the final build.
fn tested_artifacts<'a>(
    judgement: &mut Judgement<'a>,
    index: usize,
    build: &'a Build,
) -> Option<Listed<'a>> {
    let list = Pointer::new("/build/builds/*/artifacts", [index]);
    if build.artifacts.items().is_empty() {
        judgement.missing(list, role::BUILD_MANAGER);
        return None;
    }
    Some(Listed {
        artifacts: build.artifacts.items(),
        list,
        digest: |[build, _, artifact, _]| {
            Pointer::new("/build/builds/*/artifacts/*/digest", [build, artifact])
        },
        at: [index, 0],
    })
}

/// Compares what approvals name with what was tested.
fn approved_content<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    tested_build: &Build,
    tested: &Listed<'a>,
) {
    let approvals = case.release.approvals.items().iter().enumerate();
    let approved: Vec<_> =
        approvals.filter(|(_, approval)| approval.decision == ApprovalDecision::Approved).collect();
    if approved.is_empty() {
        judgement.missing("/approvals", role::SERVICE_OWNER);
        return;
    }
    // Approvals of earlier builds do no harm when a later one is of what was tested.
    let ways = approved.into_iter().map(|(index, approval)| {
        let mut way = Judgement::default();
        let scope = approval.scope.as_ref();
        let artifacts = scope.and_then(|scope| scope.artifacts.as_ref());
        match (artifacts, scope.and_then(|scope| scope.build.as_ref())) {
            (Some(Stated::Given(artifacts)), _) if !artifacts.is_empty() => {
                let approved = Listed {
                    artifacts,
                    list: Pointer::new("/approvals/*/scope/artifacts", [index]),
                    digest: |[approval, _, artifact, _]| {
                        Pointer::new("/approvals/*/scope/artifacts/*/digest", [approval, artifact])
                    },
                    at: [index, 0],
                };
                compare(&mut way, &approved, tested, role::SERVICE_OWNER);
            }
            (_, Some(build)) => same_build(
                &mut way,
                build,
                Pointer::new("/approvals/*/scope/build", [index]),
                tested_build,
                tested,
            ),
            _ => {
                let pointer = Pointer::new("/approvals/*/scope/build", [index]);
                way.missing(pointer, role::SERVICE_OWNER);
            }
        }
        way
    });
    judgement.any_of(ways.collect());
}

/// An approval of a build by its id approves what the build lists.
fn same_build<'a>(
    judgement: &mut Judgement<'a>,
    build: &BuildId,
    at: Pointer,
    tested_build: &Build,
    tested: &Listed<'a>,
) {
    judgement.cite(at);
    if *build != tested_build.id {
        judgement.unmet_when_due(Reason::Differs { at, from: tested.list });
    }
}

/// Compares what an attempt deployed with what was tested.
fn deployed_content<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: &Start<'a>,
    tested: &Listed<'a>,
) {
    let at = [start.wave.0, start.attempt.0];
    let list = Pointer::new("/deployment/waves/*/attempts/*/artifacts", at);
    let artifacts = start.attempt.1.artifacts.items();
    if artifacts.is_empty() {
        judgement.missing(list, role::DEPLOYMENT_MANAGER);
        return;
    }
    let deployed = Listed {
        artifacts,
        list,
        digest: |[wave, attempt, artifact, _]| {
            Pointer::new(
                "/deployment/waves/*/attempts/*/artifacts/*/digest",
                [wave, attempt, artifact],
            )
        },
        at,
    };
    compare(judgement, &deployed, tested, role::DEPLOYMENT_MANAGER);
    let planned = case.plan().map_or(&[][..], |plan| plan.deliverables.items());
    for deliverable in planned.iter().filter(|deliverable| is_deployed(deliverable)) {
        if deployed.find(&deliverable.id).is_none() {
            judgement.missing(list, role::DEPLOYMENT_MANAGER);
        }
    }
}

/// Documents and licences are handed over, not deployed.
fn is_deployed(deliverable: &Deliverable) -> bool {
    !matches!(deliverable.kind, Some(DeliverableKind::Document | DeliverableKind::Licence))
}

/// Requires that everything listed is the same as what was tested.
fn compare<'a>(
    judgement: &mut Judgement<'a>,
    listed: &Listed<'a>,
    tested: &Listed<'a>,
    supplier: &'static str,
) {
    for (index, artifact) in listed.artifacts.iter().enumerate() {
        let at = listed.digest_at(index);
        let Some((tested_index, original)) = tested.find(&artifact.deliverable) else {
            judgement.nonconforming(Reason::NotPartOf { at: listed.list, of: tested.list });
            continue;
        };
        let original_at = tested.digest_at(tested_index);
        match (&artifact.digest, &original.digest) {
            (None, _) => judgement.missing(at, supplier),
            (_, None) => judgement.missing(original_at, role::BUILD_MANAGER),
            (Some(digest), Some(original)) => {
                judgement.cite(at);
                judgement.cite(original_at);
                match digest.same_content(original) {
                    Some(true) => {}
                    Some(false) => {
                        judgement.nonconforming(Reason::Differs { at, from: original_at });
                    }
                    None => judgement.undecided(Reason::NotComparable { at, with: original_at }),
                }
            }
        }
    }
}
