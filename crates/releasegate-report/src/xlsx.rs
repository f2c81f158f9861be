//! XLSX (Office Open XML): a workbook of tables on releases, their findings and what to do next, and
//! of the indicators over them where a period was asked for.
//!
//! A part is a line of JSON for each row, so that it can be written on any thread and is masked as
//! text. The rows are packed until the end, when the workbook is made of them.

mod cell;
mod frame;
mod kpis;
mod strings;
mod workbook;

use std::borrow::Cow;
use std::io::{Result, Write};

use releasegate::assess::Assessment;
use releasegate::checks::{Severity, Verdict};
use releasegate::next::{Cure, Instead, NextActions, OpenCheck, SuppliedFact};
use releasegate::stage::Stage;

use crate::columns::{self, Column, FINDING, Kind};
use crate::plain::plain;
use crate::subject::Subject;
use crate::words::{NOT_A_CERTIFICATE, clauses, gate_words};

pub(crate) use workbook::Book;

/// A table of the workbook; its place in [`SHEETS`].
const SUMMARY: usize = 0;
const FINDINGS: usize = 1;
const NEXT: usize = 2;
const ABOUT: usize = 3;

/// A table of the workbook.
#[derive(Debug)]
struct Sheet {
    name: &'static str,
    columns: &'static [Column],
}

const SHEETS: [Sheet; 4] = [
    Sheet {
        name: "Summary",
        columns: &SUMMARY_COLUMNS,
    },
    Sheet {
        name: "Findings",
        columns: &FINDING,
    },
    Sheet {
        name: "Next actions",
        columns: &NEXT_COLUMNS,
    },
    Sheet {
        name: "About",
        columns: &ABOUT_COLUMNS,
    },
];

const SUMMARY_COLUMNS: [Column; 28] = [
    Column::new("release", Kind::Text, 22),
    Column::new("title", Kind::Text, 32),
    Column::new("service", Kind::Text, 16),
    Column::new("version", Kind::Text, 10),
    Column::new("type", Kind::Text, 10),
    Column::new("verdict", Kind::Verdict, 16),
    Column::new(Stage::ALL[0].id(), Kind::Verdict, 16),
    Column::new(Stage::ALL[1].id(), Kind::Verdict, 16),
    Column::new(Stage::ALL[2].id(), Kind::Verdict, 16),
    Column::new(Stage::ALL[3].id(), Kind::Verdict, 16),
    Column::new(Stage::ALL[4].id(), Kind::Verdict, 16),
    Column::new(Stage::ALL[5].id(), Kind::Verdict, 16),
    Column::new("blocked_at", Kind::Text, 14),
    Column::new(Verdict::ALL[0].id(), Kind::Number, 16),
    Column::new(Verdict::ALL[1].id(), Kind::Number, 16),
    Column::new(Verdict::ALL[2].id(), Kind::Number, 16),
    Column::new(Verdict::ALL[3].id(), Kind::Number, 16),
    Column::new(Verdict::ALL[4].id(), Kind::Number, 16),
    Column::new("waived", Kind::Number, 10),
    Column::new("good_practice_open", Kind::Number, 20),
    Column::new("policy", Kind::Text, 22),
    Column::new("policy_version", Kind::Text, 14),
    Column::new("profile", Kind::Text, 18),
    Column::new("as_of", Kind::Instant, 20),
    Column::new("clauses", Kind::Text, 60),
    Column::new("record_sha256", Kind::Text, 34),
    Column::new("source", Kind::Text, 24),
    Column::new("line", Kind::Number, 8),
];

const NEXT_COLUMNS: [Column; 15] = [
    Column::new("release", Kind::Text, 22),
    Column::new("gate", Kind::Text, 12),
    Column::new("check", Kind::Text, 10),
    Column::new("requirement", Kind::Text, 44),
    Column::new("verdict", Kind::Verdict, 16),
    Column::new("message", Kind::Text, 50),
    Column::new("role", Kind::Text, 20),
    Column::new("cure", Kind::Text, 10),
    Column::new("fact", Kind::Text, 36),
    Column::new("fact_role", Kind::Text, 20),
    Column::new("example", Kind::Text, 36),
    Column::new("by", Kind::Instant, 20),
    Column::new("until", Kind::Instant, 20),
    Column::new("instead", Kind::Text, 30),
    Column::new("remedy", Kind::Text, 60),
];

const ABOUT_COLUMNS: [Column; 2] = [
    Column::new("topic", Kind::Text, 24),
    Column::new("text", Kind::Text, 110),
];

/// The topic under which the instant of judgement is given.
const AS_OF: &str = "as_of";

/// Writes the rows about one release.
pub(crate) fn part(subject: &Subject<'_>, out: &mut impl Write) -> Result<()> {
    let assessment = &subject.assessment;
    row(SUMMARY, &summary(subject), out)?;
    for finding in &assessment.findings {
        row(FINDINGS, &columns::finding(assessment, finding), out)?;
    }
    let actions = subject.next_actions();
    for gate in &actions.gates {
        let open = gate
            .checks
            .iter()
            .filter(|open| is_listed(open, assessment));
        for open in open {
            // A check that no fact meets has a row all the same.
            let facts = open.facts.iter().map(Some);
            for fact in facts.chain(open.facts.is_empty().then_some(None)) {
                row(NEXT, &next(&actions, gate.stage, open, fact), out)?;
            }
        }
    }
    about(assessment)
        .into_iter()
        .try_for_each(|cells| row(ABOUT, &cells, out))
}

