//! Random commands by random people at random times: nothing panics, what is replayed is what was,
//! every accepted command passes its gates when they are judged afterwards, and what a refusal says
//! is missing lets the command through once it is there.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use releasegate::assess::assess;
use releasegate::checks::{Severity, Verdict};
use releasegate::lifecycle::{Condition, Entry, Rule, Ruling, Standing, apply, decide, replay};
use releasegate::model::{Items, Release};
use releasegate::policy::Policies;
use releasegate::stage::Stage;
use releasegate::view::View;
use serde_json::{Value, json};

use crate::world::{CLOCK, PEOPLE, approve, baseline, build, given, planned, policies};

const SEQUENCES: u64 = 100_000;
const LENGTH: usize = 8;

fn any_command(random: &mut fastrand::Rng) -> Value {
    let id = random.u32(..3);
    match random.usize(..24) {
        0 => json!({"approve_plan": {}}),
        1 => json!({"replan": {"version": format!("{id}")}}),
        2 | 3 => json!({"record_build": build()}),
        4 | 5 => json!({"request_approval": {"build": "b"}}),
        6 | 7 => approve(&format!("a{id}")),
        8 => json!({"decide": {"id": format!("a{id}"), "decision": "rejected", "build": "b"}}),
        9 | 10 => baseline(),
        11 | 12 => json!({"start_wave": {"wave": "w", "build": "b"}}),
        13 => json!({"finish_wave": {"wave": "w", "outcome": "deployed"}}),
        14 => json!({"back_out_wave": {"wave": "w"}}),
        15 => json!({"finish_back_out": {"wave": "w", "outcome": "passed"}}),
        16 => json!({"hold": {"reason": "r"}}),
        17 => json!({"resume": {}}),
        18 => json!({"exit_early_life": {}}),
        19 => json!({"cancel": {"reason": "r"}}),
        20 => json!({"close": {}}),
        21 => json!({"record_incident": {"id": format!("i{id}")}}),
        22 => json!({"record_evidence": {"at": "/title", "value": "t"}}),
        _ => json!({"waive": {"id": format!("w{id}"), "check": "DEP-05", "reason": "r",
            "until": "2027-01-01", "compensating_control": "c"}}),
    }
}

fn anybody(random: &mut fastrand::Rng, command: &Value) -> &'static str {
    // Half of the time somebody who may, so that sequences get somewhere.
    if random.bool() {
        return whose(command);
    }
    PEOPLE[random.usize(..PEOPLE.len())].0
}

/// Somebody whose command it is.
fn whose(command: &Value) -> &'static str {
    let name = command.as_object().unwrap().keys().next().unwrap();
    match name.as_str() {
        "record_build" => "build",
        "approve_plan" | "decide" | "exit_early_life" | "cancel" | "waive" => "own",
        "take_baseline" => "config",
        "start_wave" | "finish_wave" | "finish_back_out" => "deploy",
        "back_out_wave" => "own",
        _ => "run",
    }
}

/// What was accepted passes its gates, judged afterwards.
fn passes_its_gates(release: &Release, policies: &Policies, entry: &Entry) {
    let gates = Rule::of(&entry.command).gates;
    let view = View::of(release, entry.recorded_at);
    for finding in &assess(&view, policies.latest()).findings {
        let at_gate = finding.gate.is_some_and(|gate| gates.contains(&gate));
        if at_gate && finding.severity == Severity::Must && finding.waived_by.is_none() {
            let open = [Verdict::Nonconforming, Verdict::NotEvidenced].contains(&finding.verdict);
            assert!(!open, "{} after {}", finding.id(), entry.command.name());
        }
    }
}

/// Whether something is over for good, so that nothing lets the command through any more.
fn is_over(release: &Release, command: &Value) -> bool {
    let standing = Standing::of(release);
    let has = |name: &str| command.get(name).is_some();
    let taken = |id: &str| command.get("decide").is_some_and(|it| it["id"] == id);
    standing.closed
        || standing.cancelled && !has("close")
        || standing.stage == Stage::Closure && !has("close") && !has("waive")
        || has("cancel") && standing.started
        || release.approvals.items().iter().any(|it| taken(&it.id))
        || command.get("waive").is_some_and(|it| {
            let mut waivers = release.waivers.items().iter();
            waivers.any(|waiver| it["id"] == waiver.id.as_str())
        })
}

