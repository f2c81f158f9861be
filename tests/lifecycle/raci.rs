//! The eight rules on roles that a machine can check, each by its number: what the checks say of a
//! record, what the guard refuses, and what the lint finds in a policy.

use releasegate::assess::assess;
use releasegate::checks::Verdict;
use releasegate::lifecycle::{Condition, apply};
use releasegate::policy::{PolicySource, lint};
use releasegate::view::View;
use releasegate_tests::{as_release, policy, release};
use serde_json::{Value, json};

use crate::authority::{after, conditions, delegate, tried, tried_at, up_to};
use crate::world::{CLOCK, approve, changed_policies, planned, policies};

/// The verdict of a check on the complete record of the vectors with some places changed; `-`
/// appends to a list.
fn verdict(check: &str, changes: Value) -> Verdict {
    let mut record = serde_json::to_value(release("tests/vectors/base.yaml").unwrap()).unwrap();
    for (place, value) in changes.as_object().unwrap() {
        let (list, key) = place.rsplit_once('/').unwrap();
        match record.pointer_mut(list).unwrap() {
            Value::Array(items) if key == "-" => items.push(value.clone()),
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
            object => object[key] = value.clone(),
        }
    }
    let release = as_release(&record).unwrap();
    let policy = policy("tests/vectors/base-policy.yaml").unwrap();
    let view = View::of(&release, "2026-09-01T00:00:00Z".parse().unwrap());
    let assessment = assess(&view, &policy);
    let mut findings = assessment.findings.iter();
    findings.find(|it| it.id() == check).unwrap().verdict
}

/// Whether the lint says of a policy that a role may not approve something.
fn may_not_approve(role: &str, of: &str) -> bool {
    let policy = json!({
        "format": "releasegate/policy/1", "id": "p", "extends": "iso20000-1:2018",
        "approvals": [{"id": "a", "of": of, "roles": [role]}],
    });
    let policy = policy.to_string();
    let source = PolicySource::read(policy.as_bytes(), None, &Default::default()).unwrap();
    let kind = |finding| serde_json::to_value(finding).unwrap()["defect"]["kind"].clone();
    lint(&source)
        .into_iter()
        .any(|finding| kind(finding) == "role_may_not_approve")
}

fn assign(role: &str, person: &str) -> Value {
    json!({"assign": {"role": role, "person": person, "from": "2026-03-01"}})
}

const START: &str = "2026-01-01T00:00:00Z";

#[test]
fn rule_1_exactly_one_person_is_accountable() {
    let verdict = |changes| verdict("SUP-12", changes);
    assert_eq!(verdict(json!({})), Verdict::Conforming);
    let second = json!({"role": "service_owner", "person": "eva", "from": START});
    assert_eq!(
        verdict(json!({"/assignments/-": second})),
        Verdict::Nonconforming
    );
    let gone = json!({"/assignments/2/until": "2026-03-01T00:00:00Z"});
    assert_eq!(verdict(gone), Verdict::Nonconforming);
}

#[test]
fn rule_2_somebody_is_responsible() {
    let asked = json!({"/assignments/4/raci": "consulted"});
    assert_eq!(verdict("SUP-12", asked), Verdict::NotEvidenced);
    let gone = json!({"/assignments/4/until": "2026-02-01T00:00:00Z"});
    assert_eq!(verdict("SUP-12", gone), Verdict::Nonconforming);
}

#[test]
fn rule_3_nobody_from_outside_is_accountable_or_approves() {
    let accountable = json!({"role": "external_specialist", "person": "kai",
        "activity": "release_approval", "raci": "accountable", "from": START});
    let changes = json!({"/assignments/-": accountable});
    assert_eq!(verdict("SUP-12", changes), Verdict::Nonconforming);
    assert!(may_not_approve("external_specialist", "release"));
    let policies = policies(1);
    let (_, release) = planned(&policies);
    let mut accountable = assign("external_specialist", "guest");
    accountable["assign"]["activity"] = json!("build");
    accountable["assign"]["raci"] = json!("accountable");
    let entry = tried(&policies, &release, &accountable, "run");
    assert_eq!(conditions(&entry), [Condition::Insider]);
}

