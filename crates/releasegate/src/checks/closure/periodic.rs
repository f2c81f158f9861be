//! The work of the process that is done at intervals, whatever a single release does.

use crate::authority::role;
use crate::checks::actions::{Places, actions_of, carried_out, says_what};
use crate::checks::case::the_one;
use crate::checks::check::framework::{
    COBIT_2019, ISO20000_2018, ISO27001_2022, NIST_800_53R5, PCI_DSS_4, SOC2,
};
use crate::checks::check::{Check, Docs, unverified, verified};
use crate::checks::limits::{days_after, recent};
use crate::checks::{Case, Fact, Judgement, Reason, Severity, Trigger, says_nothing};
use crate::model::{
    AudienceId, Indicator, Items, Measurement, Periodic, PeriodicRun, Report, Stated,
};
use crate::pointer::Pointer;
use crate::policy::{LimitName, limit};
use crate::stage::Stage;
use crate::time::{Deadline, Moment, Window, WindowError};

pub(super) static INDICATORS_MEASURED: Check = Check {
    id: "CLS-10",
    name: "indicator-not-measured",
    title: "Each indicator says what is measured, how and when, and is measured and analysed in time",
    stage: Stage::Closure,
    gate: None,
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[verified(ISO20000_2018, "9.1")],
    docs: Docs {
        asks: "Each indicator says what is measured, by which method, when it is measured and when it is analysed, and against which target. It has a value for a time that was over when it was analysed, and the analysis came within the interval that the policy sets, after that time and before the instant of judgement, or the closing of the release if that was earlier.",
        why: "An indicator that nobody has looked at for half a year steers nothing.",
        example: "The indicator is defined, and was analysed for the last time in January.",
        remedy: "Complete `support.indicators`, and list the results under `closure.periodic.measurements`; set `measurements_every_days` in the policy.",
        role: role::RELEASE_MANAGER,
    },
    judge: indicators_measured,
};

fn indicators_measured<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let role = role::RELEASE_MANAGER;
    let support = case.release.support.as_ref();
    let defined = support.and_then(|support| support.indicators.as_ref());
    judgement.list(defined, "/support/indicators", role, |_| true);
    let measured = periodic(case).and_then(|periodic| periodic.measurements.as_ref());
    judgement.list(measured, MEASUREMENTS, role, |_| true);
    let indicators = support.map_or(&[][..], |support| support.indicators.items());
    for (index, indicator) in indicators.iter().enumerate() {
        is_defined(judgement, index, indicator);
        is_measured(case, judgement, index, indicator, measured);
    }
    let measurements = periodic(case).map_or(&[][..], |periodic| periodic.measurements.items());
    for (index, measurement) in measurements.iter().enumerate() {
        let id = measurement.indicator.as_str();
        let id_of = |indicator: &'a Indicator| indicator.id.as_str();
        if the_one(judgement, indicators, id, id_of, "/support/indicators/*/id").is_nothing() {
            let at = Pointer::new("/closure/periodic/measurements/*/indicator", [index]);
            judgement.incomplete(Reason::Unresolved { at, id });
        }
    }
}

const MEASUREMENTS: &str = "/closure/periodic/measurements";

fn is_defined<'a>(judgement: &mut Judgement<'a>, index: usize, indicator: &'a Indicator) {
    let parts = [
        (&indicator.measure, "/support/indicators/*/measure"),
        (&indicator.method, "/support/indicators/*/method"),
        (&indicator.measured, "/support/indicators/*/measured"),
        (&indicator.analysed, "/support/indicators/*/analysed"),
        (&indicator.target, "/support/indicators/*/target"),
    ];
    for (text, template) in parts {
        let at = Pointer::new(template, [index]);
        judgement.text(text.as_deref(), at, role::RELEASE_MANAGER);
    }
}

fn is_measured<'a>(
    case: &Case<'a>,
    judgement: &mut Judgement<'a>,
    index: usize,
    indicator: &'a Indicator,
    measured: Option<&'a Stated<Measurement>>,
) {
    let Some(Stated::Given(measurements)) = measured else {
        return;
    };
    // The latest is most often the last one, and says best what is missing.
    let own = measurements
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, measurement)| measurement.indicator == indicator.id);
    let any = judgement.any_of(own, |way, (index, measurement)| {
        let at = |template| Pointer::new(template, [index]);
        let value = at("/closure/periodic/measurements/*/value");
        way.text(measurement.value.as_deref(), value, role::RELEASE_MANAGER);
        let told = Told {
            from: (
                &measurement.from,
                at("/closure/periodic/measurements/*/from"),
            ),
            until: (
                &measurement.until,
                at("/closure/periodic/measurements/*/until"),
            ),
            at: (
                &measurement.analysed_at,
                at("/closure/periodic/measurements/*/analysed_at"),
            ),
        };
        told.in_time(case, way, MEASUREMENTS, &limit::MEASUREMENTS);
    });
    if !any {
        let by = MEASUREMENTS.into();
        let at = Pointer::new("/support/indicators/*", [index]);
        judgement.incomplete(Reason::NotCovered { at, by });
        judgement.missing(by, role::RELEASE_MANAGER);
    }
}

