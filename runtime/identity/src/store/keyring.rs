//! The keyring of the operating system.

use std::fmt;
use std::sync::Arc;

use keyring_core::{Entry, Error};
use msgraph_core::BoxFuture;

use super::{StoreError, TokenStore};
use crate::Secret;

/// An entry of a keyring: Keychain, Credential Manager, Secret Service.
///
/// The program chooses the keyring, so that it carries the code of no other: by the crate `keyring` for that of the system
/// it runs on, or by any store of `keyring_core`.
///
/// ```
/// use msgraph_identity::KeyringStore;
///
/// // For the keyring of the system: `keyring::Entry::new("my program", "graph")?.inner`.
/// keyring_core::set_default_store(keyring_core::mock::Store::new()?);
/// let store = KeyringStore::new(keyring_core::Entry::new("my program", "graph")?);
/// # Ok::<_, keyring_core::Error>(())
/// ```
#[derive(Clone)]
pub struct KeyringStore(Arc<Entry>);

impl KeyringStore {
    /// The entry `entry`.
    #[must_use]
    pub fn new(entry: Entry) -> Self {
        Self(Arc::new(entry))
    }
}

impl fmt::Debug for KeyringStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyringStore")
    }
}

impl TokenStore for KeyringStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, StoreError>> {
        Box::pin(async {
            match self.0.get_password() {
                Ok(text) => Ok(Some(Secret::new(text))),
                Err(Error::NoEntry | Error::BadEncoding(_)) => Ok(None),
                Err(error) => Err(error.into()),
            }
        })
    }

    fn save<'a>(&'a self, text: &'a Secret) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async { Ok(self.0.set_password(text.expose())?) })
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async {
            match self.0.delete_credential() {
                Err(Error::NoEntry) => Ok(()),
                other => Ok(other?),
            }
        })
    }
}
