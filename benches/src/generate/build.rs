//! Release Build, and what has to be there before the deployment: approvals and baselines.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::life::Life;
use super::words;

pub(super) fn build(life: &Life) -> Value {
    let (first, last) = (life.day_of_start(-20), life.day_of_start(-12));
    let old: Vec<Value> = life
        .components
        .iter()
        .map(|component| component.name)
        .collect::<Vec<_>>()
        .into_iter()
        .map(|name| json!({"deliverable": name, "digest": life.draw(words::digest)}))
        .collect();
    json!({
        "builds": [
            life.known(first, json!({"id": "b1", "built_at": life.at(first),
                "built_by": [life.person("build_manager")], "source_ref": "git://main",
                "artifacts": old})),
            life.known(last, json!({"id": "b2", "built_at": life.at(last),
                "built_by": [life.person("build_manager")], "source_ref": "git://release",
                "artifacts": artifacts(life)})),
        ],
        "environments": life.extra(json!([
            {"id": "uat", "kind": "acceptance", "control_ref": "CMDB-ENV-4",
             "controlled_from": life.day(life.day_of_start(-300))},
            {"id": "live", "kind": "live", "control_ref": "CMDB-ENV-9",
             "controlled_from": life.day(life.day_of_start(-300)),
             "access_groups": ["operations"]},
        ])),
    })
}

/// What the final build is made of.
pub(super) fn artifacts(life: &Life) -> Value {
    let made = life.components.iter().map(|component| {
        json!({"deliverable": component.name, "version": "2", "digest": component.digest})
    });
    Value::Array(made.collect())
}

pub(super) fn verification(life: &Life) -> Value {
    let documented = life.day_of_start(-45);
    let criteria: Vec<Value> = (0..life.criteria)
        .map(|n| {
            json!({"id": format!("AC-{n}"), "text": life.subject(),
                "threshold": format!("{} percent within {} s", 90 + n, 1 + n),
                "documented_at": life.at(documented),
                "revised_at": (n == 1).then(|| life.at(documented + Duration::days(3)))})
        })
        .collect();
    json!({
        "criteria_version": "2",
        "criteria": criteria,
        "criteria_agreements": [{"party": "business", "criteria_version": "2",
            "agreed_at": life.day(life.day_of_start(-40))}],
        "results": results(life),
        "failure_decisions": failure_decisions(life),
        "security_tests": life.extra(json!([life.known(life.day_of_start(-8),
            json!({"tool": "code scan", "build": "b2",
            "tested_at": life.day(life.day_of_start(-8)),
            "tested_by": life.person("test_manager"), "within_threshold": true,
            "result": life.remark()}))])),
        "test_data": life.known(life.day_of_start(-7), json!({"uses_live_data": false,
            "protection": "generated accounts", "stated_by": life.person("test_manager"),
            "stated_at": life.day(life.day_of_start(-7))})),
    })
}

fn results(life: &Life) -> Value {
    let result = |n: usize, build: &str, outcome: &str, tested: DateTime<Utc>| {
        let tested = tested + Duration::minutes(35 * i64::try_from(n).unwrap_or_default());
        life.known(
            tested + Duration::minutes(10),
            json!({"criterion": format!("AC-{n}"), "outcome": outcome, "tested_at": life.at(tested),
                "recorded_at": life.at(tested + Duration::minutes(10)),
                "tested_by": life.person("test_manager"), "build": build, "environment": "uat",
                "evidence": life.extra(json!(format!("dms://tests/{}/{build}/{n}", life.index)))}),
        )
    };
    let first = (0..life.criteria.min(2)).map(|n| {
        result(
            n,
            "b1",
            if n == 0 { "failed" } else { "passed" },
            life.day_of_start(-16),
        )
    });
    let last = (0..life.criteria).map(|n| {
        let failed = life.failed && n + 1 == life.criteria;
        result(
            n,
            "b2",
            if failed { "failed" } else { "passed" },
            life.day_of_start(-10),
        )
    });
    Value::Array(first.chain(last).collect())
}

fn failure_decisions(life: &Life) -> Value {
    let decided = life.day_of_start(-5);
    if !life.failed {
        return Value::Null;
    }
    json!([life.known(
        decided,
        json!({
            "id": "FD-1",
            "criteria": [format!("AC-{}", life.criteria - 1)],
            "actions": [{"text": life.remark(), "owner": life.person("early_life_support_lead"),
                "due": life.written_day(life.end() + Duration::days(90))}],
            "deploy": "yes",
            "decided_at": life.at(decided),
            "recorded_at": life.at(decided + Duration::minutes(20)),
            "deciders": [
                {"person": life.person("service_owner"), "party": "it", "role": "service_owner"},
                {"person": life.person("customer"), "party": "business", "role": "customer"},
            ],
        })
    )])
}

pub(super) fn approvals(life: &Life) -> Value {
    let (rejected, approved) = (life.day_of_start(-15), life.day_of_start(-3));
    let reject = life.draw(|rng| rng.bool());
    json!([
        if reject {
            life.known(
                rejected,
                json!({"id": "APR-1", "decision": "rejected",
            "decided_at": life.at(rejected), "by": life.person("service_owner"),
            "role": "service_owner", "channel": "system", "scope": {"build": "b1"},
            "reason": life.remark()}),
            )
        } else {
            Value::Null
        },
        life.known(
            approved,
            json!({
                "id": "APR-2",
                "decision": "approved",
                "decided_at": life.at(approved),
                "recorded_at": life.at(approved + Duration::minutes(2)),
                "by": life.person("service_owner"),
                "role": "service_owner",
                "channel": "system",
                "scope": {"build": "b2", "environment": "live",
                    "from": life.written(life.start - Duration::hours(1)),
                    "until": life.written(life.end() + Duration::hours(6))},
                "reason": life.remark(),
            })
        ),
    ])
}

pub(super) fn baselines(life: &Life) -> Value {
    let taken = life.start - Duration::minutes(80);
    let items: Vec<_> = life
        .components
        .iter()
        .map(|component| format!("ci-{}", component.name))
        .collect();
    json!([life.known(
        taken,
        json!({
            "id": format!("BL-{}", life.index),
            "taken_at": life.at(taken),
            "recorded_at": life.at(taken + Duration::minutes(15)),
            "taken_by": life.person("configuration_manager"),
            "items": items,
            "content_ref": format!("lib://baselines/{}", life.index),
            "content_digest": life.draw(words::digest),
        })
    )])
}
