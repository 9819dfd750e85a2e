//! Signing in in a browser on this machine.

use std::borrow::Cow;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use oauth2::{AuthorizationCode, CsrfToken, PkceCodeChallenge, RedirectUrl, Scope};

use super::redirect::{Listener, Returned};
use super::{Open, Person, Wanted};
use crate::exchange::Tokens;
use crate::{Secret, SignInError};

impl Person {
    pub(super) async fn ask_by_browser(
        &self,
        open: &Open,
        wanted: &Wanted,
    ) -> Result<Tokens, SignInError> {
        let application = &self.application;
        let (client, proof) = application.client()?;
        let listener = Listener::bind().map_err(|error| {
            let message = "there is no port for the browser to come back to";
            SignInError::configuration(message).caused_by(error)
        })?;
        let redirect = RedirectUrl::new(listener.url())
            .map_err(|_| SignInError::configuration("the redirect URI is no URL"))?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state) = client
            .authorize_url(CsrfToken::new_random)
            .set_redirect_uri(Cow::Borrowed(&redirect))
            .set_pkce_challenge(challenge)
            .add_scopes(wanted.scopes.iter().cloned().map(Scope::new))
            .add_extra_param("claims", wanted.claims.clone())
            .url();
        let returned = listener.wait_for(Secret::new(state.secret()));
        open(url.as_str()).map_err(|error| {
            SignInError::configuration(&format!("the browser cannot be opened: {error}"))
        })?;
        let code = self.in_time(returned).await?;
        let mut request = client
            .exchange_code(AuthorizationCode::new(code.expose().to_owned()))
            .set_pkce_verifier(verifier)
            .set_redirect_uri(Cow::Borrowed(&redirect))
            .add_extra_param("claims", wanted.claims.clone());
        for (name, value) in proof {
            request = request.add_extra_param(name, value);
        }
        let http = application.http();
        let answer = request.request_async(&http).await?;
        application.tokens(&answer)
    }

    /// The code with which the browser comes back.
    async fn in_time(&self, returned: Returned) -> Result<Secret, SignInError> {
        let mut returned = pin!(returned);
        let mut timeout = self.application.timer.timeout(self.timeout);
        poll_fn(|context| {
            if let Poll::Ready(answer) = returned.as_mut().poll(context) {
                let lost = |_| SignInError::configuration("nobody listens for the browser");
                return Poll::Ready(answer.map_err(lost).and_then(|code| code));
            }
            let over = |()| Err(SignInError::timed_out());
            timeout.as_mut().poll(context).map(over)
        })
        .await
    }
}
