//! What can be known only once the deployment is over, or was cancelled.

use crate::checks::{Case, Fact, Judgement};
use crate::model::NoneStatement;
use crate::pointer::Pointer;

/// Requires that the record shows the deployment to be over, unless it was cancelled.
pub(super) fn shown_over<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if case.cancelled_before_start().is_none() {
        case.progress.starts_missing(judgement);
        case.progress.ends_missing(judgement);
        case.progress.open_waves_missing(judgement);
    }
}

/// Requires of a statement that there were none that whoever made it could know: it came after the
/// deployment, or after the cancellation. Until then it can be made again. `at` is where its date
/// is.
pub(super) fn could_know<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    statement: &'a NoneStatement,
    at: impl Into<Pointer>,
) {
    let stated = Fact::new(&statement.at, at);
    shown_over(case, judgement);
    for end in &case.progress.ends {
        judgement.before_or_open(case, *end, stated);
    }
    if let Some(cancellation) = case.cancelled_before_start() {
        let cancelled = "/closure/cancellation/cancelled_at";
        let cancelled = Fact::new(&cancellation.cancelled_at, cancelled);
        judgement.before_or_open(case, cancelled, stated);
    }
}
