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
            return assessment
                .findings
                .iter()
                .any(|f| f.severity == Severity::Must && is_open(f));
        }
        let mut gates = assessment
            .gates
            .iter()
            .filter(|gate| self.gates.contains(&gate.stage));
        gates.any(|gate| !gate.holds)
    }

    fn good_practice(&self, assessment: &Assessment<'_>) -> bool {
        let last = self.gates.iter().max().copied().unwrap_or(Stage::Closure);
        let mut findings = assessment
            .findings
            .iter()
            .filter(|f| f.severity == Severity::Should);
        findings.any(|finding| finding.gate <= last && is_open(finding))
    }
}

/// What is not due yet is open too, and no failure.
fn is_open(finding: &Finding<'_>) -> bool {
    matches!(
        finding.verdict,
        Verdict::Nonconforming | Verdict::NotEvidenced
    )
}
