//! Early life support has the people it needs, and ends when it may.

use super::counting::{empty_period, period_unknown};
use crate::authority::role;
use crate::checks::approvers::{
    Voice, approving, enough_people, from_inside, may_approve, quorum, uninvolved,
};
use crate::checks::check::framework::{COBIT_2019, ITIL};
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Phase, Reason, Severity, Trigger};
use crate::model::{EarlyLifeExit, Items, PersonId, PlannedDate, RoleId, Shift};
use crate::pointer::Pointer;
use crate::policy::{ApprovalRule, ApprovalSubject, EarlyLifeRules, Setting};
use crate::stage::Stage;
use crate::time::{Deadline, Proof, Window, WindowError, covered};

pub(super) static CAPACITY: Check = Check {
    id: "ELS-10",
    name: "early-life-support-not-staffed",
    title: "Extra support is in place for the whole early-life period",
    stage: Stage::EarlyLife,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ITIL, "early life support"),
        verified(COBIT_2019, "BAI07.07"),
    ],
    docs: Docs {
        asks: "A roster names who gives extra support, without a gap from the end of the first wave to the end of the period after the last one: by the plan until the deployment is over, by what happened from then on.",
        why: "The people who know the release have to be there while it is new, not only on the first day.",
        example: "The roster ends two weeks after the main wave, and the period has thirty days.",
        remedy: "List shifts under `early_life.roster` that follow each other over the whole period.",
        role: role::EARLY_LIFE_SUPPORT_LEAD,
    },
    judge: capacity,
};

fn capacity<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let days = case
        .policy
        .early_life_days(case.release.release_type.as_ref());
    judgement.cite(days.pointer);
    if nothing_to_support(case, judgement) {
        return;
    }
    let early_life = case.release.early_life.as_ref();
    let list = early_life.and_then(|early_life| early_life.roster.as_ref());
    let at = "/early_life/roster";
    let shifts = judgement.required(list, at, role::EARLY_LIFE_SUPPORT_LEAD);
    let mut windows = Vec::new();
    for (index, shift) in shifts.iter().enumerate() {
        windows.extend(window(case, judgement, index, shift));
    }
    let Some(period) = expected_period(case, judgement).filter(|_| !shifts.is_empty()) else {
        return;
    };
    let reason = Reason::PeriodNotCovered {
        at: at.into(),
        from: period.start().earliest(),
        until: period.end().latest(),
    };
    match covered(&period, &windows) {
        Proof::Proven => judgement.cite(at),
        Proof::Refuted if windows.len() == shifts.len() => judgement.unmet_when_due(reason),
        // A shift that is not known may fill the gap.
        _ => judgement.incomplete(reason),
    }
}

/// Exempts where there is no early-life period. Tells whether it judged that.
fn nothing_to_support<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> bool {
    let days = case
        .policy
        .early_life_days(case.release.release_type.as_ref());
    if case.progress.backed_out
        && case.progress.phase == Phase::Ended
        && let Some(end) = case.progress.ends.first()
    {
        // Nothing is left to support once everything was taken back.
        judgement.exempt(end.pointer, None);
        return true;
    }
    if days.value == 0 {
        empty_period(case, judgement, days.pointer);
    }
    days.value == 0
}

/// The period, as far as it can be known; else says what it lacks.
fn expected_period<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> Option<Window> {
    if case.progress.phase == Phase::Unknown {
        period_unknown(case, judgement);
        return None;
    }
    let period = case.progress.expected_period(case);
    if period.is_none() {
        let waves = case.plan().map_or(&[][..], |plan| plan.waves.items());
        for (index, wave) in waves.iter().enumerate() {
            let at = Pointer::new("/plan/waves/*/planned_end", [index]);
            match (&wave.planned_end, &wave.planned_start) {
                (Some(PlannedDate::ToBeDetermined), _) => {
                    judgement.incomplete(Reason::ToBeDetermined { at });
                }
                (None, None | Some(PlannedDate::ToBeDetermined)) => {
                    judgement.missing(at, role::RELEASE_MANAGER);
                }
                (Some(PlannedDate::On(_)), _) | (None, Some(PlannedDate::On(_))) => {}
            }
        }
        if case.zone.is_none() || judgement.is_clear() {
            // The dates may be there, and nobody can count days from them.
            judgement.missing("/zone", role::RELEASE_MANAGER);
        }
    }
    period
}

