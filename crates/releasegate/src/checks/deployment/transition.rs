//! New and changed services go live by a release, and by no other way.

use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::transition::needs_design_transition;
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Change, DesignTransition, Items, ServiceEffect};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static LIVE_BY_RELEASE: Check = Check {
    id: "DEP-20",
    name: "transition-not-linked-to-release",
    title: "New and changed services that need design and transition go live only by a release",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[unverified(ISO20000_2018, "8.5.2.3")],
    docs: Docs {
        asks: "The plan for design and transition was approved before the deployment and names this release, and each change that needs such a plan names it. Where no change does, the requirement does not apply.",
        why: "A service that is handed over beside the release process was never accepted by those who run it.",
        example: "The new payment service is in the plan `SDT-7`; the plan names no release, and the change names no plan.",
        remedy: "Record the approved plan under `plan.design_transition` with this release, and its `reference` with each change under `design_transition`.",
        role: role::SERVICE_OWNER,
    },
    judge: live_by_release,
};

const PLAN: &str = "/plan/design_transition";

fn live_by_release<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if !needs_design_transition(case, judgement) {
        return;
    }
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    let Some(plan) = case.plan().and_then(|plan| plan.design_transition.as_ref()) else {
        return judgement.missing(PLAN, role::SERVICE_OWNER);
    };
    let by = "/plan/design_transition/approved_by";
    judgement.known_person(case, plan.approved_by.as_ref(), by, role::SERVICE_OWNER);
    let approved_at = "/plan/design_transition/approved_at";
    match Fact::dated(&plan.approved_at, approved_at) {
        None => judgement.missing(approved_at, role::SERVICE_OWNER),
        Some(approved) => judgement.before_start(case, approved),
    }
    names_release(case, judgement, plan);
    for (index, change) in case.release.changes.items().iter().enumerate() {
        if needs_plan(change) {
            names_plan(judgement, index, change, plan);
        }
    }
}

fn needs_plan(change: &Change) -> bool {
    use ServiceEffect::{New, Removal, Transfer};
    let major = change.major_impact.as_ref();
    major.is_some_and(|impact| impact.answer)
        || matches!(change.service_effect, Some(New | Removal | Transfer))
}

fn names_release<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, plan: &'a DesignTransition) {
    let at = "/plan/design_transition/release";
    let named = plan.release.as_deref();
    judgement.text(named, at, role::SERVICE_OWNER);
    if named.is_some_and(|named| !says_nothing(Some(named)) && named != case.release.id) {
        judgement.unmet_when_due(Reason::Differs {
            at: at.into(),
            from: "/id".into(),
        });
    }
}

fn names_plan<'a>(
    judgement: &mut Judgement<'a>,
    index: usize,
    change: &'a Change,
    plan: &'a DesignTransition,
) {
    let at = Pointer::new("/changes/*/design_transition", [index]);
    let reference = "/plan/design_transition/reference";
    let (named, known) = (
        change.design_transition.as_deref(),
        plan.reference.as_deref(),
    );
    judgement.text(named, at, role::CHANGE_MANAGER);
    judgement.text(known, reference, role::SERVICE_OWNER);
    let says = |text: &Option<&str>| !says_nothing(*text);
    if says(&named) && says(&known) && named != known {
        let from = reference.into();
        judgement.unmet_when_due(Reason::Differs { at, from });
    }
}
