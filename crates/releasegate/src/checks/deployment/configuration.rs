//! Configuration information follows what was deployed, and each step of an item can be traced.

use crate::authority::role;
use crate::checks::attempts::{attempt_end, was_taken_back};
use crate::checks::case::the_one;
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Clause, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{ChangeId, ItemId, ItemUpdate, Items, Stated, Wave};
use crate::pointer::Pointer;
use crate::policy::limit;
use crate::stage::Stage;
use crate::time::{Deadline, Proof, after_business_days};

/// The trail of configuration items serves these, too.
const ITEM_TRAIL: [Clause; 9] = [
    verified(ISO20000_2018, "8.2.6"),
    unverified(COBIT_2019, "BAI10"),
    verified(SOC2, "CC8.1"),
    unverified(ISO27001_2022, "A.8.9"),
    unverified(NIST_800_53R5, "CM-2"),
    verified(NIST_800_53R5, "CM-3 e"),
    unverified(NIST_800_53R5, "SA-10"),
    verified(PCI_DSS_4, "6.5.2"),
    verified(COBIT_2019, "BAI06.03"),
];

pub(super) static UPDATED_AFTER: Check = Check {
    id: "DEP-09",
    name: "configuration-information-not-updated",
    title: "Configuration information is updated after deployed items changed",
    stage: Stage::Deployment,
    gate: Some(Stage::Deployment),
    severity: Severity::Must,
    trigger: Trigger::DeploymentEnd,
    clauses: &ITEM_TRAIL,
    docs: Docs {
        asks: "Each affected item has an update of its configuration information, made after the wave that changed it had ended and within as many business days as the policy allows. After a back-out the last update shows the version from before, or somebody states that nothing was updated.",
        why: "Configuration information that says what was planned misleads whoever looks for a fault.",
        example: "The configuration database said 4.2.0 on the evening before the deployment; the release was backed out, and it still says so.",
        remedy: "Update the information when the wave is over, and record it under `deployment.item_updates` with the wave and both versions. Business days are counted with the `holidays` of the policy.",
        role: role::CONFIGURATION_MANAGER,
    },
    judge: updated_after,
};

const UPDATES: &str = "/deployment/item_updates";

fn updated_after<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    case.progress.starts_missing(judgement);
    case.progress.ends_missing(judgement);
    let list = case.plan().and_then(|plan| plan.affected_items.as_ref());
    let affected = judgement.required(list, "/plan/affected_items", role::CONFIGURATION_MANAGER);
    let updates = updates(case, judgement);
    for (index, item) in affected.iter().enumerate() {
        if !updates.is_empty() && updates.iter().all(|update| update.item != item.id) {
            let at = Pointer::new("/plan/affected_items/*", [index]);
            judgement.cite(at);
            // It would be the next one of the list.
            let next = Pointer::new("/deployment/item_updates/*", [updates.len()]);
            judgement.missing(next, role::CONFIGURATION_MANAGER);
        }
    }
    for (index, update) in updates.iter().enumerate() {
        if let Some(wave) = wave_of(case, judgement, index, update) {
            update_in_time(case, judgement, (index, update), wave);
        }
    }
    for (wave_index, wave) in waves(case).iter().enumerate() {
        if wave.attempts.items().last().is_some_and(was_taken_back) {
            for item in items(updates) {
                shows_restored(case, judgement, item, (wave_index, wave));
            }
        }
    }
    case.progress.open_waves_missing(judgement);
}

/// The updates; that there are none is an answer where everything was taken back.
fn updates<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> &'a [ItemUpdate] {
    let deployment = case.release.deployment.as_ref();
    let list = deployment.and_then(|deployment| deployment.item_updates.as_ref());
    if case.progress.backed_out && matches!(list, Some(Stated::None(_))) {
        judgement.cite(UPDATES);
        return &[];
    }
    judgement.required(list, UPDATES, role::CONFIGURATION_MANAGER)
}

fn waves<'a>(case: &Case<'a>) -> &'a [Wave] {
    let deployment = case.release.deployment.as_ref();
    deployment.map_or(&[], |deployment| deployment.waves.items())
}

/// The items that were updated, each once, in the order of the record.
fn items(updates: &[ItemUpdate]) -> impl Iterator<Item = &ItemId> {
    let first = |(index, update): &(usize, &ItemUpdate)| {
        let mut earlier = updates.iter().take(*index);
        earlier.all(|other| other.item != update.item)
    };
    let updates = updates.iter().enumerate();
    updates.filter(first).map(|(_, update)| &update.item)
}

/// The wave that changed the item.
fn wave_of<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    update: &'a ItemUpdate,
) -> Option<(usize, &'a Wave)> {
    let at = Pointer::new("/deployment/item_updates/*/wave", [index]);
    let waves = waves(case);
    match (&update.wave, waves) {
        (Some(id), _) => {
            let (id, id_at) = (id.as_str(), "/deployment/waves/*/id");
            let found = the_one(judgement, waves, id, |wave| wave.id.as_str(), id_at);
            if found.is_nothing() {
                judgement.incomplete(Reason::Unresolved { at, id });
            }
            found.one()
        }
        (None, [wave]) => Some((0, wave)),
        (None, _) => {
            judgement.missing(at, role::CONFIGURATION_MANAGER);
            None
        }
    }
}

