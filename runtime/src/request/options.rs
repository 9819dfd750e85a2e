//! The query options of requests.

use http::header::ACCEPT;

use crate::model::codec::Element;
use crate::model::page::Page;
use crate::odata::path;
use crate::odata::query::{
    Apply, Computations, Expansion, Expansions, Filter, Orders, Search, Selection,
};
use crate::request::message::Request;
use crate::request::response::{Count, FromResponse};

impl<M: Element> Request<M> {
    /// Asks for these members only: `select((user::ID, user::DISPLAY_NAME))`. An array, a slice, a `Vec` or an iterator
    /// of property descriptors will do as well, see [`Selection`].
    ///
    /// A descriptor of another type does not compile:
    ///
    /// ```compile_fail,E0277
    /// # use msgraph_core::{Element, Property, Request};
    /// # struct Group;
    /// const GROUP_NAME: &Property<Group, Option<String>> = &Property::new("displayName");
    ///
    /// fn only_names<User: Element>(request: Request<User>) -> Request<User> {
    ///     request.select([GROUP_NAME])
    /// }
    /// ```
    pub fn select<K>(self, properties: impl Selection<M, K>) -> Self {
        self.with_query("$select", &properties.names().join(","))
    }

    /// Asks for what is behind these navigation properties, too: their descriptors, or [`Expand`](crate::Expand)s of
    /// them that have options. One, or several, see [`Expansions`].
    pub fn expand<K>(self, properties: impl Expansions<M, K>) -> Self {
        (properties.expansions().into_iter()).fold(self, with_expansion)
    }

    /// Asks for values that are computed of its members, under names of their own:
    /// `compute(order::PRICE.mul(2).named(DOUBLE))`.
    pub fn compute<K>(self, computations: impl Computations<M, K>) -> Self {
        self.with_query("$compute", &computations.computations().join(","))
    }
}

impl<M: Element> Request<Page<M>> {
    /// Asks for these members of the items only: `select((user::ID, user::DISPLAY_NAME))`. An array, a slice, a `Vec` or
    /// an iterator of property descriptors will do as well, see [`Selection`].
    pub fn select<K>(self, properties: impl Selection<M, K>) -> Self {
        self.with_query("$select", &properties.names().join(","))
    }

    /// Asks for what is behind these navigation properties of the items, too: their descriptors, or
    /// [`Expand`](crate::Expand)s of them that have options. One, or several, see [`Expansions`].
    pub fn expand<K>(self, properties: impl Expansions<M, K>) -> Self {
        (properties.expansions().into_iter()).fold(self, with_expansion)
    }

    /// Asks for values that are computed of the items, under names of their own:
    /// `compute(order::PRICE.mul(2).named(DOUBLE))`.
    pub fn compute<K>(self, computations: impl Computations<M, K>) -> Self {
        self.with_query("$compute", &computations.computations().join(","))
    }

    /// Asks for what transformations make of the items: groups, and what is aggregated of them.
    pub fn apply(self, apply: Apply<M>) -> Self {
        let (text, mentions) = apply.into_option();
        self.with_query("$apply", &text).mentioning(mentions)
    }

    /// Asks for the items only that meet the condition.
    ///
    /// If it names an enumeration member that services hide from those who may not know it yet,
    /// the request also says that this program does:
    /// `Prefer: include-unknown-enum-members`. One that this crate does not know is only sent on
    /// purpose, see [`with_unrecognized_members`](Self::with_unrecognized_members).
    pub fn filter(self, filter: Filter<M>) -> Self {
        let (text, mentions) = filter.into_option();
        self.with_query("$filter", &text).mentioning(mentions)
    }

    /// Asks for an order: `order_by([user::SURNAME.asc(), user::CREATED_DATE_TIME.desc()])`.
    /// See [`Orders`].
    pub fn order_by<K>(self, orders: impl Orders<M, K>) -> Self {
        self.with_query("$orderby", &orders.texts().join(","))
    }

    /// Asks for the items only in which a text is found; Graph wants `property:text` for some types. It is put in quotes
    /// here. A [`Search`] combines several.
    pub fn search(self, search: impl Into<Search>) -> Self {
        self.search_raw(&search.into().to_string())
    }

    /// Asks for what a search expression finds: `"displayName:one" AND "mail:two"`.
    pub fn search_raw(self, expression: &str) -> Self {
        self.with_query("$search", expression)
    }

    /// Asks for at most this many items (a page may hold fewer).
    pub fn top(self, items: u32) -> Self {
        self.with_query("$top", &items.to_string())
    }

    /// Passes over this many items.
    pub fn skip(self, items: u32) -> Self {
        self.with_query("$skip", &items.to_string())
    }

    /// Asks for the number of all items, see [`Page::count`].
    pub fn with_count(self) -> Self {
        self.with_query("$count", "true")
    }

    /// Lets the service answer from an index that follows the data with some delay, which Graph
    /// wants for many filters and orders of directory objects: `ConsistencyLevel: eventual`
    /// together with `$count=true`
    /// ([advanced query capabilities](https://learn.microsoft.com/graph/aad-advanced-queries)).
    pub fn eventual(self) -> Self {
        self.with_count()
            .with_header("consistencylevel", "eventual")
    }
}

/// Segments that can follow a collection in the path
/// ([URL Conventions 4.01, 4.8 and 4.12](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AddressingtheCountofaCollection)).
impl<M: Element> Request<Page<M>> {
    /// Asks for the number of items that this asks for: `/$count`, with the same `$filter` and `$search`.
    pub fn into_count(self) -> Request<Count> {
        let kept = |name: &str| matches!(name, "$filter" | "$search");
        let count = self.below("/$count", "/$count", kept).answering();
        count.with_header(ACCEPT.as_str(), Count::ACCEPT)
    }

    /// Asks for the items of the collection that meet the condition, as a segment of the path (OData 4.01):
    /// `/users/$filter(accountEnabled eq false)`.
    pub fn filter_segment(self, filter: Filter<M>) -> Self {
        let (text, mentions) = filter.into_option();
        let segment = format!("/$filter({})", path::expression(&text));
        self.below(&segment, "/$filter()", |_| true)
            .mentioning(mentions)
    }
}

impl Request<Count> {
    /// Asks for the number of the items that meet a condition, the text of a [`Filter`].
    pub fn filter_raw(self, expression: &str) -> Self {
        self.with_query("$filter", expression)
    }

    /// Lets the service count with some delay, see [`Request::<Page<M>>::eventual`].
    pub fn eventual(self) -> Self {
        self.with_header("consistencylevel", "eventual")
    }
}

fn with_expansion<T>(request: Request<T>, expansion: Expansion) -> Request<T> {
    let expansions = match request.query("$expand") {
        Some(others) => format!("{others},{expansion}"),
        None => expansion.to_string(),
    };
    let request = request.with_query("$expand", &expansions);
    request.mentioning(expansion.into_mentions())
}
