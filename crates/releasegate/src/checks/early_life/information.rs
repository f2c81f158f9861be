//! Other service management activities know how it went and what comes next.

use crate::authority::role;
use crate::checks::check::framework::{ISO20000_2011, ISO20000_2018};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{AudienceId, Publication, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static OTHERS_INFORMED: Check = Check {
    id: "ELS-09",
    name: "outcome-not-made-available",
    title: "Outcome and future release dates are available to other service management activities",
    stage: Stage::EarlyLife,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        unverified(ISO20000_2011, "9.3"),
    ],
    docs: Docs {
        asks: "After the outcome was judged, each audience that the policy names got information on success or failure and on the dates of future releases, or that none are planned.",
        why: "Change and incident management work with what they know of releases.",
        example: "Change management was informed, incident management was not.",
        remedy: "Inform each audience and record it under `early_life.publications`, with the outcome and the future releases.",
        role: role::RELEASE_MANAGER,
    },
    judge: others_informed,
};

fn others_informed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let early_life = case.release.early_life.as_ref();
    let outcome = early_life.and_then(|early_life| early_life.outcome.as_ref());
    let Some(set_at) = outcome.and_then(|outcome| outcome.set_at.as_ref()) else {
        return judgement.missing("/early_life/outcome/set_at", role::EARLY_LIFE_SUPPORT_LEAD);
    };
    let set = Fact::new(set_at, "/early_life/outcome/set_at");
    let audiences = case.policy.audiences();
    judgement.cite(audiences.pointer);
    if audiences.value.is_empty() {
        return judgement.undecided(Reason::EmptyList {
            at: audiences.pointer,
        });
    }
    let list = "/early_life/publications";
    let publications = match early_life.and_then(|early_life| early_life.publications.as_ref()) {
        Some(Stated::Given(publications)) => publications,
        none => return judgement.none_listed(none, list, role::RELEASE_MANAGER),
    };
    for audience in audiences.value {
        let to_it = publications
            .iter()
            .enumerate()
            .filter(|(_, publication)| publication.audience.as_ref() == Some(audience));
        let any = judgement.any_of(to_it, |way, (index, publication)| {
            informs(case, way, set, index, publication);
        });
        if !any {
            not_informed(judgement, audience);
        }
    }
}

fn not_informed<'a>(judgement: &mut Judgement<'a>, audience: &'a AudienceId) {
    judgement.incomplete(Reason::NotInformed {
        audience: audience.as_str(),
        at: "/early_life/publications".into(),
    });
}

/// Whether a publication says how it went and what comes next, once that was known.
fn informs<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    outcome_set: Fact<'a>,
    index: usize,
    publication: &'a Publication,
) {
    let at = |template| Pointer::new(template, [index]);
    let outcome = at("/early_life/publications/*/outcome");
    way.text(
        publication.outcome.as_deref(),
        outcome,
        role::RELEASE_MANAGER,
    );
    let future = at("/early_life/publications/*/future_releases");
    way.list_or_none(
        publication.future_releases.as_ref(),
        future,
        role::RELEASE_MANAGER,
        |next| !next.release.trim().is_empty() && next.planned_start.is_some(),
    );
    let published = at("/early_life/publications/*/published_at");
    match &publication.published_at {
        None => way.missing(published, role::RELEASE_MANAGER),
        Some(published_at) => {
            // What was said before the outcome was judged can be said again, now knowing it.
            let second = Fact::new(published_at, published);
            way.before_or_open(case, outcome_set, second);
        }
    }
}
