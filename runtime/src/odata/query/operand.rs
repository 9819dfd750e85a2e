//! The sides of operators.

use std::fmt;
use std::marker::PhantomData;

use super::comparable::{Comparable, spell};
use super::expression::{Binding, Expression};
use super::path::PropertyPath;
use crate::model::codec::{IsA, Mentions, datum};
use crate::model::property::Property;

/// A value that the service computes from members of a `T`: `user::DISPLAY_NAME.length()`, `order::PRICE.mul(2)`.
///
/// It is compared, ordered by and computed with as the members themselves are:
///
/// ```
/// use msgraph_core::Filter;
/// use msgraph_operations::v1_0::models::{LongRunningOperation, long_running_operation as operation};
///
/// let filter: Filter<LongRunningOperation> = operation::STATUS_DETAIL.to_lower().trim().eq("done");
/// assert_eq!(filter.to_string(), "trim(tolower(statusDetail)) eq 'done'");
/// ```
#[must_use]
pub struct Computed<T, F> {
    expression: Expression,
    types: PhantomData<fn(T, F)>,
}

impl<T, F> Computed<T, F> {
    pub(super) fn new(expression: Expression) -> Self {
        Self {
            expression,
            types: PhantomData,
        }
    }

    pub(super) fn expression(&self) -> Expression {
        self.expression.clone()
    }
}

impl<T, F> Clone for Computed<T, F> {
    fn clone(&self) -> Self {
        Self::new(self.expression())
    }
}

impl<T, F> fmt::Debug for Computed<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.expression.render(None);
        f.debug_tuple("Computed").field(&text).finish()
    }
}

/// A value that is the same for all items and that the service knows.
///
/// ```
/// use msgraph_core::{Constant, DateTimeOffset, now};
///
/// const NOW: Constant<DateTimeOffset> = now();
/// # let _ = NOW;
/// ```
#[must_use]
#[derive(Clone, Copy, Debug)]
pub struct Constant<V> {
    text: &'static str,
    value: PhantomData<fn() -> V>,
}

impl<V> Constant<V> {
    pub(super) const fn new(text: &'static str) -> Self {
        Self {
            text,
            value: PhantomData,
        }
    }
}

/// A value.
#[doc(hidden)]
#[derive(Debug)]
pub enum OfValue {}

/// A member, or what is computed from members.
#[doc(hidden)]
#[derive(Debug)]
pub enum OfMember {}

/// The other side of an operator on a `V` of an item of type `T`: a value, another member, or what the service
/// computes.
///
/// ```
/// use msgraph_core::{Filter, now};
/// use msgraph_operations::v1_0::models::{LongRunningOperation, long_running_operation as operation};
///
/// let filter: Filter<LongRunningOperation> = operation::LAST_ACTION_DATE_TIME
///     .gt(operation::CREATED_DATE_TIME)
///     .and(operation::CREATED_DATE_TIME.lt(now()));
/// assert_eq!(filter.to_string(), "lastActionDateTime gt createdDateTime and createdDateTime lt now()");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `{V}`, and no member of `{T}` that is one",
    label = "expected a `{V}`, or a property descriptor of `{T}` whose member is one"
)]
pub trait Operand<T, V, K> {
    /// The expression; `path` leads to the member on the other side.
    #[doc(hidden)]
    fn into_term(self, path: &str) -> Term;
}

/// A side of an operator, without its types.
#[doc(hidden)]
pub struct Term(pub(super) Expression);

impl<T, V: Comparable, U: Into<V>> Operand<T, V, OfValue> for U {
    fn into_term(self, path: &str) -> Term {
        let value: V = self.into();
        let literal = Expression::raw(&spell(&value), Binding::Primary);
        Term(literal.mentioning(Mentions::of_member(path, &datum(&value))))
    }
}

/// Of handles, and of references to them.
macro_rules! members {
    ($($handle:ty $(, $access:ident)?;)*) => { $(
        impl<T: IsA<B>, B, V $(, $access)?> Operand<T, V, OfMember> for $handle {
            fn into_term(self, _: &str) -> Term {
                Term(self.expression())
            }
        }
    )* };
}

members! {
    &Property<B, Option<V>, A>, A;
    PropertyPath<B, Option<V>>;
    &PropertyPath<B, Option<V>>;
    Computed<B, Option<V>>;
    &Computed<B, Option<V>>;
}

impl<T, F, A> Property<T, F, A> {
    pub(super) fn expression(&self) -> Expression {
        Expression::path(self.name())
    }
}

impl<T, V> Operand<T, V, OfMember> for Constant<V> {
    fn into_term(self, _: &str) -> Term {
        Term(Expression::raw(self.text, Binding::Primary))
    }
}
