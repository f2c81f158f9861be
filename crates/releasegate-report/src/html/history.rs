//! What happened to a release and what is planned, as lines of its timeline.

use releasegate::model::{
    Approval, ApprovalDecision, Attempt, AttemptOutcome, Items, OutcomeValue, PersonId,
    PlannedDate, PlannedWave, Wave,
};
use releasegate::time::Moment;

use super::people::People;
use crate::plain::short;

/// One line: a thing that happened, or a wave with its plan and its attempts.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) what: String,
    pub(super) by: String,
    /// When it is to start and to be finished; of waves only.
    pub(super) planned: Option<(Moment, Option<Moment>)>,
    pub(super) done: Vec<Done>,
}

/// Something that took place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Done {
    pub(super) kind: Kind,
    pub(super) at: Moment,
    pub(super) until: Option<Moment>,
}

/// What took place; each kind has its own shape in the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Step,
    Decision,
    Refusal,
    Baseline,
    Deployed,
    Failed,
    Incident,
    Hold,
}

/// An attempt at a wave beside what was planned for the wave.
#[derive(Clone, Debug)]
pub(super) struct AttemptRow {
    pub(super) wave: String,
    /// From when, and to when.
    pub(super) planned: Vec<String>,
    pub(super) actual: Vec<String>,
    /// How much later it started than planned, in words.
    pub(super) late: String,
    pub(super) outcome: &'static str,
    pub(super) by: String,
}

impl Line {
    fn at(kind: Kind, at: Option<Moment>, what: String, by: String) -> Option<Self> {
        let done = Done {
            kind,
            at: at?,
            until: None,
        };
        Some(Self {
            what,
            by,
            planned: None,
            done: vec![done],
        })
    }
}

/// Everything dated that a reader of the timeline looks for, in the order of the record.
pub(super) fn lines(people: People<'_>) -> Vec<Line> {
    let mut lines = preparation(people);
    lines.extend(decisions(people));
    lines.extend(waves(people).into_iter().map(|(plan, wave)| {
        let attempts = wave.map_or(&[][..], |wave| wave.attempts.items());
        let done = attempts.iter().flat_map(attempt);
        let by = attempts.iter().flat_map(|one| one.deployed_by.items());
        let by: Vec<&PersonId> = by.collect();
        let id = plan
            .map(|plan| plan.id.as_str())
            .or(wave.map(|wave| wave.id.as_str()));
        let start = plan.and_then(|plan| fixed(plan.planned_start));
        let end = plan.and_then(|plan| fixed(plan.planned_end));
        Line {
            what: format!("wave {}", short(id.unwrap_or_default())),
            by: people.list(distinct(&by)),
            planned: start.map(|start| (start, end)),
            done: done.collect(),
        }
    }));
    lines.extend(afterwards(people));
    lines.retain(|line| line.planned.is_some() || !line.done.is_empty());
    lines
}

/// The attempts at each wave beside its plan; a wave without attempts has a row too.
pub(super) fn attempts(people: People<'_>) -> Vec<AttemptRow> {
    let mut rows = Vec::new();
    for (plan, wave) in waves(people) {
        let start = plan.and_then(|plan| fixed(plan.planned_start));
        let end = plan.and_then(|plan| fixed(plan.planned_end));
        let id = plan
            .map(|plan| plan.id.as_str())
            .or(wave.map(|wave| wave.id.as_str()));
        let row = AttemptRow {
            wave: short(id.unwrap_or_default()).into_owned(),
            planned: from_to(start, end),
            actual: Vec::new(),
            late: String::new(),
            outcome: "not started",
            by: String::new(),
        };
        let attempts = wave.map_or(&[][..], |wave| wave.attempts.items());
        if attempts.is_empty() {
            rows.push(row.clone());
        }
        rows.extend(attempts.iter().map(|one| AttemptRow {
            actual: from_to(one.started_at, one.ended_at),
            late: late(start, one.started_at),
            outcome: outcome(one),
            by: people.list(one.deployed_by.items()),
            ..row.clone()
        }));
    }
    rows
}

/// Each planned wave with what was done of it, and what was done without a plan.
fn waves(people: People<'_>) -> Vec<(Option<&PlannedWave>, Option<&Wave>)> {
    let release = people.release;
    let planned = release.plan.as_ref().map(|plan| plan.waves.items());
    let planned = planned.unwrap_or_default();
    let done = release.deployment.as_ref().map(|all| all.waves.items());
    let done = done.unwrap_or_default();
    let mut waves: Vec<_> = planned
        .iter()
        .map(|plan| (Some(plan), done.iter().find(|wave| wave.id == plan.id)))
        .collect();
    let unplanned = |wave: &&Wave| !planned.iter().any(|plan| plan.id == wave.id);
    waves.extend(done.iter().filter(unplanned).map(|wave| (None, Some(wave))));
    waves
}

