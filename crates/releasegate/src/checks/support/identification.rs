//! Every release has an id of its own.

use super::policy::policy_in_force;
use crate::authority::role;
use crate::checks::check::framework::ITIL;
use crate::checks::check::{Check, Docs, partial};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger};
use crate::model::{Items, same_release_id};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static IDENTIFIED: Check = Check {
    id: "SUP-13",
    name: "release-not-uniquely-identified",
    title: "Releases are identified by a scheme that gives each an id of its own",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Should,
    trigger: Trigger::Registered,
    clauses: &[partial(ITIL, "release policy")],
    docs: Docs {
        asks: "The policy says how releases are identified, this release has an id and a version, the record shows who registered it and when, and no other release that the record names has the same id, blanks around it and the composition of letters apart. One record cannot show that an id is unique among all releases: that is judged where all of them are.",
        why: "Approvals, baselines and incidents refer to a release by its id; if two share it, nobody knows which one was approved.",
        example: "The plan decides on a clash with another release, and the id of that release is `REL-1` as well.",
        remedy: "State `identification` in the policy, give the release an id and a version by it, and record `registered_at` and `registered_by`.",
        role: role::RELEASE_MANAGER,
    },
    judge: identified,
};

fn identified<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let release = case.release;
    if let Some(policy) = policy_in_force(case, judgement) {
        let scheme = "policy#/identification";
        judgement.text(
            policy.identification.as_deref(),
            scheme,
            role::RELEASE_MANAGER,
        );
    }
    judgement.text(Some(&release.id), "/id", role::RELEASE_MANAGER);
    let version = release.version.as_deref();
    judgement.text(version, "/version", role::RELEASE_MANAGER);
    // The register gives an id out once: being in it is what shows that the id was free.
    match &release.registered_at {
        None => judgement.missing("/registered_at", role::RELEASE_MANAGER),
        Some(_) => judgement.cite("/registered_at"),
    }
    let by = release.registered_by.as_ref();
    judgement.known_person(case, by, "/registered_by", role::RELEASE_MANAGER);
    // No release clashes with itself. What is announced may be this release, tried again.
    for (at, id) in clashing(case).filter(|(_, id)| same_release_id(id, &release.id)) {
        judgement.nonconforming(Reason::Repeated { at, id });
    }
    for (at, id) in announced(case).filter(|(_, id)| same_release_id(id, &release.id)) {
        judgement.undecided(Reason::Repeated { at, id });
    }
}

/// The releases that the plan had to be decided against.
fn clashing<'a>(case: &Case<'a>) -> impl Iterator<Item = (Pointer, &'a str)> {
    let clashes = case.plan().map_or(&[][..], |plan| plan.clashes.items());
    clashes.iter().enumerate().map(|(index, clash)| {
        let at = Pointer::new("/plan/clashes/*/release", [index]);
        (at, clash.release.as_str())
    })
}

/// The releases that were announced.
fn announced<'a>(case: &Case<'a>) -> impl Iterator<Item = (Pointer, &'a str)> {
    let early_life = case.release.early_life.as_ref();
    let publications = early_life.map_or(&[][..], |early_life| early_life.publications.items());
    publications.iter().enumerate().flat_map(|(outer, one)| {
        let future = one.future_releases.items().iter().enumerate();
        future.map(move |(index, next)| {
            let template = "/early_life/publications/*/future_releases/*/release";
            (
                Pointer::new(template, [outer, index]),
                next.release.as_str(),
            )
        })
    })
}
