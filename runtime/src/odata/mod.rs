//! The spelling of OData: URLs and query options, as text.

pub(crate) mod path;
pub(crate) mod permissions;
pub(crate) mod query;
