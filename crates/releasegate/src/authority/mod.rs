//! Who may do what: the roles of the process, and who held them when.

mod held;
pub mod role;
mod same;

pub use held::{Held, held};
pub use same::same_person;
