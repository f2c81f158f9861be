//! The indicators for a terminal: here, and nowhere else, they are rounded.

use std::fmt::Write;

use releasegate::portfolio::{
    ExcludedCase, Indicator, IndicatorGroup, IndicatorUnit, IndicatorValue, ListedCase, Metrics,
    WhyUndefined,
};
use releasegate_report::{plain, undefined_words, warning_words};

pub(super) fn text(metrics: &Metrics) -> String {
    let mut text = String::new();
    let period = &metrics.period;
    let open = if period.is_over { "" } else { ", not over" };
    // Writing to a text does not fail.
    let _ = writeln!(
        text,
        "from {} up to {} ({}{open}), as of {}",
        period.from, period.to, period.zone, metrics.as_of
    );
    let counted = &metrics.population;
    let _ = writeln!(
        text,
        "{} records, {} released, {} deployments\n",
        counted.records, counted.releases, counted.deployments
    );
    for indicator in &metrics.indicators {
        one(&mut text, indicator);
    }
    for warning in &metrics.warnings {
        let _ = writeln!(text, "warning: {}", plain(&warning_words(warning)));
    }
    text
}

fn one(text: &mut String, indicator: &Indicator) {
    let value = shown(indicator.value, indicator.undefined, indicator.unit);
    let (id, title) = (indicator.id, indicator.title);
    let _ = writeln!(text, "{id:<4} {value:<24} {title}");
    for group in &indicator.groups {
        let _ = writeln!(text, "     {}", plain(&of_group(group, indicator.unit)));
    }
    for case in &indicator.cases {
        let _ = writeln!(text, "     {}", plain(&of_case(case)));
    }
    for (word, left_out) in [
        ("provisional", &indicator.provisional),
        ("excluded", &indicator.excluded),
    ] {
        for excluded in left_out {
            let _ = writeln!(text, "     {word}: {}", plain(&of_excluded(excluded)));
        }
    }
}

fn of_group(group: &IndicatorGroup, unit: IndicatorUnit) -> String {
    let key = group.key.as_deref().unwrap_or("not stated");
    format!("{key}: {}", shown(group.value, group.undefined, unit))
}

fn of_case(case: &ListedCase) -> String {
    let subject = subject(case.release.as_deref(), case.deployment.as_deref());
    let items = case.items.join(", ");
    let gap = if items.is_empty() { "" } else { ": " };
    format!("{subject}: {}{gap}{items}", case.reason)
}

fn of_excluded(excluded: &ExcludedCase) -> String {
    let subject = subject(excluded.release.as_deref(), excluded.deployment.as_deref());
    format!("{subject}: {}", excluded.reason)
}

fn subject(release: Option<&str>, deployment: Option<&str>) -> String {
    let parts: Vec<_> = release.into_iter().chain(deployment).collect();
    parts.join(" ")
}

fn shown(
    value: Option<IndicatorValue>,
    undefined: Option<WhyUndefined>,
    unit: IndicatorUnit,
) -> String {
    match value {
        None => format!("undefined ({})", undefined.map_or("", undefined_words)),
        Some(IndicatorValue::Count { count }) => count.to_string(),
        Some(IndicatorValue::Fraction {
            numerator,
            denominator,
        }) => {
            let rounded = match unit {
                IndicatorUnit::Share => rounded(numerator, denominator, 100) + " %",
                _ => rounded(numerator, denominator, 1),
            };
            format!("{rounded} ({numerator}/{denominator})")
        }
        Some(IndicatorValue::Duration { total, divided_by }) => {
            let nanos = u128::try_from(total.nanos()).unwrap_or_default();
            let minutes = nanos / u128::from(divided_by.max(1)) / 60_000_000_000;
            format!("{} h {} min", minutes / 60, minutes % 60)
        }
    }
}

/// A fraction of so many, to one digit, halves up.
fn rounded(numerator: u64, denominator: u64, of: u128) -> String {
    let (numerator, denominator) = (u128::from(numerator), u128::from(denominator.max(1)));
    let tenths = (numerator * of * 20 + denominator) / (denominator * 2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn a_fraction_is_rounded_once() {
        assert_eq!(rounded(1, 3, 100), "33.3");
        assert_eq!(rounded(2, 3, 100), "66.7");
        assert_eq!(rounded(1, 8, 1), "0.1");
        assert_eq!(rounded(1, 20, 1), "0.1");
        assert_eq!(rounded(3, 2, 100), "150.0");
    }
}
