//! Security is tested before going live.

use crate::authority::role;
use crate::checks::check::framework::{ISO27001_2022, NIST_800_53R5, PCI_DSS_4};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::results::{JudgedBuild, judged_results};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger};
use crate::model::{Build, BuildId, DeliverableKind, Items, SecurityTest};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static SECURITY_TESTED: Check = Check {
    id: "BLD-11",
    name: "security-not-tested-before-live",
    title: "Security is tested before going live, and custom code checked for secure coding",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        unverified(ISO27001_2022, "A.8.29"),
        verified(NIST_800_53R5, "CM-4(1)"),
        verified(PCI_DSS_4, "6.5.1"),
    ],
    docs: Docs {
        asks: "Security tests ran on the build that is deployed before it went live; the last result of each tool is within the threshold, and one of them checked custom code against the requirements on secure coding, where the release brings software.",
        why: "A hole that ships with the release is found by others first.",
        example: "The scan ran on build 117 and found nothing; build 118 went live.",
        remedy: "Run the scans on the final build, repair what is above the threshold, and record tool, result, time and the answers.",
        role: role::INFORMATION_SECURITY,
    },
    judge: security_tested,
};

fn security_tested<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let judged = judged_results(case);
    judgement.adopt(&judged.unknown);
    for JudgedBuild { build, start, .. } in &judged.builds {
        let runs = last_runs(case, build, start.as_ref());
        if runs.is_empty() {
            let list = case.verification().and_then(|v| v.security_tests.as_ref());
            let at = "/verification/security_tests";
            judgement.none_listed(list, at, role::INFORMATION_SECURITY);
            continue;
        }
        for run in &runs {
            recorded(judgement, run);
            match run.tested() {
                None => judgement.missing(run.tested_at(), role::INFORMATION_SECURITY),
                Some(tested) => judgement.before_one_start(case, tested, start.as_ref()),
            }
            within_threshold(judgement, run, &runs);
        }
        if brings_software(case) {
            judgement.any_of(runs, |way, run| {
                let at = run.place("/verification/security_tests/*/custom_code_checked");
                way.yes(run.test.custom_code_checked, at, role::INFORMATION_SECURITY);
            });
        }
    }
}

/// A security test that was run, and its position.
#[derive(Clone, Copy)]
struct Run<'a> {
    index: usize,
    test: &'a SecurityTest,
}

impl<'a> Run<'a> {
    fn place(&self, template: &'static str) -> Pointer {
        Pointer::new(template, [self.index])
    }

    fn tested_at(&self) -> Pointer {
        self.place("/verification/security_tests/*/tested_at")
    }

    fn tested(&self) -> Option<Fact<'a>> {
        Fact::dated(&self.test.tested_at, self.tested_at())
    }

    fn is_of_same_tool(&self, other: &Self) -> bool {
        let tool = |run: &Self| {
            run.test
                .tool
                .as_deref()
                .map(|tool| tool.trim().to_lowercase())
        };
        tool(self) == tool(other)
    }
}

/// The runs on a build that count at a start: of each tool the last one before it; those after it
/// only where there is none before. What a later run found was not known, and does not undo what
/// was known.
fn last_runs<'a>(case: &Case<'a>, build: &Build, start: Option<&Start<'a>>) -> Vec<Run<'a>> {
    let tests = case
        .verification()
        .map_or(&[][..], |v| v.security_tests.items());
    let runs = tests
        .iter()
        .enumerate()
        .map(|(index, test)| Run { index, test });
    // What nobody says where it ran may have run on this build.
    let on_build = runs.filter(|run| run.test.build.as_ref().is_none_or(|id| *id == build.id));
    let is_late = |run: &Run<'a>| {
        let both = run.tested().zip(start);
        both.is_some_and(|(run, start)| case.before(run, start.fact) == Ok(Proof::Refuted))
    };
    let (late, timely): (Vec<_>, Vec<_>) = on_build.partition(is_late);
    let runs = if timely.is_empty() { late } else { timely };
    let replaces = |later: &Run<'a>, run: &Run<'a>| {
        let dates = run.tested().zip(later.tested());
        run.is_of_same_tool(later)
            && dates.is_some_and(|(one, two)| case.before(one, two) == Ok(Proof::Proven))
    };
    let is_last = |run: &&Run<'a>| !runs.iter().any(|later| replaces(later, run));
    runs.iter().filter(is_last).copied().collect()
}

/// Requires what makes a run evidence: with what, on what, and what came out.
fn recorded<'a>(judgement: &mut Judgement<'a>, run: &Run<'a>) {
    let security = role::INFORMATION_SECURITY;
    let tool = run.place("/verification/security_tests/*/tool");
    judgement.text(run.test.tool.as_deref(), tool, security);
    let build = run.place("/verification/security_tests/*/build");
    let id = run.test.build.as_ref();
    judgement.text(id.map(BuildId::as_str), build, security);
    let result = run.place("/verification/security_tests/*/result");
    judgement.text(run.test.result.as_deref(), result, security);
}

/// Requires that a run stayed within the threshold. Where another run of the same tool at the same
/// time did, nobody can tell which of them is the last word.
fn within_threshold<'a>(judgement: &mut Judgement<'a>, run: &Run<'a>, runs: &[Run<'a>]) {
    let better = runs
        .iter()
        .find(|other| run.is_of_same_tool(other) && other.test.within_threshold == Some(true));
    match better.filter(|_| run.test.within_threshold == Some(false)) {
        None => {
            let at = run.place("/verification/security_tests/*/within_threshold");
            judgement.yes(run.test.within_threshold, at, role::INFORMATION_SECURITY);
        }
        Some(better) => judgement.undecided(Reason::OrderUndecided {
            first: run.tested_at(),
            second: better.tested_at(),
        }),
    }
}

/// Whether the release may bring software: what is not said to be something else may be.
fn brings_software(case: &Case<'_>) -> bool {
    let deliverables = case
        .plan()
        .map_or(&[][..], |plan| plan.deliverables.items());
    let may_be = |kind| matches!(kind, None | Some(DeliverableKind::Software));
    deliverables.is_empty() || deliverables.iter().any(|one| may_be(one.kind))
}
