//! Vectors: the questions and answers that every language has to agree on.
//!
//! People write cases (`tests/vectors/cases/<CHECK>.yaml`): a change to the base record, the
//! verdict and the kind of reason that the catalogue asks for. From each file of cases a file of
//! requests and a file of answers is generated, one case a line, which Rust, the command line,
//! Python and Node all run. A case whose verdict or reason is not the expected one is never
//! written. The other operations have their cases in `tests/vectors/cases/operations`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use releasegate::checks::{self, Check, Trigger, Verdict};
use releasegate::read::{Limits, Syntax, read};
use releasegate_api::Engine;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

mod edit;
mod operations;
mod trails;

pub use operations::OperationRequest;

use self::edit::changed;
use crate::files::{self, Mode, ensure, root};

/// How to repair generated vectors.
pub const REPAIR: &str = "cargo xtask vectors";

/// The cases of one check.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    check: String,
    /// Verdicts that the check can never give, each with the reason why.
    #[serde(default)]
    never: BTreeMap<String, String>,
    cases: Vec<Case>,
}

/// One case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Why the verdict is right.
    why: String,
    /// The number of the trap in the catalogue that this case is.
    #[serde(default)]
    trap: Option<u32>,
    #[serde(default)]
    as_of: Option<String>,
    /// What to change in the base policy; `none` for the shipped profile alone.
    #[serde(default)]
    policy: Option<Value>,
    /// Places of the record and their new values, applied in order.
    #[serde(default)]
    set: Map<String, Value>,
    /// Places of the record to remove, applied after `set`.
    #[serde(default)]
    remove: Vec<String>,
    /// The whole record, instead of a change to the base record.
    #[serde(default)]
    record: Option<Value>,
    expect: Expected,
}

/// What a case expects: a verdict with its reason, or the code of an error.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    reason: String,
    /// The code of the error with which the record is refused on reading.
    #[serde(default)]
    error: Option<String>,
    /// Places that the finding has to name, in its reason, evidence or missing facts; or the error.
    #[serde(default)]
    names: Vec<String>,
    /// Kinds of data findings the assessment has to hold, when any.
    #[serde(default)]
    data: Vec<String>,
    /// What else the assessment has to say, by its places in it.
    #[serde(default)]
    says: Map<String, Value>,
}

/// One line of a file of requests.
#[derive(Debug, Deserialize, Serialize)]
pub struct Request {
    /// The check and the case.
    pub name: String,
    /// A profile id, or a policy document.
    pub policy: Value,
    /// The request.
    pub request: Value,
    /// The record.
    pub record: Value,
}

/// Generates the vectors, or compares them with what is committed.
///
/// # Errors
/// Every case that does not give what it expects, every check without the cases it needs, every
/// file out of date.
pub fn generate(mode: Mode) -> Result<usize, Vec<String>> {
    let folder = root().join("tests/vectors");
    let base = Base::load(&folder).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let mut count = 0;
    let files = case_files(&folder).map_err(|problem| vec![problem])?;
    for check in checks::all() {
        if !files
            .iter()
            .any(|path| path.file_stem().is_some_and(|stem| stem == check.id))
        {
            problems.push(format!(
                "no cases for {}: write tests/vectors/cases/{}.yaml",
                check.id, check.id
            ));
        }
    }
    for path in &files {
        match expand(&base, path, &mut problems) {
            Err(problem) => problems.push(problem),
            Ok((name, lines)) => {
                count += lines.len();
                let file = folder.join("assess").join(name);
                problems.extend(ensure_pair(&file, lines, mode));
            }
        }
    }
    count += operations::generate(&base, &folder, mode, &mut problems);
    problems.extend(trails::generate(mode).err());
    if problems.is_empty() {
        Ok(count)
    } else {
        Err(problems)
    }
}

/// Writes or compares a file of requests and the one of their answers; gives what is out of date.
fn ensure_pair(file: &Path, lines: Vec<(String, String)>, mode: Mode) -> Vec<String> {
    let (requests, answers): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
    let kinds = [("requests.ndjson", requests), ("answers.ndjson", answers)];
    let ensured = kinds.into_iter().filter_map(|(ending, lines)| {
        // An id has no dot, so the ending is added and replaces nothing.
        ensure(&file.with_extension(ending), &lines.concat(), mode, REPAIR).err()
    });
    ensured.collect()
}

