//! Names resolved, inheritance linked: the one model that every reader fills.

mod model;

pub use model::*;
