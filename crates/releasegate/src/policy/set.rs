//! Several policies in one document: the versions of one policy, and the policies they build on.

use std::borrow::Cow;

use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Policy, PolicyDocument, profile};
use crate::model::Release;
use crate::read::{self, Error, ErrorCode, Limits, Syntax};
use crate::time::{Moment, Span};
use crate::view::View;

/// The versions of a policy, and the policies they build on.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicySet {
    /// The format of this document: `releasegate/policies/1`.
    #[schemars(extend("const" = PolicySet::FORMAT))]
    pub format: String,
    /// The policies, in any order.
    pub policies: Vec<PolicyDocument>,
}

impl PolicySet {
    /// The format id of sets of policies.
    pub const FORMAT: &'static str = "releasegate/policies/1";
}

/// What a policy is written as, before it is made ready.
#[derive(Clone, Debug, PartialEq)]
pub enum PolicySource {
    /// The id of a shipped profile, or of one that is not.
    Profile(String),
    /// One policy in one version.
    Document(Box<PolicyDocument>),
    /// Several of them.
    Set(PolicySet),
}

impl PolicySource {
    /// Reads the id of a profile, a policy document, or a set of policies.
    ///
    /// # Errors
    /// When the text is none of them.
    pub fn read(text: &[u8], syntax: Option<Syntax>, limits: &Limits) -> Result<Self, Error> {
        // A profile id is one word; everything else is a document.
        let word = std::str::from_utf8(text).map(str::trim).ok();
        if let Some(id) = word.filter(|word| !word.contains(['\n', '{', ' '])) {
            return Ok(Self::Profile(id.to_owned()));
        }
        let format = read::format_of(text, syntax, limits);
        if format.as_deref() == Some(PolicySet::FORMAT) {
            return read::read(text, syntax, limits).map(Self::Set);
        }
        match PolicyDocument::read(text, syntax, limits) {
            Ok(document) => Ok(Self::Document(Box::new(document))),
            Err(_) if is_list(text, syntax, limits) => Err(bare_list()),
            Err(error) => Err(error),
        }
    }
}

/// Whether a text is a list, whatever it lists.
fn is_list(text: &[u8], syntax: Option<Syntax>, limits: &Limits) -> bool {
    read::read::<Vec<IgnoredAny>>(text, syntax, limits).is_ok()
}

/// The error for policies without what makes them a set.
fn bare_list() -> Error {
    let message = "found a list, expected a policy, or a set of policies";
    let help = "a set is a mapping with `format: releasegate/policies/1`, and the list under \
                `policies`";
    let mut error = Error::new(ErrorCode::WrongType, message).with_help(help);
    error.pointer = Some(String::new());
    error
}

/// The versions of one policy, made ready to judge records.
#[derive(Clone, Debug)]
pub struct Policies {
    /// The versions, earliest first; at least one.
    versions: Vec<Policy>,
    /// Used when there is no version, which cannot be.
    latest: Policy,
}

impl Policies {
    /// One policy in one version.
    #[must_use]
    pub fn of_one(policy: Policy) -> Self {
        Self {
            versions: vec![policy.clone()],
            latest: policy,
        }
    }

    /// Reads the id of a shipped profile, a policy document, or a set of policies.
    ///
    /// # Errors
    /// When the text is none of them, or one of the policies cannot be made ready.
    pub fn read(text: &[u8], syntax: Option<Syntax>, limits: &Limits) -> Result<Self, Error> {
        match PolicySource::read(text, syntax, limits)? {
            PolicySource::Profile(id) => Policy::of_profile(&id).map(Self::of_one),
            PolicySource::Document(document) => Policy::of_document(*document).map(Self::of_one),
            PolicySource::Set(set) => Self::of_set(set),
        }
    }

    /// Makes the versions of a policy ready.
    ///
    /// # Errors
    /// When a policy extends something that is not there, or itself; when the set holds no policy,
    /// or more than one that nothing else builds on.
    pub fn of_set(set: PolicySet) -> Result<Self, Error> {
        let documents = &set.policies;
        let mut main: Option<&str> = None;
        let mut versions = Vec::new();
        for (index, document) in documents.iter().enumerate() {
            if is_base(documents, &document.id) {
                continue;
            }
            if main.is_some_and(|main| main != document.id) {
                let message = "the set holds two policies that nothing else builds on";
                return Err(
                    at(index, "id", Error::new(ErrorCode::InvalidValue, message))
                        .with_help("give the versions of one policy, and the policies it extends"),
                );
            }
            main = Some(&document.id);
            let whole = inherited(documents, index, document, &mut vec![index])?;
            let policy = Policy::of_document(whole).map_err(|mut error| {
                let inside = error.pointer.unwrap_or_default();
                error.pointer = Some(format!("/policies/{index}{inside}"));
                error
            })?;
            versions.push(policy);
        }
        versions.sort_by_key(|policy| policy.valid_from().map(|from| from.first()));
        match versions.last().cloned() {
            Some(latest) => Ok(Self { versions, latest }),
            None => Err(Error::new(
                ErrorCode::InvalidValue,
                "the set holds no policy to judge by",
            )
            .with_help("add the policy itself to `policies`")),
        }
    }

