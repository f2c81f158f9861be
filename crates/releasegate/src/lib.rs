//! Release and deployment management in the sense of ISO/IEC 20000.
//!
//! A release record and a policy go in; out comes, as of any instant, what holds, what does not,
//! what is not evidenced, why, and who can supply what is missing.
//!
//! ```
//! use releasegate::assess::assess;
//! use releasegate::model::Release;
//! use releasegate::policy::Policy;
//! use releasegate::read::Limits;
//! use releasegate::view::View;
//!
//! let yaml = b"format: releasegate/release/1\nid: REL-1\n";
//! let release = Release::read(yaml, None, &Limits::default())?;
//! let policy = Policy::of_profile("iso20000-1:2018")?;
//! let view = View::of(&release, "2026-03-01T12:00:00Z".parse()?);
//! assert!(!assess(&view, &policy).conforming);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Scope
//!
//! Pure types and functions: no clock, no input or output, no randomness, no global state. Texts
//! become types in [`read`], and nothing else parses. Rendering, other tools' exports and other
//! languages live in crates of their own.

pub mod assess;
pub mod authority;
pub mod calendar;
pub mod checks;
mod format;
pub mod lifecycle;
pub mod model;
pub mod next;
pub mod own;
pub mod pointer;
pub mod policy;
pub mod portfolio;
pub mod read;
pub mod schema;
pub mod stage;
pub mod time;
pub mod view;
