//! JUnit XML: a suite for each stage of a release, a case for each check.
//!
//! A case fails when a required check is proven unmet, and has an error when the evidence does not
//! decide: a pipeline stops at both. JUnit has no word for what is not due yet, does not apply, is
//! waived, or is good practice: these are skipped, and the message says which it is.

use std::io::{Result, Write};

use quick_xml::Writer;
use releasegate::assess::{Assessment, Finding};
use releasegate::checks::{Severity, Verdict};
use releasegate::stage::Stage;

use crate::plain::plain;
use crate::words::{self, said, words};

pub(crate) fn open(out: &mut impl Write) -> Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"releasegate\">\n",
    )
}

pub(crate) fn close(unread: usize, out: &mut impl Write) -> Result<()> {
    if let Some(unread) = words::unread(unread) {
        write!(
            out,
            "  <testsuite name=\"inputs\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n    \
             <testcase name=\"every input can be read\" classname=\"releasegate\">\n      \
             <error type=\"unread\" message=\"{unread}\"/>\n    \
             </testcase>\n  </testsuite>\n"
        )?;
    }
    out.write_all(b"</testsuites>\n")
}

pub(crate) fn part(assessment: &Assessment<'_>, out: &mut impl Write) -> Result<()> {
    for stage in Stage::ALL {
        let findings = assessment.findings.iter();
        let findings: Vec<_> = findings
            .filter(|finding| finding.check.stage() == stage)
            .collect();
        if !findings.is_empty() {
            suite(assessment, stage, &findings, out)?;
        }
    }
    Ok(())
}

/// How a case ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    /// With the name of the element.
    Other(&'static str),
}

const FAILURE: Outcome = Outcome::Other("failure");
const ERROR: Outcome = Outcome::Other("error");
const SKIPPED: Outcome = Outcome::Other("skipped");

fn outcome(finding: &Finding<'_>) -> Outcome {
    let counts = finding.severity == Severity::Must && finding.waived_by.is_none();
    match finding.verdict {
        Verdict::Conforming => Outcome::Passed,
        Verdict::Nonconforming if counts => FAILURE,
        Verdict::NotEvidenced if counts => ERROR,
        _ => SKIPPED,
    }
}

fn suite(
    assessment: &Assessment<'_>,
    stage: Stage,
    findings: &[&Finding<'_>],
    out: &mut impl Write,
) -> Result<()> {
    let number = |outcomes: Outcome| {
        let same = findings.iter().filter(|it| outcome(it) == outcomes);
        same.count().to_string()
    };
    let release = plain(assessment.release.id);
    let class = format!("{release}.{}", stage.id());
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
    writer
        .create_element("testsuite")
        .with_attributes([
            ("name", format!("{release}/{}", stage.id()).as_str()),
            ("tests", findings.len().to_string().as_str()),
            ("failures", number(FAILURE).as_str()),
            ("errors", number(ERROR).as_str()),
            ("skipped", number(SKIPPED).as_str()),
            ("timestamp", assessment.as_of.to_string().as_str()),
        ])
        .write_inner_content(|writer| {
            findings
                .iter()
                .try_for_each(|finding| case(finding, &class, writer))
        })?;
    out.write_all(b"\n")
}

fn case<W: Write>(finding: &Finding<'_>, class: &str, writer: &mut Writer<W>) -> Result<()> {
    let name = format!("{}: {}", finding.id(), plain(finding.check.title()));
    let element = writer
        .create_element("testcase")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("classname", class));
    let Outcome::Other(ended) = outcome(finding) else {
        element.write_empty()?;
        return Ok(());
    };
    let message = message(finding);
    element.write_inner_content(|writer| {
        writer
            .create_element(ended)
            .with_attribute(("type", finding.verdict.id()))
            .with_attribute(("message", message.as_str()))
            .write_empty()?;
        Ok(())
    })?;
    Ok(())
}

/// What was found, after what JUnit has no word for.
fn message(finding: &Finding<'_>) -> String {
    let verdict = words(finding.verdict.id());
    let found = said(finding);
    match (finding.waived_by, finding.severity) {
        (Some(waiver), _) => format!("waived by {}: {verdict}: {found}", plain(waiver)),
        (None, Severity::Should) => format!("good practice: {verdict}: {found}"),
        (None, Severity::Must) => format!("{verdict}: {found}"),
    }
}
