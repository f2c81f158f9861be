//! Success or failure is analysed, the results recorded, and reviewed for improvements.

use super::last::{analyses, no_analysis, nothing_to_come, on_the_last};
use super::over::{could_know, shown_over};
use crate::authority::role;
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2011, ISO20000_2018, ISO27001_2022, ITIL, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, partial, unverified, verified};
use crate::checks::early_life::{
    certainly_another_time, is_empty_for_a_reason, searched_after_the_period,
};
use crate::checks::{Case, Fact, Judgement, Period, Reason, Severity, Trigger, says_nothing};
use crate::model::{Analysis, Items, Review, Stated};
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
        asks: "After the early-life period, or after the cancellation, somebody analysed success or failure, by a stated method and on stated data; it came after a search for incidents over the whole period, and no incident of the period was related to the release since.",
        why: "An analysis made while incidents are still coming in is provisional.",
        example: "The analysis was written two days into a period of thirty.",
        remedy: "Search for incidents once the period is over, analyse then, and again when an incident is related to the release later.",
        role: role::RELEASE_MANAGER,
    },
    judge: analysed,
};

fn analysed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let analyses = analyses(case);
    if analyses.is_empty() {
        no_analysis(case, judgement);
    }
    shown_over(case, judgement);
    judgement.any_of(analyses.iter().enumerate(), |way, (index, analysis)| {
        let at = Pointer::new("/closure/analyses/*/analysed_at", [index]);
        match Fact::dated(&analysis.analysed_at, at) {
            None => way.missing(at, role::RELEASE_MANAGER),
            Some(made) => {
                nothing_to_come(case, way, made);
                knew_the_incidents(case, way, made);
            }
        }
        complete(case, way, index, analysis);
    });
}

fn complete<'a>(case: &Case<'a>, way: &mut Judgement<'a>, index: usize, analysis: &'a Analysis) {
    let at = |template| Pointer::new(template, [index]);
    let by = at("/closure/analyses/*/analysed_by");
    way.known_person(
        case,
        analysis.analysed_by.as_ref(),
        by,
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

/// Requires of an analysis that it knew of the incidents of the period: of a search over the whole
/// of it, and of each that was related to the release.
fn knew_the_incidents<'a>(case: &Case<'a>, way: &mut Judgement<'a>, made: Fact<'a>) {
    let Some(period) = &case.progress.period else {
        return;
    };
    if !period.is_empty {
        knew_a_search(case, way, period, made);
    } else if !is_empty_for_a_reason(case) {
        let at = period.setting;
        way.undecided(Reason::EmptyPeriod { at });
    }
    let early_life = case.release.early_life.as_ref();
    let incidents = early_life.map_or(&[][..], |early_life| early_life.incidents.items());
    let windows = case.observed();
    for (position, incident) in incidents.iter().enumerate() {
        if windows
            .as_ref()
            .is_some_and(|windows| certainly_another_time(case, windows, incident))
        {
            continue;
        }
        let by = Pointer::new("/early_life/incidents/*/related_at", [position]);
        match Fact::dated(&incident.related_at, by) {
            None => way.missing(by, role::INCIDENT_MANAGER),
            Some(related) => knew_of(case, way, made, related),
        }
    }
}

fn knew_a_search<'a>(case: &Case<'a>, way: &mut Judgement<'a>, period: &Period, made: Fact<'a>) {
    let early_life = case.release.early_life.as_ref();
    let list = early_life.and_then(|early_life| early_life.incident_extracts.as_ref());
    let at = "/early_life/incident_extracts";
    let extracts = way.listed(list, at, role::INCIDENT_MANAGER);
    way.any_of(extracts.iter().enumerate(), |way, (index, extract)| {
        searched_after_the_period(case, way, period, index, extract);
        let taken = Pointer::new("/early_life/incident_extracts/*/taken_at", [index]);
        if let Some(taken) = Fact::dated(&extract.taken_at, taken) {
            knew_of(case, way, made, taken);
        }
    });
}

