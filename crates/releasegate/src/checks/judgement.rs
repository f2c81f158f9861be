//! How a check arrives at its verdict: it cites evidence, names what is missing, raises issues.

use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Case, Due, Fact};
use super::reason::Reason;
use super::verdict::Verdict;
use crate::authority::{held, role, same_person};
use crate::model::{PersonId, Stated};
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

/// A judgement summed up.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// What decided it.
    pub reason: Reason<'a>,
    /// What else stands in the way.
    pub further: Vec<Reason<'a>>,
    /// The evidence used.
    pub evidence: Vec<Pointer>,
    /// What is missing.
    pub missing: Vec<MissingFact<'a>>,
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
            Proof::Undecided if authority.evidence.is_empty() => {
                self.missing("/assignments", role::RELEASE_MANAGER);
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

    /// Takes over what another judgement found.
    pub fn adopt(&mut self, other: &Self) {
        for pointer in &other.evidence {
            self.cite(*pointer);
        }
        for fact in &other.missing {
            self.name_missing(*fact);
        }
        for issue in &other.issues {
            self.raise(issue.verdict, issue.reason, issue.open);
        }
    }

    /// Takes over what another judgement found, when it is not certain that it is about what was
    /// done: it can then prove nothing wrong.
    pub fn adopt_perhaps(&mut self, other: &Self) {
        let mut other = other.clone();
        other.unproven();
        self.adopt(&other);
    }

    /// Looks at something of which it is not certain that it is what was done: it can then prove
    /// nothing wrong.
    pub fn perhaps(&mut self, look: impl FnOnce(&mut Self)) {
        if let Err(mut found) = self.attempt(look) {
            found.unproven();
            self.adopt(&found);
        }
    }

    /// Looks at something whose time has not come, whatever else is due; what it lacks is named.
    pub fn not_due_before(&mut self, until: Instant, look: impl FnOnce(&mut Self)) {
        if let Err(found) = self.attempt(look) {
            for pointer in &found.evidence {
                self.cite(*pointer);
            }
            for fact in &found.missing {
                self.name_missing(*fact);
            }
            self.pending(Some(until));
        }
    }

    /// Looks at something that can still come right until the requirement is due.
    pub fn for_now(&mut self, look: impl FnOnce(&mut Self)) {
        if let Err(mut found) = self.attempt(look) {
            for issue in &mut found.issues {
                issue.open = true;
            }
            self.adopt(&found);
        }
    }

    /// Whether something that is looked at stands; what stands in its way is taken over.
    pub fn stands(&mut self, look: impl FnOnce(&mut Self)) -> bool {
        match self.attempt(look) {
            Ok(()) => true,
            Err(found) => {
                self.adopt(&found);
                false
            }
        }
    }

    /// Takes over the first of several ways to meet the requirement that works; when none does,
    /// what each of them lacks. Tells whether there were any ways.
    ///
    /// As with [`Proof::or`], the requirement is proven unmet only if no way is left: a way that is
    /// merely not shown may be the one that was taken.
    pub fn any_of<T>(
        &mut self,
        ways: impl IntoIterator<Item = T>,
        look: impl Fn(&mut Self, T),
    ) -> bool {
        let mut failed = Vec::new();
        for way in ways {
            match self.attempt(|judgement| look(judgement, way)) {
                Ok(()) => return true,
                Err(found) => failed.push(found),
            }
        }
        self.none_worked(&mut failed);
        !failed.is_empty()
    }

    /// Looks at each of several things one of which counts, and nobody can tell which: each has to
    /// be right, and the requirement is proven unmet only if it is with every one of them.
    pub(super) fn whichever<T>(
        &mut self,
        all: impl IntoIterator<Item = T>,
        look: impl Fn(&mut Self, T),
    ) {
        let mut failed = Vec::new();
        let mut is_unmet = true;
        for one in all {
            match self.attempt(|judgement| look(judgement, one)) {
                Ok(()) => is_unmet = false,
                Err(found) => {
                    is_unmet &= found.is_refuted();
                    failed.push(found);
                }
            }
        }
        for mut found in failed {
            if !is_unmet {
                found.unproven();
            }
            self.adopt(&found);
        }
    }

    /// Takes over what each of several ways lacks. Apart from [`Judgement::any_of`], which is made
    /// anew for every kind of way: what is seldom needed stays out of its way.
    #[cold]
    fn none_worked(&mut self, failed: &mut [Self]) {
        let may_have_worked = !failed.iter().all(Self::is_refuted);
        let may_still_work = failed
            .iter()
            .any(|way| way.issues.iter().all(|issue| issue.open));
        let may_wait = failed.iter().any(Self::is_only_pending);
        // What decides is what the ways that are left lack; first those that only need time.
        failed.sort_by_key(|way| (way.is_refuted(), !way.is_only_pending()));
        for way in failed {
            if may_wait {
                way.waits();
            } else if may_have_worked {
                way.unproven();
            }
            for issue in &mut way.issues {
                issue.open |= may_still_work;
            }
            self.adopt(way);
        }
    }

    /// Tries something. If anything stands in its way, it is as if it had not been tried, and what
    /// was found is given back.
    fn attempt(&mut self, look: impl FnOnce(&mut Self)) -> Result<(), Self> {
        let evidence = self.evidence.len();
        let now = Tried {
            issues: self.issues.len(),
            missing: self.missing.len(),
        };
        let around = std::mem::replace(&mut self.tried, now);
        look(self);
        let clear = self.is_clear();
        self.tried = around;
        if clear {
            Ok(())
        } else {
            Err(self.taken_back(now, evidence))
        }
    }

    /// Takes back what was found since something was tried.
    #[cold]
    fn taken_back(&mut self, since: Tried, evidence: usize) -> Self {
        Self {
            issues: self.issues.split_off(since.issues),
            evidence: self.evidence.split_off(evidence),
            missing: self.missing.split_off(since.missing),
            ..Self::default()
        }
    }

    /// Takes back what was proven wrong to what is not shown to be right. What only needs time still
    /// does.
    fn unproven(&mut self) {
        for issue in &mut self.issues {
            if issue.verdict == Verdict::Nonconforming {
                issue.verdict = Verdict::NotEvidenced;
            }
        }
    }

    /// Whether all that stands in the way is that the time for it has not come.
    fn is_only_pending(&self) -> bool {
        let mut issues = self.issues().iter();
        issues.all(|issue| issue.verdict == Verdict::NotYetDue)
    }

    /// Takes back all that stands in the way: another way only needs time.
    fn waits(&mut self) {
        for issue in &mut self.issues {
            issue.verdict = Verdict::NotYetDue;
        }
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

    /// The verdict, given whether the requirement is due.
    #[must_use]
    pub fn sum_up(&self, due: Due) -> Summary<'a> {
        if let Some(reason) = self.exemption {
            return Summary {
                verdict: Verdict::NotApplicable,
                reason,
                further: Vec::new(),
                evidence: self.evidence.clone(),
                missing: Vec::new(),
            };
        }
        if self.issues.is_empty() {
            return self.undisputed();
        }
        let decided = |verdict: Verdict| {
            self.issues
                .iter()
                .position(|issue| issue.verdict == verdict && (due == Due::Now || !issue.open))
        };
        let is_pending = |issue: &Issue<'a>| issue.verdict == Verdict::NotYetDue;
        let pending = self.issues.iter().position(is_pending);
        let (verdict, decisive) = match (
            decided(Verdict::Nonconforming),
            decided(Verdict::NotEvidenced),
        ) {
            (Some(index), _) => (Verdict::Nonconforming, Some(index)),
            (None, Some(index)) => (Verdict::NotEvidenced, Some(index)),
            // All that is wrong may still come right.
            (None, None) => (Verdict::NotYetDue, pending),
        };
        let reason = match (decisive.and_then(|index| self.issues.get(index)), due) {
            (Some(issue), _) => issue.reason,
            (None, Due::Later(until)) => Reason::Pending { until },
            (None, Due::Now) => Reason::Pending { until: None },
        };
        let further = self
            .issues
            .iter()
            .enumerate()
            .filter(|(index, _)| Some(*index) != decisive)
            .map(|(_, issue)| issue.reason)
            .collect();
        Summary {
            verdict,
            reason,
            further,
            evidence: self.evidence.clone(),
            missing: self.missing.clone(),
        }
    }

    /// The verdict when nothing stands in the way.
    fn undisputed(&self) -> Summary<'a> {
        // A check that cites nothing has looked at nothing: it cannot have proven anything.
        let (verdict, reason) = match self.evidence.is_empty() {
            true => (Verdict::NotEvidenced, Reason::Missing { at: "".into() }),
            false => (Verdict::Conforming, Reason::Shown),
        };
        Summary {
            verdict,
            reason,
            further: Vec::new(),
            evidence: self.evidence.clone(),
            missing: Vec::new(),
        }
    }
}

