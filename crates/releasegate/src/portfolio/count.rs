//! Counting: what each release and deployment adds, summed up by group and in total.

use std::collections::BTreeMap;

use super::combined::combined;
use super::document::{
    Dimension, ExcludedCase, Indicator, IndicatorGroup, ListedCase, Metrics, MetricsPolicy,
    MetricsPopulation, MetricsWarning, PopulationSource, WhyUndefined,
};
use super::facts::{ReleaseFacts, Shown};
use super::kpi::{Context, Counted, KPIS, Kpi, Over};
use super::population::{Deployment, Releases, is_in, logged, not_in_log, recorded};
use super::question::MetricsQuestion;
use super::tally::{Summed, Tally};
use crate::policy::Policies;

/// Counts the indicators over many releases.
///
/// The facts have to be those at the instant of the question, under the same policies. Pure: the
/// order of the records decides nothing.
#[must_use]
pub fn metrics(question: &MetricsQuestion, policies: &Policies, facts: &[ReleaseFacts]) -> Metrics {
    let releases = Releases::of(facts);
    let attempts = recorded(&releases, &question.period);
    let log = question
        .log
        .as_deref()
        .map(|log| logged(log, &releases, question));
    let over = Counting {
        question,
        context: Context {
            parameters: question.parameters,
            incidents: releases
                .iter()
                .flat_map(|facts| facts.listed_incidents.iter().map(String::as_str))
                .collect(),
        },
        releases: releases
            .iter()
            .map(|facts| (facts, is_in(facts, &question.period)))
            .filter(|(_, is_in)| *is_in != Ok(false))
            .collect(),
        attempts: &attempts,
        log: log.as_deref(),
    };
    let released = || {
        let is_in = over.releases.iter().filter(|(_, is_in)| *is_in == Ok(true));
        is_in.map(|(facts, _)| *facts)
    };
    let mut warnings = combined(released());
    warnings.extend(not_in_log_of(&over));
    let twice = |id: &&str| MetricsWarning::RepeatedRelease {
        release: (*id).to_owned(),
    };
    warnings.extend(releases.repeated.iter().map(twice));
    warnings.sort();
    let deployments = over.deployments().iter();
    Metrics {
        format: Metrics::FORMAT,
        as_of: question.as_of,
        period: question.period,
        policy: policy(question, policies),
        parameters: question.parameters,
        population: MetricsPopulation {
            records: number(facts.len()),
            releases: number(released().count()),
            deployments: number(deployments.filter(|it| it.is_in == Ok(true)).count()),
            deployments_from: match over.log {
                Some(_) => PopulationSource::Log,
                None => PopulationSource::Records,
            },
        },
        indicators: KPIS.iter().map(|kpi| over.indicator(kpi)).collect(),
        warnings,
    }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn not_in_log_of(over: &Counting<'_, '_>) -> Vec<MetricsWarning> {
    over.log
        .map_or_else(Vec::new, |log| not_in_log(over.attempts, log))
}

/// The policy in force at the instant.
fn policy(question: &MetricsQuestion, policies: &Policies) -> MetricsPolicy {
    let in_force = policies.in_force(question.as_of.span());
    let policy = in_force.unwrap_or(policies.latest());
    let document = policy.document.as_ref();
    MetricsPolicy {
        id: policy.id().to_owned(),
        version: document.and_then(|document| document.version.clone()),
        profile: policy.profile.id.clone(),
    }
}

/// What is counted over.
struct Counting<'c, 'f> {
    question: &'c MetricsQuestion,
    context: Context<'f>,
    /// The releases, without those that were certainly not deployed in the period.
    releases: Vec<(&'f ReleaseFacts, Shown<bool>)>,
    attempts: &'c [Deployment<'f>],
    log: Option<&'c [Deployment<'f>]>,
}

