//! Typed requests, and what comes of them.

pub(crate) mod batch;
#[cfg(feature = "tokio-1")]
pub(crate) mod download;
pub(crate) mod fault;
pub(crate) mod media;
pub(crate) mod message;
pub(crate) mod operation;
mod options;
pub(crate) mod pages;
#[cfg(feature = "tokio-1")]
pub(crate) mod progress;
pub(crate) mod references;
pub(crate) mod response;
pub(crate) mod stream;
pub(crate) mod target;
