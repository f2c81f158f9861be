//! Which changes of the release need service design and transition: the one place that asks.

use super::case::Case;
use super::judgement::Judgement;
use super::reason::Reason;
use crate::authority::role;
use crate::model::{
    Change, DesignTransition, IntendedOutcome, Items, PersonId, ServiceEffect, Stated,
};
use crate::pointer::Pointer;

/// What the changes of the release answer to a question.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    /// The changes that answer yes, each with its position.
    pub(super) yes: Vec<(usize, &'a Change)>,
    /// What the others leave open: a yes may still come from them.
    pub(super) open: Judgement<'a>,
    /// What shows the yes of each.
    shown: Vec<Pointer>,
    /// What shows the no of the first change, and who said so.
    no: Option<(Pointer, Option<&'a PersonId>)>,
}

impl<'a> Asked<'a> {
    /// Whether a change answers yes. When all answer no, the requirement does not apply; otherwise
    /// what they leave open is missing.
    pub(super) fn any(&self, judgement: &mut Judgement<'a>) -> bool {
        for pointer in &self.shown {
            judgement.cite(*pointer);
        }
        if self.yes.is_empty() {
            judgement.adopt(&self.open);
            if let Some((fact, by)) = self.no.filter(|_| self.open.is_clear()) {
                judgement.exempt(fact, by.map(PersonId::as_str));
            }
        }
        !self.yes.is_empty()
    }
}

/// Asks which changes need service design and transition: those that may have major impact, and
/// those that add, remove or transfer a service. What nobody answered is not a no.
pub(super) fn in_transition<'a>(case: &Case<'a>) -> Asked<'a> {
    let mut asked = ask(case, |open, index, change| {
        let whole = [
            ServiceEffect::New,
            ServiceEffect::Removal,
            ServiceEffect::Transfer,
        ];
        let (effect_at, effect) = effect(index, change);
        if effect.is_some_and(|effect| whole.contains(&effect)) {
            return Some(effect_at);
        }
        let impact_at = Pointer::new("/changes/*/major_impact", [index]);
        match &change.major_impact {
            Some(impact) if impact.answer => return Some(impact_at),
            None => open.missing(impact_at, role::CHANGE_MANAGER),
            Some(impact) => {
                open.cite(impact_at);
                // A no that nobody gave is a default, not an answer.
                let by = Pointer::new("/changes/*/major_impact/assessed_by", [index]);
                open.known_person(case, impact.assessed_by.as_ref(), by, role::CHANGE_MANAGER);
            }
        }
        answered(open, effect_at, effect);
        None
    });
    let first = case.release.changes.items().first();
    asked.no = first.and_then(|change| {
        let by = change.major_impact.as_ref()?.assessed_by.as_ref();
        Some((Pointer::new("/changes/*/major_impact", [0]), by))
    });
    asked
}

/// Whether a change of the release needs service design and transition.
pub(super) fn needs_transition<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> bool {
    in_transition(case).any(judgement)
}

/// Asks which changes remove or transfer a service.
pub(super) fn leaving<'a>(case: &Case<'a>) -> Asked<'a> {
    ask(case, |open, index, change| {
        let leaves = [ServiceEffect::Removal, ServiceEffect::Transfer];
        let (at, effect) = effect(index, change);
        if effect.is_some_and(|effect| leaves.contains(&effect)) {
            return Some(at);
        }
        answered(open, at, effect);
        None
    })
}

/// What a change does to the service as a whole, if somebody said.
fn effect(index: usize, change: &Change) -> (Pointer, Option<ServiceEffect>) {
    let at = Pointer::new("/changes/*/service_effect", [index]);
    (at, change.service_effect)
}

fn answered(open: &mut Judgement<'_>, at: Pointer, effect: Option<ServiceEffect>) {
    match effect {
        None => open.missing(at, role::CHANGE_MANAGER),
        Some(_) => open.cite(at),
    }
}

/// Asks every change; `shows` gives what shows a yes, or says what hides the answer.
fn ask<'a>(
    case: &Case<'a>,
    shows: impl Fn(&mut Judgement<'a>, usize, &'a Change) -> Option<Pointer>,
) -> Asked<'a> {
    let list = Pointer::from("/changes");
    let changes = case.release.changes.items();
    let mut open = Judgement::default();
    match &case.release.changes {
        None => open.missing(list, role::CHANGE_MANAGER),
        // A release without a change is wrong in itself, and answers nothing here.
        Some(Stated::None(_)) => open.incomplete(Reason::NoneStated { at: list }),
        Some(Stated::Given(_)) if changes.is_empty() => {
            open.incomplete(Reason::EmptyList { at: list });
        }
        Some(Stated::Given(_)) => {}
    }
    let named = case.plan().map_or(&[][..], |plan| plan.changes.items());
    for (index, id) in named.iter().enumerate() {
        if !changes.iter().any(|change| change.id == *id) {
            open.incomplete(Reason::Unresolved {
                at: Pointer::new("/plan/changes/*", [index]),
                id: id.as_str(),
            });
        }
    }
    let (mut yes, mut shown) = (Vec::new(), Vec::new());
    for (index, change) in changes.iter().enumerate() {
        if let Some(pointer) = shows(&mut open, index, change) {
            yes.push((index, change));
            shown.push(pointer);
        }
    }
    let no = changes.first().map(|change| (effect(0, change).0, None));
    Asked {
        yes,
        open,
        shown,
        no,
    }
}

/// The plan for the design and transition of the service, if there is one.
pub(super) fn design<'a>(case: &Case<'a>) -> Option<&'a DesignTransition> {
    case.plan()?.design_transition.as_ref()
}

/// The outcomes that the design and transition of the service is for; says what is wrong when it
/// names none.
pub(super) fn intended_outcomes<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> &'a [IntendedOutcome] {
    let outcomes = design(case).and_then(|design| design.outcomes.as_ref());
    let list = "/plan/design_transition/outcomes";
    let outcomes = judgement.required(outcomes, list, role::SERVICE_OWNER);
    for (index, outcome) in outcomes.iter().enumerate() {
        let mut earlier = outcomes.iter().take(index);
        if earlier.any(|other| other.id == outcome.id) {
            // What was achieved for one of them cannot speak for the other.
            judgement.undecided(Reason::Repeated {
                at: Pointer::new("/plan/design_transition/outcomes/*/id", [index]),
                id: &outcome.id,
            });
        }
    }
    outcomes
}

/// Whether a text names a number: a word of it begins with one, whatever sign stands before.
pub(super) fn names_number(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_numeric)
    })
}

#[cfg(test)]
mod tests {
    use super::names_number;

    #[test]
    fn numbers_are_told_from_words() {
        for text in ["300", "< 300", "<300ms", "at least 99.5 %", "-5", "€5 each"] {
            assert!(names_number(text), "{text}");
        }
        for text in ["", "faster", "tier1 is happy", "v2 is liked", "%"] {
            assert!(!names_number(text), "{text}");
        }
    }
}
