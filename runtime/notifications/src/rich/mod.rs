//! Rich notifications: those that bring the resource
//! ([documentation](https://learn.microsoft.com/graph/change-notifications-with-resource-data)).

mod certificate;
mod decryptor;
mod keys;
mod resource;
mod validator;

pub use certificate::EncryptionCertificate;
pub use decryptor::{Decryptor, EncryptedContent};
pub use resource::Resource;
#[cfg(feature = "test-support")]
pub(crate) use validator::PUBLISHER;
pub use validator::TokenValidator;
