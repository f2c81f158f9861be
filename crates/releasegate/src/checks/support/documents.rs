//! Policies, plans and procedures in use are controlled documents.

use chrono_tz::Tz;

use super::policy::{planning_time, policy_in_force};
use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Document, DocumentId, Items};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::{Moment, Proof, Window, WindowError, before};

pub(super) static CONTROLLED: Check = Check {
    id: "SUP-11",
    name: "document-not-controlled",
    title: "Policies, plans and procedures in use are identified, approved, and in force in the version used",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[
        unverified(ISO20000_2018, "7.5.2"),
        unverified(ISO20000_2018, "7.5.3"),
    ],
    docs: Docs {
        asks: "The policy, the approved plan, and each document that the record lists or refers to have a version, an approver and a date of approval; of each document exactly one version, approved by then, was in force when the release was planned and at every start of the deployment.",
        why: "Who works by a draft, or by a version that was replaced, does not work by what was decided.",
        example: "The emergency procedure is listed in version 4, in force from April, and the deployment was in March.",
        remedy: "List each version that was in force then, with `version`, `approved_by`, `approved_at`, `valid_from`, and `superseded_from` when another one replaced it.",
        role: role::RELEASE_MANAGER,
    },
    judge: controlled,
};

fn controlled<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if let Some(policy) = policy_in_force(case, judgement) {
        let (version, approver) = ("policy#/version", "policy#/approved_by");
        judgement.text(policy.version.as_deref(), version, role::MANAGEMENT_HEAD);
        let approved_by = policy.approved_by.as_ref().map(|by| by.as_str());
        judgement.text(approved_by, approver, role::MANAGEMENT_HEAD);
    }
    plan_controlled(case, judgement);
    if !case.progress.nothing_started() {
        case.progress.starts_missing(judgement);
    }
    let starts = case.progress.starts.iter().map(|start| start.fact);
    let acts: Vec<_> = planning_time(case).into_iter().chain(starts).collect();
    for (id, at) in in_use(case) {
        let versions: Vec<_> = versions(case, id).collect();
        if versions.is_empty() {
            listed(case, judgement, Some(id), at, role::RELEASE_MANAGER);
        }
        for act in &acts {
            judgement.any_of(&versions, |way, version| {
                version_controlled(case, way, version, *act);
            });
            one_version(case, judgement, &versions, *act);
        }
    }
}

/// Requires that the plan is identified and approved, once it is used.
fn plan_controlled<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let is_used =
        |plan: &&crate::model::Plan| plan.approved_at.is_some() || !case.progress.nothing_started();
    let Some(plan) = case.plan().filter(is_used) else {
        return;
    };
    judgement.text(plan.id.as_deref(), "/plan/id", role::RELEASE_MANAGER);
    let version = "/plan/version";
    judgement.text(plan.version.as_deref(), version, role::RELEASE_MANAGER);
    let (by, approver) = (plan.approved_by.as_ref(), "/plan/approved_by");
    judgement.known_person(case, by, approver, role::RELEASE_MANAGER);
    match &plan.approved_at {
        None => judgement.missing("/plan/approved_at", role::RELEASE_MANAGER),
        Some(at) => {
            let approved = Fact {
                at,
                seq: plan.approved_seq,
                pointer: "/plan/approved_at".into(),
            };
            judgement.before_start(case, approved);
        }
    }
}

/// Requires that a version of a document was in force at an act, and approved by then.
fn version_controlled<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    listed: &Listed<'a>,
    act: Fact<'a>,
) {
    let Listed {
        document, places, ..
    } = *listed;
    let at = |template| Pointer::new(template, [listed.index]);
    let role = role::RELEASE_MANAGER;
    way.text(document.version.as_deref(), at(places.version), role);
    let (by, approver) = (document.approved_by.as_ref(), at(places.approved_by));
    if places.in_policy {
        way.text(by.map(|by| by.as_str()), approver, role);
    } else {
        way.known_person(case, by, approver, role);
    }
    if document.approved_at.is_none() {
        way.missing(at(places.approved_at), role);
    }
    if document.valid_from.is_none() {
        return way.missing(at(places.valid_from), role);
    }
    // What is not in force then is not the version used: another one may be, which is not listed.
    match listed.in_force_at(case, act) {
        Err(WindowError::Unusable) => way.undecided(Reason::TimeUnusable {
            at: at(places.valid_from),
        }),
        Err(WindowError::Inverted) => way.undecided(Reason::Contradiction {
            at: at(places.superseded_from),
            with: at(places.valid_from),
        }),
        Ok(Proof::Proven) => {
            way.cite(at(places.valid_from));
            if let Some(approved_at) = &document.approved_at {
                approved_before(
                    case,
                    way,
                    (approved_at, at(places.approved_at)),
                    listed.zone,
                    act,
                );
            }
        }
        Ok(_) => way.undecided(Reason::NotInForce {
            at: at(places.valid_from),
            when: act.pointer,
        }),
    }
}

fn approved_before<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    (approved_at, first): (&Moment, Pointer),
    zone: Option<Tz>,
    act: Fact<'a>,
) {
    way.cite(first);
    let second = act.pointer;
    match approved_at.span(zone).zip(case.span(act.at)) {
        None => way.undecided(Reason::TimeUnusable { at: first }),
        Some((approved, acted)) => match before(approved, acted) {
            Proof::Proven => {}
            Proof::Refuted => way.nonconforming(Reason::NotBefore { first, second }),
            Proof::Undecided => way.undecided(Reason::OrderUndecided { first, second }),
        },
    }
}

