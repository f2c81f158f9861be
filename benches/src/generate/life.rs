//! How a release went: its kind of course, its people, and when each step was taken.

use std::cell::RefCell;

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use chrono_tz::Tz;
use fastrand::Rng;
use serde_json::{Value, json};

use super::words::{self, ZONES};

/// The course that a release took, as far as it got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// Deployed, supported and closed.
    Closed,
    /// Deployed, in its early-life period.
    EarlyLife,
    /// The first wave is live, more are to come.
    Running,
    /// Approved, not started.
    Ahead,
    /// Being planned or built.
    Planning,
    /// Deployed, and taken back.
    BackedOut,
    /// Cancelled before anything went live.
    Cancelled,
    /// Holds facts later than [`AS_OF`](super::AS_OF).
    LooksAhead,
}

/// A release as its organization lived it.
pub(super) struct Life {
    rng: RefCell<Rng>,
    pub(super) index: usize,
    pub(super) course: Course,
    pub(super) zone: Tz,
    /// Whether tools write their times in UTC.
    zulu: bool,
    /// Whether people write down more than anybody asks for.
    thorough: bool,
    /// The last instant of which the record tells.
    now: DateTime<Utc>,
    pub(super) start: DateTime<Utc>,
    /// Start and end of each wave.
    pub(super) waves: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    /// Whether the last result of a criterion was a failure that was decided on.
    pub(super) failed: bool,
    pub(super) emergency: bool,
    /// Whether all items are new with this release.
    pub(super) all_new: bool,
    pub(super) people: Vec<Person>,
    pub(super) components: Vec<Component>,
    pub(super) changes: Vec<String>,
    pub(super) problems: Vec<String>,
    pub(super) known_errors: Vec<String>,
    pub(super) criteria: usize,
}

/// Somebody, and the roles that they hold.
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) roles: &'static [&'static str],
}

/// Something deployed, and the item it changes.
pub(super) struct Component {
    pub(super) name: &'static str,
    pub(super) digest: String,
}

/// Who holds which roles; the first is what the person is known for.
const ROLES: [&[&str]; 8] = [
    &["release_manager"],
    &["change_manager", "problem_manager"],
    &["service_owner", "management_head"],
    &["build_manager", "configuration_manager"],
    &["test_manager"],
    &["deployment_manager"],
    &["incident_manager", "early_life_support_lead"],
    &["customer"],
];

impl Life {
    pub(super) fn new(mut rng: Rng, index: usize, as_of: DateTime<Utc>) -> Self {
        let course = course(&mut rng);
        let thorough = rng.u8(..4) == 0;
        let components = components(&mut rng, if thorough { 2 } else { 3 });
        // Many components in many waves make long records, of which there are few in life too.
        let waves = match (course, components.len()) {
            (Course::Running, _) => 2,
            (_, 1) if !thorough => rng.i64(1..=3),
            (_, 2) if !thorough => rng.i64(1..=2),
            _ => 1,
        };
        let start = as_of + offset(&mut rng, course);
        let length = Duration::minutes(rng.i64(45..300));
        let waves: Vec<_> = (0..waves)
            .map(|wave| start + Duration::days(4 * wave))
            .map(|start| (start, start + length))
            .collect();
        let now = match course {
            Course::LooksAhead => DateTime::<Utc>::MAX_UTC,
            Course::Cancelled => start - Duration::days(rng.i64(7..15)),
            _ => as_of,
        };
        let people = people(&mut rng, index);
        let ids = |prefix: &str, count: usize| -> Vec<String> {
            (0..count)
                .map(|n| format!("{prefix}-{}", 1000 + (index * 7 + n) % 9000))
                .collect()
        };
        Self {
            index,
            course,
            zone: rng.choice(ZONES).unwrap_or_default(),
            zulu: rng.u8(..4) == 0,
            thorough,
            now,
            start,
            waves,
            failed: rng.u8(..4) == 0,
            emergency: rng.u8(..12) == 0,
            all_new: rng.u8(..16) == 0,
            changes: ids("RFC", if thorough { 1 } else { rng.usize(1..=2) }),
            problems: ids("PRB", if thorough { 0 } else { rng.usize(0..=1) }),
            known_errors: ids("KE", rng.usize(0..=1)),
            criteria: if thorough { 2 } else { rng.usize(2..=3) },
            people,
            components,
            rng: RefCell::new(rng),
        }
    }

    /// A time as the tools of this organization write it; null when it is later than the record.
    pub(super) fn at(&self, time: DateTime<Utc>) -> Value {
        if time <= self.now {
            self.written(time)
        } else {
            Value::Null
        }
    }