/// The time of a shift, if it is known; says what it lacks.
fn window<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    shift: &'a Shift,
) -> Option<Window> {
    let at = |template| Pointer::new(template, [index]);
    let lead = role::EARLY_LIFE_SUPPORT_LEAD;
    judgement.known_person(
        case,
        Some(&shift.person),
        at("/early_life/roster/*/person"),
        lead,
    );
    let (from, until) = (shift.from.as_ref(), shift.until.as_ref());
    if from.is_none() {
        judgement.missing(at("/early_life/roster/*/from"), lead);
    }
    if until.is_none() {
        judgement.missing(at("/early_life/roster/*/until"), lead);
    }
    let at = at("/early_life/roster/*");
    match Window::defined(from?, until?, case.zone) {
        Ok(window) => return Some(window),
        Err(WindowError::Unusable) => judgement.undecided(Reason::TimeUnusable { at }),
        Err(WindowError::Inverted) => judgement.undecided(Reason::Contradiction { at, with: at }),
    }
    None
}

pub(super) static EXIT_AUTHORISED: Check = Check {
    id: "ELS-11",
    name: "early-life-support-ended-without-authority",
    title: "Early life support ends only when its criteria are met and somebody with authority says so",
    stage: Stage::EarlyLife,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Should,
    trigger: Trigger::PeriodEnd,
    clauses: &[verified(ITIL, "early life support")],
    docs: Docs {
        asks: "The policy says what has to be met and who may end early life support. The record says for each of these criteria that it was met, and that somebody of the organization who then held one of these roles authorised the end, after the period; before its end only with a reason, and where the policy allows it. Where the policy has rules on approving the end of early life support, each of them counts as well: they say which roles, how many different people, and whose approval does not count. Whoever authorised it beside who ended it did so at the latest as it came. Coordinators and people from outside never approve.",
        why: "Without a clear end, support either never ends or ends when people get tired of it.",
        example: "The team left after ten days; the policy asks for thirty and allows no earlier end.",
        remedy: "Record the result of each criterion, when support ended and who authorised it, others under `early_life.exit.authorisations`; set the rules under `early_life`, or under `approvals`, of the policy.",
        role: role::EARLY_LIFE_SUPPORT_LEAD,
    },
    judge: exit_authorised,
};

fn exit_authorised<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if nothing_to_support(case, judgement) {
        return;
    }
    let early_life = case.release.early_life.as_ref();
    let Some(exit) = early_life.and_then(|early_life| early_life.exit.as_ref()) else {
        return judgement.missing("/early_life/exit", role::EARLY_LIFE_SUPPORT_LEAD);
    };
    let release_type = case.release.release_type.as_ref();
    let Some(rules) = case.policy.early_life_rules(release_type) else {
        return judgement.missing("policy#/early_life", role::MANAGEMENT_HEAD);
    };
    judgement.cite(rules.pointer);
    criteria_met(judgement, rules, exit);
    let exited_at = "/early_life/exit/exited_at";
    match Fact::dated(&exit.exited_at, exited_at) {
        None => judgement.missing(exited_at, role::EARLY_LIFE_SUPPORT_LEAD),
        Some(exited) => {
            authorised(case, judgement, rules, exit, exited);
            after_period(case, judgement, rules, exit, exited);
        }
    }
}

