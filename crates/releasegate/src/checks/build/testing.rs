//! Tested before it goes live: at all, by somebody else, without data of real people.

use crate::authority::role;
use crate::checks::builds;
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2011, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::results::{JudgedBuild, for_every_test, judged_results};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger, says_nothing};
use crate::model::{Build, Items, NotPossible, TestOutcome, TestResult};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static BUILT_AND_TESTED: Check = Check {
    id: "BLD-03",
    name: "not-built-and-tested-before-deployment",
    title: "The release is built and tested before it is deployed",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        unverified(ISO20000_2018, "8.5.1.3"),
        unverified(ISO20000_2018, "8.5.2.3"),
        unverified(ISO20000_2011, "9.3"),
        verified(NIST_800_53R5, "CM-3(2)"),
    ],
    docs: Docs {
        asks: "Every build that went live was finished before, and somebody ran a test on it before. Where nothing could be tested, the reason was accepted before the start by somebody who answers for the criteria; that does not stand in for results on the criteria themselves.",
        why: "What is first tried in live is tried on the users.",
        example: "The hotfix was built at 09:40, deployed at 10:00 and tested at 11:00.",
        remedy: "Test before deploying; where that is not possible, record `not_testable` with its reason and who accepted it.",
        role: role::TEST_MANAGER,
    },
    judge: built_and_tested,
};

fn built_and_tested<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let judged = judged_results(case);
    judgement.adopt(&judged.unknown);
    let excuse = case.verification().and_then(|v| v.not_testable.as_ref());
    for JudgedBuild { build, start, .. } in &judged.builds {
        let start = start.as_ref();
        let built_at = builds::place(case, build, "/build/builds/*/built_at");
        match Fact::dated(&build.built_at, built_at) {
            None => judgement.missing(built_at, role::BUILD_MANAGER),
            Some(built) => judgement.before_one_start(case, built, start),
        }
        match excuse {
            None => tested(case, judgement, build, start),
            Some(excuse) => {
                judgement.any_of([None, Some(excuse)], |way, excuse| match excuse {
                    None => tested(case, way, build, start),
                    Some(excuse) => not_testable(case, way, excuse, start),
                });
            }
        }
    }
}

/// Requires that a test was run on a build before it went live.
fn tested<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    build: &'a Build,
    start: Option<&Start<'a>>,
) {
    let results = case.verification().and_then(|v| v.results.as_ref());
    let built_at = builds::place(case, build, "/build/builds/*/built_at");
    let ran = |(_, result): &(usize, &TestResult)| {
        let ran = !matches!(
            result.outcome,
            TestOutcome::Skipped | TestOutcome::NotApplicable
        );
        ran && result.build.as_ref().is_none_or(|id| *id == build.id)
    };
    let items = case.verification().map_or(&[][..], |v| v.results.items());
    let runs = items.iter().enumerate().filter(ran);
    let any = judgement.any_of(runs, |way, (index, result)| {
        let at = |template| Pointer::new(template, [index]);
        if result.build.is_none() {
            way.missing(at("/verification/results/*/build"), role::TEST_MANAGER);
        }
        let tested_at = at("/verification/results/*/tested_at");
        let Some(moment) = &result.tested_at else {
            return way.missing(tested_at, role::TEST_MANAGER);
        };
        let tested = Fact {
            seq: result.seq,
            ..Fact::new(moment, tested_at)
        };
        way.agree(case, Some(tested), Fact::dated(&build.built_at, built_at));
        way.before_one_start(case, tested, start);
    });
    if !any {
        judgement.none_listed(results, "/verification/results", role::TEST_MANAGER);
    }
}

