//! Adds the token. Here, and nowhere else, it is decided who gets it.

use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use http::{Request, Response, StatusCode};

use super::Settings;
use super::redirect::Elsewhere;
use crate::error::Error;
use crate::exchange::credential::{AccessToken, Wanted};
use crate::exchange::transport::Body;
use crate::model::values::Binary;

impl Settings {
    /// Sends `request` with the token if it is for a host that may have it, and without one
    /// otherwise. A token that is not accepted is replaced once; the request is sent again if its body can be.
    pub(crate) async fn send_authorized(
        &self,
        mut request: Request<Body>,
    ) -> Result<Response<Body>, Error> {
        if !self.hosts.can_be_asked(request.uri()) {
            return Err(Error::request("the URL is not one of https"));
        }
        // What somebody else has put there must not leave either.
        request.headers_mut().remove(AUTHORIZATION);
        let is_sent_back = request.extensions().get::<Elsewhere>().is_some();
        if is_sent_back || !self.hosts.is_trusted(request.uri()) {
            request.headers_mut().remove(COOKIE);
            return self.attempt(request).await;
        }
        let token = self.token(None, None).await?;
        let response = self.attempt(with_token(request.clone(), &token)?).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        self.tokens.forget(&token);
        let claims = claims(response.headers());
        let renewed = match self.token(claims.as_deref(), Some(&token)).await {
            Ok(renewed) => renewed,
            Err(error) => return Err(error.with_response(&response.map(Body::into_held))),
        };
        if renewed.secret() == token.secret() || !request.body().is_replayable() {
            return Ok(response);
        }
        self.attempt(with_token(request, &renewed)?).await
    }

    /// Replaces the token where these headers of a 401 in the middle of an answer ask for other claims. Whether there
    /// is another one now.
    pub(crate) async fn answer_challenge(&self, headers: &HeaderMap) -> Result<bool, Error> {
        let Some(claims) = claims(headers) else {
            return Ok(false);
        };
        let used = self.token(None, None).await?;
        self.tokens.forget(&used);
        let renewed = self.token(Some(&claims), Some(&used)).await?;
        Ok(renewed.secret() != used.secret())
    }

    async fn token(
        &self,
        claims: Option<&str>,
        refused: Option<&AccessToken>,
    ) -> Result<AccessToken, Error> {
        let now = self.timer.wall_clock();
        let wanted = Wanted {
            scope: &self.scope,
            claims,
            refused,
        };
        self.tokens.token(&self.credential, wanted, now).await
    }
}

fn with_token(mut request: Request<Body>, token: &AccessToken) -> Result<Request<Body>, Error> {
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.secret()))
        .map_err(|_| Error::credential("the token has characters that no header can hold"))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(request)
}

/// The claims that a token must have to be accepted
/// ([claims challenge](https://learn.microsoft.com/entra/identity-platform/claims-challenge)):
/// `WWW-Authenticate: Bearer error="insufficient_claims", claims="<base64 of JSON>"`.
fn claims(headers: &HeaderMap) -> Option<String> {
    let challenges = headers.get_all(WWW_AUTHENTICATE);
    challenges
        .iter()
        .filter_map(|challenge| parameter(challenge.to_str().ok()?, "claims"))
        .filter(|claims| !claims.is_empty())
        .find_map(|claims| String::from_utf8(Binary::from_wire(claims).to_bytes().ok()?).ok())
}

/// A quoted parameter of a challenge. Neither base64 nor what stands before it has a quote in it.
fn parameter<'a>(challenge: &'a str, name: &str) -> Option<&'a str> {
    let mut pieces = challenge.split('"');
    while let (Some(before), Some(value)) = (pieces.next(), pieces.next()) {
        let key = before.trim_end().strip_suffix('=')?.trim_end();
        let key = key.rsplit([' ', ',', '\t']).next().unwrap_or(key);
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_found_and_decoded() {
        let json = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#;
        let encoded = Binary::from_bytes_url_safe(json);
        let encoded = encoded.as_str();
        for (challenge, found) in [
            (
                format!(
                    "Bearer realm=\"\", authorization_uri=\"https://x/authorize\", error=\"insufficient_claims\", claims=\"{encoded}\""
                ),
                true,
            ),
            (format!("bearer Claims = \"{encoded}\""), true),
            (
                format!("Bearer claims=\"{}\"", encoded.trim_end_matches('=')),
                true,
            ),
            (format!("Bearer not_claims=\"{encoded}\""), false),
            ("Bearer claims=\"no base64!\"".to_owned(), false),
            ("Bearer claims=\"".to_owned(), false),
            ("Bearer realm=\"claims=\", x".to_owned(), false),
            ("Bearer".to_owned(), false),
        ] {
            let value = HeaderValue::try_from(&challenge).unwrap();
            let headers = HeaderMap::from_iter([(WWW_AUTHENTICATE, value)]);
            let expected = found.then(|| json.to_owned());
            assert_eq!(claims(&headers), expected, "{challenge}");
        }
    }
}
