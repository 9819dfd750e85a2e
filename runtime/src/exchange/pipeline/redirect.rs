//! Follows redirects ([RFC 9110, 15.4](https://www.rfc-editor.org/rfc/rfc9110#section-15.4)).

use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, LOCATION};
use http::{Method, Request, Response, StatusCode, Uri};

use super::Settings;
use crate::error::Error;
use crate::exchange::cloud::origin;
use crate::exchange::links::resolve_reference;
use crate::exchange::transport::Body;

/// Marks a request to which 303 is an answer, and no redirect.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SeeOther;

/// Marks a request that a foreign host has redirected: wherever it goes, no token goes with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Elsewhere;

impl Settings {
    /// Sends `request`, and where the answer is a redirect, the request that it asks for.
    pub(crate) async fn send_and_follow(
        &self,
        mut request: Request<Body>,
    ) -> Result<Response<Body>, Error> {
        let mut redirects = 0;
        loop {
            let response = self.send_and_retry(request.clone()).await?;
            let Some(target) = target(request.uri(), &response) else {
                return Ok(response);
            };
            let is_answer = request.extensions().get::<SeeOther>().is_some();
            if is_answer && response.status() == StatusCode::SEE_OTHER {
                return Ok(response);
            }
            if redirects == self.max_redirects {
                let message = "the service redirects too often";
                return Err(Error::redirect(message, &response.map(Body::into_held)));
            }
            redirects += 1;
            let status = response.status();
            if let Err(message) = self.check_redirect(&request, &target) {
                return Err(Error::redirect(message, &response.map(Body::into_held)));
            }
            if !self.hosts.is_trusted(request.uri()) {
                request.extensions_mut().insert(Elsewhere);
            }
            request = redirected(request, status, target);
            if !request.body().is_replayable() {
                let message = "the service redirects what can be sent only once";
                return Err(Error::redirect(message, &response.map(Body::into_held)));
            }
        }
    }

    /// Fails with the reason why `target` must not be asked.
    fn check_redirect(&self, request: &Request<Body>, target: &Uri) -> Result<(), &'static str> {
        if !self.hosts.can_be_asked(target) {
            return Err("the service redirects to a URL that is not one of https");
        }
        // A page that answers there, of a sign-in perhaps, would pass for success.
        let stays = self.hosts.is_trusted(request.uri()) && self.hosts.is_trusted(target);
        if !request.method().is_safe() && !stays {
            return Err("the service redirects what is to be written to another host");
        }
        Ok(())
    }
}

/// Where `response` sends the client, if it does.
fn target(base: &Uri, response: &Response<Body>) -> Option<Uri> {
    let status = response.status();
    let follow = [301, 302, 303, 307, 308].contains(&status.as_u16());
    let location = response.headers().get(LOCATION).filter(|_| follow)?;
    resolve_reference(base, std::str::from_utf8(location.as_bytes()).ok()?)
}

/// The request to `target` that takes the place of `request`.
fn redirected(mut request: Request<Body>, status: StatusCode, target: Uri) -> Request<Body> {
    let becomes_get = match status {
        StatusCode::SEE_OTHER => !request.method().is_safe(),
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => request.method() == Method::POST,
        _ => false,
    };
    if becomes_get {
        *request.method_mut() = Method::GET;
        *request.body_mut() = Body::default();
        for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING] {
            request.headers_mut().remove(name);
        }
    }
    if origin(request.uri()) != origin(&target) {
        drop_secrets(request.headers_mut());
    }
    request.headers_mut().remove(HOST);
    *request.uri_mut() = target;
    request
}

/// The token is never among the headers here, but the caller may have put other secrets there.
fn drop_secrets(headers: &mut HeaderMap) {
    let is_secret = |name: &str, sensitive: bool| {
        sensitive || ["authorization", "proxy-authorization", "cookie"].contains(&name)
    };
    let secrets: Vec<_> = headers
        .iter()
        .filter(|(name, value)| is_secret(name.as_str(), value.is_sensitive()))
        .map(|(name, _)| name.clone())
        .collect();
    for name in secrets {
        headers.remove(name);
    }
}
