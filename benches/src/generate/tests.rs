use std::collections::{BTreeMap, BTreeSet};

use releasegate::assess::assess;
use releasegate::checks::Verdict;
use releasegate::model::Release;
use releasegate::policy::{Policy, PolicyDocument};
use releasegate::read::{Limits, read_json};
use releasegate::view::View;
use serde_json::Value;

use super::{AS_OF, policy, record, record_without_faults};

const SEED: u64 = 1;
const COUNT: usize = 1500;

/// Checks that have no verdict `nonconforming` whatever a record holds, and those that only a
/// defective policy gives one.
const NEVER_REFUTED: [&str; 7] = [
    "PLN-04", "PLN-05", "PLN-08", "BLD-01", "ELS-02", "ELS-09", "CLS-02",
];
const REFUTED_BY_POLICY: [&str; 3] = ["SUP-02", "SUP-03", "SUP-04"];

fn compiled(text: &str) -> Policy {
    Policy::of_document(read_json::<PolicyDocument>(text.as_bytes()).unwrap()).unwrap()
}

/// The verdicts of each check over the records.
fn verdicts<'a>(
    policy: &Policy,
    records: impl Iterator<Item = &'a String>,
) -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut seen: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for text in records {
        let release = Release::read(text.as_bytes(), None, &Limits::default()).unwrap();
        let view = View::of(&release, AS_OF.parse().unwrap());
        for finding in assess(&view, policy).findings {
            seen.entry(finding.id().to_owned())
                .or_default()
                .insert(finding.verdict.id());
        }
    }
    seen
}

#[test]
fn the_same_seed_gives_the_same_records() {
    assert_eq!(record(7, 3).unwrap(), record(7, 3).unwrap());
    assert_ne!(record(7, 3).unwrap(), record(8, 3).unwrap());
    // Fails when the numbers of `fastrand` change: figures of before cannot be compared then.
    let text: String = (0..20).map(|index| record(SEED, index).unwrap()).collect();
    let sum = text
        .bytes()
        .fold(0_u32, |sum, byte| sum.rotate_left(5) ^ u32::from(byte));
    assert_eq!((text.len(), sum), EXPECTED);
}

const EXPECTED: (usize, u32) = (241_186, 2_706_610_780);

#[test]
fn records_are_valid_and_survive_a_round_trip() {
    for index in 0..COUNT {
        let text = record(SEED, index).unwrap();
        assert!(!text.contains('\n'));
        let release = Release::read(text.as_bytes(), None, &Limits::default()).unwrap();
        let written = serde_json::to_value(&release).unwrap();
        assert_eq!(
            written,
            serde_json::from_str::<Value>(&text).unwrap(),
            "record {index}"
        );
    }
}

#[test]
fn records_have_some_kilobytes() {
    let mut sizes: Vec<_> = (0..COUNT)
        .map(|index| record(SEED, index).unwrap().len())
        .collect();
    sizes.sort_unstable();
    let (low, median, high) = (
        sizes[COUNT / 100],
        sizes[COUNT / 2],
        sizes[COUNT - COUNT / 100],
    );
    assert!(
        low >= 5_000 && (10_000..13_500).contains(&median) && high <= 15_600,
        "{low}, {median}, {high}"
    );
}

#[test]
fn without_faults_nothing_is_wrong() {
    let policy = compiled(&policy());
    for index in 0..COUNT {
        let text = record_without_faults(SEED, index).unwrap();
        let release = Release::read(text.as_bytes(), None, &Limits::default()).unwrap();
        let view = View::of(&release, AS_OF.parse().unwrap());
        let assessment = assess(&view, &policy);
        assert_eq!(assessment.data_findings, [], "record {index}");
        // A cancelled release lacks what it never came to, and those who look ahead are cut off in
        // the middle.
        let whole = release
            .closure
            .as_ref()
            .is_none_or(|closure| closure.cancellation.is_none());
        for finding in &assessment.findings {
            assert!(
                finding.verdict != Verdict::Nonconforming
                    && (finding.verdict != Verdict::NotEvidenced || !whole),
                "record {index}, {}: {}",
                finding.id(),
                finding.message()
            );
        }
    }
}

#[test]
fn faults_give_every_verdict() {
    let policy = compiled(&policy());
    let records: Vec<_> = (0..COUNT)
        .map(|index| record(SEED, index).unwrap())
        .collect();
    let seen = verdicts(&policy, records.iter());
    let all: BTreeSet<_> = seen.values().flatten().copied().collect();
    assert_eq!(all, Verdict::ALL.map(Verdict::id).into());
    assert_eq!(seen.len(), policy.checks.len());
    for (check, verdicts) in &seen {
        assert!(verdicts.contains("conforming"), "{check}");
        assert!(verdicts.contains("not_evidenced"), "{check}");
        let refutable = !NEVER_REFUTED.contains(&check.as_str())
            && !REFUTED_BY_POLICY.contains(&check.as_str());
        assert_eq!(
            verdicts.contains("nonconforming"),
            refutable,
            "{check}: {verdicts:?}"
        );
    }
}

#[test]
fn a_defective_policy_is_found() {
    let mut document: Value = serde_json::from_str(&policy()).unwrap();
    for release_type in document["release_types"].as_array_mut().unwrap() {
        let release_type = release_type.as_object_mut().unwrap();
        for key in ["emergency", "frequency", "managed_by"] {
            release_type.remove(key);
        }
    }
    let records: Vec<_> = (0..50).map(|index| record(SEED, index).unwrap()).collect();
    let seen = verdicts(&compiled(&document.to_string()), records.iter());
    for check in REFUTED_BY_POLICY {
        assert!(seen[check].contains("nonconforming"), "{check}");
    }
}

#[test]
fn about_45_of_100_records_have_faults() {
    let differ = |index: &usize| {
        record(SEED, *index).unwrap() != record_without_faults(SEED, *index).unwrap()
    };
    let share = (0..COUNT).filter(differ).count() * 100 / COUNT;
    assert!((36..=50).contains(&share), "{share} of 100");
}
