//! What changed between two assessments, and what made it change.

mod kept;

pub use kept::{KeptAssessment, diff_assessments};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Assessment, GateResult, assess};
use crate::checks::Verdict;
use crate::model::Release;
use crate::policy::Policies;
use crate::read::{Error, ErrorCode};
use crate::stage::Stage;
use crate::time::AsOf;
use crate::view::View;

/// What is asked: a record, under a policy, as of an instant.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The record.
    pub release: &'a Release,
    /// The policy, in its versions.
    pub policies: &'a Policies,
    /// The instant at which the record is judged.
    pub as_of: AsOf,
}

/// What changed between two assessments.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Diff {
    /// The format of this document: `releasegate/diff/1`.
    #[schemars(extend("const" = Diff::FORMAT))]
    pub format: &'static str,
    /// The release.
    pub release: String,
    /// What was assessed first.
    pub before: Compared,
    /// What was assessed then.
    pub after: Compared,
    /// The gates that changed, in the order of the process.
    pub gates: Vec<ChangedGate>,
    /// The checks whose verdict or waiver changed, in the order of the process.
    pub checks: Vec<ChangedCheck>,
    /// How to tell the causes that are left open; missing when none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<&'static str>,
}

impl Diff {
    /// The format id of what changed.
    pub const FORMAT: &'static str = "releasegate/diff/1";
}

/// One of the two assessments.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Compared {
    /// The instant at which the record was judged.
    pub as_of: AsOf,
    /// The policy it was judged under.
    pub policy: String,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// All required checks summed up.
    pub verdict: Verdict,
    /// Whether all required checks that apply are conforming.
    pub conforming: bool,
}

/// A gate that changed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ChangedGate {
    /// The stage whose exit it is.
    pub stage: Stage,
    /// Before.
    pub before: GateState,
    /// After.
    pub after: GateState,
}

/// How a gate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GateState {
    /// Its own required checks summed up.
    pub verdict: Verdict,
    /// Whether a release may pass, waivers taken into account.
    pub opens: bool,
}

/// A check whose verdict or waiver changed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ChangedCheck {
    /// The check.
    pub check: String,
    /// Before; missing when it was not asked, or not listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<CheckState>,
    /// After; missing when it is not asked, or not listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<CheckState>,
    /// What made it change, each on its own in this order: the clock, the data, the waivers, the
    /// policy.
    pub causes: Vec<Cause>,
    /// What may have made it change, where two assessments alone cannot tell; `causes` is empty
    /// then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Cause>,
}

/// How a check stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CheckState {
    /// The verdict.
    pub verdict: Verdict,
    /// The reason in words.
    pub message: String,
    /// The waiver in force that accepts it, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived_by: Option<String>,
}

/// What made a verdict change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Time went on: something came due, expired, or became known.
    Clock,
    /// The record says something else.
    Data,
    /// The waivers in the record are others.
    Waiver,
    /// The policy asks for something else.
    Policy,
}

impl Cause {
    /// The same in plain words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Data => "data",
            Self::Waiver => "waivers",
            Self::Policy => "policy",
        }
    }
}

/// What changed from one question to another.
///
/// One thing after the other is taken over from the second question, and each check is asked
/// after each step; so a change has the cause of the step that brought it.
///
/// # Errors
/// [`ErrorCode::InvalidValue`] when the records are of two releases; the place is one of the record
/// before.
pub fn diff(before: Question<'_>, after: Question<'_>) -> Result<Diff, Error> {
    if before.release.id != after.release.id {
        let message = "the two records are of different releases";
        let mut error = Error::new(ErrorCode::InvalidValue, message)
            .with_help("compare two records of one release");
        error.pointer = Some("/id".to_owned());
        return Err(error);
    }
    let mut mixed = after.release.clone();
    mixed.waivers.clone_from(&before.release.waivers);
    let at = |release, policies| Question {
        release,
        policies,
        as_of: after.as_of,
    };
    let first = Stand::of(before);
    let steps = [
        (Cause::Clock, Stand::of(at(before.release, before.policies))),
        (Cause::Data, Stand::of(at(&mixed, before.policies))),
        (Cause::Waiver, Stand::of(at(after.release, before.policies))),
        (Cause::Policy, Stand::of(after)),
    ];
    let last = steps.last().map_or(&first, |(_, stand)| stand);
    Ok(Diff {
        format: Diff::FORMAT,
        release: after.release.id.clone(),
        gates: changed_gates(&first, last),
        checks: changed_checks(&first, last, |id| stepped(&first, &steps, id)),
        help: None,
        before: first.side.clone(),
        after: last.side.clone(),
    })
}

/// How a record stands, as far as it is compared.
struct Stand {
    side: Compared,
    gates: Vec<(Stage, GateState)>,
    checks: Vec<(String, CheckState)>,
}

impl Stand {
    fn of(question: Question<'_>) -> Self {
        let view = View::of(question.release, question.as_of);
        let policy = question.policies.for_release(&view);
        Self::of_assessment(&assess(&view, policy))
    }

