//! Shipped profiles: one framework and edition each, as data.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ruled::RuledCheck;
use super::rules::Limits;
use crate::checks::{self, Check, Severity};
use crate::model::AudienceId;
use crate::read::{self, Error, ErrorCode};

/// A shipped policy: the checks of one framework and edition.
#[derive(Clone, Debug, PartialEq)]
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
    /// The checks, in the order of the process.
    pub checks: Vec<RuledCheck>,
    /// Settings for what a policy leaves open. Our design, not a clause.
    pub defaults: &'static Defaults,
}

/// A profile as it is shipped.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    id: String,
    title: String,
    framework: String,
    clauses: Vec<String>,
    asks: Asks,
    scope: String,
}

/// Which checks a profile asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Asks {
    /// All there are, each with its own weight.
    All,
    /// Those that a clause of its framework asks for, all of them required.
    Own,
}

impl Shipped {
    fn profile(self, defaults: &'static Defaults) -> Profile {
        let asked = |check: &&'static Check| {
            let mut clauses = check.clauses.iter();
            self.asks == Asks::All || clauses.any(|clause| clause.framework == self.framework)
        };
        let checks = checks::all().filter(asked).map(|check| RuledCheck {
            check,
            severity: match self.asks {
                Asks::All => check.severity,
                Asks::Own => Severity::Must,
            },
            gate: check.gate,
        });
        Profile {
            checks: checks.collect(),
            id: self.id,
            title: self.title,
            framework: self.framework,
            clauses: self.clauses,
            scope: self.scope,
            defaults,
        }
    }
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

const DEFAULTS: &str = include_str!("../../profiles/defaults.json");

const SHIPPED: [&str; 8] = [
    include_str!("../../profiles/iso20000-1-2018.json"),
    include_str!("../../profiles/iso20000-1-2011.json"),
    include_str!("../../profiles/itil.json"),
    include_str!("../../profiles/cobit-2019.json"),
    include_str!("../../profiles/soc2.json"),
    include_str!("../../profiles/iso27001-2022.json"),
    include_str!("../../profiles/nist-800-53r5.json"),
    include_str!("../../profiles/pci-dss-4.json"),
];

/// One set of defaults for all profiles: a record is judged once, whatever profiles ask.
static SETTINGS: LazyLock<Option<Defaults>> =
    LazyLock::new(|| read::read_json(DEFAULTS.as_bytes()).ok());

static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    // A test reads each one, so that none can be dropped here.
    let shipped = SHIPPED.iter();
    let read = shipped.filter_map(|text| read::read_json::<Shipped>(text.as_bytes()).ok());
    let defaults = SETTINGS.as_ref();
    defaults.map_or_else(Vec::new, |defaults| {
        read.map(|shipped| shipped.profile(defaults)).collect()
    })
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
    use super::{PROFILES, SHIPPED};
    use crate::checks::{self, Severity};
    use crate::policy::{Policy, profile};

    #[test]
    fn every_shipped_profile_is_read_and_compiles() {
        assert_eq!(PROFILES.len(), SHIPPED.len());
        for profile in PROFILES.iter() {
            Policy::of_profile(&profile.id).unwrap();
            assert!(!profile.checks.is_empty(), "{}", profile.id);
        }
    }

    #[test]
    fn one_profile_asks_for_everything_and_the_others_for_their_own() {
        let whole = profile("iso20000-1:2018").unwrap();
        assert_eq!(whole.checks.len(), checks::all().count());
        for profile in PROFILES.iter().filter(|other| other.id != whole.id) {
            for ruled in &profile.checks {
                assert_eq!(ruled.severity, Severity::Must);
                let mut clauses = ruled.check.clauses.iter();
                assert!(clauses.any(|clause| clause.framework == profile.framework));
            }
        }
    }
}
