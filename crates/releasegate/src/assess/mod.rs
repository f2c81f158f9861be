//! Assessing a record: every check of the policy, summed up by gate, by clause and as a whole.

mod assessment;
mod crosswalk;
mod data;
mod diff;
mod waivers;

use std::collections::HashMap;

use crate::checks::{Case, Judgement, Severity, Summary, Verdict, roll_up, worse};
use crate::policy::{AskedCheck, Policy};
use crate::stage::Stage;
use crate::view::View;

pub use assessment::{
    AssessedPolicy, AssessedRelease, Assessment, ClauseResult, DataFinding, Finding, GateResult,
    Sentence, SourcePlace, WaivedGate,
};
pub use crosswalk::{ClauseEvidence, Crosswalk, FrameworkEvidence, ServingEvidence, crosswalk};
pub use diff::{
    Cause, ChangedCheck, ChangedGate, CheckState, Compared, Diff, GateState, KeptAssessment,
    Question, diff, diff_assessments,
};
pub use waivers::{WaiverProblem, WaiverProblemKind, WaiverResult};

/// Judges a record, as it could be known at an instant, under a policy.
///
/// Pure: the same view and policy give the same assessment, in the same order.
#[must_use]
pub fn assess<'a>(view: &'a View<'_>, policy: &'a Policy) -> Assessment<'a> {
    let case = Case::new(view.release(), policy, view.as_of());
    let mut judgement = Judgement::default();
    let findings =
        asked(policy).map(|asked| Finding::of(asked, asked.check.judge(&case, &mut judgement)));
    let findings = findings.collect();
    summed_up(view, policy, &case, findings, data::data_findings(&case))
}

/// As [`assess`], under several policies that differ only in the profile they build on, as
/// [`Policy::under`] gives them. Each check is judged once, however many of them ask for it.
#[must_use]
pub fn assess_under<'a>(view: &'a View<'_>, policies: &'a [Policy]) -> Vec<Assessment<'a>> {
    let Some(first) = policies.first() else {
        return Vec::new();
    };
    let case = Case::new(view.release(), first, view.as_of());
    let mut judgement = Judgement::default();
    let mut known: HashMap<&'a str, Summary<'a>> = HashMap::new();
    let data_findings = data::data_findings(&case);
    let mut assessments = Vec::with_capacity(policies.len());
    for policy in policies {
        let findings = asked(policy).map(|asked| {
            let summary = known
                .entry(asked.check.id())
                .or_insert_with(|| asked.check.judge(&case, &mut judgement));
            Finding::of(asked, summary.clone())
        });
        let findings = findings.collect();
        assessments.push(summed_up(
            view,
            policy,
            &case,
            findings,
            data_findings.clone(),
        ));
    }
    assessments
}

/// The checks that a policy asks for: first the shipped ones, then its own.
fn asked(policy: &Policy) -> impl Iterator<Item = AskedCheck<'_>> {
    let shipped = policy.checks.iter().copied().map(AskedCheck::from);
    shipped.chain(policy.own_checks.iter().map(AskedCheck::from))
}

/// Sums up the findings on a record, in the order in which the policy asks for them.
fn summed_up<'a>(
    view: &'a View<'_>,
    policy: &'a Policy,
    case: &Case<'a>,
    mut findings: Vec<Finding<'a>>,
    mut data_findings: Vec<DataFinding<'a>>,
) -> Assessment<'a> {
    let mut waivers = waivers::judge(case, &findings);
    for waiver in waivers.iter().filter(|waiver| waiver.in_force) {
        for finding in findings.iter_mut().filter(|it| it.id() == waiver.check) {
            finding.waived_by = Some(waiver.id);
        }
    }
    let clauses = clauses(policy, &findings);
    if !policy.own_checks.is_empty() {
        // Stable, so own findings come after the shipped ones of their stage. Clauses are summed up
        // by position, so not before.
        findings.sort_by_key(|finding| finding.check.stage());
    }
    let gates = gates(&findings);
    let verdict = roll_up(required(&findings).map(|finding| finding.verdict));
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
        for waiver in &mut waivers {
            view.restore(&mut waiver.at);
            for problem in &mut waiver.problems {
                problem
                    .reason
                    .each_pointer(&mut |pointer| view.restore(pointer));
                problem.message = Sentence(problem.reason);
            }
        }
    }
    Assessment {
        format: Assessment::FORMAT,
        release: AssessedRelease::of(view.release()),
        source: None,
        policy: AssessedPolicy::of(policy),
        as_of: view.as_of(),
        verdict,
        conforming: verdict == Verdict::Conforming && policy.departures.is_empty(),
        gates,
        clauses,
        findings,
        waivers,
        data_findings,
    }
}

fn required<'f, 'a>(findings: &'f [Finding<'a>]) -> impl Iterator<Item = &'f Finding<'a>> {
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Must)
}

/// Sums up the six gates. A gate holds when it and all gates before it are conforming; with
/// waivers, when what is left without the findings waived is.
fn gates<'a>(findings: &[Finding<'a>]) -> Vec<GateResult<'a>> {
    let mut at_gate = Stage::ALL.map(|_| AtGate::default());
    let any_waived = required(findings).any(|finding| finding.waived_by.is_some());
    for finding in required(findings) {
        let gate = finding.gate.and_then(|gate| at_gate.get_mut(gate as usize));
        if let Some(gate) = gate {
            gate.verdict = Some(worse(gate.verdict, finding.verdict));
            if finding.verdict.blocks() {
                gate.blocked_by.push(finding.id());
                if any_waived && finding.waived_by.is_none() {
                    gate.left.push(finding.id());
                }
            }
        }
    }
    let mut earlier_hold = true;
    let mut earlier_open = true;
    Stage::ALL
        .into_iter()
        .zip(at_gate)
        .map(|(stage, gate)| {
            let verdict = roll_up(gate.verdict);
            earlier_hold &= verdict == Verdict::Conforming;
            // A gate at which nothing is asked is not shown to hold, waived or not.
            let opens = !gate.blocked_by.is_empty() && gate.left.is_empty();
            earlier_open &= verdict == Verdict::Conforming || opens;
            let with_waivers = any_waived.then_some(WaivedGate {
                opens: earlier_open,
                blocked_by: gate.left,
            });
            GateResult {
                stage,
                verdict,
                holds: earlier_hold,
                blocked_by: gate.blocked_by,
                with_waivers,
            }
        })
        .collect()
}

/// The required checks of a gate.
#[derive(Default)]
struct AtGate<'a> {
    /// The worst verdict; `None` when nothing is asked.
    verdict: Option<Verdict>,
    /// What stands in the way.
    blocked_by: Vec<&'a str>,
    /// What stands in the way and is not waived; only where something is.
    left: Vec<&'a str>,
}

/// Sums up the clauses that the profile judges as a whole. Other clauses are touched by single
/// checks, which is not enough to say anything about them.
fn clauses<'a>(policy: &'a Policy, findings: &[Finding<'_>]) -> Vec<ClauseResult<'a>> {
    // What the policy leaves out is not shown.
    let verdict = |position: &Option<usize>| {
        let finding = position.and_then(|position| findings.get(position));
        finding.map_or(Verdict::NotEvidenced, |finding| finding.verdict)
    };
    let judged = policy.clauses.iter();
    judged
        .map(|ruled| ClauseResult {
            framework: &policy.profile.framework,
            clause: ruled.clause,
            verdict: roll_up(ruled.positions.iter().map(verdict)),
        })
        .collect()
}
