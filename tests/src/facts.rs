//! What is promised of the facts that are said to open a gate.

use releasegate::assess::assess;
use releasegate::checks::Verdict;
use releasegate::model::Release;
use releasegate::next::{Cure, OpenCheck, SuppliedFact, supply};
use releasegate::policy::Policy;
use releasegate::time::AsOf;
use releasegate::view::View;
use serde_json::Value;

/// What was asked: what to do next about a record.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The record, as a document.
    pub record: &'a Value,
    /// The policy.
    pub policy: &'a Policy,
    /// The instant of judgement.
    pub as_of: AsOf,
}

impl Question<'_> {
    /// The verdict of a check once some facts are supplied; `None` when they leave something that
    /// is no record, such as an item without its id.
    fn verdict(&self, check: &str, facts: &[SuppliedFact]) -> Option<Verdict> {
        let supplied: Release = supply(self.record, facts).ok()?;
        let view = View::of(&supplied, self.as_of);
        let assessment = assess(&view, self.policy);
        let mut findings = assessment.findings.iter();
        Some(findings.find(|finding| finding.id() == check)?.verdict)
    }
}

/// Holds an answer to its promise: supplying the facts meets the check, or shows that it does not
/// apply, and leaving out any one of them does not. Facts to begin with do not do so yet.
///
/// # Panics
/// When the answer does not hold.
pub fn facts_hold(name: &str, open: &OpenCheck, asked: Question<'_>) {
    if open.facts.is_empty() {
        return;
    }
    let given = asked.verdict(&open.check, &open.facts);
    let opens = given.is_some_and(|verdict| !verdict.blocks());
    assert_eq!(opens, open.cure == Cure::Supply, "{name}: {open:#?}");
    // Without the only fact, the check is what it was.
    let others = if open.facts.len() > 1 {
        open.facts.len()
    } else {
        0
    };
    for index in 0..others {
        let mut fewer = open.facts.clone();
        let left_out = fewer.remove(index);
        let verdict = asked.verdict(&open.check, &fewer);
        let opens = match given {
            Some(Verdict::NotApplicable) => verdict.is_some_and(|verdict| !verdict.blocks()),
            _ => verdict == Some(Verdict::Conforming),
        };
        assert!(!opens, "{name} without {}", left_out.at);
    }
}
