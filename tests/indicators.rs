//! What holds of the indicators, whatever the records.

use proptest::prelude::*;
use proptest::test_runner::Config;
use releasegate::model::Release;
use releasegate::policy::{Policies, Policy, PolicyDocument};
use releasegate::portfolio::{
    Dimension, Indicator, IndicatorUnit, IndicatorValue, Lack, LoggedDeployment, Metrics,
    MetricsParameters, MetricsPeriod, MetricsQuestion, ReleaseFacts, metrics,
};
use releasegate::read::{Limits, Syntax};
use releasegate::time::{AsOf, Elapsed};
use releasegate::view::View;
use releasegate_tests::{as_release, release, repository};
use serde_json::{Value, json};

const AFTER_ALL: &str = "2026-09-01T00:00:00Z";

fn base() -> Value {
    serde_json::to_value(release("tests/vectors/base.yaml").unwrap()).unwrap()
}

fn policies() -> Policies {
    let text = std::fs::read(repository("tests/vectors/base-policy.yaml")).unwrap();
    let document = PolicyDocument::read(&text, Some(Syntax::Yaml), &Limits::default()).unwrap();
    let mut document = serde_json::to_value(document).unwrap();
    document["release_types"][0]["major"] = json!(true);
    document["limits"]["review_days"] = json!(30);
    let text = document.to_string();
    let document = PolicyDocument::read(text.as_bytes(), None, &Limits::default()).unwrap();
    Policies::of_one(Policy::of_document(document).unwrap())
}

fn question(as_of: &str, log: Option<Vec<LoggedDeployment>>) -> MetricsQuestion {
    let as_of: AsOf = as_of.parse().unwrap();
    let (from, to) = ("2026-01-01".parse().unwrap(), "2026-04-01".parse().unwrap());
    let zone = "Europe/Berlin".parse().unwrap();
    let question = MetricsQuestion {
        as_of,
        period: MetricsPeriod::new(from, to, zone, as_of).unwrap(),
        parameters: MetricsParameters::default(),
        by: vec![Dimension::Service, Dimension::Type],
        log,
    };
    question.validated().unwrap()
}

fn counted(records: &[Value], question: &MetricsQuestion) -> Metrics {
    let policies = policies();
    let facts = |record: &Value| {
        let release: Release = as_release(record).unwrap();
        let view = View::of(&release, question.as_of);
        ReleaseFacts::of(&view, &policies)
    };
    let facts: Vec<_> = records.iter().map(facts).collect();
    metrics(question, &policies, &facts)
}

fn of<'m>(metrics: &'m Metrics, id: &str) -> &'m Indicator {
    let mut found = metrics.indicators.iter();
    found.find(|indicator| indicator.id == id).unwrap()
}

/// Ways to spoil or change a record, as somebody might.
const CHANGES: usize = 9;

fn change(record: &mut Value, which: usize) {
    let attempt = "/deployment/waves/1/attempts/0";
    match which {
        0 => record["service"] = json!("mail"),
        1 => record["type"] = json!("emergency"),
        2 => {
            let attempt = record.pointer_mut(attempt).unwrap();
            attempt["outcome"] = json!("backed_out");
            attempt["back_out"] = json!({
                "decided_at": "2026-03-12T11:30:00Z",
                "ended_at": "2026-03-12T11:50:00Z",
                "outcome": "passed",
            });
        }
        3 => drop(record["early_life"]["incident_extracts"].take()),
        4 => record["early_life"]["incidents"] = json!([]),
        5 => drop(record["approvals"].take()),
        6 => record["deployment"]["waves"][1]["attempts"][0]["ended_at"] = json!("2026-03-12"),
        7 => drop(record["plan"].take()),
        _ => drop(record["service"].take()),
    }
}

fn portfolio() -> impl Strategy<Value = Vec<Value>> {
    let changes = proptest::collection::vec(0..CHANGES, 0..3);
    proptest::collection::vec(changes, 0..6).prop_map(|all| {
        let record = |(index, changes): (usize, Vec<usize>)| {
            let mut record = base();
            record["id"] = json!(format!("REL-{index}"));
            for which in changes {
                change(&mut record, which);
            }
            record
        };
        all.into_iter().enumerate().map(record).collect()
    })
}

fn log() -> Vec<LoggedDeployment> {
    let logged = json!([
        { "id": "D-1", "started_at": "2026-03-10T08:00:02Z", "ended_at": "2026-03-10T09:00:01Z", "release": "REL-0" },
        { "id": "D-2", "started_at": "2026-03-20T08:00:00Z", "ended_at": "2026-03-20T09:00:00Z" },
    ]);
    serde_json::from_value(logged).unwrap()
}