/// Requires that somebody who answers for the criteria accepted in time that nothing could be
/// tested.
fn not_testable<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    excuse: &'a NotPossible,
    start: Option<&Start<'a>>,
) {
    let reason = "/verification/not_testable/reason";
    let (by, at) = (
        "/verification/not_testable/approved_by",
        "/verification/not_testable/approved_at",
    );
    judgement.text(Some(&excuse.reason), reason, role::TEST_MANAGER);
    match (&excuse.approved_by, Fact::dated(&excuse.approved_at, at)) {
        (None, _) => judgement.missing(by, role::TEST_MANAGER),
        (_, None) => judgement.missing(at, role::TEST_MANAGER),
        (Some(person), Some(approved)) => {
            judgement.in_role(case, person, by, &role::CRITERIA_ROLES, approved);
            judgement.before_one_start(case, approved, start);
        }
    }
}

pub(super) static TESTED_BY_ANOTHER: Check = Check {
    id: "BLD-05",
    name: "tester-is-builder",
    title: "Whoever tests did not build what is tested",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[verified(COBIT_2019, "BAI07.05")],
    docs: Docs {
        asks: "For every result that counts, the tester is none of those who built the build. An automation counts as the human who answers for it.",
        why: "Nobody finds the misunderstanding that is his own.",
        example: "A pipeline built it, and its owner signed the acceptance tests.",
        remedy: "Let somebody else repeat the tests before the deployment, and list builders and testers under `people` with their aliases and owners.",
        role: role::TEST_MANAGER,
    },
    judge: tested_by_another,
};

fn tested_by_another<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_every_test(case, judgement, |judgement, test, build| {
        let built_by = builds::place(case, build, "/build/builds/*/built_by");
        if build.built_by.items().is_empty() {
            judgement.missing(built_by, role::BUILD_MANAGER);
        }
        let tested_by = Pointer::new("/verification/results/*/tested_by", [test.index]);
        // A result without a tester is missing in the first place.
        if let Some(tester) = &test.result.tested_by {
            for builder in build.built_by.items() {
                judgement.different_people(case, (tester, tested_by), (builder, built_by));
            }
        }
    });
}

pub(super) static NO_LIVE_DATA: Check = Check {
    id: "BLD-12",
    name: "live-data-used-in-tests",
    title: "Tests use no live account data, unless it is protected where it is used",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(COBIT_2019, "BAI07.04"),
        verified(SOC2, "CC8.1"),
        unverified(ISO27001_2022, "A.8.33"),
        unverified(NIST_800_53R5, "SA-3(2)"),
        verified(PCI_DSS_4, "6.5.5"),
    ],
    docs: Docs {
        asks: "Somebody states, with a date, whether the tests used live data; if they did, how that data was protected in the environment that was used.",
        why: "A test environment is seldom guarded like live, and the people in the data do not know.",
        example: "The statement says that live data was used, and nothing says how it was protected.",
        remedy: "Test with data made for it; record the statement under `verification.test_data`, with `protection` where live data was unavoidable.",
        role: role::TEST_MANAGER,
    },
    judge: no_live_data,
};

fn no_live_data<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some(statement) = case.verification().and_then(|v| v.test_data.as_ref()) else {
        return judgement.missing("/verification/test_data", role::TEST_MANAGER);
    };
    let by = "/verification/test_data/stated_by";
    judgement.known_person(case, statement.stated_by.as_ref(), by, role::TEST_MANAGER);
    match &statement.stated_at {
        None => judgement.missing("/verification/test_data/stated_at", role::TEST_MANAGER),
        Some(_) => judgement.cite("/verification/test_data/stated_at"),
    }
    let used = "/verification/test_data/uses_live_data";
    match statement.uses_live_data {
        None => judgement.missing(used, role::TEST_MANAGER),
        Some(false) => judgement.cite(used),
        Some(true) => {
            let protection = "/verification/test_data/protection";
            if says_nothing(statement.protection.as_deref()) {
                judgement.unmet_when_due(Reason::NotCovered {
                    at: used.into(),
                    by: protection.into(),
                });
            }
            judgement.text(
                statement.protection.as_deref(),
                protection,
                role::TEST_MANAGER,
            );
        }
    }
}
