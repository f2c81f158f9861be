//! CSV (RFC 4180): a row for each finding.

use std::borrow::Cow;
use std::io::{Result, Write};

use ::csv::{Terminator, Writer, WriterBuilder};
use releasegate::assess::{Assessment, Finding};

use crate::plain::plain;
use crate::words::said;

/// The columns, in order.
const COLUMNS: [&str; 21] = [
    "release",
    "service",
    "version",
    "type",
    "as_of",
    "policy",
    "policy_version",
    "profile",
    "check",
    "name",
    "requirement",
    "stage",
    "gate",
    "severity",
    "verdict",
    "reason",
    "missing",
    "evidence",
    "waived_by",
    "source",
    "line",
];

pub(crate) fn open(out: &mut impl Write) -> Result<()> {
    let mut writer = writer(out);
    writer.write_record(COLUMNS)?;
    writer.flush()
}

pub(crate) fn part(assessment: &Assessment<'_>, out: &mut impl Write) -> Result<()> {
    let mut writer = writer(out);
    for finding in &assessment.findings {
        let row = row(assessment, finding);
        writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    writer.flush()
}

fn writer<W: Write>(out: W) -> Writer<W> {
    WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out)
}

fn row(assessment: &Assessment<'_>, finding: &Finding<'_>) -> [String; COLUMNS.len()] {
    let release = &assessment.release;
    let policy = &assessment.policy;
    let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let missing = finding.missing.iter();
    let missing = missing.map(|fact| format!("{} ({})", fact.pointer, fact.role));
    let evidence = finding.evidence.iter().map(ToString::to_string);
    let source = assessment.source;
    let line = source.and_then(|source| source.line);
    [
        release.id.to_owned(),
        owned(release.service),
        owned(release.version),
        owned(release.release_type),
        assessment.as_of.to_string(),
        policy.id.to_owned(),
        owned(policy.version),
        policy.profile.to_owned(),
        finding.id().to_owned(),
        finding.check.name().to_owned(),
        finding.check.title().to_owned(),
        finding.check.stage().id().to_owned(),
        owned(finding.gate.map(|gate| gate.id())),
        finding.severity.id().to_owned(),
        finding.verdict.id().to_owned(),
        said(finding),
        missing.collect::<Vec<_>>().join("; "),
        evidence.collect::<Vec<_>>().join("; "),
        owned(finding.waived_by),
        owned(source.and_then(|source| source.name)),
        line.map(|line| line.to_string()).unwrap_or_default(),
    ]
}

/// A cell that no spreadsheet takes for a formula.
fn guarded(cell: &str) -> Cow<'_, str> {
    match cell.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{}", plain(cell)))
        }
        _ => plain(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert!(guarded(formula).starts_with('\''), "{formula}");
        }
        assert_eq!(guarded("REL-1"), "REL-1");
        assert_eq!(guarded(""), "");
    }
}
