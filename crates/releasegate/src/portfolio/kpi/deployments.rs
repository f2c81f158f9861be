//! What a deployment adds to each indicator.

use super::releases::{settled, yes};
use super::{Context, Counted};
use crate::portfolio::facts::{AttemptFacts, Shown};
use crate::portfolio::lack::{Lack, Listed};
use crate::portfolio::population::Deployment;
use crate::portfolio::tally::Part;
use crate::time::{Elapsed, Proof};

type Adds<'f> = Shown<Option<Counted<'f>>>;

/// D1.
pub(super) fn each<'f>(_: &Deployment<'f>, _: &Context<'f>) -> Adds<'f> {
    Ok(Some(Part::One.into()))
}

/// K04.
pub(super) fn automated<'f>(deployment: &Deployment<'f>, _: &Context<'f>) -> Adds<'f> {
    let attempts = recorded(deployment)?;
    let by_hand = any(attempts, |attempt| attempt.automated.map(|it| !it));
    by_hand.map(|by_hand| Some(yes(!by_hand)))
}

/// K08, by the plan with which building began.
pub(super) fn in_time_of_first_plan<'f>(deployment: &Deployment<'f>, _: &Context<'f>) -> Adds<'f> {
    in_time(deployment, |attempt| attempt.in_time_of_first_plan)
}

/// K08, by the last plan.
pub(super) fn in_time_of_last_plan<'f>(deployment: &Deployment<'f>, _: &Context<'f>) -> Adds<'f> {
    in_time(deployment, |attempt| attempt.in_time_of_last_plan)
}

fn in_time<'f>(
    deployment: &Deployment<'f>,
    of: fn(&AttemptFacts) -> Shown<Option<bool>>,
) -> Adds<'f> {
    let attempt = recorded(deployment)?.first().ok_or(Lack::NotInRecord)?;
    Ok(of(attempt)?.map(yes))
}

/// K10. What nobody recorded, nobody is shown to have approved: otherwise the figure would be the
/// better, the less is recorded.
pub(super) fn unauthorised<'f>(deployment: &Deployment<'f>, _: &Context<'f>) -> Adds<'f> {
    let listed = match recorded(deployment) {
        Err(Lack::NoRecord) => Some(Listed::NoRecord),
        Err(Lack::NotInRecord) => Some(Listed::NotInRecord),
        Err(lack) => return Err(lack),
        Ok(attempts) => {
            let approved = attempts.iter().map(|attempt| attempt.approved);
            match approved.fold(Proof::Proven, Proof::and) {
                Proof::Proven => None,
                Proof::Refuted => Some(Listed::NoApproval),
                Proof::Undecided => return Err(Lack::ApprovalUndecided),
            }
        }
    };
    Ok(Some(Counted {
        part: Part::Of(u64::from(listed.is_some()), 1),
        cases: listed.into_iter().map(|why| (why, Vec::new())).collect(),
    }))
}

/// K14.
pub(super) fn back_out_time<'f>(deployment: &Deployment<'f>, _: &Context<'f>) -> Adds<'f> {
    let attempt = recorded(deployment)?.first().ok_or(Lack::NotInRecord)?;
    Ok(attempt
        .back_out?
        .map(|elapsed| Part::Lasting(elapsed).into()))
}

/// D3. A deployment with five incidents is one deployment.
pub(super) fn failed<'f>(deployment: &Deployment<'f>, _: &Context<'f>) -> Adds<'f> {
    let attempts = recorded(deployment)?;
    let facts = deployment.facts.ok_or(Lack::NoRecord)?;
    settled(facts, any(attempts, |attempt| attempt.failed), false)
}

/// D4.
pub(super) fn recovery<'f>(deployment: &Deployment<'f>, context: &Context<'f>) -> Adds<'f> {
    let attempts = recorded(deployment)?;
    let facts = deployment.facts.ok_or(Lack::NoRecord)?;
    if facts.observed == Err(Lack::NotOver) {
        return Err(Lack::NotOver);
    }
    if !any(attempts, |attempt| attempt.failed)? {
        return Ok(None);
    }
    let failed = attempts.iter().filter(|attempt| attempt.failed == Ok(true));
    let from = context.parameters.recovery_start;
    let each: Shown<Vec<Elapsed>> = failed.map(|attempt| attempt.recovery(from)).collect();
    let longest = each?.into_iter().max();
    Ok(longest.map(|elapsed| Part::Lasting(elapsed).into()))
}

/// D5. An emergency is no plan; that users met the problem is shown by an incident that some record
/// lists. Whether the deployment failed itself is D3, and is not mixed in.
pub(super) fn rework<'f>(deployment: &Deployment<'f>, context: &Context<'f>) -> Adds<'f> {
    recorded(deployment)?;
    let facts = deployment.facts.ok_or(Lack::NoRecord)?;
    if !facts.emergency? {
        return Ok(Some(yes(false)));
    }
    let mut triggers = facts.triggers.iter();
    match triggers.any(|trigger| context.incidents.contains(trigger.as_str())) {
        true => Ok(Some(yes(true))),
        false => Err(Lack::TriggerUnknown),
    }
}

/// The attempts of a record that the deployment is.
fn recorded<'d, 'f>(deployment: &'d Deployment<'f>) -> Shown<&'d [&'f AttemptFacts]> {
    deployment.attempts.as_deref().map_err(|lack| *lack)
}

/// Whether something is so of any of several attempts, as far as is known of each.
fn any(attempts: &[&AttemptFacts], is: impl Fn(&AttemptFacts) -> Shown<bool>) -> Shown<bool> {
    let mut unknown = None;
    for attempt in attempts {
        match is(attempt) {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(lack) => unknown = unknown.or(Some(lack)),
        }
    }
    unknown.map_or(Ok(false), Err)
}
