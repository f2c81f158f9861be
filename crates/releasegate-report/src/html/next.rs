//! What would open each gate ahead, as a page shows it.

use std::collections::BTreeMap;

use releasegate::next::{Cure, FactKind, GateAhead, OpenCheck};

use super::Mark;
use super::findings::Anchors;
use crate::plain::{plain, short};
use crate::subject::Subject;
use crate::words::{short_name, words};

/// By when what a check asks for has to be there, by its id.
pub(super) type By = BTreeMap<String, String>;

/// A gate that is not open.
pub(super) struct Gate {
    pub(super) title: String,
    pub(super) checks: Vec<Step>,
}

/// A check that keeps it closed, and what helps.
pub(super) struct Step {
    pub(super) anchor: String,
    pub(super) id: String,
    pub(super) mark: Mark,
    pub(super) message: String,
    /// What helps, in words.
    pub(super) cure: String,
    /// What has to be supplied: where, what, by whom.
    pub(super) facts: Vec<(String, &'static str, String)>,
    pub(super) who: String,
    pub(super) by: Option<String>,
}

/// What is to be done about the findings that are listed.
pub(super) fn steps(subject: &Subject<'_>, anchors: &Anchors<'_>) -> (Vec<Gate>, By) {
    let blocks = subject.assessment.findings.iter();
    if !blocks.into_iter().any(|finding| finding.verdict.blocks()) {
        return (Vec::new(), By::new());
    }
    let actions = subject.next_actions();
    let all = actions.gates.iter().flat_map(|gate| &gate.checks);
    let by = all.filter_map(|open| Some((open.check.clone(), open.by?.to_string())));
    let by = by.collect();
    let gates = actions.gates.iter().map(|ahead| gate(ahead, anchors));
    (gates.filter(|gate| !gate.checks.is_empty()).collect(), by)
}

fn gate(ahead: &GateAhead, anchors: &Anchors<'_>) -> Gate {
    let checks = ahead.checks.iter().filter_map(|open| step(open, anchors));
    Gate {
        title: ahead.stage.map_or_else(
            || "What belongs to no gate".to_owned(),
            |stage| format!("Gate {}", short_name(stage)),
        ),
        checks: checks.collect(),
    }
}

fn step(open: &OpenCheck, anchors: &Anchors<'_>) -> Option<Step> {
    let cure = match open.cure {
        Cure::Supply => "supply:".to_owned(),
        Cure::Begin => format!("{} Begin with:", plain(&open.remedy)),
        Cure::Wait => match open.until {
            Some(until) => format!("wait until {until}"),
            None => "wait".to_owned(),
        },
        Cure::Redo => plain(&open.remedy).into_owned(),
        Cure::Instead => {
            let open: Vec<_> = open.instead.iter().map(|it| it.words()).collect();
            format!("nothing cures it any more; open: {}", open.join(", "))
        }
    };
    let facts = open.facts.iter().map(|fact| {
        let at = short(&fact.at).into_owned();
        (at, kind(fact.what), words(&fact.role))
    });
    Some(Step {
        anchor: anchors.get(open.check.as_str())?.clone(),
        id: short(&open.check).into_owned(),
        mark: Mark::of(open.verdict),
        message: short(&open.message).into_owned(),
        cure,
        facts: facts.collect(),
        who: words(&open.role),
        by: open.by.map(|by| by.to_string()),
    })
}

const fn kind(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Text => "a text or id",
        FactKind::Time => "a time",
        FactKind::Person => "a person",
        FactKind::Choice => "a choice",
        FactKind::YesNo => "yes or no",
        FactKind::Number => "a number",
        FactKind::Item => "an item",
        FactKind::None => "that there are none",
    }
}
