//! What was tested is what was approved and what went live.

use crate::authority::role;
use crate::checks::approvals::{self, Meant};
use crate::checks::builds::{final_build, named_build};
use crate::checks::check::framework::{ISO20000_2018, NIST_800_53R5, SOC2};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Judgement, Phase, Reason, Severity, Start, Trigger, digests};
use crate::model::{
    Artifact, Build, BuildId, Deliverable, DeliverableId, DeliverableKind, Digest, Items, Stated,
    TestOutcome, TestResult,
};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static SAME_CONTENT: Check = Check {
    id: "BLD-09",
    name: "deployed-content-differs-from-tested",
    title: "What was tested is what is approved and deployed",
    stage: Stage::Build,
    gate: Some(Stage::Build),
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
            tested_content(case, judgement, build, &tested);
            approved_content(case, judgement, build, &tested, None);
        }
        return;
    }
    for start in &case.progress.starts {
        if let Some((index, build)) = attempted_build(case, judgement, start)
            && let Some(tested) = tested_artifacts(judgement, index, build)
        {
            tested_content(case, judgement, build, &tested);
            approved_content(case, judgement, build, &tested, Some(start));
            deployed_content(judgement, start, &tested);
        }
    }
    all_deployed(case, judgement);
}

/// Compares what tests say they tested with what the build lists.
fn tested_content<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    build: &Build,
    built: &Listed<'a>,
) {
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    for (index, result) in results.iter().enumerate() {
        if result.build.as_ref() == Some(&build.id) && !result.artifacts.items().is_empty() {
            let tested = Listed {
                artifacts: result.artifacts.items(),
                list: Pointer::new("/verification/results/*/artifacts", [index]),
                digest: |[result, _, artifact, _]| {
                    let template = "/verification/results/*/artifacts/*/digest";
                    Pointer::new(template, [result, artifact])
                },
                at: [index, 0],
            };
            compare(judgement, &tested, built, role::TEST_MANAGER);
        }
    }
}

/// Requires that every deliverable that is deployed at all was deployed with some wave.
fn all_deployed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let planned = case
        .plan()
        .map_or(&[][..], |plan| plan.deliverables.items());
    let deployed = |id: &DeliverableId| {
        case.progress.starts.iter().any(|start| {
            start
                .attempt
                .1
                .artifacts
                .items()
                .iter()
                .any(|artifact| artifact.deliverable == *id)
        })
    };
    let open = !matches!(case.progress.phase, Phase::Ended);
    for (index, deliverable) in planned.iter().enumerate() {
        if is_deployed(deliverable) && !deployed(&deliverable.id) && !open {
            let at = Pointer::new("/plan/deliverables/*", [index]);
            judgement.incomplete(Reason::NotPartOf {
                at,
                of: "/deployment/waves".into(),
            });
        }
    }
}

/// The build that an attempt deployed; it must be one that was tested.
fn attempted_build<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: &Start<'a>,
) -> Option<(usize, &'a Build)> {
    let Some(id) = &start.attempt.1.build else {
        return final_build(case, judgement);
    };
    let at = Pointer::new(
        "/deployment/waves/*/attempts/*/build",
        [start.wave.0, start.attempt.0],
    );
    judgement.cite(at);
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    // A test that was left out tested nothing.
    let may_be_test = |result: &TestResult| {
        result.outcome != TestOutcome::Skipped
            && result.build.as_ref().is_none_or(|build| build == id)
    };
    if results.is_empty() {
        let list = case.verification().and_then(|tests| tests.results.as_ref());
        judgement.none_listed(list, "/verification/results", role::TEST_MANAGER);
    } else if !results.iter().any(may_be_test) {
        judgement.nonconforming(Reason::NotPartOf {
            at,
            of: "/verification/results".into(),
        });
    }
    named_build(case, judgement, id, at)
}

/// A list of artifacts and where it is.
struct Listed<'a> {
    artifacts: &'a [Artifact],
    list: Pointer,
    digest: fn([usize; 4]) -> Pointer,
    at: [usize; 2],
}

