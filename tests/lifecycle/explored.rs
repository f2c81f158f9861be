//! Every state that a small world can reach: what must never happen does not, and every state has a
//! way to closure.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use releasegate::lifecycle::{Ruling, Standing, apply, decide};
use releasegate::model::{ApprovalDecision, Items, Release};
use serde_json::{Value, json};

use crate::world::{CLOCK, approve, baseline, build, given, planned, policies, process};

/// What people try, who tries it, and how often it may be accepted, so that the world stays finite.
type Tried = Vec<(Value, &'static str, usize)>;

/// Approvals by the wrong people, withdrawals and back-outs, all at one instant: only the order of
/// the trail tells what came first.
fn at_one_instant() -> Tried {
    let withdraw = json!({"decide": {"id": "d", "decision": "withdrawn", "build": "b",
        "environment": "live", "role": "service_owner", "channel": "system"}});
    vec![
        (json!({"approve_plan": {}}), "own", 1),
        (json!({"record_build": build()}), "build", 1),
        (json!({"request_approval": {"build": "b"}}), "run", 1),
        (approve("a"), "own", 1),
        (approve("e"), "deputy", 1),
        // Built it, and holds the approving role; holds no role.
        (approve("b"), "build", 1),
        (approve("c"), "guest", 1),
        (withdraw, "own", 1),
        (baseline(), "config", 1),
        (start(), "deploy", 2),
        (start(), "guest", 1),
        (
            json!({"finish_wave": {"wave": "w", "outcome": "deployed"}}),
            "deploy",
            2,
        ),
        (json!({"back_out_wave": {"wave": "w"}}), "own", 2),
        (
            json!({"finish_back_out": {"wave": "w", "outcome": "passed"}}),
            "deploy",
            2,
        ),
        (json!({"exit_early_life": {}}), "own", 1),
        (json!({"cancel": {"reason": "r"}}), "own", 1),
        (json!({"close": {}}), "run", 1),
    ]
}

/// The window opens and closes, the release is held and planned again.
fn in_time() -> Tried {
    vec![
        (json!({"approve_plan": {}}), "own", 2),
        (json!({"replan": {"version": "2"}}), "run", 1),
        (json!({"record_build": build()}), "build", 1),
        (json!({"request_approval": {"build": "b"}}), "run", 1),
        (approve("a"), "own", 1),
        (baseline(), "config", 1),
        (start(), "deploy", 1),
        (
            json!({"finish_wave": {"wave": "w", "outcome": "deployed"}}),
            "deploy",
            1,
        ),
        (json!({"hold": {"reason": "r"}}), "run", 1),
        (json!({"resume": {}}), "run", 1),
        (json!({"exit_early_life": {}}), "own", 1),
        (json!({"cancel": {"reason": "r"}}), "own", 1),
        (json!({"close": {}}), "run", 1),
    ]
}

fn start() -> Value {
    json!({"start_wave": {"wave": "w", "build": "b"}})
}

/// A record at a time. Records that differ only in the numbers of their trails are one state, as
/// long as the order of their facts is the same.
fn key(release: &Release, clock: usize) -> String {
    let mut record = serde_json::to_value(release).unwrap();
    record["trail"] = json!(null);
    let mut numbers = BTreeSet::new();
    each_seq(&mut record, &mut |seq| {
        numbers.insert(seq.as_u64().unwrap());
    });
    let ranks: BTreeMap<u64, usize> = numbers.into_iter().zip(1..).collect();
    each_seq(&mut record, &mut |seq| {
        *seq = json!(ranks[&seq.as_u64().unwrap()])
    });
    format!("{clock} {record}")
}

fn each_seq(value: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if key == "seq" || key.ends_with("_seq") {
                    change(value);
                } else {
                    each_seq(value, change);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_seq(item, change)),
        _ => {}
    }
}

/// What must hold when a wave goes live, looked up in the record and not asked of the guard.
fn went_live_rightly(before: &Release, clock: usize, quorum: usize) {
    let approvals = before.approvals.items();
    let by: BTreeSet<&str> = approvals
        .iter()
        .filter(|it| it.decision == ApprovalDecision::Approved)
        .filter_map(|it| it.by.as_ref().map(|by| by.as_str()))
        .collect();
    let may = BTreeSet::from(["own", "deputy"]);
    assert!(
        by.is_subset(&may) && by.len() >= quorum,
        "approved by {by:?}"
    );
    let taken_back = approvals.last().map(|it| it.decision);
    assert_ne!(taken_back, Some(ApprovalDecision::Withdrawn));
    assert!(!before.baselines.items().is_empty(), "no baseline");
    assert_eq!(clock, 1, "outside the window");
    assert!(before.plan.as_ref().unwrap().approved_at.is_some());
}

