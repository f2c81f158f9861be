//! What is said to be done next does open the gate, and nothing of it is too much.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use rayon::prelude::*;
use releasegate::assess::assess;
use releasegate::checks::Verdict;
use releasegate::model::Release;
use releasegate::next::{Cure, NextActions, OpenCheck, SuppliedFact, next_actions, supply};
use releasegate::policy::{Policy, PolicyDocument};
use releasegate::read::{Limits, read_json};
use releasegate::view::View;
use releasegate_benches::generate::{AS_OF, policy, record};

const SEED: u64 = 1;
const COUNT: usize = 10_000;

/// The verdict of a check once some facts are supplied; `None` when they leave something that is no
/// record, such as an item without its id.
fn verdict(
    policy: &Policy,
    release: &Release,
    check: &str,
    facts: &[SuppliedFact],
) -> Option<Verdict> {
    let supplied = supply(release, facts).ok()?;
    let view = View::of(&supplied, AS_OF.parse().unwrap());
    let assessment = assess(&view, policy);
    let finding = assessment
        .findings
        .iter()
        .find(|it| it.id() == check)
        .unwrap();
    Some(finding.verdict)
}

fn holds(policy: &Policy, release: &Release, open: &OpenCheck) {
    let given = verdict(policy, release, &open.check, &open.facts);
    assert_eq!(
        given,
        Some(Verdict::Conforming),
        "{} of {}: {open:#?}",
        open.check,
        release.id
    );
    for index in 0..open.facts.len() {
        let mut fewer = open.facts.clone();
        let left_out = fewer.remove(index);
        let given = verdict(policy, release, &open.check, &fewer);
        assert_ne!(
            given,
            Some(Verdict::Conforming),
            "{} without {}",
            open.check,
            left_out.at
        );
    }
}

#[test]
fn the_facts_listed_open_the_gate_and_all_of_them_are_needed() {
    let document: PolicyDocument = read_json(policy().as_bytes()).unwrap();
    let policy = Policy::of_document(document).unwrap();
    let actions = |index| -> (Release, NextActions) {
        let text = record(SEED, index).unwrap();
        let release = Release::read(text.as_bytes(), None, &Limits::default()).unwrap();
        let actions = next_actions(&release, &policy, AS_OF.parse().unwrap());
        (release, actions)
    };
    let counts = (0..COUNT)
        .into_par_iter()
        .map(actions)
        .map(|(release, actions)| {
            let mut counts = [0_usize; 5];
            for open in actions.gates.iter().flat_map(|gate| &gate.checks) {
                counts[match open.cure {
                    Cure::Supply => 0,
                    Cure::Wait => 1,
                    Cure::Redo => 2,
                    Cure::Instead => 3,
                }] += 1;
                if open.cure == Cure::Supply {
                    holds(&policy, &release, open);
                    counts[4] += open.facts.len();
                }
            }
            counts
        });
    let sum = counts.reduce(|| [0; 5], |a, b| std::array::from_fn(|i| a[i] + b[i]));
    let [supply, wait, redo, instead, facts] = sum;
    println!(
        "{COUNT} records: {supply} checks opened by {facts} facts, {wait} to wait for, {redo} to \
         do again, {instead} past curing"
    );
    assert!(supply > 1000 && wait > 1000 && instead > 1000, "{sum:?}");
}
