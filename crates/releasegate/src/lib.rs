//! Release and deployment management in the sense of ISO/IEC 20000.

pub mod assess;
pub mod authority;
pub mod checks;
pub mod model;
pub mod pointer;
pub mod policy;
pub mod read;
pub mod schema;
pub mod stage;
pub mod time;
pub mod view;
