//! Actions that were agreed, and what became of them.

use super::{Case, Fact, Judgement, Reason, says_nothing};
use crate::model::{Action, Items, Stated};
use crate::pointer::Pointer;
use crate::time::Deadline;

/// Where a list of actions is.
pub(super) struct Places {
    pub(super) list: &'static str,
    pub(super) owner: &'static str,
    pub(super) due: &'static str,
    pub(super) done_at: &'static str,
}

/// The places of the actions in a list whose items have actions.
macro_rules! actions_of {
    ($each:literal) => {
        crate::checks::actions::Places {
            list: concat!($each, "/actions"),
            owner: concat!($each, "/actions/*/owner"),
            due: concat!($each, "/actions/*/due"),
            done_at: concat!($each, "/actions/*/done_at"),
        }
    };
}
pub(super) use actions_of;

/// Whether an action says what is to be done.
pub(super) fn says_what(action: &Action) -> bool {
    !says_nothing(Some(&action.text))
}

/// Requires actions, or the statement that none are needed; each with somebody who does it, and
/// done by its date. `of` is the position of the item they are for.
pub(super) fn carried_out<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    actions: Option<&'a Stated<Action>>,
    places: &Places,
    of: usize,
    role: &'static str,
) {
    let list = Pointer::new(places.list, [of]);
    judgement.list_or_none(actions, list, role, says_what);
    let Some(Stated::Given(actions)) = actions else {
        return;
    };
    for (index, action) in actions.iter().enumerate() {
        let places = [places.owner, places.due, places.done_at];
        let places = places.map(|template| Pointer::new(template, [of, index]));
        done_in_time(case, judgement, action, places, role);
    }
}

/// Requires of an action that somebody does it, and that it is done by its date. `places` are those
/// of who does it, of the date and of when it was done.
pub(super) fn done_in_time<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    action: &'a Action,
    places: [Pointer; 3],
    role: &'static str,
) {
    let [owner, due_at, done_at] = places;
    judgement.known_person(case, action.owner.as_ref(), owner, role);
    let Some(due) = &action.due else {
        return judgement.missing(due_at, role);
    };
    match Deadline::new(due, case.zone) {
        None => judgement.undecided(Reason::TimeUnusable { at: due_at }),
        Some(due) => {
            judgement.cite(due_at);
            judgement.done_by(case, Fact::dated(&action.done_at, done_at), done_at, due);
        }
    }
}

/// When the actions were done, with the positions of those that are still open.
pub(super) fn done_and_open<'a>(
    actions: &'a Option<Stated<Action>>,
    places: &Places,
    of: usize,
) -> (Vec<Fact<'a>>, Vec<Pointer>) {
    let mut done = Vec::new();
    let mut open = Vec::new();
    for (index, action) in actions.items().iter().enumerate() {
        let at = Pointer::new(places.done_at, [of, index]);
        match Fact::dated(&action.done_at, at) {
            Some(fact) => done.push(fact),
            None => open.push(at),
        }
    }
    (done, open)
}
