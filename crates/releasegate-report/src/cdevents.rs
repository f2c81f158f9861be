//! CDEvents 0.5.1, each in a CloudEvent (1.0, structured), as one batch.
//!
//! These are events that took place, for tools that measure delivery: builds, tests, deployments,
//! back-outs, incidents. What was found of a release is no event of CDEvents, so the verdicts and
//! waivers are not in them. Of the record only what has an instant is given: a day is none.
//!
//! Left out because the released version has no word for it, or asks for what no record has:
//! approvals (a draft of the next version has them, and is written only when asked for), requests
//! for change (a change of CDEvents is one to a repository, and a ticket has a URI), failed attempts,
//! the creation of environments.

mod approvals;

use std::borrow::Cow;
use std::io::{Result, Write};

use releasegate::model::{
    Artifact, Attempt, AttemptOutcome, CheckOutcome, Items, Release, ServiceEffect, TestOutcome,
    Wave,
};
use releasegate::time::Moment;
use serde::Serialize;

use crate::artifacts::deployed;
use crate::items::items;
use crate::names::{VOCABULARY, id};
use crate::plain::plain;
use crate::subject::Subject;
use crate::uri::encoded;

/// Which events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// Those of the released version.
    Released,
    /// Those, and the approvals of the draft of the next version.
    Draft,
}

pub(crate) fn part(subject: &Subject<'_>, version: Version, out: &mut impl Write) -> Result<()> {
    let mut events = Events {
        release: subject.view.release(),
        found: Vec::new(),
    };
    events.builds();
    events.tests();
    if version == Version::Draft {
        events.approvals();
    }
    events.deployments();
    events.incidents();
    items(&events.found, out)
}

/// The types of events that are written, each in its own version.
mod kind {
    pub(super) const BUILD_FINISHED: &str = "dev.cdevents.build.finished.0.3.0";
    pub(super) const TEST_FINISHED: &str = "dev.cdevents.testcaserun.finished.0.3.0";
    pub(super) const TEST_SKIPPED: &str = "dev.cdevents.testcaserun.skipped.0.2.0";
    pub(super) const DEPLOYED: &str = "dev.cdevents.service.deployed.0.3.0";
    pub(super) const UPGRADED: &str = "dev.cdevents.service.upgraded.0.3.0";
    pub(super) const ROLLED_BACK: &str = "dev.cdevents.service.rolledback.0.3.0";
    pub(super) const PUBLISHED: &str = "dev.cdevents.service.published.0.3.0";
    pub(super) const INCIDENT_DETECTED: &str = "dev.cdevents.incident.detected.0.3.0";
    pub(super) const INCIDENT_RESOLVED: &str = "dev.cdevents.incident.resolved.0.3.0";
    pub(super) const APPROVAL_CLOSED: &str = "dev.cdevents.approval.closed.0.1.0";

    /// The version of CDEvents that has the type.
    pub(super) fn version(kind: &str) -> &'static str {
        match kind {
            APPROVAL_CLOSED => "0.6.0-draft",
            _ => "0.5.1",
        }
    }
}

/// A CloudEvent.
#[derive(Serialize)]
struct CloudEvent<'a> {
    specversion: &'static str,
    id: String,
    source: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    subject: Cow<'a, str>,
    time: String,
    datacontenttype: &'static str,
    data: CdEvent<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CdEvent<'a> {
    context: Context,
    subject: SubjectOf<'a>,
    custom_data: Custom<'a>,
}

#[derive(Serialize)]
struct Context {
    specversion: &'static str,
    id: String,
    source: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    timestamp: String,
}

#[derive(Serialize)]
struct SubjectOf<'a> {
    id: Cow<'a, str>,
    content: Content<'a>,
}

/// What an event is about; each type has some of it.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Content<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    artifact_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test_case: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approval_details_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource_target_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    responder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

#[derive(Clone, Serialize)]
struct Named<'a> {
    id: Cow<'a, str>,
}

/// What the record says beside it.
#[derive(Clone, Default, Serialize)]
struct Custom<'a> {
    release: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    build: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wave: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Cow<'a, str>>,
}

struct Events<'a> {
    release: &'a Release,
    found: Vec<CloudEvent<'a>>,
}

