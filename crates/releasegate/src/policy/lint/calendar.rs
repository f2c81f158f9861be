//! Freezes and windows that are never there, or always.

use chrono_tz::Tz;

use super::{Found, PolicyDefect};
use crate::calendar::EVERYTHING;
use crate::model::{Calendar, CalendarEntry, Items};
use crate::policy::PolicyDocument;
use crate::time::{Edge, Window, WindowError, after_days, covered};

pub(super) fn all(document: &PolicyDocument, found: &mut Found) {
    let Some(calendar) = &document.calendar else {
        return;
    };
    let lists = [
        ("/calendar/freezes", calendar.freezes.items()),
        ("/calendar/windows", calendar.windows.items()),
    ];
    for (list, entries) in lists {
        for (index, entry) in entries.iter().enumerate() {
            let at = format!("{list}/{index}");
            never_there(document, &at, entry, found);
        }
    }
    endless_freezes(calendar, found);
    closed_windows(document, calendar, found);
}

/// When an entry is there.
enum Times {
    /// Once.
    Once(Window),
    /// Again and again.
    Recurring,
    /// From some moment on, or up to one.
    Open,
    /// Never: it ends before it begins, or as it begins.
    Never,
    /// On days that no zone makes certain.
    Unusable,
}

/// When an entry is there. A recurrence that cannot be read is refused before.
fn times(document: &PolicyDocument, entry: &CalendarEntry) -> Times {
    let (Some(from), Some(until)) = (&entry.from, &entry.until) else {
        return Times::Open;
    };
    match Window::defined(from, until, zone(document, entry)) {
        Err(WindowError::Unusable) => Times::Unusable,
        Err(WindowError::Inverted) => Times::Never,
        Ok(window) if window.start() == window.end() => Times::Never,
        Ok(_) if entry.recurrence.is_some() => Times::Recurring,
        Ok(window) => Times::Once(window),
    }
}

fn zone(document: &PolicyDocument, entry: &CalendarEntry) -> Option<Tz> {
    entry.zone.or(document.zone).map(Into::into)
}

/// Entries that are there at no time, or at none that is certain.
fn never_there(document: &PolicyDocument, at: &str, entry: &CalendarEntry, found: &mut Found) {
    let id = entry.id.clone();
    match times(document, entry) {
        Times::Never => found.add(format!("{at}/until"), PolicyDefect::NeverBegins { id }),
        Times::Unusable => found.add(format!("{at}/from"), PolicyDefect::TimeUnusable { id }),
        Times::Once(_) | Times::Recurring | Times::Open => {}
    }
}

/// Freezes after which nothing ever goes live again.
fn endless_freezes(calendar: &Calendar, found: &mut Found) {
    for (index, freeze) in calendar.freezes.items().iter().enumerate() {
        if freeze.until.is_none() && freeze.recurrence.is_none() {
            let id = freeze.id.clone();
            let at = format!("/calendar/freezes/{index}");
            found.add(at, PolicyDefect::FreezeWithoutEnd { id });
        }
    }
}

/// Windows that freezes cover from start to end, each time they are there.
fn closed_windows(document: &PolicyDocument, calendar: &Calendar, found: &mut Found) {
    for (index, window) in calendar.windows.items().iter().enumerate() {
        let freezes = calendar.freezes.items().iter();
        let over: Vec<_> = freezes
            .filter(|freeze| applies_to_all_of(freeze, window))
            .collect();
        let is_closed = |open: &Window| {
            let closed = over
                .iter()
                .flat_map(|freeze| frozen(document, freeze, open));
            let closed: Vec<_> = closed.collect();
            covered(open, &closed).is_proven()
        };
        let open = occurrences(document, window);
        if !over.is_empty() && !open.is_empty() && open.iter().all(is_closed) {
            let id = window.id.clone();
            let at = format!("/calendar/windows/{index}");
            found.add(at, PolicyDefect::WindowAlwaysClosed { id });
        }
    }
}

/// How long what recurs is followed: nobody plans further ahead, and what is closed as long is
/// closed by mistake.
const FOLLOWED_DAYS: u32 = 3 * 366;

/// When a window is open; nothing where that cannot be told.
fn occurrences(document: &PolicyDocument, window: &CalendarEntry) -> Vec<Window> {
    match (times(document, window), &window.from) {
        (Times::Once(once), _) => vec![once],
        (Times::Recurring, Some(from)) => {
            let zone = zone(document, window).or_else(|| from.zone());
            let last = zone.and_then(|zone| after_days(from, FOLLOWED_DAYS, zone));
            let around = last.and_then(|last| {
                let first = from.span(zone)?;
                Window::between(Edge::at(first.first()), Edge::at(last.end())).ok()
            });
            around.map_or_else(Vec::new, |around| recurring(document, window, &around))
        }
        _ => Vec::new(),
    }
}

/// The occurrences of what recurs that may share an instant with `around`.
fn recurring(document: &PolicyDocument, entry: &CalendarEntry, around: &Window) -> Vec<Window> {
    let (Some(from), Some(until), Some(recurrence)) =
        (&entry.from, &entry.until, &entry.recurrence)
    else {
        return Vec::new();
    };
    let zone = zone(document, entry).or_else(|| from.zone());
    let found = zone.and_then(|zone| recurrence.occurrences(from, until, zone, around));
    found.unwrap_or_default()
}

/// The times near a window that a freeze closes for certain.
fn frozen(document: &PolicyDocument, freeze: &CalendarEntry, near: &Window) -> Vec<Window> {
    match (times(document, freeze), &freeze.from, &freeze.until) {
        (Times::Once(window), _, _) => vec![window],
        (Times::Recurring, _, _) => recurring(document, freeze, near),
        (Times::Open, Some(from), None) if freeze.recurrence.is_none() => {
            let open = Window::open_from(from, zone(document, freeze));
            open.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a freeze applies to everything that a window is for. Without a scope it applies to all.
fn applies_to_all_of(freeze: &CalendarEntry, window: &CalendarEntry) -> bool {
    let (frozen, open) = (freeze.scope.items(), window.scope.items());
    let is_frozen = |part: &String| frozen.contains(part);
    frozen.is_empty()
        || frozen.iter().any(|name| name == EVERYTHING)
        || (!open.is_empty() && open.iter().all(is_frozen))
}