fn preparation(people: People<'_>) -> Vec<Line> {
    let release = people.release;
    let one = |id: &Option<PersonId>| people.acting(id.as_ref(), None);
    let step = |at, what: &str, by| Line::at(Kind::Step, at, what.to_owned(), by);
    let mut lines: Vec<_> = step(
        release.registered_at,
        "registered",
        one(&release.registered_by),
    )
    .into_iter()
    .collect();
    if let Some(plan) = &release.plan {
        lines.extend(step(
            plan.created_at,
            "planning began",
            one(&plan.created_by),
        ));
        lines.extend(plan.coordination.items().iter().filter_map(|it| {
            let by = people.acting(it.by.as_ref(), it.role.as_ref());
            step(it.held_at, "coordinated with change management", by)
        }));
        let version = plan.version.as_deref();
        let version = version.map(|version| format!(" version {}", short(version)));
        let what = format!("plan{} approved", version.unwrap_or_default());
        let by = one(&plan.approved_by);
        lines.extend(Line::at(Kind::Decision, plan.approved_at, what, by));
    }
    let builds = release.build.as_ref().map(|build| build.builds.items());
    lines.extend(builds.unwrap_or_default().iter().filter_map(|build| {
        let what = format!("build {}", short(build.id.as_str()));
        let by = people.list(build.built_by.items());
        Line::at(Kind::Step, build.built_at, what, by)
    }));
    lines
}

fn decisions(people: People<'_>) -> Vec<Line> {
    let release = people.release;
    let mut lines = Vec::new();
    let verification = release.verification.as_ref();
    let failures = verification.map(|verification| verification.failure_decisions.items());
    lines.extend(failures.unwrap_or_default().iter().filter_map(|it| {
        let what = format!("decision {} on failed criteria", short(&it.id));
        let by = it.deciders.items().iter();
        let by = people.list(by.filter_map(|decider| decider.person.as_ref()));
        Line::at(Kind::Decision, it.decided_at, what, by)
    }));
    let requests = release.approval_requests.items().iter();
    lines.extend(requests.filter_map(|it| {
        let what = format!("approval of {} asked for", short(it.build.as_str()));
        let by = people.acting(it.requested_by.as_ref(), None);
        Line::at(Kind::Step, it.requested_at, what, by)
    }));
    lines.extend(release.approvals.items().iter().filter_map(|approval| {
        let kind = match approval.decision {
            ApprovalDecision::Approved => Kind::Decision,
            ApprovalDecision::Rejected | ApprovalDecision::Withdrawn => Kind::Refusal,
        };
        let by = people.acting(approval.by.as_ref(), approval.role.as_ref());
        Line::at(kind, approval.decided_at, decided(approval), by)
    }));
    lines.extend(release.baselines.items().iter().filter_map(|it| {
        let what = format!("baseline {}", short(&it.id));
        let by = people.acting(it.taken_by.as_ref(), None);
        Line::at(Kind::Baseline, it.taken_at, what, by)
    }));
    lines.extend(release.holds.items().iter().filter_map(|hold| {
        let by = people.acting(hold.held_by.as_ref(), None);
        let mut line = Line::at(Kind::Hold, hold.held_at, "held".to_owned(), by)?;
        let last = line.done.first_mut()?;
        last.until = hold.resumed_at;
        Some(line)
    }));
    lines
}

fn decided(approval: &Approval) -> String {
    let word = match approval.decision {
        ApprovalDecision::Approved => "approved",
        ApprovalDecision::Rejected => "rejected",
        ApprovalDecision::Withdrawn => "withdrawn",
    };
    let mut what = format!("{word}: {}", short(&approval.id));
    let scope = approval.scope.as_ref();
    if let Some(build) = scope.and_then(|scope| scope.build.as_ref()) {
        what.push_str(&format!(" for build {}", short(build.as_str())));
    }
    let waves = scope.map(|scope| scope.waves.items()).unwrap_or_default();
    if !waves.is_empty() {
        let waves: Vec<_> = waves.iter().map(|wave| short(wave.as_str())).collect();
        what.push_str(&format!(", {}", waves.join(", ")));
    }
    what
}

