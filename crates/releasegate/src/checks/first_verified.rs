//! Whether a release was accepted at the first attempt.

use super::results::counted;
use super::{Case, Judgement};
use crate::model::{Items, TestOutcome};
use crate::time::Proof;

/// Whether all criteria were met by the first build that was tested. `None` when nothing was
/// tested.
pub(crate) fn passed_at_first(case: &Case<'_>) -> Option<Proof> {
    let results = case.verification()?.results.items();
    if results.is_empty() {
        return None;
    }
    let builds = case
        .release
        .build
        .as_ref()
        .map_or(&[][..], |it| it.builds.items());
    let is_tested = |id: &str| {
        let mut builds = results.iter().filter_map(|result| result.build.as_ref());
        builds.any(|build| build.as_str() == id)
    };
    let Some(first) = builds.iter().find(|build| is_tested(build.id.as_str())) else {
        return Some(Proof::Undecided);
    };
    let mut judgement = Judgement::default();
    let results = counted(case, &mut judgement, first, None);
    let failed = results.iter().any(|one| one.failed() && one.is_certain);
    let met = |outcome| matches!(outcome, TestOutcome::Passed | TestOutcome::NotApplicable);
    let passed = judgement.is_clear() && results.iter().all(|one| met(one.result.outcome));
    Some(Proof::decide(passed && !results.is_empty(), failed))
}
