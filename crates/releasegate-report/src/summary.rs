//! Many releases on one page: a line each.

use releasegate::assess::Assessment;
use releasegate::checks::{Severity, Verdict};
use releasegate::stage::Stage;

use crate::html::Brief;
use crate::markdown::escape::code;
use crate::plain::short;
use crate::style::Style;
use crate::subject::Subject;
use crate::text::layout::{columns, wrap};
use crate::words::{self, count, gate_sign, short_name, sign, words};

/// What the summary keeps of an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub(crate) id: String,
    pub(crate) verdict: Verdict,
    /// The verdict of each gate, and whether it holds.
    pub(crate) gates: Vec<(Verdict, bool)>,
    /// The first gate that does not hold, and whether it is due.
    blocked_at: Option<(Stage, bool)>,
    nonconforming: usize,
    not_evidenced: usize,
    /// What a page says briefly of it; only where the format is one.
    pub(crate) brief: Option<Box<Brief>>,
}

impl Row {
    /// The row of an assessment.
    #[must_use]
    pub fn of(assessment: &Assessment<'_>) -> Self {
        let required = |verdict| {
            let findings = assessment.findings.iter();
            findings
                .filter(|f| f.severity == Severity::Must && f.verdict == verdict)
                .count()
        };
        Self {
            id: short(assessment.release.id).into_owned(),
            verdict: assessment.verdict,
            gates: assessment
                .gates
                .iter()
                .map(|gate| (gate.verdict, gate.holds))
                .collect(),
            blocked_at: assessment
                .next_gate()
                .map(|gate| (gate.stage, gate.verdict != Verdict::NotYetDue)),
            nonconforming: required(Verdict::Nonconforming),
            not_evidenced: required(Verdict::NotEvidenced),
            brief: None,
        }
    }

    /// As [`Row::of`], with what a page says briefly of a release.
    pub(crate) fn with_brief(subject: &Subject<'_>) -> Self {
        Self {
            brief: Some(Box::new(Brief::of(subject))),
            ..Self::of(&subject.assessment)
        }
    }

    pub(crate) fn blocked(&self) -> String {
        match self.blocked_at {
            None if self.gates.iter().all(|(_, holds)| *holds) => "all gates hold".to_owned(),
            None => "all gates open, with waivers".to_owned(),
            Some((stage, true)) => short_name(stage),
            Some((stage, false)) => format!("{}, not due yet", short_name(stage)),
        }
    }

    pub(crate) fn open(&self) -> String {
        match (self.nonconforming, self.not_evidenced) {
            (0, 0) => String::new(),
            (wrong, 0) => format!("{wrong} not met"),
            (0, open) => format!("{open} not evidenced"),
            (wrong, open) => format!("{wrong} not met, {open} not evidenced"),
        }
    }
}

/// A table of releases for a terminal, a row each.
pub(crate) fn text(rows: &[Row], unread: usize, style: &Style) -> String {
    const LONGEST_ID: usize = 40;
    let width = rows
        .iter()
        .map(|row| columns(&row.id))
        .max()
        .unwrap_or(0)
        .clamp(7, LONGEST_ID);
    let mut out = style.bold(totals(rows)) + "\n";
    if let Some(unread) = words::unread(unread) {
        out.push_str(&format!("{unread}\n"));
    }
    let names = "release";
    let line = format!("  {names:<width$}  s p b d e c  blocked at");
    out.push_str(&style.dim(&line));
    out.push('\n');
    for row in rows {
        let blanks = " ".repeat(width.saturating_sub(columns(&row.id)));
        let gates: Vec<_> = row
            .gates
            .iter()
            // One column a gate: brackets would not fit, and `blocked at` says the same.
            .map(|(verdict, _)| style.verdict(*verdict, sign(*verdict)))
            .collect();
        let blocked = style.verdict(row.verdict, row.blocked());
        let open = row.open();
        let gap = if open.is_empty() { "" } else { ": " };
        out.push_str(&format!(
            "  {}{blanks}  {}  {blocked}{gap}{open}\n",
            row.id,
            gates.join(" ")
        ));
    }
    // A gate is never not applicable.
    let legend: Vec<_> = Verdict::ALL
        .into_iter()
        .filter(|verdict| *verdict != Verdict::NotApplicable)
        .map(|v| format!("{} {}", sign(v), words(v.id())))
        .collect();
    let mut lines = String::new();
    let stages: Vec<_> = Stage::ALL.into_iter().map(short_name).collect();
    wrap(
        &mut lines,
        style.width,
        "  ",
        &format!("gates: {}", stages.join(", ")),
    );
    wrap(&mut lines, style.width, "  ", &legend.join("  "));
    out.extend(lines.lines().map(|line| style.dim(line) + "\n"));
    out
}

/// The same as Markdown.
pub(crate) fn markdown(rows: &[Row], unread: usize) -> String {
    let mut out = format!("## {}\n\n", totals(rows));
    if let Some(unread) = words::unread(unread) {
        out.push_str(&format!("{unread}.\n\n"));
    }
    out.push_str("| Release |");
    for stage in Stage::ALL {
        out.push_str(&format!(" {} |", short_name(stage)));
    }
    out.push_str(" Blocked at | Open |\n|---|:-:|:-:|:-:|:-:|:-:|:-:|---|---|\n");
    for row in rows {
        out.push_str(&format!("| {} |", code(&row.id)));
        for (verdict, holds) in &row.gates {
            out.push_str(&format!(" {} |", gate_sign(*verdict, *holds)));
        }
        out.push_str(&format!(" {} | {} |\n", row.blocked(), row.open()));
    }
    out
}

fn totals(rows: &[Row]) -> String {
    let mut parts = Vec::new();
    for verdict in Verdict::ALL {
        let number = rows.iter().filter(|row| row.verdict == verdict).count();
        if number > 0 {
            parts.push(format!("{number} {}", words(verdict.id())));
        }
    }
    format!("{}: {}", count(rows.len(), "release"), parts.join(", "))
}
