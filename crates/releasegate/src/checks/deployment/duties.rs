//! Who may do what: builders do not let their own work go live, and only those who may change live.

use crate::authority::role;
use crate::checks::answers::Validity;
use crate::checks::approvals::for_every_start;
use crate::checks::check::framework::{COBIT_2019, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::involved::{deployers, involved};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Start, Trigger, says_nothing};
use crate::model::{AccessGrant, PersonId};
use crate::pointer::Pointer;
use crate::policy::Involvement;
use crate::stage::Stage;

pub(super) static DUTIES_APART: Check = Check {
    id: "DEP-11",
    name: "builder-approved-or-deployed",
    title: "Who builds does not alone approve or deploy",
    stage: Stage::Deployment,
    gate: Some(Stage::Build),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(PCI_DSS_4, "6.5.4"),
        unverified(ISO27001_2022, "A.5.3"),
        verified(ISO27001_2022, "A.8.31"),
        verified(NIST_800_53R5, "CM-5"),
        unverified(NIST_800_53R5, "AC-5"),
        verified(COBIT_2019, "BAI07.05"),
        verified(SOC2, "CC8.1"),
        unverified(SOC2, "CC6.x"),
    ],
    docs: Docs {
        asks: "For every start, an approval that counts is by somebody who neither built what went live nor asked for one of its changes, and nobody who built it deployed it, unless an approved pipeline did. Aliases are resolved, and an automation counts as its owner. ISO/IEC 20000-1 does not ask for it.",
        why: "Who can write, approve and deploy alone can put anything live.",
        example: "`a.smith` built it, and `asmith2` approved it: two accounts of one person.",
        remedy: "Let somebody else approve before the start, and deploy by a pipeline; list accounts of one person as `aliases`.",
        role: role::RELEASE_MANAGER,
    },
    judge: duties_apart,
};

fn duties_apart<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for_every_start(case, judgement, |way, meant, start| {
        let look = |way: &mut Judgement<'a>| {
            let by_at = Pointer::new("/approvals/*/by", [meant.index]);
            let Some(by) = &meant.approval.by else {
                return way.missing(by_at, role::SERVICE_OWNER);
            };
            for what in [Involvement::Builders, Involvement::Requesters] {
                for other in involved(case, way, what, start) {
                    way.different_people(case, (by, by_at), other);
                }
            }
        };
        match start {
            // Somebody else can still approve.
            None => way.for_now(look),
            Some(_) => look(way),
        }
    });
    for start in &case.progress.starts {
        deployed_by_others(case, judgement, start);
    }
}

/// Requires that who built did not deploy, unless an approved pipeline did.
fn deployed_by_others<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, start: &Start<'a>) {
    let pipeline = start.attempt.1.pipeline.as_deref();
    if !says_nothing(pipeline) {
        let at = [start.wave.0, start.attempt.0];
        let at = Pointer::new("/deployment/waves/*/attempts/*/pipeline", at);
        return judgement.cite(at);
    }
    let builders = involved(case, judgement, Involvement::Builders, Some(start));
    for deployer in deployers(judgement, start) {
        for builder in &builders {
            judgement.different_people(case, deployer, *builder);
        }
    }
}

pub(super) static ACCESS_GRANTED: Check = Check {
    id: "DEP-17",
    name: "deployed-without-access-grant",
    title: "Only who is allowed to changes live",
    stage: Stage::Deployment,
    gate: Some(Stage::Deployment),
    severity: Severity::Should,
    trigger: Trigger::DeploymentStart,
    clauses: &[
        verified(NIST_800_53R5, "CM-5"),
        verified(ISO27001_2022, "A.8.32"),
        verified(SOC2, "CC8.1"),
    ],
    docs: Docs {
        asks: "Everybody and everything that deployed had a grant for that environment that somebody gave before, and that was valid at the start of the attempt.",
        why: "Whoever may change live decides what is live.",
        example: "The contractor's access had ended on 1 March; on 10 March the old account still worked.",
        remedy: "Grant access before the start and record it under `deployment.access_grants`, for pipelines as well as for people.",
        role: role::INFORMATION_SECURITY,
    },
    judge: access_granted,
};

const GRANTS: &str = "/deployment/access_grants";

fn access_granted<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if !case.progress.is_ahead() {
        case.progress.starts_missing(judgement);
    }
    let deployment = case.release.deployment.as_ref();
    let list = deployment.and_then(|deployment| deployment.access_grants.as_ref());
    let grants = judgement.required(list, GRANTS, role::INFORMATION_SECURITY);
    if grants.is_empty() {
        return;
    }
    judgement.cite(GRANTS);
    for start in &case.progress.starts {
        for (person, at) in deployers(judgement, start) {
            judgement.cite(at);
            let own = grants.iter().enumerate();
            let own = own.filter(|(_, grant)| case.is_same_person(&grant.person, person));
            let listed = judgement.any_of(own, |way, (index, grant)| {
                valid_grant(case, way, start, index, grant);
            });
            if !listed {
                let by = GRANTS.into();
                judgement.nonconforming(Reason::NotCovered { at, by });
            }
        }
    }
}

/// Requires that a grant was given before a start, for its environment, and valid then.
fn valid_grant<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    start: &Start<'a>,
    index: usize,
    grant: &'a AccessGrant,
) {
    let at = |template| Pointer::new(template, [index]);
    let validity = Validity {
        from: grant.from.as_ref(),
        until: grant.until.as_ref(),
        at: at("/deployment/access_grants/*"),
        from_at: at("/deployment/access_grants/*/from"),
    };
    judgement.in_force(case, validity, start.fact, role::INFORMATION_SECURITY);
    let by = grant.granted_by.as_ref().map(PersonId::as_str);
    let by_at = at("/deployment/access_grants/*/granted_by");
    judgement.text(by, by_at, role::INFORMATION_SECURITY);
    let granted_at = at("/deployment/access_grants/*/granted_at");
    match Fact::dated(&grant.granted_at, granted_at) {
        None => judgement.missing(granted_at, role::INFORMATION_SECURITY),
        Some(granted) => judgement.before(case, granted, start.fact),
    }
    let granted_for = at("/deployment/access_grants/*/environment");
    let own = [start.wave.0, start.attempt.0];
    let own = Pointer::new("/deployment/waves/*/attempts/*/environment", own);
    let deployment = case.release.deployment.as_ref();
    let whole = deployment.and_then(|deployment| deployment.environment.as_ref());
    let (deployed, deployed_at) = match &start.attempt.1.environment {
        Some(environment) => (Some(environment), own),
        None => (whole, "/deployment/environment".into()),
    };
    match (&grant.environment, deployed) {
        (None, _) => judgement.missing(granted_for, role::INFORMATION_SECURITY),
        (_, None) => judgement.missing(deployed_at, role::DEPLOYMENT_MANAGER),
        (Some(granted), Some(deployed)) if granted == deployed => judgement.cite(granted_for),
        (Some(_), Some(_)) => {
            let from = deployed_at;
            judgement.nonconforming(Reason::Differs {
                at: granted_for,
                from,
            });
        }
    }
}
