//! The policy of the organization, in the version in force when the release was planned.

use crate::authority::role;
use crate::checks::{Case, Fact, Judgement, Reason};
use crate::policy::{PolicyDocument, planned};
use crate::time::{Moment, Proof, Span, before};

/// The organization's policy, if it is the one that the release was managed under and was in force
/// when the release was planned; otherwise says what is missing.
pub(super) fn policy_in_force<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Option<&'a PolicyDocument> {
    let Some(document) = &case.policy.document else {
        judgement.incomplete(Reason::NoPolicy);
        return None;
    };
    if let Some(stated) = &case.release.policy {
        let same_version = stated.version.is_none() || stated.version == document.version;
        if stated.id != document.id || !same_version {
            judgement.undecided(Reason::Differs {
                at: "/policy".into(),
                from: "policy#/version".into(),
            });
            return None;
        }
    }
    in_force(case, document, judgement)?;
    Some(document)
}

/// Whether the policy was approved and in force when the release was planned.
fn in_force<'a>(
    case: &Case<'a>,
    document: &PolicyDocument,
    judgement: &mut Judgement<'a>,
) -> Option<()> {
    let planned = planning_time(case);
    if planned.is_none() {
        judgement.missing("/plan/created_at", role::RELEASE_MANAGER);
    }
    if document.approved_at.is_none() {
        judgement.missing("policy#/approved_at", role::MANAGEMENT_HEAD);
    }
    if document.valid_from.is_none() {
        judgement.missing("policy#/valid_from", role::MANAGEMENT_HEAD);
    }
    let planned = planned?;
    let approved = policy_span(case, document.approved_at.as_ref()?);
    let from = policy_span(case, document.valid_from.as_ref()?);
    let Some(at) = case.span(planned.at) else {
        judgement.undecided(Reason::TimeUnusable {
            at: planned.pointer,
        });
        return None;
    };
    let (Some(approved), Some(from)) = (approved, from) else {
        judgement.undecided(Reason::TimeUnusable {
            at: "policy#/valid_from".into(),
        });
        return None;
    };
    // In force from `valid_from` on, inclusive, if it was approved by then.
    let started = at.first() >= from.first() && before(approved, at) == Proof::Proven;
    let until = document
        .superseded_from
        .as_ref()
        .map(|until| policy_span(case, until));
    let ended = match until {
        None => false,
        Some(Some(until)) => at.end() > until.first(),
        Some(None) => true,
    };
    judgement.cite(planned.pointer);
    judgement.cite("policy#/valid_from");
    if started && !ended {
        return Some(());
    }
    judgement.undecided(Reason::PolicyNotInForce {
        planned: planned.pointer,
    });
    None
}

/// The span of a moment of the policy.
pub(super) fn policy_span(case: &Case<'_>, moment: &Moment) -> Option<Span> {
    moment.span(case.policy.zone().or(case.zone))
}

/// When the release was planned.
pub(super) fn planning_time<'a>(case: &Case<'a>) -> Option<Fact<'a>> {
    planned(case.release).map(|(at, place)| Fact::new(at, place))
}
