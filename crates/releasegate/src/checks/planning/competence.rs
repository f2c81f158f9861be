//! Who has a part in the release can do it.

use crate::authority::{held, role};
use crate::checks::answers::Validity;
use crate::checks::case::{Found, the_one};
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{Competence, Items, PersonId, Raci, RoleId, Stated};
use crate::pointer::Pointer;
use crate::policy::RoleRule;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static COMPETENT: Check = Check {
    id: "PLN-25",
    name: "competence-not-shown",
    title: "People with roles in the release are competent, and evidence of that is kept",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[unverified(ISO20000_2018, "7.2")],
    docs: Docs {
        asks: "For each role that somebody holds, by assignment or by delegation, the policy lists the competences it asks for; an empty list says that it asks for none. Whoever holds the role when planning starts, when the plan is approved, or when something goes live or is finished, has evidence of each of these competences that is valid then.",
        why: "A title does not deploy a database.",
        example: "The deployment manager's certificate for the platform ended a month before the deployment.",
        remedy: "List the competences under `roles` of the policy, and the evidence with its validity under `people`.",
        role: role::MANAGEMENT_HEAD,
    },
    judge: competent,
};

fn competent<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let assignments = case.release.assignments.as_ref();
    let at = "/assignments";
    if judgement
        .listed(assignments, at, role::RELEASE_MANAGER)
        .is_empty()
    {
        return;
    }
    let document = case.policy.document.as_ref();
    let Some(rules) = document.and_then(|document| document.roles.as_deref()) else {
        return judgement.missing("policy#/roles", role::MANAGEMENT_HEAD);
    };
    let acts = acts(case);
    if acts.is_empty() {
        judgement.missing("/plan/created_at", role::RELEASE_MANAGER);
    }
    let (mut demanded, mut looked_at) = (false, false);
    for holder in holders(case) {
        let Some(skills) = asked_of(judgement, rules, &holder) else {
            continue;
        };
        for (skill, skill_at) in skills {
            demanded = true;
            for act in &acts {
                looked_at |= skilled_at(case, judgement, &holder, (skill, skill_at), *act);
            }
        }
    }
    if !demanded && judgement.is_clear() {
        let by = document.and_then(|document| document.approved_by.as_ref());
        judgement.exempt("policy#/roles", by.map(PersonId::as_str));
    } else if !looked_at && judgement.is_clear() {
        // Nobody is shown to have held a role that asks for something.
        judgement.missing("/assignments", role::RELEASE_MANAGER);
    }
}

/// Somebody who may act in a role, and where the record says so.
struct Holder<'a> {
    role: &'a RoleId,
    role_at: Pointer,
    person: &'a PersonId,
    person_at: Pointer,
}

/// Who may act in which role. Who is only asked or told needs no competence for it.
fn holders<'a>(case: &Case<'a>) -> Vec<Holder<'a>> {
    let assignments = case.release.assignments.items().iter().enumerate();
    let acting = assignments.filter(|(_, assignment)| {
        let listens = [Some(Raci::Consulted), Some(Raci::Informed)];
        !listens.contains(&assignment.raci)
    });
    let assigned = acting.map(|(index, assignment)| Holder {
        role: &assignment.role,
        role_at: Pointer::new("/assignments/*/role", [index]),
        person: &assignment.person,
        person_at: Pointer::new("/assignments/*/person", [index]),
    });
    let delegations = case.release.delegations.items().iter().enumerate();
    let delegated = delegations.map(|(index, delegation)| Holder {
        role: &delegation.role,
        role_at: Pointer::new("/delegations/*/role", [index]),
        person: &delegation.delegate,
        person_at: Pointer::new("/delegations/*/delegate", [index]),
    });
    assigned.chain(delegated).collect()
}

/// When people act on the release, as far as the record tells; until it starts, as it is planned.
fn acts<'a>(case: &Case<'a>) -> Vec<Fact<'a>> {
    let plan = case.plan();
    let created = plan.and_then(|plan| Fact::dated(&plan.created_at, "/plan/created_at"));
    let approved = plan.and_then(|plan| Fact::dated(&plan.approved_at, "/plan/approved_at"));
    let mut acts: Vec<_> = created.into_iter().chain(approved).collect();
    acts.extend(case.progress.starts.iter().map(|start| start.fact));
    acts.extend(case.progress.ends.iter().copied());
    if case.progress.nothing_started() {
        let waves = plan.map_or(&[][..], |plan| plan.waves.items());
        acts.extend(waves.iter().enumerate().filter_map(|(index, wave)| {
            let at = Pointer::new("/plan/waves/*/planned_start", [index]);
            Some(Fact::new(wave.planned_start.as_ref()?.fixed()?, at))
        }));
    }
    acts
}

