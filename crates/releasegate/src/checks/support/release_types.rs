//! The kinds of release: defined, with emergency among them, how often, how managed.

use super::policy::{planning_time, policy_in_force, policy_span};
use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2011, ISO20000_2018, ITIL};
use crate::checks::check::{Check, Docs, partial, verified};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::Document;
use crate::pointer::Pointer;
use crate::policy::ReleaseType;
use crate::stage::Stage;

pub(super) static TYPE_DEFINED: Check = Check {
    id: "SUP-01",
    name: "release-type-not-defined",
    title: "The kinds of release are defined, and this release is of one of them",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        partial(ITIL, "release policy"),
    ],
    docs: Docs {
        asks: "The organization's policy lists its kinds of release, was approved and in force when this release was planned, and the release's `type` is on that list.",
        why: "A release of no defined kind has no defined way of being managed: nobody can say which steps it may leave out.",
        example: "The record says `type: hotfix`, and the policy in force when it was planned knows only `major`, `minor` and `emergency`.",
        remedy: "Give the release one of the policy's types, or give the version of the policy that was in force when the release was planned.",
        role: role::RELEASE_MANAGER,
    },
    judge: type_defined,
};

fn type_defined<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(types) = types_in_force(case, judgement) else {
        return;
    };
    let Some(release_type) = &case.release.release_type else {
        judgement.missing("/type", role::RELEASE_MANAGER);
        return;
    };
    judgement.cite("/type");
    if !types.iter().any(|candidate| candidate.id == *release_type) {
        judgement.nonconforming(Reason::NotInPolicy { at: "/type".into() });
    }
}

pub(super) static EMERGENCY_DEFINED: Check = Check {
    id: "SUP-02",
    name: "no-emergency-release-type",
    title: "Emergency is one of the defined kinds of release",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "At least one kind of release in the policy is marked as emergency, also where there has never been one.",
        why: "Without a defined kind, the first emergency is managed by improvisation.",
        example: "The policy has a type named `hotfix` that is not marked with `emergency: true`.",
        remedy: "Mark the type that is meant for emergencies with `emergency: true`, or add one.",
        role: role::RELEASE_MANAGER,
    },
    judge: emergency_defined,
};

fn emergency_defined<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(types) = types_in_force(case, judgement) else {
        return;
    };
    let flags = types.iter().map(|release_type| release_type.emergency);
    match flags.clone().position(|flag| flag == Some(true)) {
        Some(index) => judgement.cite(Pointer::new("policy#/release_types/*/emergency", [index])),
        None => judgement.nonconforming(Reason::NoEmergencyType { at: TYPES.into() }),
    }
}

pub(super) static FREQUENCY_DEFINED: Check = Check {
    id: "SUP-03",
    name: "release-frequency-not-defined",
    title: "Each kind of release has a defined frequency",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        partial(ISO20000_2011, "9.3"),
    ],
    docs: Docs {
        asks: "Every kind of release in the policy says how often there are such releases.",
        why: "Customers, testers and operators plan around the rhythm of releases.",
        example: "`major` and `minor` have a frequency, `emergency` has none.",
        remedy: "State a `frequency` for each type; `on demand` is an answer.",
        role: role::RELEASE_MANAGER,
    },
    judge: frequency_defined,
};

fn frequency_defined<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(types) = types_in_force(case, judgement) else {
        return;
    };
    for (index, release_type) in types.iter().enumerate() {
        let at = Pointer::new("policy#/release_types/*/frequency", [index]);
        match release_type.frequency.as_deref() {
            text if says_nothing(text) => judgement.nonconforming(Reason::Missing { at }),
            _ => judgement.cite(at),
        }
    }
}

pub(super) static MANAGEMENT_DEFINED: Check = Check {
    id: "SUP-04",
    name: "release-management-not-defined",
    title: "Each kind of release has a defined way of being managed",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "Every kind of release in the policy refers to a document that says how it is managed, and the policy lists that document.",
        why: "Types without a way of managing them are only labels.",
        example: "`emergency` is `managed_by: DOC-17`, and no document `DOC-17` is listed.",
        remedy: "Add `managed_by` to each type and list the document under `documents`.",
        role: role::RELEASE_MANAGER,
    },
    judge: management_defined,
};

fn management_defined<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(types) = types_in_force(case, judgement) else {
        return;
    };
    let documents = case
        .policy
        .document
        .as_ref()
        .and_then(|document| document.documents.as_deref())
        .unwrap_or_default();
    for (index, release_type) in types.iter().enumerate() {
        let at = Pointer::new("policy#/release_types/*/managed_by", [index]);
        match &release_type.managed_by {
            None => judgement.nonconforming(Reason::Missing { at }),
            Some(id) if documents.iter().any(|document| document.id == *id) => {
                judgement.cite(at);
                let versions = documents.iter().enumerate();
                let ways = versions.filter(|(_, document)| document.id == *id);
                judgement.any_of(ways, |way, (index, document)| {
                    not_superseded(case, way, index, document);
                });
            }
            Some(id) => judgement.undecided(Reason::Unresolved {
                at,
                id: id.as_str(),
            }),
        }
    }
}

/// Requires that a version of a document still held when the release was planned.
fn not_superseded<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    index: usize,
    document: &'a Document,
) {
    let until = Pointer::new("policy#/documents/*/superseded_from", [index]);
    if let Some((planned, ended)) = planning_time(case).zip(document.superseded_from.as_ref()) {
        let ended = policy_span(case, ended);
        match ended
            .zip(case.span(planned.at))
            .map(|(ended, at)| at.end() <= ended.first())
        {
            Some(true) => {}
            Some(false) => {
                way.undecided(Reason::NotBefore {
                    first: planned.pointer,
                    second: until,
                });
            }
            None => way.undecided(Reason::TimeUnusable { at: until }),
        }
    }
}

pub(super) const TYPES: &str = "policy#/release_types";

/// The release types of the organization's policy, if it was in force when the release was
/// planned; otherwise says what is missing.
pub(super) fn types_in_force<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Option<&'a [ReleaseType]> {
    let (shown, types) = case.shared.types.get_or_init(|| {
        let mut shown = Judgement::default();
        let types = find_types_in_force(case, &mut shown);
        (shown, types)
    });
    judgement.adopt(shown);
    *types
}

fn find_types_in_force<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Option<&'a [ReleaseType]> {
    let document = policy_in_force(case, judgement)?;
    match document.release_types.as_deref() {
        None => {
            judgement.missing(TYPES, role::RELEASE_MANAGER);
            None
        }
        Some([]) => {
            judgement.nonconforming(Reason::EmptyList { at: TYPES.into() });
            None
        }
        Some(types) => {
            judgement.cite(TYPES);
            Some(types)
        }
    }
}
