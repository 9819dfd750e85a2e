//! Collections page by page, and item by item.

use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use crate::error::Error;
use crate::exchange::future::{Exclusive, OwnFuture};
use crate::exchange::links;
use crate::model::codec::Element;
use crate::model::page::Page;
use crate::request::message::Request;

impl<T: Element> Request<Page<T>> {
    /// The items of the collection, which are read page by page as they are wanted. The headers of
    /// this request are sent with each of them.
    ///
    /// ```no_run
    /// # use msgraph_core::{Element, Error, Page, Request};
    /// # async fn show<T: Element + std::fmt::Debug>(list: Request<Page<T>>) -> Result<(), Error> {
    /// let mut items = list.stream();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn stream(self) -> Items<T> {
        Items {
            pages: self.pages(),
            items: Vec::new().into_iter(),
        }
    }

    /// The pages of the collection, with what they say about it.
    pub fn pages(self) -> Pages<T> {
        Pages {
            next: Some(self.clone()),
            reading: None,
            followed: HashSet::from([hash(&self.url())]),
            count: None,
            next_link: None,
            delta_link: None,
            first: self,
        }
    }

    /// This request at a URL that the service gave for it, now or long ago: the link of a next
    /// page, or the delta link that asks for what has changed since. Query options are part of the
    /// link; headers are not, so set them as for the first page.
    ///
    /// A link to a host that the client does not trust makes sending fail. A link that has expired
    /// is answered with 410, see [`Error::is_gone`].
    pub fn resume(self, link: &str) -> Self {
        let base = self.url();
        self.resume_from(&base, link)
    }

    /// This request at a link that is relative to `base`.
    fn resume_from(self, base: &str, link: &str) -> Self {
        match links::resolve(base, link) {
            Some(url) if self.client().trusts(&url) => self.at(url),
            Some(_) => self.failing("its link leads to a host that the client does not trust"),
            None => self.failing("its link is no URL"),
        }
    }
}

/// The pages of a collection; made by [`Request::pages`].
///
/// After an error there are no more; [`next_link`](Self::next_link) is where one can go on.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.collection("/v1.0/sites/root/operations", [serde_json::json!({"id":"1"}), serde_json::json!({"id":"2"}), serde_json::json!({"id":"3"})]);
/// # fake.page_size(2);
/// # let graph = msgraph_operations::v1_0::Graph::new(fake.client());
/// let mut pages = graph.sites().by_id("root").operations().list().pages();
/// let mut sizes = Vec::new();
/// while let Some(page) = pages.try_next().await? {
///     sizes.push(page.value.len());
/// }
/// assert_eq!(sizes, [2, 1]);
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is asked for until a page is wanted"]
pub struct Pages<T> {
    /// As all are sent, but for the URL.
    first: Request<Page<T>>,
    next: Option<Request<Page<T>>>,
    reading: Option<OwnFuture<Result<Page<T>, Error>>>,
    followed: HashSet<u64>,
    count: Option<i64>,
    next_link: Option<String>,
    delta_link: Option<String>,
}

impl<T: Element> Pages<T> {
    /// The next page, if there is one.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or its link leads to a host that the client does not trust, or to a
    /// page that was there before.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        let reading = match (&mut self.reading, self.next.take()) {
            (Some(reading), _) => reading,
            (reading, Some(next)) => reading.insert(Exclusive::new(next.into_future())),
            (None, None) => return Poll::Ready(None),
        };
        let page = ready!(reading.get_mut().as_mut().poll(context));
        self.reading = None;
        if let Ok(page) = &page {
            self.turn(page);
        }
        Poll::Ready(Some(page))
    }

    /// Remembers what `page` says about the collection, and what comes after it.
    fn turn(&mut self, page: &Page<T>) {
        self.count = self.count.or(page.count());
        self.delta_link = page.delta_link().map(str::to_owned);
        self.next_link = page
            .next_link()
            .filter(|link| !link.is_empty())
            .map(str::to_owned);
        self.next = self.next_link.as_deref().map(|link| {
            let base = self.first.url();
            let context = page.context();
            let base = context
                .and_then(|context| links::resolve(&base, &context))
                .unwrap_or(base);
            let next = self.first.clone().resume_from(&base, link);
            if self.followed.insert(hash(&next.url())) {
                next
            } else {
                next.failing("its link leads back to an earlier page")
            }
        });
    }
}

impl<T> Pages<T> {
    /// How many items the collection has, once a page has said so; see
    /// [`with_count`](Request::with_count).
    #[must_use]
    pub fn count(&self) -> Option<i64> {
        self.count
    }

    /// The URL of the page that comes next: to be kept for [`Request::resume`].
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }

    /// The URL that asks for later changes, after the last page of a delta query.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }
}

impl<T: Element> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("first", &self.first)
            .field("read", &self.followed.len().saturating_sub(1))
            .finish_non_exhaustive()
    }
}

/// The items of a collection; made by [`Request::stream`].
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.collection("/v1.0/sites/root/operations", [serde_json::json!({"id":"1"}), serde_json::json!({"id":"2"})]);
/// # fake.page_size(1);
/// # let graph = msgraph_operations::v1_0::Graph::new(fake.client());
/// let mut operations = graph.sites().by_id("root").operations().list().stream();
/// let mut ids = Vec::new();
/// while let Some(mut operation) = operations.try_next().await? {
///     ids.extend(operation.id.take());
/// }
/// assert_eq!(ids, ["1", "2"]);
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is asked for until an item is wanted"]
pub struct Items<T> {
    pages: Pages<T>,
    items: vec::IntoIter<T>,
}

impl<T: Element> Items<T> {
    /// The next item, if there is one.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.items = page.value.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> Items<T> {
    /// The pages that the items are on: their number, the links.
    pub fn pages(&self) -> &Pages<T> {
        &self.pages
    }

    /// How many items the collection has, once a page has said so.
    #[must_use]
    pub fn count(&self) -> Option<i64> {
        self.pages.count()
    }

    /// The URL that asks for later changes, after the last item of a delta query.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.pages.delta_link()
    }
}

// Items are moved out of the list; none is ever pinned.
impl<T> Unpin for Items<T> {}

impl<T: Element> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.pages).finish()
    }
}

/// Enough of a link to know it again; whole ones would add up.
fn hash(url: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    url.hash(&mut hasher);
    hasher.finish()
}
