//! Requests for change: recorded, classified, prioritized, and looked at for major impact.

use crate::authority::role;
use crate::checks::answers::waves_aside;
use crate::checks::case::the_one;
use crate::checks::changes::{Named, for_each_change};
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Due, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{ChangeCategory, ChangePolicy, Items, MajorImpact, ServiceEffect};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static CLASSIFIED: Check = Check {
    id: "PLN-10",
    name: "change-not-recorded-or-classified",
    title: "Each request for change is recorded and classified before the plan is approved",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.5.1.2")],
    docs: Docs {
        asks: "Each change that the plan names has a category of the change policy, says what it does to the service as a whole, and was recorded before the plan was approved. An emergency change may be recorded later.",
        why: "The category decides how a change is handled; a change written down after the plan could not shape it.",
        example: "`RFC-2` was recorded on 21 February, and the plan that names it was approved on 20 February.",
        remedy: "Give `recorded_at`, `category` and `service_effect` of each change; a change that comes late needs a new version of the plan.",
        role: role::CHANGE_MANAGER,
    },
    judge: classified,
};

fn classified<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_each_change(case, judgement, |way, named| {
        let effect = named.at("/changes/*/service_effect");
        match named.change.service_effect {
            None => way.missing(effect, role::CHANGE_MANAGER),
            Some(_) => way.cite(effect),
        }
        let category = category(case, way, named);
        recorded(case, way, named, category);
    });
}

/// The category of a change, as the change policy describes it.
fn category<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: Named<'a>,
) -> Option<(usize, &'a ChangeCategory)> {
    let at = named.at("/changes/*/category");
    let category = named.change.category.as_deref();
    judgement.text(category, at, role::CHANGE_MANAGER);
    let id = category.filter(|id| !says_nothing(Some(id)))?;
    let policy = change_policy(case);
    if policy.is_none_or(|policy| policy.categories.is_none()) {
        judgement.missing("/support/change_policy/categories", role::CHANGE_MANAGER);
        return None;
    }
    let known = policy.map_or(&[][..], |policy| policy.categories.items());
    judgement.cite("/support/change_policy/categories");
    let found = the_one(
        judgement,
        known,
        id,
        |category| category.id.as_str(),
        "/support/change_policy/categories/*/id",
    );
    if found.is_nothing() {
        judgement.incomplete(Reason::NotInPolicy { at });
    }
    found.one()
}

/// Requires that a change was recorded, and unless it is an emergency, before the plan was approved.
fn recorded<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: Named<'a>,
    category: Option<(usize, &'a ChangeCategory)>,
) {
    let at = named.at("/changes/*/recorded_at");
    let Some(recorded_at) = &named.change.recorded_at else {
        return judgement.missing(at, role::CHANGE_MANAGER);
    };
    judgement.cite(at);
    if let Some((index, category)) = category
        && category.emergency == Some(true)
    {
        let flag = "/support/change_policy/categories/*/emergency";
        return judgement.cite(Pointer::new(flag, [index]));
    }
    before_plan_approval(case, judgement, Fact::new(recorded_at, at));
}

/// Requires that something came before the plan was approved; that it happened, as long as
/// planning goes on.
pub(super) fn before_plan_approval<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    first: Fact<'a>,
) {
    judgement.cite(first.pointer);
    match plan_approved(case) {
        Some(approved) => judgement.before_when_due(case, first, approved),
        None if case.due(Trigger::Planned) != Due::Now => {}
        None => judgement.missing("/plan/approved_at", role::RELEASE_MANAGER),
    }
}

/// When the plan was approved.
fn plan_approved<'a>(case: &Case<'a>) -> Option<Fact<'a>> {
    let plan = case.plan()?;
    Some(Fact {
        at: plan.approved_at.as_ref()?,
        seq: plan.approved_seq,
        pointer: "/plan/approved_at".into(),
    })
}

fn change_policy<'a>(case: &Case<'a>) -> Option<&'a ChangePolicy> {
    case.release.support.as_ref()?.change_policy.as_ref()
}

