//! The formats there are.

use schemars::JsonSchema;
use serde::Deserialize;

/// A format in which assessments are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// For a terminal of at least 80 columns.
    #[default]
    Text,
    /// The assessment, or a list of them.
    Json,
    /// One assessment a line.
    Ndjson,
    /// For a comment on a pull request.
    Markdown,
    /// One self-contained page, to read, print and keep.
    Html,
    /// A table with a row for each finding, for a spreadsheet.
    Csv,
    /// A workbook (Office Open XML), for people who filter and sort.
    Xlsx,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for test reports of pipelines.
    Junit,
    /// OSCAL assessment results 1.2.1, for tools of compliance.
    Oscal,
    /// in-toto statements with a simple verification result, one a line, to be signed.
    #[serde(alias = "in-toto")]
    InToto,
    /// CDEvents 0.5.1 in CloudEvents, for tools that measure delivery.
    Cdevents,
    /// CDEvents 0.5.1, with approvals as the draft of 0.6 has them, which may change.
    #[serde(alias = "cdevents-draft")]
    CdeventsDraft,
    /// An object-centric event log (OCEL 2.0), for process mining.
    Ocel,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 14] = [
        Self::Text,
        Self::Json,
        Self::Ndjson,
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Xlsx,
        Self::Sarif,
        Self::Junit,
        Self::Oscal,
        Self::InToto,
        Self::Cdevents,
        Self::CdeventsDraft,
        Self::Ocel,
    ];

    /// What it is called.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Oscal => "oscal",
            Self::InToto => "in_toto",
            Self::Cdevents => "cdevents",
            Self::CdeventsDraft => "cdevents_draft",
            Self::Ocel => "ocel",
        }
    }

    /// What it is for.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "For a terminal",
            Self::Json => "The assessment, or a list of them",
            Self::Ndjson => "One assessment a line",
            Self::Markdown => "For a comment on a pull request",
            Self::Html => "One self-contained page, to read, print and keep",
            Self::Csv => "A table with a row for each finding, for a spreadsheet",
            Self::Xlsx => {
                "A workbook of releases, findings, next actions and indicators, to filter and sort"
            }
            Self::Sarif => "SARIF 2.1.0, for code scanning",
            Self::Junit => "JUnit XML, for the test reports of pipelines",
            Self::Oscal => "OSCAL assessment results 1.2.1, for tools of compliance",
            Self::InToto => "in-toto statements of what passed (SVR 0.2), one a line, to be signed",
            Self::Cdevents => "CDEvents 0.5.1 in CloudEvents, for tools that measure delivery",
            Self::CdeventsDraft => {
                "CDEvents 0.5.1, with approvals as the draft of 0.6 has them, which may change"
            }
            Self::Ocel => "OCEL 2.0 event log in JSON, for process mining",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Sarif => "application/sarif+json",
            Self::Junit => "application/xml",
            Self::Oscal => "application/json",
            Self::InToto => "application/x-ndjson",
            Self::Cdevents | Self::CdeventsDraft => "application/cloudevents-batch+json",
            Self::Ocel => "application/json",
        }
    }

    /// Whether the report is bytes that are no text.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        match self {
            Self::Text
            | Self::Json
            | Self::Ndjson
            | Self::Markdown
            | Self::Html
            | Self::Csv
            | Self::Sarif
            | Self::Junit
            | Self::Oscal
            | Self::InToto
            | Self::Cdevents
            | Self::CdeventsDraft
            | Self::Ocel => false,
            Self::Xlsx => true,
        }
    }

    /// Whether there is no report on no release. OSCAL asks for a result, and a statement for a
    /// subject; a file without any would pass for one that was made.
    #[must_use]
    pub const fn needs_a_release(self) -> bool {
        matches!(self, Self::Oscal | Self::InToto)
    }

    /// Whether the report has room for indicators beside the findings.
    #[must_use]
    pub const fn shows_indicators(self) -> bool {
        matches!(self, Self::Xlsx)
    }

    /// Whether e-mail addresses are masked unless asked for: not in an assessment itself.
    pub(crate) const fn masks(self) -> bool {
        !matches!(self, Self::Json | Self::Ndjson)
    }
}
