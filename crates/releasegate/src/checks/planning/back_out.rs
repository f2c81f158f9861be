//! The way back: planned before anything goes live, and rehearsed where that is possible.

use crate::authority::role;
use crate::checks::answers::waves_aside;
use crate::checks::builds::named_build;
use crate::checks::case::{Found, the_one};
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2011, ISO20000_2018, ISO27001_2022, ITIL, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger, says_nothing};
use crate::model::{
    BackOutApproach, BackOutPlan, BackOutTest, Environment, Items, NotPossible, RoleId, Stated,
};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static BACK_OUT_PLANNED: Check = Check {
    id: "PLN-16",
    name: "no-way-back-planned",
    title: "Steps to reverse or remedy a failed deployment are planned",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[
        unverified(ISO20000_2018, "8.5.1.3"),
        unverified(ISO20000_2011, "9.3"),
        verified(COBIT_2019, "BAI07.01"),
        verified(COBIT_2019, "BAI07.02"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3"),
        unverified(NIST_800_53R5, "SA-10"),
        verified(PCI_DSS_4, "6.5.1 f"),
        unverified(ITIL, "back-out plan"),
    ],
    docs: Docs {
        asks: "The plan holds the steps to reverse or remedy a failed deployment, what triggers them, which role decides, how long they take at most and, unless it is fixed forward, the point of no return. It was approved before the deployment started. Where data is migrated it says how the data is recovered. Where there is no way back it says why, and the steps of the remedy.",
        why: "At three in the morning nobody invents a good way back.",
        example: "The back-out plan says `n/a`.",
        remedy: "Write the steps down, or why there is no way back and how to fix it forward, and have them approved.",
        role: role::DEPLOYMENT_MANAGER,
    },
    judge: back_out_planned,
};

fn back_out_planned<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let role = role::DEPLOYMENT_MANAGER;
    let Some(plan) = back_out(case) else {
        return judgement.missing("/plan/back_out", role);
    };
    no_way_back(judgement, plan);
    steps(judgement, plan);
    judgement.text(plan.trigger.as_deref(), "/plan/back_out/trigger", role);
    let decision_by = plan.decision_by.as_ref().map(RoleId::as_str);
    judgement.text(decision_by, "/plan/back_out/decision_by", role);
    let duration = "/plan/back_out/max_duration_minutes";
    match plan.max_duration_minutes {
        None | Some(0) => judgement.missing(duration, role),
        Some(_) => judgement.cite(duration),
    }
    if plan.approach == Some(BackOutApproach::FixForward) {
        judgement.cite("/plan/back_out/approach");
    } else {
        let until = plan.point_of_no_return.as_deref();
        judgement.text(until, "/plan/back_out/point_of_no_return", role);
    }
    if let Some(migration) = migrates_data(case) {
        judgement.cite(migration);
        let recovery = plan.data_recovery.as_deref();
        judgement.text(recovery, "/plan/back_out/data_recovery", role);
    }
    let by = plan.approved_by.as_ref();
    let by_at = "/plan/back_out/approved_by";
    judgement.known_person(case, by, by_at, role::RELEASE_MANAGER);
    let date = "/plan/back_out/approved_at";
    match Fact::dated(&plan.approved_at, date) {
        None => judgement.missing(date, role::RELEASE_MANAGER),
        Some(approved) => judgement.before_start(case, approved),
    }
}

fn back_out<'a>(case: &Case<'a>) -> Option<&'a BackOutPlan> {
    case.plan()?.back_out.as_ref()
}

/// A statement that there is no way back needs a reason.
fn no_way_back<'a>(judgement: &mut Judgement<'a>, plan: &'a BackOutPlan) {
    let at = Pointer::from("/plan/back_out/not_applicable_reason");
    let Some(reason) = plan.not_applicable_reason.as_deref() else {
        return;
    };
    if !gives_reason(reason) {
        judgement.unmet_when_due(Reason::NoneStated { at });
    } else if plan.approach == Some(BackOutApproach::Reverse) {
        judgement.undecided(Reason::Contradiction {
            at: "/plan/back_out/approach".into(),
            with: at,
        });
    } else {
        judgement.cite(at);
    }
}

