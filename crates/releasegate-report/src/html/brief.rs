//! What the page about many releases keeps of each: little, and bounded, however much was found.

use std::borrow::Cow;

use releasegate::assess::{Assessment, Finding, WaiverProblemKind};
use releasegate::checks::{Asked, Reason, Severity, Verdict};
use releasegate::model::{Items, PlannedDate, Release};
use releasegate::stage::Stage;
use releasegate::time::Instant;

use super::chart::zone;
use super::{policy_name, source_name};
use crate::plain::short;
use crate::sections::Sections;
use crate::subject::Subject;

/// The most findings, and the most dates, that are kept of a release.
const KEPT: usize = 5;
/// How many days ahead something is soon due.
pub(super) const SOON_DAYS: i64 = 30;

/// What is kept of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Brief {
    pub(super) title: Option<String>,
    pub(super) service: Option<String>,
    pub(super) as_of: String,
    pub(super) policy: String,
    pub(super) profile: &'static str,
    pub(super) scope: &'static str,
    /// When it went live or is to; when it was closed where neither is known.
    pub(super) date: Option<String>,
    /// The gate that it does not pass.
    pub(super) stage: Option<Stage>,
    /// What stands in the way of that gate, the worst first; then what else is required and open.
    pub(super) blocking: Vec<Blocking>,
    pub(super) more: usize,
    /// The checks that are required and not met or not evidenced.
    pub(super) failed: Vec<Failed>,
    pub(super) good_practice_open: bool,
    pub(super) dates: Vec<Due>,
    pub(super) digest: String,
    pub(super) source: Option<String>,
}

/// A finding that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blocking {
    pub(super) id: String,
    pub(super) verdict: Verdict,
    pub(super) sentence: String,
}

/// A check that is not met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Failed {
    pub(super) id: Cow<'static, str>,
    pub(super) title: Cow<'static, str>,
}

/// Something that is late or soon due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) at: Instant,
    pub(super) late: bool,
    pub(super) what: String,
}

impl Brief {
    pub(crate) fn of(subject: &Subject<'_>) -> Self {
        let assessment = &subject.assessment;
        let release = subject.view.release();
        let shown = |text: Option<&str>| text.map(|text| short(text).into_owned());
        let sections = Sections::of(assessment);
        let mut blocking = sections.blocking;
        // What belongs to no gate, or to a later one.
        blocking.extend(sections.open);
        let named = blocking.iter().take(KEPT).map(|finding| Blocking {
            id: short(finding.id()).into_owned(),
            verdict: finding.verdict,
            sentence: short(&finding.message().to_string()).into_owned(),
        });
        let open = |finding: &Finding<'_>| {
            matches!(
                finding.verdict,
                Verdict::Nonconforming | Verdict::NotEvidenced
            )
        };
        let findings = || assessment.findings.iter().filter(|finding| open(finding));
        Self {
            title: shown(assessment.release.title),
            service: shown(assessment.release.service),
            as_of: assessment.as_of.to_string(),
            policy: policy_name(&assessment.policy),
            profile: &subject.policy.profile.id,
            scope: &subject.policy.profile.scope,
            date: date(release),
            stage: assessment.next_gate().map(|gate| gate.stage),
            blocking: named.collect(),
            more: blocking.len().saturating_sub(KEPT),
            failed: findings()
                .filter(|finding| finding.severity == Severity::Must)
                .map(Failed::of)
                .collect(),
            good_practice_open: findings().any(|it| it.severity == Severity::Should),
            dates: dates(subject),
            digest: subject.digest(),
            source: assessment.source.map(source_name),
        }
    }
}

impl Failed {
    fn of(finding: &Finding<'_>) -> Self {
        match finding.check {
            Asked::Shipped(check) => Self {
                id: Cow::Borrowed(check.id),
                title: Cow::Borrowed(check.title),
            },
            Asked::Own(own) => Self {
                id: Cow::Owned(short(&own.rule.id).into_owned()),
                title: Cow::Owned(short(&own.rule.title).into_owned()),
            },
        }
    }
}

