//! Which releases and deployments are counted over: the population first, their facts second.

use std::collections::{BTreeMap, BTreeSet};

use super::document::MetricsWarning;
use super::facts::{AttemptFacts, ReleaseFacts, Shown};
use super::lack::Lack;
use super::log::LoggedDeployment;
use super::period::MetricsPeriod;
use super::question::MetricsQuestion;
use crate::model::release_id_key;
use crate::time::{Moment, Proof, Span};

/// The releases that are counted over, and those whose id is there twice.
#[derive(Debug)]
pub(super) struct Releases<'f> {
    /// By id; `None` where two records have it.
    by_id: BTreeMap<String, Option<&'f ReleaseFacts>>,
    /// An id of each pair of records that share one.
    pub(super) repeated: BTreeSet<&'f str>,
}

impl<'f> Releases<'f> {
    pub(super) fn of(facts: &'f [ReleaseFacts]) -> Self {
        let mut with_id: BTreeMap<String, Vec<&ReleaseFacts>> = BTreeMap::new();
        for one in facts {
            with_id
                .entry(release_id_key(&one.release))
                .or_default()
                .push(one);
        }
        let several = with_id.values().filter(|same| same.len() > 1);
        let spelled =
            |same: &Vec<&'f ReleaseFacts>| same.iter().map(|it| it.release.as_str()).min();
        let repeated = several.filter_map(spelled).collect();
        let the_one = |same: Vec<&'f ReleaseFacts>| match same.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        let with_id = with_id.into_iter();
        Self {
            by_id: with_id.map(|(id, same)| (id, the_one(same))).collect(),
            repeated,
        }
    }

    /// Those that are counted, by their ids.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'f ReleaseFacts> {
        self.by_id.values().copied().flatten()
    }

    /// The record of a deployment of the log, or what is lacking.
    fn of_deployment(&self, logged: &LoggedDeployment) -> Shown<&'f ReleaseFacts> {
        let release = logged.release.as_deref().ok_or(Lack::NoRecord)?;
        match self.by_id.get(&release_id_key(release)) {
            None => Err(Lack::NoRecord),
            Some(None) => Err(Lack::ReleaseRepeated),
            Some(Some(facts)) => Ok(facts),
        }
    }
}

/// One deployment, and the facts that its record holds.
#[derive(Debug)]
pub(super) struct Deployment<'f> {
    /// Its id in the log, or its place in the record.
    pub(super) id: &'f str,
    pub(super) release: Option<&'f str>,
    pub(super) service: Option<&'f str>,
    pub(super) facts: Option<&'f ReleaseFacts>,
    /// The attempts that it is.
    pub(super) attempts: Shown<Vec<&'f AttemptFacts>>,
    /// Whether it ended in the period.
    pub(super) is_in: Shown<bool>,
}

/// Whether a release was deployed in the period.
pub(super) fn is_in(facts: &ReleaseFacts, period: &MetricsPeriod) -> Shown<bool> {
    match facts.ended {
        Ok(None) => Ok(false),
        Ok(Some(end)) => placed(facts.started, Ok(end), period),
        Err(lack) => placed(facts.started, Err(lack), period),
    }
}

/// Whether something ended in the period. What started after it ends after it.
fn placed(start: Option<Span>, end: Shown<Span>, period: &MetricsPeriod) -> Shown<bool> {
    match end.map(|end| period.contains(end)) {
        Ok(Proof::Proven) => Ok(true),
        Ok(Proof::Refuted) => Ok(false),
        Ok(Proof::Undecided) => Err(Lack::PeriodUndecided),
        Err(_) if start.is_some_and(|start| period.is_before(start)) => Ok(false),
        Err(lack) => Err(lack),
    }
}

/// The attempts that records show, each one deployment.
pub(super) fn recorded<'f>(releases: &Releases<'f>, period: &MetricsPeriod) -> Vec<Deployment<'f>> {
    let of = |facts: &'f ReleaseFacts| {
        facts.attempts.iter().map(|attempt| Deployment {
            id: &attempt.place,
            release: Some(&facts.release),
            service: facts.service.as_deref(),
            facts: Some(facts),
            attempts: Ok(vec![attempt]),
            is_in: placed(attempt.started, attempt.ended, period),
        })
    };
    releases.iter().flat_map(of).collect()
}

/// The deployments of a log, each with the facts of its record.
pub(super) fn logged<'f>(
    log: &'f [LoggedDeployment],
    releases: &Releases<'f>,
    question: &MetricsQuestion,
) -> Vec<Deployment<'f>> {
    let period = &question.period;
    let span = |moment: &Moment| moment.span(Some(period.zone.tz()));
    let of = |logged: &'f LoggedDeployment| {
        let facts = releases.of_deployment(logged);
        let attempts = facts.and_then(|facts| {
            let attempts = logged.attempts(&facts.attempts, question);
            (!attempts.is_empty())
                .then_some(attempts)
                .ok_or(Lack::NotInRecord)
        });
        let ended = logged
            .ended(question)
            .and_then(span)
            .ok_or(Lack::EndUnknown);
        Deployment {
            id: &logged.id,
            release: logged.release.as_deref(),
            service: logged
                .service
                .as_deref()
                .or(facts.ok().and_then(|facts| facts.service.as_deref())),
            facts: facts.ok(),
            attempts,
            is_in: placed(span(&logged.started_at), ended, period),
        }
    };
    let mut all: Vec<_> = log
        .iter()
        .filter(|logged| logged.is_visible(question))
        .map(of)
        .collect();
    all.sort_by_key(|deployment| deployment.id);
    all
}

/// Deployments of the period that records have and the log does not.
pub(super) fn not_in_log(
    recorded: &[Deployment<'_>],
    logged: &[Deployment<'_>],
) -> Vec<MetricsWarning> {
    let mut seen = BTreeSet::new();
    for deployment in logged {
        let attempts = deployment.attempts.iter().flatten();
        let facts = deployment.facts.map(|facts| facts.release.as_str());
        seen.extend(attempts.map(|attempt| (facts, attempt.place.as_str())));
    }
    recorded
        .iter()
        .filter(|one| one.is_in == Ok(true) && !seen.contains(&(one.release, one.id)))
        .filter_map(|one| {
            Some(MetricsWarning::NotInLog {
                release: one.release?.to_owned(),
                deployment: one.id.to_owned(),
            })
        })
        .collect()
}
