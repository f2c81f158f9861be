//! The release is approved before its deployment, and deployed as it was approved.

use crate::authority::role;
use crate::checks::approvals::{self, Meant};
use crate::checks::builds::final_build;
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, partial, verified};
use crate::checks::{Case, Judgement, Reason, Severity, Start, Trigger};
use crate::model::{Approval, ApprovalScope};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::{Edge, Proof, Window, WindowError, within};

pub(super) static APPROVED_FIRST: Check = Check {
    id: "DEP-01",
    name: "deployed-without-prior-approval",
    title: "The release is approved before it is deployed",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        partial(COBIT_2019, "BAI07.06"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3 b"),
        verified(PCI_DSS_4, "6.5.1 c"),
    ],
    docs: Docs {
        asks: "Somebody named decided that the release may be deployed, before the first live user or item was exposed, pilots and canaries included, and nobody took that back before. An oral decision needs a witness or a log. Emergencies are no exception: their approval may be quick and oral, and written down later.",
        why: "An approval after the start cannot stop anything.",
        example: "The canary wave started at 08:00, the approval was decided at 09:30.",
        remedy: "Approve before the start; after it only a waiver, a corrective release or a retrospective review remains.",
        role: role::SERVICE_OWNER,
    },
    judge: approved_first,
};

fn approved_first<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    approvals::for_every_start(case, judgement, |way, meant, _| {
        way.adopt(&meant.in_force);
    });
}

pub(super) static APPROVED_AS_DEPLOYED: Check = Check {
    id: "DEP-03",
    name: "deployed-outside-approved-scope",
    title: "The approval covers exactly this content, environment and time",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "For each attempt there is an approval of the build that was deployed, for the environment it went to, and for a time that contains the attempt.",
        why: "`Approved: release 4.2` does not say which build may go where until when.",
        example: "Build 118 was approved for Saturday night; build 119 went live on Sunday morning.",
        remedy: "State `scope.build`, `scope.environment`, `scope.from` and `scope.until` in the approval, and ask again when one of them changes.",
        role: role::SERVICE_OWNER,
    },
    judge: approved_as_deployed,
};

fn approved_as_deployed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    approvals::for_every_start(case, judgement, |way, meant, start| {
        let Meant {
            index, approval, ..
        } = *meant;
        let scope = Scope {
            index,
            scope: approval.scope.as_ref(),
        };
        covers_build(case, way, &scope, start);
        covers_environment(case, way, &scope, start);
        covers_time(case, way, &scope, approval, start);
    });
}

/// The scope of an approval, and the approval's position.
struct Scope<'a> {
    index: usize,
    scope: Option<&'a ApprovalScope>,
}

impl Scope<'_> {
    fn at(&self, template: &'static str) -> Pointer {
        Pointer::new(template, [self.index])
    }
}

fn covers_build<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    scope: &Scope<'a>,
    start: Option<&Start<'a>>,
) {
    let at = scope.at("/approvals/*/scope/build");
    let Some(approved) = scope.scope.and_then(|scope| scope.build.as_ref()) else {
        return way.missing(at, role::SERVICE_OWNER);
    };
    way.cite(at);
    let Some(start) = start else {
        if let Some((build, _)) = final_build(case, way).filter(|(_, build)| build.id != *approved)
        {
            let from = Pointer::new("/build/builds/*/id", [build]);
            way.unmet_when_due(Reason::Differs { at, from });
        }
        return;
    };
    let deployed_at = attempt(start, "/deployment/waves/*/attempts/*/build");
    match &start.attempt.1.build {
        None => way.missing(deployed_at, role::DEPLOYMENT_MANAGER),
        Some(deployed) if deployed == approved => way.cite(deployed_at),
        Some(_) => way.nonconforming(Reason::Differs {
            at: deployed_at,
            from: at,
        }),
    }
}

