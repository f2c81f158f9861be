//! Checks for a terminal.

use releasegate::checks::{Check, Severity};

use super::{clause_words, severity_words};
use crate::style::Style;
use crate::text::layout::wrap;
use crate::words::{gate_name, short_name, words};

pub(super) fn render(checks: &[(&Check, Severity)], style: &Style) -> String {
    let pages: Vec<_> = checks
        .iter()
        .map(|(check, severity)| page(check, *severity, style))
        .collect();
    pages.join("\n")
}

fn page(check: &Check, severity: Severity, style: &Style) -> String {
    let mut out = format!("{}  {}\n", style.bold(check.id), style.dim(check.name));
    wrap(&mut out, style.width, "  ", check.title);
    out.push('\n');
    labelled(
        &mut out,
        style,
        "stage",
        &format!(
            "{} ({}), gate {}",
            short_name(check.stage),
            check.stage.title(),
            gate_name(check.gate)
        ),
    );
    labelled(&mut out, style, "severity", severity_words(severity));
    let mut label = "clauses";
    for clause in check.clauses {
        let text = format!(
            "{} {}: {}",
            clause.framework,
            clause.clause,
            clause_words(clause)
        );
        labelled(&mut out, style, label, &text);
        label = "";
    }
    let docs = check.docs;
    labelled(&mut out, style, "asks", docs.asks);
    labelled(&mut out, style, "why", docs.why);
    labelled(&mut out, style, "fails", docs.example);
    labelled(&mut out, style, "remedy", docs.remedy);
    labelled(&mut out, style, "who", &words(docs.role));
    out
}

fn labelled(out: &mut String, style: &Style, label: &str, text: &str) {
    let mut lines = String::new();
    wrap(&mut lines, style.width, &format!("  {label:<10}"), text);
    out.push_str(&match label {
        "" => lines,
        _ => lines.replacen(label, &style.dim(label), 1),
    });
}
