//! Time as a release record states it, and what can be proven from it.
//!
//! A record states times as text: an instant with its offset, or a whole calendar day. Neither is a
//! point. `10:00:00Z` was read from a clock that counts seconds, and `2026-03-01` says only which
//! day it was. A [`Moment`] keeps the text exactly as it was read; its [`Span`] is the half-open
//! interval of exact [`Instant`]s it can stand for.
//!
//! Questions about spans have three answers, see [`Proof`]: an order is *proven* when it holds for
//! every pair of instants the two texts can stand for, *refuted* when it holds for none, and
//! *undecided* otherwise. More precise times can only settle undecided questions; they never turn
//! a proven answer around.
//!
//! - [`before`], [`before_in_log`], [`hull`], [`earliest`], [`latest`]: the order of spans.
//! - [`Deadline`]: inclusive. A due time includes its whole second, or its whole day.
//! - [`Window`]: half-open. The start belongs to it, the end does not.
//! - [`after_days`], [`after_business_days`], [`Holidays`]: durations in days, in civil time.
//! - [`Elapsed`], [`whole_days`]: exact lengths of time, and lengths in civil days.
//! - [`Recurrence`]: windows that come again, by the clocks of a zone.
//! - [`ForeignTimes`]: times as other tools write them.
//! - [`AsOf`], [`visible`]: what could be known at the time a record is judged.
//!
//! Nothing here reads a clock.

mod as_of;
mod calendar;
mod deadline;
mod elapsed;
mod error;
mod foreign;
mod moment;
mod notation;
mod order;
mod proof;
mod recurrence;
mod serial;
mod window;
mod zone;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod samples;

pub use as_of::{AsOf, visible};
pub use calendar::{Holidays, after_business_days, after_days, business_days_before, days_before};
pub use deadline::Deadline;
pub use elapsed::Elapsed;
pub use error::MomentError;
pub use foreign::{ForeignTime, ForeignTimeError, ForeignTimes};
pub use moment::Moment;
pub use order::{Instant, Span, before, before_in_log, earliest, hull, latest};
pub use proof::Proof;
pub use recurrence::Recurrence;
pub use window::{Edge, Window, WindowError, covered, overlap, within};
pub use zone::{Zone, parse_zone, whole_days};
