//! The indicators, as the catalogue lists them.
//!
//! An indicator is a row: what it is called, what it is counted over, and one function that says
//! what a single release or deployment adds to it, or what is lacking to say so.

mod deployments;
mod releases;

use std::collections::BTreeSet;

use super::document::IndicatorUnit::{
    Count, Duration, Incidents, MeanDuration, PerDay, PerRelease, Share,
};
use super::document::{CountedOver, IndicatorUnit};
use super::facts::{ReleaseFacts, Shown};
use super::lack::Listed;
use super::population::Deployment;
use super::question::MetricsParameters;
use super::tally::Part;

/// One indicator of the catalogue.
#[derive(Debug)]
pub(super) struct Kpi {
    pub(super) id: &'static str,
    pub(super) variant: Option<&'static str>,
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) unit: IndicatorUnit,
    pub(super) over: Over,
}

/// What an indicator is counted over.
#[derive(Clone, Copy, Debug)]
pub(super) enum Over {
    /// Releases whose deployment ended in the period.
    Released(OfRelease),
    /// The same, and those of which nobody can tell whether it did.
    PerhapsReleased(OfRelease),
    /// Deployments that ended in the period: those of the log, else those of the records.
    Deployed(OfDeployment),
    /// Attempts of the records that ended in the period, whether there is a log or not.
    Recorded(OfDeployment),
    /// Deployments of the log that ended in the period. Records alone cannot tell.
    Logged(OfDeployment),
    /// Nothing: no record has a place for the facts it needs.
    Nothing,
}

impl Over {
    /// How the document calls it.
    pub(super) const fn named(self) -> Option<CountedOver> {
        match self {
            Self::Released(_) => Some(CountedOver::Releases),
            Self::PerhapsReleased(_) => Some(CountedOver::PossibleReleases),
            Self::Deployed(_) => Some(CountedOver::Deployments),
            Self::Recorded(_) => Some(CountedOver::RecordedAttempts),
            Self::Logged(_) => Some(CountedOver::LoggedDeployments),
            Self::Nothing => None,
        }
    }
}

/// What a release adds; `Ok(None)` when the indicator is not about it.
pub(super) type OfRelease =
    for<'f> fn(&'f ReleaseFacts, &Context<'f>) -> Shown<Option<Counted<'f>>>;
/// What a deployment adds; `Ok(None)` when the indicator is not about it.
pub(super) type OfDeployment =
    for<'f> fn(&Deployment<'f>, &Context<'f>) -> Shown<Option<Counted<'f>>>;

/// What an indicator looks at beside a single release.
#[derive(Debug)]
pub(super) struct Context<'f> {
    pub(super) parameters: MetricsParameters,
    /// The incidents that any of the records lists.
    pub(super) incidents: BTreeSet<&'f str>,
}

/// What is added to an indicator, and what of it should be looked at.
#[derive(Debug)]
pub(super) struct Counted<'f> {
    pub(super) part: Part<'f>,
    pub(super) cases: Vec<(Listed, Vec<String>)>,
}

impl<'f> From<Part<'f>> for Counted<'f> {
    fn from(part: Part<'f>) -> Self {
        let cases = Vec::new();
        Self { part, cases }
    }
}

const fn kpi(
    id: &'static str,
    name: &'static str,
    title: &'static str,
    unit: IndicatorUnit,
    over: Over,
) -> Kpi {
    Kpi {
        id,
        variant: None,
        name,
        title,
        unit,
        over,
    }
}

impl Kpi {
    const fn variant(mut self, variant: &'static str) -> Self {
        self.variant = Some(variant);
        self
    }
}

