//! The order in which a record lists things changes no verdict.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fastrand::Rng;
use rayon::prelude::*;
use releasegate::assess::assess;
use releasegate::model::Release;
use releasegate::policy::{Policy, PolicyDocument};
use releasegate::read::{Limits, Syntax, read_json};
use releasegate::view::View;
use releasegate_api::Engine;
use releasegate_benches::generate::{AS_OF, policy, record, whole_policy};
use serde_json::{Value, json};

const SEED: u64 = 1;
const GENERATED: usize = 1_500;

/// The lists whose order says something by the schema, and what it says.
const ORDERED: [(&str, &str); 3] = [
    (
        "/build/builds",
        "oldest first: the last one is to go live, and what its dates say must not contradict that",
    ),
    (
        "/deployment/waves/*/attempts",
        "oldest first: each was made because of how the one before it came out",
    ),
    (
        "/extensions/**",
        "data of other tools, of which nothing is known",
    ),
];

/// A record to be judged under policies as of an instant.
struct Subject {
    name: String,
    record: Value,
    policies: Vec<Arc<Policy>>,
    as_of: String,
}

#[test]
fn the_order_of_lists_changes_no_verdict() {
    let mut subjects = generated();
    subjects.extend(examples());
    subjects.extend(vectors());
    let judged = subjects.par_iter().map(differences);
    let (lists, found) = judged.reduce(Default::default, |(lists, mut found), (more, others)| {
        for (list, other) in others {
            let known: &mut Difference = found.entry(list).or_default();
            known.outcomes.extend(other.outcomes);
            known.subjects.extend(other.subjects);
        }
        (lists + more, found)
    });
    println!("{} records, {lists} lists in another order", subjects.len());
    assert!(found.is_empty(), "{found:#?}");
    assert!(lists > 100_000, "{lists}");
}

/// What the order of a list changes, and in which records.
#[derive(Debug, Default)]
struct Difference {
    outcomes: BTreeSet<String>,
    subjects: BTreeSet<String>,
}

/// How many lists were shuffled, and what the order of which of them changed: of the record as it
/// is, and of one with more in it that the dates do not put in an order.
fn differences(subject: &Subject) -> (usize, BTreeMap<String, Difference>) {
    let (mut lists, mut found) = (0, BTreeMap::<String, Difference>::new());
    let mut rng = Rng::with_seed(SEED);
    let twins = with_twin(&subject.record, &mut rng);
    for record in [Some(subject.record.clone()), twins].into_iter().flatten() {
        let Some(before) = outcomes(subject, &record) else {
            continue;
        };
        let mut moved = Moved::default();
        let shuffled = shuffled(&record, &mut rng, "", "", &mut moved);
        lists += moved.lists.len();
        let after = outcomes(subject, &moved.pointers_of(shuffled)).unwrap();
        let changed = |(what, outcome): &(&String, &Value)| after.get(*what) != Some(outcome);
        let changed: Vec<_> = before.iter().filter(changed).collect();
        if !changed.is_empty() {
            let list = blamed(subject, &record, &before, &moved);
            let known = found.entry(list).or_default();
            let said = changed.iter().map(|(what, outcome)| {
                let now = after.get(*what);
                format!("{what}: {outcome} -> {}", now.unwrap_or(&Value::Null))
            });
            known.outcomes.extend(said);
            known.subjects.insert(subject.name.clone());
        }
    }
    (lists, found)
}

/// The record with one item of one list twice, apart from its id and one thing that it says; with a
/// blank one in a list of texts.
fn with_twin(record: &Value, rng: &mut Rng) -> Option<Value> {
    let mut lists = Vec::new();
    collect_lists(record, "", &mut lists);
    let list = rng.choice(lists)?;
    let mut record = record.clone();
    let items = record.pointer_mut(&list)?.as_array_mut()?;
    let mut twin = rng.choice(items.iter())?.clone();
    let Value::Object(entries) = &mut twin else {
        items.push(json!(" "));
        return Some(record);
    };
    if let Some(Value::String(id)) = entries.get_mut("id") {
        id.push_str("-twin");
    }
    let keys = entries.keys().filter(|key| *key != "id").cloned();
    let key = rng.choice(keys.collect::<Vec<_>>())?;
    let other = match (key.as_str(), &entries[&key]) {
        (_, Value::Bool(said)) => Some(json!(!said)),
        (_, Value::Number(said)) => Some(json!(said.as_u64()? + 1)),
        ("outcome", _) => Some(json!("failed")),
        ("decision" | "status", _) => Some(json!("withdrawn")),
        ("deploy", _) => Some(json!("no")),
        _ => None,
    };
    match other {
        Some(other) => entries[&key] = other,
        None => drop(entries.shift_remove(&key)),
    }
    items.push(twin);
    Some(record)
}

