//! The page about many releases.

use std::collections::BTreeMap;

use askama::Template;
use releasegate::checks::Verdict;
use releasegate::stage::Stage;

use super::brief::{Brief, Due, Failed, SOON_DAYS};
use super::{Frame, Mark, class, made_with};
use crate::report::Settings;
use crate::summary::Row;
use crate::words::{self, NOT_A_CERTIFICATE, count, gate_words, is_behind, short_name};

/// The most checks, releases with dates, and months that are listed.
const CHECKS: usize = 12;
const DATES: usize = 25;
const MONTHS: usize = 36;
/// How wide a bar is that stands for everything.
const WIDTH: usize = 240;

/// All that the page shows.
#[derive(Template)]
#[template(path = "html/portfolio.html")]
pub(super) struct Page<'r> {
    frame: Frame,
    total: usize,
    heading: String,
    facts: Vec<(&'static str, String)>,
    totals: Vec<Total>,
    late: Dates<'r>,
    soon: Dates<'r>,
    soon_days: i64,
    failures: Vec<Failure>,
    other_failures: usize,
    months: Vec<Month>,
    earlier_months: usize,
    verdicts: Vec<Mark>,
    stages: Vec<(&'static str, String)>,
    releases: Vec<Release<'r>>,
    scopes: Vec<&'static str>,
    not_a_certificate: &'static str,
    digests: Vec<(&'static str, String)>,
    command: String,
}

/// How many releases have a verdict.
struct Total {
    mark: Mark,
    number: usize,
    share: String,
}

/// What is late, or soon due: the releases with the earliest dates.
struct Dates<'r> {
    listed: Vec<Dated<'r>>,
    more: usize,
}

/// The earliest date of a release that is late, or soon due, and how many others there are.
struct Dated<'r> {
    id: &'r str,
    due: &'r Due,
    others: usize,
}

/// A check, and how many releases do not meet it.
struct Failure {
    id: String,
    title: String,
    number: usize,
    share: String,
    width: usize,
}

