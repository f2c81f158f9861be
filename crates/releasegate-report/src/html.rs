//! HTML: one self-contained page, on one release or on many.
//!
//! What a page shows is put together as plain data first, every value of a record through `short`;
//! the templates in `templates/html` only print it, and askama escapes whatever they print. Nothing
//! comes from elsewhere: the content security policy allows the one style and the one script by
//! their digests, and nothing else.

mod brief;
mod chart;
mod findings;
mod history;
mod next;
mod people;
mod portfolio;
mod release;

pub(crate) use brief::Brief;

use std::io::{Result, Write};
use std::sync::LazyLock;

use askama::Template;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use releasegate::assess::{AssessedPolicy, SourcePlace};
use releasegate::checks::Verdict;
use sha2::{Digest, Sha256};

use crate::plain::short;
use crate::report::Settings;
use crate::subject::Subject;
use crate::summary::Row;
use crate::words::{sign, words};

const STYLE: &str = include_str!("../templates/html/report.css");
const SCRIPT: &str = include_str!("../templates/html/report.js");

/// What a browser may load: this style and this script, and nothing from anywhere.
static CONTENT_POLICY: LazyLock<String> = LazyLock::new(|| {
    let digest = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    )
});

/// What all pages share.
#[derive(Clone, Copy)]
struct Frame {
    content_policy: &'static str,
    style: &'static str,
    script: &'static str,
    version: &'static str,
}

impl Frame {
    fn new() -> Self {
        Self {
            content_policy: &CONTENT_POLICY,
            style: STYLE,
            script: SCRIPT,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// Writes the page about one release.
pub(crate) fn release(
    subject: &Subject<'_>,
    settings: &Settings,
    out: &mut impl Write,
) -> Result<()> {
    release::Page::of(subject, settings).write_into(out)
}

/// Writes the page about many releases.
pub(crate) fn portfolio(
    rows: &[Row],
    unread: usize,
    settings: &Settings,
    out: &mut impl Write,
) -> Result<()> {
    portfolio::Page::of(rows, unread, settings).write_into(out)
}

/// A verdict as it is shown: in words, with a sign and a colour.
#[derive(Clone, Debug)]
struct Mark {
    class: &'static str,
    sign: &'static str,
    words: String,
}

impl Mark {
    fn of(verdict: Verdict) -> Self {
        Self {
            class: class(verdict),
            sign: sign(verdict),
            words: words(verdict.id()),
        }
    }
}

/// The class of a verdict: one letter, because pages on thousands of releases are full of them.
const fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conforming => "c",
        Verdict::Nonconforming => "n",
        Verdict::NotEvidenced => "e",
        Verdict::NotYetDue => "y",
        Verdict::NotApplicable => "a",
    }
}

/// A policy and its version.
fn policy_name(policy: &AssessedPolicy<'_>) -> String {
    let version = policy.version;
    let version = version.map(|version| format!(", version {}", short(version)));
    format!("{}{}", short(policy.id), version.unwrap_or_default())
}

/// Where a record was read from.
fn source_name(source: SourcePlace<'_>) -> String {
    let line = source.line.map(|line| format!(", line {line}"));
    let name = source.name.unwrap_or("standard input");
    format!("{}{}", short(name), line.unwrap_or_default())
}

/// The policy and the tool, so that a reader can reproduce a page.
fn made_with(settings: &Settings) -> [(&'static str, String); 2] {
    let version = env!("CARGO_PKG_VERSION");
    let shipped = || format!("shipped with releasegate {version}");
    let policy = settings.policy_digest.clone().unwrap_or_else(shipped);
    [
        ("Policy, SHA-256", policy),
        ("Tool", format!("releasegate {version}")),
    ]
}

/// The command that writes a page again, of words for a shell.
fn command(record: &str, profile: &str, as_of: &str, settings: &Settings) -> String {
    let policy = match settings.policy_digest {
        Some(_) => "POLICY",
        None => profile,
    };
    let reveal = if settings.reveal { " --reveal" } else { "" };
    format!(
        "releasegate check {record} --policy {policy} --as-of {as_of} --format html{reveal} \
         --output report.html"
    )
}

/// A sentence as it begins a line.
fn capital(sentence: &str) -> String {
    let mut rest = sentence.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}