/// Requires that each criterion of the policy, and each that the record adds, was met.
fn criteria_met<'a>(
    judgement: &mut Judgement<'a>,
    rules: Setting<&'a EarlyLifeRules>,
    exit: &'a EarlyLifeExit,
) {
    let list = "/early_life/exit/criteria";
    let results = exit.criteria.items();
    let asked = rules.value.exit_criteria.items();
    let asked_at = in_rules(
        rules,
        "policy#/early_life/exit_criteria",
        "policy#/release_types/*/early_life/exit_criteria",
    );
    if asked.is_empty() {
        judgement.missing(asked_at, role::MANAGEMENT_HEAD);
    }
    let is_there = |text: &String| {
        results
            .iter()
            .any(|one| one.criterion.trim() == text.trim())
    };
    if !asked.iter().all(is_there) {
        judgement.incomplete(Reason::NotCovered {
            at: asked_at,
            by: list.into(),
        });
        judgement.missing(list, role::EARLY_LIFE_SUPPORT_LEAD);
    }
    for (index, result) in results.iter().enumerate() {
        let met = Pointer::new("/early_life/exit/criteria/*/met", [index]);
        match result.met {
            None => judgement.missing(met, role::EARLY_LIFE_SUPPORT_LEAD),
            Some(true) => judgement.cite(met),
            Some(false) if exit.exited_at.is_some() => {
                judgement.nonconforming(Reason::AnsweredNo { at: met });
            }
            Some(false) => judgement.incomplete(Reason::AnsweredNo { at: met }),
        }
    }
}

/// Requires that those authorised the end whom all that the policy says of it lets do so.
fn authorised<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    rules: Setting<&'a EarlyLifeRules>,
    exit: &'a EarlyLifeExit,
    exited: Fact<'a>,
) {
    let given = authorisations(exit, exited);
    if exit.authorised_by.is_none() {
        judgement.missing("/early_life/exit/authorised_by", role::SERVICE_OWNER);
    }
    let release_type = case.release.release_type.as_ref();
    let of = ApprovalSubject::EarlyLifeExit;
    let mut ruled = case.policy.approval_rules(of, release_type).peekable();
    let stated = rules.value.exit_authority.items();
    let named = match stated {
        [] if ruled.peek().is_none() => may_approve(case, of),
        stated => approving(of, stated.iter().map(RoleId::as_str)),
    };
    let at = in_rules(
        rules,
        "policy#/early_life/exit_authority",
        "policy#/release_types/*/early_life/exit_authority",
    );
    if !named.is_empty() {
        judgement.any_of(&given, |way, one| {
            in_approving_role(case, way, one, exited, &named);
        });
    } else if !stated.is_empty() {
        judgement.undecided(Reason::EmptyList { at });
    } else if ruled.peek().is_none() {
        judgement.missing(at, role::MANAGEMENT_HEAD);
    }
    for (index, rule) in ruled {
        by_rule(case, judgement, &given, exited, (index, rule));
    }
}

/// That one person authorised the end.
struct Authorisation<'a> {
    by: Option<&'a PersonId>,
    by_at: Pointer,
    /// When, or where that would be written.
    given: Result<Fact<'a>, Pointer>,
}

/// Who authorised the end: who ended it, and those who did so as well.
fn authorisations<'a>(exit: &'a EarlyLifeExit, exited: Fact<'a>) -> Vec<Authorisation<'a>> {
    let who_ended = Authorisation {
        by: exit.authorised_by.as_ref(),
        by_at: "/early_life/exit/authorised_by".into(),
        given: Ok(exited),
    };
    let others = exit.authorisations.items().iter().enumerate();
    let others = others.map(|(index, other)| {
        let at = |template| Pointer::new(template, [index]);
        let given = at("/early_life/exit/authorisations/*/authorised_at");
        Authorisation {
            by: other.authorised_by.as_ref(),
            by_at: at("/early_life/exit/authorisations/*/authorised_by"),
            given: Fact::dated(&other.authorised_at, given).ok_or(given),
        }
    });
    [who_ended].into_iter().chain(others).collect()
}

