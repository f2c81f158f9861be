//! Which analysis counts: the last of those that were made when nothing was to come any more.

use super::over::shown_over;
use crate::authority::role;
use crate::checks::case::may_be_latest;
use crate::checks::{Case, Fact, Judgement, Phase, Reason};
use crate::model::{Analysis, Items};
use crate::pointer::Pointer;

/// Says what it means that there is no analysis.
pub(super) fn no_analysis<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let closure = case.release.closure.as_ref();
    let list = closure.and_then(|closure| closure.analyses.as_ref());
    judgement.listed(list, "/closure/analyses", role::RELEASE_MANAGER);
}

/// All analyses of the record.
pub(super) fn analyses<'a>(case: &Case<'a>) -> &'a [Analysis] {
    case.release
        .closure
        .as_ref()
        .map_or(&[], |closure| closure.analyses.items())
}

/// An analysis, and when it was made.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub(super) index: usize,
    pub(super) analysis: &'a Analysis,
    pub(super) made: Fact<'a>,
}

/// Looks at the analysis that counts: the last of those that are not provisional. Where the dates
/// do not tell which one that is, each has to be right, and only what is wrong with all is proven.
pub(super) fn on_the_last<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    look: impl Fn(&mut Judgement<'a>, Made<'a>),
) {
    if analyses(case).is_empty() {
        no_analysis(case, judgement);
    }
    shown_over(case, judgement);
    let last = last_analyses(case);
    if last.is_empty() {
        return none_counts(case, judgement);
    }
    judgement.whichever(last, |way, last| {
        nothing_to_come(case, way, last.made);
        look(way, last);
    });
}

/// Says why no analysis counts: each has no date, or was made too early.
fn none_counts<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    for (index, analysis) in analyses(case).iter().enumerate() {
        let at = Pointer::new("/closure/analyses/*/analysed_at", [index]);
        match Fact::dated(&analysis.analysed_at, at) {
            None => judgement.missing(at, role::RELEASE_MANAGER),
            Some(made) => judgement.perhaps(|way| nothing_to_come(case, way, made)),
        }
    }
}

/// The analyses that may be the last: dated, not provisional, and no other came later for certain.
/// Where they are listed says nothing.
fn last_analyses<'a>(case: &Case<'a>) -> Vec<Made<'a>> {
    let dated = |(index, analysis): (usize, &'a Analysis)| {
        let at = Pointer::new("/closure/analyses/*/analysed_at", [index]);
        let made = Fact::dated(&analysis.analysed_at, at)?;
        let mut way = Judgement::default();
        nothing_to_come(case, &mut way, made);
        (!way.is_refuted()).then_some(Made {
            index,
            analysis,
            made,
        })
    };
    let all: Vec<_> = analyses(case)
        .iter()
        .enumerate()
        .filter_map(dated)
        .collect();
    may_be_latest(case, all, |one| Some(one.made))
}

/// Requires of an analysis that nothing of what it is about was still to come. One that was made
/// before is provisional.
pub(super) fn nothing_to_come<'a>(case: &Case<'a>, way: &mut Judgement<'a>, made: Fact<'a>) {
    let at = made.pointer;
    way.cite(at);
    let Some(span) = case.span(made.at) else {
        return way.undecided(Reason::TimeUnusable { at });
    };
    if let Some(cancellation) = case.cancelled_before_start() {
        let cancelled = "/closure/cancellation/cancelled_at";
        return way.before(case, Fact::new(&cancellation.cancelled_at, cancelled), made);
    }
    let Some(period) = &case.progress.period else {
        // Until the deployment is over the period has no end that an analysis could come after.
        if case.zone.is_none() && case.progress.phase == Phase::Ended {
            way.missing("/zone", role::RELEASE_MANAGER);
        } else {
            way.incomplete(Reason::Pending { until: None });
        }
        return;
    };
    way.cite(period.setting);
    let period_end = period.end.latest();
    if span.end() <= period.end.earliest() {
        way.unmet_when_due(Reason::TooEarly { at, period_end });
    } else if span.first() < period_end {
        way.incomplete(Reason::TooEarly { at, period_end });
    }
}
