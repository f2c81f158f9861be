use proptest::prelude::*;

use super::text::{FREQUENCIES, KEYS};
use super::*;
use crate::time::Span;

const ZONE: Tz = Tz::Europe__Berlin;

fn occurrences(rule: &str, first: &str, end: &str, around: (&str, &str)) -> Vec<String> {
    let moment = |text: &str| text.parse::<Moment>().unwrap();
    let rule: Recurrence = rule.parse().unwrap();
    let around = Window::defined(&moment(around.0), &moment(around.1), Some(ZONE)).unwrap();
    let found = rule.occurrences(&moment(first), &moment(end), ZONE, &around);
    let shown = |window: &Window| {
        let (start, end) = (window.start().earliest(), window.end().earliest());
        Span::new(start, end).unwrap().to_string()
    };
    found.unwrap().iter().map(shown).collect()
}

#[test]
fn a_weekend_is_a_weekend_when_clocks_change() {
    let weekends = |around| occurrences("FREQ=WEEKLY", "2026-01-03", "2026-01-04", around);
    assert_eq!(
        weekends(("2026-03-28", "2026-03-29")),
        ["[2026-03-27T23:00:00Z, 2026-03-29T22:00:00Z)"]
    );
    assert_eq!(
        weekends(("2026-10-24", "2026-10-25")),
        ["[2026-10-23T22:00:00Z, 2026-10-25T23:00:00Z)"]
    );
    assert!(weekends(("2026-03-24", "2026-03-26")).is_empty());
}

#[test]
fn nights_keep_their_hours_on_both_sides_of_a_change() {
    let nights = occurrences(
        "FREQ=DAILY",
        "2026-03-01T22:00:00+01:00",
        "2026-03-02T04:00:00+01:00",
        ("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z"),
    );
    assert_eq!(
        nights,
        [
            "[2026-03-28T21:00:00Z, 2026-03-29T02:00:00Z)",
            "[2026-03-29T20:00:00Z, 2026-03-30T02:00:00Z)",
        ]
    );
}

#[test]
fn the_stated_window_is_the_first_occurrence() {
    // 2026-03-04 is a Wednesday.
    let sundays = |around| {
        let rule = "rrule:freq=weekly;byday=su;count=2";
        occurrences(rule, "2026-03-04", "2026-03-04", around)
    };
    assert_eq!(sundays(("2026-03-04", "2026-03-04")).len(), 1);
    assert_eq!(sundays(("2026-03-08", "2026-03-08")).len(), 1);
    assert_eq!(sundays(("2026-03-15", "2026-03-15")).len(), 1);
    assert!(sundays(("2026-03-22", "2026-03-22")).is_empty());
}

#[test]
fn the_end_of_a_recurrence_is_included() {
    let on_the_8th = |until: &str| {
        let rule = format!("FREQ=DAILY;UNTIL={until}");
        let (first, end) = ("2026-03-01T10:00:00+01:00", "2026-03-01T11:00:00+01:00");
        let around = ("2026-03-08T00:00:00Z", "2026-03-08T23:00:00Z");
        occurrences(&rule, first, end, around).len()
    };
    for until in [
        "20260308",
        "20260308T090000Z",
        "20260308T100000",
        "20260309",
    ] {
        assert_eq!(on_the_8th(until), 1, "{until}");
    }
    for until in ["20260307", "20260308T085959Z", "20260308T095959"] {
        assert_eq!(on_the_8th(until), 0, "{until}");
    }
    // An end before the first occurrence leaves that one.
    assert_eq!(on_the_8th("20250101"), 0);
}

#[test]
fn rules_are_followed_for_a_hundred_years() {
    let rule: Recurrence = "FREQ=DAILY".parse().unwrap();
    let in_year = |year: &str| {
        let day: Moment = format!("{year}-03-01").parse().unwrap();
        let around = Window::defined(&day, &day, Some(ZONE)).unwrap();
        let first = "1990-01-01".parse().unwrap();
        rule.occurrences(&first, &first, ZONE, &around)
    };
    // The days before and after touch it.
    assert_eq!(in_year("2089").map(|found| found.len()), Some(3));
    assert_eq!(in_year("2091"), None);
    assert_eq!(in_year("9999"), None);
    assert_eq!(in_year("1989"), Some(Vec::new()));
}

