//! The changes are looked at afterwards: what they achieved, and what nobody had planned.

use super::over::{could_know, shown_over};
use crate::authority::role;
use crate::checks::actions::says_what;
use crate::checks::case::{Found, the_one};
use crate::checks::changes::{Named, status_at};
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, partial, unverified, verified};
use crate::checks::early_life::shown_none;
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Change, ChangeStatus, Incident, Items, SideEffect, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static CHANGES_REVIEWED: Check = Check {
    id: "CLS-05",
    name: "change-not-reviewed",
    title: "Each change of the release is reviewed for its effect, and actions are agreed",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[
        unverified(ISO20000_2018, "8.5.1.3"),
        partial(COBIT_2019, "BAI07.08"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3 f"),
        verified(NIST_800_53R5, "CM-4(2)"),
        verified(PCI_DSS_4, "6.5.2"),
    ],
    docs: Docs {
        asks: "For each request for change that the plan names, somebody said after the deployment whether it did what it was for, and which actions were agreed or that none are needed. What did not work needs an action. After a cancellation the record says what became of each request instead.",
        why: "A release can be a success while one of its changes achieved nothing.",
        example: "Two requests went live, and one review speaks of the release as a whole.",
        remedy: "Fill in `review` of each change: `reviewed_at`, `reviewed_by`, `effective` and `actions`.",
        role: role::CHANGE_MANAGER,
    },
    judge: changes_reviewed,
};

fn changes_reviewed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let plan = case.plan();
    let named = plan.and_then(|plan| plan.changes.as_ref());
    judgement.list(named, "/plan/changes", role::RELEASE_MANAGER, |id| {
        !says_nothing(Some(id.as_str()))
    });
    let cancelled = case.cancelled_before_start().is_some();
    shown_over(case, judgement);
    let changes = case.release.changes.items();
    let ids = plan.map_or(&[][..], |plan| plan.changes.items());
    for (position, id) in ids.iter().enumerate() {
        let id = id.as_str();
        match the_one(judgement, changes, id, |c| c.id.as_str(), "/changes/*/id") {
            Found::Nothing => judgement.incomplete(Reason::Unresolved {
                at: Pointer::new("/plan/changes/*", [position]),
                id,
            }),
            Found::One(index, change) if cancelled => {
                disposed_of(case, judgement, Named { change, index });
            }
            Found::One(index, change) => reviewed(case, judgement, index, change),
            Found::Several => {}
        }
    }
}

fn reviewed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, index: usize, change: &'a Change) {
    let at = |template| Pointer::new(template, [index]);
    let role = role::CHANGE_MANAGER;
    let Some(review) = &change.review else {
        return judgement.missing(at("/changes/*/review"), role);
    };
    let reviewers = review.reviewed_by.items();
    if reviewers.is_empty() {
        judgement.missing(at("/changes/*/review/reviewed_by"), role);
    }
    for (position, person) in reviewers.iter().enumerate() {
        let by = Pointer::new("/changes/*/review/reviewed_by/*", [index, position]);
        judgement.known_person(case, Some(person), by, role);
    }
    let effective = at("/changes/*/review/effective");
    match review.effective {
        None => judgement.missing(effective, role),
        Some(_) => judgement.cite(effective),
    }
    let actions = at("/changes/*/review/actions");
    if review.effective == Some(false) {
        judgement.list(review.actions.as_ref(), actions, role, says_what);
    } else {
        judgement.list_or_none(review.actions.as_ref(), actions, role, says_what);
    }
    let reviewed = at("/changes/*/review/reviewed_at");
    match &review.reviewed_at {
        None => judgement.missing(reviewed, role),
        Some(reviewed_at) => {
            for end in &case.progress.ends {
                judgement.before_when_due(case, *end, Fact::new(reviewed_at, reviewed));
            }
        }
    }
}

/// What was never deployed had no effect to review. Its request does not stay approved for nothing.
fn disposed_of<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, named: Named<'a>) {
    let list = named.at("/changes/*/decisions");
    if named.change.decisions.items().is_empty() {
        judgement.missing(list, role::CHANGE_MANAGER);
    }
    let status = status_at(case, judgement, named, None);
    judgement.whichever(status.last, |way, last| match last.decision.status {
        ChangeStatus::Approved => way.missing(list, role::CHANGE_MANAGER),
        _ => way.cite(last.fact.pointer),
    });
}

