//! One sign-in for all who need it, and no wait for what is not needed yet.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use msgraph_core::{
    AccessToken, BoxFuture, Bytes, Client, Cloud, Credential, Error, http, transport_fn,
};

fn lasting(secret: String) -> AccessToken {
    AccessToken::new(secret).with_expiry(SystemTime::now() + Duration::from_secs(3600))
}

struct Prompt(Arc<AtomicUsize>);

impl Credential for Prompt {
    fn token<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async { Ok(lasting("old".to_owned())) })
    }

    fn token_with_claims<'a>(
        &'a self,
        _: &'a str,
        _: &'a str,
    ) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async {
            let n = self.0.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            Ok(lasting(format!("new{n}")))
        })
    }
}

#[tokio::test]
async fn one_challenge_is_answered_once() {
    let late = AtomicUsize::new(0);
    let transport = transport_fn(move |request: http::Request<Bytes>| {
        let is_old = request.headers()["authorization"] == "Bearer old";
        let rounds = if is_old {
            late.fetch_add(1, Ordering::SeqCst)
        } else {
            0
        };
        async move {
            for _ in 0..rounds {
                tokio::task::yield_now().await;
            }
            let mut response = http::Response::new(Bytes::from("{}"));
            if is_old {
                *response.status_mut() = http::StatusCode::UNAUTHORIZED;
                let challenge = r#"Bearer error="insufficient_claims", claims="eyJhIjoxfQ==""#;
                response
                    .headers_mut()
                    .insert("www-authenticate", challenge.parse().unwrap());
            }
            Ok(response)
        }
    });
    let asked = Arc::default();
    let client = Client::with_transport(Cloud::Global, Prompt(Arc::clone(&asked)), transport);
    let mut requests = tokio::task::JoinSet::new();
    for _ in 0..30 {
        requests.spawn(
            client
                .service("v1.0")
                .segment("x")
                .get::<Bytes>()
                .into_future(),
        );
    }
    while let Some(answer) = requests.join_next().await {
        answer.unwrap().unwrap();
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

struct Hangs(AtomicUsize);

impl Credential for Hangs {
    fn token<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async {
            if self.0.fetch_add(1, Ordering::SeqCst) > 0 {
                std::future::pending::<()>().await;
            }
            Ok(lasting("t".to_owned()).with_refresh(SystemTime::now()))
        })
    }
}

#[tokio::test]
async fn a_token_that_lasts_is_used_while_its_renewal_hangs() {
    let transport = transport_fn(|_| std::future::ready(Ok(http::Response::new("{}".into()))));
    let client = Client::with_transport(Cloud::Global, Hangs(AtomicUsize::new(0)), transport);
    for _ in 0..4 {
        let request = client.service("v1.0").segment("x").get::<Bytes>();
        let answer = tokio::time::timeout(Duration::from_secs(5), request.into_future()).await;
        answer.unwrap().unwrap();
    }
}
