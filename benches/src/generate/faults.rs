//! What goes wrong in records: each fault is one edit of a record without faults.

use chrono::Duration;
use serde_json::{Value, json};

use super::life::Life;
use super::words;

type Fault = fn(&Life, &mut Value);

/// Makes some faults, or none.
pub(super) fn make(life: &Life, record: &mut Value) {
    let count = match life.draw(|rng| rng.u8(..100)) {
        0..55 => 0,
        55..80 => 1,
        80..92 => 2,
        _ => 4,
    };
    for _ in 0..count {
        if let Some(fault) = life.draw(|rng| rng.choice(FAULTS)) {
            fault(life, record);
        }
    }
}

const APPROVED: &str = "/approvals";
const ATTEMPT: &str = "/deployment/waves/0/attempts/0";

const FAULTS: [Fault; 47] = [
    // Release Management Support.
    |_, record| set(record, "", "type", json!("hotfix")),
    |_, record| set(record, "/policy", "version", json!("1.0")),
    |_, record| remove(record, "", "type"),
    // Release Planning.
    |life, record| {
        set(
            record,
            "/plan",
            "approved_at",
            life.at(life.start + Duration::hours(1)),
        )
    },
    |_, record| remove(record, "/plan", "coordination"),
    |life, record| {
        set(
            record,
            "/plan/coordination/0",
            "by",
            json!(life.person("customer")),
        )
    },
    |_, record| set(record, "/plan/coordination/0", "plan_version", json!("2")),
    // The change manager took office after the coordination.
    |life, record| {
        set(
            record,
            "/assignments/1",
            "from",
            life.day(life.day_of_start(-7)),
        )
    },
    |life, record| {
        set(
            record,
            "/plan",
            "changes",
            life.none("change_manager", life.day_of_start(-48)),
        )
    },
    |_, record| set(record, "/plan", "changes", json!(["RFC-1"])),
    |_, record| set(record, "/plan", "known_errors", json!([])),
    |_, record| set(record, "/plan", "problems", json!([])),
    |_, record| set(record, "/plan/waves/0", "planned_start", json!("TBD")),
    |_, record| remove(record, "/plan/waves/0", "planned_start"),
    |life, record| {
        set(
            record,
            "/plan",
            "deliverables",
            life.none("build_manager", life.day_of_start(-48)),
        );
    },
    |_, record| set(record, "/plan", "method", json!("as usual")),
    |life, record| {
        let late = life.at(life.day_of_start(-9));
        set(record, "/verification/criteria/0", "documented_at", late);
    },
    |_, record| remove(record, "", "plan"),
    // Release Build.
    |_, record| drop_last(record, "/verification/results"),
    |life, record| fail_last(life, record),
    |life, record| fail_last(life, record),
    |_, record| drop_last(record, "/verification/failure_decisions/0/deciders"),
    |_, record| drop_last(record, "/verification/failure_decisions/0/deciders"),
    |_, record| {
        set(
            record,
            "/verification/failure_decisions/0",
            "deploy",
            json!("no"),
        )
    },
    |_, record| remove(record, "", "verification"),
    |life, record| {
        let other = life.draw(words::digest);
        set(
            record,
            &format!("{ATTEMPT}/artifacts/0"),
            "digest",
            json!(other),
        );
    },
    |_, record| remove(record, &format!("{ATTEMPT}/artifacts/0"), "digest"),
    // Release Deployment.
    |life, record| {
        approve(
            record,
            "decided_at",
            &life.at(life.start + Duration::minutes(75)),
        )
    },
    |life, record| approve(record, "decided_at", &life.at(life.start)),
    |life, record| approve(record, "decided_at", &life.day(life.start)),
    |_, record| approve(record, "channel", &json!("oral")),
    // Written down before it was decided; two persons with one id.
    |life, record| approve(record, "recorded_at", &life.at(life.day_of_start(-4))),
    |_, record| {
        if let Some(first) = record.pointer("/people/0/id").cloned() {
            set(record, "/people/1", "id", first);
        }
    },
    |_, record| remove(record, "", "approvals"),
    |_, record| set(record, ATTEMPT, "build", json!("b1")),
    |life, record| set(record, ATTEMPT, "started_at", life.day(life.start)),
    |_, record| drop_last(record, "/baselines/0/items"),
    |life, record| {
        let late = life.at(life.start + Duration::minutes(20));
        set(record, "/baselines/0", "taken_at", late.clone());
        set(record, "/baselines/0", "recorded_at", late);
    },
    |_, record| remove(record, "", "baselines"),
    |_, record| {
        set(
            record,
            &format!("{ATTEMPT}/component_checks/0"),
            "smoke_test",
            json!("failed"),
        )
    },
    // Post-Release Support and Release Closure.
    |life, record| set(record, "/early_life/outcome", "set_at", life.at(life.start)),
    |_, record| drop_last(record, "/early_life/publications"),
    |_, record| {
        set(
            record,
            "/problems/0/effectiveness",
            "effective",
            json!(false),
        )
    },
    |_, record| remove(record, "/early_life", "incident_extracts"),
    |life, record| set(record, "/closure/analyses/0", "analysed_at", soon(life)),
    |life, record| set(record, "/closure/reviews/0", "reviewed_at", soon(life)),
    |_, record| remove(record, "/closure/analyses/0", "conclusions"),
];

/// Two days after the deployment, when nothing can be concluded yet.
fn soon(life: &Life) -> Value {
    life.at(life.end() + Duration::days(2))
}

/// Changes the approval that counts.
fn approve(record: &mut Value, key: &str, value: &Value) {
    let approvals = record
        .pointer(APPROVED)
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let last = format!("{APPROVED}/{}", approvals.saturating_sub(1));
    set(record, &last, key, value.clone());
    if key == "decided_at" {
        remove(record, &last, "recorded_at");
    }
}

/// The last criterion fails, and nobody decides on it.
fn fail_last(life: &Life, record: &mut Value) {
    let results = record
        .pointer("/verification/results")
        .and_then(Value::as_array);
    let last = results.map_or(0, Vec::len).saturating_sub(1);
    set(
        record,
        &format!("/verification/results/{last}"),
        "outcome",
        json!("failed"),
    );
    if life.index.is_multiple_of(2) {
        remove(record, "/verification", "failure_decisions");
    }
}

/// Sets a key of the object at `place`, if there is one. A fact that is not known yet is not set.
fn set(record: &mut Value, place: &str, key: &str, value: Value) {
    if let Some(object) = record.pointer_mut(place).and_then(Value::as_object_mut)
        && !value.is_null()
    {
        object.insert(key.to_owned(), value);
    }
}

fn remove(record: &mut Value, place: &str, key: &str) {
    if let Some(object) = record.pointer_mut(place).and_then(Value::as_object_mut) {
        object.shift_remove(key);
    }
}

/// Drops the last item of a list of several.
fn drop_last(record: &mut Value, list: &str) {
    if let Some(list) = record.pointer_mut(list).and_then(Value::as_array_mut)
        && list.len() > 1
    {
        list.pop();
    }
}
