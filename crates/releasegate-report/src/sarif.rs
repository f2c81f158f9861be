//! SARIF 2.1.0: one run, a rule for each check, a result for each finding.
//!
//! The five verdicts are five kinds of result, so that none is lost: `fail`, `open` (the evidence
//! does not decide), `informational` (not due yet), `notApplicable`, `pass`.

use std::collections::HashMap;
use std::io::{Result, Write};

use releasegate::assess::{Assessment, Finding};
use releasegate::checks::{Asked, Clause, MissingFact, Severity, Verdict};
use releasegate::pointer::Pointer;
use releasegate::policy::{AskedCheck, Policy};
use releasegate::stage::Stage;
use serde::Serialize;

use crate::items::items;
use crate::plain::plain;
use crate::uri::uri;
use crate::words::{self, NOT_A_CERTIFICATE, said, waiver_of};

/// The rules of a run: all checks that versions of a policy ask for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules<'p> {
    asked: Vec<AskedCheck<'p>>,
    positions: HashMap<&'p str, usize>,
}

impl<'p> Rules<'p> {
    pub(crate) fn of(policies: &'p [Policy]) -> Self {
        let mut rules = Self::default();
        // The latest version has the last word on a check.
        for policy in policies.iter().rev() {
            for asked in policy.asked() {
                let next = rules.asked.len();
                rules.positions.entry(asked.check.id()).or_insert_with(|| {
                    rules.asked.push(asked);
                    next
                });
            }
        }
        rules
    }
}

pub(crate) fn open(rules: &Rules<'_>, out: &mut impl Write) -> Result<()> {
    let driver = Driver {
        name: "releasegate",
        semantic_version: env!("CARGO_PKG_VERSION"),
        full_description: Message {
            text: NOT_A_CERTIFICATE.to_owned(),
        },
        rules: rules.asked.iter().map(rule).collect(),
    };
    out.write_all(
        b"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\
          \"runs\":[{\"tool\":{\"driver\":",
    )?;
    serde_json::to_writer(&mut *out, &driver)?;
    out.write_all(b"},\"columnKind\":\"unicodeCodePoints\",\"results\":[\n")
}

pub(crate) fn close(unread: usize, out: &mut impl Write) -> Result<()> {
    out.write_all(b"\n]")?;
    if let Some(text) = words::unread(unread) {
        let invocation = Invocation {
            execution_successful: false,
            tool_execution_notifications: [Notification {
                level: "error",
                message: Message { text },
            }],
        };
        out.write_all(b",\"invocations\":[")?;
        serde_json::to_writer(&mut *out, &invocation)?;
        out.write_all(b"]")?;
    }
    out.write_all(b"}]}\n")
}

/// How the run went; only where something was left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: [Notification; 1],
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

pub(crate) fn part(
    rules: &Rules<'_>,
    assessment: &Assessment<'_>,
    out: &mut impl Write,
) -> Result<()> {
    let findings = assessment.findings.iter();
    items(
        findings.map(|finding| result(rules, assessment, finding)),
        out,
    )
}

/// The tool, and what it looks for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    full_description: Message,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
    properties: RuleProperties<'a>,
}

#[derive(Serialize)]
struct Configuration {
    level: Level,
}

#[derive(Serialize)]
struct RuleProperties<'a> {
    stage: Stage,
    role: &'a str,
    clauses: &'a [Clause],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    kind: Kind,
    level: Level,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    properties: ResultProperties<'a>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Fail,
    Open,
    Informational,
    NotApplicable,
    Pass,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Level {
    Error,
    Warning,
    None,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<PhysicalLocation>,
    logical_locations: [LogicalLocation; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

/// What makes a result the same one in the next run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprints {
    #[serde(rename = "releaseAndCheck/v1")]
    release_and_check: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultProperties<'a> {
    verdict: Verdict,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<Stage>,
    as_of: String,
    policy: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy_version: Option<&'a str>,
    profile: &'a str,
    evidence: &'a [Pointer],
    missing: &'a [MissingFact<'a>],
    #[serde(skip_serializing_if = "Option::is_none")]
    waived_by: Option<&'a str>,
}

fn rule<'p>(asked: &AskedCheck<'p>) -> Rule<'p> {
    let check = &asked.check;
    let docs = check.docs();
    let message = |text: &str| Message {
        text: plain(text).into_owned(),
    };
    Rule {
        id: check.id(),
        name: check.name(),
        short_description: message(check.title()),
        full_description: message(&format!("{} {}", docs.asks, docs.why)),
        help: message(docs.remedy),
        default_configuration: Configuration {
            level: level(asked.severity),
        },
        properties: RuleProperties {
            stage: check.stage(),
            role: docs.role,
            clauses: check.clauses(),
        },
    }
}

fn result<'a>(
    rules: &Rules<'_>,
    assessment: &'a Assessment<'_>,
    finding: &'a Finding<'_>,
) -> SarifResult<'a> {
    let release = plain(assessment.release.id);
    let check = finding.check;
    let kind = kind(finding.verdict);
    let level = match kind {
        Kind::Fail => level(finding.severity),
        _ => Level::None,
    };
    SarifResult {
        rule_id: check.id(),
        rule_index: rules.positions.get(check.id()).copied(),
        kind,
        level,
        message: Message {
            text: format!("{}: {}", plain(check.title()), said(finding)),
        },
        locations: [location(assessment, check)],
        partial_fingerprints: Fingerprints {
            release_and_check: format!("{release}/{}", check.id()),
        },
        suppressions: suppressions(assessment, finding),
        properties: ResultProperties {
            verdict: finding.verdict,
            severity: finding.severity,
            gate: finding.gate,
            as_of: assessment.as_of.to_string(),
            policy: assessment.policy.id,
            policy_version: assessment.policy.version,
            profile: assessment.policy.profile,
            evidence: &finding.evidence,
            missing: &finding.missing,
            waived_by: finding.waived_by,
        },
    }
}

const fn kind(verdict: Verdict) -> Kind {
    match verdict {
        Verdict::Nonconforming => Kind::Fail,
        Verdict::NotEvidenced => Kind::Open,
        Verdict::NotYetDue => Kind::Informational,
        Verdict::NotApplicable => Kind::NotApplicable,
        Verdict::Conforming => Kind::Pass,
    }
}

const fn level(severity: Severity) -> Level {
    match severity {
        Severity::Must => Level::Error,
        Severity::Should => Level::Warning,
    }
}

/// The file that the record was read from, and the stage of the release.
fn location(assessment: &Assessment<'_>, check: Asked<'_>) -> Location {
    let release = plain(assessment.release.id);
    let stage = check.stage().id();
    let source = assessment.source.filter(|source| source.name.is_some());
    Location {
        physical_location: source.map(|source| PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: uri(source.name.unwrap_or_default()),
            },
            region: Region {
                start_line: source.line.unwrap_or(1),
            },
        }),
        logical_locations: [LogicalLocation {
            name: stage.to_owned(),
            fully_qualified_name: format!("{release}/{stage}"),
            kind: "module",
        }],
    }
}

/// The waiver that accepts a finding. The standard has no place for its end, so the words say it.
fn suppressions(assessment: &Assessment<'_>, finding: &Finding<'_>) -> Vec<Suppression> {
    let suppression = waiver_of(assessment, finding).map(|justification| Suppression {
        kind: "external",
        status: "accepted",
        justification,
    });
    suppression.into_iter().collect()
}