/// Whether a text is missing or blank.
#[must_use]
pub fn says_nothing(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.chars().all(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::{Due, Judgement, Reason, Verdict};

    type Look = fn(&mut Judgement<'static>);

    const PENDING: Look = |way| way.pending(None);
    const UNMET: Look = |way| way.nonconforming(Reason::AnsweredNo { at: "/no".into() });
    const UNSHOWN: Look = |way| way.undecided(Reason::TimeUnusable { at: "/at".into() });
    const MISSING: Look = |way| way.missing("/fact", "release_manager");
    const MET: Look = |way| way.cite("/yes");

    fn verdict_of(judge: impl FnOnce(&mut Judgement<'static>)) -> Verdict {
        let mut judgement = Judgement::default();
        judgement.cite("/looked/at");
        judge(&mut judgement);
        judgement.sum_up(Due::Now).verdict
    }

    fn any(ways: &[Look]) -> Verdict {
        verdict_of(|judgement| {
            judgement.any_of(ways, |way, look| look(way));
        })
    }

    #[test]
    fn what_only_needs_time_keeps_a_requirement_open() {
        for ways in [
            &[PENDING][..],
            &[PENDING, PENDING],
            &[PENDING, UNMET],
            &[UNMET, PENDING],
            &[UNSHOWN, PENDING],
            &[PENDING, MISSING, UNMET],
        ] {
            assert_eq!(any(ways), Verdict::NotYetDue);
        }
        assert_eq!(any(&[UNMET, PENDING, MET]), Verdict::Conforming);
        assert_eq!(any(&[UNMET, UNMET]), Verdict::Nonconforming);
        assert_eq!(any(&[UNMET, MISSING]), Verdict::NotEvidenced);
    }

    #[test]
    fn what_else_a_way_lacks_decides() {
        let and = |other: Look| {
            verdict_of(|judgement| {
                judgement.any_of([other], |way, other| {
                    PENDING(way);
                    other(way);
                });
            })
        };
        assert_eq!(and(MISSING), Verdict::NotEvidenced);
        assert_eq!(and(UNMET), Verdict::Nonconforming);
        let beside = verdict_of(|judgement| {
            judgement.any_of([UNMET, PENDING], |way, look| look(way));
            MISSING(judgement);
        });
        assert_eq!(beside, Verdict::NotEvidenced);
    }

    #[test]
    fn the_reason_is_of_the_way_that_only_needs_time() {
        let mut judgement = Judgement::default();
        judgement.any_of([UNMET, PENDING], |way, look| look(way));
        let summary = judgement.sum_up(Due::Now);
        assert_eq!(summary.reason, Reason::Pending { until: None });
    }

    #[test]
    fn what_may_not_be_about_the_release_only_needs_time_all_the_same() {
        let perhaps = |look: Look| verdict_of(|judgement| judgement.perhaps(look));
        assert_eq!(perhaps(PENDING), Verdict::NotYetDue);
        assert_eq!(perhaps(UNMET), Verdict::NotEvidenced);
        assert_eq!(perhaps(MISSING), Verdict::NotEvidenced);
        let adopted = verdict_of(|judgement| {
            let mut other = Judgement::default();
            other.pending(None);
            judgement.adopt_perhaps(&other);
        });
        assert_eq!(adopted, Verdict::NotYetDue);
    }
}
