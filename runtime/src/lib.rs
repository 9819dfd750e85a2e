//! What generated crates stand on: models and their JSON, requests, the client.
//!
//! A program rarely names this crate; it uses what the generated crate passes on. How things are done, the
//! [guide] says, a page each.
//!
//! - `json`: a pull reader and a writer.
//! - `codec`: reading, writing, comparing and moving models, over the tables of [`Model`]; [`Object`] is an entity
//!   or a complex value.
//! - [`Enumeration`], [`Flags`] and the value types ([`DateTimeOffset`] and its kin), which the
//!   features `chrono`, `jiff`, `rust_decimal`, `time` and `uuid` convert to the types of these crates.
//! - [`Property`] handles and what is done with them: [`Patch`], [`Filter`], `select`, `with`.
//! - [`Target`], [`Request`], [`Page`]: from a path to an answer.
//! - [`References`], [`Reference`], [`Media`]: `$ref`, and streams of bytes.
//! - [`Pages`], [`Items`]: whole collections. [`Started`], [`Poller`]: what goes on after the answer.
//! - [`Batch`]: many requests in one.
//! - [`Client`], [`Cloud`], [`Credential`], [`Transport`]: who asks whom.
//! - [`Retry`], [`Policy`], [`Timer`]: how it is asked, and when again.
//! - `test_support`, with the feature `test-support`: stand-ins for the service, for tests.
//! - [`Error`]: what went wrong, and what that means for the program.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod batch;
mod client;
mod cloud;
mod codec;
mod credential;
mod enumeration;
mod error;
mod fault;
mod flags;
pub mod guide;
mod hosts;
mod json;
mod link;
mod macros;
mod media;
mod operation;
mod page;
mod pages;
mod patch;
mod path;
mod permissions;
mod pipeline;
mod policy;
mod property;
mod query;
mod random;
mod reference;
mod request;
mod response;
mod target;
#[cfg(feature = "test-support")]
pub mod test_support;
mod timer;
mod trace;
mod transport;
mod values;

use std::pin::Pin;

pub use bytes::Bytes;
pub use http;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_core;

pub use batch::{Answers, Batch, BatchHandle, Dependency};
pub use client::Client;
pub use cloud::{Cloud, CustomCloud};
pub use codec::{
    Additional, DerivedFrom, Element, Field, IsA, Members, Mismatch, MismatchKind, Model, Object,
    Polymorphic, Removed, Slot, TypeInfo, View, cast, downcast,
};
#[doc(hidden)]
pub use codec::{
    AnyFlags, AnyModel, BoxKind, Change, Collection, Datum, EnumerationKind, EnumerationSlot,
    IntegerSlot, Kind, List, Literal, ObjectKind, ObjectSlot, Objects, Sink, StructureKind,
    TextSlot, Values, glue,
};
#[cfg(feature = "azure")]
pub use credential::AzureCredential;
pub use credential::{AccessToken, Credential, StaticToken, credential_fn};
#[doc(hidden)]
pub use enumeration::Member;
pub use enumeration::{Enumeration, EnumerationType, Unrecognized};
pub use error::{Error, ErrorKind};
pub use flags::Flags;
pub use media::Media;
pub use operation::{
    AsyncJobStatus, AsyncJobStatusFields, LongRunning, Operation, OperationInfo, OperationState,
    Poller, Snapshot, Started,
};
pub use page::{Page, Value};
pub use pages::{Items, Pages};
pub use patch::Patch;
pub use path::{KeyLiteral, KeySegment};
pub use permissions::{Permissions, Scopes};
pub use pipeline::Retry;
pub use policy::{Next, Policy};
pub use property::{IntoField, Nullable, Property, ReadOnly, Required, Selectable, Writable};
pub use query::{Comparable, Expand, Expandable, Filter, Order, Ordered, PropertyPath, it};
pub use reference::{EntityReference, EntityReferenceFields, Reference, References};
pub use request::Request;
pub use response::{Count, Response};
pub use target::{NoParameters, Parameters, Target};
pub use timer::{Timer, VirtualTimer};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{Transport, TransportError, transport_fn};
pub use values::{
    Binary, Date, DateTimeOffset, Decimal, Duration, Geo, Guid, InvalidValue, Json, Position,
    Shape, TimeOfDay, Timestamp,
};

/// A future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
