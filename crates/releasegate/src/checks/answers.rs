//! What checks ask of single facts: a person, a yes, a time, a validity.

use super::attempts::Start;
use super::case::{Case, Fact};
use super::judgement::{Judgement, says_nothing};
use super::reason::Reason;
use crate::model::{PersonId, Stated, TO_BE_DETERMINED};
use crate::pointer::Pointer;
use crate::time::{Moment, Proof, Window, WindowError};

/// From when to when something is in force, and where the record says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Validity<'a> {
    /// From here on, inclusive; without it nothing is shown.
    pub(super) from: Option<&'a Moment>,
    /// Up to here, exclusive; open when missing.
    pub(super) until: Option<&'a Moment>,
    /// What is in force.
    pub(super) at: Pointer,
    /// Where its beginning is named.
    pub(super) from_at: Pointer,
}

impl<'a> Judgement<'a> {
    /// Requires a person or automation that the record lists.
    pub(super) fn known_person(
        &mut self,
        case: &Case<'a>,
        person: Option<&'a PersonId>,
        at: impl Into<Pointer>,
        role: &'static str,
    ) {
        let at = at.into();
        match person.filter(|id| !says_nothing(Some(id.as_str()))) {
            None => self.missing(at, role),
            Some(id) if case.person(id).is_none() => {
                let id = id.as_str();
                self.incomplete(Reason::Unresolved { at, id });
            }
            Some(_) => self.cite(at),
        }
    }

    /// Requires that something came before one start; that it happened, as long as nothing started.
    pub(super) fn before_one_start(
        &mut self,
        case: &Case<'a>,
        first: Fact<'a>,
        start: Option<&Start<'a>>,
    ) {
        match start {
            None => self.cite(first.pointer),
            Some(start) => self.before(case, first, start.fact),
        }
    }

    /// Requires that the answer to a question is yes, which counts from when the requirement is
    /// due.
    pub(super) fn yes(&mut self, answer: Option<bool>, at: impl Into<Pointer>, role: &'static str) {
        let at = at.into();
        match answer {
            None => self.missing(at, role),
            Some(true) => self.cite(at),
            Some(false) => self.unmet_when_due(Reason::AnsweredNo { at }),
        }
    }

    /// Requires that something was in force at the time of an act, which counts from when the
    /// requirement is due.
    pub(super) fn in_force(
        &mut self,
        case: &Case<'a>,
        validity: Validity<'_>,
        act: Fact<'_>,
        role: &'static str,
    ) {
        let at = validity.at;
        let Some(from) = validity.from else {
            return self.missing(validity.from_at, role);
        };
        let window = match validity.until {
            Some(until) => Window::defined(from, until, case.zone),
            None => Window::open_from(from, case.zone),
        };
        let when = act.pointer;
        match (window, case.span(act.at)) {
            (_, None) => self.undecided(Reason::TimeUnusable { at: when }),
            (Err(WindowError::Unusable), _) => self.undecided(Reason::TimeUnusable { at }),
            (Err(WindowError::Inverted), _) => {
                self.undecided(Reason::Contradiction { at, with: at });
            }
            (Ok(window), Some(span)) => match window.contains(span) {
                Proof::Proven => self.cite(at),
                Proof::Refuted => self.unmet_when_due(Reason::NotInForce { at, when }),
                Proof::Undecided => self.undecided(Reason::NotInForce { at, when }),
            },
        }
    }

    /// Requires a text that says something; that it is still to be determined says nothing, which
    /// counts from when the requirement is due.
    pub(super) fn settled(
        &mut self,
        text: Option<&str>,
        at: impl Into<Pointer>,
        role: &'static str,
    ) {
        let at = at.into();
        let trimmed = text.map(str::trim);
        if trimmed.is_some_and(|text| text.eq_ignore_ascii_case(TO_BE_DETERMINED)) {
            self.unmet_when_due(Reason::ToBeDetermined { at });
        } else {
            self.text(text, at, role);
        }
    }

    /// As [`Judgement::required`]; but an empty list only lacks something, as it may be that nobody
    /// has filled it.
    pub(super) fn listed<'l, T>(
        &mut self,
        list: Option<&'l Stated<T>>,
        at: impl Into<Pointer>,
        role: &'static str,
    ) -> &'l [T] {
        let at = at.into();
        match list {
            Some(Stated::Given(items)) if items.is_empty() => {
                self.incomplete(Reason::EmptyList { at });
                &[]
            }
            list => self.required(list, at, role),
        }
    }
}

/// Whether a text only says that something does not apply, and not why.
pub(super) fn waves_aside(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    let folded: String = letters.flat_map(char::to_lowercase).collect();
    if folded.is_empty() {
        // A dash says as little; blank text says nothing at all.
        return !says_nothing(Some(text));
    }
    matches!(
        folded.as_str(),
        "na" | "none" | "no" | "nothing" | "notapplicable" | "notneeded" | "notrequired"
    )
}
