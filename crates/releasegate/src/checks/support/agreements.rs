//! What the customer agreed to: the release policy, and what counts as an emergency.

use super::policy::{planning_time, policy_in_force};
use crate::authority::role;
use crate::checks::case::the_one;
use crate::checks::check::framework::ISO20000_2011;
use crate::checks::check::{Check, Docs, partial, unverified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{CustomerAgreement, Items, PartyKind};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static POLICY_AGREED: Check = Check {
    id: "SUP-05",
    name: "release-policy-not-agreed-with-customer",
    title: "The release policy is agreed with the customer",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Should,
    trigger: Trigger::Registered,
    clauses: &[partial(ISO20000_2011, "9.3")],
    docs: Docs {
        asks: "Each customer among the parties agreed to this version of the policy before the release was planned, with a date and a reference to where the agreement is kept.",
        why: "Customers live with the rhythm of releases and the ways around it; what they agreed to binds both sides.",
        example: "Version 3 of the policy is in force, and the agreement of the customer is to version 2.",
        remedy: "Have each customer agree to the version in force, and record it under `support.agreements` with the id of the policy as its `subject`.",
        role: role::RELEASE_MANAGER,
    },
    judge: policy_agreed,
};

fn policy_agreed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(policy) = policy_in_force(case, judgement) else {
        return;
    };
    let at = "policy#/version";
    judgement.text(policy.version.as_deref(), at, role::MANAGEMENT_HEAD);
    let version = policy.version.as_deref();
    agreed_with_customers(case, judgement, &policy.id, |way, index, agreement| {
        let seen = Pointer::new("/support/agreements/*/version", [index]);
        match agreement.version.as_deref() {
            agreed if says_nothing(agreed) => way.missing(seen, role::RELEASE_MANAGER),
            agreed if agreed == version => way.cite(seen),
            _ => way.incomplete(Reason::Differs {
                at: seen,
                from: at.into(),
            }),
        }
    });
}

pub(super) static EMERGENCY_AGREED: Check = Check {
    id: "SUP-06",
    name: "emergency-not-defined-with-customer",
    title: "What counts as an emergency release is documented and agreed with the customer",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Should,
    trigger: Trigger::Registered,
    clauses: &[unverified(ISO20000_2011, "9.3")],
    docs: Docs {
        asks: "The record says in words what counts as an emergency, and each customer among the parties agreed to it before the release was planned, with a date and a reference.",
        why: "Where nobody agreed on what an emergency is, every hurry becomes one.",
        example: "The definition is written down, and no customer is shown to have agreed to it.",
        remedy: "Fill in `support.emergency_definition`, and record the agreements with `emergency_definition` as their `subject`.",
        role: role::RELEASE_MANAGER,
    },
    judge: emergency_agreed,
};

const EMERGENCY_DEFINITION: &str = "emergency_definition";

fn emergency_agreed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let support = case.release.support.as_ref();
    let definition = support.and_then(|support| support.emergency_definition.as_deref());
    let at = "/support/emergency_definition";
    judgement.text(definition, at, role::RELEASE_MANAGER);
    agreed_with_customers(case, judgement, EMERGENCY_DEFINITION, |_, _, _| {});
}

const AGREEMENTS: &str = "/support/agreements";

/// Requires that every customer agreed to something before the release was planned, and that more
/// holds of the agreement.
fn agreed_with_customers<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    subject: &str,
    holds: impl Fn(&mut Judgement<'a>, usize, &'a CustomerAgreement),
) {
    let support = case.release.support.as_ref();
    let list = support.and_then(|support| support.agreements.as_ref());
    let agreements = support.map_or(&[][..], |support| support.agreements.items());
    if agreements.is_empty() {
        return judgement.none_listed(list, AGREEMENTS, role::RELEASE_MANAGER);
    }
    let parties = case.release.parties.items();
    let is_customer = |party: &crate::model::Party| party.kind == Some(PartyKind::Customer);
    if !parties.iter().any(is_customer) {
        return judgement.missing("/parties", role::SERVICE_OWNER);
    }
    for (index, customer) in parties.iter().enumerate() {
        if !is_customer(customer) {
            continue;
        }
        let at = Pointer::new("/parties/*", [index]);
        judgement.cite(at);
        let id = customer.id.as_str();
        the_one(
            judgement,
            parties,
            id,
            |party| party.id.as_str(),
            "/parties/*",
        );
        let own = agreements.iter().enumerate().filter(|(_, agreement)| {
            agreement.party == customer.id && agreement.subject.as_str() == subject
        });
        let any = judgement.any_of(own, |way, (index, agreement)| {
            dated(case, way, index, agreement);
            holds(way, index, agreement);
        });
        if !any {
            let by = AGREEMENTS.into();
            judgement.incomplete(Reason::NotCovered { at, by });
            judgement.missing(AGREEMENTS, role::RELEASE_MANAGER);
        }
    }
}

/// Requires that an agreement can be looked up, and was there when the release was planned.
fn dated<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    index: usize,
    agreement: &'a CustomerAgreement,
) {
    let reference = Pointer::new("/support/agreements/*/reference", [index]);
    way.text(
        agreement.reference.as_deref(),
        reference,
        role::RELEASE_MANAGER,
    );
    let at = Pointer::new("/support/agreements/*/agreed_at", [index]);
    let agreed = Fact::dated(&agreement.agreed_at, at);
    match (agreed, planning_time(case)) {
        (None, _) => way.missing(at, role::RELEASE_MANAGER),
        (_, None) => way.missing("/plan/created_at", role::RELEASE_MANAGER),
        (Some(agreed), Some(planned)) => way.before(case, agreed, planned),
    }
}
