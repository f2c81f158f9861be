//! Text for a terminal: where the release stands, what blocks the next gate, then the rest.

pub(crate) mod layout;

use releasegate::assess::{Assessment, Finding};
use releasegate::checks::Verdict;

use self::layout::{columns, hang, strip, wrap};
use crate::plain::{plain, short};
use crate::sections::{Sections, further, missing_by_role, shortened, suppliers, telling};
use crate::style::Style;
use crate::words::{
    NOT_A_CERTIFICATE, clauses, departures, gate_mark, is_behind, opens_by_waiver, position,
    short_name, sign, verdict_sentence, waiver_of, waiver_problems, words,
};

/// The columns before the text of a labelled line.
const LABEL: usize = 13;

pub(crate) fn render(assessment: &Assessment<'_>, style: &Style) -> String {
    let sections = Sections::of(assessment);
    let mut out = String::new();
    header(&mut out, assessment, style);
    standing(&mut out, assessment, &sections, style);
    blocking(&mut out, assessment, &sections, style);
    waived(&mut out, assessment, &sections, style);
    rest(&mut out, &sections, style);
    data(&mut out, assessment, style);
    footer(&mut out, assessment, style);
    out
}

fn header(out: &mut String, assessment: &Assessment<'_>, style: &Style) {
    let release = &assessment.release;
    let mut name = format!("Release {}", short(release.id));
    if let Some(title) = release.title {
        name.push_str(": ");
        name.push_str(&short(title));
    }
    let mut lines = String::new();
    wrap(&mut lines, style.width, "", &name);
    out.extend(lines.lines().map(|line| style.bold(line) + "\n"));

    let facts = [
        ("service", release.service),
        ("version", release.version),
        ("type", release.release_type),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name} {}", short(value?))))
        .collect();
    if !facts.is_empty() {
        wrap(out, style.width, "  ", &facts.join(", "));
    }
    let policy = &assessment.policy;
    let mut under = format!("under {}", short(policy.id));
    if let Some(version) = policy.version {
        under.push_str(&format!(" version {}", short(version)));
    }
    if policy.id != policy.profile {
        under.push_str(&format!(" (profile {})", short(policy.profile)));
    }
    wrap(
        out,
        style.width,
        "  ",
        &format!("as of {}", assessment.as_of),
    );
    wrap(out, style.width, "  ", &under);
    if let Some(departures) = departures(assessment) {
        let departs = format!("departs from {}: {departures}", short(policy.profile));
        wrap(out, style.width, "  ", &departs);
    }
    if let Some(source) = assessment.source {
        let name = source.name.map_or_else(|| "standard input".into(), short);
        let line = source
            .line
            .map(|line| format!(", line {line}"))
            .unwrap_or_default();
        wrap(out, style.width, "  ", &format!("read from {name}{line}"));
    }
}

/// The verdict, the gates, and the first one that does not hold.
fn standing(
    out: &mut String,
    assessment: &Assessment<'_>,
    sections: &Sections<'_, '_>,
    style: &Style,
) {
    out.push('\n');
    let verdict = assessment.verdict;
    let word = words(verdict.id()).to_uppercase();
    let sentence = verdict_sentence(assessment, sections);
    let mut lines = String::new();
    hang(
        &mut lines,
        style.width,
        "  ",
        &format!("{} {word}: {sentence}", sign(verdict)),
    );
    let marked = format!("{} {word}", sign(verdict));
    out.push_str(&lines.replacen(&marked, &style.verdict(verdict, &marked), 1));
    wrap(out, style.width, "  ", &position(assessment, sections));
    out.push('\n');

    strip(
        out,
        style.width,
        " ─ ",
        assessment.gates.iter().map(|gate| {
            let waived = match opens_by_waiver(gate) && gate.verdict.blocks() {
                true => " (waived)",
                false => "",
            };
            let (sign, _) = gate_mark(gate);
            let shown = format!("{} {sign}{waived}", short_name(gate.stage));
            let width = columns(&shown);
            (style.verdict(gate.verdict, shown), width)
        }),
    );
    let legend = legend(assessment);
    let widths = legend.iter().map(|entry| columns(entry));
    strip(
        out,
        style.width,
        "  ",
        legend.iter().map(|entry| style.dim(entry)).zip(widths),
    );
}

