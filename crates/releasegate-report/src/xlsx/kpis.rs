//! The indicators over the releases of the report, where a period was asked for.
//!
//! A value is divided once, here, and not rounded; beside it stand its parts, since whoever adds up
//! periods or teams adds those.

use releasegate::portfolio::{
    ExcludedCase, Indicator, IndicatorGroup, IndicatorUnit, IndicatorValue, Metrics,
    PopulationSource, Statistic, WhyUndefined,
};
use releasegate::time::Elapsed;

use super::Sheet;
use crate::columns::{Column, Kind};
use crate::indicators::{undefined_words, warning_words};
use crate::words::{count, word_of};

pub(super) const KPIS: Sheet = Sheet {
    name: "KPIs",
    columns: &KPI_COLUMNS,
};

pub(super) const CASES: Sheet = Sheet {
    name: "KPI cases",
    columns: &CASE_COLUMNS,
};

/// The column whose cells are of another kind for each unit.
const VALUE: &str = "value";

const KPI_COLUMNS: [Column; 16] = [
    Column::new("id", Kind::Text, 6),
    Column::new("variant", Kind::Text, 12),
    Column::new("name", Kind::Text, 30),
    Column::new("counts", Kind::Text, 60),
    Column::new("by", Kind::Text, 10),
    Column::new("group", Kind::Text, 16),
    Column::new("numerator", Kind::Number, 12),
    Column::new("denominator", Kind::Number, 12),
    Column::new("total", Kind::Days, 12),
    Column::new(VALUE, Kind::Ratio, 12),
    Column::new("unit", Kind::Text, 16),
    Column::new("population", Kind::Text, 20),
    Column::new("undefined", Kind::Text, 20),
    Column::new("excluded", Kind::Number, 10),
    Column::new("provisional", Kind::Number, 12),
    Column::new("cases", Kind::Number, 8),
];

const CASE_COLUMNS: [Column; 7] = [
    Column::new("id", Kind::Text, 6),
    Column::new("variant", Kind::Text, 12),
    Column::new("listed_as", Kind::Text, 12),
    Column::new("release", Kind::Text, 22),
    Column::new("deployment", Kind::Text, 36),
    Column::new("reason", Kind::Text, 60),
    Column::new("items", Kind::Text, 40),
];

/// A row on an indicator, in total or for a group.
pub(super) struct Row {
    pub(super) columns: [Column; KPI_COLUMNS.len()],
    pub(super) cells: [String; KPI_COLUMNS.len()],
}

pub(super) fn rows(metrics: &Metrics) -> impl Iterator<Item = Row> {
    metrics.indicators.iter().flat_map(|indicator| {
        let groups = indicator.groups.iter();
        std::iter::once(in_total(indicator)).chain(groups.map(|group| of_group(indicator, group)))
    })
}

/// What is in none of the numbers, what is not yet, and what is and should be looked at.
pub(super) fn cases(metrics: &Metrics) -> impl Iterator<Item = [String; CASE_COLUMNS.len()]> {
    metrics.indicators.iter().flat_map(|indicator| {
        let left_out = [
            ("excluded", &indicator.excluded),
            ("provisional", &indicator.provisional),
        ];
        let left_out = left_out.into_iter().flat_map(move |(listed_as, list)| {
            let row = move |it: &ExcludedCase| {
                let of = (it.release.as_deref(), it.deployment.as_deref());
                case(indicator, listed_as, of, it.reason.to_string(), &[])
            };
            list.iter().map(row)
        });
        left_out.chain(indicator.cases.iter().map(|it| {
            let of = (it.release.as_deref(), it.deployment.as_deref());
            case(indicator, "case", of, it.reason.to_string(), &it.items)
        }))
    })
}

/// What the last sheet says of them.
pub(super) fn about(metrics: &Metrics) -> Vec<[String; 2]> {
    let (period, population) = (&metrics.period, &metrics.population);
    let (from, to, zone) = (period.from, period.to, period.zone);
    let open = if period.is_over { "" } else { ", not over" };
    let source = match population.deployments_from {
        PopulationSource::Log => "the log",
        PopulationSource::Records => "the records",
    };
    let declared = &metrics.parameters;
    let statistic = match declared.statistic {
        Statistic::Median => "median".to_owned(),
        Statistic::NearestRank { percentile } => format!("percentile {percentile}"),
    };
    let declared = [
        format!("success {}", or_empty(word_of(&declared.success))),
        format!(
            "recovery from {}",
            or_empty(word_of(&declared.recovery_start))
        ),
        statistic,
    ];
    let [records, deployments] = [population.records, population.deployments]
        .map(|number| usize::try_from(number).unwrap_or(usize::MAX));
    let mut rows = vec![
        (
            "kpis",
            "a share is a part of 1 and looks like a percentage, a length of time is in days; what \
             is not evidenced is in none of the numbers and listed under KPI cases. Over periods or \
             teams add numerators, denominators and totals, then divide"
                .to_owned(),
        ),
        ("period", format!("from {from} up to {to} ({zone}{open})")),
        (
            "counted",
            format!(
                "{}, {} of them deployed in the period; {} in it, taken from {source}",
                count(records, "record"),
                population.releases,
                count(deployments, "deployment")
            ),
        ),
        ("declared", declared.join(", ")),
    ];
    let warnings = metrics.warnings.iter();
    rows.extend(warnings.map(|warning| ("warning", warning_words(warning))));
    rows.into_iter()
        .map(|(topic, text)| [topic.to_owned(), text])
        .collect()
}

