//! Success or failure is analysed, the results recorded, and reviewed for improvements.

use super::over::could_know;
use crate::authority::role;
use crate::checks::case::latest;
use crate::checks::check::framework::{COBIT_2019, ISO20000_2011, ISO20000_2018, ITIL};
use crate::checks::check::{Check, Docs, partial, unverified, verified};
use crate::checks::{Case, Fact, Judgement, Phase, Reason, Severity, Trigger, says_nothing};
use crate::model::{Analysis, Items, PersonId, Stated};
use crate::pointer::Pointer;
use crate::stage::Stage;
use crate::time::Proof;

pub(super) static ANALYSED: Check = Check {
    id: "CLS-01",
    name: "release-not-analysed",
    title: "Success or failure of the release is analysed once the period is over",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "After the early-life period, or after the cancellation, somebody analysed success or failure, by a stated method and on stated data, and nothing relevant came to light since.",
        why: "An analysis made while incidents are still coming in is provisional.",
        example: "The analysis was written two days into a period of thirty.",
        remedy: "Analyse once the period is over, and again when an incident is related to the release later.",
        role: role::RELEASE_MANAGER,
    },
    judge: analysed,
};

fn analysed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let analyses = analyses(case);
    if analyses.is_empty() {
        no_analysis(case, judgement);
    }
    if case.cancelled_before_start().is_none() {
        case.progress.starts_missing(judgement);
        case.progress.ends_missing(judgement);
        case.progress.open_waves_missing(judgement);
    }
    judgement.any_of(analyses.iter().enumerate(), |way, (index, analysis)| {
        timely(case, way, index, analysis);
        complete(way, index, analysis);
    });
}

fn complete<'a>(way: &mut Judgement<'a>, index: usize, analysis: &'a Analysis) {
    let at = |template| Pointer::new(template, [index]);
    let analysed_by = analysis.analysed_by.as_ref().map(PersonId::as_str);
    way.text(
        analysed_by,
        at("/closure/analyses/*/analysed_by"),
        role::RELEASE_MANAGER,
    );
    let method = at("/closure/analyses/*/method");
    way.text(analysis.method.as_deref(), method, role::RELEASE_MANAGER);
    let data = at("/closure/analyses/*/data_refs");
    way.list(
        analysis.data_refs.as_ref(),
        data,
        role::RELEASE_MANAGER,
        |text| !text.trim().is_empty(),
    );
}

/// Whether an analysis was made when all that it is about was known.
fn timely<'a>(case: &Case<'a>, way: &mut Judgement<'a>, index: usize, analysis: &'a Analysis) {
    let pointer = Pointer::new("/closure/analyses/*/analysed_at", [index]);
    let Some(analysed_at) = &analysis.analysed_at else {
        way.missing(pointer, role::RELEASE_MANAGER);
        return;
    };
    way.cite(pointer);
    let Some(span) = case.span(analysed_at) else {
        way.undecided(Reason::TimeUnusable { at: pointer });
        return;
    };
    let made = Fact::new(analysed_at, pointer);
    if let Some(cancellation) = case.cancelled_before_start() {
        let cancelled = "/closure/cancellation/cancelled_at";
        way.before(case, Fact::new(&cancellation.cancelled_at, cancelled), made);
        return;
    }
    let Some(period) = &case.progress.period else {
        // Until the deployment is over the period has no end that an analysis could come after.
        if case.zone.is_none() && case.progress.phase == Phase::Ended {
            way.missing("/zone", role::RELEASE_MANAGER);
        } else {
            way.incomplete(Reason::Pending { until: None });
        }
        return;
    };
    way.cite(period.setting);
    let period_end = period.end.latest();
    if span.end() <= period.end.earliest() {
        way.unmet_when_due(Reason::TooEarly {
            at: pointer,
            period_end,
        });
    } else if span.first() < period_end {
        way.incomplete(Reason::TooEarly {
            at: pointer,
            period_end,
        });
    }
    let early_life = case.release.early_life.as_ref();
    let incidents = early_life.map_or(&[][..], |early_life| early_life.incidents.items());
    for (position, incident) in incidents.iter().enumerate() {
        let by = Pointer::new("/early_life/incidents/*/related_at", [position]);
        let Some(related_at) = &incident.related_at else {
            way.missing(by, role::INCIDENT_MANAGER);
            continue;
        };
        match case.before(Fact::new(related_at, by), made) {
            Ok(Proof::Proven) => {}
            Ok(Proof::Refuted) => way.incomplete(Reason::AnalysisOutdated {
                analysis: pointer,
                by,
            }),
            Ok(Proof::Undecided) => {
                way.incomplete(Reason::OrderUndecided {
                    first: by,
                    second: pointer,
                });
            }
            Err(at) => way.undecided(Reason::TimeUnusable { at }),
        }
    }
}

pub(super) static RESULTS_RECORDED: Check = Check {
    id: "CLS-02",
    name: "analysis-without-results-or-conclusions",
    title: "Results of the analysis and conclusions are recorded",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[verified(ISO20000_2018, "8.5.3")],
    docs: Docs {
        asks: "The last analysis says what was found and what follows from it.",
        why: "What is not written down is found again next time.",
        example: "The analysis has results and an empty text for its conclusions.",
        remedy: "Fill in `results` and `conclusions` of the analysis.",
        role: role::RELEASE_MANAGER,
    },
    judge: results_recorded,
};