/// A question and its answer, as they are committed.
#[derive(Clone, Debug)]
pub struct Vector {
    /// The name of the file, without its ending.
    pub file: String,
    /// The request, one line of JSON.
    pub request: String,
    /// The answer, with a line end where the operation ends its lines with one.
    pub answer: String,
}

/// The vectors that are committed in a folder of `tests/vectors`, file by file.
///
/// # Errors
/// When a file cannot be read, or its requests and answers do not fit.
pub fn committed(folder: &str) -> Result<Vec<Vector>, String> {
    let folder = root().join("tests/vectors").join(folder);
    let mut vectors = Vec::new();
    for path in files_in(&folder, "ndjson")? {
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(file) = name.and_then(|name| name.strip_suffix(".requests.ndjson")) else {
            continue;
        };
        let requests = files::read(&path)?;
        let answers = files::read(&folder.join(format!("{file}.answers.ndjson")))?;
        let mut answers = answers.lines();
        for request in requests.lines() {
            let asked: Asked = serde_json::from_str(request).map_err(|error| error.to_string())?;
            let wanted = asked.lines.unwrap_or(1);
            let lines: Vec<_> = answers.by_ref().take(wanted).collect();
            if lines.len() < wanted {
                return Err(format!("{file}: a request has no answer"));
            }
            let end = if asked.lines.is_some() { "\n" } else { "" };
            vectors.push(Vector {
                file: file.to_owned(),
                request: request.to_owned(),
                answer: lines.join("\n") + end,
            });
        }
        if answers.next().is_some() {
            return Err(format!("{file}: an answer has no request"));
        }
    }
    Ok(vectors)
}

/// What a request says of the form of its answer.
#[derive(Deserialize)]
struct Asked {
    lines: Option<usize>,
}

fn case_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    files_in(&folder.join("cases"), "yaml")
}

fn files_in(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut files: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|it| it == ending))
        .collect();
    files.sort();
    Ok(files)
}

/// What cases change.
struct Base {
    record: Value,
    policy: Value,
}

/// After every date of the base record.
const AS_OF: &str = "2026-09-01T00:00:00Z";

impl Base {
    fn load(folder: &Path) -> Result<Self, String> {
        Ok(Self {
            record: yaml(&folder.join("base.yaml"))?,
            policy: yaml(&folder.join("base-policy.yaml"))?,
        })
    }

    /// The base policy with changes, or the profile of this id.
    fn policy(&self, of_case: Option<&Value>) -> Result<Value, String> {
        match of_case {
            None => Ok(self.policy.clone()),
            Some(Value::String(id)) => Ok(Value::String(id.clone())),
            Some(Value::Object(changes)) => {
                let (gone, set): (Map<_, _>, Map<_, _>) = changes
                    .clone()
                    .into_iter()
                    .partition(|(_, it)| it.is_null());
                let gone: Vec<_> = gone.into_iter().map(|(pointer, _)| pointer).collect();
                changed(&self.policy, &set, &gone)
            }
            Some(_) => Err("a policy is a profile id or changes to the base policy".into()),
        }
    }
}

