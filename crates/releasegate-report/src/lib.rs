//! releasegate-report
