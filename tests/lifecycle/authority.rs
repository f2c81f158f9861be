//! Who may give a command: delegation, teams, automations, people from outside, emergencies.

use releasegate::lifecycle::{Condition, Entry, Ruling, apply, can, decide};
use releasegate::model::{Items, Release};
use releasegate::policy::Policies;
use serde_json::{Value, json};

use crate::world::{CLOCK, approve, build, changed_policies, given, planned, policies, process};

/// Gives commands that have to be accepted.
pub fn after(policies: &Policies, release: &Release, commands: &[(Value, &str)]) -> Release {
    let mut release = release.clone();
    for (command, actor) in commands {
        let entry = tried(policies, &release, command, actor);
        assert_eq!(entry.unmet, None, "{command}");
        release = apply(Some(&release), &entry).unwrap().unwrap();
    }
    release
}

pub fn tried(policies: &Policies, release: &Release, command: &Value, actor: &str) -> Entry {
    tried_at(policies, release, command, actor, CLOCK[1])
}

pub fn tried_at(
    policies: &Policies,
    release: &Release,
    command: &Value,
    actor: &str,
    at: &str,
) -> Entry {
    decide(Some(release), policies, &given(command, actor, at)).unwrap()
}

pub fn conditions(entry: &Entry) -> Vec<Condition> {
    let unmet = entry.unmet.iter().flatten();
    unmet.map(|it| it.condition).collect()
}

pub fn up_to(policies: &Policies, name: &str) -> Release {
    let (_, release) = planned(policies);
    let before: Vec<_> = process()
        .into_iter()
        .take_while(|(command, _)| command.get(name).is_none())
        .collect();
    after(policies, &release, &before)
}

pub fn delegate(from: &str, to: &str, since: &str, further: bool) -> Value {
    json!({"delegate": {"role": "service_owner", "delegator": from, "delegate": to,
        "from": since, "until": "2026-04-01", "may_delegate": further}})
}

#[test]
fn a_delegate_acts_and_does_not_delegate_further_unless_allowed() {
    let policies = policies(1);
    let release = up_to(&policies, "decide");
    let tried = |release: &Release, command: &Value, actor: &str, at: &str| {
        decide(Some(release), &policies, &given(command, actor, at)).unwrap()
    };
    let done = |release: &Release, entry: &Entry| {
        assert_eq!(entry.unmet, None);
        apply(Some(release), entry).unwrap().unwrap()
    };
    let [first, second, third] = [CLOCK[2], "2026-03-10T10:00:00Z", "2026-03-11T10:00:00Z"];
    let entry = tried(&release, &approve("x"), "guest", first);
    assert_eq!(conditions(&entry), [Condition::Role]);
    let alone = delegate("own", "guest", first, false);
    let alone = done(&release, &tried(&release, &alone, "own", first));
    done(&alone, &tried(&alone, &approve("x"), "guest", second));
    let on = delegate("guest", "config", second, false);
    let entry = tried(&alone, &on, "guest", second);
    assert_eq!(conditions(&entry), [Condition::Role]);
    let allowed = delegate("own", "guest", first, true);
    let allowed = done(&release, &tried(&release, &allowed, "own", first));
    let further = done(&allowed, &tried(&allowed, &on, "guest", second));
    done(&further, &tried(&further, &approve("x"), "config", third));
    // No circle, nothing of somebody else's, nothing to oneself.
    for (command, actor) in [
        (delegate("guest", "own", second, false), "guest"),
        (delegate("own", "config", second, false), "run"),
        (delegate("own", "own", second, false), "own"),
    ] {
        let entry = tried(&allowed, &command, actor, second);
        assert!(conditions(&entry).contains(&Condition::Role), "{command}");
    }
}

#[test]
fn nobody_gives_a_role_to_themselves() {
    let policies = policies(1);
    let (_, release) = planned(&policies);
    let role = |person| json!({"assign": {"role": "service_owner", "person": person, "from": "2026-03-01"}});
    let own = tried(&policies, &release, &role("run"), "run");
    assert_eq!(conditions(&own), [Condition::Role]);
    after(&policies, &release, &[(role("guest"), "run")]);
    let without = tried(&policies, &release, &role("guest"), "config");
    assert_eq!(conditions(&without), [Condition::Role]);
}

