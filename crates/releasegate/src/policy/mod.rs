//! How an organization manages releases: the policy, and the shipped profile it builds on.

mod document;
mod impact;
mod inherit;
mod lint;
mod profile;
mod ruled;
mod rules;
mod set;

use chrono_tz::Tz;

pub use document::{PolicyDocument, PolicyFormat, ReleaseType};
pub use impact::{
    CheckChange, GateChange, Impact, JudgedCheck, ReleaseImpact, VerdictChange, Why, impact,
};
pub use lint::{DefectLevel, KeptClosed, LintFinding, PolicyDefect, lint};
pub use profile::{Defaults, Profile, profile, profiles};
pub use ruled::{AskedCheck, Departure, Loosened, RuledCheck, RuledClause};
pub use rules::{
    ApprovalRule, ApprovalSubject, CheckRule, EarlyLifeRules, Involvement, LeadTime, Limits,
    MajorThreshold, RoleRule, RuledSeverity,
};
pub(crate) use set::planned;
pub use set::{Policies, PolicySet, PolicySource, planning_date};

use crate::model::ReleaseTypeId;
use crate::own::OwnCheck;
use crate::pointer::Pointer;
use crate::read::Error;
use crate::time::Holidays;

/// A policy made ready to judge records: a profile, and what the organization says on top of it.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The shipped profile.
    pub profile: &'static Profile,
    /// What the organization says; `None` when only the profile was asked for.
    pub document: Option<PolicyDocument>,
    /// The checks, in the order of the process.
    pub checks: Vec<RuledCheck>,
    /// The organization's own checks, in the order of the policy.
    pub own_checks: Vec<OwnCheck>,
    /// The clauses that the profile judges as a whole.
    pub clauses: Vec<RuledClause>,
    /// Where the organization asks for less than the profile.
    pub departures: Vec<Departure>,
}

/// A setting and the place in the policy that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// The place, `policy#/defaults` for a default of the profile.
    pub pointer: Pointer,
}

/// Which limit is asked for.
#[derive(Debug)]
pub struct LimitName {
    of: fn(&Limits) -> Option<u32>,
    own: &'static str,
    default: &'static str,
}

impl LimitName {
    /// Where a policy sets it.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        self.own.into()
    }

    /// Whether limits set this one.
    pub(crate) fn is_set(&self, limits: &Limits) -> bool {
        (self.of)(limits).is_some()
    }
}

/// The limits that checks ask for.
pub mod limit {
    use super::LimitName;

    macro_rules! limits {
        ($($name:ident: $field:ident;)+) => {$(
            #[doc = concat!("See [`Limits::", stringify!($field), "`](super::Limits).")]
            pub const $name: LimitName = LimitName {
                of: |limits| limits.$field,
                own: concat!("policy#/limits/", stringify!($field)),
                default: concat!("policy#/defaults/limits/", stringify!($field)),
            };
        )+};
    }

    limits! {
        LATE_RECORD: late_record_business_days;
        CONFIGURATION_UPDATE: configuration_update_business_days;
        EMERGENCY_REVIEW: emergency_review_days;
        REVIEW: review_days;
        PROBLEM_AFTER_INCIDENTS: problem_after_incidents;
        CHANGE_TRENDS: change_trends_every_days;
        CONFIGURATION_AUDIT: configuration_audit_every_days;
        MEASUREMENTS: measurements_every_days;
        REPORTS: reports_every_days;
        RETENTION: retention_days;
        WAIVER_EXPIRES_SOON: waiver_expires_soon_days;
    }
}

impl Policy {
    /// The policy that a shipped profile is on its own.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownProfile`](crate::read::ErrorCode::UnknownProfile) when no shipped profile has this id.
    pub fn of_profile(id: &str) -> Result<Self, Error> {
        let profile = profile(id)?;
        Self::compiled(profile, None)
    }

    /// The policy of an organization.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownProfile`](crate::read::ErrorCode::UnknownProfile) when it extends a profile that is not shipped,
    /// [`ErrorCode::InvalidValue`](crate::read::ErrorCode::InvalidValue) when two release types share an id,
    /// [`ErrorCode::InvalidExpression`](crate::read::ErrorCode::InvalidExpression) when the expression of an own check cannot be used.
    pub fn of_document(document: PolicyDocument) -> Result<Self, Error> {
        let profile = profile(&document.extends).map_err(|mut error| {
            error.pointer = Some("/extends".to_owned());
            error
        })?;
        document.validate()?;
        Self::compiled(profile, Some(document))
    }

    fn compiled(
        profile: &'static Profile,
        document: Option<PolicyDocument>,
    ) -> Result<Self, Error> {
        let (checks, departures) = ruled::ruled(profile, document.as_ref())?;
        let clauses = ruled::clauses(profile, &checks);
        let own = document
            .as_ref()
            .and_then(|document| document.own_checks.as_deref());
        let own_checks = OwnCheck::compiled(own.unwrap_or_default())?;
        Ok(Self {
            profile,
            document,
            checks,
            own_checks,
            clauses,
            departures,
        })
    }

    /// The same policy, built on another shipped profile.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownProfile`](crate::read::ErrorCode::UnknownProfile) when no shipped profile has this id.
    pub fn under(&self, profile: &str) -> Result<Self, Error> {
        match &self.document {
            None => Self::of_profile(profile),
            Some(document) => Self::of_document(PolicyDocument {
                extends: profile.to_owned(),
                ..document.clone()
            }),
        }
    }

    /// The policy's id: the organization's own, or that of the profile.
    #[must_use]
    pub fn id(&self) -> &str {
        self.document
            .as_ref()
            .map_or(&self.profile.id, |document| &document.id)
    }

