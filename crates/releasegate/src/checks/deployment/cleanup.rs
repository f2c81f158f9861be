//! Nothing of the tests goes live, and security is looked at again after a significant change.

use crate::authority::role;
use crate::checks::check::framework::{COBIT_2019, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Phase, Severity, Trigger};
use crate::model::{PersonId, PostChangeCheck};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static TEST_DATA_REMOVED: Check = Check {
    id: "DEP-18",
    name: "test-data-not-removed",
    title: "Test data and test accounts are removed before going live",
    stage: Stage::Deployment,
    gate: Some(Stage::Deployment),
    severity: Severity::Should,
    trigger: Trigger::DeploymentEnd,
    clauses: &[
        verified(PCI_DSS_4, "6.5.6"),
        verified(COBIT_2019, "BAI07.04"),
        verified(SOC2, "CC8.1"),
        unverified(ISO27001_2022, "A.8.33"),
        unverified(NIST_800_53R5, "SA-3(2)"),
    ],
    docs: Docs {
        asks: "Somebody states what was removed, or that there was nothing to remove, and did it before the last wave ended.",
        why: "An account made for a test has a password that many people know.",
        example: "The account `test01` of the acceptance test was migrated with the rest of the users.",
        remedy: "Remove test data and accounts while deploying, and record it under `deployment.cleanup`.",
        role: role::DEPLOYMENT_MANAGER,
    },
    judge: test_data_removed,
};

fn test_data_removed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let deployment = case.release.deployment.as_ref();
    let Some(cleanup) = deployment.and_then(|deployment| deployment.cleanup.as_ref()) else {
        return judgement.missing("/deployment/cleanup", role::DEPLOYMENT_MANAGER);
    };
    let statement = cleanup.statement.as_deref();
    judgement.text(
        statement,
        "/deployment/cleanup/statement",
        role::DEPLOYMENT_MANAGER,
    );
    let by = "/deployment/cleanup/by";
    judgement.known_person(case, cleanup.by.as_ref(), by, role::DEPLOYMENT_MANAGER);
    let done_at = "/deployment/cleanup/done_at";
    let Some(done) = Fact::dated(&cleanup.done_at, done_at) else {
        return judgement.missing(done_at, role::DEPLOYMENT_MANAGER);
    };
    judgement.cite(done.pointer);
    match case.progress.phase {
        Phase::Ahead { .. } | Phase::Running { .. } => {}
        Phase::Ended | Phase::Unknown => {
            case.progress.starts_missing(judgement);
            case.progress.ends_missing(judgement);
            case.progress.open_waves_missing(judgement);
            for end in last_ends(case) {
                judgement.before(case, done, end);
            }
        }
    }
}

/// The ends of waves of which none is proven to be earlier than another one: one of them is the
/// last.
fn last_ends<'a>(case: &Case<'a>) -> Vec<Fact<'a>> {
    let ends = &case.progress.ends;
    let is_last = |end: &&Fact<'a>| {
        let mut others = ends.iter();
        !others.any(|other| case.before(**end, *other) == Ok(Proof::Proven))
    };
    ends.iter().filter(is_last).copied().collect()
}

pub(super) static SECURITY_CONFIRMED: Check = Check {
    id: "DEP-19",
    name: "security-not-confirmed-after-change",
    title: "After a significant change, security requirements are confirmed and documents updated",
    stage: Stage::Deployment,
    gate: Some(Stage::EarlyLife),
    severity: Severity::Should,
    trigger: Trigger::PeriodEnd,
    clauses: &[
        verified(PCI_DSS_4, "6.5.2"),
        verified(NIST_800_53R5, "CM-4(2)"),
    ],
    docs: Docs {
        asks: "After the deployment and before the end of early life support somebody confirmed that the applicable security requirements hold and that documents were updated. A release of which every change is assessed as without major impact is exempt.",
        why: "Controls that fitted the old system may have a hole in the new one.",
        example: "The new interface was added; the network diagram and the firewall rules are still those of last year.",
        remedy: "Look at both after the deployment, and record it under `deployment.post_change_check`.",
        role: role::INFORMATION_SECURITY,
    },
    judge: security_confirmed,
};

const CHECKED: &str = "/deployment/post_change_check";

fn security_confirmed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let deployment = case.release.deployment.as_ref();
    if let Some(check) = deployment.and_then(|deployment| deployment.post_change_check.as_ref()) {
        return looked_at(case, judgement, check);
    }
    let mut open = Judgement::default();
    let list = case.release.changes.as_ref();
    let changes = open.required(list, "/changes", role::CHANGE_MANAGER);
    let mut significant = false;
    for (index, change) in changes.iter().enumerate() {
        let at = Pointer::new("/changes/*/major_impact", [index]);
        match &change.major_impact {
            None => open.missing(at, role::CHANGE_MANAGER),
            Some(impact) => {
                open.cite(at);
                significant |= impact.answer;
            }
        }
    }
    if significant || !open.is_clear() {
        judgement.missing(CHECKED, role::INFORMATION_SECURITY);
        if !significant {
            // The answers would tell whether it is needed.
            judgement.adopt_perhaps(&open);
        }
        return;
    }
    let last = changes.iter().enumerate().next_back();
    let assessed = last.and_then(|(index, change)| Some((index, change.major_impact.as_ref()?)));
    if let Some((index, impact)) = assessed {
        let at = Pointer::new("/changes/*/major_impact", [index]);
        judgement.exempt(at, impact.assessed_by.as_ref().map(PersonId::as_str));
    }
}

fn looked_at<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, check: &'a PostChangeCheck) {
    let confirmed = "/deployment/post_change_check/security_confirmed";
    judgement.yes(
        check.security_confirmed,
        confirmed,
        role::INFORMATION_SECURITY,
    );
    let documents = "/deployment/post_change_check/documents_updated";
    judgement.yes(check.documents_updated, documents, role::RELEASE_MANAGER);
    let by = "/deployment/post_change_check/checked_by";
    let checked_by = check.checked_by.as_ref();
    judgement.known_person(case, checked_by, by, role::INFORMATION_SECURITY);
    let checked_at = "/deployment/post_change_check/checked_at";
    let Some(checked) = Fact::dated(&check.checked_at, checked_at) else {
        return judgement.missing(checked_at, role::INFORMATION_SECURITY);
    };
    case.progress.starts_missing(judgement);
    case.progress.ends_missing(judgement);
    for end in &case.progress.ends {
        judgement.before_or_open(case, *end, checked);
    }
    case.progress.open_waves_missing(judgement);
    let early_life = case.release.early_life.as_ref();
    let exit = early_life.and_then(|early_life| early_life.exit.as_ref());
    if let Some(exited) =
        exit.and_then(|exit| Fact::dated(&exit.exited_at, "/early_life/exit/exited_at"))
    {
        judgement.before_when_due(case, checked, exited);
    }
}
