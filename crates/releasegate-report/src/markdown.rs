//! Markdown, for example for a comment on a pull request.

pub(crate) mod escape;

use releasegate::assess::{Assessment, Finding};
use releasegate::checks::{Asked, Verdict};

use self::escape::{code, prose, text};
use crate::sections::{Sections, further, shortened, suppliers, telling};
use crate::words::{
    NOT_A_CERTIFICATE, clauses, departures, gate_mark, position, short_name, sign,
    verdict_sentence, waiver_of, waiver_problems, words,
};

pub(crate) fn render(assessment: &Assessment<'_>) -> String {
    let sections = Sections::of(assessment);
    let mut out = String::new();
    header(&mut out, assessment, &sections);
    gates(&mut out, assessment);
    blocking(&mut out, &sections);
    waived(&mut out, assessment, &sections);
    data(&mut out, assessment);
    rest(&mut out, &sections);
    footer(&mut out, assessment);
    out
}

fn header(out: &mut String, assessment: &Assessment<'_>, sections: &Sections<'_, '_>) {
    let release = &assessment.release;
    let verdict = assessment.verdict;
    let word = words(verdict.id());
    out.push_str(&format!(
        "## {} Release {}: {word}\n\n",
        sign(verdict),
        code(release.id)
    ));
    out.push_str(&format!(
        "**{}.** ",
        capital(&verdict_sentence(assessment, sections))
    ));
    out.push_str(&format!(
        "{}.\n\n",
        capital(&position(assessment, sections))
    ));

    let mut facts: Vec<String> = release.title.map(text).into_iter().collect();
    let named = [
        ("service", release.service),
        ("version", release.version),
        ("type", release.release_type),
    ];
    facts.extend(
        named
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name} {}", code(value?)))),
    );
    facts.push(format!("as of `{}`", assessment.as_of));
    let policy = &assessment.policy;
    let version = policy
        .version
        .map(|version| format!(" version {}", code(version)));
    let mut under = format!("under {}{}", code(policy.id), version.unwrap_or_default());
    if policy.id != policy.profile {
        under.push_str(&format!(" (profile {})", code(policy.profile)));
    }
    facts.push(under);
    if let Some(departures) = departures(assessment) {
        facts.push(format!(
            "departs from {}: {departures}",
            code(policy.profile)
        ));
    }
    if let Some(source) = assessment.source {
        let line = source
            .line
            .map(|line| format!(" line {line}"))
            .unwrap_or_default();
        let name = source
            .name
            .map_or_else(|| "standard input".to_owned(), code);
        facts.push(format!("read from {name}{line}"));
    }
    out.push_str(&format!("{}\n\n", facts.join(" · ")));
}

fn gates(out: &mut String, assessment: &Assessment<'_>) {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let gates = &assessment.gates;
    out.push_str(&row(gates
        .iter()
        .map(|gate| short_name(gate.stage))
        .collect()));
    out.push_str(&row(gates.iter().map(|_| ":-:".to_owned()).collect()));
    let signs = gates.iter().map(|gate| {
        let (sign, words) = gate_mark(gate);
        format!("{sign} {words}")
    });
    out.push_str(&row(signs.collect()));
}

fn blocking(out: &mut String, sections: &Sections<'_, '_>) {
    let Some(gate) = sections.next else { return };
    let name = short_name(gate.stage);
    if gate.verdict == Verdict::NotYetDue {
        out.push_str(&format!("\n### What the gate {name} waits for\n\n"));
    } else {
        out.push_str(&format!("\n### What blocks the gate {name}\n\n"));
    }
    if !sections.blocking.is_empty() {
        out.push_str("| Check | What blocks | Who can supply it | Where |\n|---|---|---|---|\n");
        for finding in &sections.blocking {
            out.push_str(&table_row(finding));
        }
    }
    if !sections.unlisted.is_empty() {
        out.push_str(&format!(
            "\nNot listed here: {}.\n",
            sections.unlisted.join(", ")
        ));
    }
}

