//! The operations table: what the command line and every binding offer.

use releasegate::lifecycle::Submission;
use releasegate::read::{Error, read_json};
use releasegate::schema::read_schema;
use schemars::Schema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::engine::{Engine, to_json};
use crate::ops;

/// One operation.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub title: &'static str,
    /// What bytes go with the request, if any.
    pub payload: Option<&'static str>,
    /// The schema of its request.
    pub request: fn() -> Schema,
    /// The name of the published document type of its answer; `None` for JSON Schemas.
    pub answer: Option<&'static str>,
    /// Whether there is one answer a line.
    pub lines: bool,
    /// Answers a request.
    pub call: fn(&Engine, &[u8], &[u8]) -> Vec<u8>,
}

/// Every operation.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "assess",
        title: "Judges one record",
        payload: Some("the text of the record, JSON or YAML"),
        request: read_schema::<ops::assess::AssessRequest>,
        answer: Some("assessment"),
        lines: false,
        call: ops::assess::call,
    },
    Operation {
        name: "assess_many",
        title: "Judges many records, on all cores",
        payload: Some("one record a line, or the records one after another"),
        request: read_schema::<ops::assess_many::AssessManyRequest>,
        answer: Some("assessment"),
        lines: true,
        call: ops::assess_many::call,
    },
    Operation {
        name: "assess_under",
        title: "Judges one record under several profiles",
        payload: Some("the text of the record, JSON or YAML"),
        request: read_schema::<ops::assess_under::AssessUnderRequest>,
        answer: Some("assessment"),
        lines: true,
        call: ops::assess_under::call,
    },
    Operation {
        name: "next",
        title: "Says which facts would open each gate ahead, who may supply them, and by when",
        payload: Some("the text of the record, JSON or YAML"),
        request: read_schema::<ops::assess::AssessRequest>,
        answer: Some("next_actions"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| ops::next::next(engine, request, payload))
        },
    },
    Operation {
        name: "diff",
        title: "Says what changed between two assessments of a release, and what made it change",
        payload: Some("the text of the record as it is after, JSON or YAML"),
        request: read_schema::<ops::diff::DiffRequest>,
        answer: Some("diff"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| {
                ops::diff::compare(engine, &request, payload)
            })
        },
    },
    Operation {
        name: "diff_assessments",
        title: "Says what changed between two assessments that were kept, and what may have made it change",
        payload: Some("the assessment after, JSON or YAML"),
        request: read_schema::<ops::diff::DiffAssessmentsRequest>,
        answer: Some("diff"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| {
                ops::diff::compare_assessments(engine, &request, payload)
            })
        },
    },
    Operation {
        name: "crosswalk",
        title: "Says which evidence also serves which clause elsewhere",
        payload: Some("the text of the record, JSON or YAML"),
        request: read_schema::<ops::assess::AssessRequest>,
        answer: Some("crosswalk"),
        lines: false,
        call: ops::crosswalk::call,
    },
    Operation {
        name: "decide",
        title: "Decides on a command that somebody gives, and carries it out",
        payload: Some("the text of the record, JSON or YAML; nothing for a registration"),
        request: read_schema::<Submission>,
        answer: Some("decision"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| {
                ops::lifecycle::decide_on(engine, &request, payload)
            })
        },
    },
    Operation {
        name: "apply",
        title: "Carries out an entry of a trail",
        payload: Some("the text of the record before it; nothing for a registration"),
        request: read_schema::<ops::lifecycle::ApplyRequest>,
        answer: Some("release"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| {
                ops::lifecycle::carry_out(engine, &request, payload)
            })
        },
    },
    Operation {
        name: "can",
        title: "Says what somebody may do to releases, and what stands in the way of all else",
        payload: Some("one record a line, or the text of one record"),
        request: read_schema::<ops::lifecycle::CanRequest>,
        answer: Some("permissions"),
        lines: true,
        call: ops::lifecycle::permissions,
    },
    Operation {
        name: "trail_verify",
        title: "Verifies that a trail is as it was written",
        payload: Some("the trail, one entry a line"),
        request: read_schema::<ops::lifecycle::VerifyRequest>,
        answer: Some("verification"),
        lines: false,
        call: |_, request, payload| {
            answer(request, |request| {
                ops::lifecycle::verified(&request, payload)
            })
        },
    },
    Operation {
        name: "trail_replay",
        title: "Gives the record that a trail leads to",
        payload: Some("the trail, one entry a line"),
        request: read_schema::<ops::lifecycle::ReplayRequest>,
        answer: Some("release"),
        lines: false,
        call: |_, request, payload| {
            answer(request, |request| {
                ops::lifecycle::replayed(&request, payload)
            })
        },
    },
    Operation {
        name: "trail_conformance",
        title: "Lists what the policy would have refused of a history",
        payload: Some("a trail, or commands as `decide` takes them, one a line"),
        request: read_schema::<ops::lifecycle::ConformanceRequest>,
        answer: Some("conformance"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |_: ops::lifecycle::ConformanceRequest| {
                ops::lifecycle::conformance_of(engine, payload)
            })
        },
    },
    Operation {
        name: "report",
        title: "Judges records and renders one report on them",
        payload: Some("one record a line, or the text of one record"),
        request: read_schema::<ops::report::ReportRequest>,
        answer: Some("report"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| {
                ops::report::report(engine, request, payload)
            })
        },
    },
    Operation {
        name: "checks",
        title: "Lists the checks of the policy, with their documentation",
        payload: None,
        request: read_schema::<ops::checks::ChecksRequest>,
        answer: Some("checks"),
        lines: false,
        call: |engine, request, _| answer(request, |request| ops::checks::checks(engine, &request)),
    },
    Operation {
        name: "lint",
        title: "Looks for what is wrong with a policy",
        payload: Some("the text of the policy, or of a set of policies, JSON or YAML"),
        request: read_schema::<ops::lint::LintRequest>,
        answer: Some("lint"),
        lines: false,
        call: |engine, request, payload| answer(request, |request| engine.lint(&request, payload)),
    },
    Operation {
        name: "impact",
        title: "Says what another policy would change for releases",
        payload: Some("one record a line, or the text of one record"),
        request: read_schema::<ops::impact::ImpactRequest>,
        answer: Some("impact"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| {
                ops::impact::answer(engine, &request, payload)
            })
        },
    },
    Operation {
        name: "metrics",
        title: "Counts the indicators of release and deployment management over many releases",
        payload: Some("one record a line, or the text of one record"),
        request: read_schema::<ops::metrics::MetricsRequest>,
        answer: Some("metrics"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| {
                ops::metrics::answer(engine, request, payload)
            })
        },
    },
    Operation {
        name: "schema",
        title: "Gives the JSON Schema of a document type, or their names",
        payload: None,
        request: read_schema::<ops::schema::SchemaRequest>,
        answer: None,
        lines: false,
        call: |_, request, _| answer(request, |request| ops::schema::schema(&request)),
    },
    Operation {
        name: "new",
        title: "Gives a document to start from",
        payload: None,
        request: read_schema::<ops::new::NewRequest>,
        answer: Some("text"),
        lines: false,
        call: |_, request, _| answer(request, |request| Ok(ops::new::new(&request))),
    },
    Operation {
        name: "import",
        title: "Turns another tool's export into records",
        payload: Some("the exported file"),
        request: read_schema::<ops::import::ImportRequest>,
        answer: Some("import"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| {
                ops::import::import(engine, &request, payload)
            })
        },
    },
    Operation {
        name: "import_history",
        title: "Turns a history that another tool kept into commands, by a mapping",
        payload: Some(
            "the exported file: a table (CSV), JSON, one JSON object a line, or an OCEL 2.0 log",
        ),
        request: read_schema::<ops::history::ImportHistoryRequest>,
        answer: Some("history"),
        lines: false,
        call: |engine, request, payload| {
            answer(request, |request| {
                ops::history::import_history(engine, &request, payload)
            })
        },
    },
];

/// Reads a request, and writes the answer or the error.
fn answer<Q: DeserializeOwned, A: Serialize>(
    request: &[u8],
    work: impl FnOnce(Q) -> Result<A, Error>,
) -> Vec<u8> {
    match read_request(request).and_then(work) {
        Ok(answer) => to_json(&answer),
        Err(error) => to_json(&error),
    }
}

/// Reads a request; no bytes at all are an empty one.
pub(crate) fn read_request<Q: DeserializeOwned>(request: &[u8]) -> Result<Q, Error> {
    let request = if request.is_empty() { b"{}" } else { request };
    read_json(request).map_err(|error| error.in_source(Some("request")))
}
