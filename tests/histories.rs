//! Histories that other tools kept: read by a mapping, and judged by the policy.

use std::collections::BTreeMap;

use releasegate::model::{Items, Release};
use releasegate::time::{Instant, Moment};
use releasegate_api::Engine;
use releasegate_tests::{release, repository};
use serde_json::{Value, json};

fn text(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

fn engine(policy: &str) -> Engine {
    Engine::new(text(policy).as_bytes()).unwrap()
}

fn call(engine: &Engine, operation: &str, request: &Value, payload: &str) -> Value {
    let answer = engine.call(
        operation,
        request.to_string().as_bytes(),
        payload.as_bytes(),
    );
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    assert!(answer.get("code").is_none(), "{answer}");
    answer
}

fn imported(engine: &Engine, mapping: &str, history: &str) -> Value {
    let request = json!({"mapping": text(mapping)});
    call(engine, "import_history", &request, history)
}

/// The commands of the only release.
fn commands(found: &Value) -> &Vec<Value> {
    assert_eq!(found["histories"].as_array().unwrap().len(), 1);
    found["histories"][0]["commands"].as_array().unwrap()
}

fn conformance(engine: &Engine, commands: &[Value]) -> Value {
    let lines: String = commands.iter().map(|it| format!("{it}\n")).collect();
    call(engine, "trail_conformance", &json!({}), &lines)
}

const AUDIT: &str = "examples/history/sys_audit.csv";
const AUDIT_MAPPING: &str = "examples/history/mapping.yaml";
const AUDIT_POLICY: &str = "examples/history/policy.yaml";

/// The checks that stood in the way of each command that the policy would have refused.
fn refused(conformance: &Value) -> Vec<(&str, Vec<&str>)> {
    let deviations = conformance["deviations"].as_array().unwrap().iter();
    deviations
        .map(|it| {
            let unmet = it["unmet"].as_array().unwrap().iter();
            let checks = unmet.filter_map(|it| it["check"].as_str());
            (it["command"].as_str().unwrap(), checks.collect())
        })
        .collect()
}

#[test]
fn a_deployment_before_its_approval_is_named_and_nothing_else() {
    let engine = engine(AUDIT_POLICY);
    let found = imported(&engine, AUDIT_MAPPING, &text(AUDIT));
    let conformance = conformance(&engine, commands(&found));
    assert_eq!(
        refused(&conformance),
        [
            ("start_wave", vec!["DEP-01", "DEP-02", "DEP-11"]),
            ("decide", vec![])
        ]
    );
    // The position leads back to the row of the file.
    let position = conformance["deviations"][0]["position"].as_u64().unwrap();
    let row = found["histories"][0]["rows"][usize::try_from(position - 1).unwrap()].as_u64();
    let line = text(AUDIT);
    let line = line.lines().nth(usize::try_from(row.unwrap()).unwrap());
    assert!(line.unwrap().contains("Authorize,Implement"), "{line:?}");
}

#[test]
fn the_same_history_with_its_approval_in_time_conforms() {
    let engine = engine(AUDIT_POLICY);
    let late = "2026-03-16 09:12:03";
    assert!(text(AUDIT).contains(late));
    let in_time = text(AUDIT).replace(late, "2026-03-13 16:40:11");
    let found = imported(&engine, AUDIT_MAPPING, &in_time);
    let conformance = conformance(&engine, commands(&found));
    assert_eq!(conformance["conforming"], true, "{conformance}");
}

#[test]
fn the_mapping_that_the_documentation_shows_can_be_used() {
    let docs = text("docs/histories.md");
    let (_, mapping) = docs.split_once("```yaml\n").unwrap();
    let (mapping, _) = mapping.split_once("```").unwrap();
    let table = "Change,Updated,Updated by,Field,New value,Site,Package,Result\n\
                 CHG-1,07.03.2026 22:00,kai,state,Implement,north,b1,\n\
                 CHG-1,07.03.2026 23:00,kai,comments,fine,,,?\n\
                 CHG-1,07.03.2026 23:30,kai,state,Review,north,,OK\n";
    let engine = engine(AUDIT_POLICY);
    let found = call(
        &engine,
        "import_history",
        &json!({"mapping": mapping}),
        table,
    );
    assert_eq!(found["problems"], json!([]));
    let commands = commands(&found);
    let start = json!({"start_wave": {"wave": "north", "build": "b1"}});
    assert_eq!(commands[0]["command"], start);
    assert_eq!(commands[0]["at"], "2026-03-07T22:00:00+01:00");
    assert_eq!(commands[1]["command"]["finish_wave"]["outcome"], "deployed");
}

/// What a record says that its event log has and that is a command: the name, and when.
fn done(release: &Release) -> BTreeMap<&'static str, Vec<Instant>> {
    let mut done: BTreeMap<&str, Vec<Instant>> = BTreeMap::new();
    let mut add = |name: &'static str, at: Option<Moment>| {
        if let Some(at) = at.and_then(|at| at.instant_span()) {
            done.entry(name).or_default().push(at.first());
        }
    };
    add("register", release.registered_at);
    let plan = release.plan.as_ref().unwrap();
    add("plan", plan.created_at);
    add("approve_plan", plan.approved_at);
    for build in release.build.as_ref().unwrap().builds.items() {
        add("record_build", build.built_at);
    }
    for result in release.verification.as_ref().unwrap().results.items() {
        add("record_result", result.tested_at);
    }
    for approval in release.approvals.items() {
        add("decide", approval.decided_at);
    }
    for baseline in release.baselines.items() {
        add("take_baseline", baseline.taken_at);
    }
    for wave in release.deployment.as_ref().unwrap().waves.items() {
        for attempt in wave.attempts.items() {
            add("start_wave", attempt.started_at);
            add("finish_wave", attempt.ended_at);
            add(
                "back_out_wave",
                attempt.back_out.as_ref().and_then(|it| it.decided_at),
            );
        }
    }
    let exit = release.early_life.as_ref().and_then(|it| it.exit.as_ref());
    add("exit_early_life", exit.and_then(|it| it.exited_at));
    add(
        "close",
        release.closure.as_ref().and_then(|it| it.closed_at),
    );
    done.values_mut().for_each(|times| times.sort());
    done
}

