//! How far a release has come: its deployment and its early-life period.

use chrono_tz::Tz;

use super::attempts::{Attempted, Start, attempt_end, is_begun, was_taken_back, waves_not_over};
use super::case::{Case, Fact};
use super::judgement::Judgement;
use super::reason::Reason;
use crate::authority::role;
use crate::model::{Items, PlannedDate, PlannedWave, Release, Wave};
use crate::pointer::Pointer;
use crate::policy::{Policy, Setting};
use crate::time::{AsOf, Deadline, Edge, Instant, Moment, Proof, Span, Window, after_days, before};

/// What the record says of the deployment.
#[derive(Debug)]
pub struct Progress<'a> {
    /// How far the deployment has come.
    pub phase: Phase,
    /// The start of every attempt; the first of them exposed live for the first time.
    pub starts: Vec<Start<'a>>,
    /// The end of the last attempt at every wave.
    pub ends: Vec<Fact<'a>>,
    /// The early-life period, when the deployment is over and its end is known.
    pub period: Option<Period>,
    /// Attempts of which nobody knows when they started.
    pub unknown_starts: Vec<Attempted<'a>>,
    /// Whether everything that went live was taken back.
    pub backed_out: bool,
    /// Whether something is in the record that can only be there because of a deployment.
    pub(crate) shows_deployment: bool,
    /// Whether the plan has waves.
    has_waves: bool,
    starts_unknown: Vec<Pointer>,
    ends_unknown: Vec<Pointer>,
    waves_unknown: Vec<Pointer>,
    contradictions: Vec<(Pointer, Pointer)>,
}

/// How far the deployment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The record does not tell.
    Unknown,
    /// Nothing is live, and the planned time has not passed.
    Ahead {
        /// The end of the planned time.
        until: Option<Instant>,
    },
    /// Something is live, more is to come, and the planned time has not passed.
    Running {
        /// The end of the planned time.
        until: Instant,
    },
    /// Every wave is over.
    Ended,
}

/// The time in which incidents count as related to the release: half-open.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// From here on, inclusive.
    pub start: Edge,
    /// Up to here, exclusive.
    pub end: Edge,
    /// The setting that gives its length.
    pub setting: Pointer,
    /// Whether the policy sets it to no days at all.
    pub is_empty: bool,
}

impl Period {
    /// Whether it is over for certain.
    #[must_use]
    pub fn is_over(&self, as_of: AsOf) -> bool {
        as_of.span().first() >= self.end.latest()
    }
}

impl<'a> Progress<'a> {
    pub(super) fn of(release: &'a Release, policy: &Policy, as_of: AsOf, zone: Option<Tz>) -> Self {
        let mut progress = Self {
            phase: Phase::Unknown,
            starts: Vec::new(),
            ends: Vec::new(),
            period: None,
            unknown_starts: Vec::new(),
            backed_out: false,
            shows_deployment: shows_deployment(release),
            has_waves: false,
            starts_unknown: Vec::new(),
            ends_unknown: Vec::new(),
            waves_unknown: Vec::new(),
            contradictions: Vec::new(),
        };
        let waves = release
            .deployment
            .as_ref()
            .map_or(&[][..], |d| d.waves.items());
        for (index, wave) in waves.iter().enumerate() {
            progress.follow(index, wave, zone);
        }
        let last_attempts = || waves.iter().filter_map(|wave| wave.attempts.items().last());
        progress.backed_out =
            last_attempts().next().is_some() && last_attempts().all(was_taken_back);
        let planned = release
            .plan
            .as_ref()
            .map_or(&[][..], |plan| plan.waves.items());
        progress.has_waves = !planned.is_empty();
        if !progress.nothing_started() {
            let cancelled = release
                .closure
                .as_ref()
                .is_some_and(|c| c.cancellation.is_some());
            progress.waves_unknown = waves_not_over(waves, planned)
                // What was not begun when the rest was cancelled is not expected any more.
                .filter(|index| {
                    !cancelled || planned.get(*index).is_some_and(|p| is_begun(waves, &p.id))
                })
                .map(|index| Pointer::new("/plan/waves/*", [index]))
                .collect();
        }
        progress.phase = progress.phase(planned, as_of, zone);
        if progress.backed_out && progress.phase == Phase::Ended {
            // Nobody expects the waves that the back-out left undone.
            progress.waves_unknown.clear();
        }
        if progress.phase == Phase::Ended {
            progress.period = progress.period(release, policy, zone);
        }
        progress
    }

