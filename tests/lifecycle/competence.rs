//! Competence of those who deploy because their team does, or because they are assigned to the
//! activity: evidence that was valid the day before and expired on the day of the act.

use releasegate::lifecycle::{Condition, Ruling, can};
use releasegate::model::Release;
use releasegate::policy::Policies;
use serde_json::{Value, json};

use crate::authority::{after, conditions, tried_at, up_to};
use crate::world::{CLOCK, changed_policies, policies};

/// In the deployment window, on two days.
const DAY_BEFORE: &str = CLOCK[1];
const DAY_OF_EXPIRY: &str = "2026-03-08T02:00:00Z";

fn asking(role: &str) -> Policies {
    changed_policies(1, |document| {
        document["roles"] = json!([{"id": role, "competences": ["databases"]}]);
    })
}

fn record(at: &str, value: Value) -> (Value, &'static str) {
    (
        json!({"record_evidence": {"at": at, "value": value}}),
        "run",
    )
}

/// The team `night`, led by `config`; `guest`, from outside if so said, and a robot that nobody
/// answers for belong to it. There is a supplier manager.
fn with_team(affiliation: &str) -> Release {
    let policies = policies(1);
    let release = up_to(&policies, "start_wave");
    let team = json!([{"id": "night", "leader": "config", "members": ["guest", "robot"],
        "waves": ["w"]}]);
    let whence = json!({"amend_evidence": {"at": "/people/6/affiliation", "value": affiliation,
        "reason": "hired"}});
    let robot = json!({"id": "robot", "nature": "automation"});
    let manager = json!({"assign": {"role": "supplier_manager", "person": "own",
        "from": "2026-03-01"}});
    let facts = [
        record("/teams", team),
        (whence, "run"),
        (manager, "run"),
        record("/people/-", robot),
    ];
    after(&policies, &release, &facts)
}

/// The person has the skill up to and including the day before the one on which it expires.
fn skilled(release: &Release, person: usize) -> Release {
    let skills = json!([{"skill": "databases", "evidence": "CERT-1", "from": "2025-01-01",
        "until": "2026-03-07"}]);
    let fact = record(&format!("/people/{person}/competences"), skills);
    after(&policies(1), release, &[fact])
}

/// What stands in the way of starting the wave, by `decide`, and by `can` as well.
fn start(policies: &Policies, release: &Release, actor: &str, at: &str) -> Vec<Condition> {
    let start = json!({"start_wave": {"wave": "w", "build": "b"}});
    let entry = tried_at(policies, release, &start, actor, at);
    let permissions = can(release, policies, &actor.into(), at.parse().unwrap());
    let mut commands = permissions.commands.into_iter();
    let permission = commands.find(|it| it.command == "start_wave").unwrap();
    assert_eq!(
        permission.unmet,
        entry.unmet.clone().unwrap_or_default(),
        "{actor}"
    );
    conditions(&entry)
}

#[test]
fn who_deploys_in_a_team_is_competent_in_the_role_that_they_have_in_it() {
    for (role, actor, person, affiliation) in [
        ("team_leader", "config", 5, "internal"),
        ("internal_specialist", "guest", 6, "internal"),
        ("external_specialist", "guest", 6, "external"),
    ] {
        let policies = asking(role);
        let release = with_team(affiliation);
        let without = start(&policies, &release, actor, DAY_BEFORE);
        assert_eq!(without, [Condition::Competence], "{role}");
        let release = skilled(&release, person);
        assert_eq!(start(&policies, &release, actor, DAY_BEFORE), []);
        let expired = start(&policies, &release, actor, DAY_OF_EXPIRY);
        assert_eq!(expired, [Condition::Competence], "{role}");
    }
}

#[test]
fn who_takes_the_wave_of_a_team_over_is_competent_as_deployment_manager() {
    let policies = asking("deployment_manager");
    let release = with_team("internal");
    let without = start(&policies, &release, "deploy", DAY_BEFORE);
    assert_eq!(without, [Condition::Competence]);
    let release = skilled(&release, 4);
    assert_eq!(start(&policies, &release, "deploy", DAY_BEFORE), []);
    let expired = start(&policies, &release, "deploy", DAY_OF_EXPIRY);
    assert_eq!(expired, [Condition::Competence]);
    // Who belongs to the team has another role.
    assert_eq!(start(&policies, &release, "guest", DAY_BEFORE), []);
}

#[test]
fn who_is_assigned_to_the_activity_is_competent_in_the_role_of_the_assignment() {
    let assign = json!({"assign": {"role": "internal_specialist", "person": "guest",
        "activity": "deployment", "raci": "responsible", "from": "2026-03-01"}});
    let policies = asking("internal_specialist");
    let release = up_to(&policies, "start_wave");
    let release = after(&policies, &release, &[(assign, "run")]);
    let without = start(&policies, &release, "guest", DAY_BEFORE);
    assert_eq!(without, [Condition::Competence]);
    let release = skilled(&release, 6);
    assert_eq!(start(&policies, &release, "guest", DAY_BEFORE), []);
    let expired = start(&policies, &release, "guest", DAY_OF_EXPIRY);
    assert_eq!(expired, [Condition::Competence]);
}

#[test]
fn nobody_answers_for_the_competence_of_a_robot_without_an_owner() {
    let release = with_team("internal");
    let policies = asking("internal_specialist");
    // Whether it built what it deploys nobody can tell either.
    assert_eq!(
        start(&policies, &release, "robot", DAY_BEFORE),
        [Condition::Competence, Condition::Check]
    );
}

#[test]
fn what_happened_is_written_down_without_evidence_of_competence() {
    let policies = asking("internal_specialist");
    let release = skilled(&with_team("internal"), 6);
    let start = json!({"start_wave": {"wave": "w", "build": "b"}});
    let release = after(&policies, &release, &[(start, "guest")]);
    let finish = json!({"finish_wave": {"wave": "w", "outcome": "failed"}});
    let entry = tried_at(&policies, &release, &finish, "guest", DAY_OF_EXPIRY);
    assert_eq!(entry.ruling, Ruling::Accepted, "{:?}", entry.unmet);
}

#[test]
fn a_policy_that_asks_for_nothing_changes_nothing() {
    let nothing = changed_policies(1, |document| {
        document["roles"] = json!([{"id": "internal_specialist", "competences": []},
            {"id": "team_leader"}]);
    });
    let release = with_team("internal");
    for policies in [policies(1), nothing] {
        for actor in ["config", "guest", "deploy"] {
            for at in [DAY_BEFORE, DAY_OF_EXPIRY] {
                assert_eq!(start(&policies, &release, actor, at), [], "{actor}");
            }
        }
    }
}
