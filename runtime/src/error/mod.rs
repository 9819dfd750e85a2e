//! The one error of this crate.

mod predicates;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

/// Why a request did not lead to an answer, or a text not to a value.
///
/// Neither its `Debug` nor its `Display` output contains tokens or bodies.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.answer("GET /v1.0/users/7", msgraph_core::test_support::Answer::error(403, "Forbidden", "no"));
/// # let client = fake.client();
/// use msgraph_core::{Bytes, ErrorKind};
///
/// let user = client.service("v1.0").segment("users").key("7");
/// match user.get::<Bytes>().await {
///     Ok(user) => println!("{user:?}"),
///     Err(error) if error.is_not_found() => println!("no such user"),
///     Err(error) => {
///         assert_eq!(error.kind(), ErrorKind::Service);
///         assert!(error.is_forbidden());
///         assert_eq!(error.code(), Some("Forbidden"));
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct Error(pub(crate) Box<Details>);

/// What kind of thing went wrong. There may be more kinds one day, so a match needs a `_`:
///
/// ```compile_fail,E0004
/// # use msgraph_core::ErrorKind;
/// fn retry(kind: ErrorKind) -> bool {
///     match kind {
///         ErrorKind::Transport => true,
///         ErrorKind::Credential | ErrorKind::Request | ErrorKind::Service | ErrorKind::Decode => false,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No answer came: no connection, no name, a time limit.
    Transport,
    /// There is no access token.
    Credential,
    /// The request cannot be sent: an id that no URL can hold, an invalid header.
    Request,
    /// The service refused.
    Service,
    /// The answer, or a text, is not what it should be.
    Decode,
    /// A long-running operation has failed, or has not come to its end in time.
    Operation,
    /// A file or a stream of the program cannot be read or written.
    Io,
}

/// What an error knows; the layers above fill in what they have learned.
#[derive(Clone)]
pub(crate) struct Details {
    kind: ErrorKind,
    message: String,
    path: Option<String>,
    call: Option<Call>,
    /// What the service says of it.
    pub(crate) said: Said,
    /// The status and the headers of the answer, if there was one.
    pub(crate) head: Option<(StatusCode, HeaderMap)>,
    pub(crate) body: Option<Bytes>,
    /// What is known of an answer that did not come.
    pub(crate) loss: Loss,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What the error object of a service says, besides its messages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// The code of the error, then of its inner error, and so on.
    pub(crate) codes: Vec<String>,
    pub(crate) target: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) client_request_id: Option<String>,
}

/// What is known of an answer that did not come.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Loss {
    /// A time limit is over.
    pub(crate) timed_out: bool,
    /// The request did not leave this machine.
    pub(crate) not_sent: bool,
    /// Trying again is no use.
    pub(crate) permanent: bool,
}

/// The request that an error is about.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// `/users/{id}`
    pub(crate) template: String,
    pub(crate) client_request_id: String,
    /// Whether the service may have done what was asked, by any of the attempts.
    pub(crate) may_have_executed: bool,
}

impl Error {
    /// There is no access token, because of `source`. For implementations of
    /// [`Credential`](crate::Credential).
    pub fn credential(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = source.into();
        let message = chain(&*source);
        Self::new(ErrorKind::Credential, message).caused_by(source)
    }

