//! Freezes and deployment windows are defined.

use chrono_tz::Tz;

use super::policy::policy_in_force;
use crate::authority::role;
use crate::calendar::{FREEZES, POLICY_FREEZES, POLICY_WINDOWS, Places, WINDOWS};
use crate::checks::case::the_one;
use crate::checks::check::framework::{ITIL, NIST_800_53R5};
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Calendar, CalendarEntry, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::{Window, WindowError};

pub(super) static DEFINED: Check = Check {
    id: "SUP-14",
    name: "release-calendar-not-defined",
    title: "Freezes and deployment windows are defined",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Should,
    trigger: Trigger::Registered,
    clauses: &[
        verified(ITIL, "release policy"),
        verified(NIST_800_53R5, "CM-5"),
    ],
    docs: Docs {
        asks: "The record, or the policy in force, lists the freezes and the deployment windows, each with its first moment, its end and what it applies to, or says that there are none. In the policy, which somebody approved, an empty list says so; in the record somebody has to state it.",
        why: "A planner who does not know the freezes finds out about them on the night of the deployment.",
        example: "The policy has a calendar with windows, and neither it nor the record says anything on freezes.",
        remedy: "Fill in `freezes` and `windows` of `calendar` in the policy, or of `support.calendar` in the record.",
        role: role::RELEASE_MANAGER,
    },
    judge: defined,
};

fn defined<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let of_record = case.release.support.as_ref();
    let of_record = of_record.and_then(|support| support.calendar.as_ref());
    let of_policy = case.policy.document.as_ref();
    let of_policy = of_policy.and_then(|policy| policy.calendar.as_ref());
    for (list, [record, policy]) in LISTS {
        let ways = [(of_record, record, false), (of_policy, policy, true)];
        let given = ways
            .into_iter()
            .filter_map(|(calendar, places, in_policy)| {
                Some((list(calendar?)?, places, in_policy))
            });
        let any = judgement.any_of(given, |way, (entries, places, in_policy)| {
            listed(case, way, entries, places, in_policy);
        });
        if !any {
            judgement.missing(record.list, role::RELEASE_MANAGER);
        }
    }
}

/// Requires that a list is complete, or says that there are none.
fn listed<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    entries: &'a Stated<CalendarEntry>,
    places: &'static Places,
    in_policy: bool,
) {
    if in_policy && policy_in_force(case, way).is_none() {
        return;
    }
    let at = places.list;
    match entries {
        Stated::None(_) => way.cite(at),
        Stated::Given(entries) if entries.is_empty() && !in_policy => {
            way.incomplete(Reason::EmptyList { at: at.into() });
        }
        Stated::Given(entries) => {
            way.cite(at);
            let policy_zone = case.policy.zone().filter(|_| in_policy);
            for (index, entry) in entries.iter().enumerate() {
                let id = entry.id.as_str();
                the_one(way, entries, id, |entry| &entry.id, places.id);
                let zone = entry.zone.map(Into::into).or(policy_zone).or(case.zone);
                complete(way, index, entry, places, zone);
            }
        }
    }
}

/// Requires that an entry says when it is and what it applies to.
fn complete<'a>(
    way: &mut Judgement<'a>,
    index: usize,
    entry: &'a CalendarEntry,
    places: &'static Places,
    zone: Option<Tz>,
) {
    let at = |template| Pointer::new(template, [index]);
    way.text(Some(&entry.id), at(places.id), role::RELEASE_MANAGER);
    let scope = entry.scope.as_deref().unwrap_or_default();
    if scope.is_empty() || scope.iter().any(|part| says_nothing(Some(part))) {
        way.missing(at(places.scope), role::RELEASE_MANAGER);
    }
    match (&entry.from, &entry.until) {
        (Some(from), Some(until)) => match Window::defined(from, until, zone) {
            Ok(_) => {}
            Err(WindowError::Unusable) => way.undecided(Reason::TimeUnusable {
                at: at(places.from),
            }),
            Err(WindowError::Inverted) => way.undecided(Reason::Contradiction {
                at: at(places.until),
                with: at(places.from),
            }),
        },
        (from, until) => {
            if from.is_none() {
                way.missing(at(places.from), role::RELEASE_MANAGER);
            }
            if until.is_none() {
                way.missing(at(places.until), role::RELEASE_MANAGER);
            }
        }
    }
}

type List = fn(&Calendar) -> Option<&Stated<CalendarEntry>>;

/// Each list, and its places in the record and in the policy.
const LISTS: [(List, [&Places; 2]); 2] = [
    (
        |calendar| calendar.freezes.as_ref(),
        [&FREEZES, &POLICY_FREEZES],
    ),
    (
        |calendar| calendar.windows.as_ref(),
        [&WINDOWS, &POLICY_WINDOWS],
    ),
];
