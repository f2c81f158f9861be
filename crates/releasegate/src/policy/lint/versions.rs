//! Versions of one policy that do not follow one another.

use chrono_tz::Tz;

use super::{Found, PolicyDefect};
use crate::policy::PolicyDocument;
use crate::policy::set::is_base;
use crate::time::{Instant, Moment};

/// A version without a first instant, or whose last one does not lie after it.
pub(super) fn never_in_force(document: &PolicyDocument, found: &mut Found) {
    let from = instant(document, document.valid_from.as_ref());
    let until = instant(document, document.superseded_from.as_ref());
    let never = from.is_none_or(|from| until.is_some_and(|until| until <= from));
    if never {
        let version = name(document);
        found.add("/valid_from", PolicyDefect::NeverInForce { version });
    }
}

/// Policies of a set beside the first one that nothing else builds on.
pub(super) fn several_policies(documents: &[PolicyDocument], found: &mut Found) {
    let mut first: Option<&str> = None;
    for (index, document) in versions(documents) {
        match first {
            None => first = Some(&document.id),
            Some(first) if first != document.id => {
                let first = first.to_owned();
                let at = format!("/policies/{index}/id");
                found.add(at, PolicyDefect::SeveralPolicies { first });
            }
            Some(_) => {}
        }
    }
}

/// Versions of one policy that are called the same, so that no reference can tell them apart.
pub(super) fn repeated(documents: &[PolicyDocument], found: &mut Found) {
    for (index, document) in documents.iter().enumerate() {
        let mut earlier = documents.iter().take(index);
        let is_it =
            |other: &PolicyDocument| other.id == document.id && other.version == document.version;
        if earlier.any(is_it) {
            let (at, id) = match &document.version {
                Some(version) => (format!("/policies/{index}/version"), version),
                None => (format!("/policies/{index}/id"), &document.id),
            };
            let id = id.clone();
            found.add(at, PolicyDefect::RepeatedId { id });
        }
    }
}

/// Versions in force at once, and gaps between versions.
pub(super) fn neighbours(documents: &[PolicyDocument], found: &mut Found) {
    let mut versions: Vec<_> = versions(documents)
        .filter_map(|(index, document)| {
            let from = instant(document, document.valid_from.as_ref())?;
            Some((from, index, document))
        })
        .collect();
    versions.sort_by_key(|(from, _, document)| (document.id.as_str(), *from));
    for pair in versions.windows(2) {
        let [(_, index, earlier), (from, _, later)] = pair else {
            continue;
        };
        if earlier.id == later.id {
            neighbour(*index, earlier, later, *from, found);
        }
    }
}

fn neighbour(
    index: usize,
    earlier: &PolicyDocument,
    later: &PolicyDocument,
    from: Instant,
    found: &mut Found,
) {
    let until = instant(earlier, earlier.superseded_from.as_ref());
    let (before, after) = (name(earlier), name(later));
    let defect = match until {
        Some(until) if until == from => return,
        Some(until) if until < from => PolicyDefect::GapBetweenVersions { before, after },
        _ => PolicyDefect::VersionsOverlap { before, after },
    };
    found.add(format!("/policies/{index}/superseded_from"), defect);
}

/// The documents that nothing else builds on, with their positions.
fn versions(documents: &[PolicyDocument]) -> impl Iterator<Item = (usize, &PolicyDocument)> {
    let all = documents.iter().enumerate();
    all.filter(|(_, document)| !is_base(documents, &document.id))
}

/// The first instant of a moment, in the zone of the policy.
fn instant(document: &PolicyDocument, moment: Option<&Moment>) -> Option<Instant> {
    let zone = document.zone.map_or(Tz::UTC, Into::into);
    moment?.span(Some(zone)).map(|span| span.first())
}

fn name(document: &PolicyDocument) -> String {
    let version = document.version.as_ref();
    version.unwrap_or(&document.id).clone()
}