fn afterwards(people: People<'_>) -> Vec<Line> {
    let release = people.release;
    let one = |id: &Option<PersonId>| people.acting(id.as_ref(), None);
    let mut lines = Vec::new();
    let mut step = |at, what: &str, by| {
        lines.extend(Line::at(Kind::Step, at, what.to_owned(), by));
    };
    if let Some(deployment) = &release.deployment {
        step(deployment.released_at, "released to users", String::new());
        if let Some(review) = &deployment.emergency_review {
            let by = people.list(review.reviewed_by.items());
            step(review.reviewed_at, "emergency reviewed", by);
        }
    }
    if let Some(early) = &release.early_life {
        if let Some(outcome) = &early.outcome {
            let what = format!("outcome: {}", came_out(outcome.value));
            step(outcome.set_at, &what, one(&outcome.set_by));
        }
        if let Some(exit) = &early.exit {
            let by = one(&exit.authorised_by);
            step(exit.exited_at, "early life support ended", by);
        }
    }
    if let Some(closure) = &release.closure {
        for analysis in closure.analyses.items() {
            step(analysis.analysed_at, "analysed", one(&analysis.analysed_by));
        }
        for review in closure.reviews.items() {
            let by = people.list(review.reviewed_by.items());
            step(review.reviewed_at, "reviewed", by);
        }
        if let Some(end) = &closure.cancellation {
            let by = people.one(&end.cancelled_by);
            step(Some(end.cancelled_at), "cancelled", by);
        }
        step(closure.closed_at, "closed", one(&closure.closed_by));
    }
    let early = release.early_life.as_ref();
    let incidents = early.map(|early| early.incidents.items());
    lines.extend(incidents.unwrap_or_default().iter().filter_map(|incident| {
        let priority = incident.priority.as_deref();
        let priority = priority.map(|priority| format!(" ({})", short(priority)));
        let id = short(&incident.id);
        let what = format!("incident {id}{}", priority.unwrap_or_default());
        let mut line = Line::at(Kind::Incident, incident.opened_at, what, String::new())?;
        let last = line.done.first_mut()?;
        last.until = incident.resolved_at.or(incident.closed_at);
        Some(line)
    }));
    lines
}

fn attempt(attempt: &Attempt) -> Vec<Done> {
    let kind = match attempt.outcome {
        Some(AttemptOutcome::Failed | AttemptOutcome::BackedOut) => Kind::Failed,
        Some(AttemptOutcome::Deployed | AttemptOutcome::Partial) | None => Kind::Deployed,
    };
    let done = |kind, at: Option<Moment>, until| {
        Some(Done {
            kind,
            at: at?,
            until,
        })
    };
    let back = attempt.back_out.as_ref();
    let back = back.and_then(|back| done(Kind::Failed, back.started_at, back.ended_at));
    let forth = done(kind, attempt.started_at, attempt.ended_at);
    forth.into_iter().chain(back).collect()
}

const fn outcome(attempt: &Attempt) -> &'static str {
    match attempt.outcome {
        Some(AttemptOutcome::Deployed) => "deployed",
        Some(AttemptOutcome::Partial) => "partly deployed",
        Some(AttemptOutcome::Failed) => "failed",
        Some(AttemptOutcome::BackedOut) => "backed out",
        None => "not stated",
    }
}

const fn came_out(outcome: OutcomeValue) -> &'static str {
    match outcome {
        OutcomeValue::Successful => "successful",
        OutcomeValue::SuccessfulAfterRemedy => "successful after a remedy",
        OutcomeValue::Partial => "partly live",
        OutcomeValue::Failed => "failed",
        OutcomeValue::BackedOut => "backed out",
    }
}

fn fixed(date: Option<PlannedDate>) -> Option<Moment> {
    date.as_ref().and_then(PlannedDate::fixed).copied()
}

fn from_to(from: Option<Moment>, to: Option<Moment>) -> Vec<String> {
    let from = from.map(|from| from.to_string());
    let to = to.map(|to| format!("to {to}"));
    from.into_iter().chain(to).collect()
}

/// How much later than planned something started, where both say more than the day.
fn late(planned: Option<Moment>, started: Option<Moment>) -> String {
    let seconds = |moment: Option<Moment>| Some(moment?.instant_span()?.first().seconds());
    let Some((planned, started)) = seconds(planned).zip(seconds(started)) else {
        return String::new();
    };
    let minutes = (started - planned).div_euclid(60);
    let size = minutes.unsigned_abs();
    let sign = if minutes < 0 { "−" } else { "+" };
    match (size / (24 * 60), size / 60, size) {
        (0, 0, 0) => "on time".to_owned(),
        (0, 0, minutes) => format!("{sign}{minutes} min"),
        (0, hours, minutes) => format!("{sign}{hours} h {} min", minutes % 60),
        (days, hours, _) => format!("{sign}{days} d {} h", hours % 24),
    }
}

fn distinct<'i>(ids: &[&'i PersonId]) -> Vec<&'i PersonId> {
    let mut seen: Vec<&PersonId> = Vec::new();
    for id in ids {
        if !seen.contains(id) {
            seen.push(id);
        }
    }
    seen
}