    /// Whether nothing has been deployed, as far as the record says.
    #[must_use]
    pub fn nothing_started(&self) -> bool {
        self.starts.is_empty() && self.unknown_starts.is_empty()
    }

    /// Whether the deployment is still to come.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        matches!(self.phase, Phase::Ahead { .. })
    }

    /// Names the starts that the record does not hold.
    pub(super) fn starts_missing(&self, judgement: &mut Judgement<'_>) {
        for pointer in &self.starts_unknown {
            judgement.missing(*pointer, role::DEPLOYMENT_MANAGER);
        }
        if self.nothing_started() && !self.shows_deployment && !self.has_waves {
            // What is planned to come has not started: the plan is enough then.
            judgement.missing("/plan/waves", role::RELEASE_MANAGER);
        } else if self.nothing_started() {
            judgement.missing("/deployment/waves", role::DEPLOYMENT_MANAGER);
        }
    }

    /// Names the ends that the record does not hold, and starts that are later than their ends.
    pub(super) fn ends_missing(&self, judgement: &mut Judgement<'_>) {
        for pointer in &self.ends_unknown {
            judgement.missing(*pointer, role::DEPLOYMENT_MANAGER);
        }
        if self.nothing_started() {
            judgement.missing("/deployment/waves", role::DEPLOYMENT_MANAGER);
        }
        for (end, start) in &self.contradictions {
            judgement.undecided(Reason::Contradiction {
                at: *end,
                with: *start,
            });
        }
    }

    /// Names the planned waves whose deployment the record does not show to be over.
    pub(super) fn open_waves_missing(&self, judgement: &mut Judgement<'_>) {
        for wave in &self.waves_unknown {
            judgement.incomplete(Reason::WaveOpen { at: *wave });
        }
    }

    /// Follows the attempts at one wave.
    fn follow(&mut self, wave_index: usize, wave: &'a Wave, zone: Option<Tz>) {
        let attempts = wave.attempts.items();
        for (index, attempt) in attempts.iter().enumerate() {
            let at = [wave_index, index];
            let start_pointer = Pointer::new("/deployment/waves/*/attempts/*/started_at", at);
            let start = attempt.started_at.as_ref().map(|moment| Fact {
                at: moment,
                seq: attempt.started_seq,
                pointer: start_pointer,
            });
            match start {
                Some(fact) => self.starts.push(Start {
                    fact,
                    wave: (wave_index, wave),
                    attempt: (index, attempt),
                }),
                None if attempt.is_evidence() => {
                    self.unknown_starts.push(Attempted { attempt, at });
                    self.starts_unknown.push(start_pointer);
                }
                None => {}
            }
            let end = attempt_end(attempt, at);
            if let (Some(start), Some(end)) = (start, end)
                && let (Some(start_span), Some(end_span)) = (start.at.span(zone), end.at.span(zone))
                && before(end_span, start_span) == Proof::Proven
            {
                self.contradictions.push((end.pointer, start.pointer));
            }
            if index + 1 == attempts.len() {
                match end {
                    Some(end) => self.ends.push(end),
                    None => self
                        .ends_unknown
                        .push(Pointer::new("/deployment/waves/*/attempts/*/ended_at", at)),
                }
            }
        }
    }

    fn phase(&self, planned: &[PlannedWave], as_of: AsOf, zone: Option<Tz>) -> Phase {
        let limit = |wave: &PlannedWave| planned_limit(wave, zone);
        let in_time = |deadline: &Deadline| !deadline.passed(as_of.span());
        if self.nothing_started() {
            let first = planned.iter().filter_map(limit).min();
            let undetermined = planned
                .iter()
                .any(|wave| wave.planned_start == Some(PlannedDate::ToBeDetermined));
            return match first {
                _ if self.shows_deployment => Phase::Unknown,
                Some(first) if in_time(&first) => Phase::Ahead {
                    until: Some(first.limit()),
                },
                None if undetermined => Phase::Ahead { until: None },
                _ => Phase::Unknown,
            };
        }
        // Every open wave needs a planned time that has not passed: one without could be open
        // forever, and nothing that depends on it would ever be due.
        let open = self
            .waves_unknown
            .iter()
            .filter_map(|at| planned.get(at.first_index()));
        let limits: Vec<Option<Deadline>> = open.map(limit).collect();
        let is_open = |limit: &Option<Deadline>| limit.as_ref().is_some_and(in_time);
        let last = limits.iter().flatten().max();
        match last.filter(|_| limits.iter().all(is_open)) {
            Some(last) => Phase::Running {
                until: last.limit(),
            },
            // After a back-out only a wave that is still planned keeps the deployment going.
            None if self.backed_out => match limits.iter().flatten().filter(|l| in_time(l)).max() {
                Some(last) => Phase::Running {
                    until: last.limit(),
                },
                None => self.ended(),
            },
            None if limits.is_empty() => self.ended(),
            None => Phase::Unknown,
        }
    }

    fn ended(&self) -> Phase {
        if self.ends_unknown.is_empty() {
            Phase::Ended
        } else {
            Phase::Unknown
        }
    }

    /// The moments at which something has to be so: every start; as long as nothing started, now.
    pub(super) fn moments(&self) -> Vec<Option<&Start<'a>>> {
        if self.nothing_started() {
            return vec![None];
        }
        self.starts.iter().map(Some).collect()
    }

    /// What [`Case::observed`] remembers.
    pub(super) fn observed(&self, case: &Case<'a>) -> Option<Vec<Window>> {
        let (release, zone) = (case.release, case.zone);
        let period = self.period.as_ref()?;
        if self.backed_out {
            return Some(vec![Window::between(period.start, period.end).ok()?]);
        }
        let days = case.policy.early_life_days(release.release_type.as_ref());
        let count_zone = case.policy.zone().or(zone);
        let released = released(release);
        let of_wave = |end: &Fact<'a>| {
            let observed = released.iter().map(|fact| fact.at).chain([end.at]);
            let later = |moment: &Moment| shifted(moment, days.value, count_zone);
            let until = outer_edge(observed, later, Instant::max)?;
            Window::between(edge(end.at, zone)?, until).ok()
        };
        self.ends.iter().map(of_wave).collect()
    }

    /// The early-life period: as it is once the deployment is over, until then as it is planned.
    pub(super) fn expected_period(&self, case: &Case<'_>) -> Option<Window> {
        if let Some(period) = &self.period {
            return Window::between(period.start, period.end).ok();
        }
        let days = case
            .policy
            .early_life_days(case.release.release_type.as_ref());
        let planned = case.plan()?.waves.items().iter().map(|wave| {
            let date = [&wave.planned_end, &wave.planned_start]
                .into_iter()
                .flatten()
                .next()?;
            date.fixed()
        });
        let planned: Vec<&Moment> = planned.collect::<Option<_>>()?;
        let planned = || planned.iter().copied();
        let count_zone = case.policy.zone().or(case.zone);
        let later = |moment: &Moment| shifted(moment, days.value, count_zone);
        let start = outer_edge(planned(), |moment| edge(moment, case.zone), Instant::min)?;
        Window::between(start, outer_edge(planned(), later, Instant::max)?).ok()
    }

    /// From the first start to the end of the early-life period: as it was, until then as it is
    /// planned.
    pub(super) fn expected_exposure(&self, case: &Case<'_>) -> Option<Window> {
        if !self.unknown_starts.is_empty() {
            return None;
        }
        let period = self.expected_period(case)?;
        let started = self.starts.iter().map(|start| start.fact.at);
        let planned = case
            .plan()
            .map_or(&[][..], |plan| plan.waves.items())
            .iter();
        let planned = planned.filter_map(|wave| wave.planned_start.as_ref()?.fixed());
        let edge = |moment: &Moment| edge(moment, case.zone);
        let start = match self.starts.is_empty() {
            true => outer_edge(planned, edge, Instant::min)?,
            false => outer_edge(started, edge, Instant::min)?,
        };
        Window::between(start, period.end()).ok()
    }

    fn period(&self, release: &Release, policy: &Policy, zone: Option<Tz>) -> Option<Period> {
        let Setting {
            value: days,
            pointer: setting,
        } = policy.early_life_days(release.release_type.as_ref());
        let edge = |moment: &Moment| edge(moment, zone);
        let ends = || self.ends.iter().map(|end| end.at);
        if self.backed_out {
            // Nothing is left to observe once everything was taken back.
            let starts = self.starts.iter().map(|start| start.fact.at);
            let start = outer_edge(starts, edge, Instant::min)?;
            let end = outer_edge(ends(), edge, Instant::max)?;
            return Some(Period {
                start,
                end,
                setting,
                is_empty: false,
            });
        }
        let count_zone = policy.zone().or(zone);
        let start = outer_edge(ends(), edge, Instant::min)?;
        let observed = ends().chain(released(release).map(|fact| fact.at));
        let shifted = |moment: &Moment| shifted(moment, days, count_zone);
        let end = outer_edge(observed, shifted, Instant::max)?;
        Some(Period {
            start,
            end,
            setting,
            is_empty: days == 0,
        })
    }
}

