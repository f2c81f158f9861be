//! The release is verified against its criteria, before it is approved and deployed.

use std::cell::RefCell;

use crate::authority::role;
use crate::checks::approvals::{self, Meant};
use crate::checks::check::framework::{COBIT_2019, ISO20000_2018, SOC2};
use crate::checks::check::{Check, Docs, verified};
use crate::checks::results::{Counted, JudgedBuild, counted, judged_results};
use crate::checks::{Case, Judgement, Reason, Severity, Start, Trigger};
use crate::model::{Approval, Build, Items};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static VERIFIED: Check = Check {
    id: "BLD-01",
    name: "release-not-verified-against-criteria",
    title: "The release is verified against its documented acceptance criteria",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[verified(ISO20000_2018, "8.5.3"), verified(SOC2, "CC8.1")],
    docs: Docs {
        asks: "Every acceptance criterion has a result on the build that is deployed: met or not met, when, by whom. A criterion may be left out only where somebody with authority said so.",
        why: "A criterion without a result is a question nobody answered.",
        example: "Five criteria, four results; or all five on an earlier build than the one that went live.",
        remedy: "Run the missing tests on the build that is to be deployed, and give `criterion`, `outcome`, `tested_at`, `tested_by` and `build` for each.",
        role: role::TEST_MANAGER,
    },
    judge: verified_against_criteria,
};

fn verified_against_criteria<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let judged = judged_results(case);
    judgement.adopt(&judged.unknown);
    for build in &judged.builds {
        judgement.adopt(&build.unknown);
    }
}

pub(super) static VERIFIED_FIRST: Check = Check {
    id: "BLD-02",
    name: "verified-after-approval-or-deployment",
    title: "Verification comes before approval, and approval before deployment",
    stage: Stage::Build,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        verified(COBIT_2019, "BAI07.05"),
    ],
    docs: Docs {
        asks: "The last result that counts was there before the approval was decided, and the approval before the first live user or item was exposed.",
        why: "An approval given before the last test approves a hope.",
        example: "Approved at 10:00, last acceptance test at 15:00, deployed at 20:00.",
        remedy: "Approve again after the last test and before the start; after the start only a waiver or a corrective release remains.",
        role: role::RELEASE_MANAGER,
    },
    judge: verified_first,
};

fn verified_first<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let judged = judged_results(case);
    judgement.adopt(&judged.unknown);
    // What was found in order for one start is so for the next one.
    let in_order = RefCell::new(Vec::new());
    approvals::for_every_start(case, judgement, |way, meant, start| {
        let Meant {
            index, approval, ..
        } = *meant;
        let Some(decided) = approvals::decided(case, way, index, approval) else {
            return;
        };
        let deployed_by = |judged: &&JudgedBuild<'a>| {
            let deployed = judged.start.map(|deployed| deployed.fact.pointer);
            deployed == start.map(|start| start.fact.pointer)
        };
        let of_start = || judged.builds.iter().filter(deployed_by);
        for JudgedBuild { build, .. } in of_start() {
            if !in_order.borrow().contains(&(index, &build.id)) {
                let results = counted(case, way, build, Some(decided));
                for tested in results.iter().filter_map(Counted::tested) {
                    way.before(case, tested, decided);
                }
            }
            approved_build(case, way, (index, approval), build, start);
        }
        if let Some(start) = start {
            way.before(case, decided, start.fact);
        }
        if way.is_clear() {
            let builds = of_start().map(|judged| (index, &judged.build.id));
            in_order.borrow_mut().extend(builds);
        }
    });
}

/// Requires that an approval that names a build names the one that was verified.
pub(super) fn approved_build<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    (index, approval): (usize, &'a Approval),
    build: &Build,
    start: Option<&Start<'a>>,
) {
    let approved = approval
        .scope
        .as_ref()
        .and_then(|scope| scope.build.as_ref());
    if approved.is_none_or(|approved| *approved == build.id) {
        return;
    }
    let builds = case
        .release
        .build
        .as_ref()
        .map_or(&[][..], |stage| stage.builds.items());
    if let Some(position) = builds.iter().position(|other| other.id == build.id) {
        let at = Pointer::new("/approvals/*/scope/build", [index]);
        let differs = Reason::Differs {
            at,
            from: Pointer::new("/build/builds/*/id", [position]),
        };
        match start {
            Some(_) => way.nonconforming(differs),
            None => way.unmet_when_due(differs),
        }
    }
}
