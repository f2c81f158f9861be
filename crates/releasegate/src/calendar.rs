//! Freezes and deployment windows: what the policy and the record list, when they are, and whether
//! they apply to something. The one place that asks.

use chrono_tz::Tz;

use crate::checks::{Reason, says_nothing};
use crate::model::{Calendar, CalendarEntry, Items, Release, Stated};
use crate::pointer::Pointer;
use crate::policy::Policy;
use crate::time::{Proof, Window, WindowError};

/// The freezes or the windows of the policy and of a record: both count.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    /// The entries, those of the policy first.
    pub listed: Vec<Listed<'a>>,
    /// What the lists say where they list nothing.
    pub silent: Silent,
}

/// What a calendar says that lists nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silent {
    /// It says something.
    No,
    /// Nobody wrote a list.
    Missing,
    /// The record has an empty list, of which nobody knows who looked.
    Empty(Pointer),
    /// There are none: somebody stated so, or an approved policy has an empty list.
    NoneAt(Pointer),
}

/// An entry of a calendar, and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The entry.
    pub entry: &'a CalendarEntry,
    /// Where the entry is.
    pub at: Pointer,
    /// Where its scope is.
    pub scope_at: Pointer,
    /// Where its owner is.
    pub owner_at: Pointer,
    from_at: Pointer,
    until_at: Pointer,
    zone: Option<Tz>,
}

/// What is deployed or planned, by the names that the scope of an entry may use.
#[derive(Clone, Debug, Default)]
pub struct Target<'a> {
    /// The service, the environment and the sites, as far as they are known.
    pub names: Vec<&'a str>,
    /// Where the others would be.
    pub unknown: Vec<Pointer>,
}

/// The times in which nothing may go live.
#[must_use]
pub fn freezes<'a>(policy: &'a Policy, release: &'a Release) -> Entries<'a> {
    entries(
        policy,
        release,
        |calendar| calendar.freezes.as_ref(),
        [&POLICY_FREEZES, &FREEZES],
    )
}

/// The times in which deployments may happen.
#[must_use]
pub fn windows<'a>(policy: &'a Policy, release: &'a Release) -> Entries<'a> {
    entries(
        policy,
        release,
        |calendar| calendar.windows.as_ref(),
        [&POLICY_WINDOWS, &WINDOWS],
    )
}

fn entries<'a>(
    policy: &'a Policy,
    release: &'a Release,
    list: impl Fn(&'a Calendar) -> Option<&'a Stated<CalendarEntry>>,
    [in_policy, in_record]: [&Places; 2],
) -> Entries<'a> {
    let document = policy.document.as_ref();
    let of_policy = document.and_then(|document| list(document.calendar.as_ref()?));
    let support = release.support.as_ref();
    let of_record = support.and_then(|support| list(support.calendar.as_ref()?));
    let own_zone = release.zone.map(Tz::from).or_else(|| policy.zone());
    let mut listed = Vec::new();
    for (list, places, zone) in [
        (of_policy, in_policy, policy.zone()),
        (of_record, in_record, own_zone),
    ] {
        let items = list.map_or(&[][..], |list| match list {
            Stated::Given(items) => items,
            Stated::None(_) => &[],
        });
        let items = items.iter().enumerate();
        listed.extend(items.map(|(index, entry)| Listed::new(entry, places, index, zone)));
    }
    let silent = match (of_policy, of_record) {
        _ if !listed.is_empty() => Silent::No,
        (Some(_), _) => Silent::NoneAt(in_policy.list.into()),
        (None, Some(Stated::None(_))) => Silent::NoneAt(in_record.list.into()),
        (None, Some(Stated::Given(_))) => Silent::Empty(in_record.list.into()),
        (None, None) => Silent::Missing,
    };
    Entries { listed, silent }
}

impl<'a> Listed<'a> {
    fn new(entry: &'a CalendarEntry, places: &Places, index: usize, zone: Option<Tz>) -> Self {
        let at = |template| Pointer::new(template, [index]);
        Self {
            entry,
            at: at(places.each),
            scope_at: at(places.scope),
            owner_at: at(places.owner),
            from_at: at(places.from),
            until_at: at(places.until),
            zone: entry.zone.map(Tz::from).or(zone),
        }
    }

    /// The occurrences that may share an instant with `around`, earliest first.
    ///
    /// # Errors
    /// Why they cannot be told.
    pub fn occurrences(&self, around: &Window) -> Result<Vec<Window>, Reason<'a>> {
        let Some(from) = &self.entry.from else {
            return Err(Reason::Missing { at: self.from_at });
        };
        let Some(until) = &self.entry.until else {
            return Err(Reason::Missing { at: self.until_at });
        };
        let itself = match Window::defined(from, until, self.zone) {
            Ok(window) => window,
            Err(WindowError::Unusable) => return Err(Reason::TimeUnusable { at: self.at }),
            Err(WindowError::Inverted) => {
                let (at, with) = (self.until_at, self.from_at);
                return Err(Reason::Contradiction { at, with });
            }
        };
        let Some(recurrence) = &self.entry.recurrence else {
            return Ok(vec![itself]);
        };
        let unusable = Reason::TimeUnusable { at: self.at };
        let zone = self.zone.or_else(|| from.zone()).ok_or(unusable)?;
        recurrence
            .occurrences(from, until, zone, around)
            .ok_or(unusable)
    }

    /// Whether the entry is for a target. A name that the target does not have may be that of
    /// something about it that nobody stated.
    #[must_use]
    pub fn applies_to(&self, target: &Target<'_>) -> Proof {
        let scope = self.entry.scope.items();
        if scope.iter().all(|name| says_nothing(Some(name))) {
            return Proof::Undecided;
        }
        let is_meant = |name: &String| name == EVERYTHING || target.names.contains(&name.as_str());
        Proof::decide(scope.iter().any(is_meant), target.unknown.is_empty())
    }
}

/// The name in a scope that stands for all services, environments and sites.
pub(crate) const EVERYTHING: &str = "*";

/// Where the parts of the entries of a list are.
pub(crate) struct Places {
    pub(crate) list: &'static str,
    each: &'static str,
    pub(crate) id: &'static str,
    pub(crate) from: &'static str,
    pub(crate) until: &'static str,
    pub(crate) scope: &'static str,
    owner: &'static str,
}

macro_rules! places {
    ($($name:ident: $list:literal;)+) => {$(
        pub(crate) const $name: Places = Places {
            list: $list,
            each: concat!($list, "/*"),
            id: concat!($list, "/*/id"),
            from: concat!($list, "/*/from"),
            until: concat!($list, "/*/until"),
            scope: concat!($list, "/*/scope"),
            owner: concat!($list, "/*/owner"),
        };
    )+};
}

places! {
    POLICY_FREEZES: "policy#/calendar/freezes";
    POLICY_WINDOWS: "policy#/calendar/windows";
    FREEZES: "/support/calendar/freezes";
    WINDOWS: "/support/calendar/windows";
}

#[cfg(test)]
mod tests {
    use crate::policy::PolicyDocument;
    use crate::read::Limits;

    #[test]
    fn an_unreadable_recurrence_is_an_error_with_its_place() {
        let text = br#"{"format":"releasegate/policy/1","id":"p","extends":"iso20000-1:2018",
            "calendar":{"freezes":[{"id":"F","recurrence":"every sunday"}]}}"#;
        let error = PolicyDocument::read(text, None, &Limits::default()).unwrap_err();
        let place = error.pointer.as_deref();
        assert_eq!(place, Some("/calendar/freezes/0/recurrence"));
    }
}
