//! What was to be achieved is held against what was.

use crate::authority::role;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::transition::{intended_outcomes, names_number, needs_transition};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{AudienceId, IntendedOutcome, Items, Report};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static OUTCOMES_REPORTED: Check = Check {
    id: "CLS-06",
    name: "achieved-outcomes-not-reported",
    title: "Interested parties are told what was achieved of the intended outcomes",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[unverified(ISO20000_2018, "8.5.2.3")],
    docs: Docs {
        asks: "Where a change needs design and transition, for each intended outcome of its plan a report gives what was achieved, in a number; the report was sent to somebody after the deployment was over. A release that was given up before anything went live has achieved nothing to report.",
        why: "Whoever paid for an outcome wants to know whether it came.",
        example: "Payments were to settle in 300 ms; the closing report says that the release went well.",
        remedy: "Measure each outcome, and record a report with `outcomes`, `sent_to` and `sent_at` under `closure.reports`.",
        role: role::SERVICE_OWNER,
    },
    judge: outcomes_reported,
};

fn outcomes_reported<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if let Some(cancellation) = case.cancelled_before_start() {
        let by = cancellation.cancelled_by.as_str();
        return judgement.exempt("/closure/cancellation", Some(by));
    }
    if !needs_transition(case, judgement) {
        return;
    }
    let closure = case.release.closure.as_ref();
    let given = closure.and_then(|closure| closure.reports.as_ref());
    let list = "/closure/reports";
    let intended = intended_outcomes(case, judgement);
    let reports = judgement.listed(given, list, role::SERVICE_OWNER);
    if reports.is_empty() {
        return;
    }
    for outcome in intended {
        let reporting = reports.iter().enumerate().filter(|(_, report)| {
            let mut outcomes = report.outcomes.items().iter();
            outcomes.any(|achieved| achieved.outcome == outcome.id)
        });
        let found = judgement.any_of(reporting, |way, (index, report)| {
            achieved(way, index, report, outcome);
            sent(case, way, index, report);
        });
        if !found {
            judgement.incomplete(Reason::NotListed {
                at: list.into(),
                needed: &outcome.id,
            });
            judgement.missing(list, role::SERVICE_OWNER);
        }
    }
}

/// Requires that a report says in a number what was achieved of an outcome.
fn achieved<'a>(
    way: &mut Judgement<'a>,
    index: usize,
    report: &'a Report,
    outcome: &'a IntendedOutcome,
) {
    let outcomes = report.outcomes.items();
    let id_of = |position| Pointer::new("/closure/reports/*/outcomes/*/outcome", [index, position]);
    let mut same = outcomes
        .iter()
        .enumerate()
        .filter(|(_, achieved)| achieved.outcome == outcome.id);
    let Some((position, achieved)) = same.next() else {
        return;
    };
    if let Some((second, _)) = same.next() {
        let (at, id) = (id_of(second), outcome.id.as_str());
        return way.undecided(Reason::Repeated { at, id });
    }
    let at = Pointer::new("/closure/reports/*/outcomes/*/achieved", [index, position]);
    way.settled(achieved.achieved.as_deref(), at, role::SERVICE_OWNER);
    let text = achieved.achieved.as_deref().unwrap_or_default();
    if !says_nothing(Some(text)) && !names_number(text) {
        way.unmet_when_due(Reason::NotMeasurable { at });
    }
}

/// Requires that a report reached somebody, after what it reports on.
fn sent<'a>(case: &Case<'a>, way: &mut Judgement<'a>, index: usize, report: &'a Report) {
    let at = |template| Pointer::new(template, [index]);
    let mut readers = report.sent_to.items().iter().map(AudienceId::as_str);
    let reader = readers.find(|reader| !says_nothing(Some(reader)));
    way.text(
        reader,
        at("/closure/reports/*/sent_to"),
        role::SERVICE_OWNER,
    );
    let sent_at = at("/closure/reports/*/sent_at");
    let Some(sent) = Fact::dated(&report.sent_at, sent_at) else {
        return way.missing(sent_at, role::SERVICE_OWNER);
    };
    for end in &case.progress.ends {
        way.before_or_open(case, *end, sent);
    }
    case.progress.ends_missing(way);
}
