//! What a check looks at: one record under one policy as of one instant.

use std::cell::OnceCell;

use chrono_tz::Tz;

use super::approvals::Meant;
use super::judgement::Judgement;
use super::progress::{Phase, Progress};
use super::reason::Reason;
use super::results::JudgedResults;
use crate::model::{
    Cancellation, Items, Party, PartyId, Person, PersonId, Plan, Release, Verification,
};
use crate::own::Facts;
use crate::pointer::Pointer;
use crate::policy::{Policy, ReleaseType};
use crate::time::{AsOf, Instant, Moment, Proof, Span, Window, before, before_in_log};

/// One record, as it could be known at one instant, under one policy.
#[derive(Debug)]
pub struct Case<'a> {
    /// The record; facts dated after `as_of` are not in it.
    pub release: &'a Release,
    /// The policy.
    pub policy: &'a Policy,
    /// The instant at which the record is judged.
    pub as_of: AsOf,
    /// The zone in which days of the record are meant: its own, else that of the policy.
    pub zone: Option<Tz>,
    /// How far the release has come.
    pub progress: Progress<'a>,
    /// What several checks ask.
    pub(super) shared: Shared<'a>,
}

/// What several checks ask of the same record, worked out when the first of them asks.
#[derive(Debug, Default)]
pub(super) struct Shared<'a> {
    /// The release types in force, and what shows it.
    pub(super) types: OnceCell<(Judgement<'a>, Option<&'a [ReleaseType]>)>,
    /// For each start, or for none: the approvals meant for it.
    pub(super) approvals: OnceCell<Vec<Vec<Meant<'a>>>>,
    /// For each wave the time in which incidents count.
    pub(super) observed: OnceCell<Option<Vec<Window>>>,
    /// What own checks look at.
    pub(super) facts: OnceCell<Facts>,
    /// The builds that are judged, with the results that count.
    pub(super) results: OnceCell<JudgedResults<'a>>,
}

/// A dated fact of the record.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'a> {
    /// When.
    pub at: &'a Moment,
    /// Sequence number of the trail entry that holds the fact.
    pub seq: Option<u64>,
    /// Where the record says so.
    pub pointer: Pointer,
}

impl<'a> Fact<'a> {
    /// A fact that no trail entry holds.
    #[must_use]
    pub fn new(at: &'a Moment, pointer: impl Into<Pointer>) -> Self {
        Self {
            at,
            seq: None,
            pointer: pointer.into(),
        }
    }

    /// A fact that may not be dated.
    #[must_use]
    pub fn dated(at: &'a Option<Moment>, pointer: impl Into<Pointer>) -> Option<Self> {
        at.as_ref().map(|at| Self::new(at, pointer))
    }
}

/// From when on a missing fact counts against the release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// From the start.
    Registered,
    /// From the approval of the plan, or any later step.
    Planned,
    /// From the start of the deployment.
    DeploymentStart,
    /// From the end of the deployment.
    DeploymentEnd,
    /// From the end of the early-life period.
    PeriodEnd,
    /// From when the release can be closed: after the early-life period, or the cancellation.
    Closure,
}

/// Whether a requirement is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// It is.
    Now,
    /// Not yet; from when on, if the record tells.
    Later(Option<Instant>),
}

impl<'a> Case<'a> {
    /// Prepares a record to be judged. `release` holds only what could be known at `as_of`.
    #[must_use]
    pub fn new(release: &'a Release, policy: &'a Policy, as_of: AsOf) -> Self {
        let zone = release.zone.map(Into::into).or_else(|| policy.zone());
        let progress = Progress::of(release, policy, as_of, zone);
        Self {
            release,
            policy,
            as_of,
            zone,
            progress,
            shared: Shared::default(),
        }
    }

