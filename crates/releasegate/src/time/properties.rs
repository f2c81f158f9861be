//! Laws which hold for all times, tried on generated ones.

use chrono::{DateTime, Days, LocalResult, NaiveTime, TimeZone};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::samples::*;
use super::zone::civil_day;
use super::*;

/// Whether an answer given for less precise times agrees with the one for more precise times.
fn agrees(coarse: Proof, fine: Proof) -> bool {
    coarse == Proof::Undecided || coarse == fine
}

proptest! {
    #![proptest_config(fixed())]

    #[test]
    fn a_time_is_written_as_it_was_read(text in moment_text()) {
        let moment: Moment = text.parse().unwrap();
        prop_assert_eq!(moment.to_string(), text.as_str());
        let json = serde_json::to_string(&moment).unwrap();
        prop_assert_eq!(&json, &format!("\"{text}\""));
        prop_assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), moment);
    }

    #[test]
    fn an_instant_is_what_chrono_reads(text in instant_text()) {
        let span = text.parse::<Moment>().unwrap().span(None).unwrap();
        let expected = DateTime::parse_from_rfc3339(&text).unwrap();
        prop_assert_eq!(span.first().seconds(), expected.timestamp());
        prop_assert_eq!(span.first().nanos(), expected.timestamp_subsec_nanos());
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        if let Ok(moment) = text.parse::<Moment>() {
            prop_assert_eq!(moment.to_string(), text);
        }
    }

    #[test]
    fn a_damaged_time_is_read_as_written_or_refused(
        text in moment_text(),
        position in any::<prop::sample::Index>(),
        replacement in ".?|[0-9TZtz:+. \\[\\]-]{0,3}",
        cut in 0..3_usize,
    ) {
        let chars: Vec<char> = text.chars().collect();
        let position = position.index(chars.len());
        let rest = chars.iter().skip(position + cut);
        let damaged: String =
            chars[..position].iter().copied().chain(replacement.chars()).chain(rest.copied()).collect();
        match damaged.parse::<Moment>() {
            Ok(moment) => prop_assert_eq!(moment.to_string(), damaged),
            Err(error) => prop_assert!(error.to_string().chars().count() < 140),
        }
    }

    #[test]
    fn a_day_is_in_the_years_that_can_be_read(date in any_date(), zone in zone()) {
        let moment = Moment::day(date, Some(zone)).unwrap();
        prop_assert_eq!(moment.to_string().parse::<Moment>().unwrap(), moment);
    }

    #[test]
    fn kleene_logic(a in proof(), b in proof(), c in proof()) {
        prop_assert_eq!(a.and(b), b.and(a));
        prop_assert_eq!(a.or(b), b.or(a));
        prop_assert_eq!(a.and(b).and(c), a.and(b.and(c)));
        prop_assert_eq!(a.or(b).or(c), a.or(b.or(c)));
        prop_assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
        prop_assert_eq!(a.or(b.and(c)), a.or(b).and(a.or(c)));
        prop_assert_eq!(a.and(a.or(b)), a);
        prop_assert_eq!(!a.and(b), (!a).or(!b));
        prop_assert_eq!(!!a, a);
        prop_assert_eq!(a.and(Proof::Proven), a);
        prop_assert_eq!(a.or(Proof::Refuted), a);
    }

    #[test]
    fn order_is_never_both(a in span(), b in span()) {
        let (proven, refuted) = (a.end() <= b.first(), a.first() >= b.end());
        prop_assert!(!(proven && refuted));
        prop_assert_eq!(before(a, b).is_proven(), proven);
        prop_assert_eq!(before(a, b).is_refuted(), refuted);
        prop_assert_eq!(before(b, a), !before(a, b));
        prop_assert_eq!(before(a, a), Proof::Undecided);
    }

    #[test]
    fn proven_order_is_transitive(a in span(), b in span(), c in span()) {
        if before(a, b).and(before(b, c)).is_proven() {
            prop_assert_eq!(before(a, c), Proof::Proven);
        }
    }

    #[test]
    fn precision_never_turns_an_answer(
        (a, fine_a) in refined_span(),
        (b, fine_b) in refined_span(),
        w in window(),
    ) {
        prop_assert!(agrees(before(a, b), before(fine_a, fine_b)));
        prop_assert!(agrees(w.contains(a), w.contains(fine_a)));
        let deadline = Deadline::from(b);
        prop_assert!(agrees(deadline.met_by(a), deadline.met_by(fine_a)));
    }

    #[test]
    fn precision_never_turns_an_answer_about_windows(
        (a, a_start, a_end) in settled_window(),
        (b, b_start, b_end) in settled_window(),
        event in span(),
    ) {
        let (fine_a, fine_b) = (exact_window(a_start, a_end), exact_window(b_start, b_end));
        prop_assert!(agrees(overlap(&a, &b), overlap(&fine_a, &fine_b)));
        prop_assert!(agrees(within(&a, &b), within(&fine_a, &fine_b)));
        prop_assert!(agrees(a.contains(event), fine_a.contains(event)));
    }

    #[test]
    fn a_log_decides_only_what_the_times_leave_open(
        a in span(),
        b in span(),
        a_seq in prop::option::of(0..3_u64),
        b_seq in prop::option::of(0..3_u64),
    ) {
        let answer = before_in_log(a, b, a_seq, b_seq);
        prop_assert!(agrees(before(a, b), answer));
        prop_assert_eq!(before_in_log(b, a, b_seq, a_seq), !answer);
        if a_seq.is_none() || b_seq.is_none() || a_seq == b_seq {
            prop_assert_eq!(answer, before(a, b));
        }
    }

    #[test]
    fn hull_and_extremes(spans in prop::collection::vec(span(), 1..5)) {
        let hull = hull(spans.iter().copied()).unwrap();
        let earliest = earliest(spans.iter().copied()).unwrap();
        let latest = latest(spans.iter().copied()).unwrap();
        for span in &spans {
            prop_assert!(hull.first() <= span.first() && span.end() <= hull.end());
            prop_assert!(!before(*span, earliest).is_proven());
            prop_assert!(!before(latest, *span).is_proven());
        }
        prop_assert!(!before(latest, earliest).is_proven());
        prop_assert_eq!((hull.first(), hull.end()), (earliest.first(), latest.end()));
    }

    #[test]
    fn a_deadline_includes_its_due_time(due in span(), later in span()) {
        let deadline = Deadline::from(due);
        prop_assert_eq!(deadline.met_by(due), Proof::Proven);
        prop_assert!(!deadline.passed(due));
        prop_assert_eq!(deadline.passed(later), deadline.met_by(later).is_refuted());
        prop_assert_eq!(deadline.passed(later), before(due, later).is_proven());
    }

    #[test]
    fn windows_are_half_open(a in instant(), b in instant(), c in instant(), width in 1..4_u32) {
        let (start, end) = (a.min(b), a.max(b));
        let window = exact_window(start, end);
        let event = |first| Span::lasting(first, width);
        prop_assert_eq!(window.contains(event(end)), Proof::Refuted);
        if event(start).end() <= end {
            prop_assert_eq!(window.contains(event(start)), Proof::Proven);
        }
        if end <= c && start < end {
            prop_assert_eq!(overlap(&window, &exact_window(end, c)), Proof::Refuted);
        }
    }

    #[test]
    fn overlap_is_symmetric_and_within_implies_it(a in window(), b in window()) {
        prop_assert_eq!(overlap(&a, &b), overlap(&b, &a));
        prop_assert!(!overlap(&a, &a).is_refuted());
        prop_assert!(!within(&a, &a).is_refuted());
        if within(&a, &b).is_proven() {
            prop_assert_eq!(overlap(&a, &b), Proof::Proven);
        }
    }

    #[test]
    fn an_empty_window_is_its_instant(at in instant(), a in instant(), b in instant()) {
        let (start, end) = (a.min(b), a.max(b));
        let (point, other) = (exact_window(at, at), exact_window(start, end));
        let inside = start <= at && (at < end || at == start);
        prop_assert_eq!(overlap(&point, &other), Proof::from(inside));
        prop_assert_eq!(within(&point, &other), Proof::from(inside));
        prop_assert_eq!(point.contains(Span::lasting(at, 1)), Proof::Refuted);
    }

    #[test]
    fn exact_windows_have_exact_answers(a in instant(), b in instant(), c in instant(), d in instant()) {
        if a < b && c < d {
            let (x, y) = (exact_window(a, b), exact_window(c, d));
            prop_assert_eq!(overlap(&x, &y), Proof::from(a < d && c < b));
            prop_assert_eq!(within(&x, &y), Proof::from(c <= a && b <= d));
        }
    }

    #[test]
    fn days_follow_one_another(date in date(), zone in zone()) {
        // Three days on, every one is there: no zone skips more than one.
        let days: Vec<Span> =
            date.iter_days().take(4).filter_map(|date| civil_day(date, zone)).collect();
        prop_assert!(days.len() >= 3);
        for pair in days.windows(2) {
            prop_assert_eq!(pair[0].end(), pair[1].first());
        }
        for day in days {
            let hours = day.end().nanos_since(day.first()) / 3_600_000_000_000;
            prop_assert!((22..=26).contains(&hours), "{} hours", hours);
        }
    }

    #[test]
    fn a_day_covers_its_instants(date in date(), zone in zone(), seconds in 0..86_400_u32) {
        let clock = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap();
        if let LocalResult::Single(time) = zone.from_local_datetime(&date.and_time(clock)) {
            let instant = Instant::from_epoch(time.timestamp(), 0).unwrap();
            prop_assert!(civil_day(date, zone).unwrap().includes(instant));
        }
    }

    #[test]
    fn days_keep_the_wall_clock(
        date in date(),
        zone in zone(),
        seconds in 0..86_400_u32,
        digits in 0..=9_usize,
        days in prop_oneof![1..4_u32, 1..800_u32],
    ) {
        let clock = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap();
        let LocalResult::Single(from) = zone.from_local_datetime(&date.and_time(clock)) else {
            return Ok(());
        };
        let fraction = ["", ".0", ".00", ".000", ".0000", ".00000", ".000000", ".0000000",
            ".00000000", ".000000000"][digits];
        let text = format!("{}{fraction}Z", from.naive_utc().format("%Y-%m-%dT%H:%M:%S"));
        let moment: Moment = text.parse().unwrap();
        let span = after_days(&moment, days, zone).unwrap();
        let own = moment.span(None).unwrap();
        prop_assert_eq!(
            span.end().nanos_since(span.first()),
            own.end().nanos_since(own.first())
        );
        let expected = (date + Days::new(days.into())).and_time(clock);
        let first = DateTime::from_timestamp(span.first().seconds(), 0).unwrap();
        let local = first.with_timezone(&zone).naive_local();
        match zone.from_local_datetime(&expected) {
            LocalResult::Single(_) => prop_assert_eq!(local, expected),
            LocalResult::Ambiguous(earlier, _) => prop_assert_eq!(first, earlier),
            LocalResult::None => prop_assert!(local > expected),
        }
    }

    #[test]
    fn business_days_are_working_days(date in date(), zone in zone(), days in 1..40_u32) {
        let from = Moment::day(date, Some(zone)).unwrap();
        let holidays: Holidays = date.iter_days().step_by(5).take(20).collect();
        let span = after_business_days(&from, days, Tz::UTC, &holidays);
        let next = after_business_days(&from, days + 1, Tz::UTC, &holidays);
        let (span, next) = (span.unwrap(), next.unwrap());
        prop_assert_eq!(before(span, next), Proof::Proven);
        let target = DateTime::from_timestamp(span.first().seconds(), 0).unwrap();
        let target = target.with_timezone(&zone).date_naive();
        prop_assert!(holidays.is_working_day(target));
        let passed = date.iter_days().skip(1).take_while(|day| *day <= target);
        let worked = passed.filter(|day| holidays.is_working_day(*day) && civil_day(*day, zone).is_some());
        prop_assert_eq!(worked.count(), days as usize);
    }

    #[test]
    fn what_lies_wholly_later_is_hidden(
        text in moment_text(),
        date in any_date(),
        days in 0..3_u64,
        hour in 0..24_u32,
        zone in zone(),
    ) {
        // Years that differ would make nearly every case an easy one.
        let moment: Moment = text.parse().unwrap();
        let near = moment.date().checked_sub_days(Days::new(1)).unwrap_or(date) + Days::new(days);
        let Ok(as_of) = format!("{near}T{hour:02}:00:00Z").parse::<AsOf>() else {
            return Ok(());
        };
        if let Some(span) = moment.span(Some(zone)) {
            let hidden = before(as_of.span(), span).is_proven();
            prop_assert_eq!(visible(&moment, &as_of, Some(zone)), !hidden);
        }
        if moment.span(None).is_none() && visible(&moment, &as_of, Some(zone)) {
            prop_assert!(visible(&moment, &as_of, None));
        }
    }
}
