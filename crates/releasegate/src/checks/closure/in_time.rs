//! Whether the review of a release was held in time.

use crate::checks::progress::released;
use crate::checks::{Case, Verdict};
use crate::model::Items;
use crate::policy::limit;
use crate::time::{Deadline, Proof, after_days};

/// Whether the analysis was reviewed after the early-life period and by the time due. Not
/// applicable when the policy sets no time.
pub(crate) fn reviewed_in_time(case: &Case<'_>) -> Verdict {
    let Some(days) = case.policy.limit(&limit::REVIEW) else {
        return Verdict::NotApplicable;
    };
    let (Some(period), Some(due)) = (&case.progress.period, due(case, days.value)) else {
        return Verdict::NotEvidenced;
    };
    let closure = case.release.closure.as_ref();
    let reviews = closure.map_or(&[][..], |closure| closure.reviews.items());
    let in_time = reviews.iter().map(|review| {
        let span = review.reviewed_at.as_ref().and_then(|at| case.span(at))?;
        // A review while incidents may still come in is provisional.
        let counts = Proof::decide(
            span.first() >= period.end.latest(),
            span.end() <= period.end.earliest(),
        );
        Some(counts.and(due.met_by(span)))
    });
    let best = in_time.fold(Proof::Refuted, |best, one| {
        best.or(one.unwrap_or(Proof::Undecided))
    });
    match best {
        Proof::Proven => Verdict::Conforming,
        Proof::Undecided => Verdict::NotEvidenced,
        Proof::Refuted if due.passed(case.as_of.span()) => Verdict::Nonconforming,
        Proof::Refuted => Verdict::NotYetDue,
    }
}

/// By when the review is due: some days after the end of the early-life period.
fn due(case: &Case<'_>, days: u32) -> Option<Deadline> {
    let of_type = case.release.release_type.as_ref();
    let observed = match case.progress.backed_out {
        true => 0,
        false => case.policy.early_life_days(of_type).value,
    };
    let zone = case.policy.zone().or(case.zone);
    let ends = case.progress.ends.iter().copied();
    let each = ends.chain(released(case.release)).map(|end| {
        let zone = end.at.zone().or(zone)?;
        after_days(end.at, observed.checked_add(days)?, zone).map(Deadline::from)
    });
    each.collect::<Option<Vec<_>>>()?.into_iter().max()
}
