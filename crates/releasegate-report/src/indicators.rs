//! Indicators in words.

use releasegate::portfolio::{CombinedMeasure, MetricsWarning, WhyUndefined};

/// Why an indicator has no value.
#[must_use]
pub const fn undefined_words(undefined: WhyUndefined) -> &'static str {
    match undefined {
        WhyUndefined::NothingToCount => "nothing to count",
        WhyUndefined::NotInRecords => "not in records",
        WhyUndefined::NoLog => "no deployment log",
        WhyUndefined::NoWholeDays => "no whole days",
        _ => "no value",
    }
}

/// What somebody should look at.
#[must_use]
pub fn warning_words(warning: &MetricsWarning) -> String {
    match warning {
        MetricsWarning::CombinedOverMajor {
            service,
            measure,
            combined,
            threshold,
            releases,
        } => {
            let things = match measure {
                CombinedMeasure::Changes => "changes",
                CombinedMeasure::AffectedItems => "configuration items",
            };
            format!(
                "{service}: {} have {combined} {things} together, each less than the {threshold} \
                 of a major release",
                releases.join(", ")
            )
        }
        MetricsWarning::NotInLog {
            release,
            deployment,
        } => format!("{release} {deployment}: not in the deployment log"),
        MetricsWarning::RepeatedRelease { release } => {
            format!("{release}: two records have this id, neither is counted")
        }
    }
}
