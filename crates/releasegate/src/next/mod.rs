//! What now: the facts that would open each gate ahead, who may supply them, and by when.
//!
//! A check names what it lacks; what it would lack next, it can say only once that is there. So the
//! facts are tried out: an example is put into the record, and the check is asked again, until it
//! is met. What turns out not to be needed is dropped. The facts that remain are then exactly those
//! that meet the check, by trial and not by claim.

mod document;
mod due;
mod example;
mod search;

use crate::assess::{Finding, assess};
use crate::checks::{Reason, Severity, Verdict};
use crate::model::Release;
use crate::policy::Policy;
use crate::stage::Stage;
use crate::time::AsOf;
use crate::view::View;

pub use document::{
    ActingRelease, Cure, FactKind, GateAhead, Instead, NextActions, OpenCheck, SuppliedFact,
};
pub use search::supply;

/// What would open each gate that is not open yet, in the order of the process. Checks that belong
/// to no gate come last.
#[must_use]
pub fn next_actions(release: &Release, policy: &Policy, as_of: AsOf) -> NextActions {
    let view = View::of(release, as_of);
    let assessment = assess(&view, policy);
    let trial = search::Trial::new(release, policy, as_of);
    let stages = Stage::ALL.into_iter().map(Some).chain([None]);
    let gates = stages.map(|gate| {
        let open = assessment.findings.iter().filter(|finding| {
            finding.gate == gate
                && finding.severity == Severity::Must
                && finding.waived_by.is_none()
                && !matches!(
                    finding.verdict,
                    Verdict::Conforming | Verdict::NotApplicable
                )
        });
        GateAhead {
            stage: gate,
            checks: open.map(|finding| open_check(&trial, finding)).collect(),
        }
    });
    NextActions {
        format: NextActions::FORMAT,
        release: ActingRelease {
            id: release.id.clone(),
        },
        policy: policy.id().to_owned(),
        as_of,
        gates: gates.filter(|gate| !gate.checks.is_empty()).collect(),
    }
}

/// What is open about one check.
fn open_check(trial: &search::Trial<'_>, finding: &Finding<'_>) -> OpenCheck {
    let check = finding.check;
    let docs = check.docs();
    let mut open = OpenCheck {
        check: check.id().to_owned(),
        title: check.title().to_owned(),
        verdict: finding.verdict,
        message: finding.message().to_string(),
        cure: Cure::Instead,
        facts: Vec::new(),
        until: None,
        by: due::by(trial, check),
        remedy: docs.remedy.to_owned(),
        role: docs.role.to_owned(),
        instead: Vec::new(),
    };
    if let Some(facts) = trial.facts(check) {
        open.cure = Cure::Supply;
        open.facts = facts;
    } else if let Reason::Pending { until } = finding.reason {
        open.cure = Cure::Wait;
        open.until = until;
    } else if finding.verdict == Verdict::Nonconforming {
        open.instead = Instead::open(trial.has_started(), trial.is_emergency());
    } else {
        open.cure = Cure::Redo;
    }
    open
}