fn updated(index: usize, update: &ItemUpdate) -> Option<Fact<'_>> {
    let at = Pointer::new("/deployment/item_updates/*/updated_at", [index]);
    Fact::dated(&update.updated_at, at)
}

/// Requires that an update came after an attempt at its wave, and the last one of its item within
/// the limit after the last attempt.
fn update_in_time<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    (index, update): (usize, &'a ItemUpdate),
    (wave_index, wave): (usize, &'a Wave),
) {
    let Some(done) = updated(index, update) else {
        let at = Pointer::new("/deployment/item_updates/*/updated_at", [index]);
        return judgement.missing(at, role::CONFIGURATION_MANAGER);
    };
    let attempts = wave.attempts.items().iter().enumerate();
    let ended = attempts.filter_map(|(position, attempt)| {
        let at = [wave_index, position];
        let ended = Pointer::new("/deployment/waves/*/attempts/*/ended_at", at);
        // What an attempt left behind is updated after it, be it taken back or not.
        Fact::dated(&attempt.ended_at, ended).or_else(|| attempt_end(attempt, at))
    });
    judgement.any_of(ended, |way, ended| way.before(case, ended, done));
    if is_last(case, index, update)
        && let Some((position, attempt)) = wave.attempts.items().iter().enumerate().next_back()
        && let Some(end) = attempt_end(attempt, [wave_index, position])
    {
        within_limit(case, judgement, end, done);
    }
}

/// Whether no other update of the item for the same wave is later for certain.
fn is_last(case: &Case<'_>, index: usize, update: &ItemUpdate) -> bool {
    let deployment = case.release.deployment.as_ref();
    let updates = deployment.map_or(&[][..], |deployment| deployment.item_updates.items());
    let mut others = updates.iter().enumerate();
    !others.any(|(other, later)| {
        let dates = updated(index, update).zip(updated(other, later));
        later.item == update.item
            && later.wave == update.wave
            && dates.is_some_and(|(one, two)| case.before(one, two) == Ok(Proof::Proven))
    })
}

/// Requires that an update was made within as many business days as the policy allows.
fn within_limit<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, end: Fact<'a>, done: Fact<'a>) {
    let Some(limit) = case.policy.limit(&limit::CONFIGURATION_UPDATE) else {
        return;
    };
    judgement.cite(limit.pointer);
    let Some(holidays) = case.policy.holidays() else {
        return judgement.missing("policy#/holidays", role::RELEASE_MANAGER);
    };
    let due = case.policy.zone().or(case.zone).and_then(|zone| {
        let day = after_business_days(end.at, limit.value, zone, holidays)?;
        Some(Deadline::from(day))
    });
    match due {
        None => judgement.undecided(Reason::TimeUnusable { at: end.pointer }),
        Some(due) => judgement.done_by(case, Some(done), done.pointer, due),
    }
}

/// Requires that the last update of an item in a wave that was taken back shows the version from
/// before.
fn shows_restored<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    item: &'a ItemId,
    (wave_index, wave): (usize, &'a Wave),
) {
    let deployment = case.release.deployment.as_ref();
    let updates = deployment.map_or(&[][..], |deployment| deployment.item_updates.items());
    let is_only_wave = waves(case).len() == 1;
    let of_wave = |update: &ItemUpdate| match &update.wave {
        Some(id) => *id == wave.id,
        None => is_only_wave,
    };
    let updates = updates.iter().enumerate();
    let steps = updates.filter(|(_, update)| update.item == *item && of_wave(update));
    let Some(steps) = in_order(case, judgement, steps.collect()) else {
        return;
    };
    let (Some((first, before)), Some((last, after))) = (steps.first(), steps.last()) else {
        return;
    };
    let from = Pointer::new("/deployment/item_updates/*/from_version", [*first]);
    let at = Pointer::new("/deployment/item_updates/*/to_version", [*last]);
    judgement.cite(Pointer::new("/deployment/waves/*", [wave_index]));
    match (&before.from_version, &after.to_version) {
        (None, _) => judgement.missing(from, role::CONFIGURATION_MANAGER),
        (_, None) => judgement.missing(at, role::CONFIGURATION_MANAGER),
        (Some(before), Some(after)) if before == after => {
            judgement.cite(from);
            judgement.cite(at);
        }
        (Some(_), Some(_)) => judgement.unmet_when_due(Reason::Differs { at, from }),
    }
}

