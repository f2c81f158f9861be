//! Master copies are kept where configuration management controls them.

use crate::authority::role;
use crate::checks::builds;
use crate::checks::check::framework::{ISO20000_2011, ITIL};
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::results::judged_results;
use crate::checks::{Case, Judgement, Reason, Severity, Trigger};
use crate::model::{Artifact, Deliverable, DeliverableKind, Items, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static MASTER_COPIES: Check = Check {
    id: "BLD-13",
    name: "master-copy-not-in-library",
    title: "Master copies are kept in a controlled library that the record refers to",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        unverified(ISO20000_2011, "9.1"),
        unverified(ITIL, "definitive media library"),
    ],
    docs: Docs {
        asks: "For each deliverable that is software, a document or a licence the plan says where its master copy is kept, and the build that is deployed lists it with its digest.",
        why: "When live has to be restored, somebody needs the original and has to recognise it.",
        example: "The only copy of the installer is on the laptop of the person who built it.",
        remedy: "Put the master copy into the library; record `library_ref` with the deliverable, and its digest with the build.",
        role: role::CONFIGURATION_MANAGER,
    },
    judge: master_copies,
};

fn master_copies<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/plan/deliverables";
    let deliverables = match case.plan().and_then(|plan| plan.deliverables.as_ref()) {
        None => return judgement.missing(list, role::RELEASE_MANAGER),
        Some(Stated::None(statement)) => {
            return judgement.exempt(list, Some(statement.by.as_str()));
        }
        Some(Stated::Given(deliverables)) => deliverables,
    };
    if deliverables.is_empty() {
        return judgement.incomplete(Reason::EmptyList { at: list.into() });
    }
    if !deliverables.iter().any(needs_master) {
        return judgement.exempt(list, None);
    }
    for (index, deliverable) in deliverables.iter().enumerate() {
        if needs_master(deliverable) {
            let at = |template| Pointer::new(template, [index]);
            if deliverable.kind.is_none() {
                judgement.missing(at("/plan/deliverables/*/kind"), role::RELEASE_MANAGER);
            }
            let library = at("/plan/deliverables/*/library_ref");
            let library_ref = deliverable.library_ref.as_deref();
            judgement.text(library_ref, library, role::CONFIGURATION_MANAGER);
            recognisable(case, judgement, deliverable);
        }
    }
}

/// What is not said to be something else may need a master copy.
fn needs_master(deliverable: &Deliverable) -> bool {
    use DeliverableKind::{Document, Licence, Software};
    matches!(deliverable.kind, None | Some(Software | Document | Licence))
}

/// Requires that every build that is judged lists a deliverable with its digest.
fn recognisable<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, deliverable: &'a Deliverable) {
    let judged = judged_results(case);
    judgement.adopt(&judged.unknown);
    for judged in &judged.builds {
        let position = builds::position(case, judged.build).unwrap_or_default();
        let artifacts = judged.build.artifacts.items().iter().enumerate();
        let copies = artifacts.filter(|(_, artifact)| artifact.deliverable == deliverable.id);
        let mut listed = false;
        for (index, Artifact { digest, .. }) in copies {
            listed = true;
            let at = Pointer::new("/build/builds/*/artifacts/*/digest", [position, index]);
            match digest {
                None => judgement.missing(at, role::BUILD_MANAGER),
                Some(_) => judgement.cite(at),
            }
        }
        if !listed {
            // It would be the next one of the list.
            let next = [position, judged.build.artifacts.items().len()];
            let at = Pointer::new("/build/builds/*/artifacts/*", next);
            judgement.missing(at, role::BUILD_MANAGER);
        }
    }
}
