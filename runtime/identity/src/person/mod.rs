//! Signing in people.

mod browser;
mod device_code;
mod redirect;

pub use device_code::DevicePrompt;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use msgraph_core::{AccessToken, BoxFuture, Credential, Error, Permissions};
use tokio::sync::Mutex;

use crate::exchange::Tokens;
use crate::{
    Application, MemoryStore, Secret, SignInError, StoreError, TokenStore, claims, scopes, store,
};

/// A person, who is asked to sign in when a token is needed and there is no other way to one.
///
/// Until then the refresh token of the last sign-in is used: [`with_store`](Self::with_store) keeps it from one run of
/// the program to the next. However many requests wait, the person is asked once. If the service wants more of the
/// person (a claims challenge), the person is asked again.
pub struct Person {
    application: Application,
    interaction: Interaction,
    names: Vec<String>,
    timeout: Duration,
    store: Arc<dyn TokenStore>,
    rounds: AtomicU64,
    last: Mutex<Option<Outcome>>,
}

/// How a person is asked.
enum Interaction {
    DeviceCode(Box<Show>),
    Browser(Box<Open>),
}

type Show = dyn Fn(&DevicePrompt) + Send + Sync;
type Open = dyn Fn(&str) -> Result<(), StoreError> + Send + Sync;

/// What came of asking for a token, for those who have been waiting for the same.
struct Outcome {
    scope: String,
    challenge: Option<String>,
    token: Result<AccessToken, SignInError>,
}

/// What is asked for.
struct Wanted {
    scopes: Vec<String>,
    claims: String,
}

impl Person {
    /// A person who signs in on any device with a browser
    /// ([device code](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code)): `show` shows the
    /// address and the code. For programs on machines without a browser.
    #[must_use]
    pub fn device_code(
        application: Application,
        show: impl Fn(&DevicePrompt) + Send + Sync + 'static,
    ) -> Self {
        Self::new(application, Interaction::DeviceCode(Box::new(show)))
    }

    /// A person who signs in in a browser on this machine
    /// ([authorization code](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow), with PKCE): `open` opens a
    /// URL in it. The browser comes back to this program at `http://localhost`, which must be among the redirect URIs of
    /// the application.
    #[must_use]
    pub fn browser(
        application: Application,
        open: impl Fn(&str) -> Result<(), StoreError> + Send + Sync + 'static,
    ) -> Self {
        Self::new(application, Interaction::Browser(Box::new(open)))
    }

    fn new(application: Application, interaction: Interaction) -> Self {
        Self {
            application,
            interaction,
            names: Vec::new(),
            timeout: Duration::from_secs(300),
            store: Arc::new(MemoryStore::default()),
            rounds: AtomicU64::new(0),
            last: Mutex::new(None),
        }
    }

