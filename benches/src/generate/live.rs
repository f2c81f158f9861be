//! Release Deployment and Post-Release Support.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::build::artifacts;
use super::life::{Course, Life};

pub(super) fn deployment(life: &Life) -> Value {
    if life.course == Course::Cancelled {
        return Value::Null;
    }
    let spans = life.waves.clone();
    let waves: Vec<Value> = spans
        .iter()
        .enumerate()
        .map(|(n, span)| wave(life, n, *span))
        .collect();
    let done = life.end() + Duration::hours(20);
    let updates = life.components.iter().map(|component| {
        life.known(
            done,
            json!({"item": format!("ci-{}", component.name), "wave": "w0",
            "change": life.changes.first(), "from_version": (!life.all_new).then_some("1"), "to_version": "2",
            "changed_at": life.at(life.end()), "updated_at": life.at(done),
            "updated_by": life.person("configuration_manager")}),
        )
    });
    let updates: Vec<Value> = updates.collect();
    json!({
        "environment": "live",
        "waves": waves,
        "released_at": life.at(done),
        "item_updates": updates,
        "access_grants": life.extra(json!([life.known(life.day_of_start(-3), json!({
            "person": life.person("deployment_manager"), "environment": "live",
            "from": life.written(life.start - Duration::hours(2)),
            "until": life.written(life.end() + Duration::hours(6)),
            "granted_by": life.person("service_owner"),
            "granted_at": life.at(life.day_of_start(-3))}))])),
        "post_change_check": life.known(done, json!({"security_confirmed": true,
            "documents_updated": true, "checked_at": life.at(done),
            "checked_by": life.person("management_head")})),
    })
}

fn wave(life: &Life, number: usize, (start, end): (DateTime<Utc>, DateTime<Utc>)) -> Value {
    let back_out = life.course == Course::BackedOut;
    let decided = end + Duration::minutes(5);
    let ended = end + Duration::minutes(50);
    let attempt = life.known(
        start,
        json!({
            "started_at": life.at(start),
            "ended_at": life.at(end),
            "deployed_by": [life.person("deployment_manager")],
            "pipeline": format!("deploy-live/{}", life.index * 3 + number),
            "build": "b2",
            "environment": "live",
            "artifacts": artifacts(life),
            "outcome": life.known(end, json!(if back_out { "backed_out" } else { "deployed" })),
            "component_checks": if back_out { Value::Null } else { intact(life, end) },
            "back_out": if back_out {
                json!({"decided_at": life.at(decided),
                    "decided_by": life.person("deployment_manager"), "started_at": life.at(decided),
                    "ended_at": life.at(ended), "outcome": "passed",
                    "component_checks": intact(life, ended)})
            } else {
                Value::Null
            },
        }),
    );
    life.known(
        start,
        json!({"id": format!("w{number}"),
        "kind": if number == 0 { "canary" } else { "regular" }, "attempts": [attempt]}),
    )
}

/// Every component was compared and tried out.
fn intact(life: &Life, after: DateTime<Utc>) -> Value {
    let checked = after + Duration::minutes(12);
    let checks = life.components.iter().map(|component| {
        life.known(
            checked,
            json!({"deliverable": component.name, "expected": component.digest,
            "actual": component.digest, "smoke_test": "passed", "checked_at": life.at(checked),
            "checked_by": life.person("test_manager")}),
        )
    });
    Value::Array(checks.collect())
}

pub(super) fn early_life(life: &Life) -> Value {
    let end = life.period_end();
    let (taken, judged) = (end + Duration::hours(3), end + Duration::hours(20));
    let incidents: Vec<Value> = (0..life.draw(|rng| rng.usize(0..=1)))
        .map(|n| incident(life, n))
        .collect();
    let related = incidents
        .iter()
        .filter(|incident| !incident.is_null())
        .count();
    if life.course == Course::Cancelled {
        return Value::Null;
    }
    json!({
        "success_criteria": ["no request is booked twice", "at most 5 related incidents"],
        "monitoring": [life.known(end, json!({"measure": "requests booked twice", "value": "0",
            "observed_at": life.at(life.end() + Duration::days(10)),
            "observed_by": life.person("early_life_support_lead")}))],
        "outcome": life.known(judged, json!({
            "value": if life.course == Course::BackedOut { "backed_out" } else { "successful" },
            "set_at": life.at(judged), "set_by": life.person("early_life_support_lead")})),
        "incident_extracts": [life.known(taken, json!({
            "from": life.at(life.start - Duration::hours(1)), "until": life.at(end),
            "taken_at": life.at(taken), "taken_by": life.person("incident_manager"),
            "query": format!("related_release = {}", life.index), "related": related}))],
        "incidents": incidents,
        "publications": publications(life, judged + Duration::hours(5)),
        "roster": life.extra(json!([{"person": life.person("early_life_support_lead"),
            "from": life.written(life.start), "until": life.written(end)}])),
        "exit": life.known(judged, json!({"exited_at": life.at(judged),
            "authorised_by": life.person("service_owner"),
            "criteria": [{"criterion": "no open incident above P4", "met": true}]})),
    })
}

/// An incident in the hour after the last end, in time for every length of the period.
fn incident(life: &Life, number: usize) -> Value {
    let opened = life.end() + Duration::minutes(30 + i64::try_from(number).unwrap_or_default());
    let related = opened + Duration::minutes(50);
    life.known(
        related,
        json!({"id": format!("INC-{}", life.index * 3 + number),
        "opened_at": life.at(opened), "category": "application", "priority": "P3",
        "resolved_at": life.at(opened + Duration::hours(4)),
        "closed_at": life.at(opened + Duration::days(2)),
        "related_by": life.person("incident_manager"), "related_at": life.at(related),
        "service": "payments", "major": {"meets_criteria": false}, "security": false}),
    )
}

fn publications(life: &Life, published: DateTime<Utc>) -> Value {
    let outcome = life.remark();
    let audiences = [
        "change_management",
        "incident_management",
        "service_request_management",
    ];
    let told = audiences.map(|audience| {
        life.known(
            published,
            json!({"audience": audience, "published_at": life.at(published),
            "published_by": life.person("release_manager"), "outcome": outcome,
            "future_releases": [{"release": format!("REL-{}", life.index + 1),
                "planned_start": life.written_day(life.end() + Duration::days(120))}]}),
        )
    });
    json!(told)
}
