//! Release records that could be real, made from a seed: the same seed gives the same text.
//!
//! Every record is first one without faults, as far as its release has come; then some get faults,
//! each of which is one edit. Record `n` of a seed is the same however many records are asked for.

mod build;
mod closure;
mod faults;
mod life;
mod live;
mod plan;
mod support;
mod words;

use std::io::{self, Write};

use chrono::{DateTime, Utc};
use fastrand::Rng;
use releasegate::checks;
use releasegate::policy::PolicyFormat;
use serde_json::{Value, json};

use life::Life;

/// The instant at which the records are to be judged.
pub const AS_OF: &str = "2026-09-01T00:00:00Z";

/// One record as JSON text on one line.
///
/// # Errors
/// When the record cannot be written, which would be a defect of the generator.
pub fn record(seed: u64, index: usize) -> io::Result<String> {
    make(seed, index, true)
}

/// As [`record`], before anything goes wrong.
///
/// # Errors
/// As [`record`].
pub fn record_without_faults(seed: u64, index: usize) -> io::Result<String> {
    make(seed, index, false)
}

/// Writes records, one a line.
///
/// # Errors
/// When they cannot be written.
pub fn write_records(seed: u64, count: usize, mut out: impl Write) -> io::Result<()> {
    for index in 0..count {
        out.write_all(record(seed, index)?.as_bytes())?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// The checks of clause 8.5.3, which the records are made for.
pub const CHECKS: [&str; 30] = [
    "SUP-01", "SUP-02", "SUP-03", "SUP-04", "PLN-01", "PLN-02", "PLN-03", "PLN-04", "PLN-05",
    "PLN-06", "PLN-07", "PLN-08", "PLN-18", "BLD-01", "BLD-02", "BLD-06", "BLD-07", "BLD-09",
    "DEP-01", "DEP-03", "DEP-05", "DEP-06", "DEP-08", "ELS-01", "ELS-02", "ELS-08", "ELS-09",
    "CLS-01", "CLS-02", "CLS-03",
];

/// The policy that the records say they were planned under, as JSON text: it asks for
/// [`CHECKS`], and for nothing else.
#[must_use]
pub fn policy() -> String {
    let others = checks::all().filter(|check| !CHECKS.contains(&check.id));
    let left_out = others.map(|check| json!({"check": check.id, "severity": "off"}));
    with_rules(left_out.collect())
}

/// As [`policy`], asking for all that the profile asks for.
#[must_use]
pub fn whole_policy() -> String {
    with_rules(Vec::new())
}

fn with_rules(rules: Vec<Value>) -> String {
    let release_type = |id: &str| {
        json!({"id": id, "emergency": id == "emergency", "frequency": "on demand",
            "managed_by": "REL-PRC-01", "early_life_days": 30})
    };
    json!({
        "format": PolicyFormat::ID,
        "id": POLICY_ID,
        "version": POLICY_VERSION,
        "extends": "iso20000-1:2018",
        "zone": "UTC",
        "approved_by": "board",
        "approved_at": "2023-11-20T14:00:00Z",
        "valid_from": "2023-12-01",
        "release_types": [
            release_type("major"), release_type("minor"), release_type("emergency"),
        ],
        "documents": [{"id": "REL-PRC-01", "version": "5"}],
        "checks": rules,
    })
    .to_string()
}

const POLICY_ID: &str = "release-policy";
const POLICY_VERSION: &str = "3";

fn make(seed: u64, index: usize, faults: bool) -> io::Result<String> {
    let as_of: DateTime<Utc> = AS_OF.parse().map_err(io::Error::other)?;
    // The two numbers are mixed so that neighbouring records and seeds have nothing in common.
    let number = u64::try_from(index).map_err(io::Error::other)?;
    let mut mixed = Rng::with_seed(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let life = Life::new(mixed.fork(), index, as_of);
    let mut record = whole(&life);
    prune(&mut record);
    if faults {
        faults::make(&life, &mut record);
    }
    serde_json::to_string(&record).map_err(io::Error::other)
}

/// The record of a release, with nulls for what is not known yet.
fn whole(life: &Life) -> Value {
    let service = life.draw(|rng| words::one_of(rng, &words::SERVICES));
    let registered = life.day_of_start(-60);
    let release_type = match (life.emergency, life.draw(|rng| rng.bool())) {
        (true, _) => "emergency",
        (false, true) => "major",
        (false, false) => "minor",
    };
    json!({
        "format": releasegate::model::ReleaseFormat::ID,
        "id": format!("REL-{}", life.index),
        "title": life.subject(),
        "service": service,
        "version": format!("{}.{}", 1 + life.index % 9, life.index % 13),
        "type": release_type,
        "zone": life.zone.name(),
        "registered_at": life.at(registered),
        "registered_by": life.person("release_manager"),
        "policy": {"id": POLICY_ID, "version": POLICY_VERSION},
        "parties": support::parties(),
        "people": support::people(life),
        "assignments": support::assignments(life),
        "support": support::support(life),
        "changes": support::changes(life),
        "problems": support::problems(life),
        "plan": plan::plan(life),
        "build": build::build(life),
        "verification": build::verification(life),
        "approvals": build::approvals(life),
        "baselines": build::baselines(life),
        "deployment": live::deployment(life),
        "early_life": live::early_life(life),
        "closure": closure::closure(life),
        "extensions": {"tickets": {"board": service, "number": life.index}},
    })
}

/// Takes out what is not known yet, and what is empty without it.
fn prune(value: &mut Value) {
    let is_nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    };
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(prune);
            items.retain(|item| !is_nothing(item));
        }
        Value::Object(entries) => {
            entries.values_mut().for_each(prune);
            entries.retain(|_, entry| !is_nothing(entry));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
