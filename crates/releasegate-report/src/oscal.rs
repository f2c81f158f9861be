//! OSCAL assessment results 1.2.1 (NIST): a result for each release, an observation for each check.
//!
//! A finding of OSCAL is satisfied or not. `conforming` is satisfied; `nonconforming` is not, by
//! reason `fail`; `not_evidenced` is not, by reason `other`, as what is missing must not look met.
//! What is not due or does not apply has an observation and no finding. Each observation holds the
//! verdict as it is. A waiver is a risk: its deviation is approved while it is in force, until its
//! deadline; one that does not count leaves the risk open; one that has nothing to waive is left
//! out. Times are in UTC; the instant of judgement is also given as it was written.

use std::collections::HashMap;
use std::io::{Result, Write};
use std::sync::LazyLock;

use releasegate::assess::{Assessment, Finding};
use releasegate::checks::{self, Provenance, Verdict};
use serde::Serialize;

use self::document::*;
use self::risks::{risk_id, risks};
use crate::aside;
use crate::markdown::escape::{code, prose, text};
use crate::markdown::titled;
use crate::names::{Judged, VOCABULARY, id};
use crate::plain::plain;
use crate::subject::Subject;
use crate::uri::uri;
use crate::words::{NOT_A_CERTIFICATE, provenance, said, words};

mod document;
mod risks;

pub(crate) fn open(out: &mut impl Write) -> Result<()> {
    out.write_all(b"{\"assessment-results\":{")
}

/// What follows the last result: the id of the document is made of all that is in it.
pub(crate) fn close(id: &str, out: &mut impl Write) -> Result<()> {
    writeln!(out, "\n],\"uuid\":\"{id}\"}}}}")
}

/// The result of one release, and beside it the head that the document has if it comes first.
pub(crate) fn part(
    subject: &Subject<'_>,
    policy_digest: Option<&str>,
    out: &mut impl Write,
) -> Result<()> {
    let assessment = &subject.assessment;
    let judged = Judged::of(assessment, policy_digest);
    serde_json::to_writer(&mut *out, &result(subject, judged))?;
    aside::mark(out)?;
    let head = serde_json::to_string(&head(assessment, policy_digest))?;
    // The results follow in the same mapping.
    let open = head
        .strip_prefix('{')
        .and_then(|head| head.strip_suffix('}'));
    writeln!(out, "{},\"results\":[", open.unwrap_or_default())
}

fn head<'a>(assessment: &'a Assessment<'_>, policy_digest: Option<&'a str>) -> Head<'a> {
    let policy = &assessment.policy;
    let version = policy.version.unwrap_or_default();
    let uuid = id([
        "policy",
        policy.id,
        version,
        policy_digest.unwrap_or_default(),
    ])
    .to_string();
    Head {
        metadata: Metadata {
            title: "Assessment of releases",
            last_modified: assessment.as_of.span().first().to_string(),
            version: assessment.as_of.to_string(),
            oscal_version: "1.2.1",
            remarks: NOT_A_CERTIFICATE,
        },
        import_ap: ImportAp {
            href: format!("#{uuid}"),
            remarks: "The policy takes the place of an assessment plan.",
        },
        back_matter: BackMatter {
            resources: [Resource {
                uuid,
                title: format!("Policy {}", text(policy.id)),
                description: text(policy.scope),
                props: properties([
                    ("policy", Some(policy.id)),
                    ("policy-version", policy.version),
                    ("policy-sha256", policy_digest),
                    ("profile", Some(policy.profile)),
                ]),
            }],
        },
    }
}

fn result(subject: &Subject<'_>, judged: Judged) -> ResultOf {
    let assessment = &subject.assessment;
    let release = &assessment.release;
    let as_of = assessment.as_of.to_string();
    let component = id(["release", release.id]).to_string();
    let mut props = properties([
        ("release", Some(release.id)),
        ("as-of", Some(&as_of)),
        ("verdict", Some(assessment.verdict.id())),
        (
            "conforming",
            Some(if assessment.conforming { "yes" } else { "no" }),
        ),
        ("policy", Some(assessment.policy.id)),
        ("policy-version", assessment.policy.version),
        ("profile", Some(assessment.policy.profile)),
    ]);
    let departs = assessment.policy.departs.iter();
    props.extend(departs.filter_map(|departure| property("departs", departure.check)));
    let title = match release.title {
        Some(title) => format!("Release {}: {}", text(release.id), text(title)),
        None => format!("Release {}", text(release.id)),
    };
    let findings = assessment.findings.iter();
    ResultOf {
        uuid: judged.id(),
        description: format!("{} {NOT_A_CERTIFICATE}", text(assessment.policy.scope)),
        start: assessment.as_of.span().first().to_string(),
        props,
        local_definitions: LocalDefinitions {
            components: [Component {
                uuid: component.clone(),
                kind: "release",
                title: title.clone(),
                description: title.clone(),
                props: properties([
                    ("release", Some(release.id)),
                    ("service", release.service),
                    ("version", release.version),
                    ("type", release.release_type),
                ]),
                status: ComponentStatus { state: "other" },
            }],
        },
        title,
        reviewed_controls: reviewed(subject),
        observations: (findings.clone())
            .map(|finding| observation(subject, judged, &component, finding))
            .chain(of_the_record(assessment, judged, &component))
            .collect(),
        risks: risks(assessment, judged),
        findings: findings
            .filter_map(|finding| decided(assessment, judged, finding))
            .collect(),
    }
}

