//! A baseline of the affected configuration items, before anything changes.

use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2011, ISO20000_2018};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{Baseline, ItemId, Items, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static TAKEN_FIRST: Check = Check {
    id: "DEP-05",
    name: "no-baseline-before-deployment",
    title: "A baseline of the affected configuration items is taken before deployment",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        unverified(ISO20000_2011, "9.1"),
    ],
    docs: Docs {
        asks: "A baseline was taken before the first live user or item was exposed, and its content can be fetched.",
        why: "Without the state before there is nothing to go back to and nothing to compare with.",
        example: "The baseline was taken at 22:15, the deployment started at 22:00.",
        remedy: "Take the baseline before the start and record where its content is kept; a later one is worthless.",
        role: role::CONFIGURATION_MANAGER,
    },
    judge: taken_first,
};

fn taken_first<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if let Some(fact) = only_new_items(case) {
        return judgement.exempt(fact, None);
    }
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    match &case.release.baselines {
        Some(Stated::None(_)) => {
            judgement.unmet_when_due(Reason::NoneStated {
                at: "/baselines".into(),
            });
        }
        Some(Stated::Given(baselines)) if !baselines.is_empty() => {
            judgement.any_of(baselines.iter().enumerate(), |way, (index, baseline)| {
                usable(case, way, index, baseline);
            });
        }
        _ => judgement.missing("/baselines", role::CONFIGURATION_MANAGER),
    }
}

pub(super) static COVERS_ALL: Check = Check {
    id: "DEP-06",
    name: "baseline-misses-affected-item",
    title: "The baseline covers all affected configuration items",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "Every configuration item that the release affects, or turned out to have changed, is in a baseline taken before the deployment. Items that the release creates have no state before and are exempt.",
        why: "The item that was forgotten is the one that cannot be restored.",
        example: "The release affects the service, its database and its gateway; the baseline holds the service and the database.",
        remedy: "Take the missing items into a baseline before the start, or mark items that did not exist before with `new: true`.",
        role: role::CONFIGURATION_MANAGER,
    },
    judge: covers_all,
};

fn covers_all<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let affected = affected_items(case);
    let listed = case.plan().and_then(|plan| plan.affected_items.as_ref());
    if listed.is_none() {
        judgement.missing("/plan/affected_items", role::CONFIGURATION_MANAGER);
    }
    if affected.is_empty() {
        let at = "/plan/affected_items".into();
        match listed {
            None => {}
            Some(Stated::None(_)) => judgement.incomplete(Reason::NoneStated { at }),
            Some(Stated::Given(_)) => judgement.incomplete(Reason::EmptyList { at }),
        }
        return;
    }
    new_with_past(case, judgement);
    if affected.iter().all(|item| item.new) {
        if judgement.is_clear() {
            judgement.exempt("/plan/affected_items", None);
        }
        return;
    }
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    let baselines = case.release.baselines.items();
    if baselines.is_empty() {
        let list = case.release.baselines.as_ref();
        return judgement.none_listed(list, "/baselines", role::CONFIGURATION_MANAGER);
    }
    let judged: Vec<_> = baselines
        .iter()
        .enumerate()
        .map(|(index, baseline)| {
            let mut judged = Judgement::default();
            usable(case, &mut judged, index, baseline);
            (index, baseline, judged)
        })
        .collect();
    for item in affected.iter().filter(|item| !item.new) {
        judgement.cite(item.at);
        covered(judgement, item, &judged);
    }
}

/// An item that is said to be new and had a version before.
fn new_with_past<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let planned = case
        .plan()
        .map_or(&[][..], |plan| plan.affected_items.items());
    let updates = case
        .release
        .deployment
        .as_ref()
        .map_or(&[][..], |d| d.item_updates.items());
    for (index, item) in planned
        .iter()
        .enumerate()
        .filter(|(_, item)| item.new == Some(true))
    {
        let past = updates
            .iter()
            .position(|update| update.item == item.id && update.from_version.is_some());
        if let Some(past) = past {
            judgement.undecided(Reason::Contradiction {
                at: Pointer::new("/plan/affected_items/*/new", [index]),
                with: Pointer::new("/deployment/item_updates/*/from_version", [past]),
            });
        }
    }
}

fn covered<'a>(
    judgement: &mut Judgement<'a>,
    item: &Affected<'a>,
    judged: &[(usize, &'a Baseline, Judgement<'a>)],
) {
    judgement.any_of(judged, |way, (index, baseline, usable)| {
        let list = Pointer::new("/baselines/*/items", [*index]);
        let holds = baseline.items.as_ref().map(|items| items.contains(item.id));
        if holds.is_some() {
            way.cite(list);
        } else {
            way.missing(list, role::CONFIGURATION_MANAGER);
        }
        // A baseline taken too late is none.
        if holds == Some(false) || usable.is_refuted() {
            let item_id = item.id.as_str();
            way.unmet_when_due(Reason::NotInBaseline {
                at: item.at,
                item: item_id,
            });
        } else {
            way.adopt(usable);
        }
    });
}

/// Whether a baseline was taken before the deployment and can be fetched.
fn usable<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    baseline: &'a Baseline,
) {
    let content = Pointer::new("/baselines/*/content_ref", [index]);
    judgement.text(
        baseline.content_ref.as_deref(),
        content,
        role::CONFIGURATION_MANAGER,
    );
    let pointer = Pointer::new("/baselines/*/taken_at", [index]);
    match &baseline.taken_at {
        None => judgement.missing(pointer, role::CONFIGURATION_MANAGER),
        Some(at) => {
            judgement.cite(pointer);
            let recorded = Pointer::new("/baselines/*/recorded_at", [index]);
            let taken = Fact::new(at, pointer);
            judgement.agree(
                case,
                Fact::dated(&baseline.recorded_at, recorded),
                Some(taken),
            );
            for start in &case.progress.starts {
                judgement.before(
                    case,
                    Fact {
                        at,
                        seq: baseline.seq,
                        pointer,
                    },
                    start.fact,
                );
            }
        }
    }
}

/// An item that the release affects.
struct Affected<'a> {
    id: &'a ItemId,
    at: Pointer,
    new: bool,
}

/// The items that were said to be affected, and those that changed without having been named.
fn affected_items<'a>(case: &Case<'a>) -> Vec<Affected<'a>> {
    let planned = case
        .plan()
        .map_or(&[][..], |plan| plan.affected_items.items());
    let mut affected: Vec<_> = planned
        .iter()
        .enumerate()
        .map(|(index, item)| Affected {
            id: &item.id,
            at: Pointer::new("/plan/affected_items/*", [index]),
            new: item.new == Some(true),
        })
        .collect();
    let updates = case
        .release
        .deployment
        .as_ref()
        .map_or(&[][..], |d| d.item_updates.items());
    for (index, update) in updates.iter().enumerate() {
        if affected.iter().all(|known| *known.id != update.item) {
            let at = Pointer::new("/deployment/item_updates/*/item", [index]);
            affected.push(Affected {
                id: &update.item,
                at,
                new: false,
            });
        }
    }
    affected
}

/// Where the record says that the release only creates items, so that there is no state before.
fn only_new_items(case: &Case<'_>) -> Option<&'static str> {
    let affected = affected_items(case);
    (!affected.is_empty() && affected.iter().all(|item| item.new)).then_some("/plan/affected_items")
}
