//! The plan for the design and transition of a service: eight parts, each judged on its own.

use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, verified};
use crate::checks::transition::{design, intended_outcomes, names_number, needs_transition};
use crate::checks::{Case, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{DesignTransition, IntendedOutcome};
use crate::pointer::Pointer;
use crate::stage::Stage;

/// The first part; the others have in common with it what they do not say themselves.
pub(super) static AUTHORITIES: Check = Check {
    id: "PLN-20a",
    name: "transition-names-no-authorities",
    title: "The design and transition plan says who decides and who answers for what",
    stage: Stage::Planning,
    gate: Some(Stage::Planning),
    severity: Severity::Must,
    trigger: Trigger::Planned,
    clauses: &[verified(ISO20000_2018, "8.5.2.1")],
    docs: Docs {
        asks: "Where a change needs design and transition, its plan says who has authority and who is responsible, or where that is written.",
        why: "A new service has nobody who answers for it until somebody is named.",
        example: "A new service is planned, and `authorities` is blank.",
        remedy: "Write the authorities and responsibilities, or a reference to them, under `plan.design_transition.authorities`.",
        role: role::SERVICE_OWNER,
    },
    judge: |case, judgement| {
        let at = "/plan/design_transition/authorities";
        part(
            case,
            judgement,
            |plan| &plan.authorities,
            at,
            role::SERVICE_OWNER,
        );
    },
};

pub(super) static ACTIVITIES: Check = Check {
    id: "PLN-20b",
    name: "transition-names-no-activities",
    title: "The design and transition plan says what is done, and when",
    docs: Docs {
        asks: "Where a change needs design and transition, its plan says what is to be done with the timescales, or where that is written.",
        why: "Work without a time is found out to be late only when it is.",
        example: "The plan for a major change says `TBD` under `activities`.",
        remedy: "Write the activities with their timescales, or a reference to them, under `plan.design_transition.activities`.",
        role: role::RELEASE_MANAGER,
    },
    judge: |case, judgement| {
        let at = "/plan/design_transition/activities";
        part(
            case,
            judgement,
            |plan| &plan.activities,
            at,
            role::RELEASE_MANAGER,
        );
    },
    ..AUTHORITIES
};

pub(super) static RESOURCES: Check = Check {
    id: "PLN-20c",
    name: "transition-names-no-resources",
    title: "The design and transition plan says which people, technology, information and money it needs",
    docs: Docs {
        asks: "Where a change needs design and transition, its plan says what it needs of people, technology, information and money, or where that is written.",
        why: "A plan nobody has paid for is a wish.",
        example: "A service is to be transferred, and nothing says who pays for it.",
        remedy: "Write the resources, or a reference to them, under `plan.design_transition.resources`.",
        role: role::SERVICE_OWNER,
    },
    judge: |case, judgement| {
        let at = "/plan/design_transition/resources";
        part(
            case,
            judgement,
            |plan| &plan.resources,
            at,
            role::SERVICE_OWNER,
        );
    },
    ..AUTHORITIES
};

pub(super) static DEPENDENCIES: Check = Check {
    id: "PLN-20d",
    name: "transition-names-no-dependencies",
    title: "The design and transition plan says which other services it depends on",
    docs: Docs {
        asks: "Where a change needs design and transition, its plan says what it depends on, or that it depends on nothing, or where that is written.",
        why: "The service that fails on the first day is often the one beside the new one.",
        example: "The new service reads from another one, and `dependencies` is missing.",
        remedy: "Write the dependencies, that there are none, or a reference, under `plan.design_transition.dependencies`.",
        role: role::CONFIGURATION_MANAGER,
    },
    judge: |case, judgement| {
        let at = "/plan/design_transition/dependencies";
        let role = role::CONFIGURATION_MANAGER;
        part(case, judgement, |plan| &plan.dependencies, at, role);
    },
    ..AUTHORITIES
};

pub(super) static TESTING: Check = Check {
    id: "PLN-20e",
    name: "transition-names-no-testing",
    title: "The design and transition plan says how the service is tested",
    docs: Docs {
        asks: "Where a change needs design and transition, its plan says which testing is needed, or where that is written.",
        why: "What a service has to withstand is decided when it is designed, not when it is delivered.",
        example: "A major change is planned, and `testing` is missing.",
        remedy: "Write the testing, or a reference to it, under `plan.design_transition.testing`.",
        role: role::TEST_MANAGER,
    },
    judge: |case, judgement| {
        let at = "/plan/design_transition/testing";
        part(
            case,
            judgement,
            |plan| &plan.testing,
            at,
            role::TEST_MANAGER,
        );
    },
    ..AUTHORITIES
};

pub(super) static ACCEPTANCE: Check = Check {
    id: "PLN-20f",
    name: "transition-names-no-acceptance",
    title: "The design and transition plan says when the service is accepted",
    docs: Docs {
        asks: "Where a change needs design and transition, its plan says what the service has to fulfil to be accepted, or where that is written.",
        why: "Criteria for a build do not say when the customer takes the service.",
        example: "The release has its test criteria, and `acceptance` of the new service is missing.",
        remedy: "Write the acceptance criteria of the service, or a reference, under `plan.design_transition.acceptance`.",
        role: role::TEST_MANAGER,
    },
    judge: |case, judgement| {
        let at = "/plan/design_transition/acceptance";
        part(
            case,
            judgement,
            |plan| &plan.acceptance,
            at,
            role::TEST_MANAGER,
        );
    },
    ..AUTHORITIES
};

pub(super) static OUTCOMES: Check = Check {
    id: "PLN-20g",
    name: "transition-outcomes-not-measurable",
    title: "The design and transition plan says in numbers what is to be achieved",
    docs: Docs {
        asks: "Where a change needs design and transition, its plan lists at least one intended outcome, and for each what is measured, in which unit, and a target that names a number.",
        why: "Whether something that cannot be measured was achieved is a matter of taste.",
        example: "The only outcome is that payments become faster.",
        remedy: "Give each outcome its `measure`, its `unit` and a `target` with a number.",
        role: role::SERVICE_OWNER,
    },
    judge: outcomes,
    ..AUTHORITIES
};

pub(super) static IMPACT: Check = Check {
    id: "PLN-20h",
    name: "transition-names-no-impact",
    title: "The design and transition plan says whom and what it affects",
    docs: Docs {
        asks: "Where a change needs design and transition, its plan says what it means for services, customers, users and the management system, or where that is written.",
        why: "Those who are affected should not find out by themselves.",
        example: "A service is removed, and nothing says what that means for those who use it.",
        remedy: "Write the impact, or a reference to it, under `plan.design_transition.impact`.",
        role: role::SERVICE_OWNER,
    },
    judge: |case, judgement| {
        let at = "/plan/design_transition/impact";
        part(
            case,
            judgement,
            |plan| &plan.impact,
            at,
            role::SERVICE_OWNER,
        );
    },
    ..AUTHORITIES
};

/// Requires one part of the plan, where a change needs the plan.
fn part<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    part: fn(&DesignTransition) -> &Option<String>,
    at: &'static str,
    role: &'static str,
) {
    if needs_transition(case, judgement) {
        let text = design(case).and_then(|design| part(design).as_deref());
        judgement.settled(text, at, role);
    }
}