fn results_recorded<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some((index, analysis)) = last_analysis(case) else {
        return no_analysis(case, judgement);
    };
    let parts = [
        (&analysis.results, "/closure/analyses/*/results"),
        (&analysis.conclusions, "/closure/analyses/*/conclusions"),
    ];
    for (text, template) in parts {
        let at = Pointer::new(template, [index]);
        judgement.text(text.as_deref(), at, role::RELEASE_MANAGER);
    }
}

pub(super) static REVIEWED: Check = Check {
    id: "CLS-03",
    name: "analysis-not-reviewed",
    title: "Results and conclusions are reviewed to find improvements",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Must,
    trigger: Trigger::Closure,
    clauses: &[
        verified(ISO20000_2018, "8.5.3"),
        partial(COBIT_2019, "BAI07.08"),
        unverified(ITIL, "post-implementation review"),
    ],
    docs: Docs {
        asks: "After the last analysis somebody reviewed it, and recorded opportunities for improvement or that there are none.",
        why: "The next release profits only from what was looked at again.",
        example: "The review was held before the analysis was written.",
        remedy: "Hold the review after the analysis, and list `opportunities` or state `none`.",
        role: role::RELEASE_MANAGER,
    },
    judge: reviewed,
};

fn reviewed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some((last, analysis)) = last_analysis(case) else {
        return no_analysis(case, judgement);
    };
    let analysed = Pointer::new("/closure/analyses/*/analysed_at", [last]);
    let Some(analysed_at) = &analysis.analysed_at else {
        return judgement.missing(analysed, role::RELEASE_MANAGER);
    };
    let closure = case.release.closure.as_ref();
    let reviews = closure.map_or(&[][..], |closure| closure.reviews.items());
    if reviews.is_empty() {
        let list = closure.and_then(|closure| closure.reviews.as_ref());
        return judgement.none_listed(list, "/closure/reviews", role::RELEASE_MANAGER);
    }
    judgement.any_of(reviews.iter().enumerate(), |way, (index, review)| {
        let at = |template| Pointer::new(template, [index]);
        let reviewer = review.reviewed_by.items().first().map(PersonId::as_str);
        way.text(
            reviewer,
            at("/closure/reviews/*/reviewed_by"),
            role::RELEASE_MANAGER,
        );
        let found = at("/closure/reviews/*/opportunities");
        let opportunities = review.opportunities.as_ref();
        way.list_or_none(opportunities, found, role::RELEASE_MANAGER, |text| {
            !text.trim().is_empty()
        });
        let reviewed = at("/closure/reviews/*/reviewed_at");
        match &review.reviewed_at {
            None => way.missing(reviewed, role::RELEASE_MANAGER),
            Some(reviewed_at) => {
                let second = Fact::new(reviewed_at, reviewed);
                way.before_when_due(case, Fact::new(analysed_at, analysed), second);
            }
        }
    });
}

pub(super) static CUSTOMER_IMPACT: Check = Check {
    id: "CLS-07",
    name: "customer-impact-not-analysed",
    title: "The analysis says what the release meant for customers",
    stage: Stage::Closure,
    gate: Some(Stage::Closure),
    severity: Severity::Should,
    trigger: Trigger::Closure,
    clauses: &[unverified(ISO20000_2011, "9.3")],
    docs: Docs {
        asks: "The last analysis lists the effects on customers, or somebody states that there were none.",
        why: "A release that is flawless inside may have cost a customer a day.",
        example: "The analysis counts the failed transactions, and says nothing of the shops that lost them.",
        remedy: "Fill in `customer_impact` of the analysis, or state `none` there.",
        role: role::RELEASE_MANAGER,
    },
    judge: customer_impact,
};

fn customer_impact<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let Some((index, analysis)) = last_analysis(case) else {
        return no_analysis(case, judgement);
    };
    let at = |template| Pointer::new(template, [index]);
    if let Some(Stated::None(statement)) = &analysis.customer_impact {
        let stated = at("/closure/analyses/*/customer_impact/none/at");
        could_know(case, judgement, statement, stated);
    }
    judgement.list_or_none(
        analysis.customer_impact.as_ref(),
        at("/closure/analyses/*/customer_impact"),
        role::RELEASE_MANAGER,
        |text| !says_nothing(Some(text)),
    );
}

fn no_analysis<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = case
        .release
        .closure
        .as_ref()
        .and_then(|closure| closure.analyses.as_ref());
    judgement.none_listed(list, "/closure/analyses", role::RELEASE_MANAGER);
}

fn analyses<'a>(case: &Case<'a>) -> &'a [Analysis] {
    case.release
        .closure
        .as_ref()
        .map_or(&[], |closure| closure.analyses.items())
}

/// The analysis that counts: the latest.
fn last_analysis<'a>(case: &Case<'a>) -> Option<(usize, &'a Analysis)> {
    latest(case, analyses(case).iter().enumerate(), |analysis| {
        analysis.analysed_at.as_ref()
    })
}
