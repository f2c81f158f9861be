//! What was found is worked off: opportunities are decided, nonconformities handled.

use super::over::could_know;
use crate::authority::role;
use crate::checks::actions::{Places, actions_of, carried_out, done_and_open};
use crate::checks::case::the_one;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Closure, Improvement, Items, Nonconformity, Review, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Deadline;

pub(super) static OPPORTUNITIES_DECIDED: Check = Check {
    id: "CLS-04",
    name: "opportunity-not-decided",
    title: "Each opportunity for improvement is decided in time, and planned if it is taken up",
    stage: Stage::Closure,
    gate: None,
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[unverified(ISO20000_2018, "10.2")],
    docs: Docs {
        asks: "For each opportunity that a review found there is a dated decision, by its due date if it has one. What is taken up has a target, an owner and a due date.",
        why: "A list of good ideas that nobody decides on improves nothing.",
        example: "The review found two opportunities, and only one of them was ever decided.",
        remedy: "Add each opportunity to `closure.improvements` in the words of the review, with `approved` and `decided_at`; for a yes also `target`, `owner` and `due`.",
        role: role::RELEASE_MANAGER,
    },
    judge: opportunities_decided,
};

fn opportunities_decided<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let closure = case.release.closure.as_ref();
    let reviews = closure.and_then(|closure| closure.reviews.as_ref());
    let improvements = closure.map_or(&[][..], |closure| closure.improvements.items());
    judgement.list(reviews, "/closure/reviews", role::RELEASE_MANAGER, |_| true);
    let mut none_found = None;
    let mut any_found = false;
    for (index, review) in closure
        .map_or(&[][..], |closure| closure.reviews.items())
        .iter()
        .enumerate()
    {
        let found = Pointer::new("/closure/reviews/*/opportunities", [index]);
        judgement.list_or_none(
            review.opportunities.as_ref(),
            found,
            role::RELEASE_MANAGER,
            |text| !says_nothing(Some(text)),
        );
        match &review.opportunities {
            Some(Stated::None(statement)) => {
                let at = Pointer::new("/closure/reviews/*/opportunities/none/at", [index]);
                could_know(case, judgement, statement, at);
                none_found = Some((found, statement.by.as_str()));
            }
            _ => any_found = true,
        }
        every_one_taken_on(judgement, closure, index, review);
    }
    for (index, improvement) in improvements.iter().enumerate() {
        decided(case, judgement, index, improvement);
    }
    if let Some((found, by)) = none_found.filter(|_| !any_found && improvements.is_empty())
        && judgement.is_clear()
    {
        judgement.exempt(found, Some(by));
    }
}

/// Requires for each opportunity of a review that it is among the improvements.
fn every_one_taken_on<'a>(
    judgement: &mut Judgement<'a>,
    closure: Option<&'a Closure>,
    review: usize,
    found: &'a Review,
) {
    let list = "/closure/improvements";
    let improvements = closure.and_then(|closure| closure.improvements.as_ref());
    let said = found.opportunities.items().iter().enumerate();
    for (index, opportunity) in said.filter(|(_, text)| !says_nothing(Some(text))) {
        let taken_on = the_one(
            judgement,
            closure.map_or(&[][..], |closure| closure.improvements.items()),
            opportunity.trim(),
            |improvement| improvement.opportunity.trim(),
            "/closure/improvements/*/opportunity",
        );
        if taken_on.is_nothing() {
            let at = Pointer::new("/closure/reviews/*/opportunities/*", [review, index]);
            judgement.incomplete(Reason::NotCovered {
                at,
                by: list.into(),
            });
            judgement.none_listed(improvements, list, role::RELEASE_MANAGER);
        }
    }
}

fn decided<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    improvement: &'a Improvement,
) {
    let at = |template| Pointer::new(template, [index]);
    let role = role::RELEASE_MANAGER;
    let due_at = at("/closure/improvements/*/due");
    let decided_at = at("/closure/improvements/*/decided_at");
    let approved = at("/closure/improvements/*/approved");
    let decision = improvement.approved.is_some();
    if decision {
        judgement.cite(approved);
    }
    let decided = Fact::dated(&improvement.decided_at, decided_at).filter(|_| decision);
    match &improvement.due {
        Some(due) => match Deadline::new(due, case.zone) {
            None => judgement.undecided(Reason::TimeUnusable { at: due_at }),
            // A decision without its date may have been in time.
            Some(_) if decision && decided.is_none() => judgement.missing(decided_at, role),
            Some(due) => judgement.done_by(case, decided, approved, due),
        },
        None if !decision => judgement.missing(approved, role),
        None if decided.is_none() => judgement.missing(decided_at, role),
        None => judgement.cite(decided_at),
    }
    if improvement.approved == Some(true) {
        let target = at("/closure/improvements/*/target");
        judgement.text(improvement.target.as_deref(), target, role);
        let owner = improvement.owner.as_ref();
        judgement.known_person(case, owner, at("/closure/improvements/*/owner"), role);
        if improvement.due.is_none() {
            judgement.missing(due_at, role);
        }
    }
}