proptest! {
    #![proptest_config(Config::with_cases(48))]

    #[test]
    fn groups_add_up_to_the_total(records in portfolio()) {
        for indicator in counted(&records, &question(AFTER_ALL, None)).indicators {
            // An incident may be in two groups, and a middle value is no sum.
            let adds_up = !matches!(indicator.unit, IndicatorUnit::Incidents | IndicatorUnit::Duration);
            for by in [Dimension::Service, Dimension::Type] {
                let groups = indicator.groups.iter().filter(|group| group.by == by);
                let numerator: u64 = groups.clone().filter_map(|group| group.numerator).sum();
                let denominator: u64 = groups.clone().filter_map(|group| group.denominator).sum();
                let total: Elapsed = groups.filter_map(|group| group.total).sum();
                if adds_up {
                    prop_assert_eq!(numerator, indicator.numerator.unwrap_or_default());
                    prop_assert_eq!(total, indicator.total.unwrap_or_default());
                    // Every group is over all days of the period.
                    if indicator.unit != IndicatorUnit::PerDay {
                        prop_assert_eq!(denominator, indicator.denominator.unwrap_or_default());
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_of_records_and_of_the_log_decides_nothing(
        (records, other) in portfolio().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        let mut reversed = log();
        reversed.reverse();
        prop_assert_eq!(
            counted(&records, &question(AFTER_ALL, Some(log()))),
            counted(&other, &question(AFTER_ALL, Some(reversed)))
        );
    }

    #[test]
    fn a_value_is_there_or_undefined_and_never_divided_by_nothing(records in portfolio()) {
        for indicator in counted(&records, &question(AFTER_ALL, Some(log()))).indicators {
            prop_assert!(indicator.value.is_some() != indicator.undefined.is_some());
            match indicator.value {
                Some(IndicatorValue::Fraction { denominator, .. }) => prop_assert!(denominator > 0),
                Some(IndicatorValue::Duration { divided_by, .. }) => prop_assert!(divided_by > 0),
                _ => {}
            }
        }
    }

    #[test]
    fn each_release_is_counted_or_listed(records in portfolio()) {
        let metrics = counted(&records, &question(AFTER_ALL, None));
        for id in ["K03", "K05", "K07"] {
            let indicator = of(&metrics, id);
            let listed = indicator.excluded.len() + indicator.provisional.len();
            let counted = usize::try_from(indicator.denominator.unwrap()).unwrap();
            prop_assert_eq!(counted + listed, records.len(), "{}", id);
        }
    }
}

#[test]
fn facts_after_the_instant_change_nothing() {
    let as_of = "2026-03-25T00:00:00Z";
    let mut later = base();
    later["early_life"]["incidents"] = json!([{
        "id": "INC-9", "opened_at": "2026-03-28T09:00:00Z", "related_by": "tom",
        "related_at": "2026-03-28T10:00:00Z", "major": { "meets_criteria": true },
    }]);
    later["early_life"]["outcome"]["value"] = json!("failed");
    later["closure"]["reviews"] = json!([]);
    let mut known = base();
    known["early_life"]["incidents"] = json!([]);
    let mut longer = log();
    longer.push(serde_json::from_value(
        json!({ "id": "D-9", "started_at": "2026-03-28T08:00:00Z", "ended_at": "2026-03-28T09:00:00Z" }),
    ).unwrap());
    assert_eq!(
        counted(&[later], &question(as_of, Some(longer))),
        counted(&[known], &question(as_of, Some(log())))
    );
}

#[test]
fn nothing_at_all_has_no_shares() {
    let metrics = counted(&[], &question(AFTER_ALL, Some(Vec::new())));
    for indicator in &metrics.indicators {
        let is_number = matches!(
            indicator.value,
            None | Some(IndicatorValue::Count { count: 0 })
                | Some(IndicatorValue::Fraction {
                    numerator: 0,
                    denominator: 90
                })
        );
        assert!(is_number, "{}: {:?}", indicator.id, indicator.value);
    }
    assert_eq!(of(&metrics, "K10").denominator, Some(0));
}

#[test]
fn a_record_that_says_less_is_never_counted_better() {
    let mut less = base();
    drop(less["approvals"].take());
    let log = || {
        Some(vec![LoggedDeployment {
            release: Some("REL-1".into()),
            ..log().remove(0)
        }])
    };
    let unauthorised = |record: &Value| {
        let metrics = counted(std::slice::from_ref(record), &question(AFTER_ALL, log()));
        let found = of(&metrics, "K10");
        (found.numerator, found.denominator)
    };
    assert_eq!(unauthorised(&base()), (Some(0), Some(1)));
    assert_eq!(unauthorised(&less), (Some(1), Some(1)));
}

#[test]
fn an_end_that_is_a_day_without_a_zone_is_in_no_period() {
    let mut record = base();
    drop(record["zone"].take());
    record["deployment"]["waves"][1]["attempts"][0]["ended_at"] = json!("2026-03-12");
    let policies = Policies::of_one(Policy::of_profile("iso20000-1:2018").unwrap());
    let release = as_release(&record).unwrap();
    let question = question(AFTER_ALL, None);
    let facts = ReleaseFacts::of(&View::of(&release, question.as_of), &policies);
    let metrics = metrics(&question, &policies, &[facts]);
    let found = of(&metrics, "K01");
    assert_eq!(found.numerator, Some(0));
    assert_eq!(found.excluded[0].reason, Lack::EndUnknown);
}