pub(super) static REPORTED: Check = Check {
    id: "CLS-11",
    name: "no-current-service-report",
    title: "Reports for decisions are produced for each period, with what was decided on them",
    stage: Stage::Closure,
    gate: None,
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[unverified(ISO20000_2018, "9.4")],
    docs: Docs {
        asks: "Within the interval that the policy sets, before the instant of judgement or the closing of the release, there was a report that says what it is for and which time it is about, that was sent to somebody when that time was over, and that names the actions that followed or that there were none.",
        why: "Figures that reach nobody who decides change nothing.",
        example: "The last report is of the first quarter, and reports are due every month.",
        remedy: "Add the reports to `closure.reports` with `purpose`, `from`, `until`, `sent_to`, `sent_at` and `actions`; set `reports_every_days` in the policy.",
        role: role::RELEASE_MANAGER,
    },
    judge: reported,
};

fn reported<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/closure/reports";
    let closure = case.release.closure.as_ref();
    let reports = closure.and_then(|closure| closure.reports.as_ref());
    judgement.list(reports, list, role::RELEASE_MANAGER, |_| true);
    let all = closure.map_or(&[][..], |closure| closure.reports.items());
    judgement.any_of(all.iter().enumerate().rev(), |way, (index, report)| {
        report_complete(way, index, report);
        let at = |template| Pointer::new(template, [index]);
        let told = Told {
            from: (&report.from, at("/closure/reports/*/from")),
            until: (&report.until, at("/closure/reports/*/until")),
            at: (&report.sent_at, at("/closure/reports/*/sent_at")),
        };
        told.in_time(case, way, list, &limit::REPORTS);
    });
}

fn report_complete<'a>(way: &mut Judgement<'a>, index: usize, report: &'a Report) {
    let at = |template| Pointer::new(template, [index]);
    let role = role::RELEASE_MANAGER;
    let purpose = at("/closure/reports/*/purpose");
    way.text(report.purpose.as_deref(), purpose, role);
    let mut audiences = report.sent_to.items().iter().map(AudienceId::as_str);
    let audience = audiences.find(|audience| !says_nothing(Some(audience)));
    way.text(audience, at("/closure/reports/*/sent_to"), role);
    let actions = at("/closure/reports/*/actions");
    way.list_or_none(report.actions.as_ref(), actions, role, says_what);
}

