//! A record as it could be known at one instant: facts dated after it are not in the view.
//!
//! Checks are given a view, never a whole record, so that none of them can look ahead.

mod hide;
mod table;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono_tz::Tz;

use crate::model::Release;
use crate::pointer::Pointer;
use crate::time::{AsOf, Moment, visible};
use hide::{Dated, Hiding};

/// A record as it could be known at one instant.
#[derive(Clone, Debug)]
pub struct View<'a> {
    release: Cow<'a, Release>,
    as_of: AsOf,
    /// For each list that lost items, by its pointer: the original position of each item kept.
    kept: BTreeMap<String, Vec<usize>>,
}

impl<'a> View<'a> {
    /// The record as it could be known at `as_of`.
    ///
    /// A fact counts as known from when it was recorded, where the record tells, else from when it
    /// happened. A fact without a date is always known. The record is copied only when something
    /// has to be left out.
    #[must_use]
    pub fn of(release: &'a Release, as_of: AsOf) -> Self {
        let horizon = Horizon::of(release, as_of);
        let mut kept = BTreeMap::new();
        let release = if release.holds_later(&horizon) {
            let mut known = release.clone();
            kept = known.hide_later(horizon);
            Cow::Owned(known)
        } else {
            Cow::Borrowed(release)
        };
        Self {
            release,
            as_of,
            kept,
        }
    }

    /// As [`View::of`], of a record that nobody needs whole afterwards: what is later is taken out
    /// of it, so that it is never copied.
    #[must_use]
    pub fn taken_from(release: &'a mut Release, as_of: AsOf) -> Self {
        let horizon = Horizon::of(release, as_of);
        let mut kept = BTreeMap::new();
        if release.holds_later(&horizon) {
            kept = release.hide_later(horizon);
        }
        Self {
            release: Cow::Borrowed(release),
            as_of,
            kept,
        }
    }

    /// What could be known.
    #[must_use]
    pub fn release(&self) -> &Release {
        &self.release
    }

    /// The instant.
    #[must_use]
    pub fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// Whether nothing had to be left out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.release, Cow::Borrowed(_))
    }

    /// Whether places in the view differ from places in the whole record.
    #[must_use]
    pub fn moves_places(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Makes a place in the view a place in the whole record.
    pub(crate) fn restore(&self, pointer: &mut Pointer) {
        let Some((outer, _)) = pointer.template().split_once("/*") else {
            return;
        };
        if !self.kept.keys().any(|list| list.starts_with(outer)) {
            return;
        }
        pointer.rename_indices(|list, index| {
            let position = usize::try_from(index).ok();
            let original = self
                .kept
                .get(list)
                .zip(position)
                .and_then(|(kept, i)| kept.get(i));
            original
                .and_then(|original| u32::try_from(*original).ok())
                .unwrap_or(index)
        });
    }
}

/// The last instant that can be known, and the zone in which days are meant.
#[derive(Clone, Copy, Debug)]
struct Horizon {
    as_of: AsOf,
    zone: Option<Tz>,
}

impl Release {
    /// Leaves out what is later. For each list that lost items, by its pointer: the original
    /// position of each item kept.
    fn hide_later(&mut self, horizon: Horizon) -> BTreeMap<String, Vec<usize>> {
        let mut hiding = Hiding {
            horizon,
            path: String::new(),
            kept: BTreeMap::new(),
        };
        self.hide(&mut hiding);
        hiding.kept
    }
}

impl Horizon {
    fn of(release: &Release, as_of: AsOf) -> Self {
        Self {
            as_of,
            zone: release.zone.map(Into::into),
        }
    }

    fn is_later(&self, moment: &Moment) -> bool {
        !visible(moment, &self.as_of, self.zone)
    }
}

#[cfg(test)]
mod tests {
    use super::View;
    use crate::model::{Items, Release};
    use crate::pointer::Pointer;
    use crate::read::read_json;

    fn record(json: &str) -> Release {
        read_json(json.as_bytes()).unwrap()
    }

    #[test]
    fn later_items_are_gone_and_pointers_still_fit() {
        let release = record(
            r#"{"format":"releasegate/release/1","id":"r","approvals":[
                {"id":"a","decision":"approved","decided_at":"2026-03-09T10:00:00Z"},
                {"id":"b","decision":"approved","decided_at":"2026-03-01T10:00:00Z"}]}"#,
        );
        let view = View::of(&release, "2026-03-05T00:00:00Z".parse().unwrap());
        let ids: Vec<_> = view
            .release()
            .approvals
            .items()
            .iter()
            .map(|a| a.id.as_str())
            .collect();
        assert_eq!(ids, ["b"]);
        let mut pointer = Pointer::new("/approvals/*/decided_at", [0]);
        view.restore(&mut pointer);
        assert_eq!(pointer.to_string(), "/approvals/1/decided_at");
    }

    #[test]
    fn a_list_of_later_items_only_is_as_if_absent() {
        let release = record(
            r#"{"format":"releasegate/release/1","id":"r","baselines":[
                {"id":"a","taken_at":"2026-03-09T10:00:00Z"}],
                "problems":{"none":{"by":"eva","at":"2026-03-09T10:00:00Z"}}}"#,
        );
        let view = View::of(&release, "2026-03-05T00:00:00Z".parse().unwrap());
        assert_eq!(view.release().baselines, None);
        assert_eq!(view.release().problems, None);
    }

    #[test]
    fn what_was_recorded_later_is_not_known() {
        let release = record(
            r#"{"format":"releasegate/release/1","id":"r","approvals":[
                {"id":"a","decision":"approved","decided_at":"2026-03-01T01:10:00Z",
                 "recorded_at":"2026-03-01T08:00:00Z"}]}"#,
        );
        let at = |text: &str| {
            View::of(&release, text.parse().unwrap())
                .release()
                .approvals
                .is_some()
        };
        assert!(!at("2026-03-01T05:00:00Z"));
        assert!(at("2026-03-01T08:00:00Z"));
    }
}