    /// The plan, if there is one.
    #[must_use]
    pub fn plan(&self) -> Option<&'a Plan> {
        self.release.plan.as_ref()
    }

    /// Criteria and results, if there are any.
    #[must_use]
    pub fn verification(&self) -> Option<&'a Verification> {
        self.release.verification.as_ref()
    }

    /// The span of a moment of this record.
    #[must_use]
    pub fn span(&self, moment: &Moment) -> Option<Span> {
        moment.span(self.zone)
    }

    /// Whether one fact came before another.
    ///
    /// # Errors
    /// The place of a time that cannot be compared.
    pub fn before(&self, first: Fact<'_>, second: Fact<'_>) -> Result<Proof, Pointer> {
        if let Some(by_second) = first.at.precedes_by_seconds(second.at) {
            return Ok(by_second.into());
        }
        let first_span = self.span(first.at).ok_or(first.pointer)?;
        let second_span = self.span(second.at).ok_or(second.pointer)?;
        let by_time = before(first_span, second_span);
        if by_time != Proof::Undecided || first.seq.is_none() || second.seq.is_none() {
            return Ok(by_time);
        }
        let logged = |fact: Fact<'_>| fact.seq.filter(|seq| self.is_in_trail(*seq));
        Ok(before_in_log(
            first_span,
            second_span,
            logged(first),
            logged(second),
        ))
    }

    /// The contradiction between two dates, when what has to be later is proven to be earlier.
    #[must_use]
    pub fn contradiction<'r>(
        &self,
        later: Option<Fact<'_>>,
        earlier: Option<Fact<'_>>,
    ) -> Option<Reason<'r>> {
        let (later, earlier) = later.zip(earlier)?;
        let (at, with) = (later.pointer, earlier.pointer);
        (self.before(later, earlier) == Ok(Proof::Proven))
            .then_some(Reason::Contradiction { at, with })
    }

    /// Whether the trail has this entry: a number without its entry proves no order.
    fn is_in_trail(&self, seq: u64) -> bool {
        self.release
            .trail
            .items()
            .iter()
            .any(|entry| entry.seq == seq)
    }

    /// The person or automation that goes by this id or alias; `None` where several do.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&'a Person> {
        let goes_by = |person: &&Person| {
            person.id == *id
                || person
                    .aliases
                    .items()
                    .iter()
                    .any(|alias| alias == id.as_str())
        };
        only(self.release.people.items().iter().filter(goes_by))
    }

    /// The party with this id; `None` where several have it.
    #[must_use]
    pub fn party(&self, id: &PartyId) -> Option<&'a Party> {
        let parties = self.release.parties.items().iter();
        only(parties.filter(|party| party.id == *id))
    }

    /// Whether two ids are of the same person, as far as the record tells.
    #[must_use]
    pub fn is_same_person(&self, one: &PersonId, other: &PersonId) -> bool {
        let resolved = |id| self.person(id).map_or(id, |person| &person.id);
        one == other || resolved(one) == resolved(other)
    }

    /// The cancellation of a release of which nothing went live.
    #[must_use]
    pub fn cancelled_before_start(&self) -> Option<&'a Cancellation> {
        let cancellation = self.release.closure.as_ref()?.cancellation.as_ref()?;
        self.progress.nothing_started().then_some(cancellation)
    }

    /// Exempts a requirement that a cancelled release can no longer meet. Tells whether it did.
    pub(super) fn exempt_cancelled(&self, trigger: Trigger, judgement: &mut Judgement<'a>) -> bool {
        let reached = match trigger {
            Trigger::Registered | Trigger::Closure => true,
            Trigger::Planned => self.is_planned(),
            Trigger::DeploymentStart | Trigger::DeploymentEnd | Trigger::PeriodEnd => false,
        };
        match self.cancelled_before_start() {
            Some(cancellation) if !reached => {
                judgement.exempt(
                    "/closure/cancellation",
                    Some(cancellation.cancelled_by.as_str()),
                );
                true
            }
            _ => false,
        }
    }

    /// For each wave the time in which incidents count, from its end on: half-open. What was taken
    /// back as a whole is observed as long as it was live. `None` when the times are not known.
    pub(crate) fn observed(&self) -> Option<&[Window]> {
        let observed = || self.progress.observed(self);
        self.shared.observed.get_or_init(observed).as_deref()
    }

    /// The record as the own checks of a policy see it.
    pub(crate) fn own_facts(&self) -> &Facts {
        self.shared
            .facts
            .get_or_init(|| Facts::of(self.release, self.as_of))
    }

    /// Whether a requirement is due.
    #[must_use]
    pub fn due(&self, trigger: Trigger) -> Due {
        let phase = self.progress.phase;
        match (trigger, phase) {
            (Trigger::Registered, _) => Due::Now,
            (Trigger::Planned, Phase::Ahead { until }) if !self.is_planned() => Due::Later(until),
            (Trigger::Planned, Phase::Unknown) if self.is_planning() => Due::Later(None),
            (Trigger::Planned, _) => Due::Now,
            (Trigger::Closure, _) if self.cancelled_before_start().is_some() => Due::Now,
            (Trigger::DeploymentStart, Phase::Ahead { until }) => Due::Later(until),
            (Trigger::DeploymentStart, _) => Due::Now,
            (_, Phase::Ahead { .. }) => Due::Later(None),
            (_, Phase::Running { until }) => Due::Later(Some(until)),
            (Trigger::DeploymentEnd, _) => Due::Now,
            (Trigger::PeriodEnd | Trigger::Closure, Phase::Ended) => match &self.progress.period {
                Some(period) if !period.is_over(self.as_of) => {
                    Due::Later(Some(period.end.latest()))
                }
                _ => Due::Now,
            },
            (Trigger::PeriodEnd | Trigger::Closure, _) => Due::Now,
        }
    }

    /// Whether planning is over: the plan was approved, or something later happened.
    fn is_planned(&self) -> bool {
        let release = self.release;
        let later = |stage: &crate::model::BuildStage| !stage.builds.items().is_empty();
        self.plan().is_some_and(|plan| plan.approved_at.is_some())
            || release.build.as_ref().is_some_and(later)
            || !release.approvals.items().is_empty()
            || self
                .verification()
                .is_some_and(|tests| !tests.results.items().is_empty())
            || !self.progress.nothing_started()
    }

    /// Whether planning has begun and is not over: no date is planned that could have passed.
    fn is_planning(&self) -> bool {
        let undated = |plan: &Plan| {
            let mut waves = plan.waves.items().iter();
            waves.all(|wave| wave.planned_start.is_none() && wave.planned_end.is_none())
        };
        let begun = |plan: &&Plan| plan.created_at.is_some() && undated(plan);
        self.plan().filter(begun).is_some() && !self.is_planned() && !self.progress.shows_deployment
    }
}

