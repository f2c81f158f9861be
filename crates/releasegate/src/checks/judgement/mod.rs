//! How a check arrives at its verdict: it cites evidence, names what is missing, raises issues.

mod shared;
mod summary;
mod ways;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::shared::Shared;
pub use self::summary::Summary;

use super::case::{Case, Fact};
use super::reason::Reason;
use super::verdict::Verdict;
use crate::authority::{held, role, same_person};
use crate::model::{Items, PersonId, Stated};
use crate::pointer::Pointer;
use crate::time::{Deadline, Instant, Proof};

/// What a check found on one record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement<'a> {
    issues: Vec<Issue<'a>>,
    evidence: Vec<Pointer>,
    missing: Vec<MissingFact<'a>>,
    exemption: Option<Reason<'a>>,
    /// The marks of the evidence cited: what has another mark was not cited yet.
    marks: u64,
    /// Where what is tried now began; see [`Judgement::any_of`].
    tried: Tried,
}

/// How many issues and missing facts there were when something was tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tried {
    issues: usize,
    missing: usize,
}

/// A fact that the record does not hold, and who can supply it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MissingFact<'a> {
    /// Where the fact would be.
    pub pointer: Pointer,
    /// The role that can supply it.
    pub role: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Issue<'a> {
    verdict: Verdict,
    reason: Reason<'a>,
    /// Whether what is wrong may still come right before the requirement is due.
    open: bool,
}

impl<'a> Judgement<'a> {
    /// Cites evidence that was used.
    pub fn cite(&mut self, pointer: impl Into<Pointer>) {
        let pointer = pointer.into();
        let mark = pointer.mark();
        if self.marks & mark == 0 || !self.evidence.contains(&pointer) {
            self.marks |= mark;
            self.evidence.push(pointer);
        }
    }

    /// The first evidence that was cited.
    pub(crate) fn first_cited(&self) -> Option<Pointer> {
        self.evidence.first().copied()
    }

    /// Names a fact that the record does not hold, and the role that can supply it.
    pub fn missing(&mut self, pointer: impl Into<Pointer>, role: &'a str) {
        self.lacks(pointer.into(), role);
    }

    #[cold]
    fn lacks(&mut self, pointer: Pointer, role: &'a str) {
        self.name_missing(MissingFact { pointer, role });
        self.raise(Verdict::NotEvidenced, Reason::Missing { at: pointer }, true);
    }

    /// Requires a text that says something: blank text is as good as none.
    pub fn text(&mut self, text: Option<&str>, pointer: impl Into<Pointer>, role: &'static str) {
        if says_nothing(text) {
            self.missing(pointer, role);
        } else {
            self.cite(pointer);
        }
    }

    /// Requires a list with at least one item that says something.
    pub fn list<T>(
        &mut self,
        list: Option<&Stated<T>>,
        pointer: impl Into<Pointer>,
        role: &'static str,
        says: impl Fn(&T) -> bool,
    ) {
        let at = pointer.into();
        match list {
            None => self.missing(at, role),
            Some(Stated::None(_)) => self.unmet_when_due(Reason::NoneStated { at }),
            Some(Stated::Given(items)) if items.is_empty() => {
                self.incomplete(Reason::EmptyList { at });
            }
            Some(Stated::Given(items)) if items.iter().all(says) => self.cite(at),
            Some(Stated::Given(_)) => self.missing(at, role),
        }
    }

    /// As [`Judgement::list`]; that there are none is an answer too.
    pub fn list_or_none<T>(
        &mut self,
        list: Option<&Stated<T>>,
        pointer: impl Into<Pointer>,
        role: &'static str,
        says: impl Fn(&T) -> bool,
    ) {
        match list {
            Some(Stated::None(_)) => self.cite(pointer),
            list => self.list(list, pointer, role, says),
        }
    }

    /// Says what it means that a list has no items: nobody said anything, or somebody stated that
    /// there are none where at least one is needed.
    pub fn none_listed<T>(
        &mut self,
        list: Option<&Stated<T>>,
        pointer: impl Into<Pointer>,
        role: &'static str,
    ) {
        let at = pointer.into();
        match list {
            Some(Stated::None(_)) => self.unmet_when_due(Reason::NoneStated { at }),
            _ => self.missing(at, role),
        }
    }

