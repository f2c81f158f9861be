//! Many releases together: the indicators of release and deployment management.
//!
//! [`ReleaseFacts::of`] takes from one record, as it could be known at an instant, what the
//! indicators count; [`metrics`] counts over many of them, and over the deployment log where there
//! is one. What is not evidenced is excluded and listed, never counted as good. Nothing here is a
//! verdict.

mod combined;
mod count;
mod document;
mod facts;
mod kpi;
mod lack;
mod log;
mod period;
mod population;
mod question;
mod tally;

pub use combined::CombinedMeasure;
pub use count::metrics;
pub use document::{
    CountedOver, Dimension, ExcludedCase, Indicator, IndicatorGroup, IndicatorUnit, IndicatorValue,
    ListedCase, Metrics, MetricsPolicy, MetricsPopulation, MetricsWarning, PopulationSource,
    WhyUndefined,
};
pub use facts::ReleaseFacts;
pub use lack::{Lack, Listed};
pub use log::LoggedDeployment;
pub use period::MetricsPeriod;
pub use question::{MetricsParameters, MetricsQuestion, RecoveryStart, Statistic, Success};
