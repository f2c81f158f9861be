//! The indicators over many releases.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use releasegate::portfolio::{
    Dimension, LoggedDeployment, Metrics, MetricsParameters, MetricsPeriod, MetricsQuestion,
    RecoveryStart, ReleaseFacts, Statistic, Success, metrics,
};
use releasegate::read::{Error, ErrorCode, Syntax};
use releasegate::time::{AsOf, Moment, Zone};
use releasegate::view::View;
use releasegate_report::Format;
use schemars::JsonSchema;
use serde::Deserialize;

use super::assess::Document;
use super::records::Records;
use crate::engine::Engine;

/// What the indicators are asked for.
// The keys of `MetricsOfPeriod` stand here once more, since serde refuses unknown keys only where
// nothing is flattened.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricsRequest {
    /// The instant, with its offset; facts dated later are not counted.
    pub as_of: AsOf,
    /// Start of the period, inclusive: an instant, or the beginning of a day.
    pub from: Moment,
    /// End of the period, exclusive: an instant, or the beginning of a day.
    pub to: Moment,
    /// The zone in which days are meant and counted.
    pub zone: Zone,
    /// What a success is (K05); `no_failure` when missing.
    pub success: Option<Success>,
    /// From when on recovery is counted (D4); `deployment_end` when missing.
    pub recovery_start: Option<RecoveryStart>,
    /// Which length of time stands for all (D4), by nearest rank; the median when missing.
    pub percentile: Option<u8>,
    /// The groups that are shown beside the total; none when missing.
    pub by: Option<Vec<Dimension>>,
    /// All deployments there were. Without it K10 is undefined, and only recorded deployments are
    /// counted.
    pub log: Option<Vec<LoggedDeployment>>,
    /// Where the records were read from; named in errors.
    pub source: Option<String>,
    /// The notation of a single record; found out when missing.
    pub syntax: Option<Syntax>,
}

impl MetricsRequest {
    /// The question that is asked.
    ///
    /// # Errors
    /// When the period is empty, the percentile is none, or an id of the log is there twice.
    pub fn question(self) -> Result<MetricsQuestion, Error> {
        let period = MetricsOfPeriod {
            from: self.from,
            to: self.to,
            zone: self.zone,
            success: self.success,
            recovery_start: self.recovery_start,
            percentile: self.percentile,
            by: self.by,
            log: self.log,
        };
        let question = period.question(self.as_of);
        question.map_err(|error| error.in_source(Some("request")))
    }
}

/// Which indicators a report shows beside its findings.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricsOfPeriod {
    /// Start of the period, inclusive: an instant, or the beginning of a day.
    pub from: Moment,
    /// End of the period, exclusive: an instant, or the beginning of a day.
    pub to: Moment,
    /// The zone in which days are meant and counted.
    pub zone: Zone,
    /// What a success is (K05); `no_failure` when missing.
    pub success: Option<Success>,
    /// From when on recovery is counted (D4); `deployment_end` when missing.
    pub recovery_start: Option<RecoveryStart>,
    /// Which length of time stands for all (D4), by nearest rank; the median when missing.
    pub percentile: Option<u8>,
    /// The groups that are shown beside the total; none when missing.
    pub by: Option<Vec<Dimension>>,
    /// All deployments there were. Without it K10 is undefined, and only recorded deployments are
    /// counted.
    pub log: Option<Vec<LoggedDeployment>>,
}

impl MetricsOfPeriod {
    /// The question that is asked, as of an instant.
    ///
    /// # Errors
    /// When the period is empty, the percentile is none, or an id of the log is there twice.
    pub fn question(self, as_of: AsOf) -> Result<MetricsQuestion, Error> {
        let question = MetricsQuestion {
            as_of,
            period: MetricsPeriod::new(self.from, self.to, self.zone, as_of)?,
            parameters: MetricsParameters {
                success: self.success.unwrap_or_default(),
                recovery_start: self.recovery_start.unwrap_or_default(),
                statistic: self.percentile.map_or(Statistic::Median, |percentile| {
                    Statistic::NearestRank { percentile }
                }),
            },
            by: self.by.unwrap_or_default(),
            log: self.log,
        };
        question.validated()
    }

    /// The same for a report.
    ///
    /// # Errors
    /// As [`Self::question`], and when the format has no room for indicators.
    pub fn shown_in(self, format: Format, as_of: AsOf) -> Result<MetricsQuestion, Error> {
        if format.shows_indicators() {
            return self.question(as_of);
        }
        let message = format!("the format `{}` has no room for indicators", format.id());
        let help = "leave the period out, or ask for the format `xlsx`; indicators alone are \
                    counted by `metrics`";
        Err(Error::new(ErrorCode::InvalidValue, message).with_help(help))
    }
}

pub(crate) fn answer(
    engine: &Engine,
    request: MetricsRequest,
    payload: &[u8],
) -> Result<Metrics, Error> {
    let (source, syntax) = (request.source.clone(), request.syntax);
    let question = request.question()?;
    let records = Records::of_payload(payload, source.as_deref(), syntax);
    match engine.release_facts(question.as_of, &records.documents()) {
        (facts, None) => Ok(engine.metrics(&question, &facts)),
        (_, Some(error)) => Err(error),
    }
}

impl Engine {
    /// Takes from records what the indicators count, and says why the first of the records that
    /// could not be read was not: such records are passed over.
    #[must_use]
    pub fn release_facts(
        &self,
        as_of: AsOf,
        documents: &[Document<'_>],
    ) -> (Vec<ReleaseFacts>, Option<Error>) {
        let read = documents.par_iter().map(|document| {
            let mut release = self.read(document)?;
            let view = View::taken_from(&mut release, as_of);
            Ok(ReleaseFacts::of(&view, &self.policies))
        });
        let (mut facts, mut first_error) = (Vec::new(), None);
        for one in read.collect::<Vec<Result<ReleaseFacts, Error>>>() {
            match one {
                Ok(one) => facts.push(one),
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        (facts, first_error)
    }

    /// Counts the indicators.
    #[must_use]
    pub fn metrics(&self, question: &MetricsQuestion, facts: &[ReleaseFacts]) -> Metrics {
        metrics(question, &self.policies, facts)
    }
}
