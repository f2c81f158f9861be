//! Vectors of the operations other than `assess`: from `tests/vectors/cases/operations/<NAME>.yaml`.

use std::collections::BTreeMap;
use std::path::Path;

use releasegate_api::OPERATIONS;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::edit::changed;
use super::{AS_OF, Base, call, ensure_pair, ensure_says, yaml};
use crate::files::Mode;

/// The operations that have vectors of their own. `assess_many` is run on those of `assess`.
const WITH_CASES: [&str; 16] = [
    "assess_under",
    "next",
    "diff",
    "diff_assessments",
    "crosswalk",
    "decide",
    "apply",
    "can",
    "trail_verify",
    "trail_replay",
    "trail_conformance",
    "report",
    "lint",
    "impact",
    "metrics",
    "import_history",
];

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Why the answer is right.
    why: String,
    /// What to change in the base policy, or the id of a profile.
    #[serde(default)]
    policy: Option<Value>,
    /// The policy, or the set of policies, as it stands.
    #[serde(default)]
    whole_policy: Option<Value>,
    /// Places of the record and their new values.
    #[serde(default)]
    set: Map<String, Value>,
    /// Places of the record to remove, applied after `set`.
    #[serde(default)]
    remove: Vec<String>,
    /// What goes with the request as it stands, instead of a change to the base record.
    #[serde(default)]
    payload: Option<String>,
    /// Several records, each as a change to the base record, one a line (`metrics`, `can`).
    #[serde(default)]
    records: Vec<Change>,
    /// Commands given before, the first a registration. Their trail is the payload of operations on
    /// trails, the record that they lead to that of the others; `apply` is asked for the last.
    #[serde(default)]
    commands: Vec<Value>,
    /// Texts of the payload and what stands there instead.
    #[serde(default)]
    replace: BTreeMap<String, String>,
    /// Keys of the request.
    #[serde(default)]
    request: Map<String, Value>,
    /// The record before, as a change to the base record (`diff`).
    #[serde(default)]
    before: Option<Change>,
    /// What to change in the base policy for the other one (`impact`).
    #[serde(default)]
    other_policy: Option<Value>,
    /// The two assessments (`diff_assessments`).
    #[serde(default)]
    assessed: Option<Assessed>,
    expect: Expected,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    #[serde(default)]
    set: Map<String, Value>,
    #[serde(default)]
    remove: Vec<String>,
    #[serde(default)]
    as_of: Option<String>,
    #[serde(default)]
    policy: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Assessed {
    /// The checks that both list.
    checks: Vec<String>,
    #[serde(default)]
    before: Change,
    #[serde(default)]
    after: Change,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The code of the error.
    #[serde(default)]
    error: Option<String>,
    /// What the answer has to say, by its places in it; in its first line when it has several.
    says: Map<String, Value>,
}

/// One line of a file of requests.
#[derive(Debug, Deserialize, Serialize)]
pub struct OperationRequest {
    /// The case.
    pub name: String,
    /// A profile id, or a policy document.
    pub policy: Value,
    /// The operation.
    pub operation: String,
    /// The request.
    pub request: Value,
    /// The text that goes with it.
    pub payload: String,
    /// How many lines the answer has, where each ends with a line end. Without it the answer is
    /// one line that has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<usize>,
}

impl OperationRequest {
    /// The answer, by the operations table.
    ///
    /// # Errors
    /// When the policy cannot be compiled or the answer is not text.
    pub fn answer(&self) -> Result<String, String> {
        call(&self.policy, &self.operation, &self.request, &self.payload)
    }
}

