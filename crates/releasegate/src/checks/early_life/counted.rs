//! The incidents of the early-life period, for whoever counts over many releases.

use std::collections::BTreeSet;

use super::counting::{last_searches, placed, searched_after_the_period};
use crate::checks::{Case, Judgement};
use crate::model::Items;
use crate::time::{Proof, Window};

/// The incidents of the early-life period of a release, as far as the record shows them.
#[derive(Clone, Debug, Default)]
pub(crate) struct PeriodIncidents<'a> {
    /// The ids of those that were opened in the period for certain.
    pub(crate) known: BTreeSet<&'a str>,
    /// Whether these are all: the whole period was searched once it was over, and the record lists
    /// no fewer than were found. One that was related to the release after the search counts too.
    pub(crate) are_all: bool,
}

/// The incidents that were opened in the early-life period of a wave.
pub(crate) fn incidents_of_period<'a>(case: &Case<'a>) -> PeriodIncidents<'a> {
    let Some(windows) = case.observed() else {
        return PeriodIncidents::default();
    };
    let placed = placed(case, windows);
    let is_certain = placed.values().all(|placed| *placed != Proof::Undecided);
    let proven = placed.iter().filter(|(_, placed)| placed.is_proven());
    let known: BTreeSet<&str> = proven.map(|(id, _)| *id).collect();
    let are_all = is_certain && searched_for(case, windows, known.len());
    PeriodIncidents { known, are_all }
}

/// Whether the whole period was searched, and no more was found than is listed.
fn searched_for(case: &Case<'_>, windows: &[Window], listed: usize) -> bool {
    let Some(period) = case.progress.period.as_ref() else {
        return false;
    };
    // A period of no days shows nothing: there was no time in which anything could happen.
    if windows.is_empty() || period.is_empty || !period.is_over(case.as_of) {
        return false;
    }
    let early_life = case.release.early_life.as_ref();
    let extracts = early_life.map_or(&[][..], |e| e.incident_extracts.items());
    let searches = last_searches(case, period, extracts);
    let shows_all = |(index, extract)| {
        let mut way = Judgement::default();
        searched_after_the_period(case, &mut way, period, index, extract);
        let related = extract.related.map(usize::try_from);
        way.is_clear() && related.is_some_and(|found| found.is_ok_and(|found| found <= listed))
    };
    !searches.is_empty() && searches.into_iter().all(shows_all)
}
