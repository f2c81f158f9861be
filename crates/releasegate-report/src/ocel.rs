//! OCEL 2.0 in JSON: what happened to releases as an object-centric event log, for process mining.
//!
//! Every event has an instant of the record, in UTC; a day is none, so what is only dated by a day
//! is no event. The last event of a release is its assessment, related to each check by its verdict
//! and to each waiver by whether it counts, so that nothing of either is lost.
//!
//! Objects are those of one record: whether two records mean the same person by the same id, only
//! whoever wrote them knows. Their ids are made of the release and of what they stand for; what the
//! record calls them is their attribute `id`. The specification asks for a time of every value of an
//! object and sets the first second of 1970 where there is none.

use std::collections::HashMap;
use std::io::{Read, Result, Write};

use releasegate::assess::Assessment;
use releasegate::model::Release;
use releasegate::time::{Instant, Moment};
use serde::Serialize;

use self::tables::{EVENT_TYPES, OBJECT_TYPES};
use crate::aside;
use crate::items::items;
use crate::names::{id, of_object};
use crate::plain::plain;
use crate::subject::Subject;

mod happened;
mod tables;

/// The time of a value that has none.
const ALWAYS: &str = "1970-01-01T00:00:00Z";

pub(crate) fn open(out: &mut impl Write) -> Result<()> {
    let types = |table: &[(&'static str, &[&'static str])]| -> Vec<Type> {
        let declared = table.iter().map(|(name, attributes)| Type {
            name,
            attributes: attributes.iter().map(|name| Declared::of(name)).collect(),
        });
        declared.collect()
    };
    out.write_all(b"{\"objectTypes\":")?;
    serde_json::to_writer(&mut *out, &types(OBJECT_TYPES))?;
    out.write_all(b",\n\"eventTypes\":")?;
    serde_json::to_writer(&mut *out, &types(EVENT_TYPES))?;
    out.write_all(b",\n\"events\":[\n")
}

/// The objects of all parts, one a line.
pub(crate) fn close(objects: &mut impl Read, out: &mut impl Write) -> Result<()> {
    out.write_all(b"\n],\"objects\":[\n")?;
    std::io::copy(objects, out)?;
    out.write_all(b"\n]}\n")
}

/// The events of one release, and beside them its objects.
pub(crate) fn part(subject: &Subject<'_>, out: &mut impl Write) -> Result<()> {
    let release = subject.view.release();
    let mut log = Log::of(&release.id);
    log.describe(release);
    happened::record(release, &mut log);
    log.assessed(&subject.assessment);
    items(&log.events, out)?;
    aside::mark(out)?;
    items(&log.objects, out)
}

/// What kind of events or objects there are, and what can be said of them.
#[derive(Serialize)]
struct Type {
    name: &'static str,
    attributes: Vec<Declared>,
}

#[derive(Serialize)]
struct Declared {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

impl Declared {
    fn of(name: &'static str) -> Self {
        let kind = if name == "until" { "time" } else { "string" };
        Self { name, kind }
    }
}

#[derive(Serialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    time: String,
    attributes: Vec<Attribute>,
    relationships: Vec<Relationship>,
}

#[derive(Serialize)]
struct Object {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    attributes: Vec<Attribute>,
    relationships: Vec<Relationship>,
}

#[derive(Serialize)]
struct Attribute {
    name: &'static str,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Relationship {
    object_id: String,
    qualifier: &'static str,
}

/// An object that an event is about, and what it is for it.
struct Related<'a> {
    qualifier: &'static str,
    kind: &'static str,
    id: &'a str,
}

/// What is known of one release so far.
struct Log<'a> {
    release: &'a str,
    events: Vec<Event>,
    objects: Vec<Object>,
    /// Where an object is, by its id.
    places: HashMap<String, usize>,
    /// How often an event of the same words was seen.
    seen: HashMap<String, usize>,
}

impl<'a> Log<'a> {
    fn of(release: &'a str) -> Self {
        Self {
            release,
            events: Vec::new(),
            objects: Vec::new(),
            places: HashMap::new(),
            seen: HashMap::new(),
        }
    }

    /// The id of an object, which is put into the log when it is new.
    fn object(&mut self, kind: &'static str, name: &str) -> String {
        let id = of_object(self.release, kind, name).to_string();
        if !self.places.contains_key(&id) {
            self.places.insert(id.clone(), self.objects.len());
            self.objects.push(Object {
                id: id.clone(),
                kind,
                attributes: said("id", Some(name), Some(ALWAYS)).into_iter().collect(),
                relationships: Vec::new(),
            });
        }
        id
    }

