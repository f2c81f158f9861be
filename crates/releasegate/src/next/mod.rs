//! What now: the facts that would open each gate ahead, who may supply them, and by when.
//!
//! A check names what it lacks; what it would lack next, it can say only once that is there. So the
//! facts are tried out: an example is put into the record, and the check is asked again, until it
//! is met. What turns out not to be needed is dropped. The facts that remain are then exactly those
//! that meet the check, by trial and not by claim.

mod aim;
mod document;
mod due;
mod example;
mod fewer;
mod place;
mod proposal;
mod remedies;
mod schema;
mod search;
mod section;
mod step;
mod supply;
mod told;
mod values;

use crate::assess::{Finding, assess};
use crate::checks::{Case, Reason, Severity, Verdict};
use crate::model::Release;
use crate::policy::Policy;
use crate::stage::Stage;
use crate::time::AsOf;
use crate::view::View;

pub use document::{
    ActingRelease, Cure, FactKind, GateAhead, Instead, NextActions, OpenCheck, SuppliedFact,
};
pub use supply::supply;
pub(crate) use supply::{put, settled};

/// What would open each gate that is not open yet, in the order of the process. Checks that belong
/// to no gate come last.
#[must_use]
pub fn next_actions(release: &Release, policy: &Policy, as_of: AsOf) -> NextActions {
    let view = View::of(release, as_of);
    let assessment = assess(&view, policy);
    let case = Case::new(view.release(), policy, as_of);
    let record = serde_json::to_value(release).unwrap_or_default();
    let trial = search::Trial::new(release, &record, policy, as_of);
    let stages = Stage::ALL.into_iter().map(Some).chain([None]);
    let gates = stages.map(|gate| {
        let open = assessment.findings.iter().filter(|finding| {
            finding.gate == gate
                && finding.severity == Severity::Must
                && finding.waived_by.is_none()
                && finding.verdict.blocks()
        });
        GateAhead {
            stage: gate,
            checks: open
                .map(|finding| open_check(&case, &trial, finding))
                .collect(),
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
fn open_check(case: &Case<'_>, trial: &search::Trial<'_>, finding: &Finding<'_>) -> OpenCheck {
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
        by: due::by(case, check),
        remedy: docs.remedy.to_owned(),
        role: docs.role.to_owned(),
        instead: Vec::new(),
    };
    let is_in_time = due::is_in_time(case, check);
    if let Some(facts) = trial.facts(check, finding.verdict, is_in_time) {
        open.cure = Cure::Supply;
        open.facts = facts;
    } else if let Reason::Pending { until } = finding.reason {
        open.cure = Cure::Wait;
        open.until = until;
    } else if finding.verdict == Verdict::Nonconforming {
        let release_type = case.release.release_type.as_ref();
        let emergency = release_type.and_then(|id| case.policy.is_emergency(id));
        let started = !case.progress.nothing_started();
        open.instead = Instead::open(started, emergency == Some(true));
    } else {
        (open.cure, open.facts) = trial.first_facts(check);
    }
    open
}

#[cfg(test)]
mod tests {
    use super::next_actions;
    use crate::model::Release;
    use crate::policy::Policy;
    use crate::read::read_json;

    #[test]
    fn what_started_later_is_not_known_yet() {
        let text = r#"{"format":"releasegate/release/1","id":"r",
            "plan":{"waves":[{"id":"w","planned_start":"2026-03-10T08:00:00Z"}]},
            "deployment":{"waves":[{"id":"w","attempts":[
                {"started_at":"2026-03-10T08:00:00Z"}]}]}}"#;
        let release: Release = read_json(text.as_bytes()).unwrap();
        let policy = Policy::of_profile("iso20000-1:2018").unwrap();
        let by = |as_of: &str| {
            let actions = next_actions(&release, &policy, as_of.parse().unwrap());
            let mut open = actions.gates.iter().flat_map(|gate| &gate.checks);
            let approved = open.find(|open| open.check == "DEP-01").unwrap();
            approved.by.map(|by| by.to_string())
        };
        let start = Some("2026-03-10T08:00:00Z".to_owned());
        assert_eq!(by("2026-03-01T00:00:00Z"), start);
        assert_eq!(by("2026-03-11T00:00:00Z"), None);
    }

    #[test]
    fn lead_times_are_counted_back_from_the_start() {
        let text = r#"{"format":"releasegate/release/1","id":"r",
            "plan":{"waves":[{"id":"w","planned_start":"2026-04-07T09:00:00+02:00"}]}}"#;
        let release: Release = read_json(text.as_bytes()).unwrap();
        let by = |days: u32, business: bool| {
            let policy = format!(
                r#"{{"format":"releasegate/policy/1","id":"p","extends":"iso20000-1:2018",
                    "zone":"Europe/Berlin","holidays":["2026-04-03","2026-04-06"],
                    "lead_times":[{{"check":"DEP-01","days":{days},"business":{business}}}]}}"#
            );
            let policy = Policy::of_document(read_json(policy.as_bytes()).unwrap()).unwrap();
            let as_of = "2026-03-01T00:00:00Z".parse().unwrap();
            let actions = next_actions(&release, &policy, as_of);
            let mut open = actions.gates.iter().flat_map(|gate| &gate.checks);
            let approved = open.find(|open| open.check == "DEP-01").unwrap();
            approved.by.unwrap().to_string()
        };
        // Across the change of clocks, and across Easter.
        assert_eq!(by(10, false), "2026-03-28T08:00:00Z");
        assert_eq!(by(2, true), "2026-04-01T22:00:00Z");
        // Not the end of the day on which it starts.
        assert_eq!(by(0, true), "2026-04-07T07:00:00Z");
        assert_eq!(by(0, false), "2026-04-07T07:00:00Z");
    }
}
