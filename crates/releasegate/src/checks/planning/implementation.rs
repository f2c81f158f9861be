//! The implementation plan behind the release plan: its sections, the conversion, the test plan.

use crate::authority::role;
use crate::checks::check::framework::COBIT_2019;
use crate::checks::check::{Check, Docs, verified};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger};
use crate::model::{Conversion, DeliverableKind, Items, PersonId, PlanSection, PlanTopic};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static SECTIONS_APPROVED: Check = Check {
    id: "PLN-27",
    name: "implementation-plan-incomplete",
    title: "The implementation plan covers everything from conversion to review, and is approved",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Should,
    trigger: Trigger::Planned,
    clauses: &[verified(COBIT_2019, "BAI07.01")],
    docs: Docs {
        asks: "The plan has a section on each of conversion, test criteria, communication, training, preparation of the release, promotion, early support, fallback and review, or says of it that it is not needed; somebody approved each before the deployment started.",
        why: "What the plan is silent on is made up on the night.",
        example: "Eight sections are there, and nothing says what is done about training.",
        remedy: "Add the section under `plan.sections` with its content, or with why it is not needed, and have it approved.",
        role: role::RELEASE_MANAGER,
    },
    judge: sections_approved,
};

/// What an implementation plan covers, as records name it.
const TOPICS: [(PlanTopic, &str); 9] = [
    (PlanTopic::Conversion, "conversion"),
    (PlanTopic::TestCriteria, "test_criteria"),
    (PlanTopic::Communication, "communication"),
    (PlanTopic::Training, "training"),
    (PlanTopic::ReleasePreparation, "release_preparation"),
    (PlanTopic::Promotion, "promotion"),
    (PlanTopic::EarlySupport, "early_support"),
    (PlanTopic::Fallback, "fallback"),
    (PlanTopic::Review, "review"),
];

fn sections_approved<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/plan/sections";
    let given = case.plan().and_then(|plan| plan.sections.as_ref());
    let sections = judgement.listed(given, list, role::RELEASE_MANAGER);
    if sections.is_empty() {
        return;
    }
    for (topic, needed) in TOPICS {
        let on_topic = sections.iter().enumerate();
        let on_topic = on_topic.filter(|(_, section)| section.topic == topic);
        let found = judgement.any_of(on_topic, |way, (index, section)| {
            approved_section(case, way, index, section);
        });
        if !found {
            let at = list.into();
            judgement.incomplete(Reason::NotListed { at, needed });
            judgement.missing(list, role::RELEASE_MANAGER);
        }
    }
}

fn approved_section<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    index: usize,
    section: &'a PlanSection,
) {
    let at = |template| Pointer::new(template, [index]);
    let content = at("/plan/sections/*/content");
    way.settled(section.content.as_deref(), content, role::RELEASE_MANAGER);
    let by = at("/plan/sections/*/approved_by");
    way.known_person(
        case,
        section.approved_by.as_ref(),
        by,
        role::RELEASE_MANAGER,
    );
    let approved_at = at("/plan/sections/*/approved_at");
    match Fact::dated(&section.approved_at, approved_at) {
        None => way.missing(approved_at, role::RELEASE_MANAGER),
        Some(approved) => way.before_start(case, approved),
    }
}

pub(super) static CONVERSION_PREPARED: Check = Check {
    id: "PLN-28",
    name: "conversion-not-prepared",
    title: "Conversions of data, systems and processes can be followed, and taken back",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Should,
    trigger: Trigger::Planned,
    clauses: &[verified(COBIT_2019, "BAI07.02")],
    docs: Docs {
        asks: "It is answered whether anything is converted, and for each deliverable whether it migrates data; a document or a licence migrates none. Where something is, the plan says how each step can be followed afterwards and how the state before is recovered, and names every deliverable that migrates data.",
        why: "The old version of the software does not read the new version of the data.",
        example: "The release migrates the orders; the way back is to deploy the old version.",
        remedy: "Answer `plan.conversion.needed` and `migrates_data` of each deliverable; plan audit trail and recovery.",
        role: role::DEPLOYMENT_MANAGER,
    },
    judge: conversion_prepared,
};

