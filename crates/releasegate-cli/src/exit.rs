//! Exit status.

use std::process::{ExitCode, Termination};

/// How a run ended; the worst of its parts counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Everything asked about holds, or the work was done.
    Holds,
    /// There are findings.
    Findings,
    /// Bad input or usage.
    BadInput,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Holds => 0,
            Self::Findings => 1,
            Self::BadInput => 2,
        })
    }
}
