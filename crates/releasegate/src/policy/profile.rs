//! Shipped profiles: one framework and edition each, as data.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rules::Limits;
use crate::checks::Severity;
use crate::model::AudienceId;
use crate::read::{self, Error, ErrorCode};

/// A shipped policy: the checks of one framework and edition.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Identifies the profile, for example `iso20000-1:2018`.
    pub id: String,
    /// What the profile is called.
    pub title: String,
    /// The framework and edition whose clauses are rolled up.
    pub framework: String,
    /// The clauses that the checks judge as a whole.
    pub clauses: Vec<String>,
    /// What the profile judges and what it does not.
    pub scope: String,
    /// The checks.
    pub checks: Vec<ProfileCheck>,
    /// Settings for what a policy leaves open. Our design, not a clause.
    pub defaults: Defaults,
}

/// A check of a profile.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileCheck {
    /// The check.
    pub id: String,
    /// Its severity here; the check's own when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
}

/// Settings for what a policy leaves open.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// Deployment methods that a plan may name.
    pub methods: Vec<String>,
    /// Length of the early-life period in calendar days.
    pub early_life_days: u32,
    /// Who has to be informed of outcome and future releases.
    pub audiences: Vec<AudienceId>,
    /// How long things may take.
    pub limits: Limits,
}

const SHIPPED: [&str; 1] = [include_str!("../../profiles/iso20000-1-2018.json")];

static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    // A test reads each one, so that none can be dropped here.
    SHIPPED
        .iter()
        .filter_map(|text| read::read_json(text.as_bytes()).ok())
        .collect()
});

/// Every shipped profile.
#[must_use]
pub fn profiles() -> &'static [Profile] {
    &PROFILES
}

/// The shipped profile with this id.
///
/// # Errors
/// [`ErrorCode::UnknownProfile`] when there is none.
pub fn profile(id: &str) -> Result<&'static Profile, Error> {
    profiles()
        .iter()
        .find(|profile| profile.id == id)
        .ok_or_else(|| {
            let known: Vec<_> = profiles()
                .iter()
                .map(|profile| profile.id.as_str())
                .collect();
            Error::new(ErrorCode::UnknownProfile, "no shipped profile has this id")
                .with_help(format!("shipped profiles are {}", known.join(", ")))
        })
}

#[cfg(test)]
mod tests {
    use super::{PROFILES, Profile, SHIPPED};
    use crate::policy::Policy;
    use crate::read;

    #[test]
    fn every_shipped_profile_is_read_and_compiles() {
        for text in SHIPPED {
            let profile: Profile = read::read_json(text.as_bytes()).unwrap();
            Policy::of_profile(&profile.id).unwrap();
        }
        assert_eq!(PROFILES.len(), SHIPPED.len());
    }
}
