//! What the benches of releasegate share: records to judge, and how figures are taken.

pub mod args;
pub mod generate;
pub mod measure;