fn conversion_prepared<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let plan = case.plan();
    let given = plan.and_then(|plan| plan.deliverables.as_ref());
    let list = "/plan/deliverables";
    let deliverables = judgement.listed(given, list, role::BUILD_MANAGER);
    let conversion = plan.and_then(|plan| plan.conversion.as_ref());
    let needed = conversion.and_then(|conversion| conversion.needed);
    let needed_at = Pointer::from("/plan/conversion/needed");
    let mut migrating = Vec::new();
    for (index, deliverable) in deliverables.iter().enumerate() {
        let at = Pointer::new("/plan/deliverables/*/migrates_data", [index]);
        let handed_over = [DeliverableKind::Document, DeliverableKind::Licence];
        match deliverable.migrates_data {
            Some(true) => migrating.push((deliverable.id.as_str(), at)),
            Some(false) => judgement.cite(at),
            None if deliverable
                .kind
                .is_some_and(|kind| handed_over.contains(&kind)) => {}
            None => judgement.missing(at, role::BUILD_MANAGER),
        }
    }
    match (needed, migrating.first()) {
        (None, None) => return judgement.missing(needed_at, role::DEPLOYMENT_MANAGER),
        (Some(false), None) => {
            judgement.cite(needed_at);
            if judgement.is_clear() {
                let by = plan.and_then(|plan| plan.created_by.as_ref());
                judgement.exempt(needed_at, by.map(PersonId::as_str));
            }
            return;
        }
        (Some(false), Some((_, with))) => judgement.incomplete(Reason::Contradiction {
            at: needed_at,
            with: *with,
        }),
        (Some(true), _) => judgement.cite(needed_at),
        (None, Some(_)) => {}
    }
    let role = role::DEPLOYMENT_MANAGER;
    for (text, at) in [
        (
            conversion.and_then(|one| one.audit_trail.as_deref()),
            "/plan/conversion/audit_trail",
        ),
        (
            conversion.and_then(|one| one.recovery.as_deref()),
            "/plan/conversion/recovery",
        ),
    ] {
        judgement.settled(text, at, role);
    }
    named(judgement, conversion, &migrating);
}

/// Requires that the conversion names every deliverable that migrates data.
fn named<'a>(
    judgement: &mut Judgement<'a>,
    conversion: Option<&Conversion>,
    migrating: &[(&'a str, Pointer)],
) {
    let list = Pointer::from("/plan/conversion/deliverables");
    let converted = conversion.map_or(&[][..], |one| one.deliverables.items());
    for (needed, at) in migrating {
        judgement.cite(*at);
        if !converted.iter().any(|id| id.as_str() == *needed) {
            judgement.incomplete(Reason::NotListed { at: list, needed });
            judgement.missing(list, role::DEPLOYMENT_MANAGER);
        }
    }
}

pub(super) static TEST_PLAN_APPROVED: Check = Check {
    id: "PLN-29",
    name: "test-plan-not-approved-first",
    title: "A test plan with roles, entry and exit criteria is approved before the first test",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Should,
    trigger: Trigger::Planned,
    clauses: &[verified(COBIT_2019, "BAI07.03")],
    docs: Docs {
        asks: "The test plan says who does what, when testing may start and when it is over; somebody approved it before the first test result, and before the deployment started.",
        why: "Whoever sets the end of testing while testing ends it when time is up.",
        example: "The first tests ran on Monday, and the test plan was approved on Wednesday.",
        remedy: "Approve the test plan before testing; record it under `plan.test_plan`.",
        role: role::TEST_MANAGER,
    },
    judge: test_plan_approved,
};

fn test_plan_approved<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let role = role::TEST_MANAGER;
    let Some(test_plan) = case.plan().and_then(|plan| plan.test_plan.as_ref()) else {
        return judgement.missing("/plan/test_plan", role);
    };
    for (text, at) in [
        (&test_plan.roles, "/plan/test_plan/roles"),
        (&test_plan.entry_criteria, "/plan/test_plan/entry_criteria"),
        (&test_plan.exit_criteria, "/plan/test_plan/exit_criteria"),
    ] {
        judgement.settled(text.as_deref(), at, role);
    }
    let by = "/plan/test_plan/approved_by";
    judgement.known_person(case, test_plan.approved_by.as_ref(), by, role);
    let approved_at = "/plan/test_plan/approved_at";
    let Some(approved) = Fact::dated(&test_plan.approved_at, approved_at) else {
        return judgement.missing(approved_at, role);
    };
    judgement.before_start(case, approved);
    let results = case
        .verification()
        .map_or(&[][..], |tests| tests.results.items());
    for (index, result) in results.iter().enumerate() {
        let tested_at = Pointer::new("/verification/results/*/tested_at", [index]);
        match &result.tested_at {
            None => judgement.missing(tested_at, role),
            Some(at) => {
                let tested = Fact {
                    at,
                    seq: result.seq,
                    pointer: tested_at,
                };
                judgement.before(case, approved, tested);
            }
        }
    }
}
