//! What is wrong with a policy itself, before any release is judged under it.
//!
//! One kind of defect, one short function. What a policy takes over from another one of its set is
//! looked at as part of it, and found in the document that says it.

mod calendar;
mod defect;
mod gates;
mod own;
mod parameters;
mod people;
mod references;
mod rules;
#[cfg(test)]
mod tests;
mod versions;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use serde_json::Value;

pub use defect::{DefectLevel, KeptClosed, PolicyDefect};

use super::set::{inherited, is_base};
use super::{PolicyDocument, PolicySource, Profile, RuledCheck, profile, ruled};
use crate::checks::{self, Severity};
use crate::read::Error;

/// Something wrong with a policy, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LintFinding {
    /// The place in the document, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// What is wrong.
    pub defect: PolicyDefect,
}

/// Looks for what is wrong with a policy, or with the policies of a set; errors first, then in the
/// order of the document. A shipped profile has no defects.
#[must_use]
pub fn lint(source: &PolicySource) -> Vec<LintFinding> {
    let mut found = Found::default();
    match source {
        PolicySource::Profile(_) => {}
        PolicySource::Document(document) => {
            rules::all(document, &mut found);
            own::all(document, &mut found);
            match Whole::of(document) {
                Ok(whole) => whole.lint(&mut found),
                Err(_) => unknown_base(document, &mut found),
            }
            versions::never_in_force(document, &mut found);
        }
        PolicySource::Set(set) => of_set(&set.policies, &mut found),
    }
    let mut findings = found.0;
    findings.sort_by_key(|finding| finding.defect.level());
    findings
}

fn of_set(documents: &[PolicyDocument], found: &mut Found) {
    for (index, document) in documents.iter().enumerate() {
        let mut own = Found::default();
        rules::all(document, &mut own);
        own::all(document, &mut own);
        found.take(own, |_| index);
        if is_base(documents, &document.id) {
            continue;
        }
        let mut own = Found::default();
        versions::never_in_force(document, &mut own);
        let mut chain = vec![index];
        let whole = inherited(documents, index, document, &mut chain);
        match whole.as_ref().map(Whole::of) {
            Ok(Ok(whole)) => whole.lint(&mut own),
            _ => unknown_base(document, &mut own),
        }
        found.take(own, |key| said_by(documents, &chain, key).unwrap_or(index));
    }
    if documents.iter().all(|it| is_base(documents, &it.id)) {
        all_bases(documents, found);
    }
    versions::several_policies(documents, found);
    versions::repeated(documents, found);
    versions::neighbours(documents, found);
}

/// Policies of which each is extended by another: they build on themselves in the end, and none is
/// left to judge by.
fn all_bases(documents: &[PolicyDocument], found: &mut Found) {
    for (index, document) in documents.iter().enumerate() {
        let id = document.extends.clone();
        let at = format!("/policies/{index}/extends");
        found.add(at, PolicyDefect::UnknownBase { id });
    }
}

fn unknown_base(document: &PolicyDocument, found: &mut Found) {
    let id = document.extends.clone();
    found.add("/extends", PolicyDefect::UnknownBase { id });
}

/// The first document of a chain that says something under a key.
fn said_by(documents: &[PolicyDocument], chain: &[usize], key: &str) -> Option<usize> {
    let says = |index: &usize| {
        let document = documents.get(*index).map(serde_json::to_value);
        document.is_some_and(|it| it.is_ok_and(|it: Value| it.get(key).is_some()))
    };
    chain.iter().copied().find(says)
}

/// The findings so far.
#[derive(Debug, Default)]
struct Found(Vec<LintFinding>);

impl Found {
    fn add(&mut self, pointer: impl Into<String>, defect: PolicyDefect) {
        let pointer = pointer.into();
        self.0.push(LintFinding { pointer, defect });
    }

    /// Takes over findings of one policy of a set. `place` says which document speaks under a key
    /// of the policy. What two versions take over from the same document is found once.
    fn take(&mut self, found: Self, place: impl Fn(&str) -> usize) {
        for mut finding in found.0 {
            let key = finding.pointer.split('/').nth(1).unwrap_or_default();
            finding.pointer = format!("/policies/{}{}", place(key), finding.pointer);
            if !self.0.contains(&finding) {
                self.0.push(finding);
            }
        }
    }
}

/// A policy with everything that it takes over.
struct Whole<'a> {
    document: &'a PolicyDocument,
    profile: &'static Profile,
    /// The checks, without those whose rules name none.
    checks: Vec<RuledCheck>,
}

impl<'a> Whole<'a> {
    fn of(document: &'a PolicyDocument) -> Result<Self, Error> {
        let profile = profile(&document.extends)?;
        // A rule on a check that does not exist is a finding of its own.
        let mut known = document.clone();
        if let Some(rules) = &mut known.checks {
            rules.retain(|rule| checks::by_id(&rule.check).is_some());
        }
        let (checks, _) = ruled::ruled(profile, Some(&known))?;
        Ok(Self {
            document,
            profile,
            checks,
        })
    }

    fn lint(&self, found: &mut Found) {
        references::all(self.document, found);
        people::all(self, found);
        gates::all(self, found);
        calendar::all(self.document, found);
        parameters::all(self, found);
    }

    /// Whether the policy requires a check.
    fn requires(&self, id: &str) -> Option<&RuledCheck> {
        let mut checks = self.checks.iter();
        checks.find(|ruled| ruled.check.id == id && ruled.severity == Severity::Must)
    }

    /// Whether the policy asks for a check, required or not.
    fn asks(&self, id: &str) -> bool {
        self.checks.iter().any(|ruled| ruled.check.id == id)
    }
}

/// A finding as it is written.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LintFinding")]
struct Written<'a> {
    /// How much it weighs.
    level: DefectLevel,
    /// The place in the document, as a JSON Pointer (RFC 6901).
    pointer: &'a str,
    /// What is wrong.
    defect: &'a PolicyDefect,
    /// The same in words.
    message: String,
    /// How to put it right.
    remedy: &'static str,
}

impl Serialize for LintFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            level: self.defect.level(),
            pointer: &self.pointer,
            defect: &self.defect,
            message: self.defect.to_string(),
            remedy: self.defect.remedy(),
        }
        .serialize(serializer)
    }
}

impl JsonSchema for LintFinding {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Written::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Written::json_schema(generator)
    }
}
