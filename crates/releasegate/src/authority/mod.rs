//! Who may do what: the roles of the process, and who held them when.

mod held;
pub mod role;

pub use held::{Held, held};
