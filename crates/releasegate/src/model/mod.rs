//! The release record, section by section, in the order of the process.
//!
//! Everything here is plain data with public fields. Facts that happened carry a time whose name
//! ends in `_at`; what is planned or valid for a time (`planned_start`, `from`, `until`, `due`)
//! does not. Every list of evidence is three-state, see [`Stated`].

mod approval;
mod build;
mod change;
mod closure;
mod configuration;
mod deployment;
mod digest;
mod early_life;
mod hold;
mod ids;
mod people;
mod plan;
mod readiness;
mod release;
mod stated;
mod support;
mod trail;
mod transition;
mod verification;
mod waiver;

pub use approval::*;
pub use build::*;
pub use change::*;
pub use closure::*;
pub use configuration::*;
pub use deployment::*;
pub use digest::*;
pub use early_life::*;
pub use hold::*;
pub use ids::*;
pub use people::*;
pub use plan::*;
pub use readiness::*;
pub use release::*;
pub use stated::*;
pub use support::*;
pub use trail::*;
pub use transition::*;
pub use verification::*;
pub use waiver::*;
