//! What the indicators count of one record.
//!
//! Whether something holds is asked of the same functions that the checks judge with. What they
//! leave open stays open here: a fact is there, or it is said what is lacking.

mod attempt;
mod release;

pub(super) use attempt::AttemptFacts;
pub(super) use release::{Scope, shows_success};

use std::collections::BTreeSet;

use super::lack::Lack;
use crate::assess::assess;
use crate::checks::{Case, PeriodIncidents, Phase, Severity, Verdict, incidents_of_period};
use crate::model::{Items, Release, ReleaseTypeId};
use crate::policy::{MajorThreshold, Policies, Policy};
use crate::time::{Elapsed, Proof, Span, latest};
use crate::view::View;

/// A fact, or what is lacking to know it.
pub(super) type Shown<T> = Result<T, Lack>;

/// What the indicators count of one record, as it could be known at an instant.
///
/// It holds ids and counts only, so that many records can be counted over without keeping them.
#[derive(Clone, Debug)]
pub struct ReleaseFacts {
    /// The release.
    pub release: String,
    /// The service it is for.
    pub service: Option<String>,
    /// Its type.
    pub release_type: Option<String>,
    /// When its deployment ended; `Ok(None)` when it was not deployed.
    pub(super) ended: Shown<Option<Span>>,
    /// When its first deployment started.
    pub(super) started: Option<Span>,
    /// Whether the early-life period is over.
    pub(super) observed: Shown<()>,
    /// The attempts to deploy it.
    pub(super) attempts: Vec<AttemptFacts>,
    /// Whether it is of a type for major releases, or for emergencies.
    pub(super) major: Shown<bool>,
    pub(super) emergency: Shown<bool>,
    /// From the approval to the end of the deployment.
    pub(super) duration: Shown<Elapsed>,
    pub(super) backed_out: Shown<bool>,
    /// Whether every attempt was deployed as a whole.
    pub(super) deployed_whole: Shown<bool>,
    /// Whether somebody judged it to be successful.
    pub(super) judged: Shown<bool>,
    /// The incidents of the early-life period that are known, and whether they are all.
    pub(super) incidents: BTreeSet<String>,
    pub(super) incidents_counted: bool,
    /// Whether it met all criteria at the first attempt; `Ok(None)` when nothing was verified.
    pub(super) passed_at_first: Shown<Option<bool>>,
    pub(super) scope: Shown<Scope>,
    /// Whether it was reviewed in time; `Ok(None)` when no review is asked for.
    pub(super) reviewed: Shown<Option<bool>>,
    /// The same of the review after an emergency.
    pub(super) emergency_reviewed: Shown<Option<bool>>,
    /// How many of how many planned problems and known errors were closed.
    pub(super) closures: Shown<(u64, u64)>,
    /// How many required checks that apply and are due are not evidenced, of how many.
    pub(super) not_evidenced: (u64, u64),
    /// What triggered its emergency changes, and the incidents it lists.
    pub(super) triggers: BTreeSet<String>,
    pub(super) listed_incidents: BTreeSet<String>,
    /// What it changes.
    pub(super) changes: BTreeSet<String>,
    pub(super) affected_items: BTreeSet<String>,
    /// The threshold of the policy it was managed under.
    pub(super) threshold: Option<MajorThreshold>,
}

