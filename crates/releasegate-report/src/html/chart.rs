//! The timeline of a release as lines, bars and marks on a grid.

use std::cmp::{max, min};

use chrono::{DateTime, Datelike, Days, Months, NaiveDate};
use chrono_tz::Tz;
use releasegate::calendar::{Listed, Target, freezes, windows};
use releasegate::model::Items;
use releasegate::time::{AsOf, Edge, Instant, Moment, Window};

use super::history::{Kind, Line};
use crate::plain::short;
use crate::subject::Subject;

/// Where the time axis starts and ends, in units of the drawing.
const LEFT: i64 = 372;
const RIGHT: i64 = 988;
/// Where the first line is, and how far apart lines are.
const TOP: i64 = 46;
const STEP: i64 = 21;
/// The most lines that are drawn.
const DRAWN: usize = 60;
/// The most freezes and windows that are drawn.
const BANDS: usize = 80;
/// The least width of a bar that can still be seen.
const NARROWEST: i64 = 3;

/// The drawing.
#[derive(Clone, Debug)]
pub(super) struct Chart {
    pub(super) height: i64,
    pub(super) ticks: Vec<Tick>,
    pub(super) bands: Vec<Band>,
    pub(super) rows: Vec<Row>,
    /// Where the instant of judgement is; `None` when it lies outside.
    pub(super) now: Option<i64>,
    /// How many lines were left out.
    pub(super) left_out: usize,
}

/// A line down the drawing with its date.
#[derive(Clone, Debug)]
pub(super) struct Tick {
    pub(super) x: i64,
    pub(super) label: String,
}

/// A freeze or a deployment window.
#[derive(Clone, Debug)]
pub(super) struct Band {
    pub(super) class: &'static str,
    pub(super) x: i64,
    pub(super) width: i64,
    pub(super) title: String,
}

/// A line of the drawing.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) y: i64,
    pub(super) date: String,
    pub(super) label: String,
    pub(super) planned: Option<(i64, i64)>,
    pub(super) marks: Vec<Shape>,
}

/// Something that took place.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) class: &'static str,
    /// As the attribute `d` of a path.
    pub(super) path: String,
}

impl Chart {
    /// Draws lines, which are in the order of their first date; nothing when there are none.
    pub(super) fn of(subject: &Subject<'_>, lines: &[Line]) -> Option<Self> {
        let zone = zone(subject);
        let axis = Axis::around(lines, subject.view.as_of(), zone)?;
        let now = subject.view.as_of().span().first().seconds();
        let drawn = lines.iter().take(DRAWN).zip(0..);
        let rows: Vec<_> = drawn
            .map(|(line, row)| axis.row(line, TOP + row * STEP))
            .collect();
        let bands = axis.bands(subject);
        Some(Self {
            height: TOP + i64::try_from(rows.len()).unwrap_or_default() * STEP + 4,
            ticks: axis.ticks(),
            bands,
            rows,
            now: axis.holds(now).then(|| axis.x(now)),
            left_out: lines.len().saturating_sub(DRAWN),
        })
    }

    /// Whether something of this class is drawn, so that the legend explains it.
    pub(super) fn has(&self, class: &str) -> bool {
        let planned = self.rows.iter().any(|row| row.planned.is_some());
        let mut marks = self.rows.iter().flat_map(|row| &row.marks);
        (class == "planned" && planned)
            || self.bands.iter().any(|band| band.class == class)
            || marks.any(|mark| mark.class == class)
    }
}

/// The zone in which days are drawn.
pub(super) fn zone(subject: &Subject<'_>) -> Tz {
    let own = subject.view.release().zone.map(Tz::from);
    own.or_else(|| subject.policy.zone()).unwrap_or(Tz::UTC)
}

/// Puts lines into the order of their first date.
pub(super) fn in_order(mut lines: Vec<Line>, zone: Tz) -> Vec<Line> {
    lines.sort_by_key(|line| moments(line).filter_map(|it| seconds(&it, zone)).min());
    lines
}

/// From when to when, in seconds since 1970.
struct Axis {
    from: i64,
    until: i64,
    zone: Tz,
}