#[test]
fn the_event_log_of_a_record_is_read_back() {
    let engine = engine("examples/payments-4.2/policy.yaml");
    for path in [
        "examples/payments-4.2/release.yaml",
        "examples/failures/approved-after-canary.yaml",
        "examples/failures/backed-out.yaml",
    ] {
        let request = json!({"as_of": "2026-09-01T00:00:00Z", "format": "ocel"});
        let log = call(&engine, "report", &request, &text(path));
        let log = log["text"].as_str().unwrap();
        let found = imported(&engine, "examples/history/ocel.yaml", log);
        let instant = |at: &Value| {
            let at: Moment = at.as_str().unwrap().parse().unwrap();
            at.instant_span().unwrap().first()
        };
        let mut read: BTreeMap<&str, Vec<Instant>> = BTreeMap::new();
        for given in commands(&found) {
            let command = given["command"].as_object().unwrap();
            let name = command.keys().next().unwrap();
            read.entry(name).or_default().push(instant(&given["at"]));
        }
        // What several people did, or nobody, has nobody who gave the command: it is told.
        let log: Value = serde_json::from_str(log).unwrap();
        let problems = found["problems"].as_array().unwrap();
        for problem in problems {
            assert_eq!(problem["column"], "actor/person", "{path}");
            let event = &log["events"][problem["row"].as_u64().unwrap() as usize - 1];
            let name = match event["type"].as_str().unwrap() {
                "finish build" => "record_build",
                "take baseline" => "take_baseline",
                other => panic!("{path}: {other}"),
            };
            read.entry(name).or_default().push(instant(&event["time"]));
        }
        read.values_mut().for_each(|times| times.sort());
        assert_eq!(read, done(&release(path).unwrap()), "{path}");
        // Every event of the log is a command, a problem or ignored for a reason.
        let ignored = found["notes"].as_array().unwrap().iter();
        let ignored = ignored.filter(|note| note["kind"] == "ignored");
        let ignored = ignored.map(|note| note["rows"].as_array().unwrap().len());
        let told = ignored.sum::<usize>() + problems.len() + commands(&found).len();
        assert_eq!(told, log["events"].as_array().unwrap().len(), "{path}");
    }
}

#[test]
fn what_was_approved_late_is_named_from_its_event_log_as_well() {
    let engine = engine("examples/payments-4.2/policy.yaml");
    let request = json!({"as_of": "2026-09-01T00:00:00Z", "format": "ocel"});
    let record = text("examples/failures/approved-after-canary.yaml");
    let log = call(&engine, "report", &request, &record);
    let found = imported(
        &engine,
        "examples/history/ocel.yaml",
        log["text"].as_str().unwrap(),
    );
    let conformance = conformance(&engine, commands(&found));
    let refused = refused(&conformance);
    let mut starts = refused
        .iter()
        .filter(|(command, _)| *command == "start_wave");
    assert!(starts.next().unwrap().1.contains(&"DEP-01"), "{refused:?}");
}
