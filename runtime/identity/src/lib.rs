//! Signs people and programs in to Microsoft Graph.
//!
//! An [`Application`] is registered with an [`Authority`]. On its behalf come the tokens of
//!
//! - a [`Person`], signed in by device code or in a browser, who stays signed in as long as a [`TokenStore`] keeps the
//!   refresh token,
//! - the application itself ([`Service`]), which proves who it is by a secret, a certificate or a token of another
//!   issuer,
//! - a person who has called a web API ([`OnBehalfOf`]),
//! - the machine that the program runs on ([`ManagedIdentity`]).
//!
//! All of these are a [`Credential`](msgraph_core::Credential), so a [`Client`](msgraph_core::Client) takes them. They send
//! their requests through a [`Transport`](msgraph_core::Transport): proxies and TLS are those of the client.
//!
//! ```no_run
//! use msgraph_core::{Client, Cloud, ReqwestTransport};
//! use msgraph_identity::{Application, Authority, Person};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let authority = Authority::new(&Cloud::Global, "organizations")?;
//! let application = Application::new("<client id>", authority, ReqwestTransport::new()?);
//! let person = Person::device_code(application, |prompt| println!("{}", prompt.message()))
//!     .with_scopes(["User.Read"]);
//! let client = Client::new(Cloud::Global, person)?;
//! # Ok(())
//! # }
//! ```
//!
//! Secrets are never shown: not by `Debug`, not in errors.

#![cfg_attr(docsrs, feature(doc_cfg))]

/// Compiles the code in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod advice;
mod application;
mod authority;
#[cfg(feature = "certificate")]
mod certificate;
mod claims;
mod error;
mod exchange;
mod managed;
mod on_behalf_of;
mod person;
mod scopes;
mod secret;
mod service;
mod store;
#[cfg(feature = "test-support")]
pub mod test_support;

pub use application::Application;
pub use authority::Authority;
#[cfg(feature = "certificate")]
pub use certificate::ClientCertificate;
pub use error::{SignInError, SignInErrorKind};
pub use managed::ManagedIdentity;
pub use on_behalf_of::OnBehalfOf;
pub use person::{DevicePrompt, Person};
pub use secret::Secret;
pub use service::Service;
#[cfg(feature = "keyring")]
pub use store::KeyringStore;
pub use store::{FileStore, MemoryStore, StoreError, TokenStore};
