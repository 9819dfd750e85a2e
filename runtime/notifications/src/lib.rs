//! Change notifications of Microsoft Graph, for a web handler of any framework: a request in, an answer out.
//!
//! - [`Receiver`] answers the validation handshake, and reads notifications whose `clientState` is right.
//! - [`ChangeNotification`] is one of them: a change, or an event in the life of the subscription.
//! - [`TokenValidator`] tells whether rich notifications are Graph's; [`Decryptor`] decrypts what they bring.
//! - [`Keeper`] makes a subscription and renews it in time.
//!
//! ```
//! use http::Request;
//! use msgraph_core::Bytes;
//! use msgraph_notifications::Receiver;
//!
//! let receiver = Receiver::new("a secret that nobody else knows");
//! let request = Request::post("/notifications?validationToken=Validation%3a+Testing");
//! let reception = receiver.receive(&request.body(Bytes::new())?);
//! assert_eq!(reception.answer.status(), 200);
//! assert_eq!(reception.answer.body(), "Validation: Testing");
//! assert!(reception.notifications.is_empty());
//! # Ok::<_, http::Error>(())
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

mod error;
mod keeper;
mod notification;
mod receiver;
mod rich;
#[cfg(feature = "test-support")]
pub mod test_support;

pub use error::NotificationError;
pub use keeper::{Keeper, Kept, Subscription, SubscriptionState};
pub use notification::{ChangeNotification, ChangeType, LifecycleEvent};
pub use receiver::{Receiver, Reception};
pub use rich::{Decryptor, EncryptedContent, EncryptionCertificate, Resource, TokenValidator};
