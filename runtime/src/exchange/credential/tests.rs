use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use super::*;

const SECOND: Duration = Duration::from_secs(1);
const NOW: SystemTime = SystemTime::UNIX_EPOCH;

/// Yields the answers in turn, each when it has been polled twice.
#[derive(Default)]
struct Script {
    answers: Mutex<VecDeque<Result<AccessToken, &'static str>>>,
    claims: Mutex<Vec<Option<String>>>,
    /// How many more polls an answer takes.
    delay: usize,
}

impl Script {
    fn new(answers: impl IntoIterator<Item = Result<AccessToken, &'static str>>) -> Arc<Self> {
        Arc::new(Self {
            answers: Mutex::new(answers.into_iter().collect()),
            ..Self::default()
        })
    }

    fn calls(&self) -> usize {
        self.claims.lock().unwrap().len()
    }

    fn answer(&self, claims: Option<&str>) -> BoxFuture<'_, Result<AccessToken, Error>> {
        self.claims.lock().unwrap().push(claims.map(str::to_owned));
        Box::pin(async move {
            let mut polls = 0;
            std::future::poll_fn(|_| {
                polls += 1;
                if polls > 1 + self.delay {
                    Poll::Ready(())
                } else {
                    Poll::Pending
                }
            })
            .await;
            let answer = self.answers.lock().unwrap().pop_front();
            answer.unwrap().map_err(Error::credential)
        })
    }
}

impl Credential for Arc<Script> {
    fn token<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        self.answer(None)
    }

    fn token_with_claims<'a>(
        &'a self,
        _: &'a str,
        claims: &'a str,
    ) -> BoxFuture<'a, Result<AccessToken, Error>> {
        self.answer(Some(claims))
    }
}

fn lasting(secret: &str, seconds: u64) -> AccessToken {
    AccessToken::new(secret).with_expiry(NOW + Duration::from_secs(seconds))
}

fn poll<T>(future: &mut BoxFuture<'_, T>) -> Poll<T> {
    future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
}

fn outcome(poll: Poll<Result<AccessToken, Error>>) -> Result<String, String> {
    match poll {
        Poll::Ready(Ok(token)) => Ok(token.secret().to_owned()),
        Poll::Ready(Err(error)) => Err(error.message().to_owned()),
        Poll::Pending => Err("pending".to_owned()),
    }
}

fn ask<'a>(
    cache: &'a TokenCache,
    script: &Arc<Script>,
    claims: Option<&'a str>,
    seconds: u64,
) -> BoxFuture<'a, Result<AccessToken, Error>> {
    let credential: Arc<dyn Credential> = Arc::new(Arc::clone(script));
    let wanted = Wanted {
        scope: "scope",
        claims,
        refused: None,
    };
    let now = NOW + Duration::from_secs(seconds);
    Box::pin(async move { cache.token(&credential, wanted, now).await })
}

/// What a caller gets who is alone.
fn get(cache: &TokenCache, script: &Arc<Script>, seconds: u64) -> Result<String, String> {
    let mut future = ask(cache, script, None, seconds);
    match poll(&mut future) {
        Poll::Pending => outcome(poll(&mut future)),
        ready @ Poll::Ready(_) => outcome(ready),
    }
}

#[test]
fn a_token_is_kept_until_shortly_before_its_end() {
    let cache = TokenCache::default();
    let script = Script::new([Ok(lasting("a", 3600)), Ok(lasting("b", 7200))]);
    assert_eq!(get(&cache, &script, 0).unwrap(), "a");
    assert_eq!(get(&cache, &script, 3299).unwrap(), "a");
    assert_eq!(script.calls(), 1);
    let seen = [3300, 3300].map(|now| get(&cache, &script, now).unwrap());
    assert_eq!(
        seen,
        ["a", "b"],
        "the old one will do until there is another"
    );
    assert_eq!(script.calls(), 2);
}

#[test]
fn short_lives_and_given_times() {
    let cache = TokenCache::default();
    let refresh = AccessToken::new("b")
        .with_expiry(NOW + 9000 * SECOND)
        .with_refresh(NOW + 100 * SECOND);
    let script = Script::new([Ok(lasting("a", 60)), Ok(refresh), Ok(AccessToken::new("c"))]);
    assert_eq!(get(&cache, &script, 0).unwrap(), "a");
    assert_eq!(get(&cache, &script, 29).unwrap(), "a");
    assert_eq!(get(&cache, &script, 30).unwrap(), "a");
    assert_eq!(get(&cache, &script, 30).unwrap(), "b");
    assert_eq!(get(&cache, &script, 99).unwrap(), "b");
    assert_eq!(get(&cache, &script, 100).unwrap(), "b");
    assert_eq!(get(&cache, &script, 100).unwrap(), "c");
}

#[test]
fn tokens_without_an_end_are_not_kept() {
    let cache = TokenCache::default();
    let script = Script::new(["a", "b"].map(|secret| Ok(AccessToken::new(secret))));
    assert_eq!(get(&cache, &script, 0).unwrap(), "a");
    assert_eq!(get(&cache, &script, 0).unwrap(), "b");
}

