//! The promises of the design that hold of every record.

use proptest::prelude::*;
use proptest::test_runner::Config;
use releasegate::assess::assess;
use releasegate::checks::Verdict;
use releasegate::model::Release;
use releasegate::policy::Policy;
use releasegate::time::AsOf;
use releasegate::view::View;
use releasegate_tests::{as_release, places, policy, release};
use serde_json::{Value, json};

/// After everything that the complete records tell of, and before their periodic work is due again.
const AFTER_ALL: &str = "2026-09-01T00:00:00Z";

fn as_of(text: &str) -> AsOf {
    text.parse().unwrap()
}

/// The complete records of the repository, each with its policy.
fn complete() -> Vec<(Value, Policy)> {
    [
        ("tests/vectors/base.yaml", "tests/vectors/base-policy.yaml"),
        (
            "examples/payments-4.2/release.yaml",
            "examples/payments-4.2/policy.yaml",
        ),
    ]
    .into_iter()
    .map(|(record, rules)| {
        (
            serde_json::to_value(release(record).unwrap()).unwrap(),
            policy(rules).unwrap(),
        )
    })
    .collect()
}

fn judged(release: &Release, policy: &Policy, at: AsOf) -> Value {
    let view = View::of(release, at);
    serde_json::to_value(assess(&view, policy)).unwrap()
}

fn verdicts(release: &Release, policy: &Policy, at: AsOf) -> Vec<(String, Verdict)> {
    let view = View::of(release, at);
    assess(&view, policy)
        .findings
        .iter()
        .map(|finding| (finding.id().to_owned(), finding.verdict))
        .collect()
}

#[test]
fn complete_records_are_conforming() {
    for (record, policy) in complete() {
        let assessment = judged(&as_release(&record).unwrap(), &policy, as_of(AFTER_ALL));
        assert_eq!(assessment["conforming"], true, "{assessment:#}");
        assert_eq!(assessment["data_findings"], json!([]));
    }
}

#[test]
fn nothing_is_conforming_without_evidence() {
    let empty = json!({"format": "releasegate/release/1", "id": "REL-0"});
    let mut policies = vec![Policy::of_profile("iso20000-1:2018").unwrap()];
    policies.extend(complete().into_iter().map(|(_, policy)| policy));
    for policy in policies {
        for (check, verdict) in verdicts(&as_release(&empty).unwrap(), &policy, as_of(AFTER_ALL)) {
            assert_eq!(verdict, Verdict::NotEvidenced, "{check}");
        }
    }
}

/// Removing evidence never makes a required finding better, except where what is removed is the
/// fault itself, of which a complete record has none.
#[test]
fn removing_evidence_never_makes_a_record_more_conforming() {
    let mut removals = 0;
    for (record, policy) in complete() {
        let all = verdicts(&as_release(&record).unwrap(), &policy, as_of(AFTER_ALL));
        for place in places(&record)
            .into_iter()
            .filter(|place| !place.is_empty())
        {
            let mut less = record.clone();
            if !remove(&mut less, &place) {
                continue;
            }
            let Ok(less) = as_release(&less) else {
                continue;
            };
            removals += 1;
            let now = verdicts(&less, &policy, as_of(AFTER_ALL));
            for ((check, before), (_, after)) in all.iter().zip(&now) {
                let was_needed = *before == Verdict::NotApplicable && *after == Verdict::Conforming;
                assert!(!was_needed, "{check} became conforming without {place}");
            }
        }
    }
    assert!(removals > 500, "{removals}");
}

/// Pointers of evidence lead somewhere; pointers of missing facts do not, or to something empty.
#[test]
fn pointers_lead_where_they_say() {
    for (record, policy) in complete() {
        for place in places(&record) {
            let mut less = record.clone();
            if !place.is_empty() && !remove(&mut less, &place) {
                continue;
            }
            let Ok(release) = as_release(&less) else {
                continue;
            };
            let assessment = judged(&release, &policy, as_of(AFTER_ALL));
            for finding in assessment["findings"].as_array().unwrap() {
                for pointer in finding["evidence"].as_array().unwrap() {
                    let pointer = pointer.as_str().unwrap();
                    let there = pointer.starts_with("policy#") || less.pointer(pointer).is_some();
                    assert!(
                        there,
                        "{} cites {pointer} without {place}",
                        finding["check"]
                    );
                }
            }
        }
    }
}

