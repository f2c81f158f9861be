//! The operations of releasegate: request bytes in, answer bytes out.
//!
//! The command line and the bindings of other languages stand on this crate, so that the same
//! question gets the same bytes everywhere. Each operation is a row of [`OPERATIONS`]. Every answer
//! is a JSON document; an error is one too (`releasegate/error/1`), so nothing is thrown across a
//! language border.

mod engine;
mod operation;
mod ops;
mod schema;

pub use engine::Engine;
pub use operation::{OPERATIONS, Operation};
pub use ops::assess::{AssessRequest, Document};
pub use ops::assess_many::AssessManyRequest;
pub use ops::assess_under::AssessUnderRequest;
pub use ops::checks::{CheckDoc, ChecksAnswer, ChecksRequest};
pub use ops::diff::{Before, DiffAssessmentsRequest, DiffRequest};
pub use ops::history::{HistoryAnswer, ImportHistoryRequest, MappingText};
pub use ops::impact::{ImpactRequest, PolicyText};
pub use ops::import::{ImportAnswer, ImportRequest};
pub use ops::lifecycle::{
    ApplyRequest, CanRequest, ConformanceRequest, Decision, ReplayRequest, VerifyRequest,
};
pub use ops::lint::{LintAnswer, LintRequest};
pub use ops::metrics::{MetricsOfPeriod, MetricsRequest};
pub use ops::new::{NewDocument, NewRequest};
pub use ops::records::{DocumentFrame, Records};
pub use ops::report::{ReportAnswer, ReportRequest};
pub use ops::schema::{SchemaRequest, SchemasAnswer};
pub use ops::text::TextAnswer;
pub use schema::published;

/// The version of releasegate.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
