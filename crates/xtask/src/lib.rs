//! Development tasks. `cargo xtask` lists them.

//pub mod codegen;
pub mod files;
pub mod vectors;