/// Every indicator, in the order of the catalogue.
#[rustfmt::skip]
pub(super) static KPIS: &[Kpi] = &[
    kpi("K01", "releases", "Releases whose deployment ended in the period", Count, Over::Released(releases::each)),
    kpi("K01", "releases", "Of these, deployed as a whole and not backed out", Count, Over::Released(releases::deployed_whole)).variant("deployed"),
    kpi("K01", "releases", "Of these, with an attempt that failed or was deployed in part, none backed out", Count, Over::Released(releases::not_whole)).variant("not_whole"),
    kpi("K01", "releases", "Of these, backed out, be it in part", Count, Over::Released(releases::backed_out_ones)).variant("backed_out"),
    kpi("K02", "major_deployment_duration", "Mean time of major releases from the approval to the end of the deployment", MeanDuration, Over::Released(releases::major_duration)),
    kpi("K03", "back_out_rate", "Releases of which something was backed out", Share, Over::Released(releases::back_outs)),
    kpi("K04", "automated_share", "Deployments made by a tool", Share, Over::Deployed(deployments::automated)),
    kpi("K05", "success_rate", "Releases that were successful, in the sense declared", Share, Over::Released(releases::successes)),
    kpi("K06", "related_incidents", "Incidents of early-life periods related to releases, each counted once", Incidents, Over::Released(releases::incidents)),
    kpi("K06", "related_incidents", "Incidents of the early-life period, for each release", PerRelease, Over::Released(releases::incidents_each)).variant("per_release"),
    kpi("K07", "incident_free_releases", "Releases without an incident in their early-life period", Share, Over::Released(releases::incident_free)),
    kpi("K08", "on_time_rate", "Waves that started on or before the date planned when building began", Share, Over::Recorded(deployments::in_time_of_first_plan)).variant("first_plan"),
    kpi("K08", "on_time_rate", "Waves that started on or before the date planned last", Share, Over::Recorded(deployments::in_time_of_last_plan)).variant("last_plan"),
    kpi("K09", "emergency_share", "Releases that were emergencies", Share, Over::Released(releases::emergencies)),
    kpi("K10", "unauthorised_deployments", "Deployments of the log for which no approval before the start is shown", Share, Over::Logged(deployments::unauthorised)),
    kpi("K11", "first_attempt_acceptance", "Verified releases that met all criteria with the first build tested", Share, Over::Released(releases::passed_at_first)),
    kpi("K12", "scope_accuracy", "Deliverables deployed, out of those planned; the cases list where the two differ", Share, Over::Released(releases::scope)),
    kpi("K13", "downtime", "Time of outages caused by releases", Duration, Over::Nothing),
    kpi("K14", "back_out_time", "Mean time from the decision to back out to its end", MeanDuration, Over::Recorded(deployments::back_out_time)),
    kpi("K15", "review_timeliness", "Reviews held by the time due, out of those due", Share, Over::Released(releases::reviewed_in_time)),
    kpi("K16", "configuration_accuracy", "Configuration items found to be recorded right, out of those looked at", Share, Over::Nothing),
    kpi("K17", "planned_closures", "Problems and known errors closed, out of those the plans name", Share, Over::Released(releases::closures)),
    kpi("K18", "service_desk_calls", "Calls to the service desk after deployments", Count, Over::Nothing),
    kpi("K19", "emergency_review_timeliness", "Emergencies reviewed and completed by the time due, out of those due", Share, Over::Released(releases::emergency_reviewed_in_time)),
    kpi("K20", "not_evidenced_ratio", "Required checks not evidenced, out of those that apply and are due", Share, Over::PerhapsReleased(releases::not_evidenced)),
    kpi("D1", "deployment_frequency", "Deployments for each calendar day of the period", PerDay, Over::Deployed(deployments::each)),
    kpi("D2", "change_lead_time", "Time from a commit to its deployment", Duration, Over::Nothing),
    kpi("D3", "change_fail_rate", "Deployments after which somebody had to step in at once", Share, Over::Deployed(deployments::failed)),
    kpi("D4", "failed_deployment_recovery_time", "Time until a failed deployment was restored, as declared", Duration, Over::Deployed(deployments::recovery)),
    kpi("D5", "deployment_rework_rate", "Deployments made without a plan because of an incident of users", Share, Over::Deployed(deployments::rework)),
];
