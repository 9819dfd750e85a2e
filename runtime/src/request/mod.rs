//! Typed requests, and what comes of them.

pub(crate) mod batch;
pub(crate) mod fault;
pub(crate) mod media;
pub(crate) mod message;
pub(crate) mod operation;
mod options;
pub(crate) mod pages;
pub(crate) mod references;
pub(crate) mod response;
pub(crate) mod target;
