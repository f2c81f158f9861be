//! What may go wrong, with the release itself and with others that go live beside it.

use crate::authority::role;
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Phase, Reason, Severity, Trigger, says_nothing};
use crate::model::{Clash, Risk, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static RISKS_TREATED: Check = Check {
    id: "PLN-23",
    name: "risks-not-assessed-or-treated",
    title: "Risks to the services and the release are assessed, and treated or accepted",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[
        unverified(ISO20000_2018, "6.1"),
        unverified(ISO20000_2018, "8.5.1.3"),
        verified(COBIT_2019, "BAI06.01"),
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-4"),
        verified(PCI_DSS_4, "6.5.1"),
    ],
    docs: Docs {
        asks: "The plan lists the risks, or somebody states that there are none. Each has a level, somebody who answers for it, was assessed before the deployment started, and says whether it is above what the organization accepts. One that is has a treatment, or the service owner accepted it before the deployment started.",
        why: "A risk that nobody decided on is taken by everybody.",
        example: "The risk of losing orders is above the accepted level; it was accepted a day after going live.",
        remedy: "Record the risks under `plan.risks`, with `above_acceptance` answered, and a treatment or an acceptance for those above.",
        role: role::RELEASE_MANAGER,
    },
    judge: risks_treated,
};

fn risks_treated<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/plan/risks";
    let risks = match case.plan().and_then(|plan| plan.risks.as_ref()) {
        Some(Stated::None(none)) => {
            judgement.cite(list);
            return judgement.before_start(case, Fact::new(&none.at, "/plan/risks/none/at"));
        }
        given => judgement.listed(given, list, role::RELEASE_MANAGER),
    };
    for (index, risk) in risks.iter().enumerate() {
        assessed(case, judgement, index, risk);
        let above = Pointer::new("/plan/risks/*/above_acceptance", [index]);
        match risk.above_acceptance {
            None => judgement.missing(above, role::RELEASE_MANAGER),
            Some(false) => judgement.cite(above),
            Some(true) => {
                judgement.cite(above);
                treated_or_accepted(case, judgement, index, risk);
            }
        }
    }
}

/// Requires that somebody graded a risk, and answers for it.
fn assessed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, index: usize, risk: &'a Risk) {
    let at = |template| Pointer::new(template, [index]);
    let level = at("/plan/risks/*/level");
    judgement.settled(risk.level.as_deref(), level, role::RELEASE_MANAGER);
    let owner = at("/plan/risks/*/owner");
    judgement.known_person(case, risk.owner.as_ref(), owner, role::RELEASE_MANAGER);
    let assessed_at = at("/plan/risks/*/assessed_at");
    match Fact::dated(&risk.assessed_at, assessed_at) {
        None => judgement.missing(assessed_at, role::RELEASE_MANAGER),
        Some(assessed) => judgement.before_start(case, assessed),
    }
}

/// Requires a treatment, or an acceptance with authority before the start. There is time for that
/// until then.
fn treated_or_accepted<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    risk: &'a Risk,
) {
    if case.cancelled_before_start().is_some() {
        // What was given up before its start needs no treatment any more.
        return;
    }
    let at = |template| Pointer::new(template, [index]);
    let treatment = at("/plan/risks/*/treatment");
    let accepted_at = at("/plan/risks/*/accepted_at");
    let is_accepted = risk.accepted_at.is_some() || risk.accepted_by.is_some();
    if !says_nothing(risk.treatment.as_deref()) || !is_accepted {
        return match case.progress.phase {
            Phase::Ahead { until } if says_nothing(risk.treatment.as_deref()) => {
                judgement.pending(until);
            }
            _ => judgement.settled(risk.treatment.as_deref(), treatment, role::RELEASE_MANAGER),
        };
    }
    let Some(accepted) = Fact::dated(&risk.accepted_at, accepted_at) else {
        return judgement.missing(accepted_at, role::SERVICE_OWNER);
    };
    let assessed = Fact::dated(&risk.assessed_at, at("/plan/risks/*/assessed_at"));
    judgement.agree(case, Some(accepted), assessed);
    judgement.before_start(case, accepted);
    let by = at("/plan/risks/*/accepted_by");
    match &risk.accepted_by {
        None => judgement.missing(by, role::SERVICE_OWNER),
        Some(person) => judgement.in_role(case, person, by, &[role::SERVICE_OWNER], accepted),
    }
}

pub(super) static CLASHES_DECIDED: Check = Check {
    id: "PLN-31",
    name: "clash-with-another-release-not-decided",
    title: "Clashes with other releases are known, and each is decided on before the start",
    stage: Stage::Planning,
    gate: Some(Stage::Build),
    severity: Severity::Must,
    trigger: Trigger::DeploymentStart,
    clauses: &[unverified(ISO20000_2018, "8.5.1.3")],
    docs: Docs {
        asks: "The plan lists the other releases that touch the same items or the same service in the same time, each with what was decided, by whom and when, or somebody states that there are none; all before the deployment started. One record holds only the decisions; whether a clash is missing among them can only be seen where the plans of many releases are judged together.",
        why: "Two releases that each work alone can break the service together.",
        example: "The database release of the same night is listed as a clash, and nobody decided which goes first.",
        remedy: "Look at the forward schedule again before the start, and record a decision on each clash under `plan.clashes`, or that there are none.",
        role: role::RELEASE_MANAGER,
    },
    judge: clashes_decided,
};

fn clashes_decided<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/plan/clashes";
    match case.plan().and_then(|plan| plan.clashes.as_ref()) {
        Some(Stated::None(none)) => {
            judgement.cite(list);
            judgement.before_start(case, Fact::new(&none.at, "/plan/clashes/none/at"));
        }
        given => {
            let clashes = judgement.listed(given, list, role::RELEASE_MANAGER);
            for (index, clash) in clashes.iter().enumerate() {
                decided(case, judgement, index, clash);
            }
        }
    }
}

fn decided<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>, index: usize, clash: &'a Clash) {
    let at = |template| Pointer::new(template, [index]);
    let release = at("/plan/clashes/*/release");
    judgement.text(Some(&clash.release), release, role::RELEASE_MANAGER);
    if clash.release == case.release.id {
        let with = "/id".into();
        judgement.incomplete(Reason::Contradiction { at: release, with });
    }
    let decision = at("/plan/clashes/*/decision");
    judgement.settled(clash.decision.as_deref(), decision, role::RELEASE_MANAGER);
    let by = at("/plan/clashes/*/decided_by");
    judgement.known_person(case, clash.decided_by.as_ref(), by, role::RELEASE_MANAGER);
    let decided_at = at("/plan/clashes/*/decided_at");
    match Fact::dated(&clash.decided_at, decided_at) {
        None => judgement.missing(decided_at, role::RELEASE_MANAGER),
        Some(decided) => judgement.before_start(case, decided),
    }
}
