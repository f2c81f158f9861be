//! The changes that a release realises, and the status of each at a moment.

use super::case::{Found, the_one};
use super::{Case, Fact, Judgement, Reason};
use crate::authority::role;
use crate::model::{Change, ChangeDecision, ChangeStatus, Items, Stated};
use crate::pointer::Pointer;
use crate::time::{Proof, Window, WindowError};

/// A change that the plan names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    /// The change.
    pub(super) change: &'a Change,
    /// Its position in the record.
    pub(super) index: usize,
}

impl Named<'_> {
    /// A place in the change.
    pub(super) fn at(&self, template: &'static str) -> Pointer {
        Pointer::new(template, [self.index])
    }
}

/// A dated decision on a change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decided<'a> {
    /// The decision.
    pub(super) decision: &'a ChangeDecision,
    /// The position of the decision in its change.
    pub(super) index: usize,
    /// When it was taken.
    pub(super) fact: Fact<'a>,
    /// Whether it was taken until the moment asked about.
    pub(super) by_then: Proof,
}

/// The status of a change at a moment.
#[derive(Clone, Debug)]
pub(super) struct Status<'a> {
    /// The last decision taken until then; several where the times do not tell which was the last.
    pub(super) last: Vec<Decided<'a>>,
    /// Whether it may be that nothing was decided yet.
    pub(super) perhaps_open: bool,
    /// Whether a decision without a usable time may be the last one.
    pub(super) perhaps_other: bool,
}

/// Requires that something holds of each change that the plan names.
pub(super) fn for_each_change<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    holds: impl Fn(&mut Judgement<'a>, Named<'a>),
) {
    let list = Pointer::from("/plan/changes");
    let ids = match case.plan().and_then(|plan| plan.changes.as_ref()) {
        Some(Stated::Given(ids)) if !ids.is_empty() => ids,
        // Which changes these are nobody said; that there have to be some is another requirement.
        Some(Stated::Given(_)) => return judgement.incomplete(Reason::EmptyList { at: list }),
        Some(Stated::None(_)) => return judgement.incomplete(Reason::NoneStated { at: list }),
        None => return judgement.missing(list, role::CHANGE_MANAGER),
    };
    for (position, id) in ids.iter().enumerate() {
        let changes = case.release.changes.items();
        let id_of = |change: &'a Change| change.id.as_str();
        match the_one(judgement, changes, id.as_str(), id_of, "/changes/*/id") {
            Found::One(index, change) => holds(judgement, Named { change, index }),
            Found::Several => {}
            Found::Nothing => judgement.incomplete(Reason::Unresolved {
                at: Pointer::new("/plan/changes/*", [position]),
                id: id.as_str(),
            }),
        }
    }
}

/// The status of a change at a moment; without a moment, as of now. Names what keeps a decision
/// from being placed in time.
pub(super) fn status_at<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: Named<'a>,
    moment: Option<Fact<'a>>,
) -> Status<'a> {
    let mut perhaps_other = false;
    let mut taken = Vec::new();
    for (index, decision) in named.change.decisions.items().iter().enumerate() {
        let pointer = Pointer::new("/changes/*/decisions/*/decided_at", [named.index, index]);
        let Some(at) = &decision.decided_at else {
            judgement.missing(pointer, role::CHANGE_AUTHORITY);
            perhaps_other = true;
            continue;
        };
        let fact = Fact::new(at, pointer);
        // What the record holds was decided by now.
        match moment.map_or(Ok(Proof::Proven), |moment| case.before(fact, moment)) {
            Ok(Proof::Refuted) => {}
            Ok(by_then) => {
                taken.push(Decided {
                    decision,
                    index,
                    fact,
                    by_then,
                });
            }
            Err(at) => {
                judgement.undecided(Reason::TimeUnusable { at });
                perhaps_other = true;
            }
        }
    }
    let perhaps_open = !taken.iter().any(|decided| decided.by_then.is_proven());
    let is_followed = |one: &Decided<'a>| {
        let mut certain = taken.iter().filter(|other| other.by_then.is_proven());
        certain.any(|other| case.before(one.fact, other.fact) == Ok(Proof::Proven))
    };
    let last = taken.iter().filter(|decided| !is_followed(decided));
    Status {
        last: last.copied().collect(),
        perhaps_open,
        perhaps_other,
    }
}

