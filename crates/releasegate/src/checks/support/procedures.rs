//! Emergency releases and emergency changes are managed by procedures that know of each other.

use super::documents::listed;
use crate::authority::role;
use crate::checks::case::{Found, the_one};
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2011, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{DocumentId, Items, Procedure, ProcedureSubject};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static INTERLOCKED: Check = Check {
    id: "SUP-07",
    name: "emergency-procedures-not-interlocked",
    title: "The emergency release procedure and the emergency change procedure refer to each other",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Should,
    trigger: Trigger::Registered,
    clauses: &[
        unverified(ISO20000_2011, "9.3"),
        verified(ISO20000_2018, "8.5.1.1 b"),
        verified(COBIT_2019, "BAI06.02"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3"),
        verified(PCI_DSS_4, "6.5.1"),
    ],
    docs: Docs {
        asks: "Each emergency release procedure refers to an emergency change procedure and names the change category it requires, that category is marked as emergency, and the change procedure refers back.",
        why: "In an emergency people follow one procedure; if it does not lead to the other one, the change is forgotten or the release is.",
        example: "The emergency release procedure cites the change procedure, which does not know that there are emergency releases.",
        remedy: "Let both procedures refer to each other, name the category in the release procedure, and record both under `support.procedures`; one document may hold both.",
        role: role::CHANGE_MANAGER,
    },
    judge: interlocked,
};

const PROCEDURES: &str = "/support/procedures";

fn interlocked<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let support = case.release.support.as_ref();
    let list = support.and_then(|support| support.procedures.as_ref());
    let procedures = support.map_or(&[][..], |support| support.procedures.items());
    if procedures.is_empty() {
        return judgement.none_listed(list, PROCEDURES, role::RELEASE_MANAGER);
    }
    let governing = |subject| {
        let all = procedures.iter().enumerate();
        all.filter(move |(_, procedure)| procedure.governs == Some(subject))
    };
    let releases = governing(ProcedureSubject::EmergencyRelease);
    let changes = governing(ProcedureSubject::EmergencyChange);
    if releases.clone().next().is_none() {
        judgement.missing(PROCEDURES, role::RELEASE_MANAGER);
    }
    if changes.clone().next().is_none() {
        judgement.missing(PROCEDURES, role::CHANGE_MANAGER);
    }
    for (index, release) in releases {
        let at = Pointer::new("/support/procedures/*/document", [index]);
        let document = Some(&release.document);
        listed(case, judgement, document, at, role::RELEASE_MANAGER);
        emergency_category(case, judgement, index, release);
        judgement.any_of(changes.clone(), |way, (change_index, change)| {
            let change_at = Pointer::new("/support/procedures/*/document", [change_index]);
            let document = Some(&change.document);
            listed(case, way, document, change_at, role::CHANGE_MANAGER);
            if release.document != change.document {
                refers(way, (index, release), (change_at, &change.document));
                refers(way, (change_index, change), (at, &release.document));
            }
        });
    }
}

/// Requires that a procedure refers to a document.
fn refers<'a>(
    way: &mut Judgement<'a>,
    (index, procedure): (usize, &'a Procedure),
    (document, id): (Pointer, &DocumentId),
) {
    let at = Pointer::new("/support/procedures/*/refers_to", [index]);
    match procedure.refers_to.as_deref() {
        None => way.missing(at, role::CHANGE_MANAGER),
        Some([]) => way.incomplete(Reason::EmptyList { at }),
        Some(others) if others.contains(id) => way.cite(at),
        Some(_) => way.nonconforming(Reason::NotCovered {
            at: document,
            by: at,
        }),
    }
}

/// Requires that the category that the release procedure names is one for emergencies.
fn emergency_category<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    procedure: &'a Procedure,
) {
    let at = Pointer::new("/support/procedures/*/change_category", [index]);
    let named = procedure.change_category.as_deref();
    let Some(id) = named.filter(|id| !says_nothing(Some(id))) else {
        return judgement.missing(at, role::RELEASE_MANAGER);
    };
    judgement.cite(at);
    let support = case.release.support.as_ref();
    let policy = support.and_then(|support| support.change_policy.as_ref());
    let categories = policy.map_or(&[][..], |policy| policy.categories.items());
    if categories.is_empty() {
        let list = policy.and_then(|policy| policy.categories.as_ref());
        let at = "/support/change_policy/categories";
        return judgement.none_listed(list, at, role::CHANGE_MANAGER);
    }
    let places = "/support/change_policy/categories/*/id";
    match the_one(judgement, categories, id, |category| &category.id, places) {
        Found::Nothing => judgement.incomplete(Reason::Unresolved { at, id }),
        Found::Several => {}
        Found::One(position, category) => {
            let flag = Pointer::new("/support/change_policy/categories/*/emergency", [position]);
            judgement.yes(category.emergency, flag, role::CHANGE_MANAGER);
        }
    }
}
