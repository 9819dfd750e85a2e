//! Many requests in one
//! ([JSON batching](https://learn.microsoft.com/graph/json-batching)).

mod item;
mod responses;
mod send;
mod wire;

pub use responses::BatchResponses;

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use item::Item;

use crate::error::Error;
use crate::exchange::client::Client;
use crate::request::fault::Fault;
use crate::request::message::Request;

/// Requests that are sent together, up to 20 at a time; of more, several batches are made.
///
/// Adding a request gives a handle, and the handle gets its answer. All requests must come from
/// the same client and go to the same version of the service.
///
/// ```
/// # use msgraph_core::{BatchResponses, Batch, Bytes, Client, Error};
/// # async fn example(client: Client) -> Result<(), Error> {
/// # let users = client.service("v1.0").segment("users");
/// let mut batch = Batch::new();
/// let photo = batch.add(users.key("adele").segment("photo").get::<Bytes>());
/// let deleted = batch.add(users.key("alex").delete());
/// let mut answers = batch.send().await?;
/// let photo = answers.take(photo)?;
/// answers.take(deleted)?;
/// # Ok(())
/// # }
/// ```
///
/// A batch obeys its client: requests that are refused for now (429, and 503, 504 and 509 as [`Retry`](crate::Retry) has
/// them), and those that wait for them, are sent again after the longest `Retry-After`, in as many attempts as the
/// client makes; its time limit is for all of them; and a challenge for other claims renews the token.
///
/// The service answers a download with 302 and does not follow it: that answer is an error with this status, whose
/// [`headers`](Error::headers) have the `Location`.
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    number: u64,
    service: Option<Service>,
    items: Vec<Item>,
}

/// Where the requests of a batch go.
struct Service {
    client: Client,
    /// `https://graph.microsoft.com/v1.0`
    root: String,
}

impl Batch {
    /// A batch without requests.
    pub fn new() -> Self {
        static BATCHES: AtomicU64 = AtomicU64::new(0);
        Self {
            number: BATCHES.fetch_add(1, Ordering::Relaxed),
            service: None,
            items: Vec::new(),
        }
    }

    /// Adds a request.
    pub fn add<T>(&mut self, request: Request<T>) -> BatchHandle<T> {
        self.add_after([], request)
    }

    /// Adds a request that is executed after others, and only if they succeed:
    /// `batch.add_after([&upload, &share], request)`. If one of them fails, the answer to this
    /// request is the status 424.
    #[allow(clippy::needless_pass_by_value)] // it is the batch's from now on
    pub fn add_after<T, const N: usize>(
        &mut self,
        earlier: [&dyn Dependency; N],
        request: Request<T>,
    ) -> BatchHandle<T> {
        let index = self.items.len();
        let earlier = earlier.map(Dependency::place);
        let item = if earlier.iter().all(|(batch, _)| *batch == self.number) {
            self.fault(&request)
                .map_or_else(|| Item::new(&request), Item::faulty)
        } else {
            Item::faulty("the request that it waits for is in another batch".into())
        };
        self.items
            .push(item.after(earlier.map(|(_, index)| index).into()));
        BatchHandle {
            batch: self.number,
            index,
            answer: PhantomData,
        }
    }

    /// How many requests there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are no requests.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Sends the requests.
    ///
    /// # Errors
    ///
    /// If nothing at all was answered. What a service says to a request is the answer to that
    /// request.
    pub async fn send(self) -> Result<BatchResponses, Error> {
        let Self {
            number,
            service,
            items,
        } = self;
        let answers = match service {
            Some(Service { client, root }) => send::send(&client, &root, &items).await?,
            None => item::unsent(&items),
        };
        Ok(BatchResponses::new(number, answers))
    }

    /// Why a request cannot be part of this batch.
    fn fault<T>(&mut self, request: &Request<T>) -> Option<Fault> {
        let Some(root) = request.root() else {
            return Some("a request that does not belong to a service cannot be batched".into());
        };
        let service = self.service.get_or_insert_with(|| Service {
            client: request.client().clone(),
            root: root.to_owned(),
        });
        if service.root != root || !service.client.is(request.client()) {
            return Some("all requests of a batch go to one service, from one client".into());
        }
        request.fault()
    }
}

impl Default for Batch {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("len", &self.items.len())
            .finish_non_exhaustive()
    }
}

/// What takes the answer of a request out of [`BatchResponses`].
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.collection("/v1.0/users", [serde_json::json!({"id":"1"})]);
/// # let client = fake.client();
/// use msgraph_core::{Batch, BatchHandle, Bytes};
///
/// let mut batch = Batch::new();
/// let handle: BatchHandle<Bytes> = batch.add(client.service("v1.0").segment("users").key("1").get());
/// let mut answers = batch.send().await?;
/// assert_eq!(answers.take(handle)?, r#"{"id":"1"}"#);
/// # Ok(())
/// # }
/// ```
#[must_use = "the answer can only be had with it"]
pub struct BatchHandle<T> {
    batch: u64,
    index: usize,
    answer: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for BatchHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BatchHandle").field(&self.index).finish()
    }
}

/// A request that another one can wait for: a [`BatchHandle`].
///
/// ```
/// use msgraph_core::{Batch, Bytes, Target};
///
/// fn in_turn(batch: &mut Batch, user: &Target) {
///     let deleted = batch.add(user.segment("manager").delete());
///     let photo = batch.add(user.segment("photo").get::<Bytes>());
///     // Both are dependencies, whatever they answer.
///     batch.add_after([&deleted, &photo], user.delete());
/// }
/// # let _ = in_turn;
/// ```
pub trait Dependency {
    /// The number of the batch, the index in it.
    #[doc(hidden)]
    fn place(&self) -> (u64, usize);
}

impl<T> Dependency for BatchHandle<T> {
    fn place(&self) -> (u64, usize) {
        (self.batch, self.index)
    }
}
