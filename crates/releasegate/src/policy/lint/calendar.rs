//! Freezes and windows that are never there, or always.

use super::{Found, PolicyDefect};
use crate::model::{Calendar, CalendarEntry, Items};
use crate::policy::PolicyDocument;
use crate::time::{Window, WindowError, covered};

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
    /// From some moment on, or again and again.
    Open,
    /// Never: it ends before it begins, or as it begins.
    Never,
    /// On days that no zone makes certain.
    Unusable,
}

/// When an entry is there. A recurrence that cannot be read is refused before. What recurs counts
/// as always there: for windows and freezes alike that finds nothing which is not so.
fn times(document: &PolicyDocument, entry: &CalendarEntry) -> Times {
    let zone = entry.zone.or(document.zone).map(Into::into);
    let (Some(from), Some(until)) = (&entry.from, &entry.until) else {
        return Times::Open;
    };
    match Window::defined(from, until, zone) {
        Err(WindowError::Unusable) => Times::Unusable,
        Err(WindowError::Inverted) => Times::Never,
        Ok(window) if window.start() == window.end() => Times::Never,
        Ok(_) if entry.recurrence.is_some() => Times::Open,
        Ok(window) => Times::Once(window),
    }
}

/// Entries that are there at no time, or at none that is certain.
fn never_there(document: &PolicyDocument, at: &str, entry: &CalendarEntry, found: &mut Found) {
    let id = entry.id.clone();
    match times(document, entry) {
        Times::Never => found.add(format!("{at}/until"), PolicyDefect::NeverBegins { id }),
        Times::Unusable => found.add(format!("{at}/from"), PolicyDefect::TimeUnusable { id }),
        Times::Once(_) | Times::Open => {}
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

/// Windows that freezes cover from start to end.
fn closed_windows(document: &PolicyDocument, calendar: &Calendar, found: &mut Found) {
    for (index, window) in calendar.windows.items().iter().enumerate() {
        let Times::Once(open) = times(document, window) else {
            continue;
        };
        let freezes = calendar.freezes.items().iter();
        let over = freezes.filter(|freeze| applies_to_all_of(freeze, window));
        let closed: Vec<_> = over.filter_map(|freeze| frozen(document, freeze)).collect();
        if covered(&open, &closed).is_proven() {
            let id = window.id.clone();
            let at = format!("/calendar/windows/{index}");
            found.add(at, PolicyDefect::WindowAlwaysClosed { id });
        }
    }
}

/// The time that a freeze closes for certain.
fn frozen(document: &PolicyDocument, freeze: &CalendarEntry) -> Option<Window> {
    match (times(document, freeze), &freeze.from, &freeze.until) {
        (Times::Once(window), _, _) => Some(window),
        (Times::Open, Some(from), None) if freeze.recurrence.is_none() => {
            let zone = freeze.zone.or(document.zone).map(Into::into);
            Window::open_from(from, zone).ok()
        }
        _ => None,
    }
}

/// Whether a freeze applies to everything that a window is for. Without a scope it applies to all.
fn applies_to_all_of(freeze: &CalendarEntry, window: &CalendarEntry) -> bool {
    let (frozen, open) = (freeze.scope.items(), window.scope.items());
    frozen.is_empty() || (!open.is_empty() && open.iter().all(|part| frozen.contains(part)))
}
