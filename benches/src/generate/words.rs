//! Names and sentences that records are made of.

use fastrand::Rng;

pub(super) const ZONES: [chrono_tz::Tz; 6] = [
    chrono_tz::Tz::Europe__Berlin,
    chrono_tz::Tz::America__New_York,
    chrono_tz::Tz::UTC,
    chrono_tz::Tz::Asia__Tokyo,
    chrono_tz::Tz::Australia__Sydney,
    chrono_tz::Tz::Europe__Dublin,
];

pub(super) const SERVICES: [&str; 10] = [
    "payments",
    "online-banking",
    "cards",
    "claims",
    "warehouse",
    "timetable",
    "patient-records",
    "e-mail",
    "identity",
    "billing",
];

pub(super) const FIRST: [&str; 20] = [
    "Anna", "Jonas", "Lea", "Markus", "Svenja", "Tomas", "Petra", "Oliver", "Dilara", "Nils",
    "Eva", "Hanna", "Kim", "Claire", "Rafael", "Zoë", "Jürgen", "Aiko", "Søren", "Inés",
];

pub(super) const LAST: [&str; 16] = [
    "Berg", "Weiss", "Kurz", "Adler", "Holt", "Novak", "Lindner", "Zahn", "Kaya", "Roth", "Brandt",
    "Vogt", "Sommer", "Dubois", "Costa", "Müller",
];

pub(super) const COMPONENTS: [&str; 12] = [
    "core",
    "gateway",
    "scheduler",
    "schema",
    "portal",
    "connector",
    "rules",
    "cache",
    "reports",
    "mobile-app",
    "batch",
    "settings",
];

const SUBJECTS: [&str; 14] = [
    "Repeated requests are booked once",
    "The answer is shown before the user confirms",
    "Timeouts of the partner no longer block the queue",
    "The nightly run restarts where it stopped",
    "Old clients keep working with the new interface",
    "Search finds names with and without accents",
    "Exports hold all columns of the old format",
    "Access is logged with the person and the reason",
    "The form can be used with a screen reader",
    "Limits are checked per customer, not per account",
    "Certificates are renewed without a restart",
    "Messages are sent in the language of the customer",
    "Reports of the last ten years stay readable",
    "The page says \"try again\" instead of an error number",
];

const REMARKS: [&str; 10] = [
    "agreed with the customer in the weekly meeting",
    "no effect on other services was found",
    "covered by the budget of this year",
    "shown by a prototype in the test environment",
    "about 8 percent more requests at month end",
    "both data centres, one after the other",
    "support was told, and the guide is up to date",
    "names are personal data; kept for one hour only",
    "needs a second look after the next audit",
    "see the minutes,\nsecond item",
];

/// One of several.
pub(super) fn one_of<'a>(rng: &mut Rng, words: &[&'a str]) -> &'a str {
    rng.choice(words).copied().unwrap_or_default()
}

/// What something is about.
pub(super) fn subject(rng: &mut Rng) -> &'static str {
    one_of(rng, &SUBJECTS)
}

/// What somebody wrote down.
pub(super) fn remark(rng: &mut Rng) -> &'static str {
    one_of(rng, &REMARKS)
}

/// A digest of content that nobody has.
pub(super) fn digest(rng: &mut Rng) -> String {
    let words: String = (0..4).map(|_| format!("{:016x}", rng.u64(..))).collect();
    format!("sha256:{words}")
}
