//! The policy document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::rules::{
    ApprovalRule, CheckRule, EarlyLifeRules, LeadTime, Limits, MajorThreshold, RoleRule,
};
use crate::format::format_id;
use crate::model::{AudienceId, Calendar, Document, DocumentId, PersonId, ReleaseTypeId};
use crate::own::OwnCheckRule;
use crate::read::{Error, ErrorCode};
use crate::time::{Holidays, Moment, Zone};

/// How an organization manages releases, in one version.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyDocument {
    /// The format of this document: `releasegate/policy/1`.
    pub format: PolicyFormat,
    /// Identifies the policy over all its versions.
    pub id: String,
    /// The version.
    pub version: Option<String>,
    /// What the policy is called.
    pub title: Option<String>,
    /// The shipped profile it builds on, for example `iso20000-1:2018`.
    pub extends: String,
    /// The zone in which days are counted, as in the IANA time zone database.
    pub zone: Option<Zone>,
    /// Who approved this version.
    pub approved_by: Option<PersonId>,
    /// When this version was approved.
    pub approved_at: Option<Moment>,
    /// In force from here on, inclusive.
    pub valid_from: Option<Moment>,
    /// In force up to here, exclusive; open when missing.
    pub superseded_from: Option<Moment>,
    /// How releases are identified so that no two of them share an id, for example by a prefix and
    /// a number that the register of releases gives out once.
    pub identification: Option<String>,
    /// The kinds of release.
    pub release_types: Option<Vec<ReleaseType>>,
    /// Documents the policy refers to.
    pub documents: Option<Vec<Document>>,
    /// Deployment methods that a plan may name.
    pub methods: Option<Vec<String>>,
    /// Length of the early-life period in calendar days, for types that set none of their own.
    pub early_life_days: Option<u32>,
    /// Who has to be informed of outcome and future releases.
    pub audiences: Option<Vec<AudienceId>>,
    /// How early life support ends, for types that set nothing of their own.
    pub early_life: Option<EarlyLifeRules>,
    /// What differs from the profile, check by check.
    pub checks: Option<Vec<CheckRule>>,
    /// The organization's own checks, written in CEL.
    pub own_checks: Option<Vec<OwnCheckRule>>,
    /// Who has to approve what.
    pub approvals: Option<Vec<ApprovalRule>>,
    /// Roles and their authority.
    pub roles: Option<Vec<RoleRule>>,
    /// Freezes and deployment windows.
    pub calendar: Option<Calendar>,
    /// Days on which nobody works, beside Saturdays and Sundays. Without it business days cannot
    /// be counted.
    pub holidays: Option<Holidays>,
    /// How long before the planned start facts have to be there.
    pub lead_times: Option<Vec<LeadTime>>,
    /// How long things may take.
    pub limits: Option<Limits>,
    /// From what size on a release is a major one. No check asks for it; the indicators warn of
    /// releases that reach it only together.
    pub major_threshold: Option<MajorThreshold>,
}

/// A kind of release.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseType {
    /// Unique within the policy.
    pub id: ReleaseTypeId,
    /// What the kind is called.
    pub title: Option<String>,
    /// Whether releases of this kind are emergencies.
    pub emergency: Option<bool>,
    /// Whether releases of this kind are major ones.
    pub major: Option<bool>,
    /// How often there are such releases; `on demand` is an answer.
    pub frequency: Option<String>,
    /// The document that says how such releases are managed.
    pub managed_by: Option<DocumentId>,
    /// Length of the early-life period in calendar days.
    pub early_life_days: Option<u32>,
    /// Why the early-life period is empty, when it is.
    pub early_life_reason: Option<String>,
    /// How early life support ends.
    pub early_life: Option<EarlyLifeRules>,
}

impl PolicyDocument {
    /// Finds what makes the document ambiguous.
    pub(super) fn validate(&self) -> Result<(), Error> {
        let types = self.release_types.as_deref().unwrap_or_default();
        for (index, release_type) in types.iter().enumerate() {
            if types
                .iter()
                .take(index)
                .any(|other| other.id == release_type.id)
            {
                let mut error = Error::new(
                    ErrorCode::InvalidValue,
                    "two release types have the same id",
                )
                .with_help("give each release type an id of its own");
                error.pointer = Some(format!("/release_types/{index}/id"));
                return Err(error);
            }
        }
        Ok(())
    }
}

format_id! {
    /// The format id of policies.
    pub PolicyFormat = "releasegate/policy/1", "a policy"
}