/// Requires written steps. That there are none is a defect unless somebody said why; then the steps
/// of the remedy are still to be written.
fn steps<'a>(judgement: &mut Judgement<'a>, plan: &'a BackOutPlan) {
    let role = role::DEPLOYMENT_MANAGER;
    let at = Pointer::from("/plan/back_out/steps");
    let explained = plan
        .not_applicable_reason
        .as_deref()
        .is_some_and(gives_reason);
    match &plan.steps {
        Some(Stated::Given(steps)) if steps.is_empty() && !explained => {
            judgement.unmet_when_due(Reason::EmptyList { at });
        }
        Some(Stated::Given(steps)) if !steps.is_empty() => {
            if steps.iter().all(|step| waves_aside(step)) && !explained {
                return judgement.unmet_when_due(Reason::NoneStated { at });
            }
            for (index, step) in steps.iter().enumerate() {
                let at = Pointer::new("/plan/back_out/steps/*", [index]);
                let step = Some(step.as_str()).filter(|step| !waves_aside(step));
                judgement.text(step, at, role);
            }
        }
        Some(Stated::None(none))
            if !explained && !none.reason.as_deref().is_some_and(gives_reason) =>
        {
            judgement.unmet_when_due(Reason::NoneStated { at });
        }
        _ => judgement.missing(at, role),
    }
}

fn gives_reason(text: &str) -> bool {
    !says_nothing(Some(text)) && !waves_aside(text)
}

/// Where the record says that the release migrates data.
fn migrates_data(case: &Case<'_>) -> Option<Pointer> {
    let plan = case.plan()?;
    let conversion = plan.conversion.as_ref();
    if conversion.and_then(|conversion| conversion.needed) == Some(true) {
        return Some("/plan/conversion/needed".into());
    }
    let mut deliverables = plan.deliverables.items().iter();
    let migrating = deliverables.position(|one| one.migrates_data == Some(true))?;
    let at = Pointer::new("/plan/deliverables/*/migrates_data", [migrating]);
    Some(at)
}

pub(super) static BACK_OUT_TESTED: Check = Check {
    id: "PLN-17",
    name: "way-back-not-tested",
    title: "Steps to reverse or remedy a failed deployment are tested where possible",
    stage: Stage::Planning,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        unverified(ISO20000_2018, "8.5.1.3"),
        unverified(ISO20000_2011, "9.3"),
    ],
    docs: Docs {
        asks: "The way back was rehearsed before each start of the deployment on a build of this release, in an environment that the record knows, and worked; no later rehearsal failed. Where a rehearsal was not possible, somebody approved a written reason before the start.",
        why: "A way back that nobody walked is a guess.",
        example: "The plan has steps to restore the old version, and neither a rehearsal nor a reason why there was none.",
        remedy: "Rehearse the steps and list the result under `back_out.tests`, or have the reason approved under `not_testable`.",
        role: role::DEPLOYMENT_MANAGER,
    },
    judge: back_out_tested,
};

fn back_out_tested<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let at = "/plan/back_out/tests";
    let list = back_out(case).and_then(|plan| plan.tests.as_ref());
    let excuse = back_out(case).and_then(|plan| plan.not_testable.as_ref());
    let tests = tests(case);
    if tests.is_empty() && excuse.is_none() {
        return judgement.none_listed(list, at, role::DEPLOYMENT_MANAGER);
    }
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    for start in case.progress.moments() {
        let ways = tests.iter().enumerate().map(Way::Test);
        let ways = ways.chain(excuse.map(Way::Excuse));
        judgement.any_of(ways, |way, one| match one {
            Way::Test((index, test)) => rehearsed(case, way, index, test, start),
            Way::Excuse(excuse) => not_testable(case, way, excuse, start),
        });
    }
}

/// How the requirement may be met.
enum Way<'a> {
    /// By a rehearsal.
    Test((usize, &'a BackOutTest)),
    /// By the reason why there was none.
    Excuse(&'a NotPossible),
}

fn tests<'a>(case: &Case<'a>) -> &'a [BackOutTest] {
    back_out(case).map_or(&[][..], |plan| plan.tests.items())
}

