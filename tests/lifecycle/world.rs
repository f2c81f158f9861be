//! A small world: one release with one wave, a handful of people, a policy with few checks.

use releasegate::lifecycle::{Entry, Submission, apply, decide};
use releasegate::model::Release;
use releasegate::policy::{Policies, Policy};
use releasegate::read::read_json;
use serde_json::{Value, json};

/// Before the deployment window, in it, and after it; the release is planned for the second.
pub const CLOCK: [&str; 3] = [
    "2026-03-02T10:00:00Z",
    "2026-03-07T22:00:00Z",
    "2026-03-09T10:00:00Z",
];

/// Who may do what: `build` built and holds the approving role as well, `guest` holds none.
pub const PEOPLE: [(&str, &[&str]); 7] = [
    ("run", &["release_manager"]),
    ("own", &["service_owner"]),
    ("deputy", &["service_owner"]),
    ("build", &["build_manager", "service_owner"]),
    ("deploy", &["deployment_manager"]),
    ("config", &["configuration_manager"]),
    ("guest", &[]),
];

/// The checks that the policy keeps, all required.
const KEPT: [&str; 6] = ["DEP-01", "DEP-02", "DEP-04", "DEP-05", "DEP-11", "DEP-12"];

/// A policy that separates building from approving, and deploys in one window.
pub fn policies(quorum: u32) -> Policies {
    changed_policies(quorum, |_| {})
}

/// As [`policies`], with a change to the document.
pub fn changed_policies(quorum: u32, change: impl FnOnce(&mut Value)) -> Policies {
    let all = Policy::of_profile("iso20000-1:2018").unwrap();
    let checks: Vec<Value> = all
        .asked()
        .iter()
        .map(|asked| match asked.check.id() {
            id if KEPT.contains(&id) => json!({"check": id, "severity": "must"}),
            id => json!({"check": id, "severity": "off", "reason": "kept small"}),
        })
        .collect();
    let mut policy = json!({
        "format": "releasegate/policy/1", "id": "small", "version": "1",
        "extends": "iso20000-1:2018", "zone": "UTC", "valid_from": "2026-01-01",
        "release_types": [{"id": "minor", "emergency": false, "early_life_days": 1}],
        "approvals": [{"id": "release", "of": "release", "roles": ["service_owner"],
            "quorum": quorum, "exclude": ["builders"]}],
        "calendar": {"freezes": [], "windows": [{"id": "w", "from": "2026-03-07T20:00:00Z",
            "until": "2026-03-08T04:00:00Z", "scope": ["*"], "owner": "own"}]},
        "checks": checks,
    });
    change(&mut policy);
    Policies::read(policy.to_string().as_bytes(), None, &Default::default()).unwrap()
}

/// A command that somebody gives.
pub fn given(command: &Value, actor: &str, at: &str) -> Submission {
    let submission = json!({"command": command, "actor": actor, "at": at});
    read_json(submission.to_string().as_bytes()).unwrap()
}

/// The commands of the process, in an order in which they are accepted, and who gives each.
pub fn process() -> Vec<(Value, &'static str)> {
    vec![
        (json!({"approve_plan": {}}), "own"),
        (json!({"record_build": build()}), "build"),
        (json!({"request_approval": {"build": "b"}}), "run"),
        (approve("a"), "own"),
        (baseline(), "config"),
        (json!({"start_wave": {"wave": "w", "build": "b"}}), "deploy"),
        (
            json!({"finish_wave": {"wave": "w", "outcome": "deployed"}}),
            "deploy",
        ),
        (json!({"exit_early_life": {}}), "own"),
        (json!({"close": {}}), "run"),
    ]
}

pub fn build() -> Value {
    json!({"id": "b", "built_by": ["build"]})
}

pub fn approve(id: &str) -> Value {
    json!({"decide": {"id": id, "decision": "approved", "build": "b", "environment": "live",
        "role": "service_owner", "channel": "system"}})
}

/// The registered release, with its plan.
pub fn planned(policies: &Policies) -> (Vec<Entry>, Release) {
    let people: Vec<Value> = PEOPLE
        .iter()
        .map(|(id, _)| json!({"id": id, "name": id, "nature": "human", "affiliation": "internal"}))
        .collect();
    let assignments: Vec<Value> = PEOPLE
        .iter()
        .flat_map(|(person, roles)| {
            let one = |role| json!({"role": role, "person": person, "from": "2026-01-01"});
            roles.iter().map(one).collect::<Vec<_>>()
        })
        .collect();
    let register = json!({"register": {"release": "R", "service": "s", "type": "minor",
        "zone": "UTC", "people": people, "assignments": assignments}});
    let plan = json!({"plan": {"version": "1", "method": "big_bang",
        "waves": [{"id": "w", "planned_start": CLOCK[1]}],
        "affected_items": [{"id": "db", "type": "database"}]}});
    let place = json!({"record_evidence": {"at": "/deployment/environment", "value": "live"}});
    let changes = json!([{"id": "c", "requested_by": "run"}]);
    let changes = json!({"record_evidence": {"at": "/changes", "value": changes}});
    let mut trail = Vec::new();
    let mut release = None;
    for command in [register, plan, place, changes] {
        let entry = decide(
            release.as_ref(),
            policies,
            &given(&command, "run", CLOCK[0]),
        )
        .unwrap();
        assert_eq!(entry.unmet, None);
        release = apply(release.as_ref(), &entry).unwrap();
        trail.push(entry);
    }
    (trail, release.unwrap())
}

pub fn baseline() -> Value {
    json!({"take_baseline": {"id": "before", "items": ["db"], "content_ref": "lib://b"}})
}