    /// Adds what is said of an object.
    fn say(&mut self, id: &str, name: &'static str, value: Option<&str>, time: &str) {
        let place = self.places.get(id).copied();
        let object = place.and_then(|place| self.objects.get_mut(place));
        if let Some(object) = object {
            object.attributes.extend(said(name, value, Some(time)));
        }
    }

    fn relate(&mut self, id: &str, qualifier: &'static str, object_id: String) {
        let place = self.places.get(id).copied();
        let object = place.and_then(|place| self.objects.get_mut(place));
        if let Some(object) = object {
            object.relationships.push(Relationship {
                object_id,
                qualifier,
            });
        }
    }

    /// Adds an event, if there is an instant.
    fn happened(
        &mut self,
        kind: &'static str,
        at: Option<&Moment>,
        related: impl IntoIterator<Item = Related<'a>>,
        facts: &[(&'static str, Option<&str>)],
    ) {
        if let Some(at) = at.and_then(Moment::instant_span) {
            self.event(kind, at.first(), related, facts);
        }
    }

    fn event<'r>(
        &mut self,
        kind: &'static str,
        at: Instant,
        related: impl IntoIterator<Item = Related<'r>>,
        facts: &[(&'static str, Option<&str>)],
    ) {
        let time = at.to_string();
        let mut relationships = vec![Relationship {
            object_id: self.object("release", self.release),
            qualifier: "release",
        }];
        for related in related {
            relationships.push(Relationship {
                object_id: self.object(related.kind, related.id),
                qualifier: related.qualifier,
            });
        }
        let mut words = vec!["event", self.release, kind, &time];
        for relationship in &relationships {
            words.extend([relationship.object_id.as_str(), relationship.qualifier]);
        }
        for (name, value) in facts {
            words.extend([*name, value.unwrap_or_default()]);
        }
        let same = id(words.iter().copied()).to_string();
        // The same thing twice at once are two events.
        let number = self.seen.entry(same.clone()).or_default();
        *number += 1;
        let own = match *number {
            1 => same,
            more => id([same.as_str(), more.to_string().as_str()]).to_string(),
        };
        let facts = facts.iter();
        self.events.push(Event {
            id: own,
            kind,
            time,
            attributes: facts
                .filter_map(|(name, value)| said(name, *value, None))
                .collect(),
            relationships,
        });
    }

    fn describe(&mut self, release: &Release) {
        let id = self.object("release", self.release);
        let kind = release.release_type.as_ref().map(|kind| kind.as_str());
        for (name, value) in [
            ("title", release.title.as_deref()),
            ("service", release.service.as_deref()),
            ("version", release.version.as_deref()),
            ("type", kind),
        ] {
            self.say(&id, name, value, ALWAYS);
        }
    }

    /// What was found, and which waivers count.
    fn assessed(&mut self, assessment: &Assessment<'_>) {
        let at = assessment.as_of.span().first();
        let time = at.to_string();
        let mut related = Vec::new();
        for finding in &assessment.findings {
            let check = self.object("check", finding.id());
            self.say(&check, "stage", Some(finding.check.stage().id()), ALWAYS);
            self.say(&check, "severity", Some(finding.severity.id()), ALWAYS);
            self.say(&check, "verdict", Some(finding.verdict.id()), &time);
            related.push(Related {
                qualifier: finding.verdict.id(),
                kind: "check",
                id: finding.id(),
            });
        }
        for result in &assessment.waivers {
            let id = self.object("waiver", result.id);
            self.say(&id, "check", Some(result.check), ALWAYS);
            // A reader may drop an object that no event is about, such as a check nobody asks for.
            let mut findings = assessment.findings.iter();
            if findings.any(|finding| finding.id() == result.check) {
                let check = self.object("check", result.check);
                self.relate(&id, "deviates from", check);
            }
            let until = result.until.map(|until| until.to_string());
            self.say(&id, "until", until.as_deref(), ALWAYS);
            let in_force = if result.in_force { "yes" } else { "no" };
            self.say(&id, "in force", Some(in_force), &time);
            related.push(Related {
                qualifier: match result.in_force {
                    true => "waiver in force",
                    false => "waiver without effect",
                },
                kind: "waiver",
                id: result.id,
            });
        }
        let facts = [
            ("verdict", Some(assessment.verdict.id())),
            ("policy", Some(assessment.policy.id)),
            ("policy version", assessment.policy.version),
            ("profile", Some(assessment.policy.profile)),
        ];
        self.event("assess", at, related, &facts);
    }
}

/// What is said, if it says anything.
fn said(name: &'static str, value: Option<&str>, time: Option<&str>) -> Option<Attribute> {
    let value = plain(value?);
    (!value.trim().is_empty()).then(|| Attribute {
        name,
        value: value.into_owned(),
        time: time.map(str::to_owned),
    })
}