pub(super) static MAJOR_IMPACT_ASSESSED: Check = Check {
    id: "PLN-11",
    name: "major-impact-not-assessed",
    title: "Changes with major impact, removals and transfers use service design and transition",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[
        verified(ISO20000_2018, "8.5.1.2 a-e"),
        unverified(ISO20000_2018, "8.5.1.2 f"),
    ],
    docs: Docs {
        asks: "For each change that the plan names somebody answered before the deployment started, with a date and a reason, whether it may have major impact. Where the answer is yes, and for each removal or transfer of a service, the change names the plan of design and transition that the release plan refers to. Where it is no, it says who answered, and the change policy has criteria to answer by.",
        why: "A question that nobody answered is not a no: what was never looked at may be the largest change of the year.",
        example: "`RFC-1` has no `major_impact`, and was planned like a minor change.",
        remedy: "Answer `major_impact` by the criteria of the change policy, and where a plan of design and transition is needed, name it under `design_transition` of the change and under `plan.design_transition.reference`.",
        role: role::CHANGE_MANAGER,
    },
    judge: major_impact_assessed,
};

fn major_impact_assessed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_each_change(case, judgement, |way, named| {
        let effect = named.at("/changes/*/service_effect");
        match named.change.service_effect {
            None => way.missing(effect, role::CHANGE_MANAGER),
            Some(ServiceEffect::Removal | ServiceEffect::Transfer) => {
                way.cite(effect);
                return design_named(case, way, named);
            }
            Some(_) => way.cite(effect),
        }
        let Some(impact) = &named.change.major_impact else {
            return way.missing(named.at("/changes/*/major_impact"), role::CHANGE_MANAGER);
        };
        way.cite(named.at("/changes/*/major_impact/answer"));
        let reason = named.at("/changes/*/major_impact/reason");
        way.text(impact.reason.as_deref(), reason, role::CHANGE_MANAGER);
        let date = named.at("/changes/*/major_impact/assessed_at");
        match Fact::dated(&impact.assessed_at, date) {
            None => way.missing(date, role::CHANGE_MANAGER),
            // An answer that came later did not decide how the change was designed.
            Some(assessed) => way.before_start(case, assessed),
        }
        if impact.answer {
            design_named(case, way, named);
        } else {
            small_for_a_reason(case, way, named, impact);
        }
    });
}

/// Requires that a change names its plan of design and transition, and that it is the one that the
/// release plan refers to.
fn design_named<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, named: Named<'a>) {
    let at = named.at("/changes/*/design_transition");
    let text = named.change.design_transition.as_deref();
    if text.is_some_and(waves_aside) {
        return judgement.unmet_when_due(Reason::NoneStated { at });
    }
    judgement.text(text, at, role::SERVICE_OWNER);
    let from = Pointer::from("/plan/design_transition/reference");
    let design = case.plan().and_then(|plan| plan.design_transition.as_ref());
    let known = design.and_then(|design| design.reference.as_deref());
    judgement.text(known, from, role::SERVICE_OWNER);
    if text.zip(known).is_some_and(|(text, known)| text != known) {
        judgement.incomplete(Reason::Differs { at, from });
    }
}

/// Requires that somebody answered that a change has no major impact, and by criteria.
fn small_for_a_reason<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: Named<'a>,
    impact: &'a MajorImpact,
) {
    let by = named.at("/changes/*/major_impact/assessed_by");
    judgement.known_person(case, impact.assessed_by.as_ref(), by, role::CHANGE_MANAGER);
    let criteria = "/support/change_policy/major_criteria";
    let given = change_policy(case).map_or(&[][..], |policy| policy.major_criteria.items());
    if given.iter().any(|text| !says_nothing(Some(text))) {
        judgement.cite(criteria);
    } else {
        judgement.missing(criteria, role::CHANGE_MANAGER);
    }
}

pub(super) static PRIORITIZED: Check = Check {
    id: "PLN-32",
    name: "change-without-priority",
    title: "Each request for change has a priority",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Should,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.2.2")],
    docs: Docs {
        asks: "Each change that the plan names has a priority.",
        why: "When people or money run short, the priority says what goes first; without it the loudest does.",
        example: "`RFC-1` has an approval and no `priority`.",
        remedy: "Set `priority` of each change by business need and by what is at hand to realise it.",
        role: role::CHANGE_MANAGER,
    },
    judge: prioritized,
};

fn prioritized<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_each_change(case, judgement, has_priority);
}

/// Requires that a change has a priority.
pub(super) fn has_priority<'a>(judgement: &mut Judgement<'a>, named: Named<'a>) {
    let at = named.at("/changes/*/priority");
    judgement.text(named.change.priority.as_deref(), at, role::CHANGE_MANAGER);
}
