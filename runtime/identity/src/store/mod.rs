//! Where refresh tokens are kept.

mod file;
#[cfg(feature = "keyring")]
mod keyring;

pub use file::FileStore;
#[cfg(feature = "keyring")]
pub use keyring::KeyringStore;

use std::error::Error as StdError;
use std::sync::{Mutex, PoisonError};

use msgraph_core::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::{Application, Secret};

/// Why a store cannot be used.
pub type StoreError = Box<dyn StdError + Send + Sync>;

/// A place for the sign-in of one person: a text that lets whoever has it in as that person.
///
/// The text is made by this crate and means something to it alone.
pub trait TokenStore: Send + Sync {
    /// Returns what was saved last, if anything was.
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, StoreError>>;

    /// Replaces what was saved. It must not be possible to load half of it.
    fn save<'a>(&'a self, text: &'a Secret) -> BoxFuture<'a, Result<(), StoreError>>;

    /// Removes what was saved, if anything was.
    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>>;
}

/// A store that lasts as long as the program.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Option<Secret>>);

impl MemoryStore {
    fn replace(&self, text: Option<Secret>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = text;
    }
}

impl TokenStore for MemoryStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, StoreError>> {
        let text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = text.clone();
        Box::pin(async { Ok(text) })
    }

    fn save<'a>(&'a self, text: &'a Secret) -> BoxFuture<'a, Result<(), StoreError>> {
        self.replace(Some(text.clone()));
        Box::pin(async { Ok(()) })
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        self.replace(None);
        Box::pin(async { Ok(()) })
    }
}

/// What is saved: the token, and whom it is for. It is sent to nobody else.
#[derive(Deserialize, Serialize)]
struct Saved {
    authority: String,
    client_id: String,
    refresh_token: String,
}

/// The text that is saved for an application.
pub(crate) fn seal(application: &Application, token: &Secret) -> Secret {
    let saved = Saved {
        authority: application.authority.token.to_string(),
        client_id: application.client_id.clone(),
        refresh_token: token.expose().to_owned(),
    };
    Secret::new(serde_json::to_string(&saved).unwrap_or_default())
}

/// The refresh token in a text, if it is one of this application. Anything else is as good as nothing.
pub(crate) fn open(application: &Application, text: &Secret) -> Option<Secret> {
    let saved: Saved = serde_json::from_str(text.expose()).ok()?;
    let is_ours = saved.authority == application.authority.token.as_str()
        && saved.client_id == application.client_id;
    is_ours.then(|| Secret::new(saved.refresh_token))
}
