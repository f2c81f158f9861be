//! in-toto statements (v1) with a simple verification result (SVR, v0.2): one a line, unsigned.
//!
//! Such a result lists what was verified and nothing else: the checks that are `conforming`, the
//! gates that hold, and whether the whole is conforming. The other four verdicts are not told apart,
//! and there are no waivers: what is waived is not conforming, and what a gate lets pass because of
//! a waiver does not hold. Whoever signs a statement signs what passed.
//!
//! The subjects are the artifacts that are live, by their digests; before that those of the last
//! build; and the record itself where there are none, since a statement needs a subject.

use std::collections::BTreeMap;
use std::io::{Result, Write};

use releasegate::assess::Assessment;
use releasegate::checks::Verdict;
use releasegate::model::{Artifact, AttemptOutcome, Digest, Items, Release};
use serde::Serialize;

use crate::artifacts::deployed;
use crate::names::{TOOL, id};
use crate::plain::plain;
use crate::subject::Subject;
use crate::uri::encoded;

/// What every property starts with, so that nobody takes it for that of another verifier.
const PREFIX: &str = "RELEASEGATE_";

/// Algorithms whose digests are written in hexadecimal digits, by their names in a statement.
const HEXADECIMAL: [&str; 21] = [
    "sha256",
    "sha224",
    "sha384",
    "sha512",
    "sha512_224",
    "sha512_256",
    "sha3_224",
    "sha3_256",
    "sha3_384",
    "sha3_512",
    "shake128",
    "shake256",
    "blake2b",
    "blake2s",
    "ripemd160",
    "sm3",
    "gost",
    "sha1",
    "md5",
    "gitCommit",
    "gitTree",
];

