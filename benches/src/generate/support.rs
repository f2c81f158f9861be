//! The sections that surround a release: who, in which roles, under which rules, and why.

use serde_json::{Value, json};

use super::life::{Course, Life};

pub(super) fn parties() -> Value {
    json!([
        {"id": "it", "name": "Information technology", "kind": "organization"},
        {"id": "business", "name": "Retail business", "kind": "customer"},
        {"id": "screening", "name": "Screening & Söhne", "kind": "supplier"},
    ])
}

pub(super) fn people(life: &Life) -> Value {
    let mut people: Vec<Value> = life
        .people
        .iter()
        .map(|person| {
            let (party, affiliation) = match person.roles {
                ["customer"] => ("business", "external"),
                _ => ("it", "internal"),
            };
            json!({"id": person.id, "name": person.name, "party": party,
                "affiliation": affiliation, "nature": "human"})
        })
        .collect();
    if life.draw(|rng| rng.bool()) {
        people.push(json!({"id": "ci", "party": "it", "affiliation": "internal",
            "nature": "automation", "owner": life.person("build_manager")}));
    }
    json!(people)
}

pub(super) fn assignments(life: &Life) -> Value {
    let since = life.written_day(life.day_of_start(-420));
    let assignments = life.people.iter().flat_map(|person| {
        person
            .roles
            .iter()
            .map(|role| json!({"role": role, "person": person.id, "from": since}))
    });
    Value::Array(assignments.collect())
}

pub(super) fn support(life: &Life) -> Value {
    let (approved, valid) = (life.day_of_start(-400), life.day_of_start(-390));
    life.extra(json!({
        "documents": [
            {"id": "REL-PRC-01", "version": "5", "title": "Procedure for releases",
             "approved_by": life.person("management_head"), "approved_at": life.at(approved),
             "valid_from": life.day(valid)},
        ],
        "agreements": [{"party": "business", "subject": "REL-PRC-01", "version": "5",
            "agreed_at": life.day(valid), "reference": "dms://minutes/12"}],
        "emergency_definition": "The service is down, or a vulnerability is being exploited.",
        "calendar": {"windows": [{"id": "WIN-SAT", "from": life.written(life.day_of_start(-200)),
            "until": life.written(life.day_of_start(-199)), "recurrence": "FREQ=WEEKLY;BYDAY=SA",
            "zone": life.zone.name(), "owner": life.person("deployment_manager")}]},
        "indicators": [{"id": "KPI-INC", "measure": "incidents related to the release",
            "method": "count in the incident system", "target": "at most 5",
            "owner": life.person("incident_manager"), "measured": "per release"}],
    }))
}

pub(super) fn changes(life: &Life) -> Value {
    let changes: Vec<Value> = life
        .changes
        .clone()
        .iter()
        .map(|id| change(life, id))
        .collect();
    json!(changes)
}

fn change(life: &Life, id: &str) -> Value {
    let recorded = life.day_of_start(-58);
    let decided = life.day_of_start(-43);
    let closed = life.period_end() + chrono::Duration::days(6);
    let major = life.draw(|rng| rng.u8(..4)) == 0;
    json!({
        "id": id,
        "title": life.subject(),
        "category": if life.emergency { "emergency" } else { "normal" },
        "service_effect": if major { "change" } else { "none" },
        "requested_by": life.person("customer"),
        "recorded_at": life.at(recorded),
        "priority": if life.emergency { "critical" } else { "high" },
        "major_impact": {"answer": major, "assessed_at": life.day(life.day_of_start(-50))},
        "assessment": {
            "risk": life.remark(),
            "benefit": life.extra(json!(life.remark())),
            "cost": format!("{} EUR", life.draw(|rng| rng.u32(1..900)) * 500),
            "services": life.extra(json!(life.remark())),
            "capacity": "none",
            "security": life.remark(),
        },
        "security_impact": life.extra(json!({"assessed_by": life.person("management_head"),
            "assessed_at": life.day(life.day_of_start(-49)), "result": life.remark()})),
        "decisions": [
            {"status": "approved",
             "decided_by": [life.person("change_manager"), life.person("service_owner")],
             "decided_at": life.at(decided), "recorded_at": life.at(decided),
             "valid_until": life.written_day(life.period_end())},
            life.known(closed, json!({"status": "closed",
                "decided_by": [life.person("change_manager")], "decided_at": life.at(closed)})),
        ],
    })
}

pub(super) fn problems(life: &Life) -> Value {
    let kinds = life.problems.clone().into_iter().map(|id| (id, "problem"));
    let kinds: Vec<_> = kinds
        .chain(
            life.known_errors
                .clone()
                .into_iter()
                .map(|id| (id, "known_error")),
        )
        .collect();
    let problems: Vec<Value> = kinds
        .iter()
        .map(|(id, kind)| problem(life, id, kind))
        .collect();
    json!(problems)
}

fn problem(life: &Life, id: &str, kind: &str) -> Value {
    let closed = life.end() + chrono::Duration::days(20);
    let verified = closed + chrono::Duration::hours(2);
    let taken_back = life.course == Course::BackedOut;
    let done = |fact: Value| if taken_back { Value::Null } else { fact };
    json!({
        "id": id,
        "kind": kind,
        "title": life.subject(),
        "recorded_at": life.at(life.day_of_start(-90)),
        "root_cause": life.remark(),
        "workaround": "correct by hand",
        "available_to_support_at": life.at(life.day_of_start(-89)),
        "closed_at": done(life.at(closed)),
        "closed_by": done(life.known(closed, json!(life.person("problem_manager")))),
        "effectiveness": done(life.known(verified, json!({"effective": true,
            "verified_by": life.person("incident_manager"), "verified_at": life.at(verified)}))),
        // What was taken back has closed nothing.
        "replanned": if taken_back {
            json!({"to": "the next release", "decided_by": life.person("problem_manager"),
                "decided_at": life.at(closed)})
        } else {
            Value::Null
        },
    })
}