/// Requires that a rehearsal worked, before the start, and that none after it failed.
fn rehearsed<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    test: &'a BackOutTest,
    start: Option<&Start<'a>>,
) {
    let role = role::DEPLOYMENT_MANAGER;
    let at = |template| Pointer::new(template, [index]);
    let passed = at("/plan/back_out/tests/*/passed");
    match test.passed {
        None => judgement.missing(passed, role),
        Some(true) => judgement.cite(passed),
        Some(false) => judgement.unmet_when_due(Reason::CheckFailed { at: passed }),
    }
    judgement.known_person(
        case,
        test.by.as_ref(),
        at("/plan/back_out/tests/*/by"),
        role,
    );
    somewhere_known(case, judgement, index, test);
    let Some(tested) = tested(index, test) else {
        return judgement.missing(at("/plan/back_out/tests/*/tested_at"), role);
    };
    judgement.before_one_start(case, tested, start);
    on_a_build(case, judgement, index, test, tested);
    for (position, other) in tests(case).iter().enumerate() {
        if position == index || other.passed != Some(false) {
            continue;
        }
        let at = |template| Pointer::new(template, [position]);
        let Some(failed) = self::tested(position, other) else {
            judgement.missing(at("/plan/back_out/tests/*/tested_at"), role);
            continue;
        };
        // What failed later was not known at the start.
        if start.is_some_and(|start| case.before(failed, start.fact) == Ok(Proof::Refuted)) {
            continue;
        }
        match case.before(failed, tested) {
            Ok(Proof::Proven) => {}
            Ok(Proof::Refuted) => judgement.unmet_when_due(Reason::CheckFailed {
                at: at("/plan/back_out/tests/*/passed"),
            }),
            Ok(Proof::Undecided) => judgement.undecided(Reason::OrderUndecided {
                first: failed.pointer,
                second: tested.pointer,
            }),
            Err(at) => judgement.undecided(Reason::TimeUnusable { at }),
        }
    }
}

fn tested(index: usize, test: &BackOutTest) -> Option<Fact<'_>> {
    let at = Pointer::new("/plan/back_out/tests/*/tested_at", [index]);
    Fact::dated(&test.tested_at, at)
}

/// Requires that a rehearsal took place in an environment that the record knows.
fn somewhere_known<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    test: &'a BackOutTest,
) {
    let at = Pointer::new("/plan/back_out/tests/*/environment", [index]);
    let Some(id) = &test.environment else {
        return judgement.missing(at, role::DEPLOYMENT_MANAGER);
    };
    let id = id.as_str();
    let stage = case.release.build.as_ref();
    let known = stage.map_or(&[][..], |stage| stage.environments.items());
    let id_of = |known: &'a Environment| known.id.as_str();
    match the_one(judgement, known, id, id_of, "/build/environments/*/id") {
        Found::Nothing => judgement.incomplete(Reason::Unresolved { at, id }),
        Found::One(..) => judgement.cite(at),
        Found::Several => {}
    }
}

/// Requires that what was taken back was a build of this release.
fn on_a_build<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    test: &'a BackOutTest,
    tested: Fact<'a>,
) {
    let at = Pointer::new("/plan/back_out/tests/*/build", [index]);
    let stage = case.release.build.as_ref();
    let builds = stage.map_or(0, |stage| stage.builds.items().len());
    match &test.build {
        // There is only one that it can have been.
        None if builds == 1 => {}
        None => judgement.missing(at, role::DEPLOYMENT_MANAGER),
        Some(id) => {
            judgement.cite(at);
            if let Some((position, build)) = named_build(case, judgement, id, at) {
                let built = Pointer::new("/build/builds/*/built_at", [position]);
                judgement.agree(case, Some(tested), Fact::dated(&build.built_at, built));
            }
        }
    }
}

/// Requires that somebody approved the reason why a rehearsal was not possible; one that failed
/// shows that it was.
fn not_testable<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    excuse: &'a NotPossible,
    start: Option<&Start<'a>>,
) {
    let reason = Some(excuse.reason.as_str()).filter(|text| !waves_aside(text));
    let at = "/plan/back_out/not_testable/reason";
    judgement.text(reason, at, role::DEPLOYMENT_MANAGER);
    let by = "/plan/back_out/not_testable/approved_by";
    let person = excuse.approved_by.as_ref();
    judgement.known_person(case, person, by, role::RELEASE_MANAGER);
    let date = "/plan/back_out/not_testable/approved_at";
    match Fact::dated(&excuse.approved_at, date) {
        None => judgement.missing(date, role::RELEASE_MANAGER),
        Some(approved) => judgement.before_one_start(case, approved, start),
    }
    for (index, test) in tests(case).iter().enumerate() {
        if test.passed == Some(false) {
            let at = Pointer::new("/plan/back_out/tests/*/passed", [index]);
            judgement.unmet_when_due(Reason::CheckFailed { at });
        }
    }
}