/// The releases that went live, or are to, in a month.
struct Month {
    name: String,
    total: usize,
    /// The number of each verdict, in the order of `verdicts`.
    numbers: Vec<usize>,
    /// The class, the start and the width of each part of the bar.
    bars: Vec<(&'static str, usize, usize)>,
}

/// A release, on one line.
struct Release<'r> {
    id: &'r str,
    /// What it is called, and for which service.
    about: String,
    brief: &'r Brief,
    mark: Mark,
    stage: &'static str,
    severity: &'static str,
    gates: Vec<(&'static str, String)>,
    blocked: String,
    blocking: Vec<(Mark, &'r str, &'r str)>,
}

impl<'r> Page<'r> {
    pub(super) fn of(rows: &'r [Row], unread: usize, settings: &Settings) -> Self {
        let rows: Vec<(&Row, &Brief)> = rows
            .iter()
            .filter_map(|row| Some((row, row.brief.as_deref()?)))
            .collect();
        let total = rows.len();
        let (failures, other_failures) = failures(&rows);
        let (months, earlier_months) = months(&rows);
        Self {
            frame: Frame::new(),
            total,
            heading: count(total, "release"),
            facts: facts(&rows, unread),
            totals: totals(&rows),
            late: dates(&rows, true),
            soon: dates(&rows, false),
            soon_days: SOON_DAYS,
            failures,
            other_failures,
            months,
            earlier_months,
            verdicts: SHOWN.map(Mark::of).into(),
            stages: Stage::ALL.map(|it| (it.id(), short_name(it))).into(),
            releases: rows
                .iter()
                .map(|(row, brief)| release(row, brief))
                .collect(),
            scopes: distinct(rows.iter().map(|(_, brief)| brief.scope)),
            not_a_certificate: NOT_A_CERTIFICATE,
            digests: made_with(settings).into(),
            command: command(&rows, settings),
        }
    }
}

/// The verdicts that a release may have.
const SHOWN: [Verdict; 4] = [
    Verdict::Conforming,
    Verdict::NotYetDue,
    Verdict::NotEvidenced,
    Verdict::Nonconforming,
];

fn facts(rows: &[(&Row, &Brief)], unread: usize) -> Vec<(&'static str, String)> {
    let all = |of: fn(&Brief) -> String| {
        let all = distinct(rows.iter().map(|(_, brief)| of(brief)));
        let listed: Vec<_> = all.iter().take(3).cloned().collect();
        let more = all.len().saturating_sub(listed.len());
        let more = (more > 0).then(|| format!(" and {more} more"));
        format!("{}{}", listed.join("; "), more.unwrap_or_default())
    };
    let facts = [
        ("As of", all(|brief| brief.as_of.clone())),
        ("Policy", all(|brief| brief.policy.clone())),
        ("Profile", all(|brief| brief.profile.to_owned())),
        ("Incomplete", words::unread(unread).unwrap_or_default()),
    ];
    facts
        .into_iter()
        .filter(|(_, fact)| !fact.is_empty())
        .collect()
}

fn totals(rows: &[(&Row, &Brief)]) -> Vec<Total> {
    let totals = SHOWN.into_iter().map(|verdict| {
        let number = rows
            .iter()
            .filter(|(row, _)| row.verdict == verdict)
            .count();
        Total {
            mark: Mark::of(verdict),
            number,
            share: share(number, rows.len()),
        }
    });
    totals.collect()
}

fn dates<'r>(rows: &[(&'r Row, &'r Brief)], late: bool) -> Dates<'r> {
    let dated = rows.iter().filter_map(|(row, brief)| {
        let mut dates = brief.dates.iter().filter(|due| due.late == late);
        Some(Dated {
            id: &row.id,
            due: dates.next()?,
            others: dates.count(),
        })
    });
    let mut listed: Vec<_> = dated.collect();
    listed.sort_by_key(|dated| dated.due.at);
    let more = listed.len().saturating_sub(DATES);
    listed.truncate(DATES);
    Dates { listed, more }
}

/// The checks that most releases do not meet, and how many other checks some release does not.
fn failures(rows: &[(&Row, &Brief)]) -> (Vec<Failure>, usize) {
    let mut numbers: BTreeMap<&Failed, usize> = BTreeMap::new();
    for failed in rows.iter().flat_map(|(_, brief)| &brief.failed) {
        *numbers.entry(failed).or_default() += 1;
    }
    let mut ranked: Vec<_> = numbers.into_iter().collect();
    ranked.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    let others = ranked.len().saturating_sub(CHECKS);
    let listed = ranked
        .into_iter()
        .take(CHECKS)
        .map(|(failed, number)| Failure {
            id: failed.id.to_string(),
            title: failed.title.to_string(),
            number,
            share: share(number, rows.len()),
            width: part(number, rows.len()),
        });
    (listed.collect(), others)
}

/// Verdicts by month, the last months of them, and how many earlier months there are.
fn months(rows: &[(&Row, &Brief)]) -> (Vec<Month>, usize) {
    let mut months: BTreeMap<&str, Vec<Verdict>> = BTreeMap::new();
    for (row, brief) in rows {
        let month = brief.date.as_deref().and_then(|date| date.get(..7));
        if let Some(month) = month {
            months.entry(month).or_default().push(row.verdict);
        }
    }
    let most = months.values().map(Vec::len).max().unwrap_or_default();
    let earlier = months.len().saturating_sub(MONTHS);
    let shown = months.into_iter().skip(earlier).map(|(name, found)| {
        let number = |verdict| found.iter().filter(|it| **it == verdict).count();
        let mut start = 0;
        let bars = SHOWN.map(|verdict| {
            let width = part(number(verdict), most);
            start += width;
            (class(verdict), start - width, width)
        });
        Month {
            name: name.to_owned(),
            total: found.len(),
            numbers: SHOWN.map(number).into(),
            bars: bars
                .into_iter()
                .filter(|(_, _, width)| *width > 0)
                .collect(),
        }
    });
    (shown.collect(), earlier)
}

fn release<'r>(row: &'r Row, brief: &'r Brief) -> Release<'r> {
    let open = row.open();
    let gap = if open.is_empty() { "" } else { ": " };
    let severity = match (brief.failed.is_empty(), brief.good_practice_open) {
        (false, _) => "must",
        (true, true) => "should",
        (true, false) => "none",
    };
    let gates = row
        .gates
        .iter()
        .map(|(verdict, holds)| match is_behind(*verdict, *holds) {
            true => ("b", gate_words(*verdict, *holds)),
            false => (class(*verdict), gate_words(*verdict, *holds)),
        });
    let blocking = brief.blocking.iter().map(|it| {
        let (id, sentence) = (it.id.as_str(), it.sentence.as_str());
        (Mark::of(it.verdict), id, sentence)
    });
    let about = [brief.title.as_deref(), brief.service.as_deref()];
    let about: Vec<_> = about.into_iter().flatten().collect();
    Release {
        id: &row.id,
        about: about.join(" · "),
        brief,
        mark: Mark::of(row.verdict),
        stage: brief.stage.map_or("none", Stage::id),
        severity,
        gates: gates.collect(),
        blocked: format!("{}{gap}{open}", row.blocked()),
        blocking: blocking.collect(),
    }
}

/// The command that writes this page again.
fn command(rows: &[(&Row, &Brief)], settings: &Settings) -> String {
    let first = rows.first().map(|(_, brief)| brief);
    let as_of = first.map_or("TIME", |brief| &brief.as_of);
    let profile = first.map_or("POLICY", |brief| brief.profile);
    super::command("RECORDS", profile, as_of, settings)
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}

/// A share in per cent; what rounds to none or all without being so is not shown as such.
fn share(number: usize, of: usize) -> String {
    match (number * 200 + of).checked_div(of * 2) {
        _ if number == 0 => "0 %".to_owned(),
        Some(0) => "< 1 %".to_owned(),
        Some(100) if number < of => "> 99 %".to_owned(),
        Some(share) => format!("{share} %"),
        None => String::new(),
    }
}

fn part(number: usize, of: usize) -> usize {
    (number * WIDTH).div_ceil(of.max(1))
}