#[test]
fn rule_3_a_supplier_manager_is_there_where_somebody_from_outside_works() {
    let policies = policies(1);
    let release = up_to(&policies, "start_wave");
    let outside = assign("external_specialist", "guest");
    let release = after(&policies, &release, &[(outside, "run")]);
    let start = json!({"start_wave": {"wave": "w", "build": "b"}});
    let entry = tried(&policies, &release, &start, "guest");
    assert_eq!(conditions(&entry), [Condition::Role]);
    let mut manager = assign("supplier_manager", "config");
    manager["assign"]["raci"] = json!("informed");
    let told = after(&policies, &release, &[(manager.clone(), "run")]);
    let entry = tried(&policies, &told, &start, "guest");
    assert_eq!(conditions(&entry), [Condition::Role]);
    manager["assign"]["raci"] = json!("consulted");
    after(&policies, &release, &[(manager, "run"), (start, "guest")]);
}

#[test]
fn rule_3_holds_for_members_of_teams_and_for_those_assigned_to_the_activity() {
    let policies = policies(1);
    let release = up_to(&policies, "start_wave");
    let team = json!([{"id": "night", "leader": "config", "members": ["guest"], "waves": ["w"]}]);
    let team = json!({"record_evidence": {"at": "/teams", "value": team}});
    let hired = json!({"amend_evidence": {"at": "/people/6/affiliation", "value": "external",
        "reason": "hired"}});
    let mut assigned = assign("external_specialist", "guest");
    assigned["assign"]["activity"] = json!("deployment");
    let start = json!({"start_wave": {"wave": "w", "build": "b"}});
    let manager = assign("supplier_manager", "config");
    for facts in [vec![(team, "run"), (hired, "run")], vec![(assigned, "run")]] {
        let release = after(&policies, &release, &facts);
        let entry = tried(&policies, &release, &start, "guest");
        assert_eq!(conditions(&entry), [Condition::Role], "{facts:?}");
        let managed = after(&policies, &release, &[(manager.clone(), "run")]);
        let entry = tried(&policies, &managed, &start, "guest");
        assert_eq!(entry.unmet, None, "{facts:?}");
        // Who does it in a role of the house as well is no specialist from outside.
        let own = assign("deployment_manager", "guest");
        after(
            &policies,
            &release,
            &[(own, "run"), (start.clone(), "guest")],
        );
    }
}

#[test]
fn rule_4_a_management_head_approves_single_releases_by_delegation_only() {
    assert!(may_not_approve("management_head", "release"));
    assert!(!may_not_approve("management_head", "waiver"));
    // Not even where a policy names the role.
    let heads = changed_policies(1, |document| {
        document["approvals"][0]["roles"] = json!(["management_head"]);
    });
    let release = up_to(&policies(1), "decide");
    let head = assign("management_head", "guest");
    let release = after(&policies(1), &release, &[(head, "run")]);
    for policies in [&heads, &policies(1)] {
        let entry = tried(policies, &release, &approve("x"), "guest");
        assert!(conditions(&entry).contains(&Condition::Role));
    }
    let to_head = delegate("own", "guest", CLOCK[1], false);
    let delegated = tried(&policies(1), &release, &to_head, "own");
    let release = apply(Some(&release), &delegated).unwrap().unwrap();
    let entry = tried_at(&policies(1), &release, &approve("x"), "guest", CLOCK[2]);
    assert_eq!(entry.unmet, None);
}

#[test]
fn rule_5_coordinators_approve_nothing_and_release_managers_do_not_decide_alone() {
    assert!(may_not_approve("coordinator", "release"));
    assert!(may_not_approve("coordinator", "waiver"));
    // A switch of the policy lets release managers approve.
    assert!(!may_not_approve("release_manager", "release"));
    let decided = |deciders: Value| {
        verdict(
            "BLD-07",
            json!({
                "/verification/results/1/outcome": "failed",
                "/verification/failure_decisions": [{"id": "D-1", "criteria": ["AC-2"],
                    "actions": [{"text": "add an index"}], "deploy": "yes",
                    "decided_at": "2026-03-05T09:00:00Z", "deciders": deciders}],
            }),
        )
    };
    let manager = json!({"person": "eva", "role": "release_manager"});
    assert_eq!(decided(json!([manager])), Verdict::Nonconforming);
    let customer = json!({"person": "ina", "role": "customer"});
    assert_eq!(decided(json!([manager, customer])), Verdict::Conforming);
}