/// Requires that the record does not list two versions as in force at the same time.
fn one_version<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    versions: &[Listed<'a>],
    act: Fact<'a>,
) {
    let in_force = |listed: &&Listed<'a>| listed.in_force_at(case, act) == Ok(Proof::Proven);
    let mut in_force = versions.iter().filter(in_force);
    let Some(first) = in_force.next() else {
        return;
    };
    for other in in_force {
        let is_same = first.document.version == other.document.version;
        if !is_same || first.places.in_policy == other.places.in_policy {
            judgement.undecided(Reason::Contradiction {
                at: Pointer::new(other.places.valid_from, [other.index]),
                with: Pointer::new(first.places.valid_from, [first.index]),
            });
        }
    }
}

/// Requires a document that the record or the policy lists.
pub(super) fn listed<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    document: Option<&'a DocumentId>,
    at: impl Into<Pointer>,
    role: &'static str,
) {
    let at = at.into();
    match document.filter(|id| !says_nothing(Some(id.as_str()))) {
        None => judgement.missing(at, role),
        Some(id) if versions(case, id).next().is_none() => {
            judgement.incomplete(Reason::Unresolved {
                at,
                id: id.as_str(),
            });
            judgement.missing(RECORD.list, role);
        }
        Some(_) => judgement.cite(at),
    }
}

/// A version of a document, and where it is listed.
#[derive(Clone, Copy)]
struct Listed<'a> {
    document: &'a Document,
    index: usize,
    places: &'static Places,
    /// The zone in which its days are meant.
    zone: Option<Tz>,
}

/// The places of what is said about a document.
struct Places {
    list: &'static str,
    version: &'static str,
    approved_by: &'static str,
    approved_at: &'static str,
    valid_from: &'static str,
    superseded_from: &'static str,
    in_policy: bool,
}

macro_rules! places {
    ($list:literal, $in_policy:literal) => {
        Places {
            list: $list,
            version: concat!($list, "/*/version"),
            approved_by: concat!($list, "/*/approved_by"),
            approved_at: concat!($list, "/*/approved_at"),
            valid_from: concat!($list, "/*/valid_from"),
            superseded_from: concat!($list, "/*/superseded_from"),
            in_policy: $in_policy,
        }
    };
}

static RECORD: Places = places!("/support/documents", false);
static POLICY: Places = places!("policy#/documents", true);

impl Listed<'_> {
    /// Whether this version is in force throughout an act.
    fn in_force_at(&self, case: &Case<'_>, act: Fact<'_>) -> Result<Proof, WindowError> {
        let start = |moment| Window::open_from(moment, self.zone).map(|window| window.start());
        let from = self.document.valid_from.as_ref();
        let from = from.ok_or(WindowError::Unusable)?;
        let window = match &self.document.superseded_from {
            None => Window::open_from(from, self.zone)?,
            // A day from which on another version holds does not belong to this one.
            Some(until) => Window::between(start(from)?, start(until)?)?,
        };
        let span = case.span(act.at).ok_or(WindowError::Unusable)?;
        Ok(window.contains(span))
    }
}

/// The versions of a document that the record lists, and those that the policy lists.
fn versions<'a>(case: &Case<'a>, id: &DocumentId) -> impl Iterator<Item = Listed<'a>> {
    let of_record = case.release.support.as_ref();
    let of_record = of_record.map_or(&[][..], |support| support.documents.items());
    let of_policy = case.policy.document.as_ref();
    let of_policy = of_policy.map_or(&[][..], |policy| policy.documents.items());
    let zones = (case.zone, case.policy.zone().or(case.zone));
    let lists = [(of_record, &RECORD, zones.0), (of_policy, &POLICY, zones.1)];
    lists.into_iter().flat_map(move |(list, places, zone)| {
        let all = list.iter().enumerate();
        all.filter(move |(_, document)| document.id == *id)
            .map(move |(index, document)| Listed {
                document,
                index,
                places,
                zone,
            })
    })
}

/// The documents in use, each once: what the record lists, and what it or the type refers to.
fn in_use<'a>(case: &Case<'a>) -> Vec<(&'a DocumentId, Pointer)> {
    let mut found: Vec<(&'a DocumentId, Pointer)> = Vec::new();
    let release_type = case.release.release_type.as_ref();
    if let Some((index, of_type)) = release_type.and_then(|id| case.policy.release_type(id)) {
        let at = Pointer::new("policy#/release_types/*/managed_by", [index]);
        found.extend(of_type.managed_by.as_ref().map(|id| (id, at)));
    }
    if let Some(support) = &case.release.support {
        for (index, document) in support.documents.items().iter().enumerate() {
            let at = Pointer::new("/support/documents/*/id", [index]);
            found.push((&document.id, at));
        }
        for (index, procedure) in support.procedures.items().iter().enumerate() {
            let at = Pointer::new("/support/procedures/*/document", [index]);
            found.push((&procedure.document, at));
        }
        if let Some(policy) = &support.change_policy {
            let at = Pointer::from("/support/change_policy/document");
            found.extend(policy.document.as_ref().map(|id| (id, at)));
            for (index, category) in policy.categories.items().iter().enumerate() {
                let at = Pointer::new("/support/change_policy/categories/*/managed_by", [index]);
                found.extend(category.managed_by.as_ref().map(|id| (id, at)));
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|(id, _)| seen.insert(*id));
    found
}