#[test]
fn skipping_what_is_long_ago_changes_nothing() {
    for rule in [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH;BYSETPOS=-1",
        "FREQ=DAILY;BYMONTH=3,4;BYHOUR=4,20",
    ] {
        let skipping: Recurrence = rule.parse().unwrap();
        let following = Recurrence {
            stride: None,
            ..skipping.clone()
        };
        let first = "2024-02-01T10:00:00Z".parse().unwrap();
        let end = "2024-02-01T18:00:00Z".parse().unwrap();
        let around = |from: &str, until: &str| {
            let (from, until) = (from.parse().unwrap(), until.parse().unwrap());
            Window::defined(&from, &until, Some(ZONE)).unwrap()
        };
        for around in [
            around("2026-03-01", "2026-04-30"),
            around("2024-02-01", "2024-03-02"),
            around("2025-10-26T01:00:00Z", "2025-10-26T02:00:00Z"),
        ] {
            let skipped = skipping.occurrences(&first, &end, ZONE, &around);
            assert_eq!(
                skipped,
                following.occurrences(&first, &end, ZONE, &around),
                "{rule}"
            );
        }
    }
}

#[test]
fn the_calendar_ends() {
    for rule in [
        "FREQ=DAILY",
        "FREQ=YEARLY;BYWEEKNO=53",
        "FREQ=MONTHLY;BYDAY=5MO",
    ] {
        let rule: Recurrence = rule.parse().unwrap();
        for (first, day) in [("9999-12-30", "9999-12-31"), ("0001-01-01", "0001-02-01")] {
            let (first, day) = (first.parse().unwrap(), day.parse().unwrap());
            let around = Window::defined(&day, &day, Some(ZONE)).unwrap();
            let _ = rule.occurrences(&first, &first, ZONE, &around);
        }
    }
}

fn any_rule() -> impl Strategy<Value = String> {
    let part = (
        0..KEYS.len(),
        prop::collection::vec(-60..400_i32, 1..4),
        any::<u8>(),
    );
    let part = part.prop_map(|(key, numbers, day)| {
        let key = KEYS[key];
        let days = ["MO", "1TU", "-1FR", "SU", "5SA"];
        let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
        match key {
            "BYDAY" | "WKST" => format!(";{key}={}", days[usize::from(day) % days.len()]),
            "INTERVAL" | "COUNT" => format!(";{key}={day}"),
            _ => format!(";{key}={}", numbers.join(",")),
        }
    });
    let frequency = prop::sample::select(FREQUENCIES.to_vec());
    (frequency, prop::collection::vec(part, 0..4))
        .prop_map(|(frequency, parts)| format!("FREQ={frequency}{}", parts.concat()))
}

proptest! {
    #[test]
    fn any_rule_that_is_read_is_followed(rule in any_rule(), year in 2026..2127_i32) {
        if let Ok(rule) = rule.parse::<Recurrence>() {
            let day: Moment = format!("{year}-03-01").parse().unwrap();
            let around = Window::defined(&day, &day, Some(ZONE)).unwrap();
            let first = "2026-02-28T10:00:00Z".parse().unwrap();
            let end = "2026-03-01T10:00:00Z".parse().unwrap();
            let found = rule.occurrences(&first, &end, ZONE, &around);
            for pair in found.unwrap_or_default().windows(2) {
                prop_assert!(pair[0].start().earliest() < pair[1].start().earliest());
            }
        }
    }

    #[test]
    fn any_text_is_a_rule_or_refused(text in "[A-Z=;,:+0-9 -]{0,40}") {
        let _ = text.parse::<Recurrence>();
        let _ = format!("FREQ=DAILY;{text}").parse::<Recurrence>();
    }
}

#[test]
fn unreadable_rules_are_refused() {
    for rule in [
        "",
        "every sunday",
        "BYDAY=SU",
        "FREQ=SECONDLY",
        "FREQ=HOURLY",
        "FREQ=SOMETIMES",
        "FREQ=WEEKLY;",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;FREQ=DAILY",
        "FREQ=WEEKLY;SPEED=1",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20261231",
        "FREQ=WEEKLY;UNTIL=tomorrow",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,10,20,30,40",
        "FREQ=WEEKLY\nRRULE:FREQ=DAILY",
    ] {
        assert!(rule.parse::<Recurrence>().is_err(), "{rule}");
    }
    let text = "FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2";
    let read: Recurrence = serde_json::from_value(text.into()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), text);
}