#[test]
fn what_decides_or_goes_live_needs_competence_that_is_valid_then() {
    let asking = changed_policies(1, |document| {
        document["roles"] = json!([{"id": "deployment_manager", "competences": ["databases"]}]);
    });
    let release = up_to(&policies(1), "start_wave");
    let start = json!({"start_wave": {"wave": "w", "build": "b"}});
    let unskilled = tried(&asking, &release, &start, "deploy");
    assert_eq!(conditions(&unskilled), [Condition::Competence]);
    let until = |until: &str| {
        let skills = json!([{"skill": "databases", "evidence": "CERT-1", "from": "2025-01-01",
            "until": until}]);
        let skills = json!({"record_evidence": {"at": "/people/4/competences", "value": skills}});
        let release = after(&asking, &release, &[(skills, "run")]);
        conditions(&tried(&asking, &release, &start, "deploy"))
    };
    assert_eq!(until("2026-03-06"), [Condition::Competence]);
    assert_eq!(until("2026-03-31"), []);
    // To stop a release nobody has to show evidence first.
    let hold = json!({"hold": {"reason": "the database is full"}});
    after(&asking, &release, &[(hold, "run")]);
}

#[test]
fn a_waiver_that_would_not_count_is_refused() {
    let policies = policies(1);
    let release = up_to(&policies, "start_wave");
    let waive = |changes: Value| {
        let mut waive = json!({"id": "W", "check": "DEP-05", "reason": "the store is down",
            "until": "2026-04-01T00:00:00Z", "compensating_control": "a copy on tape"});
        for (key, value) in changes.as_object().unwrap() {
            waive[key] = value.clone();
        }
        let entry = tried(&policies, &release, &json!({"waive": waive}), "own");
        conditions(&entry)
    };
    for changes in [
        json!({"check": "XYZ-99"}),
        json!({"check": "DEP-05", "until": CLOCK[0]}),
        json!({"compensating_control": null}),
        json!({"check": "DEP-01"}),
        json!({"requested_by": "own"}),
    ] {
        assert!(
            waive(changes.clone()).contains(&Condition::InForce),
            "{changes}"
        );
    }
    let mut record = serde_json::to_value(&release).unwrap();
    record["baselines"] = json!([]);
    let release = releasegate_tests::as_release(&record).unwrap();
    let good = json!({"waive": {"id": "W", "check": "DEP-05", "reason": "the store is down",
        "until": "2026-04-01T00:00:00Z", "compensating_control": "a copy on tape"}});
    after(&policies, &release, &[(good, "own")]);
}

#[test]
fn a_wave_of_a_team_is_deployed_by_the_team() {
    let policies = policies(1);
    let release = up_to(&policies, "start_wave");
    let team = json!([{"id": "night", "leader": "config", "members": ["guest"], "waves": ["w"]}]);
    let team = json!({"record_evidence": {"at": "/teams", "value": team}});
    let release = after(&policies, &release, &[(team, "run")]);
    let start = json!({"start_wave": {"wave": "w", "build": "b"}});
    for actor in ["config", "guest", "deploy"] {
        let entry = tried(&policies, &release, &start, actor);
        assert_eq!(entry.ruling, Ruling::Accepted, "{actor} {:?}", entry.unmet);
    }
    let other = tried(&policies, &release, &start, "run");
    assert_eq!(conditions(&other), [Condition::Team]);
}

#[test]
fn automations_and_outsiders_decide_nothing() {
    let policies = policies(1);
    let release = up_to(&policies, "decide");
    let people = json!([
        {"id": "bot", "nature": "automation", "owner": "own"},
        {"id": "vendor", "nature": "human", "affiliation": "external"}
    ]);
    let mut release = release;
    for (index, person) in people.as_array().unwrap().iter().enumerate() {
        let place = json!({"record_evidence": {"at": "/people/-", "value": person}});
        release = after(&policies, &release, &[(place, "run")]);
        assert_eq!(release.people.items().len(), 8 + index);
    }
    // It counts as its owner for the role, and is no human all the same.
    let entry = tried(&policies, &release, &approve("x"), "bot");
    assert!(
        conditions(&entry).contains(&Condition::Human),
        "{:?}",
        entry.unmet
    );
    assert!(
        !conditions(&entry).contains(&Condition::Role),
        "{:?}",
        entry.unmet
    );
    let role =
        json!({"assign": {"role": "service_owner", "person": "vendor", "from": "2026-03-01"}});
    let release = after(&policies, &release, &[(role, "run")]);
    let entry = tried(&policies, &release, &approve("x"), "vendor");
    assert!(
        conditions(&entry).contains(&Condition::Insider),
        "{:?}",
        entry.unmet
    );
}

#[test]
fn time_goes_on_and_stale_commands_are_refused() {
    let policies = policies(1);
    let (_, release) = planned(&policies);
    let approve_plan = json!({"approve_plan": {}});
    let mut early = given(&approve_plan, "own", "2026-03-01T10:00:00Z");
    early.seen = Some(3);
    let entry = decide(Some(&release), &policies, &early).unwrap();
    assert_eq!(
        conditions(&entry),
        [Condition::Current, Condition::TimeOrder]
    );
    let mut ahead = given(&approve_plan, "own", CLOCK[1]);
    ahead.decided_at = Some(CLOCK[2].parse().unwrap());
    let entry = decide(Some(&release), &policies, &ahead).unwrap();
    assert!(conditions(&entry).contains(&Condition::TimeOrder));
}

