//! The page about one release.

use askama::Template;
use releasegate::assess::Assessment;
use releasegate::model::{Items, Waiver};
use releasegate::policy::Departure;

use super::chart::{self, Chart};
use super::findings::{self, Anchors, Clause, Group};
use super::history::{self, AttemptRow, Line};
use super::next::{self, Gate};
use super::people::People;
use super::{Frame, Mark, capital, made_with, policy_name, source_name};
use crate::plain::short;
use crate::report::Settings;
use crate::sections::Sections;
use crate::subject::Subject;
use crate::words::{
    NOT_A_CERTIFICATE, count, gate_mark, loosened, position, short_name, verdict_sentence,
};

/// All that the page shows.
#[derive(Template)]
#[template(path = "html/release.html")]
pub(super) struct Page {
    frame: Frame,
    id: String,
    title: Option<String>,
    mark: Mark,
    sentence: String,
    position: String,
    claim: String,
    facts: Vec<(&'static str, String)>,
    gates: Vec<GateBox>,
    chart: Option<Chart>,
    attempts: Vec<AttemptRow>,
    events: Vec<Event>,
    ahead: Vec<Gate>,
    unlisted: Vec<String>,
    data: Vec<String>,
    clauses: Vec<Clause>,
    groups: Vec<Group>,
    total: usize,
    waivers: Vec<Waived>,
    scope: String,
    departures: Vec<(&'static str, &'static str, String)>,
    not_a_certificate: &'static str,
    digests: Vec<(&'static str, String)>,
    command: String,
    as_of: String,
}

/// A gate of the strip.
struct GateBox {
    class: &'static str,
    name: String,
    sign: &'static str,
    words: String,
    /// The anchor and the id of what stands in the way.
    blocked_by: Vec<(String, String)>,
}

/// A line of the table beside the timeline.
struct Event {
    when: Vec<String>,
    what: String,
    by: String,
}

/// A waiver.
struct Waived {
    id: String,
    check: String,
    state: &'static str,
    until: String,
    approved_by: String,
    reason: String,
    control: String,
    problems: Vec<String>,
}

impl Page {
    pub(super) fn of(subject: &Subject<'_>, settings: &Settings) -> Self {
        let assessment = &subject.assessment;
        let release = subject.view.release();
        let people = People {
            release,
            reveal: settings.reveal,
        };
        let sections = Sections::of(assessment);
        let anchors = findings::anchors(assessment);
        let (ahead, by) = next::steps(subject, &anchors);
        let lines = chart::in_order(history::lines(people), chart::zone(subject));
        Self {
            frame: Frame::new(),
            id: short(assessment.release.id).into_owned(),
            title: assessment.release.title.map(|it| short(it).into_owned()),
            mark: Mark::of(assessment.verdict),
            sentence: capital(&verdict_sentence(assessment, &sections)),
            position: capital(&position(assessment, &sections)),
            claim: claim(subject),
            facts: facts(assessment),
            gates: gates(assessment, &anchors),
            chart: Chart::of(subject, &lines),
            attempts: history::attempts(people),
            events: lines.into_iter().map(event).collect(),
            ahead,
            unlisted: sections
                .unlisted
                .iter()
                .map(|id| short(id).into_owned())
                .collect(),
            data: assessment
                .data_findings
                .iter()
                .map(|it| short(&it.message.to_string()).into_owned())
                .collect(),
            clauses: findings::clauses(assessment, &anchors),
            groups: findings::groups(assessment, &anchors, &by),
            total: assessment.findings.len(),
            waivers: waivers(subject, people),
            scope: short(assessment.policy.scope).into_owned(),
            departures: assessment.policy.departs.iter().map(departure).collect(),
            not_a_certificate: NOT_A_CERTIFICATE,
            digests: digests(subject, settings),
            command: command(subject, settings),
            as_of: assessment.as_of.to_string(),
        }
    }
}

/// What may be said of conformity, in plain words.
fn claim(subject: &Subject<'_>) -> String {
    let assessment = &subject.assessment;
    let profile = &subject.policy.profile.id;
    let number = assessment.policy.departs.len();
    if assessment.conforming {
        return format!("Claimed: the evidence conforms to what {profile} asks.");
    }
    if number > 0 {
        let less = count(number, "check");
        return format!(
            "Conformity with {profile} is not claimed: the policy asks less in {less}."
        );
    }
    format!("Conformity with {profile} is not claimed.")
}

fn facts(assessment: &Assessment<'_>) -> Vec<(&'static str, String)> {
    let release = &assessment.release;
    let policy = &assessment.policy;
    let shown = |text: Option<&str>| text.map(|text| short(text).into_owned());
    let facts = [
        ("Service", shown(release.service)),
        ("Version", shown(release.version)),
        ("Type", shown(release.release_type)),
        ("As of", Some(assessment.as_of.to_string())),
        ("Policy", Some(policy_name(policy))),
        ("Profile", shown(Some(policy.profile))),
        ("Read from", assessment.source.map(source_name)),
    ];
    let facts = facts.into_iter();
    facts
        .filter_map(|(name, fact)| Some((name, fact?)))
        .collect()
}

fn gates(assessment: &Assessment<'_>, anchors: &Anchors<'_>) -> Vec<GateBox> {
    let gates = assessment.gates.iter().map(|gate| {
        let (sign, words) = gate_mark(gate);
        GateBox {
            class: super::class(gate.verdict),
            name: capital(&short_name(gate.stage)),
            sign,
            words,
            blocked_by: gate
                .blocked_by
                .iter()
                .map(|id| {
                    let anchor = anchors.get(id).cloned().unwrap_or_default();
                    (anchor, short(id).into_owned())
                })
                .collect(),
        }
    });
    gates.collect()
}

fn event(line: Line) -> Event {
    let mut when = Vec::new();
    let actual = if line.planned.is_some() {
        "actual "
    } else {
        ""
    };
    if let Some((start, end)) = line.planned {
        when.push(format!("planned {start}"));
        when.extend(end.map(|end| format!("to {end}")));
    }
    for done in line.done {
        when.push(format!("{actual}{}", done.at));
        when.extend(done.until.map(|until| format!("to {until}")));
    }
    Event {
        when,
        what: line.what,
        by: line.by,
    }
}

fn waivers(subject: &Subject<'_>, people: People<'_>) -> Vec<Waived> {
    let given = subject.view.release().waivers.items();
    let judged = subject.assessment.waivers.iter().zip(given);
    let waivers = judged.map(|(result, waiver): (_, &Waiver)| Waived {
        id: short(result.id).into_owned(),
        check: short(result.check).into_owned(),
        state: if result.in_force {
            "in force"
        } else {
            "not in force"
        },
        until: result.until.map(|at| at.to_string()).unwrap_or_default(),
        approved_by: people.acting(waiver.approved_by.as_ref(), None),
        reason: short(waiver.reason.as_deref().unwrap_or_default()).into_owned(),
        control: short(waiver.compensating_control.as_deref().unwrap_or_default()).into_owned(),
        problems: result
            .problems
            .iter()
            .map(|problem| short(&problem.message.to_string()).into_owned())
            .collect(),
    });
    waivers.collect()
}

fn departure(departure: &Departure) -> (&'static str, &'static str, String) {
    let less = loosened(departure.loosened);
    (departure.check, less, departure.rule.to_string())
}

fn digests(subject: &Subject<'_>, settings: &Settings) -> Vec<(&'static str, String)> {
    let record = ("Record, SHA-256", subject.digest());
    let as_of = ("As of", subject.assessment.as_of.to_string());
    let with = made_with(settings).into_iter();
    [record].into_iter().chain(with).chain([as_of]).collect()
}

/// The command that writes this page again.
fn command(subject: &Subject<'_>, settings: &Settings) -> String {
    let assessment = &subject.assessment;
    let name = assessment.source.and_then(|source| source.name);
    let record = name.map_or_else(|| "RECORD".to_owned(), quoted);
    let profile = quoted(&subject.policy.profile.id);
    let as_of = assessment.as_of.to_string();
    super::command(&record, &profile, &as_of, settings)
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let harmless = |letter: char| letter.is_ascii_alphanumeric() || "._-/:".contains(letter);
    match short(word) {
        word if word.chars().all(harmless) && !word.starts_with('-') => word.into_owned(),
        word => format!("'{}'", word.replace('\'', r"'\''")),
    }
}
