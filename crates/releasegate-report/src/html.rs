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
use releasegate::checks::Verdict;
use sha2::{Digest, Sha256};

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
pub(crate) fn portfolio(rows: &[Row], settings: &Settings, out: &mut impl Write) -> Result<()> {
    portfolio::Page::of(rows, settings).write_into(out)
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

/// A sentence as it begins a line.
fn capital(sentence: &str) -> String {
    let mut rest = sentence.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}
