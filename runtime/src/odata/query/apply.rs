//! Transformations of collections: `$apply`.

use std::fmt;
use std::marker::PhantomData;

use super::compute::Computations;
use super::expression::Expression;
use super::functions::Number;
use super::operand::Computed;
use super::order::Orders;
use super::search::Search;
use super::several::{Each, One, Tuple, several};
use super::{Filter, Ordered, PropertyPath};
use crate::model::codec::{Element, IsA, Mentions};
use crate::model::property::Property;
use crate::model::values::Decimal;

/// Transformations of items of type `T`, one after the other: the value of `$apply`
/// ([Data Aggregation 4.0, 3](https://docs.oasis-open.org/odata/odata-data-aggregation-ext/v4.0/odata-data-aggregation-ext-v4.0.html)).
///
/// The results are items of the same type, with the members that they were grouped by, and what was aggregated under
/// the names of descriptors of one's own:
///
/// ```
/// use msgraph_core::{Aggregate, Apply, Model, Property};
/// use msgraph_operations::v1_0::models::{
///     LongRunningOperationStatus as Status, RichLongRunningOperation as Operation, long_running_operation as operation,
///     rich_long_running_operation as rich,
/// };
///
/// const SUM: &Property<Operation, Option<i32>> = &Property::new("sum");
/// const TOTAL: &Property<Operation, Option<i64>> = &Property::new("total");
///
/// let apply = Apply::<Operation>::new()
///     .filter(operation::STATUS.ne(Status::Failed))
///     .group_by_with(operation::STATUS, (rich::PERCENTAGE_COMPLETE.sum().named(SUM), Aggregate::count().named(TOTAL)));
/// assert_eq!(
///     apply.to_string(),
///     "filter(status ne 'failed')/groupby((status),aggregate(percentageComplete with sum as sum,$count as total))",
/// );
/// ```
#[must_use]
pub struct Apply<T> {
    transformations: Vec<String>,
    mentions: Mentions,
    item: PhantomData<fn(T)>,
}

impl<T> Apply<T> {
    /// The items as they are.
    pub fn new() -> Self {
        Self {
            transformations: Vec::new(),
            mentions: Mentions::default(),
            item: PhantomData,
        }
    }

    /// A transformation as it is written: `topcount(5,amount)`.
    pub fn raw(mut self, transformation: &str) -> Self {
        self.transformations.push(transformation.to_owned());
        self
    }

    /// Only items that meet the condition.
    pub fn filter(mut self, filter: Filter<T>) -> Self {
        let (text, mentions) = filter.into_option();
        self.mentions = self.mentions.and(mentions);
        self.raw(&format!("filter({text})"))
    }

    /// Only items in which something is found.
    pub fn search(self, search: impl Into<Search>) -> Self {
        self.raw(&format!("search({})", search.into()))
    }

    /// Items with values that are computed.
    pub fn compute<K>(self, computations: impl Computations<T, K>) -> Self {
        self.raw(&format!(
            "compute({})",
            computations.computations().join(",")
        ))
    }

    /// One item for all that have the same values of these members.
    pub fn group_by<K>(self, members: impl Groups<T, K>) -> Self {
        self.raw(&format!("groupby(({}))", members.paths().join(",")))
    }

    /// One item for all that have the same values of these members, with what is aggregated of them.
    pub fn group_by_with<K, L>(
        self,
        members: impl Groups<T, K>,
        aggregates: impl Aggregates<T, L>,
    ) -> Self {
        let (members, aggregates) = (members.paths().join(","), aggregates.aggregates().join(","));
        self.raw(&format!("groupby(({members}),aggregate({aggregates}))"))
    }

    /// One item, which has what is aggregated of all.
    pub fn aggregate<L>(self, aggregates: impl Aggregates<T, L>) -> Self {
        self.raw(&format!("aggregate({})", aggregates.aggregates().join(",")))
    }

    /// The items in an order.
    pub fn order_by<K>(self, orders: impl Orders<T, K>) -> Self {
        self.raw(&format!("orderby({})", orders.texts().join(",")))
    }

    /// The first items.
    pub fn top(self, items: u32) -> Self {
        self.raw(&format!("top({items})"))
    }

    /// All but the first items.
    pub fn skip(self, items: u32) -> Self {
        self.raw(&format!("skip({items})"))
    }

    /// The value of `$apply`, and the enumeration members that it names.
    pub(crate) fn into_option(self) -> (String, Mentions) {
        (self.to_string(), self.mentions)
    }
}

impl<T> Default for Apply<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Apply<T> {
    fn clone(&self) -> Self {
        Self {
            transformations: self.transformations.clone(),
            mentions: self.mentions.clone(),
            item: PhantomData,
        }
    }
}

/// The value of `$apply`, not yet percent-encoded.
impl<T> fmt::Display for Apply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.transformations.as_slice() {
            [] => f.write_str("identity"),
            some => f.write_str(&some.join("/")),
        }
    }
}

impl<T> fmt::Debug for Apply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Apply").field(&self.to_string()).finish()
    }
}