fn in_total(indicator: &Indicator) -> Row {
    let counted = Counted {
        value: indicator.value,
        undefined: indicator.undefined,
        numerator: indicator.numerator,
        denominator: indicator.denominator,
        total: indicator.total,
    };
    let listed = [&indicator.excluded, &indicator.provisional].map(|list| list.len().to_string());
    let [excluded, provisional] = listed;
    let listed = [excluded, provisional, indicator.cases.len().to_string()];
    row(indicator, [String::new(), String::new()], &counted, listed)
}

fn of_group(indicator: &Indicator, group: &IndicatorGroup) -> Row {
    let counted = Counted {
        value: group.value,
        undefined: group.undefined,
        numerator: group.numerator,
        denominator: group.denominator,
        total: group.total,
    };
    let key = group.key.as_deref().unwrap_or("not stated").to_owned();
    let by = or_empty(word_of(&group.by));
    row(indicator, [by, key], &counted, Default::default())
}

/// What an indicator and a group of it share.
struct Counted {
    value: Option<IndicatorValue>,
    undefined: Option<WhyUndefined>,
    numerator: Option<u64>,
    denominator: Option<u64>,
    total: Option<Elapsed>,
}

fn row(
    indicator: &Indicator,
    [by, group]: [String; 2],
    counted: &Counted,
    [excluded, provisional, cases]: [String; 3],
) -> Row {
    let kind = kind(indicator.unit);
    let number = |number: Option<u64>| or_empty(number.map(|number| number.to_string()));
    Row {
        columns: KPI_COLUMNS.map(|column| match column.name {
            VALUE => Column { kind, ..column },
            _ => column,
        }),
        cells: [
            indicator.id.to_owned(),
            indicator.variant.unwrap_or_default().to_owned(),
            indicator.name.to_owned(),
            indicator.title.to_owned(),
            by,
            group,
            number(counted.numerator),
            number(counted.denominator),
            or_empty(counted.total.map(|total| days(total, 1))),
            or_empty(counted.value.map(divided)),
            or_empty(word_of(&indicator.unit)),
            or_empty(indicator.over.as_ref().and_then(word_of)),
            counted.undefined.map_or("", undefined_words).to_owned(),
            excluded,
            provisional,
            cases,
        ],
    }
}

fn case(
    indicator: &Indicator,
    listed_as: &str,
    (release, deployment): (Option<&str>, Option<&str>),
    reason: String,
    items: &[String],
) -> [String; CASE_COLUMNS.len()] {
    [
        indicator.id.to_owned(),
        indicator.variant.unwrap_or_default().to_owned(),
        listed_as.to_owned(),
        release.unwrap_or_default().to_owned(),
        deployment.unwrap_or_default().to_owned(),
        reason,
        items.join("; "),
    ]
}

const fn kind(unit: IndicatorUnit) -> Kind {
    match unit {
        IndicatorUnit::Count | IndicatorUnit::Incidents => Kind::Number,
        IndicatorUnit::Share => Kind::Share,
        IndicatorUnit::PerRelease | IndicatorUnit::PerDay => Kind::Ratio,
        IndicatorUnit::MeanDuration | IndicatorUnit::Duration => Kind::Days,
    }
}

/// A value as a decimal number, to the last digit that a spreadsheet can hold.
fn divided(value: IndicatorValue) -> String {
    match value {
        IndicatorValue::Count { count } => count.to_string(),
        IndicatorValue::Fraction {
            numerator,
            denominator,
        } => (numerator as f64 / denominator as f64).to_string(),
        IndicatorValue::Duration { total, divided_by } => days(total, divided_by),
    }
}

fn days(total: Elapsed, divided_by: u64) -> String {
    const NANOS: f64 = 86_400e9;
    (total.nanos() as f64 / NANOS / divided_by as f64).to_string()
}

fn or_empty(text: Option<String>) -> String {
    text.unwrap_or_default()
}
