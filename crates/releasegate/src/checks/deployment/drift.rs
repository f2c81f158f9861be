//! The baseline still shows what was there when the deployment started.

use crate::authority::role;
use crate::checks::check::{Check, Docs, designed};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{Baseline, ItemId, ItemUpdate, Items, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static NOT_STALE: Check = Check {
    id: "DEP-07",
    name: "baseline-stale-at-start",
    title: "The baseline still shows the state at the start of the deployment",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[designed()],
    docs: Docs {
        asks: "Between the last baseline that holds an affected item and the first start, nothing changed that item. The log of changes to the items is `deployment.item_updates`, where every change has the date of the item itself. Items that the release creates are exempt.",
        why: "Going back to a stale baseline also takes back what others changed since.",
        example: "The baseline is of Monday, another release changed the database on Tuesday, this one started on Wednesday.",
        remedy: "Take the baseline again right before the start, and log when each item changed.",
        role: role::CONFIGURATION_MANAGER,
    },
    judge: not_stale,
};

fn not_stale<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = case.plan().and_then(|plan| plan.affected_items.as_ref());
    let affected = judgement.required(list, "/plan/affected_items", role::CONFIGURATION_MANAGER);
    if !affected.is_empty() && affected.iter().all(|item| item.new == Some(true)) {
        return judgement.exempt("/plan/affected_items", None);
    }
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    let deployment = case.release.deployment.as_ref();
    match deployment.and_then(|deployment| deployment.item_updates.as_ref()) {
        None => judgement.missing("/deployment/item_updates", role::CONFIGURATION_MANAGER),
        Some(Stated::Given(updates)) if updates.is_empty() => {
            let at = "/deployment/item_updates".into();
            judgement.incomplete(Reason::EmptyList { at });
        }
        Some(_) => judgement.cite("/deployment/item_updates"),
    }
    let baselines = &case.release.baselines;
    if baselines.items().is_empty() {
        return judgement.none_listed(
            baselines.as_ref(),
            "/baselines",
            role::CONFIGURATION_MANAGER,
        );
    }
    let old = affected.iter().enumerate();
    for (index, item) in old.filter(|(_, item)| item.new != Some(true)) {
        item_unchanged(case, judgement, index, &item.id);
    }
}

/// Requires that an item did not change between a baseline that holds it and the first start.
fn item_unchanged<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    item: &'a ItemId,
) {
    let baselines = case.release.baselines.items().iter().enumerate();
    let holding = baselines.filter(|(_, baseline)| baseline.items.items().contains(item));
    let listed = judgement.any_of(holding, |way, (index, baseline)| {
        unchanged_since(case, way, index, baseline, item);
    });
    if !listed {
        let at = Pointer::new("/plan/affected_items/*", [index]);
        let item = item.as_str();
        // That there is none is for another check to say.
        judgement.incomplete(Reason::NotInBaseline { at, item });
    }
}

fn unchanged_since<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    baseline: &'a Baseline,
    item: &ItemId,
) {
    let at = Pointer::new("/baselines/*/taken_at", [index]);
    let Some(taken_at) = &baseline.taken_at else {
        return judgement.missing(at, role::CONFIGURATION_MANAGER);
    };
    let taken = Fact {
        at: taken_at,
        seq: baseline.seq,
        pointer: at,
    };
    judgement.cite(at);
    let first = first_starts(case);
    for start in &first {
        judgement.before(case, taken, *start);
    }
    let deployment = case.release.deployment.as_ref();
    let updates = deployment.map_or(&[][..], |deployment| deployment.item_updates.items());
    let updates = updates.iter().enumerate();
    for (index, update) in updates.filter(|(_, update)| update.item == *item) {
        change_elsewhen(case, judgement, (index, update), taken, &first);
    }
}

/// The starts of which none is proven to be later than another one: one of them is the first.
fn first_starts<'a>(case: &Case<'a>) -> Vec<Fact<'a>> {
    let starts = &case.progress.starts;
    let is_first = |fact: &Fact<'a>| {
        let mut others = starts.iter();
        !others.any(|other| case.before(other.fact, *fact) == Ok(Proof::Proven))
    };
    let facts = starts.iter().map(|start| start.fact);
    facts.filter(is_first).collect()
}

/// Requires that a change of an item came before its baseline or after the start.
fn change_elsewhen<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    (index, update): (usize, &'a ItemUpdate),
    taken: Fact<'a>,
    starts: &[Fact<'a>],
) {
    let changed_at = Pointer::new("/deployment/item_updates/*/changed_at", [index]);
    let updated_at = Pointer::new("/deployment/item_updates/*/updated_at", [index]);
    let is_before = |one, other| case.before(one, other) == Ok(Proof::Proven);
    let Some(changed) = Fact::dated(&update.changed_at, changed_at) else {
        // What was logged before the baseline had changed before it.
        let logged = Fact::dated(&update.updated_at, updated_at);
        return match logged.filter(|logged| is_before(*logged, taken)) {
            Some(logged) => judgement.cite(logged.pointer),
            None => judgement.missing(changed_at, role::CONFIGURATION_MANAGER),
        };
    };
    judgement.cite(changed_at);
    let (first, second) = (changed_at, taken.pointer);
    match case.before(changed, taken) {
        Ok(Proof::Proven) => return,
        Err(at) => return judgement.undecided(Reason::TimeUnusable { at }),
        _ if starts.is_empty() => {
            return judgement.unmet_when_due(Reason::NotBefore { first, second });
        }
        _ => {}
    }
    let since = case.before(taken, changed) == Ok(Proof::Proven);
    for start in starts {
        match case.before(changed, *start) {
            Ok(Proof::Refuted) => judgement.cite(start.pointer),
            Ok(Proof::Proven) if since => {
                judgement.nonconforming(Reason::NotBefore { first, second });
            }
            Ok(_) => judgement.undecided(Reason::OrderUndecided { first, second }),
            Err(at) => judgement.undecided(Reason::TimeUnusable { at }),
        }
    }
}
