//! The document that indicators are answered with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::combined::CombinedMeasure;
use super::lack::{Lack, Listed};
use super::period::MetricsPeriod;
use super::question::MetricsParameters;
use crate::time::{AsOf, Elapsed};

/// The indicators of release and deployment management over many releases.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Metrics {
    /// The format of this document: `releasegate/metrics/1`.
    #[schemars(extend("const" = Metrics::FORMAT))]
    pub format: &'static str,
    /// The instant; facts dated later are not counted.
    pub as_of: AsOf,
    /// The time that the indicators are about.
    pub period: MetricsPeriod,
    /// The policy in force at the instant.
    pub policy: MetricsPolicy,
    /// What was declared where sources disagree.
    pub parameters: MetricsParameters,
    /// What was counted over.
    pub population: MetricsPopulation,
    /// The indicators, in the order of the catalogue.
    pub indicators: Vec<Indicator>,
    /// What somebody should look at. No verdict.
    pub warnings: Vec<MetricsWarning>,
}

impl Metrics {
    /// The format id of indicators.
    pub const FORMAT: &'static str = "releasegate/metrics/1";
}

/// The policy that indicators were counted under.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MetricsPolicy {
    /// Its id; that of the profile when no policy of the organization was given.
    pub id: String,
    /// Its version.
    pub version: Option<String>,
    /// The profile it builds on.
    pub profile: String,
}

/// What indicators were counted over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MetricsPopulation {
    /// How many records there were.
    pub records: u64,
    /// How many of them were deployed in the period.
    pub releases: u64,
    /// How many deployments there were in the period.
    pub deployments: u64,
    /// Where the deployments were taken from.
    pub deployments_from: PopulationSource,
}

/// Where deployments were taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PopulationSource {
    /// From the deployment log: all there were.
    Log,
    /// From the records: those that somebody recorded.
    Records,
}

/// One indicator.
///
/// Percentages and averages are kept as their parts: whoever adds up over periods or teams adds
/// numerators and denominators, and rounds only to show.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Indicator {
    /// Its number in the catalogue, such as `K05`.
    pub id: &'static str,
    /// Which of several figures of the same number it is.
    pub variant: Option<&'static str>,
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub title: &'static str,
    /// The unit of its value.
    pub unit: IndicatorUnit,
    /// What it is counted over; missing when no record has a place for the facts it needs.
    pub over: Option<CountedOver>,
    /// The time that it is about.
    pub period: MetricsPeriod,
    /// The instant.
    pub as_of: AsOf,
    /// The value. Missing when it is undefined: never 0 % or 100 % of nothing.
    pub value: Option<IndicatorValue>,
    /// Why there is no value.
    pub undefined: Option<WhyUndefined>,
    /// What was counted.
    pub numerator: Option<u64>,
    /// Out of how many.
    pub denominator: Option<u64>,
    /// The lengths of time added up.
    pub total: Option<Elapsed>,
    /// The same by group. Their parts add up to those of the indicator, unless one thing can be in
    /// several groups (K06 counts an incident once in each) or a middle value is taken (D4).
    pub groups: Vec<IndicatorGroup>,
    /// What is in none of the numbers, and why.
    pub excluded: Vec<ExcludedCase>,
    /// What is in none of the numbers yet, because it is still observed.
    pub provisional: Vec<ExcludedCase>,
    /// Cases behind the number that somebody should look at.
    pub cases: Vec<ListedCase>,
}

/// The unit of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorUnit {
    /// A number of releases or deployments.
    Count,
    /// A number of different incidents; undefined when no release is counted.
    Incidents,
    /// A part of a whole.
    Share,
    /// A number for each release.
    PerRelease,
    /// A number for each calendar day.
    PerDay,
    /// The mean of lengths of time.
    MeanDuration,
    /// The length of time that stands for many, as declared.
    Duration,
}

/// What an indicator is counted over: each of them is counted, or listed with what is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountedOver {
    /// Releases whose deployment ended in the period.
    Releases,
    /// The same, and those of which nobody can tell whether it did.
    PossibleReleases,
    /// Deployments that ended in the period: those of the log, else those of the records.
    Deployments,
    /// Attempts of the records that ended in the period, whether there is a log or not.
    RecordedAttempts,
    /// Deployments of the log that ended in the period.
    LoggedDeployments,
}

/// An exact value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(extend("discriminator" = {"propertyName": "kind"}))]
pub enum IndicatorValue {
    /// A number of things.
    #[schemars(title = "CountValue")]
    Count {
        /// How many.
        count: u64,
    },
    /// One number divided by another, as counted.
    #[schemars(title = "FractionValue")]
    Fraction {
        /// What is divided.
        numerator: u64,
        /// By what; never 0.
        denominator: u64,
    },
    /// A length of time divided by a number.
    #[schemars(title = "DurationValue")]
    Duration {
        /// What is divided.
        total: Elapsed,
        /// By what; never 0.
        divided_by: u64,
    },
}

/// Why an indicator has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WhyUndefined {
    /// There is nothing to divide by.
    NothingToCount,
    /// No record has a place for the facts it needs.
    NotInRecords,
    /// It is about all deployments, and without a log only recorded ones are known.
    NoLog,
    /// The period does not begin and end where days do, so its days cannot be counted.
    NoWholeDays,
}

/// One group of an indicator.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct IndicatorGroup {
    /// What it is grouped by.
    pub by: Dimension,
    /// The service or type; missing for those that state none.
    pub key: Option<String>,
    /// The value; missing when it is undefined.
    pub value: Option<IndicatorValue>,
    /// Why there is no value.
    pub undefined: Option<WhyUndefined>,
    /// What was counted.
    pub numerator: Option<u64>,
    /// Out of how many.
    pub denominator: Option<u64>,
    /// The lengths of time added up.
    pub total: Option<Elapsed>,
}

/// What indicators are grouped by.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The service.
    Service,
    /// The release type.
    Type,
}

/// A release or a deployment that is in none of the numbers.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct ExcludedCase {
    /// The release.
    pub release: Option<String>,
    /// The deployment: its id in the log, or its place in the record.
    pub deployment: Option<String>,
    /// Why.
    pub reason: Lack,
}

/// A release or a deployment that is counted and should be looked at.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct ListedCase {
    /// The release.
    pub release: Option<String>,
    /// The deployment: its id in the log, or its place in the record.
    pub deployment: Option<String>,
    /// Why.
    pub reason: Listed,
    /// The ids of what it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}

/// Something that somebody should look at. No verdict.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(extend("discriminator" = {"propertyName": "kind"}))]
pub enum MetricsWarning {
    /// Releases of one service in one period reach the threshold of a major release together, and
    /// each alone stays under it.
    #[schemars(title = "CombinedOverMajor")]
    CombinedOverMajor {
        /// The service.
        service: String,
        /// What is measured.
        measure: CombinedMeasure,
        /// How much of it they have together, each thing counted once.
        combined: u64,
        /// From how much on a release is a major one.
        threshold: u32,
        /// The releases.
        releases: Vec<String>,
    },
    /// A record has a deployment of the period that the log does not have, so that one of them is
    /// not complete.
    #[schemars(title = "NotInLog")]
    NotInLog {
        /// The release.
        release: String,
        /// The place in its record.
        deployment: String,
    },
    /// Two records have the same id. Neither is counted.
    #[schemars(title = "RepeatedRelease")]
    RepeatedRelease {
        /// The id.
        release: String,
    },
}
