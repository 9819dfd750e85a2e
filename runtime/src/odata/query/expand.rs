//! What comes along with an item.

use std::fmt;
use std::marker::PhantomData;

use super::order::{list, phrase};
use super::{Filter, Order};
use crate::model::codec::{Element, IsA, Mentions};
use crate::model::property::{Property, Selectable, names};

/// The items that a navigation property of a `T` leads to, with options of their own.
///
/// ```
/// # use msgraph_core::{Element, Expand, IsA, Page, Property, Request};
/// fn reports<User: Element + IsA<User>>(
///     request: Request<Page<User>>,
///     direct_reports: &Property<User, Vec<User>>,
///     manager: &Property<User, Option<Box<User>>>,
///     display_name: &Property<User, Option<String>>,
/// ) -> Request<Page<User>> {
///     let reports = Expand::of(direct_reports).select([display_name]).top(5);
///     request.expand(manager).expand(reports)
/// }
/// ```
#[must_use]
pub struct Expand<T, F> {
    expansion: Expansion,
    types: PhantomData<fn(T, F)>,
}

/// An expansion without its types.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Expansion {
    name: &'static str,
    options: Vec<(&'static str, String)>,
    mentions: Mentions,
}

impl Expansion {
    pub(crate) fn into_mentions(self) -> Mentions {
        self.mentions
    }
}

/// `name($select=a,b;$top=5)`
impl fmt::Display for Expansion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        for (n, (name, value)) in self.options.iter().enumerate() {
            let separator = if n == 0 { '(' } else { ';' };
            write!(f, "{separator}{name}={value}")?;
        }
        f.write_str(if self.options.is_empty() { "" } else { ")" })
    }
}

/// What can be expanded in a `T`: a handle of a navigation property, or an [`Expand`].
#[diagnostic::on_unimplemented(message = "`{T}` has nothing like this that can be expanded")]
pub trait Expandable<T> {
    #[doc(hidden)]
    fn into_expansion(self) -> Expansion;
}

impl<T: IsA<B>, B, F, A> Expandable<T> for &Property<B, F, A> {
    fn into_expansion(self) -> Expansion {
        Expand::of(self).expansion
    }
}

impl<T: IsA<B>, B, F> Expandable<T> for Expand<B, F> {
    fn into_expansion(self) -> Expansion {
        self.expansion
    }
}

impl<T, F> Expand<T, F> {
    /// What `property` leads to.
    pub fn of<A>(property: &Property<T, F, A>) -> Self {
        Self {
            expansion: Expansion {
                name: property.name(),
                options: Vec::new(),
                mentions: Mentions::default(),
            },
            types: PhantomData,
        }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        let options = &mut self.expansion.options;
        options.retain(|(other, _)| *other != name);
        options.push((name, value));
        self
    }

    fn with_expansion(mut self, inner: Expansion) -> Self {
        let text = inner.to_string();
        self = self.mentioning(inner.mentions);
        let options = &mut self.expansion.options;
        if let Some((_, value)) = options.iter_mut().find(|(name, _)| *name == "$expand") {
            value.extend([",", &*text]);
            self
        } else {
            self.with("$expand", text)
        }
    }

    fn mentioning(mut self, mentions: Mentions) -> Self {
        self.expansion.mentions = self.expansion.mentions.and(mentions);
        self
    }
}

macro_rules! select_and_expand {
    ($field:ty) => {
        impl<T, N: Element> Expand<T, $field> {
            /// Asks for these members only.
            pub fn select<const K: usize>(self, properties: [&dyn Selectable<N>; K]) -> Self {
                self.with("$select", names(properties))
            }

            /// Asks for what is behind one more navigation property.
            pub fn expand(self, inner: impl Expandable<N>) -> Self {
                self.with_expansion(inner.into_expansion())
            }
        }
    };
}

select_and_expand!(Option<Box<N>>);
select_and_expand!(Vec<N>);

impl<T, N: Element> Expand<T, Vec<N>> {
    /// Asks for the items only that meet the condition.
    pub fn filter(self, filter: Filter<N>) -> Self {
        let (text, mentions) = filter.into_option();
        self.mentioning(mentions).with("$filter", text)
    }

    /// Asks for an order.
    pub fn order_by<const K: usize>(self, orders: [Order<N>; K]) -> Self {
        self.with("$orderby", list(orders))
    }

    /// Asks for at most this many items.
    pub fn top(self, items: u32) -> Self {
        self.with("$top", items.to_string())
    }

    /// Passes over this many items.
    pub fn skip(self, items: u32) -> Self {
        self.with("$skip", items.to_string())
    }

    /// Asks for the number of all items.
    pub fn with_count(self) -> Self {
        self.with("$count", "true".to_owned())
    }

    /// Asks for the items only in which `text` is found.
    pub fn search(self, text: &str) -> Self {
        self.with("$search", phrase(text))
    }
}

impl<T, F> Clone for Expand<T, F> {
    fn clone(&self) -> Self {
        Self {
            expansion: self.expansion.clone(),
            types: PhantomData,
        }
    }
}

impl<T, F> fmt::Debug for Expand<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expand({})", self.expansion)
    }
}
