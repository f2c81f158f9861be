//! Renderers for assessments: one format, one file. All take the same assessment.
//!
//! Text and Markdown are for people, so they choose: long lists are cut and say how much was left
//! out. The other formats are for tools, and leave no finding out, unless their standard has no word
//! for it. Of a record only its id, title, service, version and type, and the ids that reasons name,
//! are shown, with control characters made visible: a record may come from somebody else. A page in
//! HTML also shows the dates of a record with their ids and people, and its waivers with their
//! reasons; events have their instants, the ids of those who acted, and the words by which the record
//! sorts them, but no reasons or descriptions.

mod artifacts;
mod aside;
mod cdevents;
mod checks;
mod columns;
mod csv;
mod format;
mod html;
mod in_toto;
mod indicators;
mod items;
mod junit;
mod markdown;
mod mask;
mod names;
mod ocel;
mod oscal;
mod packed;
mod plain;
mod report;
mod sarif;
mod sections;
mod style;
mod subject;
mod summary;
mod text;
mod uri;
mod words;
mod xlsx;

pub use checks::{
    check_page, profile_page, profile_page_name, render_checks_markdown, render_checks_text,
};
pub use format::Format;
pub use indicators::{undefined_words, warning_words};
pub use plain::plain;
pub use report::{Assembly, Report, Settings};
pub use style::Style;
pub use subject::{Subject, sha256};
pub use summary::Row;
