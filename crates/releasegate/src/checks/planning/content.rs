//! What the plan says: dates, deliverables, method.

use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Items, PlannedDate};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static DATES_NAMED: Check = Check {
    id: "PLN-06",
    name: "plan-names-no-deployment-date",
    title: "The plan gives the date of each deployment",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "Every planned wave has a planned start, and every wave that was deployed was planned.",
        why: "Customers, operators and other releases arrange themselves around these dates.",
        example: "The second of three waves is planned for `TBD` when the plan is approved.",
        remedy: "Give each wave its `planned_start`; a date for one wave does not cover the others.",
        role: role::RELEASE_MANAGER,
    },
    judge: dates_named,
};

fn dates_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/plan/waves";
    let given = case.plan().and_then(|plan| plan.waves.as_ref());
    let planned = judgement.required(given, list, role::RELEASE_MANAGER);
    if planned.is_empty() {
        return;
    }
    for (index, wave) in planned.iter().enumerate() {
        let at = Pointer::new("/plan/waves/*/planned_start", [index]);
        match wave.planned_start {
            None => judgement.missing(at, role::RELEASE_MANAGER),
            Some(PlannedDate::ToBeDetermined) => {
                judgement.unmet_when_due(Reason::ToBeDetermined { at });
            }
            Some(PlannedDate::On(_)) => judgement.cite(at),
        }
        let planned = |date: &'a Option<PlannedDate>, at: Pointer| {
            Some(Fact::new(date.as_ref()?.fixed()?, at))
        };
        let end = Pointer::new("/plan/waves/*/planned_end", [index]);
        judgement.agree(
            case,
            planned(&wave.planned_end, end),
            planned(&wave.planned_start, at),
        );
    }
    let deployed = case
        .release
        .deployment
        .as_ref()
        .map_or(&[][..], |d| d.waves.items());
    for (index, wave) in deployed.iter().enumerate() {
        if !planned.iter().any(|plan| plan.id == wave.id) {
            let at = Pointer::new("/deployment/waves/*/id", [index]);
            judgement.nonconforming(Reason::NotPartOf {
                at,
                of: list.into(),
            });
        }
    }
}

pub(super) static DELIVERABLES_NAMED: Check = Check {
    id: "PLN-07",
    name: "plan-names-no-deliverables",
    title: "The plan gives the deliverables",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "The plan lists what is delivered, each with a name and with a version or a digest of what was built.",
        why: "What is not identified can neither be tested nor found again.",
        example: "The plan lists `payment service` without a version, and no build gives its digest.",
        remedy: "Name each deliverable and give its version, or list its digest with the build.",
        role: role::BUILD_MANAGER,
    },
    judge: deliverables_named,
};

fn deliverables_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/plan/deliverables";
    let given = case.plan().and_then(|plan| plan.deliverables.as_ref());
    let deliverables = judgement.required(given, list, role::BUILD_MANAGER);
    if deliverables.is_empty() {
        return;
    }
    let builds = case
        .release
        .build
        .as_ref()
        .map_or(&[][..], |build| build.builds.items());
    for (index, deliverable) in deliverables.iter().enumerate() {
        let name = Pointer::new("/plan/deliverables/*/name", [index]);
        judgement.text(deliverable.name.as_deref(), name, role::BUILD_MANAGER);
        let built_with_digest = builds
            .iter()
            .flat_map(|build| build.artifacts.items())
            .any(|artifact| artifact.deliverable == deliverable.id && artifact.digest.is_some());
        let version = Pointer::new("/plan/deliverables/*/version", [index]);
        if !built_with_digest || !says_nothing(deliverable.version.as_deref()) {
            judgement.text(deliverable.version.as_deref(), version, role::BUILD_MANAGER);
        }
    }
}

pub(super) static METHOD_NAMED: Check = Check {
    id: "PLN-08",
    name: "plan-names-no-deployment-method",
    title: "The plan gives the deployment method",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "The plan names a deployment method that the policy knows.",
        why: "The method decides who is exposed when, and how the way back looks.",
        example: "The method is `as usual`, which the policy does not list.",
        remedy: "Use one of the policy's methods, or add yours to the policy.",
        role: role::DEPLOYMENT_MANAGER,
    },
    judge: method_named,
};

fn method_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let at = "/plan/method";
    match case.plan().and_then(|plan| plan.method.as_ref()) {
        None => judgement.missing(at, role::DEPLOYMENT_MANAGER),
        Some(method) if case.policy.methods().value.contains(method) => {
            judgement.cite(at);
            judgement.cite(case.policy.methods().pointer);
        }
        Some(_) => judgement.incomplete(Reason::NotInPolicy { at: at.into() }),
    }
}
