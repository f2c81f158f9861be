//! One operation, one file: its request, its answer, and the function between them.

pub(crate) mod assess;
pub(crate) mod assess_many;
pub(crate) mod assess_under;
pub(crate) mod checks;
pub(crate) mod crosswalk;
pub(crate) mod diff;
pub(crate) mod history;
pub(crate) mod impact;
pub(crate) mod import;
pub(crate) mod lifecycle;
pub(crate) mod lint;
pub(crate) mod metrics;
pub(crate) mod new;
pub(crate) mod next;
pub(crate) mod records;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod text;