pub(super) static NONCONFORMITIES_HANDLED: Check = Check {
    id: "CLS-08",
    name: "nonconformity-not-handled",
    title: "Nonconformities of the management system are handled from cause to effectiveness",
    stage: Stage::Closure,
    gate: None,
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[verified(ISO20000_2018, "10.1")],
    docs: Docs {
        asks: "Each nonconformity says what it is, what caused it, whether there are more of its kind, and what is done about it by whom until when; after that somebody looked whether it helped, and only then was it closed. Failures of a service are for problem management, not for here.",
        why: "What is closed without a look at its effect comes back.",
        example: "The nonconformity was closed in May, and nobody looked whether the actions helped.",
        remedy: "Fill in `cause`, `similar_check`, `actions`, `effectiveness` and `effectiveness_reviewed_at`, or state `none` if there was no nonconformity.",
        role: role::RELEASE_MANAGER,
    },
    judge: nonconformities_handled,
};

const ACTIONS: Places = actions_of!("/closure/nonconformities/*");

fn nonconformities_handled<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/closure/nonconformities";
    let closure = case.release.closure.as_ref();
    let nonconformities = closure.and_then(|closure| closure.nonconformities.as_ref());
    if let Some(Stated::None(statement)) = nonconformities {
        could_know(
            case,
            judgement,
            statement,
            "/closure/nonconformities/none/at",
        );
        if judgement.is_clear() {
            judgement.exempt(list, Some(statement.by.as_str()));
        }
        return;
    }
    let role = role::RELEASE_MANAGER;
    judgement.list(nonconformities, list, role, |_| true);
    let all = closure.map_or(&[][..], |closure| closure.nonconformities.items());
    for (index, one) in all.iter().enumerate() {
        let at = |template| Pointer::new(template, [index]);
        let nature = at("/closure/nonconformities/*/nature");
        judgement.text(one.nature.as_deref(), nature, role);
        let cause = at("/closure/nonconformities/*/cause");
        judgement.text(one.cause.as_deref(), cause, role);
        let similar = at("/closure/nonconformities/*/similar_check");
        judgement.text(one.similar_check.as_deref(), similar, role);
        let actions = one.actions.as_ref();
        carried_out(case, judgement, actions, &ACTIONS, index, role);
        effectiveness_reviewed(case, judgement, index, one);
    }
}

fn effectiveness_reviewed<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    one: &'a Nonconformity,
) {
    let at = |template| Pointer::new(template, [index]);
    let role = role::RELEASE_MANAGER;
    let effectiveness = at("/closure/nonconformities/*/effectiveness");
    let reviewed_at = at("/closure/nonconformities/*/effectiveness_reviewed_at");
    let reviewed = Fact::dated(&one.effectiveness_reviewed_at, reviewed_at);
    let closed = Fact::dated(&one.closed_at, at("/closure/nonconformities/*/closed_at"));
    let (done, open) = done_and_open(&one.actions, &ACTIONS, index);
    let was_looked_at = reviewed.is_some() || !says_nothing(one.effectiveness.as_deref());
    match closed {
        // Before the actions are done there is nothing to look at.
        None if !open.is_empty() => return,
        None => {}
        Some(closed) => {
            judgement.cite(closed.pointer);
            for action in open {
                judgement.missing(action, role);
            }
            if !was_looked_at {
                judgement.nonconforming(Reason::NotCovered {
                    at: closed.pointer,
                    by: effectiveness,
                });
            }
        }
    }
    judgement.text(one.effectiveness.as_deref(), effectiveness, role);
    let Some(reviewed) = reviewed else {
        return judgement.missing(reviewed_at, role);
    };
    judgement.cite(reviewed_at);
    for action in done {
        judgement.before_or_open(case, action, reviewed);
    }
    if let Some(closed) = closed {
        judgement.before(case, reviewed, closed);
    }
}