/// Requires that a change was approved at a moment: the last word until then was an approval that
/// was still valid. Without a moment, as of now.
pub(super) fn approved_at<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: Named<'a>,
    moment: Option<Fact<'a>>,
) {
    let decisions = named.change.decisions.items();
    if decisions.is_empty() {
        let list = named.change.decisions.as_ref();
        let at = named.at("/changes/*/decisions");
        return judgement.none_listed(list, at, role::CHANGE_AUTHORITY);
    }
    let status = status_at(case, judgement, named, moment);
    let looks = status.last.iter().map(|decided| {
        let mut found = Judgement::default();
        stands_approved(case, &mut found, named, decided, moment);
        found
    });
    let found: Vec<_> = looks.collect();
    if let Some(moment) = moment
        && found.is_empty()
        && !status.perhaps_other
    {
        // Whatever was decided was decided later, which does not heal it.
        judgement.cite(moment.pointer);
        let index = [named.index, 0];
        return judgement.nonconforming(Reason::NotBefore {
            first: Pointer::new("/changes/*/decisions/*/decided_at", index),
            second: moment.pointer,
        });
    }
    let is_sure = !status.perhaps_other
        && (found.iter().all(Judgement::is_refuted)
            || (!status.perhaps_open && found.iter().all(Judgement::is_clear)));
    if !is_sure {
        order_undecided(judgement, &status, moment);
    }
    let is_the_one = found.len() == 1 && !status.perhaps_open && !status.perhaps_other;
    for one in &found {
        if is_sure || is_the_one {
            judgement.adopt(one);
        } else {
            judgement.adopt_perhaps(one);
        }
    }
}

/// Says which order the times do not tell: of a decision and the moment, or of two decisions.
fn order_undecided<'a>(
    judgement: &mut Judgement<'a>,
    status: &Status<'a>,
    moment: Option<Fact<'a>>,
) {
    let place = |decided: &Decided<'a>| decided.fact.pointer;
    let unplaced = status.last.iter().find(|one| !one.by_then.is_proven());
    let with_moment = unplaced.map(place).zip(moment.map(|moment| moment.pointer));
    let two = || {
        status
            .last
            .first()
            .map(place)
            .zip(status.last.get(1).map(place))
    };
    if let Some((first, second)) = with_moment.or_else(two) {
        judgement.undecided(Reason::OrderUndecided { first, second });
    }
}

/// Requires that a decision is an approval, valid at a moment.
fn stands_approved<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: Named<'a>,
    decided: &Decided<'a>,
    moment: Option<Fact<'a>>,
) {
    let Decided {
        decision, index, ..
    } = *decided;
    let at = |template| Pointer::new(template, [named.index, index]);
    judgement.cite(decided.fact.pointer);
    let recorded = at("/changes/*/decisions/*/recorded_at");
    let recorded = Fact::dated(&decision.recorded_at, recorded);
    judgement.agree(case, recorded, Some(decided.fact));
    let status = at("/changes/*/decisions/*/status");
    judgement.cite(status);
    match decision.status {
        ChangeStatus::Approved => still_valid(case, judgement, named, decided, moment),
        // What is closed is not approved any more, and should not have been closed yet.
        ChangeStatus::Closed => judgement.undecided(Reason::Contradiction {
            at: status,
            with: moment.map_or("/plan/changes".into(), |moment| moment.pointer),
        }),
        ChangeStatus::Rejected | ChangeStatus::Deferred | ChangeStatus::Withdrawn => {
            wrong(judgement, moment, Reason::NotApproved { at: status });
        }
    }
}

fn still_valid<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    named: Named<'a>,
    decided: &Decided<'a>,
    moment: Option<Fact<'a>>,
) {
    let Some(until) = &decided.decision.valid_until else {
        return;
    };
    let index = [named.index, decided.index];
    let at = Pointer::new("/changes/*/decisions/*/valid_until", index);
    judgement.cite(at);
    let span = match moment {
        None => case.as_of.span(),
        Some(moment) => match case.span(moment.at) {
            Some(span) => span,
            None => {
                let at = moment.pointer;
                return judgement.undecided(Reason::TimeUnusable { at });
            }
        },
    };
    match Window::defined(decided.fact.at, until, case.zone) {
        Err(WindowError::Unusable) => judgement.undecided(Reason::TimeUnusable { at }),
        Err(WindowError::Inverted) => judgement.undecided(Reason::Contradiction {
            at,
            with: decided.fact.pointer,
        }),
        Ok(validity) => {
            let end = validity.end();
            let until = end.latest();
            match Proof::decide(span.end() <= end.earliest(), span.first() >= until) {
                Proof::Proven => {}
                Proof::Refuted => wrong(judgement, moment, Reason::Expired { at, until }),
                Proof::Undecided => judgement.undecided(Reason::Expired { at, until }),
            }
        }
    }
}

/// What was wrong at a start stays wrong; what is wrong before can be decided again.
fn wrong<'a>(judgement: &mut Judgement<'a>, moment: Option<Fact<'a>>, reason: Reason<'a>) {
    match moment {
        None => judgement.unmet_when_due(reason),
        Some(_) => judgement.nonconforming(reason),
    }
}