fn yaml<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, String> {
    let text = files::read(path)?;
    read_yaml(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn read_yaml<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, String> {
    read(text.as_bytes(), Some(Syntax::Yaml), &Limits::default()).map_err(|error| error.to_string())
}

type Lines = Vec<(String, String)>;

/// Turns a file of cases into lines of requests and answers.
fn expand(base: &Base, path: &Path, problems: &mut Vec<String>) -> Result<(String, Lines), String> {
    let cases: Cases = yaml(path)?;
    let check = checks::by_id(&cases.check)
        .ok_or_else(|| format!("{}: no check has the id {}", path.display(), cases.check))?;
    let mut lines = Vec::new();
    let mut seen = Vec::new();
    for case in &cases.cases {
        if case.why.len() < 10 {
            problems.push(format!("{}/{}: say why", check.id, case.name));
        }
        if case.trap.is_some_and(|trap| !(1..=79).contains(&trap)) {
            problems.push(format!(
                "{}/{}: the catalogue has no such trap",
                check.id, case.name
            ));
        }
        match run(base, check, case) {
            Ok((request, answer)) => {
                seen.push(case.expect.verdict.clone());
                lines.push((request, answer));
            }
            Err(problem) => problems.push(format!("{}/{}: {problem}", check.id, case.name)),
        }
    }
    for verdict in needed(check) {
        let excused = cases
            .never
            .get(verdict.id())
            .is_some_and(|why| why.len() > 10);
        let given = seen.iter().any(|seen| seen == verdict.id());
        if given == excused {
            let what = if given {
                "is said never to be"
            } else {
                "has no case that is"
            };
            problems.push(format!("{}: {what} {}", check.id, verdict.id()));
        }
    }
    Ok((check.id.to_owned(), lines))
}

/// The verdicts that a check needs a case for.
fn needed(check: &Check) -> Vec<Verdict> {
    let mut needed = vec![
        Verdict::Conforming,
        Verdict::Nonconforming,
        Verdict::NotEvidenced,
    ];
    if check.trigger != Trigger::Registered {
        needed.push(Verdict::NotYetDue);
    }
    needed
}

/// Runs one case, and compares the finding with what it expects.
fn run(base: &Base, check: &Check, case: &Case) -> Result<(String, String), String> {
    let record = match &case.record {
        Some(record) => record.clone(),
        None => changed(&base.record, &case.set, &case.remove)?,
    };
    let policy = base.policy(case.policy.as_ref())?;
    let request = Request {
        name: format!("{}/{}", check.id, case.name),
        policy,
        request: json!({
            "as_of": case.as_of.as_deref().unwrap_or(AS_OF),
            "checks": [check.id],
        }),
        record,
    };
    let answer = answer(&request)?;
    compare(&answer, case)?;
    let line = serde_json::to_string(&request).map_err(|error| error.to_string())?;
    Ok((line + "\n", answer + "\n"))
}

/// The answer to a request, by the operations table.
///
/// # Errors
/// When the policy cannot be compiled or the answer is not text.
pub fn answer(request: &Request) -> Result<String, String> {
    let record = request.record.to_string();
    call(&request.policy, "assess", &request.request, &record)
}

fn call(policy: &Value, operation: &str, request: &Value, payload: &str) -> Result<String, String> {
    let policy = match policy {
        Value::String(id) => id.clone(),
        document => document.to_string(),
    };
    let engine = Engine::new(policy.as_bytes())
        .map_err(|error| String::from_utf8_lossy(&error).into_owned())?;
    let request = request.to_string();
    let answer = engine.call(operation, request.as_bytes(), payload.as_bytes());
    String::from_utf8(answer).map_err(|error| error.to_string())
}

fn compare(answer: &str, case: &Case) -> Result<(), String> {
    let document: Value = serde_json::from_str(answer).map_err(|error| error.to_string())?;
    if let Some(code) = &case.expect.error {
        return match document.get("code").and_then(Value::as_str) == Some(code) {
            true => names_places(&document, case),
            false => Err(format!("expected the error {code}, got {answer}")),
        };
    }
    let Some(finding) = document.pointer("/findings/0") else {
        return Err(format!("no finding: {answer}"));
    };
    let text = |pointer: &str| {
        finding
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let given = (text("/verdict"), text("/reason/kind"));
    if given != (case.expect.verdict.as_str(), case.expect.reason.as_str()) {
        return Err(format!(
            "expected {} ({}), got {} ({}): {}",
            case.expect.verdict,
            case.expect.reason,
            given.0,
            given.1,
            text("/message")
        ));
    }
    ensure_says(&document, &case.expect.says)?;
    names_places(finding, case)?;
    let found = document.pointer("/data_findings").and_then(Value::as_array);
    let kinds: Vec<_> = found
        .into_iter()
        .flatten()
        .filter_map(|found| found.pointer("/reason/kind").and_then(Value::as_str))
        .collect();
    match case
        .expect
        .data
        .iter()
        .find(|kind| !kinds.contains(&kind.as_str()))
    {
        Some(kind) => Err(format!("no data finding of kind {kind}: {kinds:?}")),
        None => Ok(()),
    }
}

/// Whether an answer says at some places what it has to.
fn ensure_says(answer: &Value, says: &Map<String, Value>) -> Result<(), String> {
    for (place, expected) in says {
        let said = answer.pointer(place).unwrap_or(&Value::Null);
        if said != expected {
            return Err(format!("{place} should be {expected}, and is {said}"));
        }
    }
    Ok(())
}

fn names_places(answer: &Value, case: &Case) -> Result<(), String> {
    let shown = answer.to_string();
    for place in &case.expect.names {
        if !shown.contains(&format!("\"{place}\"")) {
            return Err(format!("the answer does not name {place}: {shown}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::generate;
    use crate::files::Mode;

    #[test]
    fn vectors_are_current_and_right() {
        if let Err(problems) = generate(Mode::Check) {
            panic!("{}", problems.join("\n"));
        }
    }
}