/// What the signs mean that this report uses.
fn legend(assessment: &Assessment<'_>) -> Vec<String> {
    let used = |verdict| {
        let of_gate = assessment.gates.iter().any(|gate| gate.verdict == verdict);
        of_gate
            || assessment
                .findings
                .iter()
                .any(|finding| finding.verdict == verdict)
    };
    // What does not apply is listed by its ids, without the sign.
    let shown = |verdict: &Verdict| *verdict != Verdict::NotApplicable && used(*verdict);
    let mut legend: Vec<_> = Verdict::ALL
        .into_iter()
        .filter(shown)
        .map(|verdict| format!("{} {}", sign(verdict), words(verdict.id())))
        .collect();
    if assessment
        .gates
        .iter()
        .any(|gate| is_behind(gate.verdict, gate.opens()))
    {
        legend.push("(✔) behind a closed gate".to_owned());
    }
    legend
}

fn blocking(
    out: &mut String,
    assessment: &Assessment<'_>,
    sections: &Sections<'_, '_>,
    style: &Style,
) {
    let Some(gate) = sections.next else { return };
    let name = short_name(gate.stage);
    let verb = if gate.verdict == Verdict::NotYetDue {
        "What the gate"
    } else {
        "What blocks the gate"
    };
    let tail = if gate.verdict == Verdict::NotYetDue {
        " waits for"
    } else {
        ""
    };
    heading(out, style, &format!("{verb} {name}{tail}"));
    for finding in &sections.blocking {
        out.push_str(&finding_line(finding, style));
        details(out, finding, style);
    }
    if !sections.unlisted.is_empty() {
        wrap(
            out,
            style.width,
            "  not listed here: ",
            &sections.unlisted.join(", "),
        );
    }
    if assessment
        .gates
        .iter()
        .any(|other| other.stage == gate.stage && other.blocked_by.is_empty())
    {
        wrap(
            out,
            style.width,
            "  ",
            "no check that applies belongs to it, which proves nothing",
        );
    }
}

/// What waivers let pass, and what is wrong with waivers.
fn waived(
    out: &mut String,
    assessment: &Assessment<'_>,
    sections: &Sections<'_, '_>,
    style: &Style,
) {
    if sections.waived.is_empty() && waiver_problems(assessment).next().is_none() {
        return;
    }
    heading(out, style, "Waived (the verdict stays)");
    for finding in &sections.waived {
        out.push_str(&finding_line(finding, style));
        let by = waiver_of(assessment, finding).unwrap_or_default();
        let reason = finding.message().to_string();
        let line = format!("{by}: {}", plain(&reason));
        wrap(out, style.width, &" ".repeat(LABEL), &line);
    }
    for problem in shortened(waiver_problems(assessment)) {
        wrap(out, style.width, "  ! ", &problem);
    }
}

/// Everything about a finding that stands in the way.
fn details(out: &mut String, finding: &Finding<'_>, style: &Style) {
    labelled(
        out,
        style,
        "",
        &format!("{} ({})", words(finding.verdict.id()), finding.check.name()),
    );
    if let Some(reason) = telling(finding) {
        labelled(out, style, "found", &plain(&reason));
    }
    for reason in shortened(further(finding)) {
        labelled(out, style, "and", &plain(&reason));
    }
    for (role, places) in missing_by_role(&finding.missing) {
        labelled(
            out,
            style,
            "missing",
            &format!("{} (from the {role})", places.join(", ")),
        );
    }
    if !finding.evidence.is_empty() {
        let places = shortened(finding.evidence.iter().map(ToString::to_string));
        labelled(out, style, "evidence", &places.join(", "));
    }
    let check = finding.check;
    let by = if finding.missing.is_empty() {
        format!(" (by the {})", suppliers(finding).join(", "))
    } else {
        String::new()
    };
    let label = if finding.verdict == Verdict::NotYetDue {
        "to do"
    } else {
        "remedy"
    };
    labelled(
        out,
        style,
        label,
        &format!("{}{by}", plain(check.docs().remedy)),
    );
}

