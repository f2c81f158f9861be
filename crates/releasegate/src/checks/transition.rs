//! Whether a release needs service design and transition: what its changes say of themselves.

use super::case::Case;
use super::judgement::Judgement;
use super::reason::Reason;
use crate::authority::role;
use crate::model::{Change, Items, PersonId, ServiceEffect, Stated};
use crate::pointer::Pointer;

/// Whether a change of the release is shown to need service design and transition: it may have
/// major impact, or adds, removes or transfers a service.
///
/// When none is, the requirement is judged already, and the caller has nothing left to do: exempt
/// if somebody answered no for each change, else with the answers that are missing. One change
/// that needs it is enough, whatever the others leave open. Ask this before anything else.
pub(in crate::checks) fn needs_design_transition<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> bool {
    let needs = |effect| {
        matches!(
            effect,
            ServiceEffect::New | ServiceEffect::Removal | ServiceEffect::Transfer
        )
    };
    let mut needed = false;
    for (index, change) in case.release.changes.items().iter().enumerate() {
        if change.service_effect.is_some_and(needs) {
            judgement.cite(Pointer::new("/changes/*/service_effect", [index]));
            needed = true;
        }
        if let Some(impact) = &change.major_impact
            && impact.answer
        {
            judgement.cite(Pointer::new("/changes/*/major_impact", [index]));
            needed = true;
        }
    }
    if !needed {
        not_needed(case, judgement);
    }
    needed
}

/// The changes that remove or transfer a service, with their positions.
///
/// When there are none, the requirement is judged already, as by [`needs_design_transition`].
pub(in crate::checks) fn removals_and_transfers<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Vec<(usize, ServiceEffect)> {
    let leaves = |(index, change): (usize, &Change)| {
        let effect = change.service_effect?;
        matches!(effect, ServiceEffect::Removal | ServiceEffect::Transfer)
            .then_some((index, effect))
    };
    let changes = case.release.changes.items().iter().enumerate();
    let leaving: Vec<_> = changes.filter_map(leaves).collect();
    for (index, _) in &leaving {
        judgement.cite(Pointer::new("/changes/*/service_effect", [*index]));
    }
    if leaving.is_empty() {
        let fact = every_change(case, judgement, |judgement, index, change| {
            effect_answered(judgement, index, change)
        });
        exempt_by(judgement, fact, None);
    }
    leaving
}

/// Exempts if it is answered for each change that it does not need service design and transition.
fn not_needed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let fact = every_change(case, judgement, |judgement, index, change| {
        effect_answered(judgement, index, change);
        impact_denied(case, judgement, index, change);
        Pointer::new("/changes/*/major_impact", [index])
    });
    let first = case.release.changes.items().first();
    let by = first.and_then(|change| change.major_impact.as_ref()?.assessed_by.as_ref());
    exempt_by(judgement, fact, by.map(PersonId::as_str));
}

/// Asks something of each change; gives the fact of the first, if there is any. A change that the
/// plan names and the record does not hold answers nothing.
fn every_change<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    ask: impl Fn(&mut Judgement<'a>, usize, &'a Change) -> Pointer,
) -> Option<Pointer> {
    let list = case.release.changes.as_ref();
    let changes = case.release.changes.items();
    if let Some(Stated::None(_)) = list {
        // A release for no change at all says nothing of what it does to services.
        let at = "/changes".into();
        judgement.incomplete(Reason::NoneStated { at });
    } else if changes.is_empty() {
        judgement.missing("/changes", role::CHANGE_MANAGER);
    }
    let planned = case.plan().map_or(&[][..], |plan| plan.changes.items());
    for (index, id) in planned.iter().enumerate() {
        if !changes.iter().any(|change| change.id == *id) {
            let at = Pointer::new("/plan/changes/*", [index]);
            let id = id.as_str();
            judgement.incomplete(Reason::Unresolved { at, id });
        }
    }
    let asked = changes.iter().enumerate();
    let mut facts = asked.map(|(index, change)| ask(judgement, index, change));
    let first = facts.next();
    facts.for_each(drop);
    first
}

fn exempt_by<'a>(judgement: &mut Judgement<'a>, fact: Option<Pointer>, by: Option<&'a str>) {
    if judgement.is_clear()
        && let Some(fact) = fact
    {
        judgement.exempt(fact, by);
    }
}

/// Requires that a change says what it does to the service as a whole.
fn effect_answered(judgement: &mut Judgement<'_>, index: usize, change: &Change) -> Pointer {
    let at = Pointer::new("/changes/*/service_effect", [index]);
    match change.service_effect {
        None => judgement.missing(at, role::CHANGE_MANAGER),
        Some(_) => judgement.cite(at),
    }
    at
}

/// Requires that somebody the record knows says of a change that it has no major impact.
fn impact_denied<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    change: &'a Change,
) {
    let at = Pointer::new("/changes/*/major_impact", [index]);
    let Some(impact) = &change.major_impact else {
        return judgement.missing(at, role::CHANGE_MANAGER);
    };
    judgement.cite(at);
    let by = Pointer::new("/changes/*/major_impact/assessed_by", [index]);
    judgement.known_person(case, impact.assessed_by.as_ref(), by, role::CHANGE_MANAGER);
}