impl<'f> Counting<'_, 'f> {
    /// The deployments: those of the log, else those of the records.
    fn deployments(&self) -> &[Deployment<'f>] {
        self.log.unwrap_or(self.attempts)
    }

    fn indicator(&self, kpi: &Kpi) -> Indicator {
        let mut sums = Sums::default();
        let mut undefined = None;
        match kpi.over {
            Over::Nothing => undefined = Some(WhyUndefined::NotInRecords),
            Over::Released(of) => {
                for (facts, is_in) in &self.releases {
                    let adds = is_in.and_then(|_| of(facts, &self.context));
                    self.add(&mut sums, &Subject::release(facts), adds);
                }
            }
            Over::PerhapsReleased(of) => {
                for (facts, _) in &self.releases {
                    let adds = of(facts, &self.context);
                    self.add(&mut sums, &Subject::release(facts), adds);
                }
            }
            Over::Deployed(of) => self.add_all(&mut sums, self.deployments(), of),
            Over::Recorded(of) => self.add_all(&mut sums, self.attempts, of),
            Over::Logged(of) => match self.log {
                Some(log) => self.add_all(&mut sums, log, of),
                None => undefined = Some(WhyUndefined::NoLog),
            },
        }
        self.shown(kpi, sums, undefined)
    }

    fn add_all(
        &self,
        sums: &mut Sums<'f>,
        deployments: &[Deployment<'f>],
        of: super::kpi::OfDeployment,
    ) {
        for deployment in deployments {
            let adds = match deployment.is_in {
                Ok(false) => continue,
                Ok(true) => of(deployment, &self.context),
                Err(lack) => Err(lack),
            };
            self.add(sums, &Subject::deployment(deployment), adds);
        }
    }

    /// Adds to the total and to each group, or lists what is lacking.
    fn add(&self, sums: &mut Sums<'f>, subject: &Subject<'f>, adds: Shown<Option<Counted<'f>>>) {
        let counted = match adds {
            Ok(None) => return,
            Ok(Some(counted)) => counted,
            Err(reason) => return sums.excluded.push(subject.excluded(reason)),
        };
        sums.total.add(&counted.part);
        for by in &self.question.by {
            let key = match by {
                Dimension::Service => subject.service,
                Dimension::Type => subject.release_type,
            };
            sums.groups
                .entry((*by, key))
                .or_default()
                .add(&counted.part);
        }
        let case = |(reason, items)| ListedCase {
            release: subject.release.map(str::to_owned),
            deployment: subject.deployment.map(str::to_owned),
            reason,
            items,
        };
        sums.cases.extend(counted.cases.into_iter().map(case));
    }

    fn shown(&self, kpi: &Kpi, sums: Sums<'f>, undefined: Option<WhyUndefined>) -> Indicator {
        let period = self.question.period;
        let statistic = self.question.parameters.statistic;
        let summed = match undefined {
            Some(_) => Summed {
                undefined,
                ..Summed::default()
            },
            None => sums.total.sum_up(kpi.unit, statistic, &period),
        };
        let group = |((by, key), tally): ((Dimension, Option<&str>), Tally<'_>)| {
            let summed = tally.sum_up(kpi.unit, statistic, &period);
            IndicatorGroup {
                by,
                key: key.map(str::to_owned),
                value: summed.value,
                undefined: summed.undefined,
                numerator: summed.numerator,
                denominator: summed.denominator,
                total: summed.total,
            }
        };
        let (mut provisional, mut excluded): (Vec<_>, Vec<_>) = sums
            .excluded
            .into_iter()
            .partition(|excluded| excluded.reason.is_provisional());
        provisional.sort();
        excluded.sort();
        let mut cases = sums.cases;
        cases.sort();
        Indicator {
            id: kpi.id,
            variant: kpi.variant,
            name: kpi.name,
            title: kpi.title,
            unit: kpi.unit,
            over: kpi.over.named(),
            period,
            as_of: self.question.as_of,
            value: summed.value,
            undefined: summed.undefined,
            numerator: summed.numerator,
            denominator: summed.denominator,
            total: summed.total,
            groups: sums.groups.into_iter().map(group).collect(),
            excluded,
            provisional,
            cases,
        }
    }
}

/// What was added up for one indicator.
#[derive(Default)]
struct Sums<'f> {
    total: Tally<'f>,
    groups: BTreeMap<(Dimension, Option<&'f str>), Tally<'f>>,
    excluded: Vec<ExcludedCase>,
    cases: Vec<ListedCase>,
}

/// What is counted: a release or a deployment.
struct Subject<'f> {
    release: Option<&'f str>,
    deployment: Option<&'f str>,
    service: Option<&'f str>,
    release_type: Option<&'f str>,
}

impl<'f> Subject<'f> {
    fn release(facts: &'f ReleaseFacts) -> Self {
        Self {
            release: Some(&facts.release),
            deployment: None,
            service: facts.service.as_deref(),
            release_type: facts.release_type.as_deref(),
        }
    }

    fn deployment(deployment: &Deployment<'f>) -> Self {
        let facts = deployment.facts;
        Self {
            release: deployment.release,
            deployment: Some(deployment.id),
            service: deployment.service,
            release_type: facts.and_then(|facts| facts.release_type.as_deref()),
        }
    }

    fn excluded(&self, reason: super::lack::Lack) -> ExcludedCase {
        ExcludedCase {
            release: self.release.map(str::to_owned),
            deployment: self.deployment.map(str::to_owned),
            reason,
        }
    }
}