/// Generates the vectors of each operation; how many there are.
pub(super) fn generate(
    base: &Base,
    folder: &Path,
    mode: Mode,
    problems: &mut Vec<String>,
) -> usize {
    let mut count = 0;
    for operation in WITH_CASES {
        let path = folder.join(format!("cases/operations/{operation}.yaml"));
        let cases: Vec<Case> = match yaml(&path) {
            Ok(cases) => cases,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let mut lines = Vec::new();
        for case in &cases {
            match run(base, operation, case) {
                Ok(pair) => lines.push(pair),
                Err(problem) => problems.push(format!("{operation}/{}: {problem}", case.name)),
            }
        }
        if !cases.iter().any(|case| case.expect.error.is_some()) {
            problems.push(format!("{operation}: has no case that is an error"));
        }
        count += cases.len();
        let file = folder.join("operations").join(operation);
        problems.extend(ensure_pair(&file, lines, mode));
    }
    count
}

/// Runs one case, and compares the answer with what it expects.
fn run(base: &Base, operation: &str, case: &Case) -> Result<(String, String), String> {
    if case.why.len() < 10 {
        return Err("say why".to_owned());
    }
    let policy = match &case.whole_policy {
        Some(whole) => whole.clone(),
        None => base.policy(case.policy.as_ref())?,
    };
    let done = done(&policy, &case.commands)?;
    let mut asked = asked(base, operation, case)?;
    if operation == "apply" && !done.entry.is_null() {
        asked.insert("entry".to_owned(), done.entry);
    }
    let payload = match (&case.payload, &case.assessed) {
        (Some(text), _) => text.clone(),
        (None, Some(assessed)) => assessment(base, &assessed.after, &assessed.checks)?,
        (None, None) if !case.records.is_empty() => lines(base, &case.records)?,
        (None, None) if operation.starts_with("trail_") => done.trail,
        (None, None) if case.commands.is_empty() => {
            changed(&base.record, &case.set, &case.remove)?.to_string()
        }
        (None, None) if operation == "apply" => done.before,
        (None, None) => done.after,
    };
    let mut request = OperationRequest {
        name: case.name.clone(),
        policy,
        operation: operation.to_owned(),
        request: asked.into(),
        payload: replaced(payload, &case.replace)?,
        lines: None,
    };
    let mut answer = request.answer()?;
    let first = answer.lines().next().unwrap_or_default();
    let document: Value = serde_json::from_str(first).map_err(|error| error.to_string())?;
    let code = document.get("code").and_then(Value::as_str);
    if code != case.expect.error.as_deref() {
        return Err(format!("expected {:?}, got {first}", case.expect.error));
    }
    ensure_says(&document, &case.expect.says)?;
    let found = OPERATIONS.iter().find(|found| found.name == operation);
    if found.is_some_and(|found| found.lines) {
        request.lines = Some(answer.lines().count());
    } else {
        answer.push('\n');
    }
    let line = serde_json::to_string(&request).map_err(|error| error.to_string())?;
    Ok((line + "\n", answer))
}

/// What came of commands.
#[derive(Default)]
struct Done {
    /// The trail.
    trail: String,
    /// The last entry of it.
    entry: Value,
    /// The record without the last command; no text when there is none.
    before: String,
    /// The record.
    after: String,
}

/// Gives commands one after another.
fn done(policy: &Value, commands: &[Value]) -> Result<Done, String> {
    let mut done = Done::default();
    for submission in commands {
        let answer = call(policy, "decide", submission, &done.after)?;
        let mut decision: Value = serde_json::from_str(&answer).map_err(|it| it.to_string())?;
        let line = decision.get("line").and_then(Value::as_str);
        done.trail += line.ok_or(answer.as_str())?;
        done.trail.push('\n');
        done.entry = decision
            .get_mut("entry")
            .map(Value::take)
            .unwrap_or_default();
        done.before = done.after;
        done.after = decision
            .get("release")
            .map_or(String::new(), Value::to_string);
    }
    Ok(done)
}

fn replaced(payload: String, texts: &BTreeMap<String, String>) -> Result<String, String> {
    let mut payload = payload;
    for (old, new) in texts {
        if !payload.contains(old) {
            return Err(format!("the payload has no text {old:?}"));
        }
        payload = payload.replace(old, new);
    }
    Ok(payload)
}

/// Changed base records, one a line.
fn lines(base: &Base, changes: &[Change]) -> Result<String, String> {
    let line = |change: &Change| {
        let record = changed(&base.record, &change.set, &change.remove)?;
        Ok(format!("{record}\n"))
    };
    changes.iter().map(line).collect()
}

/// The request of a case.
fn asked(base: &Base, operation: &str, case: &Case) -> Result<Map<String, Value>, String> {
    let mut request = case.request.clone();
    let of_lifecycle =
        matches!(operation, "decide" | "apply" | "can") || operation.starts_with("trail_");
    let of_no_time = matches!(operation, "lint" | "diff_assessments" | "import_history");
    if !of_lifecycle && !of_no_time {
        request.entry("as_of").or_insert(AS_OF.into());
    }
    if let Some(change) = &case.before {
        let mut before = Map::new();
        if !change.set.is_empty() || !change.remove.is_empty() {
            let record = changed(&base.record, &change.set, &change.remove)?;
            before.insert("record".to_owned(), record);
        }
        if let Some(as_of) = &change.as_of {
            before.insert("as_of".to_owned(), json!(as_of));
        }
        if change.policy.is_some() {
            let policy = base.policy(change.policy.as_ref())?;
            before.insert("policy".to_owned(), policy);
        }
        request.insert("before".to_owned(), before.into());
    }
    if case.other_policy.is_some() {
        let policy = base.policy(case.other_policy.as_ref())?;
        request.insert("to".to_owned(), policy);
    }
    if let Some(assessed) = &case.assessed {
        let before = assessment(base, &assessed.before, &assessed.checks)?;
        request.insert("before".to_owned(), before.into());
    }
    Ok(request)
}

/// The assessment of a changed base record.
fn assessment(base: &Base, change: &Change, checks: &[String]) -> Result<String, String> {
    let policy = base.policy(change.policy.as_ref())?;
    let as_of = change.as_of.as_deref().unwrap_or(AS_OF);
    let request = json!({ "as_of": as_of, "checks": checks });
    let record = changed(&base.record, &change.set, &change.remove)?;
    call(&policy, "assess", &request, &record.to_string())
}
