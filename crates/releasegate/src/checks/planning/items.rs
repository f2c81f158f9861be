//! What the release touches is known and under control.

use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static ITEMS_CONTROLLED: Check = Check {
    id: "PLN-22",
    name: "affected-items-not-under-configuration-management",
    title: "The configuration items that the release affects are under configuration management",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[
        verified(ISO20000_2018, "8.2.6"),
        unverified(ISO20000_2018, "8.5.2.1"),
    ],
    docs: Docs {
        asks: "The plan lists at least one affected item (the service itself is one), and each has an id of its own, a type, a description, its relations and its status.",
        why: "Nobody can put back, or look after, what nobody has on a list.",
        example: "The release delivers a new payment service, and `affected_items` is empty.",
        remedy: "List every item the release touches under `plan.affected_items`, with the five attributes as the configuration information gives them.",
        role: role::CONFIGURATION_MANAGER,
    },
    judge: items_controlled,
};

fn items_controlled<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let given = case.plan().and_then(|plan| plan.affected_items.as_ref());
    let role = role::CONFIGURATION_MANAGER;
    let items = judgement.required(given, "/plan/affected_items", role);
    for (index, item) in items.iter().enumerate() {
        let at = |template| Pointer::new(template, [index]);
        let id = item.id.as_str();
        judgement.text(Some(id), at("/plan/affected_items/*/id"), role);
        if items.iter().take(index).any(|other| other.id == item.id) {
            let at = at("/plan/affected_items/*/id");
            judgement.incomplete(Reason::Repeated { at, id });
        }
        for (text, at) in [
            (&item.item_type, at("/plan/affected_items/*/type")),
            (&item.description, at("/plan/affected_items/*/description")),
            (&item.relations, at("/plan/affected_items/*/relations")),
            (&item.status, at("/plan/affected_items/*/status")),
        ] {
            judgement.settled(text.as_deref(), at, role);
        }
    }
}
