//! Ways around the guard: by facts instead of commands, by times that are over, by what was approved
//! before.

use releasegate::lifecycle::{Condition, Entry, can, decide};
use releasegate::model::{Items, Release};
use releasegate::policy::Policies;
use serde_json::{Value, json};

use crate::authority::{after, conditions, delegate, tried, tried_at, up_to};
use crate::world::{CLOCK, approve, baseline, given, planned, policies};

fn record(at: &str, value: &Value) -> Value {
    json!({"record_evidence": {"at": at, "value": value}})
}

fn amend(at: &str, value: &Value) -> Value {
    json!({"amend_evidence": {"at": at, "value": value, "reason": "it was wrong"}})
}

fn assign(role: &str, person: &str) -> Value {
    json!({"assign": {"role": role, "person": person, "from": "2026-01-01"}})
}

fn start() -> Value {
    json!({"start_wave": {"wave": "w", "build": "b"}})
}

/// Something that was decided or done earlier.
fn earlier(
    policies: &Policies,
    release: &Release,
    command: &Value,
    actor: &str,
    (decided_at, at): (&str, &str),
) -> Entry {
    let mut submission = given(command, actor, at);
    submission.decided_at = Some(decided_at.parse().unwrap());
    decide(Some(release), policies, &submission).unwrap()
}

#[test]
fn a_statement_that_there_was_none_erases_nothing() {
    let policies = policies(1);
    let release = up_to(&policies, "start_wave");
    let hold = json!({"hold": {"reason": "the database is full"}});
    let release = after(&policies, &release, &[(hold, "run")]);
    let none = json!({"none": {"by": "run", "at": CLOCK[1]}});
    let lists = [
        "/approvals",
        "/approval_requests",
        "/assignments",
        "/baselines",
        "/build/builds",
        "/holds",
        "/trail",
    ];
    for list in lists {
        let entry = tried(&policies, &release, &amend(list, &none), "run");
        assert_eq!(conditions(&entry), [Condition::OwnCommand], "{list}");
    }
    // Where there was none, somebody says so, and says so better.
    let again = json!({"none": {"by": "own", "at": CLOCK[1]}});
    let said = [
        (record("/waivers", &none), "run"),
        (amend("/waivers", &again), "run"),
    ];
    after(&policies, &release, &said);
}

#[test]
fn an_end_is_brought_forward_and_not_put_off() {
    let policies = policies(1);
    let release = up_to(&policies, "take_baseline");
    let waive = json!({"waive": {"id": "W", "check": "DEP-05", "reason": "the store is down",
        "until": "2026-04-01T00:00:00Z", "compensating_control": "a copy on tape"}});
    let commands = [
        (delegate("own", "guest", CLOCK[1], false), "own"),
        (waive, "own"),
        (record("/assignments/1/until", &json!("2026-04-01")), "run"),
    ];
    let release = after(&policies, &release, &commands);
    let open = json!("2026-05-01T00:00:00Z");
    let approved = record("/approvals/0/scope/until", &open);
    let entry = tried(&policies, &release, &approved, "run");
    assert_eq!(conditions(&entry), [Condition::OwnCommand]);
    for place in [
        "/assignments/1/until",
        "/delegations/0/until",
        "/waivers/0/until",
    ] {
        for later in ["2026-04-02", "2026-04-02T00:00:00Z"] {
            let entry = tried(&policies, &release, &amend(place, &json!(later)), "run");
            assert_eq!(conditions(&entry), [Condition::OwnCommand], "{place}");
        }
        after(
            &policies,
            &release,
            &[(amend(place, &json!("2026-03-31")), "run")],
        );
    }
}

#[test]
fn nobody_gives_themselves_anything_by_facts_about_people() {
    let policies = policies(1);
    let (_, release) = planned(&policies);
    let commands = [
        (assign("service_owner", "account-17"), "run"),
        (assign("coordinator", "config"), "run"),
    ];
    let release = after(&policies, &release, &commands);
    let alias = record("/people/0/aliases", &json!(["account-17"]));
    let team = json!([{"id": "night", "leader": "own", "members": ["run"], "waves": ["w"]}]);
    let team = record("/teams", &team);
    for fact in [&alias, &team] {
        let entry = tried(&policies, &release, fact, "run");
        assert_eq!(conditions(&entry), [Condition::Role], "{fact}");
    }
    after(&policies, &release, &[(team, "config")]);
    let skill = json!([{"skill": "databases", "evidence": "CERT-1", "from": "2025-01-01"}]);
    let skill = record("/people/0/competences", &skill);
    let entry = tried(&policies, &release, &skill, "run");
    assert_eq!(conditions(&entry), [Condition::Competence]);
    after(&policies, &release, &[(skill, "config")]);
    let away = json!([{"from": "2026-03-10", "until": "2026-03-12"}]);
    after(
        &policies,
        &release,
        &[(record("/people/0/absences", &away), "run")],
    );
}

