//! What reports look like, and that nothing in a record can change that.

#![allow(
    clippy::unwrap_used,
    reason = "a test may fail; clippy sees only the functions marked as tests"
)]

use std::io::{Cursor, Read};
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use releasegate::assess::assess;
use releasegate::checks::{self, Provenance, Severity, Verdict};
use releasegate::model::Release;
use releasegate::policy::{Policies, Policy};
use releasegate::portfolio::{
    Metrics, MetricsParameters, MetricsPeriod, MetricsQuestion, ReleaseFacts, metrics,
};
use releasegate::read::{Limits, Syntax, read};
use releasegate::view::View;
use releasegate_report::{
    Assembly, Format, Report, Row, Settings, Style, Subject, render_checks_markdown,
    render_checks_text,
};
use sha2::{Digest, Sha256};

const AS_OF: &str = "2026-09-01T00:00:00Z";

#[test]
fn a_complete_release() {
    with_example("payments-4.2/release.yaml", AS_OF, |subject| {
        insta::assert_snapshot!("complete_text", render(subject, Format::Text));
        insta::assert_snapshot!("complete_markdown", render(subject, Format::Markdown));
    });
}

#[test]
fn a_release_in_the_middle_of_its_way() {
    with_example(
        "payments-4.2/release.yaml",
        "2026-03-20T00:00:00Z",
        |subject| {
            insta::assert_snapshot!("midway_text", render(subject, Format::Text));
        },
    );
}

#[test]
fn a_bad_release() {
    with_example("failures/approved-after-canary.yaml", AS_OF, |subject| {
        insta::assert_snapshot!("bad_text", render(subject, Format::Text));
        insta::assert_snapshot!("bad_markdown", render(subject, Format::Markdown));
    });
}

#[test]
fn a_release_that_goes_on_by_waiver() {
    let waivers = [("DEP-06", "markus-adler"), ("DEP-07", "anna-berg")];
    let waivers = waivers.map(|(check, by)| {
        format!(
            "  - {{id: W-{check}, check: {check}, reason: it was added by hand, approved_by: {by},
                  approved_at: 2026-03-01T10:00:00Z, from: 2026-03-01T10:00:00Z,
                  until: 2026-12-31T00:00:00Z, compensating_control: compared each day}}\n"
        )
    });
    let more = format!("waivers:\n{}", waivers.concat());
    let of = |as_of: &str, look: &dyn Fn(&Subject<'_>)| {
        with_longer_example("failures/baseline-misses-item.yaml", &more, as_of, look);
    };
    of(AS_OF, &|subject| {
        insta::assert_snapshot!("waived_text", render(subject, Format::Text));
        insta::assert_snapshot!("waived_markdown", render(subject, Format::Markdown));
    });
    of("2026-12-31T00:00:00Z", &|subject| {
        let text = render(subject, Format::Text);
        assert!(text.contains("What blocks the gate build"), "{text}");
        assert!(
            text.contains("waiver W-DEP-06 of DEP-06: does not count: "),
            "{text}"
        );
    });
}

#[test]
fn an_empty_record() {
    with_record("format: releasegate/release/1\nid: REL-1\n", |subject| {
        insta::assert_snapshot!("empty_text", render(subject, Format::Text));
        assert!(!render(subject, Format::Text).contains("✔"));
    });
}

#[test]
fn good_practice_blocks_nothing() {
    let mut policy = Policy::of_profile("iso20000-1:2018").unwrap();
    policy
        .checks
        .iter_mut()
        .for_each(|ruled| ruled.severity = Severity::Should);
    let release = Release::default();
    let view = View::of(&release, AS_OF.parse().unwrap());
    let text = render(&subject(&view, &policy, b""), Format::Text);
    assert!(
        text.contains("Good practice not shown (blocks nothing)"),
        "{text}"
    );
    assert!(
        text.contains("no check that applies belongs to it"),
        "{text}"
    );
    assert!(!text.contains("Open at later gates"), "{text}");
}