#[test]
fn callers_who_wait_share_one_question() {
    let cache = TokenCache::default();
    for answer in [Ok(lasting("a", 3600)), Ok(AccessToken::new("b")), Err("no")] {
        let expected = answer
            .clone()
            .map(|token| token.secret)
            .map_err(str::to_owned);
        let script = Arc::new(Script {
            answers: Mutex::new([answer].into()),
            delay: 4,
            ..Script::default()
        });
        let now = 10_000;
        let mut futures: Vec<_> = (0..5).map(|_| ask(&cache, &script, None, now)).collect();
        for future in &mut futures {
            assert!(poll(future).is_pending());
        }
        for future in &mut futures {
            assert_eq!(outcome(poll(future)), expected);
        }
        assert_eq!(script.calls(), 1);
    }
}

#[test]
fn a_token_that_lasts_is_used_while_its_replacement_hangs() {
    let cache = TokenCache::default();
    let script = Script::new([Ok(lasting("a", 3600)), Ok(lasting("b", 7200))]);
    get(&cache, &script, 0).unwrap();
    let mut first = ask(&cache, &script, None, 3400);
    assert_eq!(outcome(poll(&mut first)).unwrap(), "a");
    assert_eq!(get(&cache, &script, 3400).unwrap(), "b");
    assert_eq!(script.calls(), 2);
}

#[test]
fn a_sign_in_that_hangs_too_long_is_begun_again() {
    let cache = TokenCache::default();
    let script = Script::new([Ok(lasting("a", 3600))]);
    let mut hanging = ask(&cache, &script, None, 0);
    assert!(poll(&mut hanging).is_pending());
    let mut later = ask(&cache, &script, None, 400);
    assert!(poll(&mut later).is_pending());
    assert_eq!(script.calls(), 2);
    assert_eq!(outcome(poll(&mut later)).unwrap(), "a");
}

#[test]
fn who_gives_up_does_not_end_the_question_of_the_others() {
    let cache = TokenCache::default();
    let script = Script::new([Ok(lasting("a", 3600))]);
    let mut given_up = ask(&cache, &script, None, 0);
    assert!(poll(&mut given_up).is_pending());
    let mut waiting = ask(&cache, &script, None, 0);
    drop(given_up);
    assert_eq!(outcome(poll(&mut waiting)).unwrap(), "a");
    assert_eq!(script.calls(), 1);
}

#[test]
fn one_challenge_is_one_question() {
    let cache = TokenCache::default();
    let script = Script::new([
        Ok(lasting("a", 3600)),
        Ok(lasting("b", 3600)),
        Ok(lasting("c", 3600)),
    ]);
    get(&cache, &script, 0).unwrap();
    let challenged = |claims, refused: &str| {
        let credential: Arc<dyn Credential> = Arc::new(Arc::clone(&script));
        let refused = AccessToken::new(refused);
        cache.forget(&refused);
        let wanted = Wanted {
            scope: "scope",
            claims: Some(claims),
            refused: Some(&refused),
        };
        let mut future: BoxFuture<'_, _> = Box::pin(cache.token(&credential, wanted, NOW));
        match poll(&mut future) {
            Poll::Pending => outcome(poll(&mut future)),
            ready @ Poll::Ready(_) => outcome(ready),
        }
    };
    assert_eq!(challenged("{}", "a").unwrap(), "b");
    assert_eq!(
        challenged("{}", "a").unwrap(),
        "b",
        "an answer that came late"
    );
    assert_eq!(script.calls(), 2);
    assert_eq!(
        challenged("{}", "b").unwrap(),
        "c",
        "the new one is refused, too"
    );
    assert_eq!(script.calls(), 3);
}

#[test]
fn a_failed_refresh_does_not_matter_as_long_as_the_token_lasts() {
    let cache = TokenCache::default();
    let script = Script::new([Ok(lasting("a", 3600)), Err("down"), Err("still down")]);
    get(&cache, &script, 0).unwrap();
    assert_eq!(get(&cache, &script, 3400).unwrap(), "a");
    assert_eq!(get(&cache, &script, 3400).unwrap(), "a");
    assert_eq!(get(&cache, &script, 3429).unwrap(), "a");
    assert_eq!(script.calls(), 2);
    assert_eq!(get(&cache, &script, 3600).unwrap_err(), "still down");
}

#[test]
fn forgotten_tokens_are_not_used_and_newer_ones_are_not_forgotten() {
    let cache = TokenCache::default();
    let script = Script::new([Ok(lasting("a", 3600)), Ok(lasting("b", 3600))]);
    get(&cache, &script, 0).unwrap();
    cache.forget(&AccessToken::new("older"));
    assert_eq!(get(&cache, &script, 0).unwrap(), "a");
    cache.forget(&AccessToken::new("a"));
    assert_eq!(get(&cache, &script, 0).unwrap(), "b");
}

#[test]
fn claims_are_passed_on_although_there_is_a_token() {
    let cache = TokenCache::default();
    let script = Script::new([Ok(lasting("a", 3600)), Ok(lasting("b", 3600))]);
    get(&cache, &script, 0).unwrap();
    let mut future = ask(&cache, &script, Some("{}"), 0);
    assert!(poll(&mut future).is_pending());
    assert_eq!(outcome(poll(&mut future)).unwrap(), "b");
    assert_eq!(
        *script.claims.lock().unwrap(),
        [None, Some("{}".to_owned())]
    );
    assert_eq!(get(&cache, &script, 0).unwrap(), "b");
}

#[test]
fn debug_shows_no_token() {
    let token = AccessToken::new("s3cret").with_expiry(NOW);
    let cache = TokenCache::default();
    get(&cache, &Script::new([Ok(lasting("s3cret", 3600))]), 0).unwrap();
    for text in [format!("{token:?}"), format!("{cache:?}")] {
        assert!(!text.contains("s3cret"), "{text}");
    }
}