impl Axis {
    fn around(lines: &[Line], as_of: AsOf, zone: Tz) -> Option<Self> {
        const DAY: i64 = 24 * 60 * 60;
        let all = lines.iter().flat_map(moments);
        let all: Vec<_> = all.filter_map(|moment| seconds(&moment, zone)).collect();
        let first = *all.iter().min()?;
        let last = *all.iter().max()?;
        let length = max(last - first, DAY);
        let now = as_of.span().first().seconds();
        // A record that is judged long after its end would shrink to nothing.
        let shown = now > first && now < last + length / 4;
        let last = if shown { max(last, now) } else { last };
        let margin = length / 40 + 1;
        Some(Self {
            from: first - margin,
            until: max(last, first + DAY) + margin,
            zone,
        })
    }

    fn holds(&self, at: i64) -> bool {
        (self.from..=self.until).contains(&at)
    }

    fn x(&self, at: i64) -> i64 {
        let whole = i128::from(self.until - self.from).max(1);
        let part = i128::from(at.clamp(self.from, self.until) - self.from);
        let width = i128::from(RIGHT - LEFT);
        LEFT + i64::try_from(part * width / whole).unwrap_or_default()
    }

    /// Where a bar starts and how wide it is.
    fn bar(&self, from: &Moment, until: Option<&Moment>) -> Option<(i64, i64)> {
        let start = self.x(seconds(from, self.zone)?);
        let end = until.and_then(|until| end_of(until, self.zone));
        let end = end.map_or(start, |end| self.x(end));
        Some((start, max(end - start, NARROWEST)))
    }

    fn row(&self, line: &Line, y: i64) -> Row {
        let date = moments(line).min_by_key(|moment| seconds(moment, self.zone));
        let planned = line.planned.as_ref();
        let marks = line.done.iter().filter_map(|done| {
            let (x, width) = self.bar(&done.at, done.until.as_ref())?;
            let is_long = done.until.is_some() && width > NARROWEST;
            Some(shape(done.kind, x, width, y, is_long))
        });
        Row {
            y,
            date: date.map(|date| date.date().to_string()).unwrap_or_default(),
            label: line.what.clone(),
            // A frame around the bar of what was done, also where both are as narrow as can be.
            planned: planned
                .and_then(|(from, until)| self.bar(from, until.as_ref()))
                .map(|(x, width)| (x - 2, width + 4)),
            marks: marks.collect(),
        }
    }

    fn bands(&self, subject: &Subject<'_>) -> Vec<Band> {
        let release = subject.view.release();
        let mut target = Target::default();
        target.names.extend(release.service.as_deref());
        let deployment = release.deployment.as_ref();
        let environment = deployment.and_then(|all| all.environment.as_ref());
        target.names.extend(environment.map(|id| id.as_str()));
        let plan = release.plan.as_ref();
        let waves = plan.map(|plan| plan.waves.items()).unwrap_or_default();
        let sites = waves.iter().flat_map(|wave| wave.reaches.items());
        target.names.extend(sites.map(|site| site.as_str()));
        let windows = windows(subject.policy, release);
        let freezes = freezes(subject.policy, release);
        let lists = [("window", "window", windows), ("freeze", "freeze", freezes)];
        let mut bands = Vec::new();
        for (class, word, entries) in lists {
            let listed = entries.listed.iter();
            let meant = listed.filter(|entry| entry.applies_to(&target).is_proven());
            let found = meant.flat_map(|entry| self.occurrences(entry, class, word));
            bands.extend(found.take(BANDS));
        }
        bands
    }

    fn occurrences(&self, entry: &Listed<'_>, class: &'static str, word: &str) -> Vec<Band> {
        let edge = |at| Instant::from_epoch(at, 0).map(Edge::at);
        let around = edge(self.from).zip(edge(self.until));
        let around = around.and_then(|(from, until)| Window::between(from, until).ok());
        let found = around.and_then(|around| entry.occurrences(&around).ok());
        let found = found.unwrap_or_default().into_iter();
        let found = found.filter_map(|window| {
            let start = window.start().earliest().seconds();
            let end = window.end().latest().seconds();
            let outside = end < self.from || start > self.until;
            let x = self.x(start);
            (!outside).then(|| Band {
                class,
                x,
                width: max(self.x(end) - x, 1),
                title: format!("{word} {}", short(&entry.entry.id)),
            })
        });
        found.take(BANDS).collect()
    }

