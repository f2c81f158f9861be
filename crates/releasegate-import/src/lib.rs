//! releasegate-import
