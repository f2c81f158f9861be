//! Gates that can never open.

use super::{Found, KeptClosed, PolicyDefect, Whole, people};
use crate::checks::{Severity, says_nothing};
use crate::model::Items;
use crate::policy::{ApprovalSubject, RuledCheck};
use crate::stage::Stage;

pub(super) fn all(policy: &Whole<'_>, found: &mut Found) {
    nothing_asked(policy, found);
    impossible_approvals(policy, found);
    impossible_checks(policy, found);
    no_emergency_type(policy, found);
}

/// Gates at which the profile requires something and the policy nothing. Nothing proves nothing.
fn nothing_asked(policy: &Whole<'_>, found: &mut Found) {
    for gate in Stage::ALL {
        let own = policy.document.own_checks.as_deref().unwrap_or_default();
        let asks_own = own.iter().any(|rule| {
            rule.gate == Some(gate) && rule.severity.unwrap_or(Severity::Must) == Severity::Must
        });
        let asks = requires_any(&policy.checks, gate) || asks_own;
        if requires_any(&policy.profile.checks, gate) && !asks {
            let by = KeptClosed::NothingAsked;
            found.add("/checks", PolicyDefect::GateNeverOpens { gate, by });
        }
    }
}

fn requires_any(checks: &[RuledCheck], gate: Stage) -> bool {
    let mut required = checks.iter().filter(|it| it.severity == Severity::Must);
    required.any(|ruled| ruled.gate == Some(gate))
}

/// Gates before which something has to be approved, by a rule that nobody can meet.
fn impossible_approvals(policy: &Whole<'_>, found: &mut Found) {
    for (index, rule) in policy.document.approvals.items().iter().enumerate() {
        let gate = gate_of(rule.of).filter(|_| people::is_impossible(policy, rule));
        if let Some(gate) = gate {
            let rule = rule.id.clone();
            let by = KeptClosed::ImpossibleApproval { rule };
            let at = format!("/approvals/{index}");
            found.add(at, PolicyDefect::GateNeverOpens { gate, by });
        }
    }
}

/// The gate before which something is approved.
const fn gate_of(of: ApprovalSubject) -> Option<Stage> {
    match of {
        ApprovalSubject::Plan | ApprovalSubject::Change => Some(Stage::Planning),
        // Nothing that was built may go live without.
        ApprovalSubject::Release => Some(Stage::Build),
        ApprovalSubject::EarlyLifeExit => Some(Stage::EarlyLife),
        ApprovalSubject::Waiver => None,
    }
}

/// Required checks that no release can meet, because the policy does not say what they ask for.
fn impossible_checks(policy: &Whole<'_>, found: &mut Found) {
    let document = policy.document;
    let types = document.release_types.items();
    if document.methods.as_ref().is_some_and(Vec::is_empty) {
        impossible(policy, "PLN-08", "/methods".to_owned(), found);
    }
    if types.is_empty() {
        impossible(policy, "SUP-01", "/release_types".to_owned(), found);
    }
    for (index, release_type) in types.iter().enumerate() {
        let at = format!("/release_types/{index}");
        if release_type.frequency.is_none() {
            impossible(policy, "SUP-03", at.clone(), found);
        }
        if release_type.managed_by.is_none() {
            impossible(policy, "SUP-04", at.clone(), found);
        }
        let is_empty = release_type.early_life_days == Some(0);
        if is_empty && says_nothing(release_type.early_life_reason.as_deref()) {
            impossible(policy, "ELS-02", format!("{at}/early_life_days"), found);
        }
    }
    empty_period(policy, found);
}

/// An empty early-life period for types that set none of their own and do not say why.
fn empty_period(policy: &Whole<'_>, found: &mut Found) {
    let mut types = policy.document.release_types.items().iter();
    let unexplained = types
        .any(|one| one.early_life_days.is_none() && says_nothing(one.early_life_reason.as_deref()));
    if policy.document.early_life_days == Some(0) && unexplained {
        impossible(policy, "ELS-02", "/early_life_days".to_owned(), found);
    }
}

fn impossible(policy: &Whole<'_>, check: &'static str, at: String, found: &mut Found) {
    let gate = policy.requires(check).and_then(|ruled| ruled.gate);
    if let Some(gate) = gate {
        let by = KeptClosed::ImpossibleCheck { check };
        found.add(at, PolicyDefect::GateNeverOpens { gate, by });
    }
}

/// Release types, none of which is an emergency, where the policy asks for one.
fn no_emergency_type(policy: &Whole<'_>, found: &mut Found) {
    let types = policy.document.release_types.items();
    let none = types.iter().all(|one| one.emergency != Some(true));
    if none && !types.is_empty() && policy.requires("SUP-02").is_some() {
        found.add("/release_types", PolicyDefect::NoEmergencyType);
    }
}