impl<'a> Listed<'a> {
    /// The artifacts of a deliverable: one, or one for each platform.
    fn of(&self, id: &DeliverableId) -> impl Iterator<Item = (usize, &'a Artifact)> {
        let artifacts = self.artifacts.iter().enumerate();
        artifacts.filter(move |(_, artifact)| artifact.deliverable == *id)
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
    start: Option<&Start<'a>>,
) {
    approvals::for_start(case, judgement, start, |way, meant, _| {
        let Meant {
            index, approval, ..
        } = *meant;
        let scope = approval.scope.as_ref();
        let artifacts = scope.and_then(|scope| scope.artifacts.as_ref());
        match (artifacts, scope.and_then(|scope| scope.build.as_ref())) {
            (Some(Stated::Given(artifacts)), _) if !artifacts.is_empty() => {
                let approved = Listed {
                    artifacts,
                    list: Pointer::new("/approvals/*/scope/artifacts", [index]),
                    digest: |[approval, _, artifact, _]| {
                        Pointer::new(
                            "/approvals/*/scope/artifacts/*/digest",
                            [approval, artifact],
                        )
                    },
                    at: [index, 0],
                };
                compare(way, &approved, tested, role::SERVICE_OWNER);
                names_all(way, &approved, start);
            }
            (_, Some(build)) => same_build(
                way,
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
    });
}

/// Requires that an approval that lists artifacts lists all that were deployed.
fn names_all<'a>(way: &mut Judgement<'a>, approved: &Listed<'a>, start: Option<&Start<'a>>) {
    let Some(start) = start else { return };
    let deployed = start.attempt.1.artifacts.items();
    if deployed
        .iter()
        .any(|artifact| approved.of(&artifact.deliverable).next().is_none())
    {
        let at = [start.wave.0, start.attempt.0];
        let at = Pointer::new("/deployment/waves/*/attempts/*/artifacts", at);
        way.nonconforming(Reason::NotPartOf {
            at,
            of: approved.list,
        });
    }
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
        judgement.unmet_when_due(Reason::Differs {
            at,
            from: tested.list,
        });
    }
}

/// Compares what an attempt deployed with what was tested.
fn deployed_content<'a>(judgement: &mut Judgement<'a>, start: &Start<'a>, tested: &Listed<'a>) {
    let at = [start.wave.0, start.attempt.0];
    let list = Pointer::new("/deployment/waves/*/attempts/*/artifacts", at);
    let artifacts = start.attempt.1.artifacts.items();
    if artifacts.is_empty() {
        // An attempt that was followed by another may have ended before anything was copied.
        if start.is_last_attempt() {
            judgement.missing(list, role::DEPLOYMENT_MANAGER);
        }
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
}

/// Documents and licences are handed over, not deployed.
fn is_deployed(deliverable: &Deliverable) -> bool {
    !matches!(
        deliverable.kind,
        Some(DeliverableKind::Document | DeliverableKind::Licence)
    )
}

/// Requires that everything listed is the same as what was tested.
fn compare<'a>(
    judgement: &mut Judgement<'a>,
    listed: &Listed<'a>,
    tested: &Listed<'a>,
    supplier: &'static str,
) {
    for (index, artifact) in listed.artifacts.iter().enumerate() {
        let originals = tested.of(&artifact.deliverable);
        let any = judgement.any_of(originals, |way, (original_index, original)| {
            let (at, from) = (listed.digest_at(index), tested.digest_at(original_index));
            let digest = required(way, artifact.digest.as_ref(), at, supplier);
            let from_role = role::BUILD_MANAGER;
            let original = required(way, original.digest.as_ref(), from, from_role);
            if let (Some(digest), Some(original)) = (digest, original) {
                digests::equal(way, (digest, at), (original, from));
            }
        });
        if !any {
            judgement.nonconforming(Reason::NotPartOf {
                at: listed.list,
                of: tested.list,
            });
        }
    }
}

/// A digest that has to be there.
fn required<'d>(
    way: &mut Judgement<'_>,
    digest: Option<&'d Digest>,
    at: Pointer,
    supplier: &'static str,
) -> Option<&'d Digest> {
    if digest.is_none() {
        way.missing(at, supplier);
    }
    digest
}