    /// This person, asked for the least permissions that these requests need: the constants of a generated crate. Without
    /// any, those that are registered for the application.
    ///
    /// ```
    /// use msgraph_core::Permissions;
    /// # use msgraph_core::{Cloud, ReqwestTransport};
    /// # use msgraph_identity::{Application, Authority, Person};
    ///
    /// const USER_READ: Permissions = Permissions::of(&["GET /me"]).delegated(&["User.Read"], &[]);
    /// # let authority = Authority::new(&Cloud::Global, "organizations")?;
    /// # let application = Application::new("id", authority, ReqwestTransport::new()?);
    /// let person = Person::device_code(application, |prompt| println!("{}", prompt.message()))
    ///     .scopes(&[USER_READ]);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn scopes(mut self, permissions: &[Permissions]) -> Self {
        self.names = scopes::least(permissions);
        self
    }

    /// This person, asked for the permissions with these names: `User.Read`.
    #[must_use]
    pub fn with_scopes<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.names = names.into_iter().map(Into::into).collect();
        self
    }

    /// This person, whose sign-in is kept in `store`. At first it lasts as long as the program.
    #[must_use]
    pub fn with_store(mut self, store: impl TokenStore + 'static) -> Self {
        self.store = Arc::new(store);
        self
    }

    /// This person with another time to sign in: 5 minutes at first. A device code may end before.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Forgets the sign-in: the next request asks the person again.
    ///
    /// # Errors
    ///
    /// If the store cannot be used.
    pub async fn sign_out(&self) -> Result<(), SignInError> {
        let _turn = self.last.lock().await;
        self.clear().await
    }

    async fn acquire(
        &self,
        scope: &str,
        challenge: Option<&str>,
    ) -> Result<AccessToken, SignInError> {
        let round = self.rounds.load(Ordering::Acquire);
        let mut last = self.last.lock().await;
        if self.rounds.load(Ordering::Acquire) != round {
            let same =
                |last: &&Outcome| last.scope == scope && last.challenge.as_deref() == challenge;
            if let Some(outcome) = last.as_ref().filter(same) {
                return outcome.token.clone();
            }
        }
        let token = self.sign_in(scope, challenge).await;
        self.rounds.fetch_add(1, Ordering::Release);
        *last = Some(Outcome {
            scope: scope.to_owned(),
            challenge: challenge.map(str::to_owned),
            token: token.clone(),
        });
        token
    }

    async fn sign_in(
        &self,
        scope: &str,
        challenge: Option<&str>,
    ) -> Result<AccessToken, SignInError> {
        let mut scopes = scopes::of_resource(scope, &self.names);
        scopes.push("offline_access".to_owned());
        let wanted = Wanted {
            scopes,
            claims: claims::request(challenge)?,
        };
        let tokens = match self.refreshed(&wanted).await? {
            Some(tokens) => tokens,
            None => self.ask(&wanted).await?,
        };
        Ok(tokens.access)
    }

    /// Tokens by the sign-in that is kept, unless there is none or it does not count any more.
    async fn refreshed(&self, wanted: &Wanted) -> Result<Option<Tokens>, SignInError> {
        let mut tried = None;
        while let Some(kept) = self.kept().await? {
            if tried.as_ref() == Some(&kept) {
                break;
            }
            let application = &self.application;
            match application
                .refresh(&kept, &wanted.scopes, &wanted.claims)
                .await
            {
                Ok(tokens) => {
                    // An authority that does not rotate tokens need not send one.
                    if let Some(token) = &tokens.refresh {
                        self.keep(token).await?;
                    }
                    return Ok(Some(tokens));
                }
                // Another program with the same store may have rotated it in between.
                Err(error) if error.needs_person() => tried = Some(kept),
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    async fn ask(&self, wanted: &Wanted) -> Result<Tokens, SignInError> {
        let tokens = match &self.interaction {
            Interaction::DeviceCode(show) => self.ask_by_device_code(show, wanted).await,
            Interaction::Browser(open) => self.ask_by_browser(open, wanted).await,
        }?;
        if let Some(token) = &tokens.refresh {
            self.keep(token).await?;
        } else {
            self.clear().await?;
        }
        Ok(tokens)
    }

    async fn clear(&self) -> Result<(), SignInError> {
        let cleared = self.store.clear().await;
        cleared.map_err(|error| SignInError::store(&*error))
    }

    async fn kept(&self) -> Result<Option<Secret>, SignInError> {
        let text = self.store.load().await;
        let text = text.map_err(|error| SignInError::store(&*error))?;
        Ok(text.and_then(|text| store::open(&self.application, &text)))
    }

    async fn keep(&self, token: &Secret) -> Result<(), SignInError> {
        let text = store::seal(&self.application, token);
        let saved = self.store.save(&text).await;
        saved.map_err(|error| SignInError::store(&*error))
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person")
            .field("application", &self.application)
            .field("scopes", &self.names)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

impl Credential for Person {
    fn token<'a>(&'a self, scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async move { Ok(self.acquire(scope, None).await?) })
    }

    fn token_with_claims<'a>(
        &'a self,
        scope: &'a str,
        claims: &'a str,
    ) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async move { Ok(self.acquire(scope, Some(claims)).await?) })
    }
}
