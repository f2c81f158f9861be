//! From an assessment to the exit status.

use clap::ValueEnum;
use releasegate::assess::{Assessment, Finding};
use releasegate::checks::{Severity, Verdict};
use releasegate::stage::Stage;

use crate::exit::Exit;

/// What makes the exit status 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// What is required.
    #[default]
    Must,
    /// What is required, and good practice.
    Should,
    /// Nothing.
    Never,
}

/// What is asked of each record.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The gates that have to hold; none for all that is due.
    pub(crate) gates: Vec<Stage>,
    /// What counts.
    pub(crate) fail_on: FailOn,
}

impl Asked {
    /// The exit status for one record.
    pub(crate) fn of(&self, assessment: &Assessment<'_>) -> Exit {
        let fails = match self.fail_on {
            FailOn::Never => false,
            FailOn::Must => self.required(assessment),
            FailOn::Should => self.required(assessment) || self.good_practice(assessment),
        };
        if fails { Exit::Findings } else { Exit::Holds }
    }

    fn required(&self, assessment: &Assessment<'_>) -> bool {
        if self.gates.is_empty() {
            let findings = assessment.findings.iter();
            let required = findings.filter(|finding| finding.severity == Severity::Must);
            let mut applying = required.filter(|finding| finding.verdict != Verdict::NotApplicable);
            // Where nothing is asked, nothing is shown.
            return applying.clone().next().is_none() || applying.any(is_open);
        }
        let mut gates = assessment
            .gates
            .iter()
            .filter(|gate| self.gates.contains(&gate.stage));
        gates.any(|gate| !gate.opens())
    }

    fn good_practice(&self, assessment: &Assessment<'_>) -> bool {
        let last = self.gates.iter().max().copied().unwrap_or(Stage::Closure);
        let mut findings = assessment
            .findings
            .iter()
            .filter(|f| f.severity == Severity::Should);
        findings.any(|finding| finding.gate.is_some_and(|gate| gate <= last) && is_open(finding))
    }
}

/// What is not due yet is open too, and no failure.
fn is_open(finding: &Finding<'_>) -> bool {
    matches!(
        finding.verdict,
        Verdict::Nonconforming | Verdict::NotEvidenced
    )
}

#[cfg(test)]
mod tests {
    use releasegate::assess::assess;
    use releasegate::checks::Severity;
    use releasegate::model::Release;
    use releasegate::policy::Policy;
    use releasegate::read::Limits;
    use releasegate::stage::Stage;
    use releasegate::view::View;

    use super::{Asked, FailOn};
    use crate::exit::Exit;

    /// The exit status for a release that is planned for later, under a policy in which only good
    /// practice of one gate is asked for, and checks that are required.
    #[track_caller]
    fn check(
        good_practice_of: Stage,
        required: &[&str],
        gates: &[Stage],
        fail_on: FailOn,
        expected: Exit,
    ) {
        let mut policy = Policy::of_profile("iso20000-1:2018").unwrap();
        policy.checks.retain(|ruled| {
            ruled.gate == Some(good_practice_of) || required.contains(&ruled.check.id)
        });
        for ruled in &mut policy.checks {
            ruled.severity = match required.contains(&ruled.check.id) {
                true => Severity::Must,
                false => Severity::Should,
            };
        }
        let text = r#"{"format":"releasegate/release/1","id":"R",
            "plan":{"waves":[{"id":"w","planned_start":"2027-01-01T00:00:00Z"}]}}"#;
        let release = Release::read(text.as_bytes(), None, &Limits::default()).unwrap();
        let view = View::of(&release, "2026-07-01T00:00:00Z".parse().unwrap());
        let asked = Asked {
            gates: gates.to_vec(),
            fail_on,
        };
        assert_eq!(asked.of(&assess(&view, &policy)), expected);
    }

    /// Not due before the start.
    const LATER: &[&str] = &["DEP-01"];

    #[test]
    fn good_practice_counts_only_when_asked_for() {
        check(Stage::Support, LATER, &[], FailOn::Must, Exit::Holds);
        check(Stage::Support, LATER, &[], FailOn::Should, Exit::Findings);
        check(Stage::Support, LATER, &[], FailOn::Never, Exit::Holds);
    }

    #[test]
    fn where_nothing_is_required_nothing_holds() {
        check(Stage::Planning, &[], &[], FailOn::Must, Exit::Findings);
        check(Stage::Planning, &[], &[], FailOn::Never, Exit::Holds);
    }

    #[test]
    fn a_gate_without_required_checks_does_not_hold() {
        let gate = [Stage::Planning];
        check(Stage::Planning, LATER, &gate, FailOn::Must, Exit::Findings);
        check(Stage::Planning, LATER, &gate, FailOn::Never, Exit::Holds);
    }
}
