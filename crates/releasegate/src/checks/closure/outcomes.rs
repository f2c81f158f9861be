//! What a new or changed service achieved is told to those it was made for.

use super::over::shown_over;
use crate::authority::role;
use crate::checks::case::the_one;
use crate::checks::check::framework::ISO20000_2018;
use crate::checks::check::{Check, Docs, unverified};
use crate::checks::transition::needs_design_transition;
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{AchievedOutcome, AudienceId, IntendedOutcome, Items, Report};
use crate::pointer::Pointer;
use crate::stage::Stage;

pub(super) static OUTCOMES_REPORTED: Check = Check {
    id: "CLS-06",
    name: "outcomes-not-reported",
    title: "What was achieved is reported beside what was intended, where a service is designed anew",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::PeriodEnd,
    clauses: &[unverified(ISO20000_2018, "8.5.2.3")],
    docs: Docs {
        asks: "Where a change of the release needs service design and transition, a report that was sent after the deployment says for each intended outcome of the plan what was achieved.",
        why: "Who paid for a service wants to know whether it does what it was for.",
        example: "Three outcomes were intended, and the report speaks of the two that were reached.",
        remedy: "Send a report to interested parties, and record it under `closure.reports` with `outcomes`, `sent_to` and `sent_at`.",
        role: role::RELEASE_MANAGER,
    },
    judge: outcomes_reported,
};

fn outcomes_reported<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    if !needs_design_transition(case, judgement) {
        return;
    }
    shown_over(case, judgement);
    let plan = case.plan().and_then(|plan| plan.design_transition.as_ref());
    let list = plan.and_then(|plan| plan.outcomes.as_ref());
    let at = "/plan/design_transition/outcomes";
    judgement.list(list, at, role::SERVICE_OWNER, |outcome| {
        !says_nothing(Some(&outcome.id))
    });
    let intended = plan.map_or(&[][..], |plan| plan.outcomes.items());
    for (index, outcome) in intended.iter().enumerate() {
        reported(case, judgement, index, outcome);
    }
    let ids = "/plan/design_transition/outcomes/*/id";
    for (at, _, told) in told(case) {
        let id = told.outcome.as_str();
        let id_of = |outcome: &'a IntendedOutcome| outcome.id.as_str();
        if the_one(judgement, intended, id, id_of, ids).is_none() {
            let at = Pointer::new("/closure/reports/*/outcomes/*/outcome", at);
            judgement.incomplete(Reason::Unresolved { at, id });
        }
    }
}

/// Requires a report on one intended outcome.
fn reported<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    intended: &'a IntendedOutcome,
) {
    let role = role::RELEASE_MANAGER;
    let on_it = told(case).filter(|(_, _, told)| told.outcome == intended.id);
    let any = judgement.any_of(on_it, |way, (at, report, told)| {
        let achieved = Pointer::new("/closure/reports/*/outcomes/*/achieved", at);
        way.text(told.achieved.as_deref(), achieved, role);
        let [report_index, _] = at;
        let audience = report.sent_to.items().first().map(AudienceId::as_str);
        let sent_to = Pointer::new("/closure/reports/*/sent_to", [report_index]);
        way.text(audience, sent_to, role);
        let sent_at = Pointer::new("/closure/reports/*/sent_at", [report_index]);
        match &report.sent_at {
            None => way.missing(sent_at, role),
            Some(sent) => {
                for end in &case.progress.ends {
                    way.before_when_due(case, *end, Fact::new(sent, sent_at));
                }
            }
        }
    });
    if !any {
        let at = Pointer::new("/plan/design_transition/outcomes/*", [index]);
        let by = "/closure/reports".into();
        judgement.incomplete(Reason::NotCovered { at, by });
        let closure = case.release.closure.as_ref();
        let reports = closure.and_then(|closure| closure.reports.as_ref());
        judgement.none_listed(reports, by, role);
    }
}

/// What the reports say of outcomes, with the positions of the report and of the outcome in it.
fn told<'a>(
    case: &Case<'a>,
) -> impl Iterator<Item = ([usize; 2], &'a Report, &'a AchievedOutcome)> + use<'a> {
    let closure = case.release.closure.as_ref();
    let reports = closure.map_or(&[][..], |closure| closure.reports.items());
    reports.iter().enumerate().flat_map(|(index, report)| {
        let outcomes = report.outcomes.items().iter().enumerate();
        outcomes.map(move |(position, told)| ([index, position], report, told))
    })
}
