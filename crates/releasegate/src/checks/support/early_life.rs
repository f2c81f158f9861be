//! How early life support ends is fixed before a release begins.

use super::release_types::types_in_force;
use crate::authority::role;
use crate::checks::check::framework::ITIL;
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::pointer::Pointer;
use crate::policy::ReleaseType;
use crate::stage::Stage;

pub(super) static EXIT_DEFINED: Check = Check {
    id: "SUP-15",
    name: "early-life-exit-not-defined",
    title: "The policy fixes length, exit criteria and exit authority of early life support",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Should,
    trigger: Trigger::Registered,
    clauses: &[verified(ITIL, "release policy")],
    docs: Docs {
        asks: "For each kind of release the policy in force says how long early life support lasts, what has to be met before it ends, and which roles may end it: for the kind itself, or for all of them. A length of zero counts only where the kind itself says so.",
        why: "Whoever sets the criteria when the team is tired and wants to leave sets them low.",
        example: "The policy sets a period of 30 days for all kinds, and says nowhere who may end it.",
        remedy: "State `early_life_days` and `early_life` with `exit_criteria` and `exit_authority`, for each kind or for the whole policy.",
        role: role::RELEASE_MANAGER,
    },
    judge: exit_defined,
};

fn exit_defined<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(types) = types_in_force(case, judgement) else {
        return;
    };
    for (index, release_type) in types.iter().enumerate() {
        length(case, judgement, index, release_type);
        rules(case, judgement, index, release_type);
    }
}

/// Requires that the policy itself sets the length: the default of the profile is only a yardstick.
fn length<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    release_type: &'a ReleaseType,
) {
    let document = case.policy.document.as_ref();
    let for_all = document.and_then(|document| document.early_life_days);
    let own = Pointer::new("policy#/release_types/*/early_life_days", [index]);
    match (release_type.early_life_days, for_all) {
        (Some(_), _) => judgement.cite(own),
        (None, None) => judgement.missing(own, role::RELEASE_MANAGER),
        (None, Some(0)) if says_nothing(release_type.early_life_reason.as_deref()) => {
            judgement.nonconforming(Reason::EmptyPeriod {
                at: "policy#/early_life_days".into(),
            });
        }
        (None, Some(_)) => judgement.cite("policy#/early_life_days"),
    }
}

/// Requires criteria and authority of the exit, for the type or for all types.
fn rules<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    release_type: &'a ReleaseType,
) {
    let of_all = case.policy.document.as_ref();
    let of_all = of_all.and_then(|document| document.early_life.as_ref());
    let at = |template| Pointer::new(template, [index]);
    let (rules, criteria, authority) = match (&release_type.early_life, of_all) {
        (Some(own), _) => (
            own,
            at("policy#/release_types/*/early_life/exit_criteria"),
            at("policy#/release_types/*/early_life/exit_authority"),
        ),
        (None, Some(rules)) => (
            rules,
            "policy#/early_life/exit_criteria".into(),
            "policy#/early_life/exit_authority".into(),
        ),
        (None, None) => {
            let own = at("policy#/release_types/*/early_life");
            return judgement.missing(own, role::RELEASE_MANAGER);
        }
    };
    let texts = rules.exit_criteria.as_ref();
    let texts = texts.map(|criteria| criteria.iter().map(String::as_str).collect());
    said(judgement, texts, criteria);
    let roles = rules.exit_authority.as_ref();
    let roles = roles.map(|roles| roles.iter().map(|role| role.as_str()).collect());
    said(judgement, roles, authority);
}

/// Requires a list of the policy that says something; an empty one says that there is nothing.
fn said(judgement: &mut Judgement<'_>, list: Option<Vec<&str>>, at: Pointer) {
    match list {
        None => judgement.missing(at, role::RELEASE_MANAGER),
        Some(list) if list.is_empty() => judgement.nonconforming(Reason::EmptyList { at }),
        Some(list) if list.iter().any(|text| says_nothing(Some(text))) => {
            judgement.missing(at, role::RELEASE_MANAGER);
        }
        Some(_) => judgement.cite(at),
    }
}