    /// The latest version.
    #[must_use]
    pub fn latest(&self) -> &Policy {
        &self.latest
    }

    /// The versions, earliest first.
    #[must_use]
    pub fn versions(&self) -> &[Policy] {
        &self.versions
    }

    /// The version that was in force when a release was planned; as long as nobody knows that, the
    /// one in force at `as_of`. When none was in force, the latest: the checks say so.
    ///
    /// It takes a view, so that a plan made later cannot decide under which version a release is
    /// judged as of today.
    #[must_use]
    pub fn for_release(&self, view: &View<'_>) -> &Policy {
        if self.versions.len() < 2 {
            return &self.latest;
        }
        let (release, as_of) = (view.release(), view.as_of());
        let zone = release.zone.map(Into::into);
        let planned = planning_date(release);
        let at = planned.map_or(Some(as_of.span()), |planned| {
            planned.span(zone.or_else(|| self.latest.zone()))
        });
        at.and_then(|at| self.in_force(at)).unwrap_or(&self.latest)
    }

    /// The version that was in force throughout `at`.
    #[must_use]
    pub fn in_force(&self, at: Span) -> Option<&Policy> {
        let mut versions = self.versions.iter().rev();
        versions.find(|policy| {
            let from = policy.valid_from();
            let until = policy.superseded_from();
            from.is_some_and(|from| from.first() <= at.first())
                && until.is_none_or(|until| at.end() <= until.first())
        })
    }
}

/// When a release was planned, as far as the record tells.
#[must_use]
pub fn planning_date(release: &Release) -> Option<&Moment> {
    planned(release).map(|(at, _)| at)
}

/// As [`planning_date`], with where the record says so.
pub(crate) fn planned(release: &Release) -> Option<(&Moment, &'static str)> {
    let plan = release.plan.as_ref();
    let created = plan.and_then(|plan| plan.created_at.as_ref());
    let approved = plan.and_then(|plan| plan.approved_at.as_ref());
    let dates = [
        (created, "/plan/created_at"),
        (approved, "/plan/approved_at"),
        (release.registered_at.as_ref(), "/registered_at"),
    ];
    let mut known = dates
        .into_iter()
        .filter_map(|(at, place)| Some((at?, place)));
    known.next()
}

impl Policy {
    /// From when on the policy is in force.
    #[must_use]
    pub fn valid_from(&self) -> Option<Span> {
        let document = self.document.as_ref()?;
        document.valid_from.as_ref()?.span(self.zone_or_utc())
    }

    /// From when on the policy is no longer in force.
    #[must_use]
    pub fn superseded_from(&self) -> Option<Span> {
        let document = self.document.as_ref()?;
        document.superseded_from.as_ref()?.span(self.zone_or_utc())
    }

    fn zone_or_utc(&self) -> Option<Tz> {
        self.zone().or(Some(Tz::UTC))
    }
}

/// Whether another policy of a set builds on the one with this id.
pub(super) fn is_base(documents: &[PolicyDocument], id: &str) -> bool {
    let mut others = documents.iter().filter(|other| other.id != id);
    others.any(|other| split(&other.extends).0 == id)
}

/// The document with everything that it takes over from the policies it extends. Their positions
/// are added to `path`.
pub(super) fn inherited(
    documents: &[PolicyDocument],
    index: usize,
    document: &PolicyDocument,
    path: &mut Vec<usize>,
) -> Result<PolicyDocument, Error> {
    if profile(&document.extends).is_ok() {
        return Ok(document.clone());
    }
    let Some((base_index, base)) = base_of(documents, document) else {
        let message = "the policy extends neither a shipped profile nor a policy of the set";
        return Err(at(
            index,
            "extends",
            Error::new(ErrorCode::UnknownProfile, message),
        )
        .with_help("name a shipped profile, or `ID` or `ID@VERSION` of a policy of the set"));
    };
    if path.contains(&base_index) {
        let message = "the policy extends itself";
        return Err(at(
            index,
            "extends",
            Error::new(ErrorCode::InvalidValue, message),
        )
        .with_help("let one of the policies extend a shipped profile"));
    }
    path.push(base_index);
    let base = inherited(documents, base_index, base, path)?;
    Ok(document.clone().over(base))
}

/// The policy that a document extends: the version named, else the one in force when the document
/// takes effect.
fn base_of<'a>(
    documents: &'a [PolicyDocument],
    document: &PolicyDocument,
) -> Option<(usize, &'a PolicyDocument)> {
    let (id, version) = split(&document.extends);
    let starts = |document: &PolicyDocument| {
        let zone = document.zone.map_or(Tz::UTC, Into::into);
        let from = document.valid_from.as_ref()?.span(Some(zone))?;
        Some(from.first())
    };
    let candidates = documents.iter().enumerate().filter(|(_, candidate)| {
        candidate.id == id && version.is_none_or(|it| candidate.version.as_deref() == Some(it))
    });
    let in_time = candidates.filter(|(_, candidate)| {
        version.is_some() || document.valid_from.is_none() || starts(candidate) <= starts(document)
    });
    in_time.max_by_key(|(_, candidate)| starts(candidate))
}

