//! Who may do what: the roles of the process, and who held them when.

pub mod activity;
mod assigned;
mod competent;
mod held;
pub mod role;
mod same;

pub use activity::Activity;
pub use assigned::{AssignedFor, assigned_for, is_from_outside};
pub use competent::{asks_competence, competences_of, is_competent};
pub(crate) use held::covers;
pub use held::{Held, held};
pub use same::{answering, same_person};
