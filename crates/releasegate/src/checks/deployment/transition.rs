//! A new or changed service goes live by a release, and by no other way.

use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::transition::{design, in_transition};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Change, DesignTransition};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static LIVE_BY_RELEASE: Check = Check {
    id: "DEP-20",
    name: "service-goes-live-beside-release-management",
    title: "A service from design and transition goes live only through release and deployment",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[unverified(ISO20000_2018, "8.5.2.3")],
    docs: Docs {
        asks: "Where a change needs design and transition, its plan was approved by somebody before the deployment started, names this release, and each such change names the plan.",
        why: "A service that went live on the side was approved by nobody, and is known to nobody who has to run it.",
        example: "The design plan of the new portal names release 7, and the portal is part of release 9.",
        remedy: "Record the approval, the release and the reference under `plan.design_transition`, and the reference under `design_transition` of the changes.",
        role: role::SERVICE_OWNER,
    },
    judge: live_by_release,
};

fn live_by_release<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let asked = in_transition(case);
    if !asked.any(judgement) {
        return;
    }
    // Each of the others may need the link, too.
    judgement.adopt(&asked.open);
    let Some(design) = design(case) else {
        return judgement.missing("/plan/design_transition", role::SERVICE_OWNER);
    };
    let by = "/plan/design_transition/approved_by";
    judgement.known_person(case, design.approved_by.as_ref(), by, role::SERVICE_OWNER);
    let approved_at = "/plan/design_transition/approved_at";
    match Fact::dated(&design.approved_at, approved_at) {
        None => judgement.missing(approved_at, role::SERVICE_OWNER),
        Some(approved) => judgement.before_start(case, approved),
    }
    let release = Pointer::from("/plan/design_transition/release");
    match design.release.as_deref() {
        Some(id) if id.trim() == case.release.id.trim() => judgement.cite(release),
        Some(id) if !says_nothing(Some(id)) => judgement.unmet_when_due(Reason::Differs {
            at: release,
            from: "/id".into(),
        }),
        _ => judgement.missing(release, role::RELEASE_MANAGER),
    }
    let reference = "/plan/design_transition/reference";
    judgement.text(design.reference.as_deref(), reference, role::SERVICE_OWNER);
    for (index, change) in &asked.yes {
        named_by(judgement, *index, change, design);
    }
}

/// Requires that a change names the plan that the release names.
fn named_by<'a>(
    judgement: &mut Judgement<'a>,
    index: usize,
    change: &'a Change,
    design: &'a DesignTransition,
) {
    let at = Pointer::new("/changes/*/design_transition", [index]);
    let named = change.design_transition.as_deref();
    judgement.text(named, at, role::CHANGE_MANAGER);
    let from = "/plan/design_transition/reference".into();
    let pair = named.zip(design.reference.as_deref());
    if pair.is_some_and(|(named, reference)| named.trim() != reference.trim()) {
        judgement.incomplete(Reason::Differs { at, from });
    }
}
