//! Comparing assessments that were kept as documents, when the records are not at hand.
//!
//! A document says as of when, under which policy and with which waivers a record was judged, and
//! not what the record said. So the data can never be excluded as a cause of another verdict; the
//! clock and the policy can, when both documents agree on them.

use serde::Deserialize;
use serde_json::Value;

use super::{Cause, CheckState, Compared, Diff, GateState, Stand, changed_checks, changed_gates};
use crate::assess::assessment::AssessmentFormat;
use crate::checks::{Severity, Verdict};
use crate::read::{self, Error, ErrorCode, Limits, Syntax};
use crate::stage::Stage;
use crate::time::AsOf;

/// How to tell apart what assessments alone cannot.
const HELP: &str = "two assessments do not say what the records said; compare the records to tell";

/// An assessment that was kept as a document (`releasegate/assessment/1`), as far as it is
/// compared.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct KeptAssessment {
    #[serde(rename = "format")]
    _format: AssessmentFormat,
    release: KeptRelease,
    policy: KeptPolicy,
    as_of: AsOf,
    verdict: Verdict,
    conforming: bool,
    gates: Vec<KeptGate>,
    findings: Vec<KeptFinding>,
    #[serde(default)]
    waivers: Vec<KeptWaiver>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct KeptRelease {
    id: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct KeptPolicy {
    id: String,
    version: Option<String>,
    profile: String,
    #[serde(default)]
    departs: Vec<Value>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct KeptGate {
    stage: Stage,
    verdict: Verdict,
    holds: bool,
    blocked_by: Vec<String>,
    with_waivers: Option<KeptOpening>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct KeptOpening {
    opens: bool,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct KeptFinding {
    check: String,
    gate: Option<Stage>,
    severity: Severity,
    verdict: Verdict,
    message: String,
    waived_by: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct KeptWaiver {
    id: String,
    check: String,
}

impl KeptAssessment {
    /// Reads an assessment.
    ///
    /// # Errors
    /// An [`Error`] with a stable code and the place, when the text is not an assessment.
    pub fn read(bytes: &[u8], syntax: Option<Syntax>, limits: &Limits) -> Result<Self, Error> {
        read::read(bytes, syntax, limits)
    }

    fn finding(&self, check: &str) -> Option<&KeptFinding> {
        self.findings.iter().find(|finding| finding.check == check)
    }

    /// Whether it lists only some of the checks, so that it says nothing of the others.
    fn is_part(&self) -> bool {
        let mut blocking = self.gates.iter().flat_map(|gate| &gate.blocked_by);
        blocking.any(|check| self.finding(check).is_none())
    }

    fn waivers_of<'a>(&'a self, check: &'a str) -> impl Iterator<Item = &'a str> {
        let of_check = self.waivers.iter().filter(move |it| it.check == check);
        of_check.map(|waiver| waiver.id.as_str())
    }

    /// How the record stood, listing only the checks that `lists` names.
    fn stand(&self, lists: impl Fn(&str) -> bool) -> Stand {
        let gate = |gate: &KeptGate| {
            let opening = gate.with_waivers.as_ref();
            let state = GateState {
                verdict: gate.verdict,
                opens: opening.map_or(gate.holds, |opening| opening.opens),
            };
            (gate.stage, state)
        };
        let listed = self.findings.iter().filter(|it| lists(&it.check));
        let checks = listed.map(|finding| {
            let state = CheckState {
                verdict: finding.verdict,
                message: finding.message.clone(),
                waived_by: finding.waived_by.clone(),
            };
            (finding.check.clone(), state)
        });
        Stand {
            side: Compared {
                as_of: self.as_of,
                policy: self.policy.id.clone(),
                version: self.policy.version.clone(),
                verdict: self.verdict,
                conforming: self.conforming,
            },
            gates: self.gates.iter().map(gate).collect(),
            checks: checks.collect(),
        }
    }
}

/// What changed between two assessments of a release that were kept as documents.
///
/// A change has one cause when everything else is excluded; otherwise all that remain are its
/// candidates, and comparing the records with [`diff`](super::diff) tells them apart.
///
/// # Errors
/// [`ErrorCode::InvalidValue`] when the assessments are of two releases; the place is one of the
/// assessment before.
pub fn diff_assessments(before: &KeptAssessment, after: &KeptAssessment) -> Result<Diff, Error> {
    if before.release != after.release {
        let mut error = Error::new(
            ErrorCode::InvalidValue,
            "the two assessments are of different releases",
        )
        .with_help("compare two assessments of one release");
        error.pointer = Some("/release/id".to_owned());
        return Err(error);
    }
    let is_same_policy = is_same_policy(before, after);
    // Only the policy says which checks are asked; so under the same one, and where not all are
    // listed, what just one of them lists did not change.
    let in_both = is_same_policy || before.is_part() || after.is_part();
    let first = before.stand(|id| !in_both || after.finding(id).is_some());
    let last = after.stand(|id| !in_both || before.finding(id).is_some());
    let checks = changed_checks(&first, &last, |id| {
        let candidates = candidates(id, before, after, is_same_policy);
        match candidates.as_slice() {
            [_] => (candidates, Vec::new()),
            _ => (Vec::new(), candidates),
        }
    });
    let is_open = checks.iter().any(|check| !check.candidates.is_empty());
    Ok(Diff {
        format: Diff::FORMAT,
        release: after.release.id.clone(),
        gates: changed_gates(&first, &last),
        checks,
        help: is_open.then_some(HELP),
        before: first.side,
        after: last.side,
    })
}

/// Whether the documents show the same policy. A version names what an organization decided; a
/// policy without one may say something else each time, unless it is a shipped profile.
fn is_same_policy(before: &KeptAssessment, after: &KeptAssessment) -> bool {
    let is_named = after.policy.version.is_some() || after.policy.id == after.policy.profile;
    let weighs_the_same = |finding: &KeptFinding| {
        let other = after.finding(&finding.check);
        other.is_none_or(|it| (it.gate, it.severity) == (finding.gate, finding.severity))
    };
    is_named && before.policy == after.policy && before.findings.iter().all(weighs_the_same)
}

/// What may have changed a check.
fn candidates(
    id: &str,
    before: &KeptAssessment,
    after: &KeptAssessment,
    is_same_policy: bool,
) -> Vec<Cause> {
    let (Some(earlier), Some(later)) = (before.finding(id), after.finding(id)) else {
        return vec![Cause::Policy];
    };
    let is_same_time = before.as_of == after.as_of;
    let same_verdict = earlier.verdict == later.verdict;
    let same_waiver = earlier.waived_by == later.waived_by;
    // Another list of waivers at the same time is another list in the record, and explains it.
    let other_list = !before.waivers_of(id).eq(after.waivers_of(id));
    if same_verdict && is_same_time && other_list {
        return vec![Cause::Waiver];
    }
    let possible = [
        (Cause::Clock, !is_same_time),
        (Cause::Data, true),
        (Cause::Waiver, !same_waiver),
        (Cause::Policy, !is_same_policy),
    ];
    let possible = possible.into_iter().filter(|(_, is_open)| *is_open);
    possible.map(|(cause, _)| cause).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{HELP, KeptAssessment, diff_assessments};
    use crate::assess::Diff;
    use crate::read::Limits;

    fn kept(document: &Value) -> KeptAssessment {
        let text = document.to_string();
        KeptAssessment::read(text.as_bytes(), None, &Limits::default()).unwrap()
    }

    /// An assessment with one finding, and some keys more, or others.
    fn document(verdict: &str, more: &Value) -> Value {
        let mut document = json!({
            "format": "releasegate/assessment/1", "release": {"id": "R"},
            "policy": {"id": "p", "version": "1", "profile": "itil", "scope": "all"},
            "as_of": "2026-01-01T00:00:00Z", "verdict": verdict, "conforming": false,
            "gates": [{"stage": "build", "verdict": verdict, "holds": false, "blocked_by": []}],
            "clauses": [], "data_findings": [],
            "findings": [finding("DEP-01", verdict, &json!({}))],
        });
        merge(&mut document, more);
        document
    }

    fn finding(check: &str, verdict: &str, more: &Value) -> Value {
        let mut finding = json!({"check": check, "severity": "must", "verdict": verdict,
            "message": "m", "gate": "build"});
        merge(&mut finding, more);
        finding
    }

    fn merge(into: &mut Value, more: &Value) {
        for (key, value) in more.as_object().unwrap() {
            into[key] = value.clone();
        }
    }

    fn diff(before: &Value, after: &Value) -> Diff {
        diff_assessments(&kept(before), &kept(after)).unwrap()
    }

    /// The causes of the first change that are certain, and those that are not.
    fn causes(before: &Value, after: &Value) -> Value {
        let changes = serde_json::to_value(diff(before, after)).unwrap();
        json!([
            changes["checks"][0]["causes"],
            changes["checks"][0]["candidates"]
        ])
    }

    #[test]
    fn what_the_documents_agree_on_is_no_cause() {
        let before = document("not_evidenced", &json!({}));
        let none = json!({});
        let later = json!({"as_of": "2026-02-01T00:00:00Z"});
        let newer = json!({"policy": {"id": "p", "version": "2", "profile": "itil"}});
        for (more, expected) in [
            (&none, json!([["data"], null])),
            (&later, json!([[], ["clock", "data"]])),
            (&newer, json!([[], ["data", "policy"]])),
        ] {
            assert_eq!(causes(&before, &document("conforming", more)), expected);
        }
        assert_eq!(diff(&before, &before).checks, []);
        assert_eq!(diff(&before, &before).help, None);
        let changes = diff(&before, &document("conforming", &later));
        assert_eq!((changes.help, changes.gates.len()), (Some(HELP), 1));
    }

    #[test]
    fn a_policy_without_a_version_may_be_another_one() {
        let policy = json!({"policy": {"id": "p", "profile": "itil"}});
        let before = document("not_evidenced", &policy);
        let expected = json!([[], ["data", "policy"]]);
        assert_eq!(causes(&before, &document("conforming", &policy)), expected);
        let profile = json!({"policy": {"id": "itil", "profile": "itil"}});
        let before = document("not_evidenced", &profile);
        let expected = json!([["data"], null]);
        assert_eq!(causes(&before, &document("conforming", &profile)), expected);
    }

    #[test]
    fn another_weight_shows_another_policy() {
        let before = document("not_evidenced", &json!({}));
        let finding = finding("DEP-01", "conforming", &json!({"severity": "should"}));
        let after = document("conforming", &json!({"findings": [finding]}));
        assert_eq!(causes(&before, &after), json!([[], ["data", "policy"]]));
    }

    #[test]
    fn a_waiver_that_came_or_went_is_the_cause() {
        let before = document("nonconforming", &json!({}));
        let waived = finding("DEP-01", "nonconforming", &json!({"waived_by": "W"}));
        let entry = json!([{"id": "W", "check": "DEP-01"}]);
        let more = json!({"findings": [waived], "waivers": entry});
        let after = document("nonconforming", &more);
        assert_eq!(causes(&before, &after), json!([["waiver"], null]));
        let before = document("nonconforming", &json!({"waivers": entry}));
        assert_eq!(causes(&before, &after), json!([[], ["data", "waiver"]]));
    }

    #[test]
    fn a_check_that_one_policy_asks_for_is_not_one_that_was_not_listed() {
        let two = [
            finding("DEP-01", "conforming", &json!({})),
            finding("ACME-01", "conforming", &json!({})),
        ];
        let before = document("conforming", &json!({}));
        let newer = json!({"id": "p", "version": "2", "profile": "itil"});
        let more = json!({"findings": two, "policy": newer});
        let after = document("conforming", &more);
        assert_eq!(causes(&before, &after), json!([["policy"], null]));
        let after = document("conforming", &json!({"findings": two}));
        assert_eq!(diff(&before, &after).checks, []);
        let gates = json!([{"stage": "build", "verdict": "nonconforming", "holds": false,
            "blocked_by": ["PLN-01"]}]);
        let part = document("conforming", &json!({"gates": gates}));
        let after = document("conforming", &more);
        assert_eq!(diff(&part, &after).checks, []);
    }

    #[test]
    fn two_releases_are_not_compared() {
        let other = kept(&document("conforming", &json!({"release": {"id": "S"}})));
        let error = diff_assessments(&kept(&document("conforming", &json!({}))), &other);
        let error = error.unwrap_err();
        assert_eq!(error.code.as_str(), "invalid-value");
        assert_eq!(error.pointer.as_deref(), Some("/release/id"));
    }
}