#[test]
fn only_people_themselves_say_which_other_accounts_are_theirs() {
    let policies = policies(1);
    let release = up_to(&policies, "decide");
    // Of the service owner, by the release manager, who may have that account.
    let owner = release
        .people
        .items()
        .iter()
        .position(|it| it.id.as_str() == "own");
    let aliases = format!("/people/{}/aliases", owner.unwrap());
    let alias = record(&aliases, &json!(["account-17"]));
    let whole = json!({"id": "own", "aliases": ["account-17"], "nature": "human",
        "affiliation": "internal"});
    let whole = amend(&format!("/people/{}", owner.unwrap()), &whole);
    for fact in [&alias, &whole] {
        let entry = tried(&policies, &release, fact, "run");
        assert_eq!(conditions(&entry), [Condition::Role], "{fact}");
    }
    let entry = tried(&policies, &release, &approve("x"), "account-17");
    assert!(conditions(&entry).contains(&Condition::Role));
    let release = after(&policies, &release, &[(alias, "own")]);
    let entry = tried(&policies, &release, &approve("x"), "account-17");
    assert_eq!(conditions(&entry), []);
    // Fewer accounts are no others, and new people are introduced with theirs.
    let fewer = amend(&aliases, &json!([]));
    let new = json!({"id": "night", "aliases": ["account-18"], "nature": "human",
        "affiliation": "internal"});
    after(
        &policies,
        &release,
        &[(fewer, "run"), (record("/people/-", &new), "run")],
    );
}

#[test]
fn what_says_which_rules_count_is_approved_with_the_plan() {
    let policies = policies(1);
    let release = up_to(&policies, "record_build");
    for (place, value) in [
        ("/type", "other"),
        ("/service", "t"),
        ("/zone", "Asia/Tokyo"),
    ] {
        let change = amend(place, &json!(value));
        let entry = tried(&policies, &release, &change, "run");
        assert_eq!(conditions(&entry), [Condition::Plan], "{place}");
        let replan = json!({"replan": {"version": "2"}});
        after(&policies, &release, &[(replan, "run"), (change, "run")]);
    }
}

#[test]
fn a_role_given_for_the_past_shows_nothing_of_what_was_decided_then() {
    let policies = policies(1);
    let release = up_to(&policies, "decide");
    let role = (assign("service_owner", "guest"), "run");
    let release = after(&policies, &release, &[role]);
    let at = "2026-03-07T22:30:00Z";
    let before = ("2026-03-07T21:30:00Z", at);
    let entry = earlier(&policies, &release, &approve("x"), "guest", before);
    assert!(conditions(&entry).contains(&Condition::Role));
    let entry = tried_at(&policies, &release, &approve("x"), "guest", at);
    assert_eq!(conditions(&entry), []);
}

#[test]
fn a_build_is_approved_anew_once_the_plan_was_opened_again() {
    let policies = policies(1);
    let release = up_to(&policies, "start_wave");
    let commands = [
        (json!({"replan": {"version": "2"}}), "run"),
        (
            amend("/plan/waves/0/planned_start", &json!(CLOCK[2])),
            "run",
        ),
        (json!({"approve_plan": {}}), "own"),
    ];
    let release = after(&policies, &release, &commands);
    let entry = tried(&policies, &release, &start(), "deploy");
    assert_eq!(conditions(&entry), [Condition::Plan]);
    let commands = [(approve("again"), "own"), (start(), "deploy")];
    after(&policies, &release, &commands);
}