    /// The request should not be sent, because of what `message` says. For implementations of
    /// [`Policy`](crate::Policy).
    pub fn request(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Request, message.into())
    }

    /// Something of the program's own cannot be read or written.
    #[cfg(feature = "tokio-1")]
    pub(crate) fn io(source: std::io::Error) -> Self {
        Self::new(ErrorKind::Io, chain(&source)).caused_by(source.into())
    }

    pub(crate) fn timeout(message: impl Into<String>) -> Self {
        let mut timeout = Self::new(ErrorKind::Transport, message.into());
        timeout.0.loss.timed_out = true;
        timeout
    }

    /// This error, which is about what is at `path`.
    pub(crate) fn at(mut self, path: String) -> Self {
        self.0.path = Some(path);
        self
    }

    /// This error, which is what came of `call`.
    pub(crate) fn during(mut self, call: Call) -> Self {
        self.0.call = Some(call);
        self
    }

    /// This error, by which it turned out that something went wrong with what the service has begun to do.
    pub(crate) fn after_start(mut self, start: Call) -> Self {
        let call = self.0.call.get_or_insert(start);
        call.may_have_executed = true;
        self
    }

    /// This error of a request that stands for others, with what the service may have done of these.
    pub(crate) fn having_executed(mut self, may_have_executed: bool) -> Self {
        if let Some(call) = &mut self.0.call {
            call.may_have_executed = may_have_executed;
        }
        self
    }

    /// The same error, for another request that it ends.
    pub(crate) fn copy(&self) -> Self {
        Self(self.0.clone())
    }

    /// Whether no answer came, and may come next time.
    pub(crate) fn is_passing_loss(&self) -> bool {
        self.kind() == ErrorKind::Transport && !self.0.loss.permanent
    }

    /// Whether the request did not leave this machine.
    pub(crate) fn is_not_sent(&self) -> bool {
        self.0.loss.not_sent
    }

    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.head.as_ref().map(|(status, _)| *status)
    }

    /// The service's code for the error, `itemNotFound`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.said.codes.first().map(String::as_str)
    }

    /// The most specific code: the one of the innermost error that has any, if that is not
    /// [`code`](Self::code) itself.
    ///
    /// The service adds inner errors as it likes. A program should act on the deepest code that it
    /// understands: see [`codes`](Self::codes).
    #[must_use]
    pub fn inner_code(&self) -> Option<&str> {
        self.0.said.codes.get(1..)?.last().map(String::as_str)
    }

    /// All codes, from [`code`](Self::code) inwards.
    pub fn codes(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.said.codes.iter().map(String::as_str)
    }

    /// What the error is about, in the service's words: the name of a property.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.0.said.target.as_deref()
    }

    /// What went wrong, in the service's words where it has any.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The id by which the service's support finds the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.said.request_id.as_deref()
    }

    /// The id that this client gave the request, the same for every attempt.
    #[must_use]
    pub fn client_request_id(&self) -> Option<&str> {
        let sent = || {
            let call = self.0.call.as_ref()?;
            Some(&*call.client_request_id)
        };
        self.0.said.client_request_id.as_deref().or_else(sent)
    }

    /// The headers of the answer, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.head.as_ref().map(|(_, headers)| headers)
    }

    /// Where in a JSON text the error is, as a JSON path: `$.value[3].status`. Where a request is not
    /// sent because of a filter, the member that it compares.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The beginning of the answer's body, at most 64 KiB; of an operation, all of it.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    pub(crate) fn new(kind: ErrorKind, message: String) -> Self {
        Self(Box::new(Details {
            kind,
            message,
            path: None,
            call: None,
            said: Said::default(),
            head: None,
            body: None,
            loss: Loss::default(),
            source: None,
        }))
    }

    pub(crate) fn caused_by(mut self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.0.source = Some(source.into());
        self
    }
}

/// An error and what caused it, each said once.
pub(crate) fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let cause = error.to_string();
        if !cause.is_empty() && !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
        source = error.source();
    }
    text
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details {
            message,
            path,
            call,
            source,
            ..
        } = &*self.0;
        f.write_str(match self.kind() {
            ErrorKind::Transport => "no answer came",
            ErrorKind::Credential => "no access token",
            ErrorKind::Request => "the request cannot be sent",
            ErrorKind::Service => "the service refused",
            ErrorKind::Decode => "the text cannot be read",
            ErrorKind::Operation => "the operation has not succeeded",
            ErrorKind::Io => "reading or writing failed here",
        })?;
        if let Some(Call {
            method, template, ..
        }) = call
        {
            write!(f, " ({method} {template})")?;
        }
        if let Some(code) = self.code() {
            write!(f, ": {code}")?;
        }
        // What a cause says is told by it, see `source`.
        if source.is_none() {
            write!(f, ": {message}")?;
        }
        if let Some(path) = path {
            write!(f, ", in {path}")?;
        }
        if let Some(status) = self.status() {
            write!(f, " (status {status})")?;
        }
        if let Some(request_id) = self.request_id() {
            write!(f, " (request-id {request_id})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("status", &self.status())
            .field("codes", &self.0.said.codes)
            .field("message", &self.message())
            .field("request_id", &self.request_id())
            .field("client_request_id", &self.client_request_id())
            .field("path", &self.path())
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