    /// The items of a list that has to have some; says what is wrong when it has none.
    pub fn required<'l, T>(
        &mut self,
        list: Option<&'l Stated<T>>,
        pointer: impl Into<Pointer>,
        role: &'static str,
    ) -> &'l [T] {
        let at = pointer.into();
        match list {
            Some(Stated::Given(items)) => {
                if items.is_empty() {
                    self.unmet_when_due(Reason::EmptyList { at });
                }
                items
            }
            list => {
                self.none_listed(list, at, role);
                &[]
            }
        }
    }

    /// The evidence does not decide, and more of it could.
    #[cold]
    pub fn incomplete(&mut self, reason: Reason<'a>) {
        self.raise(Verdict::NotEvidenced, reason, true);
    }

    /// The evidence does not decide, whatever comes later.
    #[cold]
    pub fn undecided(&mut self, reason: Reason<'a>) {
        self.raise(Verdict::NotEvidenced, reason, false);
    }

    /// The evidence proves the requirement unmet.
    #[cold]
    pub fn nonconforming(&mut self, reason: Reason<'a>) {
        self.raise(Verdict::Nonconforming, reason, false);
    }

    /// The requirement is unmet, which counts from when it is due.
    #[cold]
    pub fn unmet_when_due(&mut self, reason: Reason<'a>) {
        self.raise(Verdict::Nonconforming, reason, true);
    }

    /// The time for it has not come, whatever else is due.
    #[cold]
    pub fn pending(&mut self, until: Option<Instant>) {
        self.raise(Verdict::NotYetDue, Reason::Pending { until }, true);
    }

    /// Requires that something was done by a due time, inclusive. As long as that has not passed,
    /// what is not done is not yet due.
    pub fn done_by(
        &mut self,
        case: &Case<'a>,
        done: Option<Fact<'a>>,
        at: impl Into<Pointer>,
        due: Deadline,
    ) {
        let at = at.into();
        let Some(done) = done else {
            return if due.passed(case.as_of.span()) {
                self.nonconforming(Reason::Overdue {
                    at,
                    until: due.limit(),
                });
            } else {
                self.pending(Some(due.limit()));
            };
        };
        self.cite(done.pointer);
        let at = done.pointer;
        match case.span(done.at).map(|span| due.met_by(span)) {
            Some(Proof::Proven) => {}
            Some(Proof::Refuted) => self.nonconforming(Reason::TooLate {
                at,
                until: due.limit(),
            }),
            Some(Proof::Undecided) => self.undecided(Reason::TooLate {
                at,
                until: due.limit(),
            }),
            None => self.undecided(Reason::TimeUnusable { at }),
        }
    }

    /// Requires that a person held one of several roles at the time of an act. `by` is where the
    /// person is named; the first role is the one a finding asks for.
    pub fn in_role(
        &mut self,
        case: &Case<'a>,
        person: &PersonId,
        by: impl Into<Pointer>,
        roles: &[&'a str],
        act: Fact<'_>,
    ) {
        let by = by.into();
        self.cite(by);
        let Some(span) = case.span(act.at) else {
            return self.undecided(Reason::TimeUnusable { at: act.pointer });
        };
        let authority = held(case, person, roles, span);
        for pointer in &authority.evidence {
            self.cite(*pointer);
        }
        let role = roles.first().copied().unwrap_or_default();
        match authority.proof {
            Proof::Proven => {}
            Proof::Refuted => self.nonconforming(Reason::NoAuthority { at: by, role }),
            Proof::Undecided if case.release.assignments.items().is_empty() => {
                self.missing("/assignments", role::RELEASE_MANAGER);
            }
            Proof::Undecided if authority.evidence.is_empty() => {
                self.incomplete(Reason::NoAuthority { at: by, role });
            }
            Proof::Undecided => self.undecided(Reason::NoAuthority { at: by, role }),
        }
    }

    /// Requires that two acts were by different people. Each is given with where the person is
    /// named.
    pub fn different_people(
        &mut self,
        case: &Case<'a>,
        (one, at): (&PersonId, Pointer),
        (other, with): (&PersonId, Pointer),
    ) {
        self.cite(at);
        self.cite(with);
        match same_person(case, one, other) {
            Proof::Refuted => {}
            Proof::Proven => self.nonconforming(Reason::SamePerson { at, with }),
            Proof::Undecided => self.incomplete(Reason::PerhapsSamePerson { at, with }),
        }
    }

    /// A recorded fact makes the requirement not apply.
    pub fn exempt(&mut self, fact: impl Into<Pointer>, by: Option<&'a str>) {
        let fact = fact.into();
        self.cite(fact);
        self.exemption = Some(Reason::DoesNotApply { fact, by });
    }

    /// Requires that one fact came before another.
    pub fn before(&mut self, case: &Case<'_>, first: Fact<'_>, second: Fact<'_>) {
        self.in_order(case, first, second, Self::nonconforming);
    }

    /// Requires that something came after a fact; if it did not, it can still be done again.
    pub fn before_or_open(&mut self, case: &Case<'_>, first: Fact<'_>, second: Fact<'_>) {
        self.in_order(case, first, second, Self::incomplete);
    }

    /// Requires that one fact came before another, which counts from when the requirement is due.
    pub fn before_when_due(&mut self, case: &Case<'_>, first: Fact<'_>, second: Fact<'_>) {
        self.in_order(case, first, second, Self::unmet_when_due);
    }

    /// Requires that two dates do not exclude each other: what has to be later is not said to have
    /// been earlier. A fact with contradictory dates decides nothing.
    pub fn agree(&mut self, case: &Case<'_>, later: Option<Fact<'_>>, earlier: Option<Fact<'_>>) {
        if let Some(contradiction) = case.contradiction(later, earlier) {
            self.undecided(contradiction);
        }
    }

    fn in_order(
        &mut self,
        case: &Case<'_>,
        first: Fact<'_>,
        second: Fact<'_>,
        refuted: fn(&mut Self, Reason<'a>),
    ) {
        self.cite(first.pointer);
        self.cite(second.pointer);
        let (first_at, second_at) = (first.pointer, second.pointer);
        match case.before(first, second) {
            Ok(Proof::Proven) => {}
            Ok(Proof::Refuted) => {
                refuted(
                    self,
                    Reason::NotBefore {
                        first: first_at,
                        second: second_at,
                    },
                );
            }
            Ok(Proof::Undecided) => {
                self.undecided(Reason::OrderUndecided {
                    first: first_at,
                    second: second_at,
                });
            }
            Err(at) => self.undecided(Reason::TimeUnusable { at }),
        }
    }

    /// Requires that a fact came before the deployment started; conforming as long as it has not.
    pub fn before_start(&mut self, case: &Case<'a>, first: Fact<'a>) {
        self.cite(first.pointer);
        if case.progress.is_ahead() || case.cancelled_before_start().is_some() {
            return;
        }
        for start in &case.progress.starts {
            self.before(case, first, start.fact);
        }
        case.progress.starts_missing(self);
    }

    /// Whether anything stands in the way so far.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.issues().is_empty()
    }

    /// Whether the evidence so far proves the requirement unmet.
    #[must_use]
    pub fn is_refuted(&self) -> bool {
        let mut issues = self.issues().iter();
        issues.any(|issue| issue.verdict == Verdict::Nonconforming)
    }

    #[cold]
    fn name_missing(&mut self, fact: MissingFact<'a>) {
        let known = self.missing.get(self.tried.missing..);
        if !known.is_some_and(|known| known.contains(&fact)) {
            self.missing.push(fact);
        }
    }

    #[cold]
    fn raise(&mut self, verdict: Verdict, reason: Reason<'a>, open: bool) {
        let issue = Issue {
            verdict,
            reason,
            open,
        };
        if !self.issues().contains(&issue) {
            self.issues.push(issue);
        }
    }

    /// The issues of what is tried now.
    fn issues(&self) -> &[Issue<'a>] {
        self.issues.get(self.tried.issues..).unwrap_or_default()
    }

    /// Forgets everything, and keeps the room for the next judgement.
    pub(super) fn clear(&mut self) {
        self.issues.clear();
        self.evidence.clear();
        self.missing.clear();
        self.exemption = None;
        self.marks = 0;
    }
}

/// Whether a text is missing or blank.
#[must_use]
pub fn says_nothing(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.chars().all(char::is_whitespace))
}