pub(crate) fn part(
    subject: &Subject<'_>,
    policy_digest: Option<&str>,
    out: &mut impl Write,
) -> Result<()> {
    let assessment = &subject.assessment;
    let statement = Statement {
        kind: "https://in-toto.io/Statement/v1",
        subject: subjects(subject),
        predicate_type: "https://in-toto.io/attestation/svr/v0.2",
        predicate: Predicate {
            verifier: Verifier {
                id: TOOL,
                policies: policies(subject, policy_digest),
            },
            time_created: assessment.as_of.span().first().to_string(),
            properties: properties(assessment),
        },
    };
    Ok(serde_json::to_writer(out, &statement)?)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Statement {
    #[serde(rename = "_type")]
    kind: &'static str,
    subject: Vec<Resource>,
    predicate_type: &'static str,
    predicate: Predicate,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Predicate {
    verifier: Verifier,
    time_created: String,
    properties: Vec<String>,
}

#[derive(Serialize)]
struct Verifier {
    id: &'static str,
    policies: Vec<Resource>,
}

/// A resource descriptor.
#[derive(Default, PartialEq, Serialize)]
struct Resource {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    digest: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    annotations: BTreeMap<&'static str, String>,
}

fn subjects(subject: &Subject<'_>) -> Vec<Resource> {
    let release = subject.view.release();
    let id = plain(subject.assessment.release.id).into_owned();
    let mut subjects = Vec::new();
    for artifact in artifacts(release) {
        let digest = artifact.digest.as_ref().and_then(digest);
        let version = artifact.version.as_deref().map(plain);
        let version = version.map(|version| ("version", version.into_owned()));
        let resource = Resource {
            name: plain(artifact.deliverable.as_str()).into_owned(),
            digest: digest.into_iter().collect(),
            annotations: [("release", id.clone())]
                .into_iter()
                .chain(version)
                .collect(),
            ..Resource::default()
        };
        if !resource.digest.is_empty() && !subjects.contains(&resource) {
            subjects.push(resource);
        }
    }
    if subjects.is_empty() {
        let source = subject.assessment.source.and_then(|source| source.name);
        subjects.push(Resource {
            name: source.map_or_else(|| id.clone(), |source| plain(source).into_owned()),
            digest: [("sha256".to_owned(), subject.digest())].into(),
            annotations: [("release", id)].into(),
            ..Resource::default()
        });
    }
    subjects
}

/// The artifacts that are live; those of the last build while none is.
fn artifacts(release: &Release) -> Vec<&Artifact> {
    let builds = release.build.as_ref();
    let builds = builds.map_or(&[][..], |stage| stage.builds.items());
    let waves = release.deployment.as_ref();
    let waves = waves.map_or(&[][..], |deployment| deployment.waves.items());
    let attempts = waves.iter().flat_map(|wave| wave.attempts.items());
    let live = attempts.filter(|attempt| {
        let outcome = attempt.outcome;
        let went_live = matches!(
            outcome,
            Some(AttemptOutcome::Deployed | AttemptOutcome::Partial)
        );
        went_live && attempt.back_out.is_none()
    });
    let of_attempts: Vec<_> = live
        .flat_map(|attempt| deployed(release, attempt))
        .collect();
    if of_attempts.is_empty() {
        let last = builds.last();
        return last.map_or_else(Vec::new, |build| build.artifacts.items().iter().collect());
    }
    of_attempts
}

/// A digest as a statement writes it; `None` when it cannot be written so.
fn digest(digest: &Digest) -> Option<(String, String)> {
    let (algorithm, value) = digest.as_str().split_once(':')?;
    let name = algorithm.replace('-', "_");
    let known = HEXADECIMAL
        .iter()
        .find(|known| known.eq_ignore_ascii_case(&name));
    match known {
        Some(known) => value
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| ((*known).to_owned(), value.to_ascii_lowercase())),
        None => Some((algorithm.to_owned(), value.to_owned())),
    }
}

/// The policy, where it is a document of the organization, and the profile it builds on.
fn policies(subject: &Subject<'_>, policy_digest: Option<&str>) -> Vec<Resource> {
    let policy = &subject.assessment.policy;
    let mut policies = Vec::new();
    if subject.policy.document.is_some() {
        let version = policy.version.unwrap_or_default();
        let name = plain(policy.id).into_owned();
        let sha256 = policy_digest.map(|digest| ("sha256".to_owned(), digest.to_owned()));
        let words = [
            "policy",
            policy.id,
            version,
            policy_digest.unwrap_or_default(),
        ];
        policies.push(Resource {
            name: match policy.version {
                Some(version) => format!("{name} {}", plain(version)),
                None => name,
            },
            uri: Some(format!("urn:uuid:{}", id(words))),
            digest: sha256.into_iter().collect(),
            ..Resource::default()
        });
    }
    policies.push(Resource {
        name: policy.profile.to_owned(),
        uri: Some(format!("{TOOL}#{}", encoded(policy.profile))),
        ..Resource::default()
    });
    policies
}

fn properties(assessment: &Assessment<'_>) -> Vec<String> {
    let whole = assessment.conforming.then(|| "CONFORMING".to_owned());
    let gates = assessment.gates.iter().filter(|gate| gate.holds);
    let gates = gates.map(|gate| format!("GATE_{}", gate.stage.id()));
    let findings = assessment.findings.iter();
    let passed = findings.filter(|finding| finding.verdict == Verdict::Conforming);
    let checks = passed.map(|finding| plain(finding.id()).into_owned());
    let properties = whole.into_iter().chain(gates).chain(checks);
    properties
        .map(|property| format!("{PREFIX}{property}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[track_caller]
    fn check(stated: &str, expected: Option<(&str, &str)>) {
        let written = digest(&stated.parse().unwrap());
        let written = written.as_ref();
        assert_eq!(
            written.map(|(name, value)| (name.as_str(), value.as_str())),
            expected
        );
    }

    #[test]
    fn digests_are_written_as_statements_write_them() {
        check("sha256:AB01", Some(("sha256", "ab01")));
        check("SHA512-256:ab", Some(("sha512_256", "ab")));
        check("gitcommit:6F2A", Some(("gitCommit", "6f2a")));
        check("sha256:not+hex=", None);
        check("dirHash:h1", Some(("dirHash", "h1")));
    }
}
