//! What a program does with every request and answer.

use http::{Request, Response};

use super::Settings;
use crate::error::Error;
use crate::exchange::future::BoxFuture;
use crate::exchange::transport::Body;

/// A hook around requests: it sees the request, passes it on or does not, and sees the answer.
///
/// Policies are called in the order in which they were added. They never see the token. Bodies are bytes
/// ([`Body::as_bytes`]), but those of requests that send a stream, and of answers that are read as one.
///
/// ```
/// use msgraph_core::{Body, BoxFuture, Error, Next, Policy, http};
///
/// struct Decorate;
///
/// impl Policy for Decorate {
///     fn send<'a>(
///         &'a self,
///         mut request: http::Request<Body>,
///         next: Next<'a>,
///     ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
///         Box::pin(async move {
///             let agent = http::HeaderValue::from_static("NONISV|Contoso|Example/1.0");
///             request.headers_mut().insert(http::header::USER_AGENT, agent);
///             let answer = next.send(request).await;
///             if let Err(error) = &answer {
///                 eprintln!("{error}");
///             }
///             answer
///         })
///     }
/// }
/// # let _: &dyn Policy = &Decorate;
/// ```
pub trait Policy: Send + Sync {
    /// Sends `request` on its way, which is `next`.
    fn send<'a>(
        &'a self,
        request: Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<Response<Body>, Error>>;
}

/// Makes a policy of a function, which passes the request on with [`Next::send`].
///
/// ```
/// use msgraph_core::policy_fn;
///
/// let policy = policy_fn(|request, next| {
///     Box::pin(async move {
///         let uri = request.uri().clone();
///         let answer = next.send(request).await?;
///         eprintln!("{uri}: {}", answer.status());
///         Ok(answer)
///     })
/// });
/// # let _: &dyn msgraph_core::Policy = &policy;
/// ```
pub fn policy_fn<F>(function: F) -> impl Policy
where
    F: for<'a> Fn(Request<Body>, Next<'a>) -> BoxFuture<'a, Result<Response<Body>, Error>>
        + Send
        + Sync,
{
    PolicyFn(function)
}

struct PolicyFn<F>(F);

impl<F> Policy for PolicyFn<F>
where
    F: for<'a> Fn(Request<Body>, Next<'a>) -> BoxFuture<'a, Result<Response<Body>, Error>>
        + Send
        + Sync,
{
    fn send<'a>(
        &'a self,
        request: Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<Response<Body>, Error>> {
        (self.0)(request, next)
    }
}

/// What comes after a [`Policy`].
///
/// ```
/// use msgraph_core::{Body, BoxFuture, Error, Next, Policy, http};
///
/// struct Twice;
///
/// impl Policy for Twice {
///     fn send<'a>(
///         &'a self,
///         request: http::Request<Body>,
///         next: Next<'a>,
///     ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
///         next.send(request) // what follows: other policies, and in the end the transport
///     }
/// }
/// # let _: &dyn Policy = &Twice;
/// ```
pub struct Next<'a> {
    settings: &'a Settings,
    policies: std::slice::Iter<'a, std::sync::Arc<dyn Policy>>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    Call,
    Attempt,
}

impl<'a> Next<'a> {
    pub(crate) fn call(settings: &'a Settings) -> Self {
        Self {
            settings,
            policies: settings.policies.iter(),
            stage: Stage::Call,
        }
    }

    pub(crate) fn attempt(settings: &'a Settings) -> Self {
        Self {
            settings,
            policies: settings.attempt_policies.iter(),
            stage: Stage::Attempt,
        }
    }

    /// Sends `request` on.
    pub fn send(mut self, request: Request<Body>) -> BoxFuture<'a, Result<Response<Body>, Error>> {
        let settings = self.settings;
        match (self.policies.next(), self.stage) {
            (Some(policy), _) => policy.send(request, self),
            (None, Stage::Call) => Box::pin(settings.send_and_follow(request)),
            (None, Stage::Attempt) => Box::pin(settings.send_authorized(request)),
        }
    }
}

impl std::fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Next")
            .field("policies", &self.policies.len())
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}