#[test]
fn what_a_policy_asks_less_of_is_said() {
    let policy = br#"{"format":"releasegate/policy/1","id":"acme","extends":"iso20000-1:2018",
        "checks":[{"check":"DEP-01","severity":"should"},{"check":"PLN-16","gate":"closure"},
                  {"check":"DEP-05","severity":"off"}]}"#;
    let policies = Policies::read(policy, None, &Limits::default()).unwrap();
    let record = br#"{"format":"releasegate/release/1","id":"REL-1"}"#;
    let release = Release::read(record, None, &Limits::default()).unwrap();
    let view = View::of(&release, AS_OF.parse().unwrap());
    let policy = policies.for_release(&view);
    let subject = subject(&view, policy, record);
    for format in [Format::Text, Format::Markdown] {
        let report = render(&subject, format).replace("\n  ", " ");
        let report = report.replace('`', "");
        let less = "departs from iso20000-1:2018: DEP-01 good practice only, PLN-16 asked for \
                    later, DEP-05 left out";
        assert!(report.contains(less), "{report}");
    }
}

#[test]
fn findings_that_were_not_asked_for_are_named() {
    with_record("format: releasegate/release/1\nid: REL-1\n", |subject| {
        let mut subject = subject.clone();
        subject
            .assessment
            .findings
            .retain(|finding| finding.id() == "SUP-02");
        let text = render(&subject, Format::Text);
        assert!(
            text.contains("not listed here: SUP-01, SUP-03, SUP-04"),
            "{text}"
        );
        let text = render(&subject, Format::Markdown);
        assert!(
            text.contains("Not listed here: SUP-01, SUP-03, SUP-04"),
            "{text}"
        );
    });
}

