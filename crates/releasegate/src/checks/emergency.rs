//! Whether a release and its changes are emergencies.

use super::case::{Found, the_one};
use super::{Case, Judgement, Reason, says_nothing};
use crate::authority::role;
use crate::model::{Change, ChangeCategory, Stated};
use crate::pointer::Pointer;

/// Whether the release is of a type for emergencies; says what is missing when nobody can tell.
pub(super) fn is_emergency<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> Option<bool> {
    let Some(id) = &case.release.release_type else {
        judgement.missing("/type", role::RELEASE_MANAGER);
        return None;
    };
    judgement.cite("/type");
    if case.policy.document.is_none() {
        judgement.incomplete(Reason::NoPolicy);
        return None;
    }
    let emergency = case.policy.is_emergency(id);
    if emergency.is_none() {
        judgement.incomplete(Reason::NotInPolicy { at: "/type".into() });
    }
    emergency
}

/// A change of the release, and whether it is an emergency change, if that is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Categorised<'a> {
    pub(super) index: usize,
    pub(super) change: &'a Change,
    pub(super) emergency: Option<bool>,
}

/// The changes of the release; says what is missing where nobody can tell of what kind they are.
pub(super) fn categorised<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
) -> Vec<Categorised<'a>> {
    let list = case.release.changes.as_ref();
    let changes = judgement.required(list, "/changes", role::CHANGE_MANAGER);
    let changes = changes.iter().enumerate();
    let categorised = changes.map(|(index, change)| Categorised {
        index,
        change,
        emergency: is_emergency_change(case, judgement, index, change),
    });
    categorised.collect()
}

fn is_emergency_change<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    change: &'a Change,
) -> Option<bool> {
    let at = Pointer::new("/changes/*/category", [index]);
    let category = change.category.as_deref();
    let Some(id) = category.filter(|category| !says_nothing(Some(category))) else {
        judgement.missing(at, role::CHANGE_MANAGER);
        return None;
    };
    judgement.cite(at);
    let support = case.release.support.as_ref();
    let policy = support.and_then(|support| support.change_policy.as_ref());
    let list = policy.and_then(|policy| policy.categories.as_ref());
    let Some(Stated::Given(categories)) = list else {
        let at = "/support/change_policy/categories";
        judgement.none_listed(list, at, role::CHANGE_MANAGER);
        return None;
    };
    let id_of = |category: &'a ChangeCategory| category.id.as_str();
    let id_at = "/support/change_policy/categories/*/id";
    let (position, category) = match the_one(judgement, categories, id, id_of, id_at) {
        Found::One(position, category) => (position, category),
        Found::Several => return None,
        Found::Nothing => {
            judgement.incomplete(Reason::Unresolved { at, id });
            return None;
        }
    };
    let flag = Pointer::new("/support/change_policy/categories/*/emergency", [position]);
    match category.emergency {
        Some(_) => judgement.cite(flag),
        None => judgement.missing(flag, role::CHANGE_MANAGER),
    }
    category.emergency
}

/// Whether the release was managed as an emergency: it is of such a type, or has such a change. A
/// release that for certain is none is exempt; says what is missing when nobody can tell.
pub(super) fn applies<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) -> bool {
    let mut found = Judgement::default();
    let of_type = is_emergency(case, &mut found);
    if of_type == Some(true) {
        judgement.adopt(&found);
        return true;
    }
    let changes = categorised(case, &mut found);
    if changes.iter().any(|change| change.emergency == Some(true)) {
        judgement.cite("/type");
        return true;
    }
    if found.is_clear() {
        judgement.exempt("/type", None);
    } else {
        judgement.adopt_perhaps(&found);
    }
    false
}