/// Meets the conditions of a refusal by commands of those whose they are; false when that is not
/// possible in this world.
fn mend(
    release: &mut Release,
    policies: &Policies,
    entry: &Entry,
    command: &Value,
    at: &mut usize,
) -> bool {
    let give = |release: &mut Release, command: Value, at: usize| {
        let entry = decide(
            Some(release),
            policies,
            &given(&command, whose(&command), CLOCK[at]),
        );
        let entry = entry.unwrap();
        let done = entry.ruling == Ruling::Accepted;
        *release = apply(Some(release), &entry).unwrap().unwrap();
        done
    };
    let name = command.as_object().unwrap().keys().next().unwrap().as_str();
    let conditions = entry.unmet.as_ref().unwrap();
    for unmet in conditions {
        let standing = Standing::of(release);
        let mended = match (unmet.condition, unmet.check.as_deref()) {
            // The retry is by somebody whose command it is.
            (Condition::Role, _) => true,
            (Condition::NotOnHold, _) if standing.on_hold => {
                give(release, json!({"resume": {}}), *at)
            }
            (Condition::NotOnHold, _) => give(release, json!({"hold": {"reason": "r"}}), *at),
            (Condition::Plan, _) if name == "approve_plan" => {
                !standing.plan_approved || give(release, json!({"replan": {"version": "n"}}), *at)
            }
            // The build was approved before the plan was opened again.
            (Condition::Plan, _) if name == "start_wave" && standing.plan_approved => {
                let id = format!("m{}", release.approvals.items().len());
                give(release, json!({"request_approval": {"build": "b"}}), *at);
                give(release, approve(&id), *at)
            }
            (Condition::Plan, _) => {
                standing.plan_approved || give(release, json!({"approve_plan": {}}), *at)
            }
            (Condition::Stage, _) if standing.stage == Stage::Planning => {
                give(release, json!({"approve_plan": {}}), *at)
            }
            (Condition::There, _) => give(release, json!({"record_build": build()}), *at),
            (Condition::Requested, _) => {
                give(release, json!({"request_approval": {"build": "b"}}), *at)
            }
            (Condition::Check, Some("DEP-05")) => give(release, baseline(), *at),
            (Condition::Check, Some("DEP-12")) if *at == 0 => {
                *at = 1;
                true
            }
            (Condition::Check, Some("DEP-01" | "DEP-02" | "DEP-04" | "DEP-11")) => {
                let id = format!("m{}", release.approvals.items().len());
                give(release, json!({"request_approval": {"build": "b"}}), *at);
                give(release, approve(&id), *at)
            }
            _ => return false,
        };
        if !mended && name != "start_wave" {
            return false;
        }
    }
    true
}

#[derive(Default)]
struct Counted {
    accepted: u64,
    refused: u64,
    mended: u64,
    by_condition: BTreeMap<Condition, u64>,
}

fn one(seed: u64, policies: &Policies, start: &(Vec<Entry>, Release)) -> Counted {
    let mut random = fastrand::Rng::with_seed(seed);
    let (mut trail, mut release) = start.clone();
    let (mut counted, mut clock) = (Counted::default(), 0);
    for _ in 0..LENGTH {
        clock = (clock + usize::from(random.u8(..6) == 0)).min(CLOCK.len() - 1);
        let command = any_command(&mut random);
        let submission = given(&command, anybody(&mut random, &command), CLOCK[clock]);
        let entry = decide(Some(&release), policies, &submission).unwrap();
        let after = apply(Some(&release), &entry).unwrap().unwrap();
        if entry.ruling == Ruling::Accepted {
            counted.accepted += 1;
            if !Rule::of(&entry.command).gates.is_empty() {
                passes_its_gates(&after, policies, &entry);
            }
        } else {
            counted.refused += 1;
            let unmet = entry.unmet.as_ref().unwrap();
            assert!(!unmet.is_empty());
            // Every tenth is mended: it costs more than all the rest.
            if random.u8(..10) == 0 && !is_over(&release, &command) {
                mended(&release, policies, &entry, &command, clock, &mut counted);
            }
        }
        trail.push(entry);
        release = after;
    }
    if seed.is_multiple_of(50) {
        assert_eq!(replay(&trail, None).unwrap(), release);
    }
    counted
}

/// Meets what a refusal names and gives the command again: it is accepted, or what is left is named.
fn mended(
    release: &Release,
    policies: &Policies,
    refused: &Entry,
    command: &Value,
    clock: usize,
    counted: &mut Counted,
) {
    let (mut release, mut at, mut entry) = (release.clone(), clock, refused.clone());
    // A refusal that says the release stands elsewhere does not say yet what its outcome lacks.
    for _ in 0..4 {
        let conditions: Vec<_> = entry
            .unmet
            .iter()
            .flatten()
            .map(|it| it.condition)
            .collect();
        if !mend(&mut release, policies, &entry, command, &mut at) {
            return;
        }
        entry = decide(
            Some(&release),
            policies,
            &given(command, whose(command), CLOCK[at]),
        )
        .unwrap();
        if entry.ruling == Ruling::Accepted {
            counted.mended += 1;
            for condition in conditions {
                *counted.by_condition.entry(condition).or_default() += 1;
            }
            return;
        }
    }
    panic!("{command} is refused for what was met: {:?}", entry.unmet);
}

#[test]
fn random_commands_keep_the_promises() {
    let policies = policies(1);
    let start = planned(&policies);
    let counted = (0..SEQUENCES)
        .into_par_iter()
        .map(|seed| one(seed, &policies, &start))
        .reduce(Counted::default, |mut all, one| {
            all.accepted += one.accepted;
            all.refused += one.refused;
            all.mended += one.mended;
            for (condition, count) in one.by_condition {
                *all.by_condition.entry(condition).or_default() += count;
            }
            all
        });
    println!(
        "{SEQUENCES} sequences: {} commands accepted, {} refused; {} refusals met and given again: {:?}",
        counted.accepted, counted.refused, counted.mended, counted.by_condition
    );
    assert!(counted.accepted > SEQUENCES && counted.refused > SEQUENCES);
    for condition in [
        Condition::Role,
        Condition::NotOnHold,
        Condition::Plan,
        Condition::Stage,
        Condition::There,
        Condition::Requested,
        Condition::Check,
    ] {
        let met = counted.by_condition.get(&condition).copied();
        assert!(met > Some(50), "{condition:?}: {met:?}");
    }
}