    /// Round dates along the axis, a handful of them.
    fn ticks(&self) -> Vec<Tick> {
        let date = |at| DateTime::from_timestamp(at, 0).map(|at| at.date_naive());
        let Some((first, last)) = date(self.from).zip(date(self.until)) else {
            return Vec::new();
        };
        let days = last.signed_duration_since(first).num_days();
        let every = match days {
            ..=6 => Every::Days(1),
            7..=12 => Every::Days(2),
            13..=40 => Every::Days(7),
            41..=80 => Every::Days(14),
            81..=210 => Every::Months(1),
            211..=640 => Every::Months(3),
            641..=2200 => Every::Months(12),
            _ => Every::Months(60),
        };
        let mut ticks = Vec::new();
        let mut next = every.first(first);
        while let Some(date) = next.filter(|date| *date <= last) {
            let midnight = date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
            if self.holds(midnight) {
                let x = self.x(midnight);
                // A label that would be cut off at the edge is left out.
                let label = match RIGHT - x {
                    ..=30 => String::new(),
                    _ => every.label(date),
                };
                ticks.push(Tick { x, label });
            }
            next = every.next(date);
        }
        ticks
    }
}

/// How far apart ticks are.
#[derive(Clone, Copy)]
enum Every {
    Days(u64),
    Months(u32),
}

impl Every {
    /// The last round date that is not after `date`.
    fn first(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(7 | 14) => {
                let past = u64::from(date.weekday().num_days_from_monday());
                date.checked_sub_days(Days::new(past))
            }
            Self::Days(_) => Some(date),
            Self::Months(months @ ..12) => date
                .with_day(1)?
                .with_month0(date.month0() / months * months),
            Self::Months(_) => NaiveDate::from_ymd_opt(date.year(), 1, 1),
        }
    }

    fn next(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => date.checked_add_days(Days::new(days)),
            Self::Months(months) => date.checked_add_months(Months::new(months)),
        }
    }

    fn label(self, date: NaiveDate) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self {
            Self::Days(_) => format!("{month:02}-{day:02}"),
            Self::Months(..12) => format!("{year}-{month:02}"),
            Self::Months(_) => year.to_string(),
        }
    }
}

/// A mark around `y`: a bar where it lasted, else a shape of its own for each kind.
fn shape(kind: Kind, x: i64, width: i64, y: i64, is_long: bool) -> Shape {
    let class = match kind {
        Kind::Step => "step",
        Kind::Decision => "decision",
        Kind::Refusal => "refusal",
        Kind::Baseline => "baseline",
        Kind::Deployed => "deployed",
        Kind::Failed => "failed",
        Kind::Incident => "incident",
        Kind::Hold => "hold",
    };
    let bar = |height: i64| format!("M{x} {}h{width}v{height}h-{width}z", y - height / 2);
    let path = match kind {
        Kind::Deployed | Kind::Failed => bar(10),
        Kind::Hold => bar(6),
        Kind::Incident if is_long => {
            format!("M{x} {}l5 9h-10zM{x} {}h{width}v2h-{width}z", y - 5, y - 1)
        }
        Kind::Incident => format!("M{x} {}l5 9h-10z", y - 5),
        Kind::Step => format!("M{} {y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", x - 4),
        Kind::Decision => format!("M{x} {}l5 5-5 5-5-5z", y - 5),
        Kind::Refusal => format!("M{} {}l8 8m0-8l-8 8", x - 4, y - 4),
        Kind::Baseline => format!("M{} {}h8v8h-8z", x - 4, y - 4),
    };
    Shape { class, path }
}

fn moments(line: &Line) -> impl Iterator<Item = Moment> + '_ {
    let planned = line.planned.into_iter();
    let planned = planned.flat_map(|(from, until)| [Some(from), until]);
    let done = line
        .done
        .iter()
        .flat_map(|done| [Some(done.at), done.until]);
    planned.chain(done).flatten()
}

fn seconds(moment: &Moment, zone: Tz) -> Option<i64> {
    Some(moment.span(Some(zone))?.first().seconds())
}

fn end_of(moment: &Moment, zone: Tz) -> Option<i64> {
    let span = moment.span(Some(zone))?;
    let end = if moment.is_day() {
        span.end()
    } else {
        span.first()
    };
    Some(min(end, span.end()).seconds())
}
