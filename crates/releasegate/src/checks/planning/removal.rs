//! Services that end, or go to somebody else.

use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, partial};
use crate::checks::transition::leaving;
use crate::checks::{Case, Fact, Judgement, Severity, Trigger};
use crate::model::ServiceEffect;
use crate::stage::Stage;

pub(super) static REMOVAL_PLANNED: Check = Check {
    id: "PLN-21",
    name: "removal-or-transfer-not-planned",
    title: "The removal or transfer of a service is planned, with its date and what becomes of the data",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    // What it asks of a removal was read, what it asks of a transfer only in part.
    clauses: &[partial(ISO20000_2018, "8.5.2.1")],
    docs: Docs {
        asks: "Where a change removes a service, the plan gives a date after its approval, and what becomes of data, documents and components; where a change transfers one, a date after the approval, and the activities of the transfer.",
        why: "What is left behind by a service that ended is nobody's, and still holds customers' data.",
        example: "The service ends on 1 March; nothing says who deletes its database.",
        remedy: "Record date, data plan and transfer activities under `plan.removal`, and answer `service_effect` of each change.",
        role: role::SERVICE_OWNER,
    },
    judge: removal_planned,
};

fn removal_planned<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let asked = leaving(case);
    if !asked.any(judgement) {
        return;
    }
    judgement.adopt(&asked.open);
    let removal = case.plan().and_then(|plan| plan.removal.as_ref());
    let date =
        removal.and_then(|removal| Fact::dated(&removal.planned_for, "/plan/removal/planned_for"));
    let approved = case.plan().and_then(|plan| {
        Some(Fact {
            at: plan.approved_at.as_ref()?,
            seq: plan.approved_seq,
            pointer: "/plan/approved_at".into(),
        })
    });
    match (approved, date) {
        (Some(approved), Some(date)) => judgement.before(case, approved, date),
        (None, Some(_)) => judgement.missing("/plan/approved_at", role::RELEASE_MANAGER),
        (_, None) => judgement.missing("/plan/removal/planned_for", role::SERVICE_OWNER),
    }
    let is_there = |effect| {
        let mut changes = asked.yes.iter();
        changes.any(|(_, change)| change.service_effect == Some(effect))
    };
    if is_there(ServiceEffect::Removal) {
        let text = removal.and_then(|removal| removal.data_plan.as_deref());
        judgement.settled(text, "/plan/removal/data_plan", role::SERVICE_OWNER);
    }
    if is_there(ServiceEffect::Transfer) {
        let text = removal.and_then(|removal| removal.transfer_activities.as_deref());
        let at = "/plan/removal/transfer_activities";
        judgement.settled(text, at, role::SERVICE_OWNER);
    }
}