impl ReleaseFacts {
    /// Takes from a record what the indicators count, under the version of the policy that is for
    /// the release.
    #[must_use]
    pub fn of(view: &View<'_>, policies: &Policies) -> Self {
        let policy = policies.for_release(view);
        let case = Case::new(view.release(), policy, view.as_of());
        let release = view.release();
        let incidents = incidents_of_period(&case);
        let attempts = attempt::attempts(&case, &incidents, view);
        let texts = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let release_type = release.release_type.as_ref();
        let kind = |is: fn(&Policy, &ReleaseTypeId) -> Option<bool>| {
            let known = release_type.and_then(|id| is(policy, id));
            known.ok_or(Lack::TypeUnknown)
        };
        let early_life = release.early_life.as_ref();
        let listed = early_life.map_or(&[][..], |it| it.incidents.items());
        let plan = release.plan.as_ref();
        Self {
            release: release.id.clone(),
            service: texts(&release.service),
            release_type: release_type.map(|id| id.as_str().to_owned()),
            ended: ended(&case),
            started: first_start(&case),
            observed: observed(&case),
            attempts,
            major: kind(Policy::is_major),
            emergency: kind(Policy::is_emergency),
            duration: release::duration(&case),
            backed_out: release::backed_out(&case),
            deployed_whole: release::deployed_whole(&case),
            judged: release::judged(&case),
            passed_at_first: release::passed(&case),
            scope: release::scope(&case),
            reviewed: release::reviewed(&case),
            emergency_reviewed: release::emergency_reviewed(&case),
            closures: release::closures(&case),
            not_evidenced: not_evidenced(view, policy),
            triggers: triggers(release),
            listed_incidents: listed.iter().map(|incident| incident.id.clone()).collect(),
            changes: ids(plan.map_or(&[], |plan| plan.changes.items()), |id| {
                id.as_str()
            }),
            affected_items: ids(
                plan.map_or(&[], |plan| plan.affected_items.items()),
                |item| item.id.as_str(),
            ),
            threshold: policy.document.as_ref().and_then(|it| it.major_threshold),
            incidents_counted: incidents.are_all,
            incidents: owned(&incidents),
        }
    }
}

fn owned(incidents: &PeriodIncidents<'_>) -> BTreeSet<String> {
    incidents.known.iter().map(|id| (*id).to_owned()).collect()
}

fn ids<T>(items: &[T], id: impl Fn(&T) -> &str) -> BTreeSet<String> {
    items.iter().map(|item| id(item).to_owned()).collect()
}

/// When the last wave of the deployment was over.
fn ended(case: &Case<'_>) -> Shown<Option<Span>> {
    let progress = &case.progress;
    if progress.nothing_started() {
        // Something is there that only a deployment can leave behind.
        let unknown = progress.shows_deployment && case.cancelled_before_start().is_none();
        return if unknown {
            Err(Lack::EndUnknown)
        } else {
            Ok(None)
        };
    }
    if progress.phase != Phase::Ended {
        return Err(Lack::EndUnknown);
    }
    let ends: Option<Vec<Span>> = progress.ends.iter().map(|end| case.span(end.at)).collect();
    match ends.and_then(latest) {
        Some(end) => Ok(Some(end)),
        None => Err(Lack::EndUnknown),
    }
}

/// When live was exposed for the first time.
fn first_start(case: &Case<'_>) -> Option<Span> {
    if !case.progress.unknown_starts.is_empty() {
        return None;
    }
    let starts = case.progress.starts.iter();
    let starts: Option<Vec<Span>> = starts.map(|start| case.span(start.fact.at)).collect();
    starts.and_then(crate::time::earliest)
}

/// Whether the early-life period is over, so that nothing more can come.
fn observed(case: &Case<'_>) -> Shown<()> {
    match (&case.progress.period, case.progress.phase) {
        (Some(period), _) if period.is_over(case.as_of) => Ok(()),
        (Some(_), _) | (None, Phase::Running { .. }) => Err(Lack::NotOver),
        (None, _) => Err(Lack::ObservationUnknown),
    }
}

/// Of the required checks that apply and are due, how many are not evidenced, and how many there
/// are.
fn not_evidenced(view: &View<'_>, policy: &Policy) -> (u64, u64) {
    let assessment = assess(view, policy);
    let required = assessment
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Must);
    let (mut lacking, mut due) = (0, 0);
    for finding in required {
        match finding.verdict {
            Verdict::NotEvidenced => {
                lacking += 1;
                due += 1;
            }
            Verdict::Conforming | Verdict::Nonconforming => due += 1,
            Verdict::NotYetDue | Verdict::NotApplicable => {}
        }
    }
    (lacking, due)
}

fn triggers(release: &Release) -> BTreeSet<String> {
    let changes = release.changes.items().iter();
    let stated = changes.filter_map(|change| change.trigger.as_deref());
    stated.map(|trigger| trigger.trim().to_owned()).collect()
}

/// A proof as a fact.
pub(super) fn shown(proof: Proof, otherwise: Lack) -> Shown<bool> {
    match proof {
        Proof::Proven => Ok(true),
        Proof::Refuted => Ok(false),
        Proof::Undecided => Err(otherwise),
    }
}