/// The only one of what may be several: where there are more, nobody can tell which is meant.
pub(crate) fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// What an id refers to.
pub(super) enum Found<'a, T> {
    /// Nothing has this id.
    Nothing,
    /// This item, at this position.
    One(usize, &'a T),
    /// Several have it, so that nobody can tell which is meant.
    Several,
}

impl<'a, T> Found<'a, T> {
    /// The item and its position, where it is certain.
    pub(super) fn one(self) -> Option<(usize, &'a T)> {
        match self {
            Self::One(index, item) => Some((index, item)),
            Self::Nothing | Self::Several => None,
        }
    }

    /// Whether nothing has the id.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

/// The item that an id refers to. An id that is there twice refers to neither for certain, and
/// nothing that either says counts.
pub(super) fn the_one<'a, T>(
    judgement: &mut Judgement<'a>,
    items: &'a [T],
    id: &'a str,
    id_of: impl Fn(&'a T) -> &'a str,
    template: &'static str,
) -> Found<'a, T> {
    let mut found = items
        .iter()
        .enumerate()
        .filter(|(_, item)| id_of(item) == id);
    let Some((index, item)) = found.next() else {
        return Found::Nothing;
    };
    let Some((second, _)) = found.next() else {
        return Found::One(index, item);
    };
    let at = Pointer::new(template, [second]);
    judgement.undecided(Reason::Repeated { at, id });
    Found::Several
}

/// Those of several items that may be the latest: no other is later for certain. Where they are
/// listed says nothing.
pub(super) fn may_be_latest<'a, T: Copy>(
    case: &Case<'_>,
    items: Vec<T>,
    date: impl Fn(T) -> Option<Fact<'a>>,
) -> Vec<T> {
    if items.len() < 2 {
        return items;
    }
    let is_later = |one: Fact<'_>, other: T| {
        date(other).is_some_and(|other| case.before(one, other) == Ok(Proof::Proven))
    };
    let may_be =
        |one: &T| date(*one).is_none_or(|dated| !items.iter().any(|other| is_later(dated, *other)));
    items.iter().copied().filter(may_be).collect()
}