/// A value of many items, a `V`, that needs a name.
///
/// ```
/// use msgraph_core::{Aggregate, Apply, Property};
/// use msgraph_operations::v1_0::models::{RichLongRunningOperation as Operation, rich_long_running_operation as rich};
///
/// const MEDIAN: &Property<Operation, Option<i32>> = &Property::new("median");
///
/// let median = Aggregate::<Operation, i32>::raw("percentageComplete with Statistics.median").named(MEDIAN);
/// assert_eq!(
///     Apply::<Operation>::new().aggregate(median).to_string(),
///     "aggregate(percentageComplete with Statistics.median as median)",
/// );
/// ```
///
/// Only numbers have a sum:
///
/// ```compile_fail,E0599
/// # use msgraph_operations::v1_0::models::long_running_operation as operation;
/// let sum = operation::STATUS_DETAIL.sum();
/// ```
#[must_use]
pub struct Aggregate<T, V> {
    text: String,
    types: PhantomData<fn(T, V)>,
}

impl<T, V> Aggregate<T, V> {
    fn with(expression: &Expression, method: &str) -> Self {
        Self::raw(&format!("{} with {method}", expression.render(None)))
    }

    /// An aggregate as it is written: `amount with Custom.median`.
    pub fn raw(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            types: PhantomData,
        }
    }

    /// The aggregate under the name of a descriptor, which reads it from the answer.
    pub fn named<B, X>(self, property: &Property<B, Option<V>, X>) -> NamedAggregate<T> {
        NamedAggregate {
            text: format!("{} as {}", self.text, property.name()),
            item: PhantomData,
        }
    }
}

impl Aggregate<(), i64> {
    /// The number of items, whatever their type is.
    pub fn count() -> ItemCount {
        ItemCount(())
    }
}

/// The number of items, which needs a name.
#[must_use]
#[derive(Clone, Copy, Debug)]
pub struct ItemCount(());

impl ItemCount {
    /// The number under the name of a descriptor, which reads it from the answer.
    pub fn named<B, X>(self, property: &Property<B, Option<i64>, X>) -> NamedAggregate<B> {
        NamedAggregate {
            text: format!("$count as {}", property.name()),
            item: PhantomData,
        }
    }
}

impl<T, V> fmt::Debug for Aggregate<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Aggregate").field(&self.text).finish()
    }
}

/// A value of many items of type `T` under a name.
#[must_use]
pub struct NamedAggregate<T> {
    text: String,
    item: PhantomData<fn(T)>,
}

impl<T> fmt::Debug for NamedAggregate<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("NamedAggregate").field(&self.text).finish()
    }
}

macro_rules! aggregated {
    ($handle:ident<T, F $(, $access:ident)?>) => {
        impl<T, V: Number $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            /// The sum of the values.
            pub fn sum(&self) -> Aggregate<T, V> {
                Aggregate::with(&self.expression(), "sum")
            }

            /// The average of the values.
            pub fn average(&self) -> Aggregate<T, Decimal> {
                Aggregate::with(&self.expression(), "average")
            }
        }

        impl<T, V: Ordered $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            /// The smallest value.
            pub fn min(&self) -> Aggregate<T, V> {
                Aggregate::with(&self.expression(), "min")
            }

            /// The greatest value.
            pub fn max(&self) -> Aggregate<T, V> {
                Aggregate::with(&self.expression(), "max")
            }
        }

        impl<T, V: Element $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            /// The number of different values.
            pub fn count_distinct(&self) -> Aggregate<T, i64> {
                Aggregate::with(&self.expression(), "countdistinct")
            }
        }
    };
}

aggregated!(Property<T, F, A>);
aggregated!(PropertyPath<T, F>);
aggregated!(Computed<T, F>);

/// An aggregate of items of type `T` that has a name.
pub trait Aggregating<T> {
    #[doc(hidden)]
    fn text(self) -> String;
}

impl<T: IsA<B>, B> Aggregating<T> for NamedAggregate<B> {
    fn text(self) -> String {
        self.text
    }
}

/// One [`NamedAggregate`]; an array, a `Vec`, an iterator or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` aggregates nothing of `{T}`",
    note = "an aggregate needs a name: `order::AMOUNT.sum().named(TOTAL)`"
)]
pub trait Aggregates<T, K> {
    #[doc(hidden)]
    fn aggregates(self) -> Vec<String>;
}

several!(Aggregates, aggregates -> String; Aggregating, text);

/// A member of a `T` that items can be grouped by: a descriptor or a path.
pub trait Grouping<T> {
    #[doc(hidden)]
    fn path(self) -> String;
}

impl<T: IsA<B>, B, F, A> Grouping<T> for &Property<B, F, A> {
    fn path(self) -> String {
        self.name().to_owned()
    }
}

impl<T: IsA<B>, B, F> Grouping<T> for PropertyPath<B, F> {
    fn path(self) -> String {
        self.name().to_owned()
    }
}

/// Members of a `T` that items can be grouped by: one; an array, a slice, a `Vec`, an iterator or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "items of `{T}` cannot be grouped by `{Self}`",
    note = "`group_by` takes property descriptors of the type that is requested, and paths that begin with them"
)]
pub trait Groups<T, K> {
    #[doc(hidden)]
    fn paths(self) -> Vec<String>;
}

several!(Groups, paths -> String; Grouping, path);
