//! The deployment log: all deployments there were, whether anybody keeps a record or not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::facts::AttemptFacts;
use super::question::MetricsQuestion;
use crate::time::{Edge, Moment, Window, overlap, visible};

/// One deployment to the live environment, as the tools that deploy logged it.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoggedDeployment {
    /// Unique within the log.
    pub id: String,
    /// The service that was deployed to.
    pub service: Option<String>,
    /// When the first live user or item was exposed.
    pub started_at: Moment,
    /// When it was finished; still running, or not logged, when missing.
    pub ended_at: Option<Moment>,
    /// The release that it deployed; none when missing.
    pub release: Option<String>,
}

impl LoggedDeployment {
    /// Whether it could be known at the instant of the question.
    pub(super) fn is_visible(&self, question: &MetricsQuestion) -> bool {
        let zone = Some(question.period.zone.tz());
        visible(&self.started_at, &question.as_of, zone)
    }

    /// When it was finished, as far as that could be known.
    pub(super) fn ended(&self, question: &MetricsQuestion) -> Option<&Moment> {
        let zone = Some(question.period.zone.tz());
        let known = |ended: &&Moment| visible(ended, &question.as_of, zone);
        self.ended_at.as_ref().filter(known)
    }

    /// The time it took, as exactly as it is known.
    fn window(&self, question: &MetricsQuestion) -> Option<Window> {
        let span = |moment: &Moment| moment.span(Some(question.period.zone.tz()));
        let start = span(&self.started_at)?;
        let end = self.ended(question).map_or(Some(start), span)?;
        Window::between(Edge::somewhere_in(start), Edge::somewhere_in(end)).ok()
    }

    /// Those of the attempts of its release that it is: their times may overlap. The clocks of two
    /// tools never agree to the second.
    pub(super) fn attempts<'f>(
        &self,
        attempts: &'f [AttemptFacts],
        question: &MetricsQuestion,
    ) -> Vec<&'f AttemptFacts> {
        let Some(logged) = self.window(question) else {
            return Vec::new();
        };
        let is_it = |attempt: &&AttemptFacts| {
            let taken = attempt.taken;
            taken.is_some_and(|taken| !overlap(&logged, &taken).is_refuted())
        };
        attempts.iter().filter(is_it).collect()
    }
}
