//! What comes along with an item.

use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroU32;

use super::Filter;
use super::compute::Computations;
use super::order::Orders;
use super::search::Search;
use super::select::Selection;
use super::several::{Each, One, Tuple, several};
use crate::model::codec::{Element, IsA, Mentions};
use crate::model::property::{Navigation, Property};

/// The items that a navigation property of a `T` leads to, with options of their own.
///
/// ```
/// # use msgraph_core::{Element, Expand, IsA, Navigation, Page, Property, Request};
/// fn reports<User: Element + IsA<User>>(
///     request: Request<Page<User>>,
///     direct_reports: &Property<User, Vec<User>, Navigation>,
///     manager: &Property<User, Option<Box<User>>, Navigation>,
///     display_name: &Property<User, Option<String>>,
/// ) -> Request<Page<User>> {
///     let reports = Expand::new(direct_reports).select([display_name]).top(5);
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

/// A navigation property of a `T` that can be expanded: the descriptor of one, or an [`Expand`].
///
/// ```
/// use msgraph_core::{Element, Expandable, Request};
///
/// fn with<T: Element>(request: Request<T>, navigation: impl Expandable<T>) -> Request<T> {
///     request.expand(navigation)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be expanded in `{T}`",
    note = "`expand` takes navigation properties of the type that is requested, and `Expand`s of them"
)]
pub trait Expandable<T> {
    #[doc(hidden)]
    fn into_expansion(self) -> Expansion;
}

impl<T: IsA<B>, B, F> Expandable<T> for &Property<B, F, Navigation> {
    fn into_expansion(self) -> Expansion {
        Expand::new(self).expansion
    }
}

impl<T: IsA<B>, B, F> Expandable<T> for &&Property<B, F, Navigation> {
    fn into_expansion(self) -> Expansion {
        Expand::new(self).expansion
    }
}

impl<T: IsA<B>, B, F> Expandable<T> for Expand<B, F> {
    fn into_expansion(self) -> Expansion {
        self.expansion
    }
}

impl<T: IsA<B>, B, F> Expandable<T> for &Expand<B, F> {
    fn into_expansion(self) -> Expansion {
        self.expansion.clone()
    }
}

/// Navigation properties of a `T` that can be expanded: one of them; an array, a slice, a `Vec` or an iterator of them;
/// or a tuple, where they lead to different types.
///
/// ```
/// # use msgraph_core::{Element, IsA, Navigation, Page, Property, Request};
/// fn people<User: Element + IsA<User>>(
///     request: Request<Page<User>>,
///     direct_reports: &Property<User, Vec<User>, Navigation>,
///     manager: &Property<User, Option<Box<User>>, Navigation>,
/// ) -> Request<Page<User>> {
///     request.expand((direct_reports, manager))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be expanded in `{T}`",
    label = "no navigation property of `{T}`",
    note = "`expand` takes navigation properties of the type that is requested, and `Expand`s of them; other members are always there"
)]
pub trait Expansions<T, K> {
    #[doc(hidden)]
    fn expansions(self) -> Vec<Expansion>;
}

several!(Expansions, expansions -> Expansion; Expandable, into_expansion);

impl<T, F> Expand<T, F> {
    /// What `property` leads to.
    pub fn new(property: &Property<T, F, Navigation>) -> Self {
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
            pub fn select<K>(self, properties: impl Selection<N, K>) -> Self {
                self.with("$select", properties.names().join(","))
            }

            /// Asks for what is behind these navigation properties, too.
            pub fn expand<K>(self, inner: impl Expansions<N, K>) -> Self {
                (inner.expansions().into_iter()).fold(self, Self::with_expansion)
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
    pub fn order_by<K>(self, orders: impl Orders<N, K>) -> Self {
        self.with("$orderby", orders.texts().join(","))
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

    /// Asks for the items only in which a text is found, or what a [`Search`] says.
    pub fn search(self, search: impl Into<Search>) -> Self {
        self.with("$search", search.into().to_string())
    }

    /// Asks for values that are computed of the items.
    pub fn compute<K>(self, computations: impl Computations<N, K>) -> Self {
        self.with("$compute", computations.computations().join(","))
    }
}

/// Levels of a hierarchy: of a navigation property that leads to items which have it, too.
///
/// Other navigation properties have none:
///
/// ```compile_fail,E0277
/// # use msgraph_core::{Element, Expand, Navigation, Property};
/// fn levels<User: Element, Message: Element>(messages: &Property<User, Vec<Message>, Navigation>) {
///     let _ = Expand::new(messages).levels(std::num::NonZeroU32::MIN);
/// }
/// ```
impl<T, F: Leads> Expand<T, F>
where
    T: IsA<F::Target>,
{
    /// Asks for so many levels.
    pub fn levels(self, levels: NonZeroU32) -> Self {
        self.with("$levels", levels.to_string())
    }

    /// Asks for as many levels as the service has.
    pub fn all_levels(self) -> Self {
        self.with("$levels", "max".to_owned())
    }
}

/// A field of what a navigation property leads to.
pub trait Leads {
    /// The type of what is there.
    type Target;
}

impl<N> Leads for Option<Box<N>> {
    type Target = N;
}

impl<N> Leads for Vec<N> {
    type Target = N;
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