    /// Everything that is asked, in the order of the findings: by stage, the shipped checks first.
    #[must_use]
    pub fn asked(&self) -> Vec<AskedCheck<'_>> {
        let shipped = self.checks.iter().copied().map(AskedCheck::from);
        let own = self.own_checks.iter().map(AskedCheck::from);
        let mut asked: Vec<_> = shipped.chain(own).collect();
        asked.sort_by_key(|asked| asked.check.stage());
        asked
    }

    /// The zone in which days are counted.
    #[must_use]
    pub fn zone(&self) -> Option<Tz> {
        self.document.as_ref()?.zone.map(Into::into)
    }

    /// The release type with this id, and its position in the policy.
    #[must_use]
    pub fn release_type(&self, id: &ReleaseTypeId) -> Option<(usize, &ReleaseType)> {
        let types = self.document.as_ref()?.release_types.as_deref()?;
        types
            .iter()
            .enumerate()
            .find(|(_, candidate)| candidate.id == *id)
    }

    /// Whether a release type is for emergencies; `None` when the policy does not know it.
    #[must_use]
    pub fn is_emergency(&self, id: &ReleaseTypeId) -> Option<bool> {
        let (_, release_type) = self.release_type(id)?;
        Some(release_type.emergency == Some(true))
    }

    /// Whether a release type is for major releases; `None` when the policy does not know it, or
    /// says of none of its types whether it is.
    #[must_use]
    pub fn is_major(&self, id: &ReleaseTypeId) -> Option<bool> {
        let types = self.document.as_ref()?.release_types.as_deref()?;
        let (_, release_type) = self.release_type(id)?;
        let any_says = types.iter().any(|one| one.major.is_some());
        any_says.then_some(release_type.major == Some(true))
    }

    /// The length of the early-life period in days for a release type.
    #[must_use]
    pub fn early_life_days(&self, id: Option<&ReleaseTypeId>) -> Setting<u32> {
        let of_type = id
            .and_then(|id| self.release_type(id))
            .and_then(|(index, release_type)| {
                let pointer = Pointer::new("policy#/release_types/*/early_life_days", [index]);
                release_type
                    .early_life_days
                    .map(|value| Setting { value, pointer })
            });
        let of_document = || {
            let value = self.document.as_ref()?.early_life_days?;
            Some(Setting {
                value,
                pointer: "policy#/early_life_days".into(),
            })
        };
        of_type.or_else(of_document).unwrap_or(Setting {
            value: self.profile.defaults.early_life_days,
            pointer: "policy#/defaults/early_life_days".into(),
        })
    }

    /// A limit of the policy, else of the profile; `None` when neither sets it.
    #[must_use]
    pub fn limit(&self, name: &LimitName) -> Option<Setting<u32>> {
        let own = self
            .document
            .as_ref()
            .and_then(|document| document.limits.as_ref())
            .and_then(name.of);
        let own = own.map(|value| Setting {
            value,
            pointer: name.own.into(),
        });
        own.or_else(|| {
            (name.of)(&self.profile.defaults.limits).map(|value| Setting {
                value,
                pointer: name.default.into(),
            })
        })
    }

    /// The days on which nobody works, when the policy says; business days cannot be counted
    /// without.
    #[must_use]
    pub fn holidays(&self) -> Option<&Holidays> {
        self.document.as_ref()?.holidays.as_ref()
    }

    /// How early life support ends for a release type.
    #[must_use]
    pub fn early_life_rules(&self, id: Option<&ReleaseTypeId>) -> Option<Setting<&EarlyLifeRules>> {
        let of_type = id
            .and_then(|id| self.release_type(id))
            .and_then(|(index, release_type)| {
                let pointer = Pointer::new("policy#/release_types/*/early_life", [index]);
                let value = release_type.early_life.as_ref()?;
                Some(Setting { value, pointer })
            });
        of_type.or_else(|| {
            Some(Setting {
                value: self.document.as_ref()?.early_life.as_ref()?,
                pointer: "policy#/early_life".into(),
            })
        })
    }

    /// The rules on approvals of something, for a release type, with their positions.
    pub fn approval_rules(
        &self,
        of: ApprovalSubject,
        release_type: Option<&ReleaseTypeId>,
    ) -> impl Iterator<Item = (usize, &ApprovalRule)> {
        let document = self.document.as_ref();
        let rules = document.and_then(|document| document.approvals.as_deref());
        let is_for = move |rule: &ApprovalRule| {
            let types = rule.release_types.as_deref();
            types.is_none_or(|types| release_type.is_some_and(|id| types.contains(id)))
        };
        rules
            .unwrap_or_default()
            .iter()
            .enumerate()
            .filter(move |(_, rule)| rule.of == of && is_for(rule))
    }

    /// The deployment methods that a plan may name.
    #[must_use]
    pub fn methods(&self) -> Setting<&[String]> {
        match self
            .document
            .as_ref()
            .and_then(|document| document.methods.as_deref())
        {
            Some(value) => Setting {
                value,
                pointer: "policy#/methods".into(),
            },
            None => Setting {
                value: &self.profile.defaults.methods,
                pointer: "policy#/defaults/methods".into(),
            },
        }
    }

    /// Who has to be informed of outcome and future releases.
    #[must_use]
    pub fn audiences(&self) -> Setting<&[crate::model::AudienceId]> {
        match self
            .document
            .as_ref()
            .and_then(|document| document.audiences.as_deref())
        {
            Some(value) => Setting {
                value,
                pointer: "policy#/audiences".into(),
            },
            None => Setting {
                value: &self.profile.defaults.audiences,
                pointer: "policy#/defaults/audiences".into(),
            },
        }
    }
}