/// Facts dated after the instant of judgement change nothing.
#[test]
fn later_facts_are_invisible() {
    let mut moved = 0;
    for (record, policy) in complete() {
        for place in places(&record) {
            let Some(key) = place.rsplit('/').next() else {
                continue;
            };
            let dated = key.ends_with("_at") || (key == "at" && place.contains("/none/"));
            if !dated {
                continue;
            }
            let mut later = record.clone();
            *later.pointer_mut(&place).unwrap() = json!("2099-01-01T00:00:00Z");
            let view_json = {
                let release = as_release(&later).unwrap();
                serde_json::to_string(View::of(&release, as_of(AFTER_ALL)).release()).unwrap()
            };
            assert!(
                !view_json.contains("2099"),
                "{place} is visible before its time"
            );
            let _ = &policy;
            moved += 1;
        }
    }
    assert!(moved > 80, "{moved}");
}

/// Judging at an instant gives what the record said then, whatever was added later.
#[test]
fn history_does_not_depend_on_what_came_later() {
    for (record, policy) in complete() {
        let release = as_release(&record).unwrap();
        for day in [
            "2026-02-05",
            "2026-03-01",
            "2026-03-10",
            "2026-03-11",
            "2026-04-01",
            "2026-05-15",
        ] {
            let at = as_of(&format!("{day}T08:30:00Z"));
            let then = View::of(&release, at).release().clone();
            let known_then = verdicts(&then, &policy, at);
            assert_eq!(known_then, verdicts(&release, &policy, at), "{day}");
        }
    }
}

fn remove(document: &mut Value, pointer: &str) -> bool {
    let Some((parent, token)) = pointer.rsplit_once('/') else {
        return false;
    };
    match document.pointer_mut(parent) {
        Some(Value::Object(map)) => map.shift_remove(token).is_some(),
        Some(Value::Array(items)) => match token.parse::<usize>() {
            Ok(index) if index < items.len() => {
                items.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, cases: 400, ..Config::default() })]

    /// Whatever a place of a record is replaced by: an answer or an error with a code.
    #[test]
    fn any_change_gives_an_answer_or_an_error(seed in any::<prop::sample::Index>(), value in anything()) {
        for (record, policy) in complete() {
            let all = places(&record);
            let place: &String = seed.get(&all);
            let mut changed = record.clone();
            *changed.pointer_mut(place).unwrap() = value.clone();
            if let Ok(release) = as_release(&changed) {
                let first = judged(&release, &policy, as_of(AFTER_ALL));
                prop_assert_eq!(&first, &judged(&release, &policy, as_of(AFTER_ALL)));
            }
        }
    }

    /// Reading what was written gives the same record, and writing it again the same bytes.
    #[test]
    fn nothing_is_lost_between_reading_and_writing(seed in any::<prop::sample::Index>(), value in anything()) {
        for (record, _) in complete() {
            let all = places(&record);
            let mut changed = record.clone();
            *changed.pointer_mut(seed.get(&all).as_str()).unwrap() = value.clone();
            if let Ok(release) = as_release(&changed) {
                let written = serde_json::to_string(&release).unwrap();
                let again = as_release(&serde_json::from_str(&written).unwrap()).unwrap();
                prop_assert_eq!(&again, &release);
                prop_assert_eq!(serde_json::to_string(&again).unwrap(), written);
            }
        }
    }
}

/// Values that tend to break things.
fn anything() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!([])),
        Just(json!({})),
        Just(json!("")),
        Just(json!("TBD")),
        Just(json!("2026-03-10")),
        Just(json!("2026-03-10T08:00:00Z")),
        Just(json!("2026-03-10T08:00:00")),
        Just(json!("2026-03-29T02:30:00+01:00")),
        Just(json!({"none": {"by": "eva", "at": "2026-03-01"}})),
        Just(json!({"none": {}})),
        any::<i64>().prop_map(|number| json!(number)),
        any::<bool>().prop_map(|flag| json!(flag)),
        ".{0,12}".prop_map(|text| json!(text)),
    ]
}
