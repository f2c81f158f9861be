//! The guarded lifecycle on the complete example: from commands alone to the same record.

mod authority;
mod competence;
mod evaded;
mod explored;
mod raci;
mod random;
mod repeated;
mod tampered;
mod world;

use releasegate::assess::assess;
use releasegate::lifecycle::{
    Condition, Entry, Ruling, apply, conformance, decide, read_history, replay, verify,
};
use releasegate::model::Release;
use releasegate::policy::Policies;
use releasegate::view::View;
use releasegate_tests::{policy, release, repository};
use serde_json::{Value, json};

const RECORD: &str = "examples/payments-4.2/release.yaml";
const POLICY: &str = "examples/payments-4.2/policy.yaml";

fn history() -> Vec<u8> {
    std::fs::read(repository("examples/trail/commands.ndjson")).unwrap()
}

fn policies() -> Policies {
    Policies::of_one(policy(POLICY).unwrap())
}

/// The trail of the example, and the record at its end.
fn live() -> (Vec<Entry>, Release) {
    let policies = policies();
    let mut release = None;
    let mut trail = Vec::new();
    for given in read_history(&history()).unwrap() {
        let entry = decide(release.as_ref(), &policies, &given).unwrap();
        assert_eq!(
            entry.ruling,
            Ruling::Accepted,
            "{given:#?} {:#?}",
            entry.unmet
        );
        release = apply(release.as_ref(), &entry).unwrap();
        trail.push(entry);
    }
    (trail, release.unwrap())
}

/// A record without what only a trail adds.
fn without_trail(release: &Release) -> Value {
    let mut record = serde_json::to_value(release).unwrap();
    record["trail"] = json!([]);
    record["approval_requests"] = json!([]);
    strip(&mut record);
    record
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["seq", "started_seq", "approved_seq", "recorded_at"] {
                map.remove(key);
            }
            map.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn the_complete_example_comes_of_commands_alone() {
    let (trail, live) = live();
    let expected = release(RECORD).unwrap();
    assert_eq!(without_trail(&live), without_trail(&expected));
    let policy = policy(POLICY).unwrap();
    let view = View::of(&live, "2026-09-01T00:00:00Z".parse().unwrap());
    assert!(assess(&view, &policy).conforming);
    assert_eq!(replay(&trail, None).unwrap(), live);
    let text: Vec<u8> = trail
        .iter()
        .flat_map(|entry| [entry.line().unwrap(), b"\n".to_vec()].concat())
        .collect();
    let verified = verify(&text, None, None);
    assert!(verified.intact, "{:?}", verified.broken);
    assert_eq!(verified.head.seq, trail.len() as u64);
}

#[test]
fn every_step_is_replayed_as_it_was() {
    let (trail, _) = live();
    let mut release = None;
    for entry in &trail {
        release = apply(release.as_ref(), entry).unwrap();
        assert_eq!(replay(&trail, Some(entry.seq)).ok(), release);
    }
}

#[test]
fn the_history_conforms() {
    let conformance = conformance(&read_history(&history()).unwrap(), &policies()).unwrap();
    assert_eq!(conformance.deviations, []);
}

#[test]
fn what_was_done_at_the_wrong_stage_is_told_with_what_it_broke() {
    let policies = world::policies(1);
    let (trail, _) = world::planned(&policies);
    // Nobody planned anything, as in the histories of tools that know deployments only.
    let register = releasegate::lifecycle::Submission::from(trail.first().unwrap().clone());
    let commands = [
        (json!({"record_build": world::build()}), "build"),
        (json!({"start_wave": {"wave": "w", "build": "b"}}), "deploy"),
        (world::approve("a"), "own"),
    ];
    let given = commands.map(|(command, actor)| world::given(&command, actor, world::CLOCK[1]));
    let history: Vec<_> = std::iter::once(register).chain(given).collect();
    let found = conformance(&history, &policies).unwrap();
    let start = found.deviations.iter().find(|it| it.position == 3).unwrap();
    assert!(start.carried_out);
    let conditions: Vec<_> = start.unmet.iter().map(|it| it.condition).collect();
    assert!(conditions.contains(&Condition::Stage) && conditions.contains(&Condition::Plan));
    let checks = start.unmet.iter().filter_map(|it| it.check.as_deref());
    assert!(checks.collect::<Vec<_>>().contains(&"DEP-01"), "{start:#?}");
    // Whoever gives the command now is told where the release stands, and no more.
    let mut release = None;
    for given in &history[..2] {
        let mut entry = decide(release.as_ref(), &policies, given).unwrap();
        (entry.ruling, entry.unmet) = (Ruling::Accepted, None);
        release = apply(release.as_ref(), &entry).unwrap();
    }
    let entry = decide(release.as_ref(), &policies, &history[2]).unwrap();
    assert!(entry.unmet.unwrap().iter().all(|it| it.check.is_none()));
}

#[test]
fn the_small_world_runs_through_the_process() {
    let policies = world::policies(1);
    let (_, mut release) = world::planned(&policies);
    for (command, actor) in world::process() {
        let given = world::given(&command, actor, world::CLOCK[1]);
        let entry = decide(Some(&release), &policies, &given).unwrap();
        assert_eq!(entry.unmet, None, "{command}");
        release = apply(Some(&release), &entry).unwrap().unwrap();
    }
}
