//! Entities, complex values and enumerations: their data and their JSON. Nothing here knows of requests.

pub(crate) mod codec;
pub(crate) mod enumeration;
pub(crate) mod flags;
pub(crate) mod json;
pub(crate) mod macros;
pub(crate) mod page;
pub(crate) mod patch;
pub(crate) mod property;
pub(crate) mod values;
