//! Waivers: what was accepted, by whom, and whether it still counts. The one place that asks.
//!
//! A waiver never changes a verdict. It lets a gate open although a finding of it is not conforming.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Finding, Sentence};
use crate::checks::{Case, Reason, says_nothing, waived};
use crate::model::{Items, PersonId, Waiver};
use crate::pointer::{Pointer, is_inside};
use crate::policy::limit;
use crate::time::{Instant, Moment, Span, after_days};

/// A waiver of the record, and whether it counts.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WaiverResult<'a> {
    /// Its id.
    pub id: &'a str,
    /// The check that it deviates from.
    pub check: &'a str,
    /// Where it is in the record.
    pub at: Pointer,
    /// Whether it lets a gate open: it is valid at `as_of`, complete, approved with authority, and
    /// there is something to waive.
    pub in_force: bool,
    /// When it ends; the first instant at which it no longer counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// What keeps it from counting, or soon will.
    pub problems: Vec<WaiverProblem<'a>>,
}

/// What keeps a waiver from counting, or soon will.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WaiverProblem<'a> {
    /// What kind of problem.
    pub kind: WaiverProblemKind,
    /// The problem.
    pub reason: Reason<'a>,
    /// The same in words.
    pub message: Sentence<'a>,
}

/// What may be wrong with a waiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaiverProblemKind {
    /// A part of it is missing.
    Incomplete,
    /// It is not valid yet.
    NotYetValid,
    /// It is no longer valid.
    Expired,
    /// It still counts, and will expire soon.
    ExpiresSoon,
    /// There is nothing to waive: no such check, or its finding needs no waiver.
    Orphan,
    /// What is wrong is outside the places that it is limited to.
    OutOfScope,
    /// Whoever approved it is not shown to have had the authority then.
    NoAuthority,
    /// Whoever approved it asked for it, or built or deployed the release, or is excluded by a rule of
    /// the policy; or nobody can tell whether it is the same person.
    SelfApproved,
}

/// Judges the waivers of a record against its findings. In the order of the record.
pub(super) fn judge<'a>(case: &Case<'a>, findings: &[Finding<'a>]) -> Vec<WaiverResult<'a>> {
    let waivers = case.release.waivers.items().iter().enumerate();
    waivers
        .map(|(index, waiver)| one(case, findings, index, waiver))
        .collect()
}

/// A waiver while it is judged.
struct Judged<'c, 'a> {
    case: &'c Case<'a>,
    waiver: &'a Waiver,
    index: usize,
    problems: Vec<WaiverProblem<'a>>,
}

fn one<'a>(
    case: &Case<'a>,
    findings: &[Finding<'a>],
    index: usize,
    waiver: &'a Waiver,
) -> WaiverResult<'a> {
    let mut judged = Judged {
        case,
        waiver,
        index,
        problems: Vec::new(),
    };
    judged.complete();
    let until = judged.valid();
    judged.applies(findings);
    judged.approved();
    let keeps = |problem: &WaiverProblem<'_>| problem.kind != WaiverProblemKind::ExpiresSoon;
    WaiverResult {
        id: &waiver.id,
        check: &waiver.check,
        at: Pointer::new("/waivers/*", [index]),
        in_force: !judged.problems.iter().any(keeps),
        until,
        problems: judged.problems,
    }
}

