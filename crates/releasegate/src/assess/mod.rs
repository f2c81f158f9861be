//! Assessing a record: every check of the policy, summed up by gate, by clause and as a whole.

mod assessment;
mod data;

use crate::checks::{Case, Judgement, Severity, Verdict, roll_up};
use crate::policy::Policy;
use crate::stage::Stage;
use crate::view::View;

pub use assessment::{
    AssessedPolicy, AssessedRelease, Assessment, ClauseResult, DataFinding, Finding, GateResult,
    Sentence, SourcePlace,
};

/// Judges a record, as it could be known at an instant, under a policy.
///
/// Pure: the same view and policy give the same assessment, in the same order.
#[must_use]
pub fn assess<'a>(view: &'a View<'_>, policy: &'a Policy) -> Assessment<'a> {
    let case = Case::new(view.release(), policy, view.as_of());
    let mut judgement = Judgement::default();
    let mut findings: Vec<Finding<'a>> = policy
        .checks
        .iter()
        .map(|(check, severity)| Finding::of(check, *severity, check.judge(&case, &mut judgement)))
        .collect();
    let gates = gates(&findings);
    let clauses = clauses(policy, &findings);
    let verdict = roll_up(required(&findings).map(|finding| finding.verdict));
    let mut data_findings = data::data_findings(&case);
    if view.moves_places() {
        for finding in &mut findings {
            finding.each_pointer(|pointer| view.restore(pointer));
        }
        for finding in &mut data_findings {
            finding
                .reason
                .each_pointer(&mut |pointer| view.restore(pointer));
            finding.message = Sentence(finding.reason);
        }
    }
    Assessment {
        format: Assessment::FORMAT,
        release: AssessedRelease::of(view.release()),
        source: None,
        policy: AssessedPolicy::of(policy),
        as_of: view.as_of(),
        verdict,
        conforming: verdict == Verdict::Conforming,
        gates,
        clauses,
        findings,
        data_findings,
    }
}

fn required<'f, 'a>(findings: &'f [Finding<'a>]) -> impl Iterator<Item = &'f Finding<'a>> {
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Must)
}

/// Sums up the six gates. A gate holds when it and all gates before it are conforming.
fn gates(findings: &[Finding<'_>]) -> Vec<GateResult> {
    let mut earlier_hold = true;
    Stage::ALL
        .into_iter()
        .map(|stage| {
            let of_gate = || required(findings).filter(|finding| finding.gate == Some(stage));
            let verdict = roll_up(of_gate().map(|finding| finding.verdict));
            let blocked_by = of_gate()
                .filter(|finding| {
                    !matches!(
                        finding.verdict,
                        Verdict::Conforming | Verdict::NotApplicable
                    )
                })
                .map(|finding| finding.check)
                .collect();
            earlier_hold &= verdict == Verdict::Conforming;
            GateResult {
                stage,
                verdict,
                holds: earlier_hold,
                blocked_by,
            }
        })
        .collect()
}

/// Sums up the clauses that the profile judges as a whole. Other clauses are touched by single
/// checks, which is not enough to say anything about them.
fn clauses<'a>(policy: &'a Policy, findings: &[Finding<'_>]) -> Vec<ClauseResult<'a>> {
    let sum_up = |positions: &[usize]| {
        let asked = positions
            .iter()
            .filter_map(|position| findings.get(*position));
        roll_up(asked.map(|finding| finding.verdict))
    };
    let judged = policy.clauses.iter();
    judged
        .map(|(clause, positions)| ClauseResult {
            framework: &policy.profile.framework,
            clause,
            verdict: sum_up(positions),
        })
        .collect()
}
