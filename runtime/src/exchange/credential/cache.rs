//! The token in use, and when to ask for another.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::turn::Turn;
use super::{AccessToken, Credential};
use crate::error::Error;

/// How long before its end a token is replaced.
const EARLY: Duration = Duration::from_secs(300);
/// How long after a failure the next attempt to replace a token that still lasts is made.
const PAUSE: Duration = Duration::from_secs(30);

/// Keeps a token as long as it says that it lasts. One that does not say is not kept, but those who wait
/// for a token share one.
#[derive(Debug, Default)]
pub(crate) struct TokenCache {
    state: Mutex<State>,
    turn: Turn,
}

#[derive(Debug, Default)]
struct State {
    kept: Option<Kept>,
    /// How many times a credential has answered.
    rounds: u64,
    last: Option<Answer>,
}

#[derive(Clone, Debug)]
struct Kept {
    token: AccessToken,
    expires: SystemTime,
    replace: SystemTime,
}

/// What a credential has answered, to which claims.
#[derive(Debug)]
struct Answer {
    claims: Option<String>,
    token: Result<AccessToken, String>,
}

impl TokenCache {
    /// A token, by `credential` if need be, which is asked by one caller at a time.
    pub(crate) async fn token(
        &self,
        credential: &dyn Credential,
        scope: &str,
        claims: Option<&str>,
        now: SystemTime,
    ) -> Result<AccessToken, Error> {
        let usable = claims.is_none();
        let (kept, round) = {
            let state = self.lock();
            (state.kept.clone().filter(|_| usable), state.rounds)
        };
        let valid = kept.filter(|kept| now < kept.expires);
        if let Some(kept) = valid.as_ref().filter(|kept| now < kept.replace) {
            return Ok(kept.token.clone());
        }
        let _turn = match (self.turn.try_take(), &valid) {
            (Some(turn), _) => turn,
            // Somebody is at it, and this one will do until then.
            (None, Some(kept)) => return Ok(kept.token.clone()),
            (None, None) => self.turn.take().await,
        };
        if let Some(answer) = self.answer_since(round, claims) {
            return answer;
        }
        let answer = match claims {
            Some(claims) => credential.token_with_claims(scope, claims).await,
            None => credential.token(scope).await,
        };
        self.note(claims, &answer, now);
        match (answer, valid) {
            (Err(_), Some(kept)) => Ok(kept.token),
            (answer, _) => answer,
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

    /// What somebody else has learned while this caller was waiting.
    fn answer_since(&self, round: u64, claims: Option<&str>) -> Option<Result<AccessToken, Error>> {
        let state = self.lock();
        let last = state.last.as_ref().filter(|_| state.rounds != round)?;
        let same = claims.is_none() || last.claims.as_deref() == claims;
        let token = same.then(|| last.token.clone())?;
        Some(token.map_err(Error::credential))
    }

    fn note(&self, claims: Option<&str>, answer: &Result<AccessToken, Error>, now: SystemTime) {
        let mut state = self.lock();
        state.rounds += 1;
        state.last = Some(Answer {
            claims: claims.map(str::to_owned),
            token: match answer {
                Ok(token) => Ok(token.clone()),
                Err(error) => Err(error.message().to_owned()),
            },
        });
        match answer {
            Ok(token) => state.kept = Kept::new(token, now),
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