#[test]
fn many_releases() {
    let mut rows = Vec::new();
    let summary = |format, rows| {
        let report = of_format(format);
        let mut assembly = Assembly::new(&report, true);
        assembly.rows = rows;
        let mut text = Vec::new();
        assembly.add(b"parts", &mut text).unwrap();
        assembly.finish(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        text.rsplit_once("═\n\n")
            .or(text.split_once("---\n\n"))
            .unwrap()
            .1
            .to_owned()
    };
    for record in [
        "id: REL-1",
        "id: REL-PAYMENTS-2\ntitle: two",
        "id: \"a|b\\e[2J\"",
    ] {
        let record = format!("format: releasegate/release/1\n{record}\n");
        with_record(&record, |subject| rows.push(Row::of(&subject.assessment)));
    }
    insta::assert_snapshot!("summary_text", summary(Format::Text, rows.clone()));
    insta::assert_snapshot!("summary_markdown", summary(Format::Markdown, rows));
}

#[test]
fn colour_changes_nothing_but_colour() {
    with_example("failures/approved-after-canary.yaml", AS_OF, |subject| {
        let style = Style {
            color: true,
            ..Style::default()
        };
        let colored = render_with(subject, Format::Text, &style);
        assert!(colored.contains('\u{1b}'));
        assert_eq!(without_colour(&colored), render(subject, Format::Text));
    });
}

#[test]
fn lines_fit() {
    for width in [80, 100] {
        with_example("failures/approved-after-canary.yaml", AS_OF, |subject| {
            let text = render_with(
                subject,
                Format::Text,
                &Style {
                    color: false,
                    width,
                },
            );
            for line in text.lines() {
                assert!(line.chars().count() <= width, "{line}");
            }
        });
    }
}

#[test]
fn a_record_cannot_steer_the_terminal() {
    with_hostile_record(|subject| {
        for color in [false, true] {
            let text = render_with(subject, Format::Text, &Style { color, width: 100 });
            let text = without_colour(&text);
            assert!(
                !text.chars().any(|c| c.is_control() && c != '\n'),
                "{text:?}"
            );
            assert!(!text.contains('\u{202e}'), "{text:?}");
        }
        // A value cannot pretend to be a line of the report.
        let text = render(subject, Format::Text);
        assert!(
            !text.lines().any(|line| line.starts_with("✔ CONFORMING")),
            "{text}"
        );
    });
}

#[test]
fn a_record_cannot_write_markdown() {
    with_hostile_record(|subject| {
        let text = render(subject, Format::Markdown);
        insta::assert_snapshot!("hostile_markdown", text);
        for markup in [
            "<img",
            "<script",
            "@everyone",
            "](http",
            "`whoami`",
            "#1 ",
            "| evil |",
        ] {
            assert!(!text.contains(markup), "{markup} in {text}");
        }
        assert_eq!(
            text.matches("<details>").count(),
            text.matches("</details>").count()
        );
        let columns = |line: &&str| line.starts_with("| **");
        for row in text.lines().filter(columns) {
            assert_eq!(row.matches('|').count(), 5, "{row}");
        }
    });
}

#[test]
fn every_check_is_explained() {
    let all: Vec<_> = checks::all().map(|check| (check, check.severity)).collect();
    let page = render_checks_markdown(&all);
    let text = render_checks_text(&all, &Style::default());
    for (check, _) in &all {
        assert!(page.contains(&format!("### {} {}", check.id, check.name)));
        assert!(text.contains(check.id));
    }
    assert_eq!(page, render_checks_markdown(&all));
}

#[test]
fn a_clause_that_was_not_read_is_never_given_as_a_fact() {
    for check in checks::all() {
        let page = render_checks_markdown(&[(check, check.severity)]);
        for clause in check.clauses {
            let name = format!("- Clause: {} {} (", clause.framework, clause.clause);
            let line = page.lines().find(|line| line.starts_with(&name)).unwrap();
            let verified = clause.provenance == Provenance::Verified;
            assert_eq!(
                line.contains("verified on a public page"),
                verified,
                "{line}"
            );
            let unverified = clause.provenance == Provenance::Unverified;
            assert_eq!(
                line.contains("to be confirmed against the text"),
                unverified,
                "{line}"
            );
        }
    }
}

/// The formats that other tools read.
const FOR_TOOLS: [Format; 6] = [
    Format::Csv,
    Format::Xlsx,
    Format::Sarif,
    Format::Junit,
    Format::Oscal,
    Format::Ocel,
];

/// Those of them that are one document of JSON, in which a finding takes many lines.
const DOCUMENTS: [Format; 4] = [
    Format::Oscal,
    Format::InToto,
    Format::Cdevents,
    Format::CdeventsDraft,
];

#[test]
fn what_tools_read() {
    for format in
        FOR_TOOLS
            .into_iter()
            .chain([Format::InToto, Format::Cdevents, Format::CdeventsDraft])
    {
        let part = |name, file| {
            with_example(file, AS_OF, |subject| {
                let part = match format {
                    Format::Ocel => whole(&few(subject), format),
                    _ if DOCUMENTS.contains(&format) => pretty(&whole(&few(subject), format)),
                    _ => render(subject, format),
                };
                insta::assert_snapshot!(format!("{name}_{}", format.id()), part);
            });
        };
        part("complete", "payments-4.2/release.yaml");
        part("bad", "failures/approved-after-canary.yaml");
    }
}

#[test]
fn pages() {
    with_example("payments-4.2/release.yaml", AS_OF, |subject| {
        insta::assert_snapshot!("complete_html", page(subject));
    });
    with_example("failures/approved-after-canary.yaml", AS_OF, |subject| {
        insta::assert_snapshot!("bad_html", page(subject));
    });
}

#[test]
fn a_page_on_many_releases() {
    let report = of_format(Format::Html);
    let mut assembly = Assembly::new(&report, true);
    let mut keep = |subject: &Subject<'_>| {
        let mut part = Vec::new();
        report.part(subject, true, &mut part).unwrap();
        assert!(part.is_empty());
        assembly.rows.extend(report.row(subject));
    };
    with_example("payments-4.2/release.yaml", AS_OF, &mut keep);
    with_example(
        "failures/approved-after-canary.yaml",
        "2026-06-01T00:00:00Z",
        &mut keep,
    );
    with_record("format: releasegate/release/1\nid: REL-1\n", &mut keep);
    let mut text = Vec::new();
    assembly.finish(&mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    insta::assert_snapshot!("summary_html", without_assets(&text));
}

#[test]
fn a_page_allows_the_digests_of_its_own_style_and_script() {
    with_record("format: releasegate/release/1\nid: REL-1\n", |subject| {
        let page = render(subject, Format::Html);
        for (directive, tag) in [("style-src", "style"), ("script-src", "script")] {
            let (_, rest) = page.split_once(&format!("<{tag}>")).unwrap();
            let (asset, rest) = rest.split_once(&format!("</{tag}>")).unwrap();
            assert!(!rest.contains(&format!("<{tag}")));
            let digest = BASE64_STANDARD.encode(Sha256::digest(asset));
            // As askama escapes it.
            let allowed = format!("{directive} &#39;sha256-{digest}&#39;");
            assert!(page.contains(&allowed), "{allowed}");
        }
    });
}

#[test]
fn a_record_cannot_write_html() {
    with_hostile_record(|subject| {
        let text = page(subject);
        for markup in [
            "<img",
            "<script>`",
            "</details>                <img",
            "\u{202e}",
        ] {
            assert!(!text.contains(markup), "{markup}");
        }
        assert!(text.contains("&#60;script&#62;"));
    });
}

#[test]
fn people_are_named_only_when_asked_for() {
    with_example("payments-4.2/release.yaml", AS_OF, |subject| {
        for reveal in [false, true] {
            let settings = Settings {
                format: Format::Html,
                reveal,
                ..Settings::default()
            };
            let mut page = Vec::new();
            let report = Report::new(settings, &[]);
            report.part(subject, false, &mut page).unwrap();
            let page = String::from_utf8(page).unwrap();
            assert!(page.contains("markus-adler"));
            assert_eq!(page.contains("Markus Adler"), reveal);
        }
    });
}

#[test]
fn no_finding_is_left_out() {
    with_example("failures/approved-after-canary.yaml", AS_OF, |subject| {
        for format in FOR_TOOLS {
            let part = render(subject, format);
            for finding in &subject.assessment.findings {
                assert!(part.contains(finding.id()), "{} {format:?}", finding.id());
            }
        }
    });
}

#[test]
fn a_pipeline_stops_where_a_required_check_stands_in_the_way() {
    let waived = "format: releasegate/release/1\nid: REL-1\n";
    with_record(waived, |subject| {
        let mut subject = subject.clone();
        let blocks = |subject: &Subject<'_>| {
            let findings = subject.assessment.findings.iter();
            findings
                .filter(|f| f.severity == Severity::Must && f.waived_by.is_none())
                .filter(|f| f.verdict.blocks() && f.verdict != Verdict::NotYetDue)
                .count()
        };
        let stops = |subject: &Subject<'_>| {
            let part = render(subject, Format::Junit);
            part.matches("<failure").count() + part.matches("<error").count()
        };
        let all = stops(&subject);
        assert!(all > 2);
        assert_eq!(all, blocks(&subject));
        let mut due = subject
            .assessment
            .findings
            .iter_mut()
            .filter(|f| f.verdict == Verdict::NotEvidenced);
        due.next().unwrap().waived_by = Some("W-1");
        due.next().unwrap().severity = Severity::Should;
        assert_eq!(stops(&subject), all - 2);
        let part = render(&subject, Format::Junit);
        assert!(part.contains("waived by W-1: not evidenced: "), "{part}");
        assert!(part.contains("good practice: not evidenced: "), "{part}");
    });
}

