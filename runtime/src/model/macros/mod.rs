//! What is the same for all generated types, as macros.

mod above;
mod enumeration;
mod structure;
mod text;

pub use crate::__enumeration_v1 as enumeration;
pub use crate::__model_v1 as model;
pub use crate::__operation_v1 as operation;
pub use crate::__parameters_v1 as parameters;
pub use above::Above;

pub(crate) use text::by_text;
