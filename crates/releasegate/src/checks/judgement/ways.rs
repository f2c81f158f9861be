//! Looking at something before it counts: trying ways, and taking over what was found.

use super::{Judgement, Tried};
use crate::checks::verdict::Verdict;
use crate::time::Instant;

impl<'a> Judgement<'a> {
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

    /// Looks at something, as [`Judgement::perhaps`] does where it is not certain.
    pub fn as_certain(&mut self, is_certain: bool, look: impl FnOnce(&mut Self)) {
        if is_certain {
            look(self);
        } else {
            self.perhaps(look);
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
    /// As with [`Proof::or`](crate::time::Proof::or), the requirement is proven unmet only if no way
    /// is left: a way that is merely not shown may be the one that was taken.
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
    pub(in crate::checks) fn whichever<T>(
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
}

#[cfg(test)]
mod tests {
    use super::{Judgement, Verdict};
    use crate::checks::{Due, Reason};

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