/// Requires that an analysis was made after a fact; if it was not, it can be made again.
fn knew_of<'a>(case: &Case<'a>, way: &mut Judgement<'a>, made: Fact<'a>, fact: Fact<'a>) {
    let (analysis, by) = (made.pointer, fact.pointer);
    match case.before(fact, made) {
        Ok(Proof::Proven) => {}
        Ok(Proof::Refuted) => way.incomplete(Reason::AnalysisOutdated { analysis, by }),
        Ok(Proof::Undecided) => way.incomplete(Reason::OrderUndecided {
            first: by,
            second: analysis,
        }),
        Err(at) => way.undecided(Reason::TimeUnusable { at }),
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
    on_the_last(case, judgement, |judgement, last| {
        let parts = [
            (&last.analysis.results, "/closure/analyses/*/results"),
            (
                &last.analysis.conclusions,
                "/closure/analyses/*/conclusions",
            ),
        ];
        for (text, template) in parts {
            let at = Pointer::new(template, [last.index]);
            judgement.text(text.as_deref(), at, role::RELEASE_MANAGER);
        }
    });
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
        verified(SOC2, "CC8.1"),
        verified(ISO27001_2022, "A.8.32"),
        verified(NIST_800_53R5, "CM-3 f"),
        verified(NIST_800_53R5, "CM-4(2)"),
        verified(PCI_DSS_4, "6.5.2"),
        unverified(ITIL, "post-implementation review"),
    ],
    docs: Docs {
        asks: "After the last analysis people whom the record lists reviewed it, and recorded opportunities for improvement or, once the deployment was over, that there are none.",
        why: "The next release profits only from what was looked at again.",
        example: "The review was held before the analysis was written.",
        remedy: "Hold the review after the analysis, and list `opportunities` or state `none`.",
        role: role::RELEASE_MANAGER,
    },
    judge: reviewed,
};

fn reviewed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let closure = case.release.closure.as_ref();
    let list = closure.and_then(|closure| closure.reviews.as_ref());
    on_the_last(case, judgement, |judgement, last| {
        let reviews = judgement.listed(list, "/closure/reviews", role::RELEASE_MANAGER);
        judgement.any_of(reviews.iter().enumerate(), |way, (index, review)| {
            looked_for_improvements(case, way, index, review);
            let reviewed = Pointer::new("/closure/reviews/*/reviewed_at", [index]);
            match Fact::dated(&review.reviewed_at, reviewed) {
                None => way.missing(reviewed, role::RELEASE_MANAGER),
                Some(reviewed) => way.before_when_due(case, last.made, reviewed),
            }
        });
    });
}

fn looked_for_improvements<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    index: usize,
    review: &'a Review,
) {
    let at = |template| Pointer::new(template, [index]);
    let by = at("/closure/reviews/*/reviewed_by");
    match &review.reviewed_by {
        None => way.missing(by, role::RELEASE_MANAGER),
        Some(reviewers) if reviewers.is_empty() => way.incomplete(Reason::EmptyList { at: by }),
        Some(reviewers) => {
            for (position, reviewer) in reviewers.iter().enumerate() {
                let by = Pointer::new("/closure/reviews/*/reviewed_by/*", [index, position]);
                way.known_person(case, Some(reviewer), by, role::RELEASE_MANAGER);
            }
        }
    }
    if let Some(Stated::None(statement)) = &review.opportunities {
        let stated = at("/closure/reviews/*/opportunities/none/at");
        could_know(case, way, statement, stated);
    }
    way.list_or_none(
        review.opportunities.as_ref(),
        at("/closure/reviews/*/opportunities"),
        role::RELEASE_MANAGER,
        |text| !text.trim().is_empty(),
    );
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
    on_the_last(case, judgement, |judgement, last| {
        let at = |template| Pointer::new(template, [last.index]);
        let impact = last.analysis.customer_impact.as_ref();
        if let Some(Stated::None(statement)) = impact {
            let stated = at("/closure/analyses/*/customer_impact/none/at");
            could_know(case, judgement, statement, stated);
        }
        let impact_at = at("/closure/analyses/*/customer_impact");
        judgement.list_or_none(impact, impact_at, role::RELEASE_MANAGER, |text| {
            !says_nothing(Some(text))
        });
    });
}