impl<'a> Events<'a> {
    /// Adds an event, if there is an instant and its subject has an id. `which` tells it from
    /// others of its type and subject.
    fn add(
        &mut self,
        kind: &'static str,
        at: Option<&Moment>,
        subject: Option<&'a str>,
        which: &[&str],
        (content, custom): (Content<'a>, Custom<'a>),
    ) {
        let Some(at) = at.filter(|at| !at.is_day()) else {
            return;
        };
        let Some(subject) = subject.and_then(shown) else {
            return;
        };
        let time = at.to_string();
        let words = ["event", &self.release.id, kind, &subject, &time];
        let id = id(words.into_iter().chain(which.iter().copied())).to_string();
        self.found.push(CloudEvent {
            specversion: "1.0",
            id: id.clone(),
            source: VOCABULARY,
            kind,
            subject: subject.clone(),
            time: time.clone(),
            datacontenttype: "application/json",
            data: CdEvent {
                context: Context {
                    specversion: kind::version(kind),
                    id,
                    source: VOCABULARY,
                    kind,
                    timestamp: time,
                },
                subject: SubjectOf {
                    id: subject,
                    content,
                },
                custom_data: custom,
            },
        });
    }

    fn custom(&self) -> Custom<'a> {
        Custom {
            release: plain(&self.release.id),
            version: self.release.version.as_deref().and_then(shown),
            ..Custom::default()
        }
    }

    /// The live environment.
    fn live(&self) -> Option<&'a str> {
        let deployment = self.release.deployment.as_ref();
        let environment = deployment.and_then(|deployment| deployment.environment.as_ref());
        environment.map(|environment| environment.as_str())
    }

    fn builds(&mut self) {
        let release = self.release;
        let builds = release.build.as_ref();
        for build in builds.map_or(&[][..], |stage| stage.builds.items()) {
            let content = Content {
                // There is room for one artifact only.
                artifact_id: match build.artifacts.items() {
                    [artifact] => Some(package_url(artifact)),
                    _ => None,
                },
                ..Content::default()
            };
            let subject = Some(build.id.as_str());
            let at = build.built_at.as_ref();
            self.add(
                kind::BUILD_FINISHED,
                at,
                subject,
                &[],
                (content, self.custom()),
            );
        }
    }

    fn tests(&mut self) {
        let release = self.release;
        let tests = release.verification.as_ref();
        for result in tests.map_or(&[][..], |verification| verification.results.items()) {
            let (kind, outcome, ours) = match result.outcome {
                TestOutcome::Passed => (kind::TEST_FINISHED, Some("success"), "passed"),
                TestOutcome::Failed => (kind::TEST_FINISHED, Some("failure"), "failed"),
                TestOutcome::Inconclusive => (kind::TEST_FINISHED, Some("error"), "inconclusive"),
                TestOutcome::Skipped => (kind::TEST_SKIPPED, None, "skipped"),
                // Nothing was run.
                TestOutcome::NotApplicable => continue,
            };
            let build = result.build.as_ref().map(|build| build.as_str());
            let environment = result.environment.as_ref();
            let Some(environment) = named(environment.map(|it| it.as_str())) else {
                continue;
            };
            let content = Content {
                environment: Some(environment),
                test_case: named(Some(result.criterion.as_str())),
                outcome,
                ..Content::default()
            };
            let custom = Custom {
                build: build.and_then(shown),
                outcome: Some(ours),
                ..self.custom()
            };
            let subject = Some(result.criterion.as_str());
            let at = result.tested_at.as_ref();
            let which = [build.unwrap_or_default(), ours];
            self.add(kind, at, subject, &which, (content, custom));
        }
    }

    fn deployments(&mut self) {
        let release = self.release;
        let Some(deployment) = &release.deployment else {
            return;
        };
        let service = release.service.as_deref();
        for wave in deployment.waves.items() {
            for attempt in wave.attempts.items() {
                for artifact in deployed(release, attempt) {
                    self.attempt(service, wave, attempt, artifact);
                }
            }
        }
        let content = Content {
            environment: named(self.live()),
            ..Content::default()
        };
        let at = deployment.released_at.as_ref();
        self.add(kind::PUBLISHED, at, service, &[], (content, self.custom()));
    }

    fn attempt(
        &mut self,
        service: Option<&'a str>,
        wave: &'a Wave,
        attempt: &'a Attempt,
        artifact: &'a Artifact,
    ) {
        let environment = attempt.environment.as_ref().map(|it| it.as_str());
        let Some(environment) = named(environment.or(self.live())) else {
            return;
        };
        let build = attempt.build.as_ref().map(|build| build.as_str());
        let package = package_url(artifact);
        let content = Content {
            environment: Some(environment),
            artifact_id: Some(package.clone()),
            ..Content::default()
        };
        let custom = |outcome| Custom {
            build: build.and_then(shown),
            wave: shown(wave.id.as_str()),
            outcome: Some(outcome),
            ..self.custom()
        };
        let which = [wave.id.as_str(), package.as_str()];
        let went_live = match attempt.outcome {
            Some(AttemptOutcome::Deployed) => Some("deployed"),
            Some(AttemptOutcome::Partial) => Some("partial"),
            Some(AttemptOutcome::Failed | AttemptOutcome::BackedOut) | None => None,
        };
        let taken_back = attempt.back_out.as_ref();
        let taken_back = taken_back.filter(|it| it.outcome == Some(CheckOutcome::Passed));
        let live = went_live.map(|outcome| (content.clone(), custom(outcome)));
        let back = taken_back.map(|_| (content, custom("backed_out")));
        if let Some(said) = live {
            let at = attempt.ended_at.as_ref();
            self.add(self.brings(), at, service, &which, said);
        }
        if let (Some(back_out), Some(said)) = (taken_back, back) {
            let at = back_out.ended_at.as_ref();
            self.add(kind::ROLLED_BACK, at, service, &which, said);
        }
    }

    /// Whether a service that was there is upgraded, as far as the changes say so.
    fn brings(&self) -> &'static str {
        let changes = self.release.changes.items().iter();
        let effects: Vec<_> = changes.filter_map(|change| change.service_effect).collect();
        let stays =
            |effect: &ServiceEffect| matches!(effect, ServiceEffect::Change | ServiceEffect::None);
        match !effects.is_empty() && effects.iter().all(stays) {
            true => kind::UPGRADED,
            false => kind::DEPLOYED,
        }
    }

    fn incidents(&mut self) {
        let release = self.release;
        // An incident of CDEvents is one in an environment.
        let (Some(early_life), Some(environment)) = (&release.early_life, named(self.live()))
        else {
            return;
        };
        for incident in early_life.incidents.items() {
            let service = incident.service.as_deref().or(release.service.as_deref());
            let content = Content {
                environment: Some(environment.clone()),
                service: named(service),
                ..Content::default()
            };
            let custom = Custom {
                priority: incident.priority.as_deref().and_then(shown),
                ..self.custom()
            };
            let said = (content, custom);
            let subject = Some(incident.id.as_str());
            let opened = incident.opened_at.as_ref();
            self.add(kind::INCIDENT_DETECTED, opened, subject, &[], said.clone());
            let resolved = incident.resolved_at.as_ref();
            self.add(kind::INCIDENT_RESOLVED, resolved, subject, &[], said);
        }
    }
}

/// A value as it is shown; nothing when it says nothing.
fn shown(value: &str) -> Option<Cow<'_, str>> {
    let value = plain(value);
    (!value.trim().is_empty()).then_some(value)
}

fn named(id: Option<&str>) -> Option<Named<'_>> {
    Some(Named { id: shown(id?)? })
}

/// An artifact as a package URL of the type `generic`: its id, version and digest.
fn package_url(artifact: &Artifact) -> String {
    let mut url = format!("pkg:generic/{}", encoded(artifact.deliverable.as_str()));
    if let Some(version) = &artifact.version {
        url.push_str(&format!("@{}", encoded(version)));
    }
    if let Some(digest) = &artifact.digest {
        let (algorithm, value) = digest.as_str().split_once(':').unwrap_or_default();
        url.push_str(&format!("?checksum={algorithm}:{}", encoded(value)));
    }
    url
}
