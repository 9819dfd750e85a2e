//! The token in use, and when to ask for another.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use super::sign_in::SignIn;
use super::{AccessToken, Credential};
use crate::error::Error;
use crate::exchange::future::BoxFuture;

/// How long before its end a token is replaced.
const EARLY: Duration = Duration::from_secs(300);
/// How long after a failure the next attempt to replace a token that still lasts is made.
const PAUSE: Duration = Duration::from_secs(30);
/// How long a sign-in may take before those who come later begin another.
const PATIENCE: Duration = Duration::from_secs(300);

/// Keeps a token as long as it says that it lasts. One that does not say is not kept, but those who wait
/// for a token share one.
#[derive(Debug, Default)]
pub(crate) struct TokenCache {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    kept: Option<Kept>,
    going: Option<Arc<SignIn>>,
    /// The last answer to claims.
    met: Option<(String, AccessToken)>,
}

#[derive(Clone, Debug)]
struct Kept {
    token: AccessToken,
    expires: SystemTime,
    replace: SystemTime,
}

/// What a token is wanted for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) scope: &'a str,
    pub(crate) claims: Option<&'a str>,
    /// The token that was refused.
    pub(crate) refused: Option<&'a AccessToken>,
}

/// What is to be done for a token.
enum Next {
    Use(AccessToken),
    /// It is to be replaced, and will do until then.
    UseWhile(AccessToken, Arc<SignIn>),
    WaitFor(Arc<SignIn>),
}

impl TokenCache {
    /// A token, by `credential` if need be, which is asked one question at a time. A token that lasts is used while
    /// its replacement is awaited.
    pub(crate) async fn token(
        &self,
        credential: &Arc<dyn Credential>,
        wanted: Wanted<'_>,
        now: SystemTime,
    ) -> Result<AccessToken, Error> {
        loop {
            match self.next(credential, wanted, now) {
                Next::Use(token) => return Ok(token),
                Next::UseWhile(token, sign_in) => {
                    let Poll::Ready(outcome) = sign_in.advance() else {
                        return Ok(token);
                    };
                    self.end(&sign_in, &outcome, now);
                    return Ok(outcome.unwrap_or(token));
                }
                Next::WaitFor(sign_in) => {
                    let outcome = sign_in.outcome().await;
                    self.end(&sign_in, &outcome, now);
                    let other = wanted
                        .claims
                        .is_some_and(|claims| sign_in.claims.as_deref() != Some(claims));
                    if !other {
                        return outcome;
                    }
                }
            }
        }
    }

    /// Does not use `token` again.
    pub(crate) fn forget(&self, token: &AccessToken) {
        let mut state = self.lock();
        if state
            .kept
            .as_ref()
            .is_some_and(|kept| kept.token.secret == token.secret)
        {
            state.kept = None;
        }
    }

    fn next(&self, credential: &Arc<dyn Credential>, wanted: Wanted<'_>, now: SystemTime) -> Next {
        let mut state = self.lock();
        let valid = match wanted.claims {
            None => state.kept.clone().filter(|kept| now < kept.expires),
            Some(claims) => match state.met(claims, wanted.refused, now) {
                Some(token) => return Next::Use(token),
                None => None,
            },
        };
        if let Some(kept) = valid.as_ref().filter(|kept| now < kept.replace) {
            return Next::Use(kept.token.clone());
        }
        let in_time =
            |going: &&Arc<SignIn>| now.duration_since(going.began).unwrap_or_default() < PATIENCE;
        let going = state.going.as_ref().filter(in_time).cloned();
        let sign_in = going.unwrap_or_else(|| {
            let question = ask(credential, wanted);
            let sign_in = Arc::new(SignIn::new(wanted.claims, now, question));
            state.going = Some(Arc::clone(&sign_in));
            sign_in
        });
        match valid {
            Some(kept) => Next::UseWhile(kept.token, sign_in),
            None => Next::WaitFor(sign_in),
        }
    }

    /// Notes what came of a sign-in, for the first who sees it.
    fn end(&self, sign_in: &Arc<SignIn>, outcome: &Result<AccessToken, Error>, now: SystemTime) {
        let mut state = self.lock();
        let is_going = state
            .going
            .as_ref()
            .is_some_and(|going| Arc::ptr_eq(going, sign_in));
        if !is_going {
            return;
        }
        state.going = None;
        match outcome {
            Ok(token) => {
                state.kept = Kept::new(token, now);
                if let Some(claims) = &sign_in.claims {
                    state.met = Some((claims.clone(), token.clone()));
                }
            }
            Err(_) => {
                if let Some(kept) = &mut state.kept {
                    kept.replace = now + PAUSE;
                }
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The token that has met these claims since another was refused: many requests may be refused with the same
    /// token, and one sign-in is enough for all.
    fn met(
        &self,
        claims: &str,
        refused: Option<&AccessToken>,
        now: SystemTime,
    ) -> Option<AccessToken> {
        let (met, token) = self.met.as_ref()?;
        let is_another = refused.is_some_and(|refused| refused.secret != token.secret);
        let lasts = token.expires.is_none_or(|end| now < end);
        (met == claims && is_another && lasts).then(|| token.clone())
    }
}

/// The question, which outlives who asks it first.
fn ask(
    credential: &Arc<dyn Credential>,
    wanted: Wanted<'_>,
) -> BoxFuture<'static, Result<AccessToken, Error>> {
    let credential = Arc::clone(credential);
    let scope = wanted.scope.to_owned();
    let claims = wanted.claims.map(str::to_owned);
    Box::pin(async move {
        match claims {
            Some(claims) => credential.token_with_claims(&scope, &claims).await,
            None => credential.token(&scope).await,
        }
    })
}

impl Kept {
    fn new(token: &AccessToken, now: SystemTime) -> Option<Self> {
        let expires = token.expires?;
        let lifetime = expires.duration_since(now).ok()?;
        let early = expires - EARLY.min(lifetime / 2);
        Some(Self {
            token: token.clone(),
            expires,
            replace: token.refresh.unwrap_or(early).min(expires),
        })
    }
}
