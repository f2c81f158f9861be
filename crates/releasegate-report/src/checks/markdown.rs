//! Checks as a page of Markdown.

use releasegate::checks::{Check, Severity};
use releasegate::stage::Stage;

use super::{clause_words, severity_words};
use crate::markdown::escape::prose;
use crate::words::{gate_name, words};

pub(super) fn render(checks: &[(&Check, Severity)]) -> String {
    let mut out = String::from(
        "# Checks\n\nEach check is one requirement in our own words. A clause is given with how it \
         is known: a clause that was not read is marked, and is to be confirmed against the text \
         of the framework.\n",
    );
    overview(&mut out, checks);
    for stage in Stage::ALL {
        let of_stage: Vec<_> = checks
            .iter()
            .filter(|(check, _)| check.stage == stage)
            .collect();
        if !of_stage.is_empty() {
            out.push_str(&format!("\n## {}\n", stage.title()));
        }
        for (check, severity) in of_stage {
            section(&mut out, check, *severity);
        }
    }
    out
}

fn overview(out: &mut String, checks: &[(&Check, Severity)]) {
    out.push_str("\n| Check | Requirement | Gate | Severity |\n|---|---|---|---|\n");
    for (check, severity) in checks {
        let severity = match severity {
            Severity::Must => "must",
            Severity::Should => "should",
        };
        out.push_str(&format!(
            "| [{id}](#{anchor}) | {title} | {gate} | {severity} |\n",
            id = check.id,
            anchor = anchor(check),
            title = prose(check.title),
            gate = gate_name(check.gate),
        ));
    }
}

fn section(out: &mut String, check: &Check, severity: Severity) {
    out.push_str(&format!("\n### {}\n\n", heading(check)));
    body(out, check, severity);
}

/// What people read about a check, without its heading.
pub(super) fn body(out: &mut String, check: &Check, severity: Severity) {
    let docs = check.docs;
    out.push_str(&format!("**{}**\n\n", prose(check.title)));
    out.push_str(&format!("- Gate: {}\n", gate_name(check.gate)));
    out.push_str(&format!("- Severity: {}\n", severity_words(severity)));
    out.push_str(&format!("- Who can put it right: {}\n", words(docs.role)));
    for clause in check.clauses {
        let words = clause_words(clause);
        out.push_str(&format!(
            "- Clause: {} {} ({words})\n",
            clause.framework, clause.clause
        ));
    }
    let parts = [
        ("Asks", docs.asks),
        ("Why", docs.why),
        ("Fails", docs.example),
        ("Remedy", docs.remedy),
    ];
    for (name, text) in parts {
        out.push_str(&format!("\n{name}: {}\n", prose(text)));
    }
}

fn heading(check: &Check) -> String {
    format!("{} {}", check.id, check.name)
}

/// The anchor that GitHub gives the heading.
fn anchor(check: &Check) -> String {
    heading(check).to_lowercase().replace(' ', "-")
}
