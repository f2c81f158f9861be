//! What has to be done by some time, until it is met: above all what follows an emergency.

use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use crate::assess::Assessment;
use crate::checks::{Reason, Severity, Verdict};
use crate::time::Instant;

/// Something that has to be done by some time.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Obligation {
    /// The check that asks for it.
    pub check: String,
    /// What it asks for.
    pub title: String,
    /// How much it weighs.
    pub severity: Severity,
    /// By when, if the record tells; inclusive.
    pub until: Option<Instant>,
    /// Whether that has passed.
    pub overdue: bool,
    /// What is so.
    pub message: String,
    /// Who does it.
    pub role: String,
}

/// What has to be done by some time: what is not due yet and what is overdue. What is met, or can
/// not be met any more, is left out.
pub(super) fn obligations_of(assessment: &Assessment<'_>) -> Vec<Obligation> {
    let dated = assessment.findings.iter().filter_map(|finding| {
        let (until, overdue) = match (finding.verdict, finding.reason) {
            (Verdict::NotYetDue, Reason::Pending { until }) => (until, false),
            (Verdict::Nonconforming, Reason::Overdue { until, .. }) => (Some(until), true),
            _ => return None,
        };
        let check = finding.check;
        Some(Obligation {
            check: check.id().to_owned(),
            title: check.title().to_owned(),
            severity: finding.severity,
            until,
            overdue,
            message: finding.message().to_string(),
            role: check.docs().role.to_owned(),
        })
    });
    dated.collect()
}