/// The day of the first start, as it was or else as it is planned; else that of the closure.
fn date(release: &Release) -> Option<String> {
    let waves = release.deployment.as_ref();
    let waves = waves.map(|deployment| deployment.waves.items());
    let attempts = waves.into_iter().flatten();
    let attempts = attempts.flat_map(|wave| wave.attempts.items());
    let started = attempts.filter_map(|attempt| attempt.started_at);
    let planned = release.plan.as_ref().map(|plan| plan.waves.items());
    let planned = planned.into_iter().flatten();
    let planned = planned.filter_map(|wave| wave.planned_start.as_ref());
    let planned = planned.filter_map(PlannedDate::fixed).copied();
    let closed = || release.closure.as_ref()?.closed_at;
    let day = started.map(|at| at.date()).min();
    let day = day.or_else(|| planned.map(|at| at.date()).min());
    let day = day.or_else(|| Some(closed()?.date()));
    day.map(|day| day.to_string())
}

/// What is late and what is soon due, the first of them, in order of time.
fn dates(subject: &Subject<'_>) -> Vec<Due> {
    let now = subject.view.as_of().span().first();
    let mut dates = starts(subject);
    dates.extend(obligations(&subject.assessment));
    dates.extend(waivers(&subject.assessment));
    let soon = now.seconds() + SOON_DAYS * 24 * 60 * 60;
    let mut dates: Vec<_> = dates
        .into_iter()
        .map(|(at, what)| Due {
            at,
            late: at <= now,
            what,
        })
        .filter(|due| due.at.seconds() <= soon)
        .collect();
    dates.sort_by_key(|due| due.at);
    dates.truncate(KEPT);
    dates
}

/// When waves that have not started are to start, unless the release is over.
fn starts(subject: &Subject<'_>) -> Vec<(Instant, String)> {
    let release = subject.view.release();
    let closure = release.closure.as_ref();
    if closure.is_some_and(|it| it.closed_at.is_some() || it.cancellation.is_some()) {
        return Vec::new();
    }
    let zone = Some(zone(subject));
    let done = release.deployment.as_ref().map(|it| it.waves.items());
    let done = done.unwrap_or_default();
    let planned = release.plan.as_ref().map(|plan| plan.waves.items());
    let planned = planned.into_iter().flatten().filter(|plan| {
        let attempts = done.iter().filter(|wave| wave.id == plan.id);
        let mut attempts = attempts.flat_map(|wave| wave.attempts.items());
        !attempts.any(|attempt| attempt.started_at.is_some())
    });
    let starts = planned.filter_map(|plan| {
        let start = plan.planned_start.as_ref()?.fixed()?;
        let what = format!("wave {} is to start", short(plan.id.as_str()));
        Some((start.span(zone)?.first(), what))
    });
    starts.collect()
}

fn obligations(assessment: &Assessment<'_>) -> Vec<(Instant, String)> {
    let required = assessment.findings.iter();
    let required = required.filter(|it| it.severity == Severity::Must && it.waived_by.is_none());
    let dated = required.filter_map(|finding| {
        let until = match (finding.verdict, finding.reason) {
            (Verdict::NotYetDue, Reason::Pending { until }) => until?,
            (Verdict::Nonconforming, Reason::Overdue { until, .. }) => until,
            _ => return None,
        };
        let title = short(finding.check.title()).into_owned();
        Some((until, format!("{}: {title}", short(finding.id()))))
    });
    dated.collect()
}

fn waivers(assessment: &Assessment<'_>) -> Vec<(Instant, String)> {
    let counts = assessment.waivers.iter().filter(|waiver| {
        let kinds = waiver.problems.iter().map(|problem| problem.kind);
        let mut others = kinds.filter(|kind| {
            !matches!(
                kind,
                WaiverProblemKind::Expired | WaiverProblemKind::ExpiresSoon
            )
        });
        others.next().is_none()
    });
    let ends = counts.filter_map(|waiver| {
        let what = format!(
            "waiver {} of {} ends",
            short(waiver.id),
            short(waiver.check)
        );
        Some((waiver.until?, what))
    });
    ends.collect()
}