fn collect_lists(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                collect_lists(inner, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(items) => {
            if !is_ordered(at) && !items.is_empty() {
                found.push(at.to_owned());
            }
            for (index, inner) in items.iter().enumerate() {
                collect_lists(inner, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The lists each of which changes an outcome by itself.
fn blamed(
    subject: &Subject,
    record: &Value,
    before: &BTreeMap<String, Value>,
    moved: &Moved,
) -> String {
    let changes = |list: &&String| {
        let mut alone = record.clone();
        let items = alone.pointer_mut(list).unwrap().as_array_mut().unwrap();
        items.reverse();
        outcomes(subject, &alone).is_some_and(|after| after != *before)
    };
    let blamed = moved.lists.iter().filter(changes);
    let templates: BTreeSet<String> = blamed.map(|list| template(list)).collect();
    templates.into_iter().collect::<Vec<_>>().join(" ")
}

/// What a record comes to: the verdict of each check, gate, clause and the whole.
fn outcomes(subject: &Subject, record: &Value) -> Option<BTreeMap<String, Value>> {
    let text = record.to_string();
    let read = Release::read(text.as_bytes(), Some(Syntax::Json), &Limits::default());
    let release = read.ok()?;
    let view = View::of(&release, subject.as_of.parse().unwrap());
    let mut outcomes = BTreeMap::new();
    for (index, policy) in subject.policies.iter().enumerate() {
        let assessment = assess(&view, policy);
        let mut add = |what: &str, outcome: Value| {
            outcomes.insert(format!("policy {index}: {what}"), outcome)
        };
        add("verdict", json!(assessment.verdict));
        add("conforming", json!(assessment.conforming));
        for gate in &assessment.gates {
            add(
                &format!("gate {:?}", gate.stage),
                json!([gate.verdict, gate.holds, gate.opens()]),
            );
        }
        for clause in &assessment.clauses {
            add(&format!("clause {}", clause.clause), json!(clause.verdict));
        }
        for finding in &assessment.findings {
            add(finding.id(), json!(finding.verdict));
        }
    }
    Some(outcomes)
}

/// Where the items of the lists went.
#[derive(Default)]
struct Moved {
    lists: Vec<String>,
    places: BTreeMap<String, String>,
}

impl Moved {
    /// Lets what refers to places of the record follow them.
    fn pointers_of(&self, mut record: Value) -> Value {
        let follow = |pointer: &mut Value| {
            if let Some(to) = pointer.as_str().and_then(|from| self.places.get(from)) {
                *pointer = json!(to);
            }
        };
        let items = |record: &mut Value, list: &str, key: &str, follow: &dyn Fn(&mut Value)| {
            let list = record.get_mut(list).and_then(Value::as_array_mut);
            for item in list.into_iter().flatten() {
                match item.get_mut(key) {
                    Some(Value::Array(pointers)) => pointers.iter_mut().for_each(follow),
                    Some(pointer) => follow(pointer),
                    None => {}
                }
            }
        };
        items(&mut record, "waivers", "scope", &follow);
        items(&mut record, "sources", "pointer", &follow);
        record
    }
}

fn shuffled(value: &Value, rng: &mut Rng, from: &str, to: &str, moved: &mut Moved) -> Value {
    moved.places.insert(from.to_owned(), to.to_owned());
    match value {
        Value::Object(entries) => {
            let inner = entries.iter().map(|(key, inner)| {
                let (from, to) = (format!("{from}/{key}"), format!("{to}/{key}"));
                (key.clone(), shuffled(inner, rng, &from, &to, moved))
            });
            Value::Object(inner.collect())
        }
        Value::Array(items) => {
            let mut order: Vec<usize> = (0..items.len()).collect();
            if !is_ordered(from) {
                rng.shuffle(&mut order);
            }
            if !order.is_sorted() {
                moved.lists.push(from.to_owned());
            }
            let inner = order.iter().enumerate().map(|(after, before)| {
                let (from, to) = (format!("{from}/{before}"), format!("{to}/{after}"));
                shuffled(&items[*before], rng, &from, &to, moved)
            });
            Value::Array(inner.collect())
        }
        other => other.clone(),
    }
}

fn is_ordered(list: &str) -> bool {
    let list = template(list);
    ORDERED
        .iter()
        .any(|(ordered, _)| match ordered.strip_suffix("/**") {
            Some(all) => list.starts_with(all),
            None => list == *ordered,
        })
}

/// The place with `*` for each position.
fn template(place: &str) -> String {
    let part = |part: &str| {
        if part.parse::<usize>().is_ok() {
            "*".to_owned()
        } else {
            part.to_owned()
        }
    };
    place.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn of_document(text: &str) -> Arc<Policy> {
    let document = read_json::<PolicyDocument>(text.as_bytes()).unwrap();
    Arc::new(Policy::of_document(document).unwrap())
}

fn generated() -> Vec<Subject> {
    let policies = vec![of_document(&whole_policy()), of_document(&policy())];
    let subject = |index| Subject {
        name: format!("generated {index}"),
        record: serde_json::from_str(&record(SEED, index).unwrap()).unwrap(),
        policies: policies.clone(),
        as_of: AS_OF.to_owned(),
    };
    (0..GENERATED).map(subject).collect()
}

/// Each vector that is a record, under its own policy with all its checks.
fn vectors() -> Vec<Subject> {
    let mut policies = BTreeMap::new();
    let mut subjects = Vec::new();
    for path in files(&repository("tests/vectors/assess")) {
        if !path.to_string_lossy().ends_with(".requests.ndjson") {
            continue;
        }
        for line in fs::read_to_string(path).unwrap().lines() {
            let request: Value = serde_json::from_str(line).unwrap();
            let text = request["policy"].to_string();
            let policy = policies
                .entry(text)
                .or_insert_with(|| match &request["policy"] {
                    Value::String(id) => Policy::of_profile(id).ok().map(Arc::new),
                    document => read_json::<PolicyDocument>(document.to_string().as_bytes())
                        .ok()
                        .and_then(|document| Policy::of_document(document).ok())
                        .map(Arc::new),
                });
            // Some are about documents that cannot be read.
            let Some(policy) = policy else { continue };
            subjects.push(Subject {
                name: request["name"].as_str().unwrap().to_owned(),
                record: request["record"].clone(),
                policies: vec![policy.clone()],
                as_of: request["request"]["as_of"].as_str().unwrap().to_owned(),
            });
        }
    }
    assert!(subjects.len() > 2_000, "{}", subjects.len());
    subjects
}

/// Each record of the examples, those that are imported among them.
fn examples() -> Vec<Subject> {
    let whole = Arc::new(Policy::of_profile("iso20000-1:2018").unwrap());
    let engine = Engine::new(b"iso20000-1:2018").unwrap();
    let bank = read_policy("examples/bank/policy.yaml");
    let payments = read_policy("examples/payments-4.2/policy.yaml");
    let mut subjects = Vec::new();
    for path in files(&repository("examples")) {
        let name = path.to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let records = if name.contains("/openstack/") {
            let request = json!({"source": "openstack", "name": name}).to_string();
            let answer = engine.call("import", request.as_bytes(), &bytes);
            let answer: Value = serde_json::from_slice(&answer).unwrap();
            answer["records"].as_array().cloned().unwrap_or_default()
        } else {
            let read = Release::read(&bytes, None, &Limits::default());
            let record = read
                .ok()
                .map(|release| serde_json::to_value(release).unwrap());
            record.into_iter().collect()
        };
        subjects.extend(records.into_iter().map(|record| Subject {
            name: name.clone(),
            record,
            policies: vec![whole.clone(), bank.clone(), payments.clone()],
            as_of: AS_OF.to_owned(),
        }));
    }
    assert!(subjects.len() > 20, "{}", subjects.len());
    subjects
}

fn read_policy(path: &str) -> Arc<Policy> {
    let bytes = fs::read(repository(path)).unwrap();
    let document = PolicyDocument::read(&bytes, None, &Limits::default()).unwrap();
    Arc::new(Policy::of_document(document).unwrap())
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// All files of a folder, in an order of their own.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