fn explore(quorum: u32, tried: &Tried, clocks: &[usize]) -> (usize, usize) {
    let policies = &policies(quorum);
    let quorum = usize::try_from(quorum).unwrap();
    let (_, first) = planned(policies);
    let mut states: Vec<(Release, usize, Vec<usize>)> = Vec::new();
    let mut known: HashMap<(String, Vec<usize>), usize> = HashMap::new();
    let mut leads_back: Vec<Vec<usize>> = Vec::new();
    let mut closed = Vec::new();
    let mut queue = VecDeque::new();
    let mut live = 0;
    let mut reach = |state: (Release, usize, Vec<usize>),
                     from: Option<usize>,
                     states: &mut Vec<(Release, usize, Vec<usize>)>,
                     queue: &mut VecDeque<usize>,
                     leads_back: &mut Vec<Vec<usize>>| {
        let index = *known
            .entry((key(&state.0, state.1), state.2.clone()))
            .or_insert_with(|| {
                states.push(state);
                leads_back.push(Vec::new());
                queue.push_back(states.len() - 1);
                states.len() - 1
            });
        leads_back[index].extend(from);
    };
    let start = (first, clocks[0], vec![0; tried.len()]);
    reach(start, None, &mut states, &mut queue, &mut leads_back);
    while let Some(index) = queue.pop_front() {
        let (release, clock, counts) = states[index].clone();
        let was_closed = Standing::of(&release).closed;
        if was_closed {
            closed.push(index);
        }
        if clocks.contains(&(clock + 1)) {
            let later = (release.clone(), clock + 1, counts.clone());
            reach(later, Some(index), &mut states, &mut queue, &mut leads_back);
        }
        for (which, (command, actor, limit)) in tried.iter().enumerate() {
            if counts[which] >= *limit {
                continue;
            }
            let entry = decide(
                Some(&release),
                policies,
                &given(command, actor, CLOCK[clock]),
            )
            .unwrap();
            if entry.ruling == Ruling::Refused {
                assert!(!entry.unmet.unwrap().is_empty());
                continue;
            }
            assert!(!was_closed, "a closed release went on: {command}");
            assert_ne!(*actor, "guest", "{command}");
            if command
                .get("decide")
                .is_some_and(|it| it["decision"] == "approved")
            {
                assert_ne!(*actor, "build", "approved what they built");
            }
            if command.get("start_wave").is_some() {
                went_live_rightly(&release, clock, quorum);
                live += 1;
            }
            let after = apply(Some(&release), &entry).unwrap().unwrap();
            let mut counts = counts.clone();
            counts[which] += 1;
            reach(
                (after, clock, counts),
                Some(index),
                &mut states,
                &mut queue,
                &mut leads_back,
            );
        }
    }
    assert!(live > 0, "no wave ever went live, so nothing was shown");
    // Backwards from the closed ones: whatever is not met on the way can never be closed.
    let mut can_close = vec![false; states.len()];
    let mut queue: VecDeque<usize> = closed.into();
    while let Some(index) = queue.pop_front() {
        if !std::mem::replace(&mut can_close[index], true) {
            queue.extend(leads_back[index].iter().copied());
        }
    }
    for (state, can_close) in states.iter().zip(can_close) {
        // A command that was used up cannot be tried again, which is the explorer's limit only.
        let used_up = |name: &str| {
            let mut tried = tried.iter().zip(&state.2);
            tried.any(|((command, _, limit), count)| command.get(name).is_some() && count >= limit)
        };
        let limited = ["back_out_wave", "finish_wave", "finish_back_out", "resume"];
        assert!(
            can_close || limited.into_iter().any(used_up),
            "no way to closure from {}",
            key(&state.0, state.1)
        );
    }
    (states.len(), live)
}

#[test]
fn no_state_at_one_instant_breaks_the_rules() {
    for quorum in [1, 2] {
        let (states, live) = explore(quorum, &at_one_instant(), &[1]);
        println!("quorum {quorum}: {states} states, {live} times a wave went live");
        assert!(states > 500, "{states}");
    }
}

#[test]
fn no_state_in_time_breaks_the_rules() {
    let (states, live) = explore(1, &in_time(), &[0, 1, 2]);
    println!("in time: {states} states, {live} times a wave went live");
    assert!(states > 2_000, "{states}");
}

#[test]
fn a_quorum_of_two_is_out_of_reach_for_one() {
    let policies = policies(2);
    let (_, mut release) = planned(&policies);
    for (command, actor) in process() {
        let entry = decide(Some(&release), &policies, &given(&command, actor, CLOCK[1])).unwrap();
        let starts = command.get("start_wave").is_some();
        assert_eq!(
            entry.ruling == Ruling::Refused,
            starts,
            "{command}: {:?}",
            entry.unmet
        );
        if starts {
            let unmet = entry.unmet.unwrap();
            assert!(unmet.iter().any(|it| it.check.as_deref() == Some("DEP-02")));
            return;
        }
        release = apply(Some(&release), &entry).unwrap().unwrap();
    }
}
