//! Emergencies: managed as such, and completed afterwards.

use crate::authority::role;
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2011, ISO20000_2018, ISO27001_2022, ITIL, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::emergency::{applies, categorised, is_emergency};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, Verdict};
use crate::model::{EmergencyReview, Items};
use crate::pointer::Pointer;
use crate::policy::limit;
use crate::stage::Stage;
use crate::time::{Deadline, Moment, after_days};

pub(super) static EMERGENCY_BY_PROCEDURE: Check = Check {
    id: "DEP-13",
    name: "emergency-without-emergency-change",
    title: "An emergency release has an emergency change, and no other release has one",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        verified(ISO20000_2018, "8.5.1.1 b"),
        unverified(ISO20000_2011, "9.3"),
        verified(COBIT_2019, "BAI06.02"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3"),
        verified(PCI_DSS_4, "6.5.1"),
    ],
    docs: Docs {
        asks: "A release of a type for emergencies has at least one change of a category for emergencies, which names the incident or vulnerability that triggered it; a release of another type has none. A release for which neither holds is exempt.",
        why: "The short way is for emergencies only, and an emergency is not to wait for the long one.",
        example: "The release is of type `emergency` because the window was missed; its change is a normal one.",
        remedy: "Give the change a category that `support.change_policy.categories` marks as emergency and name its `trigger`, or give the release the type that it is of.",
        role: role::CHANGE_MANAGER,
    },
    judge: emergency_by_procedure,
};

fn emergency_by_procedure<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let mut found = Judgement::default();
    let of_type = is_emergency(case, &mut found);
    let changes = categorised(case, &mut found);
    let urgent = || changes.iter().filter(|one| one.emergency == Some(true));
    match of_type {
        Some(true) if urgent().next().is_some() => {
            judgement.cite("/type");
            judgement.any_of(urgent(), |way, one| {
                way.cite(Pointer::new("/changes/*/category", [one.index]));
                let trigger = Pointer::new("/changes/*/trigger", [one.index]);
                let text = one.change.trigger.as_deref();
                way.text(text, trigger, role::CHANGE_MANAGER);
            });
        }
        Some(true) => {
            judgement.adopt(&found);
            let known = changes.iter().all(|one| one.emergency.is_some());
            if let Some(one) = changes.first().filter(|_| known) {
                let at = Pointer::new("/changes/*/category", [one.index]);
                let needed = "emergency";
                judgement.unmet_when_due(Reason::WrongKind { at, needed });
            }
        }
        Some(false) => {
            for one in urgent() {
                let from = Pointer::new("/changes/*/category", [one.index]);
                judgement.unmet_when_due(Reason::Differs {
                    at: "/type".into(),
                    from,
                });
            }
            judgement.adopt(&found);
            if judgement.is_clear() {
                judgement.exempt("/type", None);
            }
        }
        None => judgement.adopt(&found),
    }
}

pub(super) static EMERGENCY_REVIEWED: Check = Check {
    id: "DEP-14",
    name: "emergency-not-completed-afterwards",
    title: "After an emergency, assessment, tests and records are completed in time",
    stage: Stage::Deployment,
    gate: Some(Stage::Closure),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(COBIT_2019, "BAI06.02"),
        verified(SOC2, "CC8.1"),
        unverified(ITIL, "emergency change"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3"),
        verified(PCI_DSS_4, "6.5.1"),
    ],
    docs: Docs {
        asks: "An emergency release was reviewed after it went live, by somebody who did not approve it, and its records were completed; both by the date that the record sets, and within as many days as the policy allows. A review that did not accept the release says what follows, or the release was taken back. It never stands in for the approval before the start.",
        why: "What was left out in a hurry is left out for good unless somebody has to look again.",
        example: "The fix went live at 01:30; the review was due on Monday at 08:00 and was held on Tuesday.",
        remedy: "Hold the review and record it under `deployment.emergency_review`.",
        role: role::CHANGE_MANAGER,
    },
    judge: emergency_reviewed,
};

fn emergency_reviewed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let reviewed = reviewed_by_due(case, judgement);
    let deployment = case.release.deployment.as_ref();
    let review = deployment.and_then(|deployment| deployment.emergency_review.as_ref());
    if let (Some(review), Some(reviewed)) = (review, reviewed) {
        for start in &case.progress.starts {
            judgement.before_or_open(case, start.fact, reviewed);
        }
        reviewed_by_another(case, judgement, review);
        outcome(case, judgement, review);
    }
}