#[test]
fn a_report_without_parts_is_still_one() {
    let whole = |format, many, parts: &[&str]| {
        let report = of_format(format);
        let mut assembly = Assembly::new(&report, many);
        let mut text = Vec::new();
        for part in parts {
            assembly.add(part.as_bytes(), &mut text).unwrap();
        }
        assembly.finish(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    for many in [true, false] {
        let sarif: serde_json::Value =
            serde_json::from_str(&whole(Format::Sarif, many, &["", ""])).unwrap();
        assert_eq!(sarif["runs"][0]["results"], serde_json::json!([]));
        assert_eq!(whole(Format::Json, many, &[]), "[]\n");
        assert_eq!(whole(Format::Ndjson, many, &[]), "");
        for format in [Format::Text, Format::Markdown] {
            let said = whole(format, many, &[]);
            assert_eq!(said, "There was no release, so there is no verdict.\n");
        }
        for format in Format::ALL {
            let report = of_format(format);
            let (assembly, mut bytes) = (Assembly::new(&report, many), Vec::new());
            let finished = assembly.finish(&mut bytes);
            assert_eq!(finished.is_err(), format.needs_a_release(), "{format:?}");
            assert!(finished.is_ok() || bytes.is_empty());
        }
    }
    assert_eq!(whole(Format::Json, true, &["1", "2"]), "[\n1,\n2\n]\n");
    assert_eq!(whole(Format::Json, false, &["1"]), "1\n");
    assert_eq!(whole(Format::Ndjson, true, &["1", "2"]), "1\n2\n");
    assert_eq!(
        whole(Format::Sarif, true, &["", "{}", "", "{}"])
            .matches(",\n")
            .count(),
        1
    );
}

#[test]
fn an_address_is_shown_only_when_asked_for() {
    let who = "jane.doe@example.org";
    let record = serde_json::json!({
        "format": "releasegate/release/1",
        "id": format!("\n{who}"),
        "title": format!("for {who}"),
        "people": [{ "id": who }, { "id": who }],
        "build": { "builds": [{ "id": who, "built_at": "2026-03-01T00:00:00Z" }] },
    });
    with_record(&record.to_string(), |subject| {
        for format in Format::ALL {
            let is_data = matches!(format, Format::Json | Format::Ndjson);
            let shown = |reveal| {
                let report = Report::new(
                    Settings {
                        format,
                        reveal,
                        ..Settings::default()
                    },
                    &[],
                );
                let mut assembly = Assembly::new(&report, true);
                let mut part = Vec::new();
                report.part(subject, true, &mut part).unwrap();
                let mut bytes = Vec::new();
                assembly.add(&part, &mut bytes).unwrap();
                assembly.rows.extend(report.row(subject));
                assembly.metrics = Some(indicators(subject));
                assembly.finish(&mut bytes).unwrap();
                match format {
                    Format::Xlsx => unzipped(&bytes),
                    _ => String::from_utf8(bytes).unwrap(),
                }
            };
            assert_eq!(shown(false).contains("jane.doe"), is_data, "{format:?}");
            assert!(shown(true).contains("jane.doe"), "{format:?}");
        }
    });
}

#[test]
fn a_workbook_on_nothing_has_indicators_all_the_same() {
    let report = of_format(Format::Xlsx);
    let mut assembly = Assembly::new(&report, true);
    with_record("format: releasegate/release/1\nid: REL-1\n", |subject| {
        assembly.metrics = Some(indicators(subject));
    });
    let mut bytes = Vec::new();
    assembly.finish(&mut bytes).unwrap();
    let text = unzipped(&bytes);
    assert!(text.contains("name=\"KPIs\"") && text.contains("2026-09-01T00:00:00Z</dcterms"));
}

/// The indicators over one release.
fn indicators(subject: &Subject<'_>) -> Metrics {
    let policies = Policies::of_one(Policy::of_profile("iso20000-1:2018").unwrap());
    let as_of = AS_OF.parse().unwrap();
    let (from, to) = ("2026-01-01".parse().unwrap(), "2026-07-01".parse().unwrap());
    let period = MetricsPeriod::new(from, to, "UTC".parse().unwrap(), as_of).unwrap();
    let question = MetricsQuestion {
        as_of,
        period,
        parameters: MetricsParameters::default(),
        by: Vec::new(),
        log: None,
    };
    let facts = [ReleaseFacts::of(subject.view, &policies)];
    metrics(&question, &policies, &facts)
}

/// Renders the part about one release, without colour and for 80 columns.
fn render(subject: &Subject<'_>, format: Format) -> String {
    render_with(subject, format, &Style::default())
}

fn render_with(subject: &Subject<'_>, format: Format, style: &Style) -> String {
    let settings = Settings {
        format,
        style: *style,
        ..Settings::default()
    };
    let report = Report::new(settings, &[]);
    let mut part = Vec::new();
    report.part(subject, false, &mut part).unwrap();
    String::from_utf8(part).unwrap()
}

/// The page about one release, without what is the same on all.
fn page(subject: &Subject<'_>) -> String {
    without_assets(&render(subject, Format::Html))
}

fn without_assets(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (body, rest) = rest.split_once("<script>").unwrap();
    let (_, end) = rest.split_once("</script>").unwrap();
    let (start, policy) = head.split_once("content=\"default-src").unwrap();
    let (_, head) = policy.split_once('\n').unwrap();
    format!("{start}\n{head}{body}{end}")
}

/// The report on one release.
fn whole(subject: &Subject<'_>, format: Format) -> String {
    let report = of_format(format);
    let mut assembly = Assembly::new(&report, false);
    let mut part = Vec::new();
    report.part(subject, false, &mut part).unwrap();
    let mut text = Vec::new();
    assembly.add(&part, &mut text).unwrap();
    assembly.finish(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// The same with two findings of each verdict.
fn few<'a>(subject: &Subject<'a>) -> Subject<'a> {
    let mut subject = subject.clone();
    let mut left = Verdict::ALL.map(|verdict| (verdict, 2));
    subject.assessment.findings.retain(|finding| {
        let of_verdict = left
            .iter_mut()
            .find(|(verdict, _)| *verdict == finding.verdict);
        of_verdict.is_some_and(|(_, left)| {
            *left -= 1;
            *left >= 0
        })
    });
    subject
}

fn pretty(json: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    serde_json::to_string_pretty(&json).unwrap()
}

/// A record whose every shown value tries to get out.
fn with_hostile_record(look: impl FnOnce(&Subject<'_>)) {
    let evil = "x\u{1b}[2J\u{9b}1m\u{7}\u{202e}\r\n\n✔ CONFORMING: all\n| evil | row |\n</details>\
                <img src=x><script>`whoami` ```\n# @everyone #1 [a](http://b) **c** \\";
    let value = serde_json::json!({
        "format": "releasegate/release/1",
        "id": evil,
        "title": evil,
        "service": evil,
        "version": evil,
        "type": evil,
        "people": [{ "id": evil }, { "id": evil }],
        "plan": { "id": "P", "version": "1", "changes": [evil] },
        "verification": {
            "criteria": [{ "id": "AC-1", "text": "t" }],
            "results": [{ "criterion": evil, "outcome": "passed" }],
        },
    });
    with_record(&value.to_string(), look);
}

fn with_record(record: &str, look: impl FnOnce(&Subject<'_>)) {
    let policy = Policy::of_profile("iso20000-1:2018").unwrap();
    let release = Release::read(record.as_bytes(), None, &Limits::default()).unwrap();
    let view = View::of(&release, AS_OF.parse().unwrap());
    look(&subject(&view, &policy, record.as_bytes()));
}

fn with_example(name: &str, as_of: &str, look: impl FnOnce(&Subject<'_>)) {
    with_longer_example(name, "", as_of, look);
}

/// An example, with more at its end.
fn with_longer_example(name: &str, more: &str, as_of: &str, look: impl FnOnce(&Subject<'_>)) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let text = |name: &str| std::fs::read(examples.join(name)).unwrap();
    let (yaml, limits) = (Some(Syntax::Yaml), Limits::default());
    let policy = read(&text("payments-4.2/policy.yaml"), yaml, &limits).unwrap();
    let policy = Policy::of_document(policy).unwrap();
    let mut record = text(name);
    record.extend_from_slice(more.as_bytes());
    let release = Release::read(&record, yaml, &limits).unwrap();
    let view = View::of(&release, as_of.parse().unwrap());
    look(&subject(&view, &policy, &record));
}

fn subject<'a>(view: &'a View<'a>, policy: &'a Policy, text: &'a [u8]) -> Subject<'a> {
    Subject {
        assessment: assess(view, policy),
        view,
        policy,
        text,
    }
}

fn of_format(format: Format) -> Report<'static> {
    let settings = Settings {
        format,
        ..Settings::default()
    };
    Report::new(settings, &[])
}

/// The text of all files in an archive.
fn unzipped(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        file.read_to_string(&mut text).unwrap();
    }
    text
}

fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').unwrap().1)
}
