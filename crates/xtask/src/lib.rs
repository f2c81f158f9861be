//! Development tasks. `cargo xtask` lists them.

pub mod codegen;
pub mod files;
pub mod languages;
pub mod vectors;