/// Whether an emergency release was reviewed, and its records completed, by the time due.
pub(crate) fn emergency_reviewed_in_time(case: &Case<'_>) -> Verdict {
    let mut judgement = Judgement::default();
    reviewed_by_due(case, &mut judgement);
    judgement.sum_up(case.due(Trigger::DeploymentStart)).verdict
}

/// Requires of an emergency release that went live that it was reviewed, and its records completed,
/// by the time due. Gives when it was reviewed.
fn reviewed_by_due<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> Option<Fact<'a>> {
    if !applies(case, judgement) {
        return None;
    }
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    let reviewed_at = "/deployment/emergency_review/reviewed_at";
    let completed_at = "/deployment/emergency_review/records_completed_at";
    if case.progress.nothing_started() {
        judgement.missing(reviewed_at, role::CHANGE_MANAGER);
        return None;
    }
    let deployment = case.release.deployment.as_ref();
    let review = deployment.and_then(|deployment| deployment.emergency_review.as_ref());
    let reviewed = review.and_then(|review| Fact::dated(&review.reviewed_at, reviewed_at));
    let completed =
        review.and_then(|review| Fact::dated(&review.records_completed_at, completed_at));
    if let Some(due) = due(case, judgement, review) {
        judgement.done_by(case, reviewed, reviewed_at, due);
        judgement.done_by(case, completed, completed_at, due);
    }
    reviewed
}

/// By when the review is due: by the date of the record, and no later than the policy allows.
fn due<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    review: Option<&'a EmergencyReview>,
) -> Option<Deadline> {
    let mut due = Vec::new();
    let at = "/deployment/emergency_review/due";
    if let Some(stated) = review.and_then(|review| review.due.as_ref()) {
        judgement.cite(at);
        match Deadline::new(stated, case.zone) {
            None => judgement.undecided(Reason::TimeUnusable { at: at.into() }),
            Some(stated) => due.push(stated),
        }
    }
    if let Some(limit) = case.policy.limit(&limit::EMERGENCY_REVIEW) {
        judgement.cite(limit.pointer);
        let zone = case.policy.zone().or(case.zone);
        let later = |moment: &Moment| {
            let zone = moment.zone().or(zone)?;
            after_days(moment, limit.value, zone).map(Deadline::from)
        };
        for start in &case.progress.starts {
            let at = start.fact.pointer;
            match later(start.fact.at) {
                None => judgement.undecided(Reason::TimeUnusable { at }),
                Some(limit) => due.push(limit),
            }
        }
    }
    let first = due.into_iter().min();
    if first.is_none() && judgement.is_clear() {
        judgement.missing(at, role::CHANGE_MANAGER);
    }
    first
}

/// Requires a reviewer who did not approve the release.
fn reviewed_by_another<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    review: &'a EmergencyReview,
) {
    let list = "/deployment/emergency_review/reviewed_by";
    let reviewers = review.reviewed_by.items().iter().enumerate();
    let listed = judgement.any_of(reviewers, |way, (index, reviewer)| {
        let at = Pointer::new("/deployment/emergency_review/reviewed_by/*", [index]);
        way.known_person(case, Some(reviewer), at, role::CHANGE_MANAGER);
        for (index, approval) in case.release.approvals.items().iter().enumerate() {
            let by_at = Pointer::new("/approvals/*/by", [index]);
            if let Some(by) = &approval.by {
                way.different_people(case, (reviewer, at), (by, by_at));
            }
        }
    });
    if !listed {
        judgement.missing(list, role::CHANGE_MANAGER);
    }
}

/// Requires that a release which the review did not accept was followed up or taken back.
fn outcome<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, review: &'a EmergencyReview) {
    let accepted = "/deployment/emergency_review/accepted";
    match review.accepted {
        None => judgement.missing(accepted, role::CHANGE_MANAGER),
        Some(true) => judgement.cite(accepted),
        Some(false) if case.progress.backed_out => {
            judgement.cite(accepted);
            judgement.cite("/deployment/waves");
        }
        Some(false) => {
            judgement.cite(accepted);
            let follow_up = "/deployment/emergency_review/follow_up";
            let text = review.follow_up.as_deref();
            if !judgement.stands(|way| way.text(text, follow_up, role::CHANGE_MANAGER)) {
                judgement.unmet_when_due(Reason::AnsweredNo {
                    at: accepted.into(),
                });
            }
        }
    }
}
