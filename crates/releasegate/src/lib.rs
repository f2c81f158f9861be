//! releasegate
