//! Release Planning.

use chrono::Duration;
use serde_json::{Value, json};

use super::life::Life;
use super::words;

pub(super) fn plan(life: &Life) -> Value {
    let (created, approved) = (life.day_of_start(-50), life.day_of_start(-37));
    let held = life.day_of_start(-40);
    json!({
        "id": format!("PLAN-{}", life.index),
        "version": "3",
        "created_at": life.at(created),
        "created_by": life.person("release_manager"),
        "approved_at": life.at(approved),
        "approved_by": life.known(approved, json!(life.person("service_owner"))),
        "coordination": [life.known(held, json!({"by": life.person("change_manager"),
            "role": "change_manager", "held_at": life.at(held), "plan_version": "3",
            "schedule_ref": format!("schedule://{}", life.zone.name())}))],
        "changes": life.changes,
        "known_errors": named(life, life.known_errors.clone()),
        "problems": named(life, life.problems.clone()),
        "waves": waves(life),
        "deliverables": deliverables(life),
        "method": life.draw(|rng| words::one_of(rng, &["phased", "canary", "big_bang", "rolling"])),
        "affected_items": affected_items(life),
        "consulted": life.extra(json!([{"party": "business",
            "consulted_at": life.day(life.day_of_start(-39)), "result": life.remark()}])),
        "communications": life.extra(json!([life.known(life.day_of_start(-14), json!({"subject": life.subject(),
            "wave": "w0", "announced_start": life.written(life.start),
            "audiences": ["users"], "channel": "e-mail",
            "sent_at": life.at(life.day_of_start(-14)),
            "by": life.person("release_manager")}))])),
        "back_out": {
            "approach": "reverse",
            "steps": ["stop the new version", "restore the baseline", "start the old version"],
            "trigger": life.remark(),
            "decision_by": "deployment_manager",
            "max_duration_minutes": life.draw(|rng| rng.u32(15..180)),
            "approved_by": life.person("service_owner"),
            "approved_at": life.at(life.day_of_start(-37)),
            "tests": [life.known(life.day_of_start(-9),
                json!({"tested_at": life.at(life.day_of_start(-9)),
                "environment": "uat", "passed": true, "by": life.person("test_manager")}))],
        },
        "risks": life.extra(json!([{"id": "R-1", "title": life.subject(), "level": "medium",
            "above_acceptance": false, "treatment": life.remark(),
            "owner": life.person("service_owner"),
            "assessed_at": life.day(life.day_of_start(-41))}])),
        "training": life.extra(json!([{"audience": "support", "subject": life.subject(),
            "done_at": life.day(life.day_of_start(-10)),
            "by": life.known(life.day_of_start(-10),
                json!(life.person("early_life_support_lead")))}])),
    })
}

/// What the release closes, or that somebody looked and there is nothing.
fn named(life: &Life, ids: Vec<String>) -> Value {
    if ids.is_empty() {
        return life.none("problem_manager", life.day_of_start(-48));
    }
    json!(ids)
}

fn waves(life: &Life) -> Value {
    let planned = life.waves.iter().enumerate().map(|(wave, (start, end))| {
        json!({"id": format!("w{wave}"), "reaches": ["users"],
            "planned_start": life.written(*start),
            "planned_end": life.written(*end + Duration::hours(3))})
    });
    Value::Array(planned.collect())
}

fn deliverables(life: &Life) -> Value {
    let version = format!("{}.{}", 1 + life.index % 9, life.index % 13);
    let made = life.components.iter().map(|component| {
        json!({"id": component.name, "name": format!("{} of the service", component.name),
            "kind": "software", "version": version,
            "source": life.extra(json!(format!("git://{}/{version}", component.name)))})
    });
    Value::Array(made.collect())
}

fn affected_items(life: &Life) -> Value {
    let status = "live";
    let items = life.components.iter().map(|component| {
        json!({"id": format!("ci-{}", component.name), "type": "application", "status": status,
            "new": life.all_new.then_some(true), "found_at": life.day(life.day_of_start(-45))})
    });
    Value::Array(items.collect())
}