/// The release type is one for emergencies.
fn emergency() -> (Policies, Release) {
    let policies = policies(1);
    let mut document = policies.latest().document.clone().unwrap();
    for release_type in document.release_types.iter_mut().flatten() {
        release_type.emergency = Some(true);
    }
    let text = serde_json::to_vec(&document).unwrap();
    let policies = Policies::read(&text, None, &Default::default()).unwrap();
    let (_, release) = planned(&policies);
    let request = json!({"request_approval": {"build": "b"}});
    let commands = [
        (json!({"approve_plan": {}}), "own"),
        (json!({"record_build": build()}), "build"),
        (request, "run"),
    ];
    let release = after(&policies, &release, &commands);
    (policies, release)
}

#[test]
fn an_oral_decision_on_an_emergency_is_written_down_later() {
    let mut oral = approve("oral");
    oral["decide"]["channel"] = json!("oral");
    oral["decide"]["decided_by"] = json!("own");
    oral["decide"]["witness"] = json!("deploy");
    let decided = "2026-03-03T02:00:00Z";
    let late = |at: &str| {
        let mut late = given(&oral, "run", at);
        late.decided_at = Some(decided.parse().unwrap());
        late
    };
    let (policies_of_emergencies, release) = emergency();
    let written = late(CLOCK[1]);
    let entry = decide(Some(&release), &policies_of_emergencies, &written).unwrap();
    assert_eq!(entry.unmet, None);
    let release = apply(Some(&release), &entry).unwrap().unwrap();
    let approval = release.approvals.items().last().unwrap();
    assert_eq!(approval.by.as_ref().unwrap().as_str(), "own");
    assert_eq!(approval.decided_at.unwrap().to_string(), decided);
    // Any other release is decided on by whoever decides, in time.
    let usual = policies(1);
    let release = up_to(&usual, "decide");
    let entry = decide(Some(&release), &usual, &late(CLOCK[1])).unwrap();
    assert!(
        conditions(&entry).contains(&Condition::Human),
        "{:?}",
        entry.unmet
    );
}

#[test]
fn what_follows_an_emergency_is_owed_until_it_is_done() {
    let policies = changed_policies(1, |document| {
        document["release_types"][0]["emergency"] = json!(true);
        document["limits"] = json!({"emergency_review_days": 2});
        for rule in document["checks"].as_array_mut().unwrap() {
            if rule["check"] == "DEP-14" {
                *rule = json!({"check": "DEP-14", "severity": "should"});
            }
        }
    });
    let release = up_to(&policies, "finish_wave");
    let owed = |release: &Release, at: &str| {
        let permissions = can(release, &policies, &"run".into(), at.parse().unwrap());
        let mut obligations = permissions.obligations.into_iter();
        let review = obligations.find(|it| it.check == "DEP-14");
        review.map(|it| (it.until.is_some(), it.overdue))
    };
    assert_eq!(owed(&release, CLOCK[1]), Some((true, false)));
    assert_eq!(owed(&release, "2026-03-12T00:00:00Z"), Some((true, true)));
    let review = json!({"record_evidence": {"at": "/deployment/emergency_review", "value":
        {"reviewed_at": CLOCK[2], "reviewed_by": ["config"], "accepted": true,
            "records_completed_at": CLOCK[2]}}});
    let entry = tried_at(&policies, &release, &review, "run", CLOCK[2]);
    assert_eq!(entry.unmet, None);
    let release = apply(Some(&release), &entry).unwrap().unwrap();
    assert_eq!(owed(&release, "2026-03-12T00:00:00Z"), None);
}

#[test]
fn what_can_says_is_what_decide_does() {
    let policies = policies(1);
    let (_, mut release) = planned(&policies);
    for (command, actor) in process() {
        let name = command.as_object().unwrap().keys().next().unwrap().clone();
        for person in ["run", "own", "build", "deploy", "config", "guest"] {
            let at = CLOCK[1].parse().unwrap();
            let permissions = can(&release, &policies, &person.into(), at);
            let mut of_it = permissions.commands.iter().filter(|it| it.command == name);
            let permission = of_it.next().unwrap();
            assert_eq!(permission.allowed, permission.unmet.is_empty());
            if !permission.depends {
                let accepted = tried(&policies, &release, &command, person).ruling;
                let allowed = permission.allowed;
                assert_eq!(accepted == Ruling::Accepted, allowed, "{name} by {person}");
            }
        }
        release = after(&policies, &release, &[(command, actor)]);
    }
}
