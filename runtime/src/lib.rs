//! What generated crates stand on: models and their JSON, requests, the client.
//!
//! A program rarely names this crate; it uses what the generated crate passes on. How things are done, the
//! [guide] says, a page each.
//!
//! - `model`: reading, writing, comparing and moving models, over the tables of [`Model`].
//! - [`codegen`]: what generated code names and people do not.
//! - [`Enumeration`], [`Flags`] and the value types ([`DateTimeOffset`] and its kin), which the
//!   features `chrono-0_4`, `jiff-0_2`, `rust_decimal`, `time-0_3` and `uuid` convert to the types of these crates.
//! - [`Property`] descriptors and what is done with them: [`Patch`], [`Filter`], `select`, `with`.
//! - [`Target`], [`Request`], [`Page`]: from a path to an answer.
//! - [`References`], [`Reference`]: `$ref`. [`Media`], [`Body`], [`ByteStream`]: bytes, in memory or as they come.
//! - [`Pages`], [`Items`]: whole collections. [`Started`], [`Poller`]: what goes on after the answer.
//! - [`Batch`]: many requests in one.
//! - [`Client`], [`Cloud`], [`Credential`], [`Transport`]: who asks whom.
//! - [`Retry`], [`Policy`], [`Timer`]: how it is asked, and when again.
//! - `test_support`, with the feature `test-support`: stand-ins for the service, for tests.
//! - [`Error`]: what went wrong, and what that means for the program.
//!
//! # Crates of others in the API
//!
//! Types and traits of these crates are part of what is public here. A new major version of one of them (`0.5` after
//! `0.4`, too) comes with a new major version of this crate, and generated crates move with it: what they pass on of this
//! crate is all that they name of these.
//!
//! | crate | version | what |
//! |---|---|---|
//! | `http` | 1 | methods, headers, status codes; requests and answers of transports and policies |
//! | `bytes` | 1 | bodies |
//! | `futures-core` | 0.3 | `Stream`, which pages and pollers are |
//! | `serde_core` | 1 | `Serialize` and `Deserialize`, with `serde` |
//! | `serde_json` | 1 | what fakes are told, with `test-support` |
//! | `tokio` | 1 | readers, writers and files of uploads and downloads, with `tokio-1`, which `reqwest` brings |
//! | `azure_core` | 1 | credentials of the Azure SDK |
//! | `chrono` | 0.4 | conversions of values |
//! | `jiff` | 0.2 | conversions of values |
//! | `rust_decimal` | 1 | conversions of values |
//! | `time` | 0.3 | conversions of values |
//! | `uuid` | 1 | conversions of values |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
pub mod codegen;
mod error;
mod exchange;
pub mod guide;
mod model;
mod odata;
mod request;
#[cfg(feature = "test-support")]
pub mod test_support;

pub use bytes::Bytes;
pub use http;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_core;

pub use error::{Error, ErrorKind};
pub use exchange::client::Client;
pub use exchange::cloud::{Cloud, CustomCloud};
#[cfg(feature = "azure_core-1")]
pub use exchange::credential::AzureCredential;
pub use exchange::credential::{AccessToken, Credential, StaticToken, credential_fn};
pub use exchange::future::BoxFuture;
pub use exchange::pipeline::{Next, Policy, Retry, policy_fn};
pub use exchange::timer::{SystemTimer, Timer, VirtualTimer};
#[cfg(feature = "reqwest")]
pub use exchange::transport::ReqwestTransport;
pub use exchange::transport::{Body, BodyStream, Chunk, Transport, TransportError, transport_fn};
pub use model::codec::{
    Additional, Element, Field, IsA, Mismatch, MismatchKind, Model, Removed, VersionOf,
};
pub use model::enumeration::{Enumeration, UnknownMember, Unrecognized};
pub use model::flags::Flags;
pub use model::page::{Page, Single};
pub use model::patch::Patch;
pub use model::property::{
    IntoField, Navigation, Nullable, Property, ReadOnly, Required, Writable,
};
pub use model::values::{
    Binary, Date, DateTimeOffset, Decimal, Duration, Geo, Guid, InvalidValue, Json, Position,
    Shape, TimeOfDay, Timestamp,
};
pub use odata::path::{KeyLiteral, KeySegment};
pub use odata::permissions::{Permissions, Scopes};
pub use odata::query::{
    Aggregate, Apply, Comparable, Computation, Computed, Constant, Expand, Expandable, Expansions,
    Filter, Fraction, Number, Operand, Order, Ordered, Orders, PropertyPath, Search, Selectable,
    Selection, item, item_as, max_date_time, min_date_time, now,
};
#[doc(hidden)]
pub use odata::query::{
    Aggregates, Aggregating, Computations, Computing, Grouping, Groups, ItemCount, NamedAggregate,
};
pub use request::batch::{Batch, BatchHandle, BatchResponses, Dependency};
#[cfg(feature = "tokio-1")]
pub use request::download::Download;
pub use request::media::Media;
pub use request::message::Request;
pub use request::operation::{
    AsyncJobStatus, LongRunning, OperationState, Poller, Snapshot, Started,
};
pub use request::pages::{Items, Pages};
#[cfg(feature = "tokio-1")]
pub use request::progress::Progress;
pub use request::references::{EntityReference, Reference, References};
pub use request::response::{Count, FromResponse};
pub use request::stream::ByteStream;
pub use request::target::{NoParameters, Parameters, Target};

/// The traits whose methods all models and enumerations have: `use msgraph_core::prelude::*;`.
pub mod prelude {
    pub use crate::{Enumeration as _, Model as _};
}