/// What the last sheet says whatever the report is about.
fn foreword(policy_digest: Option<&str>) -> Vec<[String; 2]> {
    let tool = concat!("releasegate ", env!("CARGO_PKG_VERSION"));
    let mut rows = vec![
        ["tool".to_owned(), tool.to_owned()],
        ["meaning".to_owned(), NOT_A_CERTIFICATE.to_owned()],
        [
            "counts".to_owned(),
            "the numbers under Summary count the required checks that are listed under Findings by \
             their verdict; waived is how many of them a waiver in force accepts, \
             good_practice_open how many checks of good practice are not met"
                .to_owned(),
        ],
        [
            "times".to_owned(),
            "all times are UTC; a cell shows no more than milliseconds".to_owned(),
        ],
    ];
    if let Some(digest) = policy_digest {
        rows.push(["policy_sha256".to_owned(), digest.to_owned()]);
    }
    rows
}

/// What the last sheet says of the policy of a release; the same for all that have it.
fn about(assessment: &Assessment<'_>) -> Vec<[String; 2]> {
    let policy = &assessment.policy;
    let version = policy.version.map(|version| format!(" version {version}"));
    let named = format!("{}{}", policy.id, version.unwrap_or_default());
    let mut rows = vec![
        [AS_OF.to_owned(), assessment.as_of.to_string()],
        ["policy".to_owned(), named.clone()],
        [
            "profile".to_owned(),
            format!("{}: {}", policy.profile, policy.scope),
        ],
    ];
    if !policy.departs.is_empty() {
        let checks: Vec<_> = policy.departs.iter().map(|less| less.check).collect();
        let text = format!(
            "{named} asks for less than {}, and cannot claim it: {}",
            policy.profile,
            checks.join(", ")
        );
        rows.push(["departs".to_owned(), text]);
    }
    rows
}

fn summary(subject: &Subject<'_>) -> Vec<String> {
    let assessment = &subject.assessment;
    let (release, policy) = (&assessment.release, &assessment.policy);
    let required = || {
        let findings = assessment.findings.iter();
        findings.filter(|finding| finding.severity == Severity::Must)
    };
    let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let mut cells = vec![
        release.id.to_owned(),
        owned(release.title),
        owned(release.service),
        owned(release.version),
        owned(release.release_type),
        assessment.verdict.id().to_owned(),
    ];
    cells.extend(assessment.gates.iter().map(|gate| match gate.verdict {
        Verdict::Conforming if !gate.opens() => gate_words(gate.verdict, gate.holds),
        verdict => verdict.id().to_owned(),
    }));
    cells.push(owned(assessment.next_gate().map(|gate| gate.stage.id())));
    cells.extend(Verdict::ALL.map(|verdict| {
        let found = required().filter(|finding| finding.verdict == verdict);
        found.count().to_string()
    }));
    let waived = required().filter(|finding| finding.waived_by.is_some());
    let open = assessment.findings.iter().filter(|finding| {
        finding.severity == Severity::Should
            && finding.waived_by.is_none()
            && finding.verdict.blocks()
            && finding.verdict != Verdict::NotYetDue
    });
    let source = assessment.source;
    let line = source.and_then(|source| source.line);
    cells.extend([
        waived.count().to_string(),
        open.count().to_string(),
        policy.id.to_owned(),
        owned(policy.version),
        policy.profile.to_owned(),
        assessment.as_of.to_string(),
        clauses(assessment),
        subject.digest(),
        owned(source.and_then(|source| source.name)),
        line.map(|line| line.to_string()).unwrap_or_default(),
    ]);
    cells
}

fn is_listed(open: &OpenCheck, assessment: &Assessment<'_>) -> bool {
    let mut findings = assessment.findings.iter();
    findings.any(|finding| finding.id() == open.check)
}

fn next(
    actions: &NextActions,
    gate: Option<Stage>,
    open: &OpenCheck,
    fact: Option<&SuppliedFact>,
) -> Vec<String> {
    let instead: Vec<_> = open
        .instead
        .iter()
        .map(|instead| Instead::words(*instead))
        .collect();
    vec![
        actions.release.id.clone(),
        gate.map(Stage::id).unwrap_or_default().to_owned(),
        open.check.clone(),
        open.title.clone(),
        open.verdict.id().to_owned(),
        open.message.clone(),
        open.role.clone(),
        cure(open.cure).to_owned(),
        fact.map(|fact| fact.at.clone()).unwrap_or_default(),
        fact.map(|fact| fact.role.clone()).unwrap_or_default(),
        fact.map(|fact| fact.example.to_string())
            .unwrap_or_default(),
        open.by.map(|by| by.to_string()).unwrap_or_default(),
        open.until
            .map(|until| until.to_string())
            .unwrap_or_default(),
        instead.join(", "),
        open.remedy.clone(),
    ]
}

const fn cure(cure: Cure) -> &'static str {
    match cure {
        Cure::Supply => "supply",
        Cure::Begin => "begin",
        Cure::Wait => "wait",
        Cure::Redo => "redo",
        Cure::Instead => "instead",
    }
}

/// Writes a row as a line of JSON.
fn row(sheet: usize, cells: &[String], out: &mut impl Write) -> Result<()> {
    let cells: Vec<Cow<'_, str>> = cells.iter().map(|cell| plain(cell)).collect();
    serde_json::to_writer(&mut *out, &(sheet, cells))?;
    out.write_all(b"\n")
}
