//! What is said to be done next, on every vector: facts that are listed meet the check, none of
//! them is too much, and what facts do not cure is known.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use releasegate::checks::{self, Severity, Verdict};
use releasegate::next::{Cure, Instead, OpenCheck, next_actions};
use releasegate::policy::{Policy, PolicyDocument};
use releasegate::read::{Limits, Syntax};
use releasegate::time::AsOf;
use releasegate_tests::facts::{Question, facts_hold};
use releasegate_tests::{as_release, policy as policy_at};
use serde_json::{Value, json};
use xtask::vectors::{Request, Vector, committed};

/// What no fact of the record cures, by check: the reasons that decide in vectors for which doing
/// something again is all that is left.
const REDO: &str = include_str!("redo.txt");

/// The vectors for which only facts to begin with are found.
const BEGIN: &str = include_str!("begin.txt");

/// What is proven wrong although nothing has started, and is not cured all the same.
const NOT_STARTED: [&str; 1] = ["SUP-01/cancelled-release-still-has-a-type not_in_policy"];

/// A vector that is open, and what is said about it.
struct Tried {
    name: String,
    /// The kind of reason that decides.
    reason: String,
    open: OpenCheck,
    record: Value,
    policy: Policy,
    as_of: AsOf,
}

#[test]
fn the_facts_listed_meet_every_check_and_redo_is_for_what_is_known() {
    let vectors = committed("assess").unwrap();
    let tried: Vec<_> = vectors.par_iter().filter_map(tried).collect();
    tried.par_iter().for_each(holds);

    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut supplied = BTreeSet::new();
    let mut redo: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut not_started = Vec::new();
    let mut begin = BTreeSet::new();
    for one in &tried {
        let open = &one.open;
        let key = (format!("{:?}", open.verdict), format!("{:?}", open.cure));
        *counts.entry(key).or_default() += 1;
        match open.cure {
            Cure::Supply => {
                supplied.insert(open.check.as_str());
            }
            Cure::Begin => {
                assert_eq!(open.verdict, Verdict::NotEvidenced, "{}", one.name);
                begin.insert(format!("{}\n", one.name));
            }
            Cure::Redo => {
                assert_eq!(open.verdict, Verdict::NotEvidenced, "{}", one.name);
                redo.entry(&open.check).or_default().insert(&one.reason);
            }
            Cure::Instead if !open.instead.contains(&Instead::CorrectiveRelease) => {
                not_started.push(format!("{} {}", one.name, one.reason));
            }
            Cure::Instead | Cure::Wait => {}
        }
    }
    println!("{} open vectors: {counts:?}", tried.len());
    println!("cured no more before anything started: {not_started:#?}");
    let never: Vec<_> = checks::all()
        .map(|check| check.id)
        .filter(|id| !supplied.contains(id))
        .collect();
    // What only the policy can say, no fact of a record meets.
    assert_eq!(never, ["SUP-02", "SUP-03", "SUP-04", "SUP-15"]);
    assert_eq!(not_started, NOT_STARTED);

    let lines = redo.into_iter().map(|(check, reasons)| {
        let reasons: Vec<_> = reasons.into_iter().collect();
        format!("{check} {}\n", reasons.join(" "))
    });
    let redo: String = lines.collect();
    assert!(
        redo == REDO,
        "tests/redo.txt is out of date; it should be\n{redo}"
    );
    let begin: String = begin.into_iter().collect();
    assert!(
        begin == BEGIN,
        "tests/begin.txt is out of date; it should be\n{begin}"
    );
}

#[test]
fn a_new_record_is_told_all_it_takes() {
    let policy = policy_at("examples/payments-4.2/policy.yaml").unwrap();
    let record = json!({"format": "releasegate/release/1", "id": "r"});
    let as_of = "2026-03-01T00:00:00Z".parse().unwrap();
    let actions = next_actions(&as_release(&record).unwrap(), &policy, as_of);
    let open = actions.gates.iter().flat_map(|gate| &gate.checks);
    let asked = Question {
        record: &record,
        policy: &policy,
        as_of,
    };
    let mut begin = Vec::new();
    for open in open {
        if open.cure == Cure::Begin {
            begin.push(open.check.as_str());
        }
        let alone = only(policy.clone(), &open.check);
        let policy = &alone;
        facts_hold(&open.check, open, Question { policy, ..asked });
    }
    assert!(begin.is_empty(), "{begin:?}");
}

/// What is said about the check that a vector is of; `None` when it is not open.
fn tried(vector: &Vector) -> Option<Tried> {
    let request: Request = serde_json::from_str(&vector.request).unwrap();
    let release = as_release(&request.record).ok()?;
    let policy = policy(&request.policy, &vector.file);
    let as_of = request.request["as_of"].as_str().unwrap().parse().unwrap();
    let actions = next_actions(&release, &policy, as_of);
    let mut open = actions.gates.into_iter().flat_map(|gate| gate.checks);
    let open = open.next()?;
    let answer: Value = serde_json::from_str(&vector.answer).unwrap();
    let reason = answer["findings"][0]["reason"]["kind"].as_str().unwrap();
    Some(Tried {
        name: request.name,
        reason: reason.to_owned(),
        open,
        record: request.record,
        policy,
        as_of,
    })
}

/// The policy, asking for one check only.
fn policy(policy: &Value, check: &str) -> Policy {
    let policy = match policy {
        Value::String(id) => Policy::of_profile(id).unwrap(),
        document => {
            let text = document.to_string();
            let limits = Limits::default();
            let document = PolicyDocument::read(text.as_bytes(), Some(Syntax::Json), &limits);
            Policy::of_document(document.unwrap()).unwrap()
        }
    };
    only(policy, check)
}

/// A policy, asking for one check only.
fn only(mut policy: Policy, check: &str) -> Policy {
    policy.checks.retain(|ruled| ruled.check.id == check);
    policy.own_checks.clear();
    for ruled in &mut policy.checks {
        ruled.severity = Severity::Must;
    }
    policy
}

/// Supplying the facts opens the gate, leaving out any one of them does not, and none contradicts
/// the record.
fn holds(tried: &Tried) {
    let Tried {
        name, open, record, ..
    } = tried;
    let asked = Question {
        record,
        policy: &tried.policy,
        as_of: tried.as_of,
    };
    let lists = matches!(open.cure, Cure::Supply | Cure::Begin);
    assert_eq!(open.facts.is_empty(), !lists, "{name}");
    facts_hold(name, open, asked);
    for fact in &open.facts {
        let before = record.pointer(&fact.at);
        assert!(
            is_kept(before, &fact.example),
            "{name} contradicts {}",
            fact.at
        );
    }
}

/// Whether a new value leaves standing what the record says: nothing is said, the new value is a
/// more precise time, or a statement that there are none is made again or taken back.
fn is_kept(before: Option<&Value>, new: &Value) -> bool {
    match before {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => {
            let new = new.as_str().unwrap_or_default();
            let is_time = text.starts_with(|c: char| c.is_ascii_digit());
            !text.contains(char::is_alphanumeric)
                || text.to_uppercase() == "TBD"
                || is_time && new.contains('T')
        }
        Some(Value::Array(items)) => items.iter().all(|item| is_kept(Some(item), new)),
        Some(Value::Object(map)) => map.is_empty() || map.contains_key("none"),
        Some(Value::Number(number)) => number.as_u64() == Some(0),
        Some(Value::Bool(_)) => false,
    }
}
