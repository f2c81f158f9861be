//! What customers and other interested parties were asked and agreed to.

use crate::authority::role;
use crate::checks::case::{Found, the_one};
use crate::checks::check::framework::ISO20000_2011;
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{CriteriaAgreement, Items, PartyId, PartyKind};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

use super::requests::before_plan_approval;

pub(super) static CUSTOMER_CONSULTED: Check = Check {
    id: "PLN-09",
    name: "customer-not-consulted-on-plan",
    title: "The release is planned with the customer and interested parties",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Should,
    trigger: Trigger::Planned,
    clauses: &[unverified(ISO20000_2011, "9.3")],
    docs: Docs {
        asks: "A customer was consulted on the plan before it was approved; the record says which one and when.",
        why: "The customer knows which week is the wrong one.",
        example: "The plan was approved on 20 February, and the customer was first asked on 1 March.",
        remedy: "Ask the customer, and list it under `plan.consulted`; afterwards only a new version of the plan helps.",
        role: role::RELEASE_MANAGER,
    },
    judge: customer_consulted,
};

fn customer_consulted<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = case.plan().and_then(|plan| plan.consulted.as_ref());
    let consulted = case.plan().map_or(&[][..], |plan| plan.consulted.items());
    if consulted.is_empty() {
        return judgement.none_listed(list, "/plan/consulted", role::RELEASE_MANAGER);
    }
    judgement.any_of(consulted.iter().enumerate(), |way, (index, one)| {
        is_customer(
            case,
            way,
            &one.party,
            Pointer::new("/plan/consulted/*/party", [index]),
        );
        let at = Pointer::new("/plan/consulted/*/consulted_at", [index]);
        match Fact::dated(&one.consulted_at, at) {
            None => way.missing(at, role::RELEASE_MANAGER),
            Some(asked) => before_plan_approval(case, way, asked),
        }
    });
}

/// Requires that a party is a customer.
fn is_customer<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    party: &'a PartyId,
    at: Pointer,
) {
    let id = party.as_str();
    let parties = case.release.parties.items();
    match the_one(
        judgement,
        parties,
        id,
        |party| party.id.as_str(),
        "/parties/*/id",
    ) {
        Found::Nothing => judgement.incomplete(Reason::Unresolved { at, id }),
        Found::Several => {}
        Found::One(index, party) => match party.kind {
            Some(PartyKind::Customer) => judgement.cite(at),
            None => {
                let kind = Pointer::new("/parties/*/kind", [index]);
                judgement.missing(kind, role::SERVICE_OWNER);
            }
            Some(_) => judgement.incomplete(Reason::WrongKind {
                at,
                needed: "customer",
            }),
        },
    }
}

pub(super) static CRITERIA_AGREED: Check = Check {
    id: "PLN-19",
    name: "acceptance-criteria-not-agreed-with-customer",
    title: "Acceptance criteria are agreed with the customer and interested parties",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Should,
    trigger: Trigger::Planned,
    clauses: &[unverified(ISO20000_2011, "9.3")],
    docs: Docs {
        asks: "A customer agreed to this version of the set of acceptance criteria, after they were written and before the deployment started.",
        why: "What the customer did not agree to does not tell whether the customer accepts the release.",
        example: "The customer agreed to version 1 of the criteria, and the release was tested against version 2.",
        remedy: "Agree on the version that is tested against, and record it under `criteria_agreements` with party, version and date.",
        role: role::TEST_MANAGER,
    },
    judge: criteria_agreed,
};

fn criteria_agreed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = case
        .verification()
        .and_then(|tests| tests.criteria_agreements.as_ref());
    let agreements = case
        .verification()
        .map_or(&[][..], |tests| tests.criteria_agreements.items());
    if agreements.is_empty() {
        let at = "/verification/criteria_agreements";
        return judgement.none_listed(list, at, role::TEST_MANAGER);
    }
    let criteria = case.verification().map(|tests| tests.criteria.items());
    if criteria.is_none_or(<[_]>::is_empty) {
        // Who agreed to nothing agreed to whatever comes.
        judgement.missing("/verification/criteria", role::TEST_MANAGER);
    }
    judgement.any_of(agreements.iter().enumerate(), |way, (index, one)| {
        agreed(case, way, index, one);
    });
}

fn agreed<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    agreement: &'a CriteriaAgreement,
) {
    let at = |template| Pointer::new(template, [index]);
    let party = at("/verification/criteria_agreements/*/party");
    is_customer(case, judgement, &agreement.party, party);
    let version = at("/verification/criteria_agreements/*/criteria_version");
    let current = "/verification/criteria_version";
    let tests = case.verification();
    let current_version = tests.and_then(|tests| tests.criteria_version.as_deref());
    judgement.text(
        agreement.criteria_version.as_deref(),
        version,
        role::TEST_MANAGER,
    );
    judgement.text(current_version, current, role::TEST_MANAGER);
    if let Some((one, other)) = agreement.criteria_version.as_deref().zip(current_version)
        && one != other
    {
        judgement.incomplete(Reason::Differs {
            at: version,
            from: current.into(),
        });
    }
    let date = at("/verification/criteria_agreements/*/agreed_at");
    let Some(agreed) = Fact::dated(&agreement.agreed_at, date) else {
        return judgement.missing(date, role::TEST_MANAGER);
    };
    judgement.before_start(case, agreed);
    let criteria = tests.map_or(&[][..], |tests| tests.criteria.items());
    for (index, criterion) in criteria.iter().enumerate() {
        let at = |template| Pointer::new(template, [index]);
        let written = [
            Fact::dated(
                &criterion.documented_at,
                at("/verification/criteria/*/documented_at"),
            ),
            Fact::dated(
                &criterion.revised_at,
                at("/verification/criteria/*/revised_at"),
            ),
        ];
        for edit in written.into_iter().flatten() {
            // Nobody agrees to what is written later.
            if case.before(agreed, edit) == Ok(Proof::Proven) {
                judgement.incomplete(Reason::NotBefore {
                    first: edit.pointer,
                    second: agreed.pointer,
                });
            }
        }
    }
}