fn outcomes<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if needs_transition(case, judgement) {
        for (index, outcome) in intended_outcomes(case, judgement).iter().enumerate() {
            measurable(judgement, index, outcome);
        }
    }
}

/// Requires that it can be measured whether an outcome was achieved.
fn measurable<'a>(judgement: &mut Judgement<'a>, index: usize, outcome: &'a IntendedOutcome) {
    let at = |template| Pointer::new(template, [index]);
    let measure = at("/plan/design_transition/outcomes/*/measure");
    let target = at("/plan/design_transition/outcomes/*/target");
    let unit = at("/plan/design_transition/outcomes/*/unit");
    for (text, at) in [
        (&outcome.measure, measure),
        (&outcome.unit, unit),
        (&outcome.target, target),
    ] {
        judgement.settled(text.as_deref(), at, role::SERVICE_OWNER);
    }
    let is_silent = |text: &Option<String>| says_nothing(text.as_deref());
    let in_words = outcome
        .target
        .as_deref()
        .is_some_and(|text| !names_number(text));
    if !is_silent(&outcome.target) {
        if in_words {
            judgement.unmet_when_due(Reason::NotMeasurable { at: target });
        }
    } else if is_silent(&outcome.unit) && !is_silent(&outcome.measure) {
        // Words without a unit and a target are all there is.
        judgement.unmet_when_due(Reason::NotMeasurable { at: measure });
    }
}
