//! Errors that tell how an operation has ended.

use bytes::Bytes;

use super::LongRunning;
use super::watch::Seen;
use crate::error::{Error, ErrorKind};
use crate::model::codec::from_json;
use crate::model::json;

impl Error {
    /// The operation as it was seen last, if this error says that it has failed or is not over in
    /// time.
    ///
    /// ```no_run
    /// # use msgraph_core::{Error, LongRunning, Poller};
    /// # async fn show<O: LongRunning + std::fmt::Debug>(poller: Poller<O>) {
    /// if let Err(error) = poller.await {
    ///     println!("{error}: {:?}", error.operation::<O>());
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn operation<O: LongRunning>(&self) -> Option<O> {
        let document = self.body().filter(|_| self.kind() == ErrorKind::Operation);
        from_json(document?).ok()
    }
}

/// The operation has failed.
pub(super) fn failure(seen: &Seen) -> Error {
    let document = seen.response.body();
    let status = seen.status.as_deref().unwrap_or_default();
    let mut message = format!("its status is {status}");
    if let Some(reason) = reason(document) {
        message.push_str(": ");
        message.push_str(&reason);
    }
    Error::operation_outcome(message, false, Some(document))
}

/// The operation is not over in time.
pub(super) fn timeout(last: Option<&Seen>) -> Error {
    let status = last.and_then(|seen| seen.status.as_deref());
    let message = match (last, status) {
        (None, _) => "its deadline came before any answer".to_owned(),
        (Some(_), None) => "its deadline came before it had a status".to_owned(),
        (Some(_), Some(status)) => format!("its deadline came when its status was {status}"),
    };
    Error::operation_outcome(message, true, last.map(|seen| seen.response.body()))
}

/// Why it failed, in the service's words.
fn reason(document: &Bytes) -> Option<String> {
    let text = json::utf8(document).ok()?;
    let member = |object, name| {
        let text = json::member(object, name).and_then(json::string)?;
        (!text.is_empty()).then_some(text)
    };
    let error = json::member(text, "error").unwrap_or_default();
    member(error, "message").or_else(|| {
        let details = ["statusDetail", "statusDescription"];
        details.iter().find_map(|name| member(text, name))
    })
}
