//! The plan itself: there is one, and change management took part in it.

use crate::authority::role;
use crate::checks::approvers::approved_alone;
use crate::checks::check::framework::{COBIT_2019, ISO20000_2011, ISO20000_2018};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{Coordination, Items, Plan};
use crate::pointer::Pointer;
use crate::policy::ApprovalSubject;
use crate::stage::Stage;

pub(super) static PLANNED: Check = Check {
    id: "PLN-01",
    name: "deployment-not-planned",
    title: "The deployment is planned before it starts",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        unverified(ISO20000_2011, "9.3"),
        verified(COBIT_2019, "BAI07.01"),
    ],
    docs: Docs {
        asks: "There is a plan with an id, and it was approved before the first live user or item was exposed. Where the policy has rules on approving plans, whoever approved it held a role of each of them then, and did nothing that it excludes.",
        why: "A plan written afterwards records what happened; it could not steer it.",
        example: "The plan was approved on 2 March, and the canary wave started on 1 March.",
        remedy: "Approve the plan before the start; after the start only a waiver or a corrective release remains.",
        role: role::RELEASE_MANAGER,
    },
    judge: planned,
};

fn planned<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(plan) = case.plan() else {
        judgement.missing("/plan", role::RELEASE_MANAGER);
        return;
    };
    judgement.text(plan.id.as_deref(), "/plan/id", role::RELEASE_MANAGER);
    if let Some(created_at) = &plan.created_at {
        judgement.before_start(case, Fact::new(created_at, "/plan/created_at"));
    }
    match &plan.approved_at {
        None => judgement.missing("/plan/approved_at", role::RELEASE_MANAGER),
        Some(at) => {
            let approved = Fact {
                at,
                seq: plan.approved_seq,
                pointer: "/plan/approved_at".into(),
            };
            let created = Fact::dated(&plan.created_at, "/plan/created_at");
            judgement.agree(case, Some(approved), created);
            judgement.before_start(case, approved);
            let by = (plan.approved_by.as_ref(), "/plan/approved_by".into());
            approved_alone(case, judgement, ApprovalSubject::Plan, by, approved);
        }
    }
}

pub(super) static COORDINATED: Check = Check {
    id: "PLN-02",
    name: "plan-not-coordinated-with-change-management",
    title: "Planning is coordinated with change management",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "A record shows that somebody who held a change role then compared this version of the plan with the change schedule, before the deployment started.",
        why: "The id of a request for change does not show that anybody looked at both calendars.",
        example: "The plan lists two requests for change, and no coordination with the change manager is recorded.",
        remedy: "Record the coordination: who, in which change role, when, which plan version, which change schedule.",
        role: role::CHANGE_MANAGER,
    },
    judge: coordinated,
};

fn coordinated<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(plan) = case.plan() else {
        judgement.missing("/plan/coordination", role::CHANGE_MANAGER);
        return;
    };
    let coordinations = plan.coordination.items();
    if coordinations.is_empty() {
        let list = plan.coordination.as_ref();
        return judgement.none_listed(list, "/plan/coordination", role::CHANGE_MANAGER);
    }
    // One coordination that counts is enough; when none does, all of them say why.
    judgement.any_of(coordinations.iter().enumerate(), |way, (index, one)| {
        one_coordination(case, way, plan, index, one);
    });
}

fn one_coordination<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    plan: &'a Plan,
    index: usize,
    coordination: &'a Coordination,
) {
    let at = |template| Pointer::new(template, [index]);
    let schedule = at("/plan/coordination/*/schedule_ref");
    judgement.text(
        coordination.schedule_ref.as_deref(),
        schedule,
        role::CHANGE_MANAGER,
    );
    match (&coordination.plan_version, &plan.version) {
        (None, _) => {
            judgement.missing(
                at("/plan/coordination/*/plan_version"),
                role::CHANGE_MANAGER,
            );
        }
        (_, None) => judgement.missing("/plan/version", role::RELEASE_MANAGER),
        (Some(seen), Some(current)) if seen != current => judgement.incomplete(Reason::Differs {
            at: at("/plan/coordination/*/plan_version"),
            from: "/plan/version".into(),
        }),
        _ => judgement.cite(at("/plan/coordination/*/plan_version")),
    }
    let Some(held_at) = &coordination.held_at else {
        judgement.missing(at("/plan/coordination/*/held_at"), role::CHANGE_MANAGER);
        return;
    };
    let met = Fact::new(held_at, at("/plan/coordination/*/held_at"));
    let recorded = at("/plan/coordination/*/recorded_at");
    judgement.agree(
        case,
        Fact::dated(&coordination.recorded_at, recorded),
        Some(met),
    );
    judgement.before_start(case, met);
    let Some(by) = &coordination.by else {
        judgement.missing(at("/plan/coordination/*/by"), role::CHANGE_MANAGER);
        return;
    };
    let named = at("/plan/coordination/*/by");
    judgement.in_role(case, by, named, &role::CHANGE_ROLES, met);
}
