//! The findings of one release, as a page shows them: by stage, with all that explains each.

use std::collections::BTreeMap;

use releasegate::assess::{Assessment, Finding};
use releasegate::checks::{Severity, Verdict};
use releasegate::stage::Stage;

use super::Mark;
use super::next::By;
use crate::plain::{plain, short};
use crate::sections::{missing_by_role, suppliers};
use crate::words::{doubt, gate_name, provenance, sentences, words};

/// The most places or sentences of a finding that are shown.
const LISTED: usize = 24;

/// The findings on the work of one stage.
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) counts: String,
    pub(super) findings: Vec<Item>,
}

/// A finding.
pub(super) struct Item {
    pub(super) anchor: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) mark: Mark,
    pub(super) verdict: &'static str,
    pub(super) severity: &'static str,
    pub(super) stage: &'static str,
    pub(super) gate: String,
    /// Whether it is shown open: what a reader has to look at.
    pub(super) is_open: bool,
    pub(super) is_should: bool,
    pub(super) reasons: Vec<String>,
    pub(super) evidence: Vec<String>,
    pub(super) missing: Vec<(String, String)>,
    pub(super) remedy: Option<String>,
    pub(super) who: String,
    pub(super) by: Option<String>,
    pub(super) clauses: Vec<String>,
    pub(super) waived_by: Option<String>,
}

/// A clause and the findings that it rests on.
pub(super) struct Clause {
    pub(super) name: String,
    pub(super) mark: Mark,
    pub(super) doubt: Option<&'static str>,
    /// The anchor and the id of each finding, and its verdict.
    pub(super) checks: Vec<(String, String, Mark)>,
}

/// The anchor of each finding, by its id.
pub(super) type Anchors<'a> = BTreeMap<&'a str, String>;

pub(super) fn anchors<'a>(assessment: &Assessment<'a>) -> Anchors<'a> {
    let findings = assessment.findings.iter().zip(1..);
    findings
        .map(|(finding, number)| (finding.id(), format!("f{number}")))
        .collect()
}

pub(super) fn groups(assessment: &Assessment<'_>, anchors: &Anchors<'_>, by: &By) -> Vec<Group> {
    let stages = Stage::ALL.into_iter();
    let groups = stages.map(|stage| {
        let findings = assessment.findings.iter();
        let findings: Vec<_> = findings.filter(|it| it.check.stage() == stage).collect();
        Group {
            title: stage.title(),
            counts: counts(&findings),
            findings: findings
                .into_iter()
                .map(|finding| item(finding, anchors, by))
                .collect(),
        }
    });
    groups.filter(|group| !group.findings.is_empty()).collect()
}

fn counts(findings: &[&Finding<'_>]) -> String {
    let verdicts = Verdict::ALL.into_iter().filter_map(|verdict| {
        let number = findings.iter().filter(|it| it.verdict == verdict).count();
        (number > 0).then(|| format!("{number} {}", words(verdict.id())))
    });
    verdicts.collect::<Vec<_>>().join(", ")
}

fn item(finding: &Finding<'_>, anchors: &Anchors<'_>, by: &By) -> Item {
    let is_met = matches!(
        finding.verdict,
        Verdict::Conforming | Verdict::NotApplicable
    );
    let docs = finding.check.docs();
    let reasons = sentences(finding, |_| true).into_iter();
    let clauses = finding.check.clauses().iter().map(|clause| {
        let doubt = provenance(clause.provenance);
        let doubt = doubt.map(|doubt| format!(" ({doubt})")).unwrap_or_default();
        format!("{} {}{doubt}", clause.framework, clause.clause)
    });
    let missing = missing_by_role(&finding.missing).into_iter();
    Item {
        anchor: anchors.get(finding.id()).cloned().unwrap_or_default(),
        id: short(finding.id()).into_owned(),
        title: short(finding.check.title()).into_owned(),
        mark: Mark::of(finding.verdict),
        verdict: finding.verdict.id(),
        severity: finding.severity.id(),
        stage: finding.check.stage().id(),
        gate: gate_name(finding.gate),
        is_open: matches!(
            finding.verdict,
            Verdict::Nonconforming | Verdict::NotEvidenced
        ),
        is_should: finding.severity == Severity::Should,
        reasons: listed(reasons.map(|it| short(&it).into_owned())),
        evidence: listed(finding.evidence.iter().map(ToString::to_string)),
        missing: missing
            .map(|(role, places)| (role, places.join(", ")))
            .collect(),
        remedy: (!is_met).then(|| plain(docs.remedy).into_owned()),
        who: if is_met {
            String::new()
        } else {
            suppliers(finding).join(", ")
        },
        by: by.get(finding.id()).cloned(),
        clauses: clauses.collect(),
        waived_by: finding.waived_by.map(|id| short(id).into_owned()),
    }
}

pub(super) fn clauses(assessment: &Assessment<'_>, anchors: &Anchors<'_>) -> Vec<Clause> {
    let clauses = assessment.clauses.iter().map(|result| {
        let findings = assessment.findings.iter().filter(|finding| {
            let mut named = finding.check.clauses().iter();
            named.any(|it| it.framework == result.framework && it.clause == result.clause)
        });
        let checks = findings.map(|finding| {
            let anchor = anchors.get(finding.id()).cloned().unwrap_or_default();
            let id = short(finding.id()).into_owned();
            (anchor, id, Mark::of(finding.verdict))
        });
        Clause {
            name: format!("{} {}", result.framework, result.clause),
            mark: Mark::of(result.verdict),
            doubt: doubt(result),
            checks: checks.collect(),
        }
    });
    clauses.collect()
}

/// The start of a list, and how much was left out.
fn listed(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut items = items;
    let mut listed: Vec<_> = items.by_ref().take(LISTED).collect();
    let left = items.count();
    if left > 0 {
        listed.push(format!("and {left} more"));
    }
    listed
}