/// Requires that a person of the organization who held one of several roles authorised the end, at
/// the latest as it came.
fn in_approving_role<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    one: &Authorisation<'a>,
    exited: Fact<'a>,
    roles: &[&'a str],
) {
    let given = match one.given {
        Ok(given) => given,
        Err(at) => return judgement.missing(at, role::SERVICE_OWNER),
    };
    match Deadline::new(exited.at, case.zone) {
        Some(end) => judgement.done_by(case, Some(given), given.pointer, end),
        None => judgement.undecided(Reason::TimeUnusable { at: exited.pointer }),
    }
    judgement.known_person(case, one.by, one.by_at, role::SERVICE_OWNER);
    if let Some(person) = one.by {
        judgement.in_role(case, person, one.by_at, roles, given);
        from_inside(case, judgement, person, one.by_at, roles);
    }
}

/// Requires what a rule of the policy asks of who authorises the end.
fn by_rule<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    given: &[Authorisation<'a>],
    exited: Fact<'a>,
    (index, rule): (usize, &'a ApprovalRule),
) {
    let at = |template| Pointer::new(template, [index]);
    judgement.cite(at("policy#/approvals/*"));
    let roles = approving(rule.of, rule.roles.iter().map(RoleId::as_str));
    if roles.is_empty() {
        let at = at("policy#/approvals/*/roles");
        return judgement.undecided(Reason::EmptyList { at });
    }
    let look = |way: &mut Judgement<'a>, one: &Authorisation<'a>| {
        in_approving_role(case, way, one, exited, &roles);
        if let Some(person) = one.by {
            for start in case.progress.moments() {
                uninvolved(case, way, (person, one.by_at), rule, start);
            }
        }
    };
    let needed = quorum(rule);
    if needed <= 1 {
        judgement.any_of(given, look);
        return;
    }
    let voices: Vec<_> = given
        .iter()
        .map(|one| {
            let mut way = Judgement::default();
            look(&mut way, one);
            let by = one.by.map(|by| (by, one.by_at));
            Voice { by, way }
        })
        .collect();
    // It would be the next one of the list, after who ended it.
    let next = given.len().saturating_sub(1);
    let next = Pointer::new("/early_life/exit/authorisations/*", [next]);
    enough_people(case, judgement, &voices, needed, next);
}

/// Requires that the period was over, or that an earlier end is allowed and has a reason.
fn after_period<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    rules: Setting<&'a EarlyLifeRules>,
    exit: &'a EarlyLifeExit,
    exited: Fact<'a>,
) {
    judgement.cite(exited.pointer);
    let Some(period) = &case.progress.period else {
        return period_unknown(case, judgement);
    };
    let Some(ended) = case.span(exited.at) else {
        return judgement.undecided(Reason::TimeUnusable { at: exited.pointer });
    };
    if ended.first() >= period.end.latest() {
        return;
    }
    if rules.value.early_exit_allowed == Some(true) {
        let reason = "/early_life/exit/early_reason";
        return judgement.text(
            exit.early_reason.as_deref(),
            reason,
            role::EARLY_LIFE_SUPPORT_LEAD,
        );
    }
    let too_early = Reason::TooEarly {
        at: exited.pointer,
        period_end: period.end.latest(),
    };
    if ended.end() <= period.end.earliest() {
        judgement.nonconforming(too_early);
    } else {
        judgement.undecided(too_early);
    }
}

/// A place in the rules on early life support: those of the release type, or of the policy.
fn in_rules(
    rules: Setting<&EarlyLifeRules>,
    of_policy: &'static str,
    of_type: &'static str,
) -> Pointer {
    if rules.pointer.template().contains('*') {
        Pointer::new(of_type, [rules.pointer.first_index()])
    } else {
        of_policy.into()
    }
}