#[test]
fn a_quorum_is_asked_for_anew_once_the_plan_was_opened_again() {
    let policies = policies(2);
    let release = up_to(&policies, "take_baseline");
    let commands = [
        (approve("b"), "deputy"),
        (baseline(), "config"),
        (json!({"replan": {"version": "2"}}), "run"),
        (json!({"approve_plan": {}}), "own"),
        (approve("c"), "own"),
    ];
    let release = after(&policies, &release, &commands);
    // The deputy approved the plan as it was.
    let entry = tried(&policies, &release, &start(), "deploy");
    assert_eq!(conditions(&entry), [Condition::Plan]);
    let commands = [(approve("d"), "deputy"), (start(), "deploy")];
    after(&policies, &release, &commands);
}

#[test]
fn what_is_approved_is_for_waves_that_are_planned() {
    let policies = policies(1);
    let release = up_to(&policies, "request_approval");
    let ask = |waves: &[&str]| json!({"request_approval": {"build": "b", "waves": waves}});
    let entry = tried(&policies, &release, &ask(&["w", "x"]), "run");
    assert_eq!(conditions(&entry), [Condition::There]);
    let unmet = &entry.unmet.unwrap()[0];
    assert_eq!(unmet.message, "the plan has no wave `x`; its waves are `w`");
    assert_eq!(unmet.at.as_deref(), Some(&["/plan/waves".to_owned()][..]));
    let release = after(&policies, &release, &[(ask(&["w"]), "run")]);
    let decide = |wave: &str| {
        let mut decide = approve("a");
        decide["decide"]["waves"] = json!([wave]);
        decide
    };
    let entry = tried(&policies, &release, &decide("x"), "own");
    assert!(conditions(&entry).contains(&Condition::There));
    after(&policies, &release, &[(decide("w"), "own")]);
}

#[test]
fn a_start_is_not_dated_back_into_a_window_that_is_over() {
    let policies = policies(1);
    let release = up_to(&policies, "start_wave");
    let last = "2026-03-08T03:59:00Z";
    let entry = earlier(
        &policies,
        &release,
        &start(),
        "deploy",
        (last, "2026-03-08T05:00:00Z"),
    );
    let checks: Vec<_> = entry
        .unmet
        .iter()
        .flatten()
        .map(|it| it.check.as_deref())
        .collect();
    assert_eq!(checks, [Some("DEP-12")]);
    let entry = earlier(
        &policies,
        &release,
        &start(),
        "deploy",
        (last, "2026-03-08T04:00:00Z"),
    );
    assert_eq!(conditions(&entry), []);
}

#[test]
fn whoever_registers_a_release_runs_it_then() {
    let policies = policies(1);
    let register = |assignment: Value| {
        let register = json!({"register": {"release": "R", "assignments": [assignment]}});
        let entry = decide(None, &policies, &given(&register, "run", CLOCK[0])).unwrap();
        conditions(&entry)
    };
    let manager = |from: &str, until: &str, raci: &str| {
        json!({"role": "release_manager", "person": "run", "from": from, "until": until,
            "raci": raci})
    };
    assert_eq!(
        register(manager("2026-01-01", "2026-12-31", "responsible")),
        []
    );
    for other in [
        manager("2025-01-01", "2025-12-31", "responsible"),
        manager("2026-01-01", "2026-12-31", "informed"),
        json!({"role": "release_manager", "person": "run"}),
    ] {
        assert_eq!(register(other.clone()), [Condition::Role], "{other}");
    }
}

#[test]
fn can_knows_what_the_trail_holds_and_who_has_something_to_delegate() {
    let policies = policies(1);
    let release = up_to(&policies, "decide");
    let may = |command: &str, person: &str, at: &str| {
        let permissions = can(&release, &policies, &person.into(), at.parse().unwrap());
        let mut commands = permissions.commands.into_iter();
        commands.find(|it| it.command == command).unwrap()
    };
    assert!(may("decide", "own", CLOCK[1]).allowed);
    let before = may("decide", "own", CLOCK[0]);
    assert!(
        before
            .unmet
            .iter()
            .any(|it| it.condition == Condition::TimeOrder)
    );
    let entry = tried_at(&policies, &release, &approve("x"), "own", CLOCK[0]);
    assert!(conditions(&entry).contains(&Condition::TimeOrder));
    assert!(may("delegate", "own", CLOCK[1]).allowed);
    assert!(!may("delegate", "guest", CLOCK[1]).allowed);
}
