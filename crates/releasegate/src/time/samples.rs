//! Generated times for the property tests, dense where equal, touching and changing times are.

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use super::{Edge, Instant, Proof, Span, Window};

/// Zones whose days are not all 24 hours: changes at midnight, half-hour changes, a skipped day.
pub(super) const ZONES: &[Tz] = &[
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::America__Sao_Paulo,
    Tz::America__St_Johns,
    Tz::America__Havana,
    Tz::Asia__Beirut,
    Tz::Asia__Kathmandu,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Apia,
    Tz::Africa__Cairo,
    Tz::UTC,
];

pub(super) fn fixed() -> ProptestConfig {
    ProptestConfig {
        cases: 512,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_000),
        ..ProptestConfig::default()
    }
}

pub(super) fn zone() -> impl Strategy<Value = Tz> {
    select(ZONES)
}

pub(super) fn instant() -> impl Strategy<Value = Instant> {
    // So few of them that equal and touching ones are common.
    (0..4_i64, 0..4_u32).prop_map(|(s, n)| Instant::from_epoch(s, n * 250_000_000).unwrap())
}

pub(super) fn span() -> impl Strategy<Value = Span> {
    (instant(), instant()).prop_filter_map("empty", |(a, b)| Span::new(a.min(b), a.max(b)))
}

/// A span, and one inside it.
pub(super) fn refined_span() -> impl Strategy<Value = (Span, Span)> {
    (span(), span()).prop_filter_map("not inside", |(wide, other)| {
        let first = wide.first().max(other.first());
        let end = wide.end().min(other.end());
        Some((wide, Span::new(first, end)?))
    })
}

pub(super) fn edge() -> impl Strategy<Value = Edge> {
    prop_oneof![
        instant().prop_map(Edge::at),
        span().prop_map(Edge::somewhere_in)
    ]
}

pub(super) fn window() -> impl Strategy<Value = Window> {
    (edge(), edge()).prop_filter_map("inverted", |(a, b)| Window::between(a, b).ok())
}

/// A window, and exact boundaries it can have had.
pub(super) fn settled_window() -> impl Strategy<Value = (Window, Instant, Instant)> {
    (window(), instant(), instant()).prop_filter_map("not among its values", |(window, a, b)| {
        let may = |edge: Edge, at| edge.earliest() <= at && at <= edge.latest();
        (a <= b && may(window.start(), a) && may(window.end(), b)).then_some((window, a, b))
    })
}

pub(super) fn exact_window(start: Instant, end: Instant) -> Window {
    Window::between(Edge::at(start), Edge::at(end)).unwrap()
}

pub(super) fn proof() -> impl Strategy<Value = Proof> {
    select(&[Proof::Proven, Proof::Refuted, Proof::Undecided][..])
}

/// Dates near which clocks of one of the zones change.
pub(super) const CHANGES: &[(i32, u32, u32)] = &[
    (2010, 11, 7),
    (2011, 12, 30),
    (2017, 10, 15),
    (2018, 2, 18),
    (2023, 3, 26),
    (2024, 4, 26),
    (2024, 10, 31),
    (2025, 11, 2),
    (2026, 3, 8),
    (2026, 3, 29),
    (2026, 4, 5),
    (2026, 10, 4),
    (2026, 10, 25),
];

pub(super) fn date() -> impl Strategy<Value = NaiveDate> {
    let days = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap();
    let near = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    prop_oneof![
        (0..36_500_u64).prop_map(move |later| days + Days::new(later)),
        (select(CHANGES), 0..4_u64)
            .prop_map(move |(change, ahead)| near(change) - Days::new(ahead)),
    ]
}

pub(super) fn any_date() -> impl Strategy<Value = NaiveDate> {
    let days = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    (0..3_652_059_u64).prop_map(move |later| days + Days::new(later))
}

pub(super) fn instant_text() -> impl Strategy<Value = String> {
    let clock = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?";
    let offset = "Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]|[+-]00:00";
    (any_date(), clock, offset).prop_map(|(date, clock, offset)| format!("{date}{clock}{offset}"))
}

pub(super) fn moment_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => instant_text(),
        1 => any_date().prop_map(|date| date.to_string()),
        1 => (any_date(), select(&chrono_tz::TZ_VARIANTS[..]))
            .prop_map(|(date, zone)| format!("{date}[{}]", zone.name())),
    ]
}
