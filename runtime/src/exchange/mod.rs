//! From a message to its answer: the transport, the clock, the token, and the stages of the pipeline.

pub(crate) mod client;
pub(crate) mod cloud;
pub(crate) mod credential;
pub(crate) mod future;
pub(crate) mod hosts;
pub(crate) mod links;
pub(crate) mod pipeline;
mod pointers;
pub(crate) mod random;
pub(crate) mod timer;
pub(crate) mod trace;
pub(crate) mod transport;