impl<'a> Judged<'_, 'a> {
    fn at(&self, template: &'static str) -> Pointer {
        Pointer::new(template, [self.index])
    }

    fn problem(&mut self, kind: WaiverProblemKind, reason: Reason<'a>) {
        self.problems.push(WaiverProblem {
            kind,
            reason,
            message: Sentence(reason),
        });
    }

    fn complete(&mut self) {
        let waiver = self.waiver;
        let approver = waiver.approved_by.as_ref().map(PersonId::as_str);
        let parts = [
            (says_nothing(waiver.reason.as_deref()), "/waivers/*/reason"),
            (says_nothing(approver), "/waivers/*/approved_by"),
            (waiver.approved_at.is_none(), "/waivers/*/approved_at"),
            (waiver.from.is_none(), "/waivers/*/from"),
            (waiver.until.is_none(), "/waivers/*/until"),
            (
                says_nothing(waiver.compensating_control.as_deref()),
                "/waivers/*/compensating_control",
            ),
        ];
        for (_, template) in parts.into_iter().filter(|(missing, _)| *missing) {
            let at = self.at(template);
            self.problem(WaiverProblemKind::Incomplete, Reason::Missing { at });
        }
    }

    /// Judges the time for which the waiver is valid: from its start, inclusive, to its end,
    /// exclusive. Gives the end.
    fn valid(&mut self) -> Option<Instant> {
        let (from, until) = (self.waiver.from.as_ref()?, self.waiver.until.as_ref()?);
        let from = self.span(from, "/waivers/*/from")?.first();
        let until_at = self.at("/waivers/*/until");
        let end = self.span(until, "/waivers/*/until")?.first();
        let now = self.case.as_of.span();
        if now.first() < from {
            let until = Some(from);
            self.problem(WaiverProblemKind::NotYetValid, Reason::Pending { until });
        }
        if now.end() > end {
            let reason = Reason::Expired {
                at: until_at,
                until: end,
            };
            self.problem(WaiverProblemKind::Expired, reason);
        } else if self.expires_soon(end) {
            let reason = Reason::Expired {
                at: until_at,
                until: end,
            };
            self.problem(WaiverProblemKind::ExpiresSoon, reason);
        }
        Some(end)
    }

    fn span(&mut self, moment: &Moment, template: &'static str) -> Option<Span> {
        let span = self.case.span(moment);
        if span.is_none() {
            let at = self.at(template);
            self.problem(WaiverProblemKind::Incomplete, Reason::TimeUnusable { at });
        }
        span
    }

    fn expires_soon(&self, end: Instant) -> bool {
        let Some(days) = self.case.policy.limit(&limit::WAIVER_EXPIRES_SOON) else {
            return false;
        };
        let zone = self.case.zone.unwrap_or(chrono_tz::Tz::UTC);
        after_days(&self.case.as_of.moment(), days.value, zone).is_some_and(|soon| soon.end() > end)
    }

    fn applies(&mut self, findings: &[Finding<'a>]) {
        let at = self.at("/waivers/*/check");
        let mut of_check = findings
            .iter()
            .filter(|finding| finding.id() == self.waiver.check);
        let Some(finding) = of_check.next() else {
            let id = &self.waiver.check;
            return self.problem(WaiverProblemKind::Orphan, Reason::Unresolved { at, id });
        };
        if !finding.verdict.blocks() {
            return self.problem(WaiverProblemKind::Orphan, Reason::NothingToWaive { at });
        }
        if let Some(outside) = self.outside_scope(finding) {
            let by = self.at("/waivers/*/scope");
            let reason = Reason::NotCovered { at: outside, by };
            self.problem(WaiverProblemKind::OutOfScope, reason);
        }
    }

    /// The first place that stands in the way and is outside the scope of the waiver.
    fn outside_scope(&self, finding: &Finding<'a>) -> Option<Pointer> {
        let scope = self.waiver.scope.as_deref()?;
        let mut places = Vec::new();
        for mut reason in finding.further.iter().copied().chain([finding.reason]) {
            // The first place is what is wrong; others are what it is compared with.
            let mut first = None;
            reason.each_pointer(&mut |place| {
                first.get_or_insert(*place);
            });
            places.extend(first);
        }
        places.extend(finding.missing.iter().map(|fact| fact.pointer));
        let is_in_scope = |place: &Pointer| {
            let place = place.to_string();
            scope.iter().any(|scope| is_inside(&place, scope))
        };
        places.into_iter().find(|place| !is_in_scope(place))
    }

    fn approved(&mut self) {
        let waiver = self.waiver;
        let (Some(person), Some(approved_at)) = (&waiver.approved_by, &waiver.approved_at) else {
            return;
        };
        let at = self.case.span(approved_at);
        if let Some(reason) = waived::without_authority(self.case, self.index, person, at) {
            self.problem(WaiverProblemKind::NoAuthority, reason);
        }
        if let Some(reason) = waived::excluded(self.case, self.index, person, waiver) {
            self.problem(WaiverProblemKind::SelfApproved, reason);
        }
    }
}
