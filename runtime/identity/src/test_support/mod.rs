//! An authority on this machine, for tests and examples: without a network beyond it, and without a person.
//!
//! With the feature `test-support`; it belongs under `[dev-dependencies]`.

mod server;
mod state;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use self::state::State;
use crate::{Authority, SignInError, StoreError};

/// An authority that speaks HTTP on a port of this machine, until it is dropped.
///
/// It knows the device code flow (the person signs in after some questions, [`set_pending`](Self::set_pending)), the
/// authorization code flow with PKCE ([`browser`](Self::browser)), refresh tokens that can be used once, client
/// credentials and on-behalf-of. Its access tokens are `access-1`, `access-2`, and so on.
///
/// ```
/// # use msgraph_core::{Credential, ReqwestTransport};
/// use msgraph_identity::{Application, Person, test_support::LoopbackAuthority};
///
/// # tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
/// let authority = LoopbackAuthority::start()?;
/// let transport = ReqwestTransport::direct()?;
/// let application = Application::new("app", authority.authority()?, transport);
/// let person = Person::browser(application, authority.browser());
/// assert_eq!(person.token("loopback/.default").await?.secret(), "access-1");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub struct LoopbackAuthority {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    stopped: Arc<AtomicBool>,
}

/// A request that came to a [`LoopbackAuthority`].
#[derive(Clone)]
pub struct AuthorityRequest {
    endpoint: String,
    parameters: BTreeMap<String, String>,
}

impl AuthorityRequest {
    /// The last segment of the path: `token`, `devicecode`, `authorize`.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// A parameter of the form, or of the query.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }
}

/// Without the values, which are secrets.
impl fmt::Debug for AuthorityRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.keys().collect();
        write!(f, "{} {names:?}", self.endpoint)
    }
}

impl LoopbackAuthority {
    /// Starts on a port that is free.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn start() -> io::Result<Self> {
        let listener = server::bind()?;
        let address = listener.local_addr()?;
        let state = Arc::new(Mutex::new(State::default()));
        let stopped = Arc::new(AtomicBool::new(false));
        let (shared, is_stopped) = (Arc::clone(&state), Arc::clone(&stopped));
        thread::spawn(move || server::serve(&listener, &shared, &is_stopped));
        Ok(Self {
            address,
            state,
            stopped,
        })
    }

    /// The authority as applications know it.
    ///
    /// # Errors
    ///
    /// None; [`Authority::below`] has some.
    pub fn authority(&self) -> Result<Authority, SignInError> {
        Authority::below(&format!("http://{}", self.address), "organizations")
    }

    /// The person signs in after so many more questions of a program that waits for it.
    pub fn set_pending(&self, questions: usize) {
        self.lock().pending = questions;
    }

    /// The next request for a token is answered with an error, with these words of the authority.
    pub fn refuse(&self, code: &str, description: &str) {
        self.lock().refuse(code, description);
    }

    /// The next request for a token is answered with this.
    pub fn interrupt(&self, status: u16, body: &str) {
        self.lock()
            .interruptions
            .push_back((status, body.to_owned()));
    }

    /// No refresh token that was given so far is accepted any more, as if an administrator had revoked them.
    pub fn revoke(&self) {
        self.lock().refresh_tokens.clear();
    }

    /// All requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<AuthorityRequest> {
        self.lock().requests.clone()
    }

    /// The grants for which tokens were asked so far: `refresh_token`, `authorization_code`. Questions whether a person
    /// has entered a device code are among them.
    #[must_use]
    pub fn grants(&self) -> Vec<String> {
        let state = self.lock();
        let grants = state
            .requests
            .iter()
            .filter_map(|request| request.parameter("grant_type"));
        grants.map(str::to_owned).collect()
    }

    /// A browser in which the person signs in at once, for [`Person::browser`](crate::Person::browser).
    pub fn browser(&self) -> impl Fn(&str) -> Result<(), StoreError> + Send + Sync + 'static {
        |url| {
            let url = url.to_owned();
            thread::spawn(move || server::visit(&url));
            Ok(())
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for LoopbackAuthority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LoopbackAuthority")
            .field(&self.address)
            .finish()
    }
}

impl Drop for LoopbackAuthority {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Release);
        server::wake(self.address);
    }
}
