//! The guarded lifecycle: who may do what to a release when, and the trail of what was done and
//! what was refused.
//!
//! A [`Submission`] is a command that somebody gives at some time. [`decide`] says what comes of
//! it, as an [`Entry`] of the trail; [`apply`] carries an entry out. Both are pure, and the record
//! is all the state there is: it holds the head of its own trail.
//!
//! The policy in force at that moment is the guard. Its gates have to be open for what is decided
//! or started, judged as if it were done; what happened is written down however bad it is.

mod can;
mod command;
mod decide;
mod effect;
mod entry;
mod guard;
mod named;
mod obligation;
mod rule;
#[cfg(feature = "signatures")]
mod signature;
mod standing;
mod trail;
mod unmet;

pub use can::{Permission, Permissions, can};
pub use command::*;
pub use decide::{Submission, apply, decide};
pub use entry::{Entry, Head, Ruling, Signature, TrailFormat};
pub use obligation::Obligation;
pub use rule::{Deed, RULES, Rule, When};
#[cfg(feature = "signatures")]
pub use signature::Keys;
pub use standing::Standing;
pub use trail::{
    Break, BreakKind, Conformance, Deviation, SignatureCheck, Verification, conformance,
    read_history, read_trail, replay, verify,
};
pub use unmet::{Condition, Supply, Unmet};