pub(super) static SIDE_EFFECTS_REVIEWED: Check = Check {
    id: "CLS-16",
    name: "side-effect-not-reviewed",
    title: "Effects that nobody planned are reviewed, and something is done against them",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[verified(ISO20000_2018, "8.1")],
    docs: Docs {
        asks: "Each unplanned effect says what happened, what was done against it and when it was reviewed. Each incident related to the release of another service than the release is for has such an entry. That there were none is stated after the deployment, or shown by the search for incidents over the whole period.",
        why: "A change that breaks the service next door looks like a success from where it was made.",
        example: "The payment release slowed down the web shop, and only the incident of the web shop tells.",
        remedy: "Add an entry to `closure.side_effects` with `effect`, `incident`, `mitigation` and `reviewed_at`, or state `none`.",
        role: role::CHANGE_MANAGER,
    },
    judge: side_effects_reviewed,
};

fn side_effects_reviewed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/closure/side_effects";
    let closure = case.release.closure.as_ref();
    let side_effects = closure.and_then(|closure| closure.side_effects.as_ref());
    every_other_service(case, judgement, side_effects);
    let period = case.progress.period.as_ref();
    let has_period = period.is_some_and(|period| !period.is_empty);
    match side_effects {
        Some(Stated::None(statement)) => {
            could_know(case, judgement, statement, "/closure/side_effects/none/at");
            if judgement.is_clear() {
                judgement.exempt(list, Some(statement.by.as_str()));
            }
        }
        Some(Stated::Given(effects)) => {
            judgement.list(side_effects, list, role::CHANGE_MANAGER, |_| true);
            for (index, effect) in effects.iter().enumerate() {
                effect_reviewed(case, judgement, index, effect);
            }
        }
        None if has_period && judgement.is_clear() && shown_none(case, judgement) => {}
        None => judgement.missing(list, role::CHANGE_MANAGER),
    }
}

/// Requires an entry for each incident of a service that the release is not for.
fn every_other_service<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    side_effects: Option<&'a Stated<SideEffect>>,
) {
    let early_life = case.release.early_life.as_ref();
    let incidents = early_life.map_or(&[][..], |early_life| early_life.incidents.items());
    let has_entry = |incident: &Incident| match side_effects {
        Some(Stated::Given(effects)) => effects
            .iter()
            .any(|effect| effect.incident.as_deref() == Some(incident.id.as_str())),
        _ => false,
    };
    for (index, incident) in incidents.iter().enumerate() {
        if has_entry(incident) {
            continue;
        }
        let at = Pointer::new("/early_life/incidents/*/service", [index]);
        judgement.text(incident.service.as_deref(), at, role::INCIDENT_MANAGER);
        let Some(service) = incident.service.as_deref() else {
            continue;
        };
        if is_for(case, judgement, service) == Some(false) {
            let by = "/closure/side_effects".into();
            let uncovered = Reason::NotCovered { at, by };
            if let Some(Stated::None(_)) = side_effects {
                judgement.unmet_when_due(uncovered);
            } else {
                judgement.incomplete(uncovered);
                judgement.missing(by, role::CHANGE_MANAGER);
            }
        }
    }
}

/// Whether the release is for a service, if the record tells.
fn is_for(case: &Case<'_>, judgement: &mut Judgement<'_>, service: &str) -> Option<bool> {
    let items = case
        .plan()
        .map_or(&[][..], |plan| plan.affected_items.items());
    if items.iter().any(|item| item.id.as_str() == service) {
        return Some(true);
    }
    let own = case.release.service.as_deref();
    judgement.text(own, "/service", role::RELEASE_MANAGER);
    own.map(|own| own == service)
}

fn effect_reviewed<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    effect: &'a SideEffect,
) {
    let at = |template| Pointer::new(template, [index]);
    let role = role::CHANGE_MANAGER;
    let said = at("/closure/side_effects/*/effect");
    judgement.text(effect.effect.as_deref(), said, role);
    let mitigation = at("/closure/side_effects/*/mitigation");
    judgement.text(effect.mitigation.as_deref(), mitigation, role);
    let reviewed_at = at("/closure/side_effects/*/reviewed_at");
    let reviewed = Fact::dated(&effect.reviewed_at, reviewed_at);
    match reviewed {
        None => judgement.missing(reviewed_at, role),
        Some(_) => judgement.cite(reviewed_at),
    }
    let Some(id) = effect.incident.as_deref() else {
        return;
    };
    let early_life = case.release.early_life.as_ref();
    let incidents = early_life.map_or(&[][..], |early_life| early_life.incidents.items());
    let places = "/early_life/incidents/*/id";
    match the_one(judgement, incidents, id, |incident| &incident.id, places) {
        Found::Nothing => judgement.incomplete(Reason::Unresolved {
            at: at("/closure/side_effects/*/incident"),
            id,
        }),
        Found::One(position, incident) => {
            let opened = Pointer::new("/early_life/incidents/*/opened_at", [position]);
            let opened = Fact::dated(&incident.opened_at, opened);
            judgement.agree(case, reviewed, opened);
        }
        Found::Several => {}
    }
}