/// Updates of one item, earliest first; `None` when their times do not tell.
fn in_order<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    mut steps: Vec<(usize, &'a ItemUpdate)>,
) -> Option<Vec<(usize, &'a ItemUpdate)>> {
    let when = |(index, update): &(usize, &'a ItemUpdate)| {
        let changed = Pointer::new("/deployment/item_updates/*/changed_at", [*index]);
        Fact::dated(&update.changed_at, changed).or_else(|| updated(*index, update))
    };
    if steps.len() < 2 {
        return Some(steps);
    }
    let span = |step: &(usize, &'a ItemUpdate)| Some(case.span(when(step)?.at)?.first());
    steps.sort_by_key(span);
    let pairs = steps.iter().zip(steps.iter().skip(1));
    let mut known = true;
    for (one, two) in pairs {
        let Some((first, second)) = when(one).zip(when(two)) else {
            let undated = if when(one).is_none() { one.0 } else { two.0 };
            let at = Pointer::new("/deployment/item_updates/*/changed_at", [undated]);
            judgement.missing(at, role::CONFIGURATION_MANAGER);
            known = false;
            continue;
        };
        if case.before(first, second) != Ok(Proof::Proven) {
            let (first, second) = (first.pointer, second.pointer);
            judgement.undecided(Reason::OrderUndecided { first, second });
            known = false;
        }
    }
    known.then_some(steps)
}

pub(super) static TRACEABLE: Check = Check {
    id: "DEP-10",
    name: "item-change-not-traceable",
    title: "Changes to configuration items can be traced and audited",
    stage: Stage::Deployment,
    gate: Some(Stage::Deployment),
    severity: Severity::Must,
    trigger: Trigger::DeploymentEnd,
    clauses: &ITEM_TRAIL,
    docs: Docs {
        asks: "Every step of an item from one version to the next names the change of this release that authorised it, who recorded it, and when. The steps of an item follow one another without a gap.",
        why: "A step that no change explains was made by somebody whom nobody asked.",
        example: "`CI-DB` went from 8.1 to 8.2 with the release and stands at 8.3; nobody knows who made the last step.",
        remedy: "Name the change of each step under `deployment.item_updates`; look into every step that has none.",
        role: role::CONFIGURATION_MANAGER,
    },
    judge: traceable,
};

fn traceable<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    case.progress.starts_missing(judgement);
    let updates = updates(case, judgement);
    for (index, update) in updates.iter().enumerate() {
        step_traceable(case, judgement, index, update);
    }
    for item in items(updates) {
        let updates = updates.iter().enumerate();
        let steps = updates.filter(|(_, update)| update.item == *item).collect();
        if let Some(steps) = in_order(case, judgement, steps) {
            without_gap(judgement, &steps);
        }
    }
    case.progress.open_waves_missing(judgement);
}

fn step_traceable<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    update: &'a ItemUpdate,
) {
    let at = |template| Pointer::new(template, [index]);
    authorised(
        case,
        judgement,
        update,
        at("/deployment/item_updates/*/change"),
    );
    let by = at("/deployment/item_updates/*/updated_by");
    let who = update.updated_by.as_ref();
    judgement.known_person(case, who, by, role::CONFIGURATION_MANAGER);
    let when = at("/deployment/item_updates/*/updated_at");
    match &update.updated_at {
        None => judgement.missing(when, role::CONFIGURATION_MANAGER),
        Some(_) => judgement.cite(when),
    }
    let is_new = case.plan().is_some_and(|plan| {
        let mut affected = plan.affected_items.items().iter();
        affected.any(|item| item.id == update.item && item.new == Some(true))
    });
    let from = at("/deployment/item_updates/*/from_version");
    if !is_new {
        let before = update.from_version.as_deref();
        judgement.text(before, from, role::CONFIGURATION_MANAGER);
    }
    let to = at("/deployment/item_updates/*/to_version");
    let after = update.to_version.as_deref();
    judgement.text(after, to, role::CONFIGURATION_MANAGER);
}

/// Requires that a change of this release authorised a step.
fn authorised<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    update: &'a ItemUpdate,
    at: Pointer,
) {
    let of = Pointer::from("/plan/changes");
    let Some(id) = &update.change else {
        judgement.missing(at, role::CHANGE_MANAGER);
        return judgement.unmet_when_due(Reason::NotCovered { at, by: of });
    };
    let planned = case.plan().and_then(|plan| plan.changes.as_ref());
    let planned = judgement.required(planned, of, role::CHANGE_MANAGER);
    if planned.is_empty() {
        return;
    }
    if !planned.contains(id) {
        return judgement.unmet_when_due(Reason::NotPartOf { at, of });
    }
    judgement.cite(at);
    let changes = case.release.changes.items();
    let (id, id_at) = (ChangeId::as_str(id), "/changes/*/id");
    if the_one(judgement, changes, id, |change| change.id.as_str(), id_at).is_nothing() {
        judgement.incomplete(Reason::Unresolved { at, id });
    }
}

/// Requires that each step of an item starts where the one before it ended.
fn without_gap<'a>(judgement: &mut Judgement<'a>, steps: &[(usize, &'a ItemUpdate)]) {
    for ((before, earlier), (after, later)) in steps.iter().zip(steps.iter().skip(1)) {
        let versions = earlier.to_version.as_ref().zip(later.from_version.as_ref());
        if versions.is_some_and(|(reached, left)| reached != left) {
            let at = Pointer::new("/deployment/item_updates/*/from_version", [*after]);
            let from = Pointer::new("/deployment/item_updates/*/to_version", [*before]);
            judgement.unmet_when_due(Reason::Differs { at, from });
        }
    }
}
