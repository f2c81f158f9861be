//! The places of a record that an expression looks at.

use serde_json::Value;

use crate::pointer::Pointer;

/// How many places of one expression are cited or named as missing.
pub(super) const MOST_PLACES: usize = 100;

/// A place of the record that an expression looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) steps: Vec<Step>,
    /// The pointer after each step; fewer than steps below what is left open by the format.
    pub(super) templates: Vec<&'static str>,
    /// Whether it is only asked if it is there.
    pub(super) tested: bool,
    /// The place as the expression has it.
    pub(super) text: String,
}

/// One step into a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
    EachItem,
}

/// A place where something is missing.
pub(super) struct Absent<'a> {
    pub(super) at: Pointer,
    /// Whether the pointer names all of it.
    pub(super) is_whole: bool,
    /// The first key on the way that is not there.
    pub(super) key: &'a str,
    pub(super) text: &'a str,
}

impl Use {
    /// The places that are in the record.
    pub(super) fn there(&self, record: &Value) -> Vec<Pointer> {
        let mut found = Vec::new();
        self.walk(record, 0, &mut Vec::new(), &mut |step, index, missing| {
            if missing.is_none() && found.len() < MOST_PLACES {
                found.extend(self.pointer(step, index));
            }
        });
        found
    }

    /// The places that are not in the record.
    pub(super) fn absent(&self, record: &Value) -> Vec<Absent<'_>> {
        let mut found = Vec::new();
        self.walk(record, 0, &mut Vec::new(), &mut |step, index, missing| {
            if let Some(key) = missing.filter(|_| found.len() < MOST_PLACES) {
                // Nobody knows how many items a list would have.
                let rest = self.steps.get(step..).unwrap_or_default();
                let keys = rest.iter().take_while(|step| **step != Step::EachItem);
                let end = step + keys.count();
                found.extend(self.pointer(end, index).map(|at| Absent {
                    at,
                    is_whole: self.templates.len() >= end,
                    key,
                    text: &self.text,
                }));
            }
        });
        found
    }

    /// Walks to every place that is meant: calls back with the steps taken, the indices on the
    /// way, and the key that is missing, if one is.
    fn walk<'u>(
        &'u self,
        value: &Value,
        at: usize,
        index: &mut Vec<usize>,
        then: &mut impl FnMut(usize, &[usize], Option<&'u str>),
    ) {
        let Some(step) = self.steps.get(at) else {
            return then(at, index, None);
        };
        match (step, value) {
            (Step::Key(key), Value::Object(map)) => match map.get(key) {
                Some(inside) => self.walk(inside, at + 1, index, then),
                None => then(at, index, Some(key)),
            },
            (Step::Item(position), Value::Array(items)) => {
                if let Some(item) = items.get(*position) {
                    index.push(*position);
                    self.walk(item, at + 1, index, then);
                    index.pop();
                }
            }
            // That there are none was looked at.
            (Step::EachItem, Value::Array(items)) if items.is_empty() => then(at, index, None),
            (Step::EachItem, Value::Array(items)) => {
                for (position, item) in items.iter().enumerate() {
                    index.push(position);
                    self.walk(item, at + 1, index, then);
                    index.pop();
                }
            }
            _ => {}
        }
    }

    /// The pointer after some steps, as far as the format says.
    fn pointer(&self, steps: usize, index: &[usize]) -> Option<Pointer> {
        let known = steps.min(self.templates.len()).checked_sub(1)?;
        let template = self.templates.get(known)?;
        Some(Pointer::filled(template, index))
    }
}