/// When users first could use what was deployed, if that was later: what they could use only then
/// is observed from then on, and from the deployment on.
pub(super) fn released(release: &Release) -> Option<Fact<'_>> {
    let deployment = release.deployment.as_ref()?;
    Fact::dated(&deployment.released_at, "/deployment/released_at")
}

/// The boundary that a moment is, as exactly as it is known.
fn edge(moment: &Moment, zone: Option<Tz>) -> Option<Edge> {
    Some(edge_in(moment, moment.span(zone)?))
}

/// The boundary some days after a moment, counted in its own zone, else in `zone`.
fn shifted(moment: &Moment, days: u32, zone: Option<Tz>) -> Option<Edge> {
    let span = after_days(moment, days, moment.zone().or(zone)?)?;
    Some(edge_in(moment, span))
}

fn edge_in(moment: &Moment, span: Span) -> Edge {
    if moment.is_day() {
        Edge::somewhere_in(span)
    } else {
        Edge::at(span.first())
    }
}

/// The first or last of several boundaries, as exactly as they are known.
fn outer_edge<'a>(
    mut moments: impl Iterator<Item = &'a Moment>,
    edge: impl Fn(&Moment) -> Option<Edge>,
    outer: impl Fn(Instant, Instant) -> Instant,
) -> Option<Edge> {
    let first = edge(moments.next()?)?;
    moments.try_fold(first, |a, moment| {
        let b = edge(moment)?;
        Some(Edge::from_to(
            outer(a.earliest(), b.earliest()),
            outer(a.latest(), b.latest()),
        ))
    })
}

/// Whether something in the record can only be there because something was deployed.
fn shows_deployment(release: &Release) -> bool {
    let deployment = release.deployment.as_ref();
    let updated = deployment.is_some_and(|d| !d.item_updates.items().is_empty());
    let early_life = release.early_life.as_ref();
    let lived = early_life.is_some_and(|e| e.outcome.is_some() || !e.incidents.items().is_empty());
    let closure = release.closure.as_ref();
    let analysed =
        closure.is_some_and(|c| c.cancellation.is_none() && !c.analyses.items().is_empty());
    updated || lived || analysed
}

/// The time by which a wave was to be live.
fn planned_limit(wave: &PlannedWave, zone: Option<Tz>) -> Option<Deadline> {
    let fixed = |date: &Option<PlannedDate>| date.as_ref().and_then(PlannedDate::fixed).copied();
    let moment = fixed(&wave.planned_end).or_else(|| fixed(&wave.planned_start))?;
    Deadline::new(&moment, zone)
}
