//! Leaving out what is later than the horizon.

use std::collections::BTreeMap;

use super::Horizon;
use crate::model::Stated;
use crate::time::Moment;

/// A part of a record that may hold facts later than the horizon.
pub(super) trait Dated {
    /// Whether all of it is later.
    fn is_later(&self, _: &Horizon) -> bool {
        false
    }

    /// Whether something in it is later.
    fn holds_later(&self, _: &Horizon) -> bool {
        false
    }

    /// Leaves out what is later.
    fn hide(&mut self, _: &mut Hiding) {}
}

/// What is known while walking through a record.
pub(super) struct Hiding {
    pub(super) horizon: Horizon,
    /// The pointer to where the walk is, in the whole record.
    pub(super) path: String,
    /// For each list that lost items: the original position of each item kept.
    pub(super) kept: BTreeMap<String, Vec<usize>>,
}

impl Hiding {
    /// Walks into `key`.
    pub(super) fn within(&mut self, key: &str, walk: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(key);
        walk(self);
        self.path.truncate(length);
    }
}

/// A list that is later as a whole, or holds something that is.
pub(super) fn list_holds_later<T: Dated>(list: Option<&Stated<T>>, horizon: &Horizon) -> bool {
    match list {
        None => false,
        Some(Stated::None(statement)) => horizon.is_later(&statement.at),
        Some(Stated::Given(items)) => items
            .iter()
            .any(|item| item.is_later(horizon) || item.holds_later(horizon)),
    }
}

/// Whether a list has items, and all of them are later.
pub(super) fn list_is_later<T: Dated>(list: Option<&Stated<T>>, horizon: &Horizon) -> bool {
    match list {
        Some(Stated::Given(items)) if !items.is_empty() => {
            items.iter().all(|item| item.is_later(horizon))
        }
        _ => false,
    }
}

/// Leaves out the later items of a list. A list of which nothing is left is as if it had never
/// been written.
pub(super) fn hide_list<T: Dated>(list: &mut Option<Stated<T>>, key: &str, hiding: &mut Hiding) {
    let horizon = hiding.horizon;
    match list {
        None => {}
        Some(Stated::None(statement)) if horizon.is_later(&statement.at) => *list = None,
        Some(Stated::None(_)) => {}
        Some(Stated::Given(items)) => {
            let count = items.len();
            let mut kept = Vec::with_capacity(count);
            let mut position = 0;
            items.retain(|item| {
                let keep = !item.is_later(&horizon);
                if keep {
                    kept.push(position);
                }
                position += 1;
                keep
            });
            if items.is_empty() && count > 0 {
                *list = None;
                return;
            }
            hiding.within(key, |hiding| {
                for (item, original) in items.iter_mut().zip(&kept) {
                    hiding.within(&original.to_string(), |hiding| item.hide(hiding));
                }
                if kept.len() < count {
                    hiding.kept.insert(hiding.path.clone(), kept);
                }
            });
        }
    }
}

/// A date that may be missing.
pub(super) trait Date {
    fn is_later(&self, horizon: &Horizon) -> bool;
}

impl Date for Moment {
    fn is_later(&self, horizon: &Horizon) -> bool {
        horizon.is_later(self)
    }
}

impl Date for Option<Moment> {
    fn is_later(&self, horizon: &Horizon) -> bool {
        self.as_ref().is_some_and(|moment| horizon.is_later(moment))
    }
}
