//! The process is measured against targets.

use crate::authority::role;
use crate::checks::case::the_one;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{Indicator, Items};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static DEFINED: Check = Check {
    id: "SUP-16",
    name: "process-without-measurable-target",
    title: "The process has at least one measurable target, and somebody answers for it",
    stage: Stage::Support,
    gate: Some(Stage::Support),
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[
        verified(ISO20000_2018, "8.1 a"),
        verified(ISO20000_2018, "8.1 b"),
    ],
    docs: Docs {
        asks: "At least one indicator says what is measured, has a target with a number in digits, and has an owner whom the record lists.",
        why: "A process without a number to reach cannot be found to miss it.",
        example: "The only target is `as few failed releases as possible`.",
        remedy: "Record an indicator under `support.indicators` with `measure`, a `target` such as `at least 95 %`, and `owner`.",
        role: role::RELEASE_MANAGER,
    },
    judge: defined,
};

fn defined<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let support = case.release.support.as_ref();
    let list = support.and_then(|support| support.indicators.as_ref());
    let indicators = support.map_or(&[][..], |support| support.indicators.items());
    if indicators.is_empty() {
        return judgement.none_listed(list, "/support/indicators", role::RELEASE_MANAGER);
    }
    judgement.any_of(indicators.iter().enumerate(), |way, (index, indicator)| {
        let id = indicator.id.as_str();
        let places = "/support/indicators/*/id";
        the_one(way, indicators, id, |indicator| &indicator.id, places);
        measurable(case, way, index, indicator);
    });
}

fn measurable<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    index: usize,
    indicator: &'a Indicator,
) {
    let at = |template| Pointer::new(template, [index]);
    let measure = at("/support/indicators/*/measure");
    way.text(indicator.measure.as_deref(), measure, role::RELEASE_MANAGER);
    let target = at("/support/indicators/*/target");
    match indicator.target.as_deref() {
        Some(text) if text.chars().any(char::is_numeric) => way.cite(target),
        text if says_nothing(text) => way.missing(target, role::RELEASE_MANAGER),
        _ => way.nonconforming(Reason::NotMeasurable { at: target }),
    }
    let owner = at("/support/indicators/*/owner");
    way.known_person(case, indicator.owner.as_ref(), owner, role::RELEASE_MANAGER);
}
