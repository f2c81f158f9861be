//! Findings as rows of a table: the columns that all tables share.

use releasegate::assess::{Assessment, Finding};

use crate::words::said;

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// What it is called.
    pub(crate) name: &'static str,
    /// What its cells are.
    pub(crate) kind: Kind,
    /// How wide it is in a spreadsheet, in characters.
    pub(crate) width: u16,
}

impl Column {
    pub(crate) const fn new(name: &'static str, kind: Kind, width: u16) -> Self {
        Self { name, kind, width }
    }
}

/// What the cells of a column are. Each is written as text; an empty one says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// An instant in RFC 3339.
    Instant,
    Number,
    /// A part of a whole, which looks like a percentage.
    Share,
    /// A number that need not be whole.
    Ratio,
    /// A length of time in days.
    Days,
    /// The id of a verdict, or words on one.
    Verdict,
}

/// The columns of a finding, in order.
pub(crate) const FINDING: [Column; 21] = [
    Column::new("release", Kind::Text, 22),
    Column::new("service", Kind::Text, 16),
    Column::new("version", Kind::Text, 10),
    Column::new("type", Kind::Text, 10),
    Column::new("as_of", Kind::Instant, 20),
    Column::new("policy", Kind::Text, 22),
    Column::new("policy_version", Kind::Text, 10),
    Column::new("profile", Kind::Text, 18),
    Column::new("check", Kind::Text, 10),
    Column::new("name", Kind::Text, 28),
    Column::new("requirement", Kind::Text, 44),
    Column::new("stage", Kind::Text, 12),
    Column::new("gate", Kind::Text, 12),
    Column::new("severity", Kind::Text, 10),
    Column::new("verdict", Kind::Verdict, 16),
    Column::new("reason", Kind::Text, 60),
    Column::new("missing", Kind::Text, 44),
    Column::new("evidence", Kind::Text, 44),
    Column::new("waived_by", Kind::Text, 12),
    Column::new("source", Kind::Text, 24),
    Column::new("line", Kind::Number, 8),
];

/// The cells of a finding.
pub(crate) fn finding(
    assessment: &Assessment<'_>,
    finding: &Finding<'_>,
) -> [String; FINDING.len()] {
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

/// Whether a spreadsheet might take a text for a formula.
pub(crate) fn looks_like_a_formula(cell: &str) -> bool {
    let first = cell.trim_start().chars().next();
    first.is_some_and(|first| "=+-@＝＋－＠".contains(first))
}

#[cfg(test)]
mod tests {
    use super::looks_like_a_formula;

    #[test]
    fn formulas_are_known_by_their_start() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert!(looks_like_a_formula(formula), "{formula}");
        }
        assert!(!looks_like_a_formula("REL-1"));
        assert!(!looks_like_a_formula(""));
    }
}