fn covers_environment<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    scope: &Scope<'a>,
    start: Option<&Start<'a>>,
) {
    let at = scope.at("/approvals/*/scope/environment");
    let Some(approved) = scope.scope.and_then(|scope| scope.environment.as_ref()) else {
        return way.missing(at, role::SERVICE_OWNER);
    };
    way.cite(at);
    let Some(start) = start else { return };
    let live = case
        .release
        .deployment
        .as_ref()
        .and_then(|d| d.environment.as_ref());
    let own_at = attempt(start, "/deployment/waves/*/attempts/*/environment");
    let (deployed, deployed_at) = match &start.attempt.1.environment {
        Some(own) => (Some(own), own_at),
        None => (live, "/deployment/environment".into()),
    };
    match deployed {
        None => way.missing(deployed_at, role::DEPLOYMENT_MANAGER),
        Some(deployed) if deployed == approved => way.cite(deployed_at),
        Some(_) => way.nonconforming(Reason::Differs {
            at: deployed_at,
            from: at,
        }),
    }
}

fn covers_time<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    scope: &Scope<'a>,
    approval: &'a Approval,
    start: Option<&Start<'a>>,
) {
    let (from_at, until_at) = (
        scope.at("/approvals/*/scope/from"),
        scope.at("/approvals/*/scope/until"),
    );
    let bounds = approval.scope.as_ref();
    let from = bounds.and_then(|scope| scope.from.as_ref());
    let until = bounds.and_then(|scope| scope.until.as_ref());
    if from.is_none() {
        way.missing(from_at, role::SERVICE_OWNER);
    }
    if until.is_none() {
        way.missing(until_at, role::SERVICE_OWNER);
    }
    let (Some(from), Some(until)) = (from, until) else {
        return;
    };
    let approved = match Window::defined(from, until, case.zone) {
        Ok(window) => window,
        Err(WindowError::Unusable) => {
            return way.undecided(Reason::TimeUnusable { at: from_at });
        }
        Err(WindowError::Inverted) => {
            return way.undecided(Reason::Contradiction {
                at: until_at,
                with: from_at,
            });
        }
    };
    way.cite(from_at);
    way.cite(until_at);
    let Some(start) = start else { return };
    let end_at = attempt(start, "/deployment/waves/*/attempts/*/ended_at");
    // An attempt that is still running is judged by its start alone.
    let ended_at = start.attempt.1.ended_at.as_ref();
    let deployed =
        match Window::measured(start.fact.at, ended_at.unwrap_or(start.fact.at), case.zone) {
            Ok(window) => window,
            Err(WindowError::Unusable) => {
                return way.undecided(Reason::TimeUnusable {
                    at: start.fact.pointer,
                });
            }
            Err(WindowError::Inverted) => {
                let with = start.fact.pointer;
                return way.undecided(Reason::Contradiction { at: end_at, with });
            }
        };
    way.cite(start.fact.pointer);
    if ended_at.is_none() && case.as_of.span().first() >= approved.end().latest() {
        // It may have gone on after the approved time, which is over.
        way.missing(end_at, role::DEPLOYMENT_MANAGER);
    }
    let limit = if deployed.start().earliest() < approved.start().latest() {
        from_at
    } else {
        until_at
    };
    let at = if limit == from_at || ended_at.is_none() {
        start.fact.pointer
    } else {
        end_at
    };
    // An attempt that is over may end with the approved time; one that runs goes on after it.
    let inside = match ended_at {
        Some(_) => no_later(approved.start(), deployed.start())
            .and(no_later(deployed.end(), approved.end())),
        None => within(&deployed, &approved),
    };
    match inside {
        Proof::Proven => {}
        Proof::Refuted => way.nonconforming(Reason::OutsideApproval { at, limit }),
        Proof::Undecided => way.undecided(Reason::OrderUndecided {
            first: at,
            second: limit,
        }),
    }
}

/// Whether one boundary is not later than another.
pub(super) fn no_later(one: Edge, other: Edge) -> Proof {
    let later = Window::between(one, other).is_err();
    match (one.latest() <= other.earliest(), later) {
        (true, _) => Proof::Proven,
        (false, true) => Proof::Refuted,
        (false, false) => Proof::Undecided,
    }
}

fn attempt(start: &Start<'_>, template: &'static str) -> Pointer {
    Pointer::new(template, [start.wave.0, start.attempt.0])
}