/// A time that something tells of, and when it was told.
struct Told<'a> {
    from: (&'a Option<Moment>, Pointer),
    until: (&'a Option<Moment>, Pointer),
    at: (&'a Option<Moment>, Pointer),
}

impl<'a> Told<'a> {
    /// Requires that the time was over when it was told of, that this was no later than the
    /// interval after it, and that the next time for it has not passed.
    fn in_time(
        &self,
        case: &Case<'a>,
        way: &mut Judgement<'a>,
        list: &'static str,
        interval: &LimitName,
    ) {
        for (date, at) in [&self.from, &self.until, &self.at] {
            match date {
                None => way.missing(*at, role::RELEASE_MANAGER),
                Some(_) => way.cite(*at),
            }
        }
        let (told, until) = (
            Fact::dated(self.at.0, self.at.1),
            Fact::dated(self.until.0, self.until.1),
        );
        if let Some(told) = told {
            recent(case, way, told, list, interval);
        }
        if let (Some(told), Some(until)) = (told, until) {
            if let Some(from) = self.from.0 {
                self.is_over(case, way, from, until.at, told);
            }
            let last = days_after(case, way, until, interval).map(Deadline::from);
            if let Some(last) = last {
                way.done_by(case, Some(told), told.pointer, last);
            }
        }
    }

    fn is_over(
        &self,
        case: &Case<'a>,
        way: &mut Judgement<'a>,
        from: &Moment,
        until: &Moment,
        told: Fact<'a>,
    ) {
        let (at, with) = (self.until.1, self.from.1);
        let window = match Window::defined(from, until, case.zone) {
            Ok(window) if window.start() != window.end() => window,
            Err(WindowError::Unusable) => return way.undecided(Reason::TimeUnusable { at }),
            // No time at all, or one that ends before it starts.
            _ => return way.undecided(Reason::Contradiction { at, with }),
        };
        let period_end = window.end().latest();
        if case
            .span(told.at)
            .is_some_and(|span| span.first() < period_end)
        {
            way.incomplete(Reason::TooEarly {
                at: told.pointer,
                period_end,
            });
        }
    }
}

pub(super) static TRENDS_ANALYSED: Check = Check {
    id: "CLS-12",
    name: "changes-not-analysed-for-trends",
    title: "Requests for change are analysed for trends at planned intervals, and the result reviewed",
    stage: Stage::Closure,
    gate: None,
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[unverified(ISO20000_2018, "8.5.1.3")],
    docs: Docs {
        asks: "Within the interval that the policy sets, before the instant of judgement or the closing of the release, the requests for change were analysed for trends, the result was recorded, and somebody reviewed it after that.",
        why: "The tenth small change to the same component is a message that none of the ten tells alone.",
        example: "Changes were analysed in January for the last time, and this is due every quarter.",
        remedy: "Analyse the changes, and add the run to `closure.periodic.change_trends` with `done_at`, `result` and `reviewed_at`.",
        role: role::CHANGE_MANAGER,
    },
    judge: trends_analysed,
};

fn trends_analysed<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/closure/periodic/change_trends";
    let runs = periodic(case).and_then(|periodic| periodic.change_trends.as_ref());
    let role = role::CHANGE_MANAGER;
    judgement.list(runs, list, role, |_| true);
    let all = periodic(case).map_or(&[][..], |periodic| periodic.change_trends.items());
    judgement.any_of(all.iter().enumerate().rev(), |way, (index, run)| {
        let at = |template| Pointer::new(template, [index]);
        let done = at("/closure/periodic/change_trends/*/done_at");
        let result = at("/closure/periodic/change_trends/*/result");
        let done = recently_done(case, way, run, [done, result], list, &limit::CHANGE_TRENDS);
        let reviewed = at("/closure/periodic/change_trends/*/reviewed_at");
        match &run.reviewed_at {
            None => way.missing(reviewed, role),
            Some(reviewed_at) => {
                way.cite(reviewed);
                if let Some(done) = done {
                    way.before_or_open(case, done, Fact::new(reviewed_at, reviewed));
                }
            }
        }
    });
}

pub(super) static CONFIGURATION_VERIFIED: Check = Check {
    id: "CLS-13",
    name: "configuration-information-not-verified",
    title: "The configuration information is verified at planned intervals, and deviations are acted on",
    stage: Stage::Closure,
    gate: None,
    severity: Severity::Must,
    trigger: Trigger::Registered,
    clauses: &[
        verified(ISO20000_2018, "8.2.6"),
        verified(COBIT_2019, "BAI06.03"),
        verified(SOC2, "CC8.1"),
        unverified(SOC2, "CC7"),
        unverified(ISO27001_2022, "A.8.9"),
        unverified(ISO27001_2022, "A.8.16"),
        verified(NIST_800_53R5, "CM-3 f"),
        verified(NIST_800_53R5, "CM-3(7)"),
        unverified(NIST_800_53R5, "CM-3(8)"),
        unverified(PCI_DSS_4, "11.5.x"),
    ],
    docs: Docs {
        asks: "Within the interval that the policy sets, before the instant of judgement or the closing of the release, the configuration information was compared with what is there, and the result recorded. Each verification says what is done about its deviations, by whom until when, or that nothing is to be done; what was due is done.",
        why: "A record of the configuration that nobody compares with the world drifts away from it.",
        example: "The last verification found four unknown servers, and the action against it was due in June.",
        remedy: "Verify the configuration information, and add the run to `closure.periodic.configuration_audits` with `done_at`, `result` and `actions`.",
        role: role::CONFIGURATION_MANAGER,
    },
    judge: configuration_verified,
};

const DEVIATIONS: Places = actions_of!("/closure/periodic/configuration_audits/*");

fn configuration_verified<'a>(case: &Case<'a>, judgement: &mut Judgement<'a>) {
    let list = "/closure/periodic/configuration_audits";
    let runs = periodic(case).and_then(|periodic| periodic.configuration_audits.as_ref());
    let role = role::CONFIGURATION_MANAGER;
    judgement.list(runs, list, role, |_| true);
    let all = periodic(case).map_or(&[][..], |periodic| periodic.configuration_audits.items());
    judgement.any_of(all.iter().enumerate().rev(), |way, (index, run)| {
        let at = |template| Pointer::new(template, [index]);
        let done = at("/closure/periodic/configuration_audits/*/done_at");
        let result = at("/closure/periodic/configuration_audits/*/result");
        let interval = &limit::CONFIGURATION_AUDIT;
        recently_done(case, way, run, [done, result], list, interval);
    });
    for (index, run) in all.iter().enumerate() {
        let actions = run.actions.as_ref();
        carried_out(case, judgement, actions, &DEVIATIONS, index, role);
    }
}

/// Requires a result, and that the next run is not due yet. `places` are those of the date and of
/// the result.
fn recently_done<'a>(
    case: &Case<'a>,
    way: &mut Judgement<'a>,
    run: &'a PeriodicRun,
    places: [Pointer; 2],
    list: &'static str,
    interval: &LimitName,
) -> Option<Fact<'a>> {
    let [done_at, result] = places;
    let role = role::CONFIGURATION_MANAGER;
    way.text(run.result.as_deref(), result, role);
    let done = Fact::dated(&run.done_at, done_at);
    match done {
        None => way.missing(done_at, role),
        Some(done) => recent(case, way, done, list, interval),
    }
    done
}

fn periodic<'a>(case: &Case<'a>) -> Option<&'a Periodic> {
    case.release.closure.as_ref()?.periodic.as_ref()
}