    /// A time that is only planned.
    pub(super) fn written(&self, time: DateTime<Utc>) -> Value {
        let text = if self.zulu {
            time.to_rfc3339_opts(SecondsFormat::Secs, true)
        } else {
            time.with_timezone(&self.zone)
                .to_rfc3339_opts(SecondsFormat::Secs, false)
        };
        json!(text)
    }

    /// The day of a time; null when it is later than the record.
    pub(super) fn day(&self, time: DateTime<Utc>) -> Value {
        if time <= self.now {
            self.written_day(time)
        } else {
            Value::Null
        }
    }

    /// The day of a planned time.
    pub(super) fn written_day(&self, time: DateTime<Utc>) -> Value {
        json!(time.with_timezone(&self.zone).date_naive().to_string())
    }

    /// A fact of this time; null when it is later than the record.
    pub(super) fn known(&self, time: DateTime<Utc>, fact: Value) -> Value {
        if time <= self.now { fact } else { Value::Null }
    }

    /// What only some people write down.
    pub(super) fn extra(&self, fact: Value) -> Value {
        if self.thorough { fact } else { Value::Null }
    }

    /// The statement that there are none of something.
    pub(super) fn none(&self, role: &str, time: DateTime<Utc>) -> Value {
        self.known(
            time,
            json!({"none": {"by": self.person(role), "at": self.at(time)}}),
        )
    }

    /// `days` before or after the first start.
    pub(super) fn day_of_start(&self, days: i64) -> DateTime<Utc> {
        self.start + Duration::days(days)
    }

    /// The end of the last wave.
    pub(super) fn end(&self) -> DateTime<Utc> {
        self.waves.last().map_or(self.start, |(_, end)| *end)
    }

    /// When the early-life period of 30 days is over in every zone.
    pub(super) fn period_end(&self) -> DateTime<Utc> {
        self.end() + Duration::days(31)
    }

    /// Who holds a role.
    pub(super) fn person(&self, role: &str) -> &str {
        self.people
            .iter()
            .find(|person| person.roles.contains(&role))
            .map_or("", |person| &person.id)
    }

    /// Draws from the random numbers of this release. `draw` does not draw itself.
    pub(super) fn draw<T>(&self, draw: impl FnOnce(&mut Rng) -> T) -> T {
        draw(&mut self.rng.borrow_mut())
    }

    /// What somebody wrote down.
    pub(super) fn remark(&self) -> &'static str {
        self.draw(words::remark)
    }

    /// What something is about.
    pub(super) fn subject(&self) -> &'static str {
        self.draw(words::subject)
    }
}

fn course(rng: &mut Rng) -> Course {
    match rng.u8(..100) {
        0..64 => Course::Closed,
        64..73 => Course::EarlyLife,
        73..79 => Course::Running,
        79..85 => Course::Ahead,
        85..89 => Course::Planning,
        89..94 => Course::BackedOut,
        94..97 => Course::Cancelled,
        _ => Course::LooksAhead,
    }
}

/// When the first wave starts, seen from the instant at which records are judged.
fn offset(rng: &mut Rng, course: Course) -> Duration {
    let hours = match course {
        Course::Closed | Course::BackedOut | Course::Cancelled => -rng.i64(24 * 80..24 * 880),
        Course::EarlyLife => -rng.i64(24 * 12..24 * 25),
        Course::Running => -rng.i64(24..72),
        Course::Ahead => rng.i64(6..48),
        Course::Planning => rng.i64(24 * 11..24 * 45),
        Course::LooksAhead => -rng.i64(-24 * 10..24 * 30),
    };
    Duration::minutes(hours * 60 + rng.i64(0..60))
}

fn people(rng: &mut Rng, index: usize) -> Vec<Person> {
    ROLES
        .into_iter()
        .enumerate()
        .map(|(position, roles)| {
            let (first, last) = (
                words::one_of(rng, &words::FIRST),
                words::one_of(rng, &words::LAST),
            );
            let id: String = format!("{first}-{last}").to_lowercase();
            // Numbers keep namesakes apart.
            let id = format!("{id}-{}", index % 97 * ROLES.len() + position);
            Person {
                id,
                name: format!("{first} {last}"),
                roles,
            }
        })
        .collect()
}

fn components(rng: &mut Rng, most: usize) -> Vec<Component> {
    let mut names = words::COMPONENTS;
    rng.shuffle(&mut names);
    let count = rng.usize(1..=most);
    let made = names.into_iter().take(count);
    made.map(|name| Component {
        name,
        digest: words::digest(rng),
    })
    .collect()
}