#[test]
fn rule_6_nobody_judges_their_own_work() {
    let builder = json!({"/build/builds/0/built_by": ["tom"]});
    assert_eq!(verdict("DEP-11", builder), Verdict::Nonconforming);
    let requester = json!({"/changes/0/requested_by": "tom"});
    assert_eq!(verdict("DEP-11", requester), Verdict::Nonconforming);
    let tester = json!({"/build/builds/0/built_by": ["ina"]});
    assert_eq!(verdict("BLD-05", tester), Verdict::Nonconforming);
    let alias = json!({"/people/2/aliases": ["i.2"], "/build/builds/0/built_by": ["i.2"]});
    assert_eq!(verdict("BLD-05", alias), Verdict::Nonconforming);
    let review = json!({"reviewed_at": "2026-03-12T09:00:00Z", "reviewed_by": ["tom"],
        "accepted": true, "records_completed_at": "2026-03-12T10:00:00Z"});
    let own = json!({"/type": "emergency", "/changes/0/category": "emergency",
        "/deployment/emergency_review": review});
    assert_eq!(verdict("DEP-14", own), Verdict::Nonconforming);
}

#[test]
fn rule_7_who_accepts_a_conflict_is_not_in_it_and_the_verdict_stays() {
    let policies = policies(1);
    let release = up_to(&policies, "start_wave");
    let waive = |by: &str| {
        json!({"waive": {"id": by, "check": "DEP-11", "reason": "one team of two",
            "until": "2026-04-01T00:00:00Z", "compensating_control": "second pair of eyes"}})
    };
    let mut record = serde_json::to_value(&release).unwrap();
    // Whoever built it approved it as well, and nobody else did.
    record["approvals"][0]["by"] = json!("build");
    let release = as_release(&record).unwrap();
    let own = tried(&policies, &release, &waive("build"), "build");
    assert_eq!(conditions(&own), [Condition::InForce]);
    let release = after(&policies, &release, &[(waive("own"), "own")]);
    let view = View::of(&release, CLOCK[1].parse().unwrap());
    let assessment = assess(&view, policies.latest());
    let mut findings = assessment.findings.iter();
    let finding = findings.find(|it| it.id() == "DEP-11").unwrap();
    assert_eq!(finding.waived_by, Some("own"));
    assert!(finding.verdict.blocks());
}

#[test]
fn rule_8_a_deputy_acts_only_while_the_holder_is_away() {
    let policies = policies(1);
    let release = up_to(&policies, "decide");
    let mut deputy = delegate("own", "guest", CLOCK[0], false);
    deputy["delegate"]["while_absent"] = json!(true);
    let named = tried_at(&policies, &release, &deputy, "own", CLOCK[1]);
    assert_eq!(named.unmet, None);
    let release = apply(Some(&release), &named).unwrap().unwrap();
    let there = tried_at(&policies, &release, &approve("x"), "guest", CLOCK[2]);
    assert_eq!(conditions(&there), [Condition::Role]);
    let away = |from: &str, until: &str| {
        let absence = json!([{"from": from, "until": until}]);
        let absence = json!({"record_evidence": {"at": "/people/1/absences", "value": absence}});
        after(&policies, &release, &[(absence, "run")])
    };
    // Known to be there, which the check on authority shows as well.
    let before = away("2026-03-08T00:00:00Z", "2026-03-09T10:00:00Z");
    let gap = tried_at(&policies, &before, &approve("x"), "guest", CLOCK[2]);
    assert_eq!(conditions(&gap), [Condition::Role, Condition::Check]);
    let meanwhile = away("2026-03-09T10:00:00Z", "2026-03-10");
    let acted = tried_at(&policies, &meanwhile, &approve("x"), "guest", CLOCK[2]);
    assert_eq!(acted.unmet, None);
}

#[test]
fn rule_8_acts_in_the_gap_between_two_holders_are_nobodys() {
    let substitute = json!({"role": "service_owner", "person": "eva",
        "from": "2026-03-15T00:00:00Z"});
    let gap = json!({"/assignments/2/until": "2026-03-01T00:00:00Z", "/assignments/-": substitute});
    assert!(verdict("SUP-12", gap.clone()).blocks());
    assert!(verdict("DEP-02", gap).blocks());
}
