//! Conditions that items must meet.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use super::expression::{Binding, Expression};
use crate::model::codec::{IsA, Mentions, Model};

/// A condition on items of type `T`, made from the descriptors of its members.
///
/// What is compared must be of the member's type:
///
/// ```
/// # use msgraph_core::{DateTimeOffset, Filter, Property};
/// # struct User;
/// # impl msgraph_core::codegen::v1::DerivedFrom<User> for User { type Proof = msgraph_core::codegen::v1::Itself; }
/// const NAME: &Property<User, Option<String>> = &Property::new("displayName");
/// const CREATED: &Property<User, Option<DateTimeOffset>> = &Property::new("createdDateTime");
/// const MAILS: &Property<User, Vec<String>> = &Property::new("otherMails");
///
/// let filter: Filter<User> = NAME
///     .starts_with("O'N")
///     .or(NAME.is_null())
///     .and(CREATED.ge(DateTimeOffset::try_from("2022-01-24T00:00:00Z")?))
///     .and(MAILS.any(msgraph_core::item().ends_with("@contoso.com")));
/// assert_eq!(
///     filter.to_string(),
///     "(startswith(displayName,'O''N') or displayName eq null) \
///      and createdDateTime ge 2022-01-24T00:00:00Z \
///      and otherMails/any(x:endswith(x,'@contoso.com'))",
/// );
/// # Ok::<(), msgraph_core::InvalidValue>(())
/// ```
/// ```compile_fail,E0277
/// # use msgraph_core::{Filter, Property};
/// # struct User;
/// # impl msgraph_core::codegen::v1::DerivedFrom<User> for User { type Proof = msgraph_core::codegen::v1::Itself; }
/// # const NAME: &Property<User, Option<String>> = &Property::new("displayName");
/// let filter: Filter<User> = NAME.eq(5);
/// ```
#[must_use]
pub struct Filter<T> {
    pub(super) expression: Expression,
    item: PhantomData<fn(T)>,
}

impl<T> Filter<T> {
    /// An expression as it is. Literals in it are the caller's business; percent-encoding is not.
    ///
    /// ```
    /// # use msgraph_core::Filter;
    /// # struct User;
    /// let filter = Filter::<User>::raw("isof('microsoft.graph.user')");
    /// ```
    pub fn raw(expression: &str) -> Self {
        Self::new(Expression::raw(expression, Binding::Or))
    }

    /// The item is of this type, or of one derived from it: `Filter::is_of::<User>()`.
    pub fn is_of<D: Model + IsA<T>>() -> Self {
        let ty = Expression::raw(D::TYPE.name(), Binding::Primary);
        Self::new(Expression::call("isof", [ty]))
    }

    /// Both conditions; also spelled `a & b`.
    pub fn and(self, other: Self) -> Self {
        Self::new(
            self.expression
                .joined("and", Binding::And, other.expression),
        )
    }

    /// One of the conditions, or both; also spelled `a | b`.
    pub fn or(self, other: Self) -> Self {
        Self::new(self.expression.joined("or", Binding::Or, other.expression))
    }

    /// Not this condition; also spelled `!filter`.
    #[allow(clippy::should_implement_trait)] // it is implemented; this reads better in a chain
    pub fn not(self) -> Self {
        Self::new(self.expression.negated())
    }

    pub(super) fn new(expression: Expression) -> Self {
        Self {
            expression,
            item: PhantomData,
        }
    }

    /// The value of `$filter`, and the enumeration members that it names.
    pub(crate) fn into_option(self) -> (String, Mentions) {
        (self.to_string(), self.expression.into_mentions())
    }

    /// No item at all.
    pub(super) fn nothing() -> Self {
        Self::new(Expression::raw("false", Binding::Primary))
    }
}

impl<T> Not for Filter<T> {
    type Output = Self;

    fn not(self) -> Self {
        Self::not(self)
    }
}

impl<T> BitAnd for Filter<T> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        self.and(other)
    }
}

impl<T> BitOr for Filter<T> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl<T> Clone for Filter<T> {
    fn clone(&self) -> Self {
        Self::new(self.expression.clone())
    }
}

/// The value of `$filter`, not yet percent-encoded.
impl<T> fmt::Display for Filter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.expression.render(None))
    }
}

impl<T> fmt::Debug for Filter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Filter").field(&self.to_string()).finish()
    }
}