fn labelled(out: &mut String, style: &Style, label: &str, text: &str) {
    let first = format!("    {label:<width$}", width = LABEL - 4);
    let mut lines = String::new();
    wrap(&mut lines, style.width, &first, text);
    out.push_str(&match label {
        "" => lines,
        _ => lines.replacen(label, &style.dim(label), 1),
    });
}

/// What does not block the next gate.
fn rest(out: &mut String, sections: &Sections<'_, '_>, style: &Style) {
    brief(out, style, "Open at later gates", &sections.open);
    brief(
        out,
        style,
        "Good practice not shown (blocks nothing)",
        &sections.should,
    );
    if !sections.later.is_empty() {
        heading(out, style, "Not due yet");
        for finding in &sections.later {
            out.push_str(&finding_line(finding, style));
        }
    }
    let lists = [
        ("Conforming", &sections.conforming),
        ("Not applicable", &sections.not_applicable),
    ];
    for (name, findings) in lists
        .into_iter()
        .filter(|(_, findings)| !findings.is_empty())
    {
        heading(out, style, &format!("{name} ({})", findings.len()));
        let ids: Vec<_> = findings.iter().map(|finding| finding.id()).collect();
        wrap(out, style.width, "  ", &ids.join(" "));
    }
}

/// Two lines a finding.
fn brief(out: &mut String, style: &Style, name: &str, findings: &[&Finding<'_>]) {
    if findings.is_empty() {
        return;
    }
    heading(out, style, name);
    for finding in findings {
        out.push_str(&finding_line(finding, style));
        let more = finding.further.len();
        let more = if more > 0 {
            format!(", and {more} more")
        } else {
            String::new()
        };
        let reason = finding.message().to_string();
        wrap(
            out,
            style.width,
            &" ".repeat(LABEL),
            &format!("{}{more}", plain(&reason)),
        );
    }
}

fn data(out: &mut String, assessment: &Assessment<'_>, style: &Style) {
    if assessment.data_findings.is_empty() {
        return;
    }
    heading(out, style, "What is wrong with the record itself");
    for reason in shortened(
        assessment
            .data_findings
            .iter()
            .map(|finding| finding.message.to_string()),
    ) {
        wrap(out, style.width, "  ! ", &plain(&reason));
    }
}

fn footer(out: &mut String, assessment: &Assessment<'_>, style: &Style) {
    out.push('\n');
    let mut lines = String::new();
    let by_clause = clauses(assessment);
    if !by_clause.is_empty() {
        wrap(&mut lines, style.width, "", &format!("{by_clause}."));
    }
    let scope = short(assessment.policy.scope);
    wrap(
        &mut lines,
        style.width,
        "",
        &format!("{scope} {NOT_A_CERTIFICATE}"),
    );
    out.extend(lines.lines().map(|line| style.dim(line) + "\n"));
}

fn heading(out: &mut String, style: &Style, text: &str) {
    out.push('\n');
    out.push_str(&style.bold(text));
    out.push('\n');
}

fn finding_line(finding: &Finding<'_>, style: &Style) -> String {
    let first = format!(
        "  {} {:<width$}",
        sign(finding.verdict),
        finding.id(),
        width = LABEL - 4
    );
    let mut line = String::new();
    wrap(
        &mut line,
        style.width,
        &first,
        &plain(finding.check.title()),
    );
    let marked = format!("{} {}", sign(finding.verdict), finding.id());
    line.replacen(&marked, &style.verdict(finding.verdict, &marked), 1)
}