/// What the policy asks of a role; says what is missing when it says nothing of it.
fn asked_of<'a>(
    judgement: &mut Judgement<'a>,
    rules: &'a [RoleRule],
    holder: &Holder<'a>,
) -> Option<Vec<(&'a str, Pointer)>> {
    let id = holder.role.as_str();
    let at = "policy#/roles/*/id";
    let (index, rule) = match the_one(judgement, rules, id, |rule| rule.id.as_str(), at) {
        Found::One(index, rule) => (index, rule),
        Found::Several => return None,
        Found::Nothing => {
            let at = holder.role_at;
            judgement.incomplete(Reason::NotInPolicy { at });
            judgement.missing("policy#/roles", role::MANAGEMENT_HEAD);
            return None;
        }
    };
    let list = Pointer::new("policy#/roles/*/competences", [index]);
    let Some(skills) = &rule.competences else {
        judgement.missing(list, role::MANAGEMENT_HEAD);
        return None;
    };
    judgement.cite(list);
    let skills = skills.iter().enumerate().map(|(position, skill)| {
        let at = Pointer::new("policy#/roles/*/competences/*", [index, position]);
        (skill.as_str(), at)
    });
    Some(skills.collect())
}

/// Requires that a person who held a role at an act had a competence then. Tells whether the
/// person held it, or may have.
fn skilled_at<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    holder: &Holder<'a>,
    skill: (&'a str, Pointer),
    act: Fact<'a>,
) -> bool {
    let Some(span) = case.span(act.at) else {
        judgement.undecided(Reason::TimeUnusable { at: act.pointer });
        return true;
    };
    match held(case, holder.person, &[holder.role.as_str()], span).proof {
        Proof::Refuted => return false,
        Proof::Proven => skilled(case, judgement, holder, skill, act),
        Proof::Undecided => judgement.perhaps(|way| skilled(case, way, holder, skill, act)),
    }
    true
}

fn skilled<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    holder: &Holder<'a>,
    (skill, skill_at): (&'a str, Pointer),
    act: Fact<'a>,
) {
    judgement.cite(skill_at);
    let Some(person) = case.person(holder.person) else {
        let (at, id) = (holder.person_at, holder.person.as_str());
        return judgement.incomplete(Reason::Unresolved { at, id });
    };
    let people = case.release.people.items();
    let index = people.iter().position(|other| std::ptr::eq(other, person));
    let index = index.unwrap_or_default();
    let list = Pointer::new("/people/*/competences", [index]);
    let competences = match &person.competences {
        Some(Stated::Given(competences)) => competences,
        given => {
            return judgement.none_listed(given.as_ref(), list, role::MANAGEMENT_HEAD);
        }
    };
    let matching = competences.iter().enumerate();
    let matching = matching.filter(|(_, one)| one.skill.trim() == skill.trim());
    let found = judgement.any_of(matching, |way, (position, competence)| {
        valid(case, way, [index, position], competence, act);
    });
    if !found {
        judgement.incomplete(Reason::NotListed {
            at: list,
            needed: skill,
        });
        judgement.missing(list, role::MANAGEMENT_HEAD);
    }
}

/// Requires evidence of a competence that is valid at an act.
fn valid<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    index: [usize; 2],
    competence: &'a Competence,
    act: Fact<'a>,
) {
    let at = |template| Pointer::new(template, index);
    let evidence = at("/people/*/competences/*/evidence");
    way.text(
        competence.evidence.as_deref(),
        evidence,
        role::MANAGEMENT_HEAD,
    );
    let validity = Validity {
        from: competence.from.as_ref(),
        until: competence.until.as_ref(),
        at: at("/people/*/competences/*"),
        from_at: at("/people/*/competences/*/from"),
    };
    way.in_force(case, validity, act, role::MANAGEMENT_HEAD);
}