/// A reference `ID` or `ID@VERSION`.
fn split(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('@') {
        Some((id, version)) => (id, Some(version)),
        None => (reference, None),
    }
}

fn at(index: usize, key: &str, mut error: Error) -> Error {
    error.pointer = Some(Cow::from(format!("/policies/{index}/{key}")).into_owned());
    error
}

#[cfg(test)]
mod tests {
    use super::Policies;
    use crate::model::Release;
    use crate::read::{Limits, read_json};
    use crate::view::View;

    fn policies(documents: &str) -> Result<Policies, String> {
        let text = format!(r#"{{"format":"releasegate/policies/1","policies":[{documents}]}}"#);
        Policies::read(text.as_bytes(), None, &Limits::default()).map_err(|error| {
            format!(
                "{} {}",
                error.code.as_str(),
                error.pointer.unwrap_or_default()
            )
        })
    }

    fn version(id: &str, extends: &str, version: &str, more: &str) -> String {
        format!(
            r#"{{"format":"releasegate/policy/1","id":"{id}","extends":"{extends}","version":"{version}"{more}}}"#
        )
    }

    const PROFILE: &str = "iso20000-1:2018";

    #[test]
    fn a_release_is_judged_by_the_version_in_force_when_it_was_planned() {
        let versions = [
            version(
                "acme",
                PROFILE,
                "2",
                r#","valid_from":"2026-06-01T00:00:00Z""#,
            ),
            version(
                "acme",
                PROFILE,
                "1",
                r#","valid_from":"2026-01-01T00:00:00Z","superseded_from":"2026-06-01T00:00:00Z""#,
            ),
        ];
        let policies = policies(&versions.join(",")).unwrap();
        let of_record = |planned: &str, as_of: &str| {
            let text = format!(
                r#"{{"format":"releasegate/release/1","id":"r","plan":{{"created_at":"{planned}"}}}}"#
            );
            let release: Release = read_json(text.as_bytes()).unwrap();
            let view = View::of(&release, as_of.parse().unwrap());
            let policy = policies.for_release(&view);
            policy.document.as_ref().unwrap().version.clone().unwrap()
        };
        let of = |planned: &str| of_record(planned, "2026-12-01T00:00:00Z");
        assert_eq!(of("2026-03-01T00:00:00Z"), "1");
        // In force from the first instant on, and no longer from the last one on.
        assert_eq!(of("2026-01-01T00:00:00Z"), "1");
        assert_eq!(of("2026-06-01T00:00:00Z"), "2");
        // A plan made later is not known yet.
        let before = of_record("2026-06-01T00:00:00Z", "2026-05-01T00:00:00Z");
        assert_eq!(before, "1");
    }

    #[test]
    fn a_policy_takes_over_what_it_does_not_say() {
        let documents = [
            version(
                "group",
                PROFILE,
                "1",
                r#","early_life_days":20,"methods":["canary"]"#,
            ),
            version("bank", "group", "1", r#","early_life_days":40"#),
        ];
        let policies = policies(&documents.join(",")).unwrap();
        let document = policies.latest().document.as_ref().unwrap();
        assert_eq!(document.id, "bank");
        assert_eq!(document.early_life_days, Some(40));
        assert_eq!(
            document.methods.as_deref(),
            Some(&["canary".to_owned()][..])
        );
        assert_eq!(document.extends, PROFILE);
    }

    #[test]
    fn a_list_of_policies_is_told_what_a_set_looks_like() {
        let yaml = "- {format: releasegate/policy/1, id: a, extends: x}\n";
        let json = r#"[{"format":"releasegate/policy/1"}]"#;
        for text in [yaml, json, "[\n]", "[1, 2]"] {
            let read = Policies::read(text.as_bytes(), None, &Limits::default());
            let error = read.unwrap_err();
            assert_eq!(error.code.as_str(), "wrong-type", "{text}");
            let help = error.help.unwrap();
            assert!(help.contains("releasegate/policies/1"), "{help}");
        }
    }

    #[test]
    fn what_cannot_be_composed_is_an_error_with_its_place() {
        for (documents, expected) in [
            (
                vec![version("a", "b", "1", "")],
                "unknown-profile /policies/0/extends",
            ),
            (
                vec![version("a", "a", "1", "")],
                "invalid-value /policies/0/extends",
            ),
            (
                vec![
                    version("a", PROFILE, "1", ""),
                    version("b", PROFILE, "1", ""),
                ],
                "invalid-value /policies/1/id",
            ),
            (vec![], "invalid-value "),
        ] {
            assert_eq!(policies(&documents.join(",")).unwrap_err(), expected);
        }
    }
}
