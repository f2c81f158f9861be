//! What is said to be done next does open the gate, and nothing of it is too much.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use rayon::prelude::*;
use releasegate::model::Release;
use releasegate::next::{Cure, next_actions};
use releasegate::policy::{Policy, PolicyDocument};
use releasegate::read::{Limits, read_json};
use releasegate_benches::generate::{AS_OF, policy, record, whole_policy};
use releasegate_tests::facts::{Question, facts_hold};
use serde_json::Value;

const SEED: u64 = 1;

#[test]
fn the_facts_listed_open_the_gate_and_all_of_them_are_needed() {
    let policy = compiled(&policy());
    // What one check says does not depend on what else is asked, so it alone is asked again.
    let alone: BTreeMap<_, _> = policy
        .checks
        .iter()
        .map(|ruled| {
            let checks = vec![*ruled];
            let clauses = Vec::new();
            let policy = policy.clone();
            let alone = Policy {
                checks,
                clauses,
                ..policy
            };
            (ruled.check.id, alone)
        })
        .collect();
    let sum = counted(10_000, &policy, |check| &alone[check]);
    println!("10000 records, {} checks: {sum:?}", policy.checks.len());
    assert!(
        sum.supply > 1000 && sum.wait > 1000 && sum.instead > 1000,
        "{sum:?}"
    );
}

#[test]
fn so_do_they_for_every_check_of_the_profile() {
    let policy = compiled(&whole_policy());
    let sum = counted(150, &policy, |_| &policy);
    println!("150 records, {} checks: {sum:?}", policy.checks.len());
    assert!(sum.supply > 1000, "{sum:?}");
}

fn compiled(document: &str) -> Policy {
    let document: PolicyDocument = read_json(document.as_bytes()).unwrap();
    Policy::of_document(document).unwrap()
}

/// How many checks were open, by what helps them.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    supply: usize,
    begin: usize,
    wait: usize,
    redo: usize,
    instead: usize,
    facts: usize,
}

/// Asks what to do next for so many records, and tries what is said.
fn counted<'p>(
    records: usize,
    policy: &Policy,
    judging: impl Fn(&str) -> &'p Policy + Sync,
) -> Counts {
    let each = (0..records).into_par_iter().map(|index| {
        let text = record(SEED, index).unwrap();
        let release = Release::read(text.as_bytes(), None, &Limits::default()).unwrap();
        let actions = next_actions(&release, policy, AS_OF.parse().unwrap());
        let document: Value = serde_json::from_str(&text).unwrap();
        let mut counts = Counts::default();
        for open in actions.gates.iter().flat_map(|gate| &gate.checks) {
            match open.cure {
                Cure::Supply => counts.supply += 1,
                Cure::Begin => counts.begin += 1,
                Cure::Wait => counts.wait += 1,
                Cure::Redo => counts.redo += 1,
                Cure::Instead => counts.instead += 1,
            }
            if open.cure == Cure::Supply {
                let asked = Question {
                    record: &document,
                    policy: judging(&open.check),
                    as_of: AS_OF.parse().unwrap(),
                };
                facts_hold(&format!("{} of {}", open.check, release.id), open, asked);
                counts.facts += open.facts.len();
            }
        }
        counts
    });
    each.reduce(Counts::default, |a, b| Counts {
        supply: a.supply + b.supply,
        begin: a.begin + b.begin,
        wait: a.wait + b.wait,
        redo: a.redo + b.redo,
        instead: a.instead + b.instead,
        facts: a.facts + b.facts,
    })
}
