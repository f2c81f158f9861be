//! What a release adds to each indicator.

use super::{Context, Counted};
use crate::portfolio::facts::{ReleaseFacts, Shown, shows_success};
use crate::portfolio::lack::{Lack, Listed};
use crate::portfolio::tally::Part;

type Adds<'f> = Shown<Option<Counted<'f>>>;

/// One out of one, or none out of one.
pub(super) fn yes<'f>(holds: bool) -> Counted<'f> {
    Part::Of(u64::from(holds), 1).into()
}

/// K01.
pub(super) fn each<'f>(_: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    Ok(Some(Part::One.into()))
}

/// K01, of the outcomes one each.
pub(super) fn deployed_whole<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    one_if(outcome(facts)? == Outcome::Whole)
}

pub(super) fn not_whole<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    one_if(outcome(facts)? == Outcome::NotWhole)
}

pub(super) fn backed_out_ones<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    one_if(outcome(facts)? == Outcome::BackedOut)
}

#[derive(PartialEq)]
enum Outcome {
    Whole,
    NotWhole,
    BackedOut,
}

fn outcome(facts: &ReleaseFacts) -> Shown<Outcome> {
    Ok(match (facts.backed_out?, facts.deployed_whole?) {
        (true, _) => Outcome::BackedOut,
        (false, false) => Outcome::NotWhole,
        (false, true) => Outcome::Whole,
    })
}

fn one_if<'f>(holds: bool) -> Adds<'f> {
    Ok(holds.then(|| Part::One.into()))
}

/// K02.
pub(super) fn major_duration<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    match facts.major? {
        true => Ok(Some(Part::Lasting(facts.duration?).into())),
        false => Ok(None),
    }
}

/// K03. What was backed out in part is backed out once.
pub(super) fn back_outs<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    facts.backed_out.map(|backed_out| Some(yes(backed_out)))
}

/// K05. As long as it is observed a success may still become a failure.
pub(super) fn successes<'f>(facts: &'f ReleaseFacts, context: &Context<'f>) -> Adds<'f> {
    settled(
        facts,
        shows_success(facts, context.parameters.success),
        true,
    )
}

/// What an observation showed. While it runs nothing is counted, neither good nor bad: what goes
/// wrong is seen before what goes well. What went wrong counts also where the period is not known.
pub(super) fn settled<'f>(facts: &ReleaseFacts, shown: Shown<bool>, good: bool) -> Adds<'f> {
    match (facts.observed, shown) {
        (Err(Lack::NotOver), _) => Err(Lack::NotOver),
        (_, Err(lack)) => Err(lack),
        (Err(lack), Ok(holds)) if holds == good => Err(lack),
        (_, Ok(holds)) => Ok(Some(yes(holds))),
    }
}

/// K06.
pub(super) fn incidents<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    incidents_known(facts)?;
    let things = facts.incidents.iter().map(String::as_str).collect();
    Ok(Some(Part::Things(things).into()))
}

/// K06, for each release.
pub(super) fn incidents_each<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    incidents_known(facts)?;
    let count = u64::try_from(facts.incidents.len()).unwrap_or(u64::MAX);
    Ok(Some(Part::Of(count, 1).into()))
}

fn incidents_known(facts: &ReleaseFacts) -> Shown<()> {
    facts.observed?;
    facts
        .incidents_counted
        .then_some(())
        .ok_or(Lack::IncidentsNotCounted)
}

/// K07.
pub(super) fn incident_free<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    let shown = match (facts.incidents.is_empty(), facts.incidents_counted) {
        (false, _) => Ok(false),
        (true, true) => Ok(true),
        (true, false) => Err(Lack::IncidentsNotCounted),
    };
    settled(facts, shown, true)
}

/// K09.
pub(super) fn emergencies<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    facts.emergency.map(|emergency| Some(yes(emergency)))
}

/// K11.
pub(super) fn passed_at_first<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    Ok(facts.passed_at_first?.map(yes))
}

/// K12. The ratio alone hides what was left out behind what was added, so both are listed.
pub(super) fn scope<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    let scope = facts.scope.as_ref().map_err(|lack| *lack)?;
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let left_out = scope
        .planned
        .difference(&scope.delivered)
        .cloned()
        .collect();
    let added = scope
        .delivered
        .difference(&scope.planned)
        .cloned()
        .collect();
    let differences: [(Listed, Vec<String>); 2] = [
        (Listed::NotDelivered, left_out),
        (Listed::NotPlanned, added),
    ];
    Ok(Some(Counted {
        part: Part::Of(count(scope.delivered.len()), count(scope.planned.len())),
        cases: differences
            .into_iter()
            .filter(|(_, items)| !items.is_empty())
            .collect(),
    }))
}

/// K15.
pub(super) fn reviewed_in_time<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    Ok(facts.reviewed?.map(yes))
}

/// K17.
pub(super) fn closures<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    facts.observed?;
    let (done, planned) = facts.closures?;
    Ok((planned > 0).then(|| Part::Of(done, planned).into()))
}

/// K19.
pub(super) fn emergency_reviewed_in_time<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    Ok(facts.emergency_reviewed?.map(yes))
}

/// K20.
pub(super) fn not_evidenced<'f>(facts: &'f ReleaseFacts, _: &Context<'f>) -> Adds<'f> {
    let (lacking, due) = facts.not_evidenced;
    Ok(Some(Part::Of(lacking, due).into()))
}
