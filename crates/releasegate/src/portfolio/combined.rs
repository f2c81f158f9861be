//! Releases that are major ones only together.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::document::MetricsWarning;
use super::facts::ReleaseFacts;
use crate::policy::MajorThreshold;

/// What the size of releases is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CombinedMeasure {
    /// Requests for change realised.
    Changes,
    /// Configuration items affected.
    AffectedItems,
}

impl CombinedMeasure {
    const ALL: [Self; 2] = [Self::Changes, Self::AffectedItems];

    fn limit(self, threshold: &MajorThreshold) -> Option<u32> {
        match self {
            Self::Changes => threshold.changes,
            Self::AffectedItems => threshold.affected_items,
        }
    }

    fn of(self, facts: &ReleaseFacts) -> &BTreeSet<String> {
        match self {
            Self::Changes => &facts.changes,
            Self::AffectedItems => &facts.affected_items,
        }
    }

    /// Whether so many reach the threshold.
    fn is_reached(self, count: usize, threshold: &MajorThreshold) -> bool {
        let limit = self.limit(threshold);
        limit.is_some_and(|limit| u32::try_from(count).is_ok_and(|count| count >= limit))
    }
}

/// Releases of one service in the period that reach the threshold of a major release together,
/// although none of them does alone. A thing that two of them change counts once. Those of a type
/// for major releases were managed as such.
pub(super) fn combined<'f>(
    released: impl Iterator<Item = &'f ReleaseFacts>,
) -> Vec<MetricsWarning> {
    let mut by_service: BTreeMap<(&str, [Option<u32>; 2]), Vec<&ReleaseFacts>> = BTreeMap::new();
    for facts in released.filter(|facts| facts.major != Ok(true)) {
        let (Some(service), Some(threshold)) = (facts.service.as_deref(), &facts.threshold) else {
            continue;
        };
        let reaches =
            |measure: CombinedMeasure| measure.is_reached(measure.of(facts).len(), threshold);
        if !CombinedMeasure::ALL.into_iter().any(reaches) {
            // Versions of a policy with other thresholds measure otherwise.
            let key = CombinedMeasure::ALL.map(|measure| measure.limit(threshold));
            by_service.entry((service, key)).or_default().push(facts);
        }
    }
    let mut warnings = Vec::new();
    for ((service, _), releases) in by_service {
        let threshold = releases.first().and_then(|facts| facts.threshold);
        let each = CombinedMeasure::ALL.into_iter();
        warnings.extend(each.filter_map(|it| warning(service, it, &threshold?, &releases)));
    }
    warnings
}

fn warning(
    service: &str,
    measure: CombinedMeasure,
    threshold: &MajorThreshold,
    releases: &[&ReleaseFacts],
) -> Option<MetricsWarning> {
    let taking_part = releases
        .iter()
        .filter(|facts| !measure.of(facts).is_empty());
    let things: BTreeSet<&String> = taking_part
        .clone()
        .flat_map(|facts| measure.of(facts))
        .collect();
    measure
        .is_reached(things.len(), threshold)
        .then_some(MetricsWarning::CombinedOverMajor {
            service: service.to_owned(),
            measure,
            combined: u64::try_from(things.len()).unwrap_or(u64::MAX),
            threshold: measure.limit(threshold)?,
            releases: taking_part.map(|facts| facts.release.clone()).collect(),
        })
}
