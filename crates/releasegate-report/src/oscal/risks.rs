//! Waivers as risks.

use releasegate::assess::{Assessment, Finding, WaiverResult};

use super::document::{RelatedObservation, Risk};
use super::properties;
use crate::markdown::escape::{prose, text};
use crate::names::Judged;
use crate::plain::plain;
use crate::words::{said, words};

/// A risk for each waiver of something that stands in the way.
pub(super) fn risks(assessment: &Assessment<'_>, judged: Judged) -> Vec<Risk> {
    let mut risks = Vec::new();
    for waiver in &assessment.waivers {
        let mut findings = assessment.findings.iter();
        let waived = findings.find(|finding| finding.id() == waiver.check);
        if let Some(finding) = waived.filter(|finding| finding.verdict.blocks()) {
            risks.push(risk(judged, waiver, finding));
        }
    }
    risks
}

fn risk(judged: Judged, waiver: &WaiverResult<'_>, finding: &Finding<'_>) -> Risk {
    let (waiver_id, check) = (text(waiver.id), text(finding.id()));
    let problems = waiver
        .problems
        .iter()
        .map(|problem| problem.message.to_string());
    let problems = plain(&problems.collect::<Vec<_>>().join("; ")).into_owned();
    let counts = match (waiver.in_force, problems.is_empty()) {
        (true, true) => "It is in force".to_owned(),
        (true, false) => format!("It is in force: {}", prose(&problems)),
        (false, _) => format!("It does not count: {}", prose(&problems)),
    };
    Risk {
        uuid: risk_id(judged, waiver),
        title: format!("Waiver {waiver_id} of {check}"),
        description: format!("{counts}."),
        statement: format!(
            "{check} is {}: {}",
            words(finding.verdict.id()),
            prose(&said(finding))
        ),
        props: properties([
            ("waiver", Some(waiver.id)),
            ("check", Some(finding.id())),
            ("place", Some(&waiver.at.to_string())),
            ("gate", finding.gate.map(|gate| gate.id())),
        ]),
        status: match waiver.in_force {
            true => "deviation-approved",
            false => "open",
        },
        deadline: waiver.until.map(|until| until.to_string()),
        related_observations: [RelatedObservation {
            observation_uuid: judged.of_part("observation", finding.id()),
        }],
    }
}

pub(super) fn risk_id(judged: Judged, waiver: &WaiverResult<'_>) -> String {
    // Two waivers may have the same id by mistake; their places differ.
    judged.of_part("risk", &format!("{} {}", waiver.at, waiver.id))
}