/// The clauses that the checks ask for, by how well they are known, and the checks as objectives.
fn reviewed(subject: &Subject<'_>) -> ReviewedControls {
    let framework = subject.policy.profile.framework.as_str();
    let findings = &subject.assessment.findings;
    let mut selections: Vec<ControlSelection> = Vec::new();
    for known in [
        Provenance::Verified,
        Provenance::Partial,
        Provenance::Unverified,
        Provenance::Design,
    ] {
        let mut include_controls = Vec::new();
        let clauses = findings.iter().flat_map(|finding| finding.check.clauses());
        for clause in clauses.filter(|clause| clause.framework == framework) {
            let control_id = token(&format!("{framework}_{}", clause.clause));
            let control = Control { control_id };
            if how_known(framework, clause.clause) == known && !include_controls.contains(&control)
            {
                include_controls.push(control);
            }
        }
        if !include_controls.is_empty() {
            let doubt = provenance(known).unwrap_or("what they ask for was read on a public page");
            selections.push(ControlSelection {
                description: format!("Clauses of {framework}: {doubt}."),
                include_controls,
            });
        }
    }
    if selections.is_empty() {
        // The standard asks for a control. The profile itself is what was looked at.
        selections.push(ControlSelection {
            description: format!("No check listed here names a clause of {framework}."),
            include_controls: vec![Control {
                control_id: token(framework),
            }],
        });
    }
    let include_objectives = findings.iter().map(|finding| Objective {
        objective_id: token(finding.id()),
    });
    let include_objectives: Vec<_> = include_objectives.collect();
    ReviewedControls {
        control_selections: selections,
        control_objective_selections: (!include_objectives.is_empty())
            .then_some(ObjectiveSelection { include_objectives })
            .into_iter()
            .collect(),
    }
}

/// How well it is known that a clause asks for all that checks say it asks for.
fn how_known(framework: &str, number: &str) -> Provenance {
    /// The clauses of which something was not read.
    static DOUBTED: LazyLock<HashMap<(&str, &str), Provenance>> = LazyLock::new(|| {
        let clauses = checks::all().flat_map(|check| check.clauses);
        let doubted = clauses.filter(|clause| clause.provenance != Provenance::Verified);
        // The first doubt is the one that other formats name.
        let doubted = doubted.collect::<Vec<_>>().into_iter().rev();
        doubted
            .map(|clause| ((clause.framework, clause.clause), clause.provenance))
            .collect()
    });
    let doubt = DOUBTED.get(&(framework, number));
    doubt.copied().unwrap_or(Provenance::Verified)
}

fn observation(
    subject: &Subject<'_>,
    judged: Judged,
    component: &str,
    finding: &Finding<'_>,
) -> Observation {
    let framework = subject.policy.profile.framework.as_str();
    let stage = finding.check.stage();
    let mut props = properties([
        ("verdict", Some(finding.verdict.id())),
        ("check", Some(finding.id())),
        ("defect", Some(finding.check.name())),
        ("severity", Some(finding.severity.id())),
        ("stage", Some(stage.id())),
        ("gate", finding.gate.map(|gate| gate.id())),
        ("waived-by", finding.waived_by),
    ]);
    let clauses = finding.check.clauses().iter();
    for clause in clauses.filter(|clause| clause.framework == framework) {
        let known = match clause.provenance {
            Provenance::Verified => "verified",
            Provenance::Partial => "partial",
            Provenance::Unverified => "unverified",
            Provenance::Design => "design",
        };
        props.extend(property("clause", clause.clause).map(|property| Property {
            class: Some(known),
            ..property
        }));
    }
    for fact in &finding.missing {
        props.extend(
            property("missing", &fact.pointer.to_string()).map(|property| Property {
                remarks: Some(format!("{} can supply it", prose(&words(fact.role)))),
                ..property
            }),
        );
    }
    let source = subject.assessment.source;
    let line = source.and_then(|source| source.line);
    let line = line.map(|line| format!(" of the record on line {line}"));
    let evidence = finding.evidence.iter().map(|place| {
        let place = place.to_string();
        // Where the policy was read from is not known here.
        let source = source.filter(|_| place.starts_with('/'));
        let line = line.as_deref().filter(|_| source.is_some());
        Evidence {
            href: source.and_then(|source| source.name).map(uri),
            description: format!("{}{}", code(&place), line.unwrap_or_default()),
        }
    });
    Observation {
        uuid: judged.of_part("observation", finding.id()),
        title: format!("{}: {}", text(finding.id()), titled(finding)),
        description: prose(&said(finding)),
        props,
        methods: ["EXAMINE"],
        types: ["control-objective"],
        subjects: [SubjectOf::release(component)],
        relevant_evidence: evidence.collect(),
        collected: subject.assessment.as_of.span().first().to_string(),
    }
}

