//! What comes from suppliers is agreed with them for as long as it is needed.

use crate::authority::role;
use crate::checks::case::the_one;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Items, PartyId, PlannedDate, Stated, SupplierAgreement};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::{Proof, Window, WindowError, covered};

const LIST: &str = "/plan/suppliers";

pub(super) static SUPPLIERS_BOUND: Check = Check {
    id: "PLN-24",
    name: "supplied-part-not-covered-by-agreement",
    title: "What suppliers contribute is covered by an agreement for the whole deployment and early-life period",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[
        unverified(ISO20000_2018, "8.3.4.1"),
        unverified(ISO20000_2018, "8.3.4.2"),
        unverified(ISO20000_2018, "8.2.3"),
    ],
    docs: Docs {
        asks: "For every deliverable from a supplier, outside or inside the organization, there is an agreement with targets, interfaces and responsibilities, in force from the first start of the deployment to the end of the early-life period. It does not apply where no deliverable is supplied and somebody states that there are no such agreements; an open-source component has no supplier unless there is an agreement.",
        why: "A supplier whose contract ended owes nothing on the night when something breaks.",
        example: "The hosting contract ends two weeks into thirty days of early life support.",
        remedy: "Renew the agreement and record it under `plan.suppliers`, or state there that there are none.",
        role: role::SUPPLIER_MANAGER,
    },
    judge: suppliers_bound,
};

fn suppliers_bound<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let plan = case.plan();
    let deliverables = plan.and_then(|plan| plan.deliverables.as_ref());
    let deliverables = judgement.listed(deliverables, "/plan/deliverables", role::BUILD_MANAGER);
    let named = deliverables.iter().enumerate().filter_map(|(index, one)| {
        let supplier = one.supplier.as_ref();
        let supplier = supplier.filter(|id| !says_nothing(Some(id.as_str())))?;
        Some((
            Pointer::new("/plan/deliverables/*/supplier", [index]),
            supplier,
        ))
    });
    let named: Vec<_> = named.collect();
    let given = plan.and_then(|plan| plan.suppliers.as_ref());
    match given {
        None => judgement.missing(LIST, role::SUPPLIER_MANAGER),
        Some(Stated::None(none)) if named.is_empty() && !deliverables.is_empty() => {
            judgement.exempt(LIST, Some(none.by.as_str()));
        }
        Some(Stated::None(_)) if named.is_empty() => {}
        Some(Stated::None(_)) => {
            judgement.unmet_when_due(Reason::NoneStated { at: LIST.into() });
        }
        Some(Stated::Given(list)) if list.is_empty() => {
            judgement.incomplete(Reason::EmptyList { at: LIST.into() });
        }
        Some(Stated::Given(list)) => all_bound(case, judgement, &named, list),
    }
}

fn all_bound<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: &[(Pointer, &'a PartyId)],
    agreements: &'a [SupplierAgreement],
) {
    for (at, supplier) in named {
        judgement.cite(*at);
        let id = supplier.as_str();
        let parties = case.release.parties.items();
        if the_one(
            judgement,
            parties,
            id,
            |party| party.id.as_str(),
            "/parties/*/id",
        )
        .is_nothing()
        {
            judgement.incomplete(Reason::Unresolved { at: *at, id });
        }
        if !agreements
            .iter()
            .any(|agreement| agreement.supplier == **supplier)
        {
            let (at, needed) = (LIST.into(), id);
            judgement.incomplete(Reason::NotListed { at, needed });
            judgement.missing(LIST, role::SUPPLIER_MANAGER);
        }
    }
    let Some(needed) = case.progress.expected_exposure(case) else {
        return time_unknown(case, judgement);
    };
    for (index, agreement) in agreements.iter().enumerate() {
        complete(judgement, index, agreement);
        // Agreements that follow one another are looked at together, once.
        let mut earlier = agreements.iter().take(index);
        if !earlier.any(|other| other.supplier == agreement.supplier) {
            in_force_throughout(case, judgement, &needed, &agreement.supplier, agreements);
        }
    }
}

/// Requires what an agreement has to settle.
fn complete<'a>(judgement: &mut Judgement<'a>, index: usize, agreement: &'a SupplierAgreement) {
    let at = |template| Pointer::new(template, [index]);
    for (text, at) in [
        (&agreement.agreement, at("/plan/suppliers/*/agreement")),
        (&agreement.targets, at("/plan/suppliers/*/targets")),
        (&agreement.interfaces, at("/plan/suppliers/*/interfaces")),
        (
            &agreement.responsibilities,
            at("/plan/suppliers/*/responsibilities"),
        ),
    ] {
        judgement.settled(text.as_deref(), at, role::SUPPLIER_MANAGER);
    }
}

/// Requires that the agreements with a supplier leave no gap in the time that is needed.
fn in_force_throughout<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    needed: &Window,
    supplier: &PartyId,
    agreements: &'a [SupplierAgreement],
) {
    let of_supplier = agreements.iter().enumerate();
    let of_supplier = of_supplier.filter(|(_, agreement)| agreement.supplier == *supplier);
    let mut windows = Vec::new();
    let mut last = Pointer::from(LIST);
    for (index, agreement) in of_supplier {
        let at = |template| Pointer::new(template, [index]);
        last = at("/plan/suppliers/*");
        match validity(case, agreement) {
            Some(Ok(window)) => windows.push(window),
            Some(Err(WindowError::Unusable)) => {
                return judgement.undecided(Reason::TimeUnusable { at: last });
            }
            Some(Err(WindowError::Inverted)) => {
                return judgement.undecided(Reason::Contradiction {
                    at: last,
                    with: last,
                });
            }
            None => {
                return judgement.missing(at("/plan/suppliers/*/from"), role::SUPPLIER_MANAGER);
            }
        }
    }
    let not_covered = Reason::PeriodNotCovered {
        at: last,
        from: needed.start().earliest(),
        until: needed.end().latest(),
    };
    match covered(needed, &windows) {
        Proof::Proven => judgement.cite(last),
        Proof::Refuted => judgement.unmet_when_due(not_covered),
        Proof::Undecided => judgement.undecided(not_covered),
    }
}

/// From when to when an agreement is in force; open at its end when it names none.
fn validity(case: &Case<'_>, agreement: &SupplierAgreement) -> Option<Result<Window, WindowError>> {
    let from = agreement.from.as_ref()?;
    Some(match &agreement.until {
        Some(until) => Window::defined(from, until, case.zone),
        None => Window::open_from(from, case.zone),
    })
}

/// Names what hides for which time an agreement is needed.
fn time_unknown<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if case.zone.is_none() {
        judgement.missing("/zone", role::RELEASE_MANAGER);
    }
    if !case.progress.nothing_started() {
        case.progress.starts_missing(judgement);
        case.progress.ends_missing(judgement);
    }
    let waves = case.plan().map_or(&[][..], |plan| plan.waves.items());
    if waves.is_empty() {
        judgement.missing("/plan/waves", role::RELEASE_MANAGER);
    }
    for (index, wave) in waves.iter().enumerate() {
        if wave
            .planned_start
            .as_ref()
            .and_then(PlannedDate::fixed)
            .is_none()
        {
            let at = Pointer::new("/plan/waves/*/planned_start", [index]);
            judgement.missing(at, role::RELEASE_MANAGER);
        }
    }
}