    fn of_assessment(assessment: &Assessment<'_>) -> Self {
        let gate = |gate: &GateResult| {
            let state = GateState {
                verdict: gate.verdict,
                opens: gate.opens(),
            };
            (gate.stage, state)
        };
        let checks = assessment.findings.iter().map(|finding| {
            let state = CheckState {
                verdict: finding.verdict,
                message: finding.message().to_string(),
                waived_by: finding.waived_by.map(str::to_owned),
            };
            (finding.id().to_owned(), state)
        });
        Self {
            side: Compared {
                as_of: assessment.as_of,
                policy: assessment.policy.id.to_owned(),
                version: assessment.policy.version.map(str::to_owned),
                verdict: assessment.verdict,
                conforming: assessment.conforming,
            },
            gates: assessment.gates.iter().map(gate).collect(),
            checks: checks.collect(),
        }
    }

    fn check(&self, id: &str) -> Option<&CheckState> {
        let mut checks = self.checks.iter();
        checks
            .find(|(check, _)| check == id)
            .map(|(_, state)| state)
    }
}

fn changed_gates(first: &Stand, last: &Stand) -> Vec<ChangedGate> {
    let pairs = first.gates.iter().zip(&last.gates);
    pairs
        .filter(|(before, after)| before != after)
        .map(|((stage, before), (_, after))| ChangedGate {
            stage: *stage,
            before: *before,
            after: *after,
        })
        .collect()
}

/// The checks that changed, with the causes that are certain and those that are not.
fn changed_checks(
    first: &Stand,
    last: &Stand,
    causes: impl Fn(&str) -> (Vec<Cause>, Vec<Cause>),
) -> Vec<ChangedCheck> {
    let mut ids: Vec<&str> = first.checks.iter().map(|(id, _)| id.as_str()).collect();
    let new = last.checks.iter().map(|(id, _)| id.as_str());
    ids.extend(new.filter(|id| first.check(id).is_none()));
    let changed = ids.into_iter().filter_map(|id| {
        let (before, after) = (first.check(id), last.check(id));
        if shape(before) == shape(after) {
            return None;
        }
        let (causes, candidates) = causes(id);
        Some(ChangedCheck {
            check: id.to_owned(),
            before: before.cloned(),
            after: after.cloned(),
            causes,
            candidates,
        })
    });
    changed.collect()
}

/// The steps that changed a check; nothing is left open.
fn stepped(first: &Stand, steps: &[(Cause, Stand)], id: &str) -> (Vec<Cause>, Vec<Cause>) {
    let mut causes = Vec::new();
    let mut held = shape(first.check(id));
    for (cause, stand) in steps {
        let now = shape(stand.check(id));
        if now != held {
            causes.push(*cause);
        }
        held = now;
    }
    (causes, Vec::new())
}

/// What counts as a change of a check: its verdict, and whether it is waived.
fn shape(state: Option<&CheckState>) -> Option<(Verdict, Option<&str>)> {
    state.map(|state| (state.verdict, state.waived_by.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::{Cause, Question, diff};
    use crate::model::Release;
    use crate::policy::{Policies, Policy};
    use crate::read::read_json;

    fn release(more: &str) -> Release {
        let text =
            format!(r#"{{"format":"releasegate/release/1","id":"r","plan":{{"id":"P"{more}}}}}"#);
        read_json(text.as_bytes()).unwrap()
    }

    #[test]
    fn each_change_has_its_cause() {
        let policies = Policies::of_one(Policy::of_profile("iso20000-1:2018").unwrap());
        let other = Policies::of_one(Policy::of_profile("itil").unwrap());
        let dated = release(r#","method":"canary""#);
        let plain = release("");
        let question = |release, policies, as_of: &str| Question {
            release,
            policies,
            as_of: as_of.parse().unwrap(),
        };
        let early = question(&plain, &policies, "2026-01-01T00:00:00Z");
        assert_eq!(diff(early, early).unwrap().checks, []);

        let changes = diff(early, question(&dated, &policies, "2026-01-01T00:00:00Z")).unwrap();
        let method = changes
            .checks
            .iter()
            .find(|change| change.check == "PLN-08");
        assert_eq!(method.unwrap().causes, [Cause::Data]);

        let changes = diff(early, question(&plain, &other, "2026-01-01T00:00:00Z")).unwrap();
        assert!(!changes.checks.is_empty());
        assert!(
            changes
                .checks
                .iter()
                .all(|change| change.causes == [Cause::Policy])
        );
    }

    #[test]
    fn two_releases_are_not_compared() {
        let policies = Policies::of_one(Policy::of_profile("iso20000-1:2018").unwrap());
        let one = release("");
        let other = Release {
            id: "other".to_owned(),
            ..release("")
        };
        let question = |release| Question {
            release,
            policies: &policies,
            as_of: "2026-01-01T00:00:00Z".parse().unwrap(),
        };
        let error = diff(question(&one), question(&other)).unwrap_err();
        assert_eq!(error.pointer.as_deref(), Some("/id"));
    }
}