/// What is wrong with the record itself.
fn of_the_record(
    assessment: &Assessment<'_>,
    judged: Judged,
    component: &str,
) -> impl Iterator<Item = Observation> {
    let found = assessment.data_findings.iter().enumerate();
    found.map(move |(index, found)| Observation {
        uuid: judged.of_part("data", &index.to_string()),
        title: "The record itself".to_owned(),
        description: prose(&plain(&found.message.to_string())),
        props: Vec::new(),
        methods: ["EXAMINE"],
        types: ["discovery"],
        subjects: [SubjectOf::release(component)],
        relevant_evidence: Vec::new(),
        collected: assessment.as_of.span().first().to_string(),
    })
}

/// What is found of a check, if that is decided or missing.
fn decided(
    assessment: &Assessment<'_>,
    judged: Judged,
    finding: &Finding<'_>,
) -> Option<FindingOf> {
    let (state, reason) = match finding.verdict {
        Verdict::Conforming => ("satisfied", "pass"),
        Verdict::Nonconforming => ("not-satisfied", "fail"),
        Verdict::NotEvidenced => ("not-satisfied", "other"),
        Verdict::NotYetDue | Verdict::NotApplicable => return None,
    };
    let waivers = assessment.waivers.iter();
    let risks = waivers.filter(|waiver| waiver.check == finding.id());
    Some(FindingOf {
        uuid: judged.of_part("finding", finding.id()),
        title: format!("{}: {}", text(finding.id()), titled(finding)),
        description: prose(&said(finding)),
        props: properties([
            ("verdict", Some(finding.verdict.id())),
            ("waived-by", finding.waived_by),
        ]),
        target: Target {
            kind: "objective-id",
            target_id: token(finding.id()),
            status: TargetStatus { state, reason },
        },
        related_observations: [RelatedObservation {
            observation_uuid: judged.of_part("observation", finding.id()),
        }],
        related_risks: risks
            .filter(|_| finding.verdict.blocks())
            .map(|waiver| RelatedRisk {
                risk_uuid: risk_id(judged, waiver),
            })
            .collect(),
    })
}

/// Facts as properties; those that are missing or blank are left out.
fn properties<const N: usize>(facts: [(&'static str, Option<&str>); N]) -> Vec<Property> {
    let facts = facts.into_iter();
    facts
        .filter_map(|(name, value)| property(name, value?))
        .collect()
}

fn property(name: &'static str, value: &str) -> Option<Property> {
    let value = plain(value);
    let value = value.trim();
    (!value.is_empty()).then(|| Property {
        name,
        ns: VOCABULARY,
        value: value.to_owned(),
        class: None,
        remarks: None,
    })
}

/// An id of ours as a token of OSCAL: a name without colons or blanks.
fn token(id: &str) -> String {
    let mut token = String::with_capacity(id.len() + 1);
    for character in id.chars() {
        match character {
            '.' | '-' | '0'..='9' if token.is_empty() => {
                token.push('_');
                token.push(character);
            }
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => token.push(character),
            _ => token.push('_'),
        }
    }
    if token.is_empty() {
        token.push('_');
    }
    token
}

#[cfg(test)]
mod tests {
    use super::token;

    #[test]
    fn ids_become_tokens() {
        assert_eq!(token("iso20000-1:2018_8.5.3"), "iso20000-1_2018_8.5.3");
        assert_eq!(token("9 lives"), "_9_lives");
        assert_eq!(token("DEP-01"), "DEP-01");
        assert_eq!(token(""), "_");
    }
}