fn waived(out: &mut String, assessment: &Assessment<'_>, sections: &Sections<'_, '_>) {
    let problems = shortened(waiver_problems(assessment));
    if sections.waived.is_empty() && problems.is_empty() {
        return;
    }
    out.push_str("\n### Waived\n\nThe verdict stays; the gate may open.\n\n");
    for finding in &sections.waived {
        let by = waiver_of(assessment, finding).unwrap_or_default();
        let reason = finding.message().to_string();
        out.push_str(&format!(
            "- **{}** {} ({}): {}\n",
            finding.id(),
            titled(finding),
            text(&by),
            text(&reason)
        ));
    }
    for problem in problems {
        out.push_str(&format!("- {}\n", text(&problem)));
    }
}

fn table_row(finding: &Finding<'_>) -> String {
    let verdict = format!("{} {}", sign(finding.verdict), words(finding.verdict.id()));
    let mut found: Vec<String> = telling(finding).iter().map(|reason| text(reason)).collect();
    found.extend(shortened(
        further(finding).iter().map(|reason| text(reason)),
    ));
    if found.is_empty() {
        found.push("it is not in the record".to_owned());
    }
    let missing = finding
        .missing
        .iter()
        .map(|fact| format!("`{}` (missing)", fact.pointer));
    let evidence = finding.evidence.iter().map(|place| format!("`{place}`"));
    let places = shortened(missing).into_iter().chain(shortened(evidence));
    format!(
        "| **{}** {} | {verdict}: {} | {} | {} |\n",
        finding.id(),
        titled(finding),
        found.join("<br>"),
        suppliers(finding).join("<br>"),
        places.collect::<Vec<_>>().join("<br>"),
    )
}

fn data(out: &mut String, assessment: &Assessment<'_>) {
    if assessment.data_findings.is_empty() {
        return;
    }
    out.push_str("\n### What is wrong with the record itself\n\n");
    for reason in shortened(
        assessment
            .data_findings
            .iter()
            .map(|finding| finding.message.to_string()),
    ) {
        out.push_str(&format!("- {}\n", text(&reason)));
    }
}

fn rest(out: &mut String, sections: &Sections<'_, '_>) {
    let lists = [
        ("open at later gates", &sections.open),
        (
            "of good practice not shown, which blocks nothing",
            &sections.should,
        ),
        ("not due yet", &sections.later),
    ];
    for (name, findings) in lists
        .into_iter()
        .filter(|(_, findings)| !findings.is_empty())
    {
        let rows: Vec<_> = findings.iter().map(|finding| table_row(finding)).collect();
        let table = format!(
            "| Check | What was found | Who can supply it | Where |\n|---|---|---|---|\n{}",
            rows.concat()
        );
        collapsed(out, &format!("{} {name}", findings.len()), &table);
    }
    let lists = [
        ("conforming", &sections.conforming),
        ("not applicable", &sections.not_applicable),
    ];
    for (name, findings) in lists
        .into_iter()
        .filter(|(_, findings)| !findings.is_empty())
    {
        let lines: Vec<_> = findings
            .iter()
            .map(|finding| format!("- {} {}\n", finding.id(), titled(finding)))
            .collect();
        collapsed(out, &format!("{} {name}", findings.len()), &lines.concat());
    }
}

fn collapsed(out: &mut String, summary: &str, content: &str) {
    out.push_str(&format!(
        "\n<details><summary>{summary}</summary>\n\n{content}\n</details>\n"
    ));
}

fn footer(out: &mut String, assessment: &Assessment<'_>) {
    out.push_str("\n<sub>");
    let by_clause = clauses(assessment);
    if !by_clause.is_empty() {
        out.push_str(&format!("{}. ", prose(&by_clause)));
    }
    out.push_str(&format!(
        "{} {NOT_A_CERTIFICATE}</sub>\n",
        text(assessment.policy.scope)
    ));
}

/// The title of a check. Whoever wrote a policy is not trusted to write Markdown.
pub(crate) fn titled(finding: &Finding<'_>) -> String {
    match finding.check {
        Asked::Shipped(check) => prose(check.title),
        Asked::Own(own) => text(&own.rule.title),
    }
}

fn capital(sentence: &str) -> String {
    let mut rest = sentence.chars();
    rest.next()
        .map(|first| first.to_uppercase().chain(rest).collect())
        .unwrap_or_default()
}
