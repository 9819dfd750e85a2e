//! Answers that may be null.

use std::marker::PhantomData;

use super::Request;

impl<T> Request<T> {
    /// This request, whose answer may be null: a function that is declared to return nothing at times, or a navigation
    /// property with nothing behind it. Services answer 204 (No Content) then; without this, that is an error
    /// ([Protocol 4.01, 9.1.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ResponseCode204NoContent)).
    ///
    /// ```
    /// # use msgraph_core::{Client, Cloud, Error, Request, StaticToken};
    /// # use msgraph_operations::v1_0::models::{LongRunningOperation as User, long_running_operation as user};
    /// # async fn show(request: Request<User>) -> Result<(), Error> {
    /// if let Some(manager) = request.optional().await? {
    ///     println!("{:?}", manager.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn optional(self) -> Request<Option<T>> {
        self.answering()
    }

    /// This request, whose answer is read as another type.
    pub(crate) fn answering<U>(&self) -> Request<U> {
        Request {
            client: self.client.clone(),
            method: self.method.clone(),
            url: self.url.clone(),
            template: self.template.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
            root: self.root,
            resend: self.resend,
            clouds: self.clouds,
            fault: self.fault.clone(),
            unrecognized: self.unrecognized.clone(),
            sends_unrecognized: self.sends_unrecognized,
            answer: PhantomData,
        }
    }
}
