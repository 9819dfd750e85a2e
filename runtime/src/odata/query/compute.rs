//! Values that the service adds to items: `$compute`.

use std::fmt;
use std::marker::PhantomData;

use super::PropertyPath;
use super::expression::Expression;
use super::operand::Computed;
use super::several::{Each, One, Tuple, several};
use crate::model::codec::IsA;
use crate::model::property::Property;

/// A value under a name of its own, made by `named` of what is computed
/// ([URL Conventions 4.01, 5.1.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptioncompute)).
///
/// The name is that of a property descriptor, which reads the value from the answer:
///
/// ```
/// use msgraph_core::{Computation, Property};
/// use msgraph_operations::v1_0::models::{LongRunningOperation, long_running_operation as operation};
///
/// const DETAIL_LENGTH: &Property<LongRunningOperation, Option<i32>> = &Property::new("detailLength");
///
/// let computation: Computation<LongRunningOperation> = operation::STATUS_DETAIL.length().named(DETAIL_LENGTH);
/// assert_eq!(computation.to_string(), "length(statusDetail) as detailLength");
/// ```
#[must_use]
pub struct Computation<T> {
    text: String,
    item: PhantomData<fn(T)>,
}

impl<T> Computation<T> {
    /// A computation as it is written: `length(name) as nameLength`.
    pub fn raw(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            item: PhantomData,
        }
    }

    fn new(expression: &Expression, name: &str) -> Self {
        Self::raw(&format!("{} as {name}", expression.render(None)))
    }
}

macro_rules! named {
    ($handle:ident<T, F $(, $access:ident)?>) => {
        impl<T, V $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            /// The value under the name of another descriptor, for `compute`.
            pub fn named<M, B, X>(&self, property: &Property<B, Option<V>, X>) -> Computation<M>
            where
                M: IsA<T> + IsA<B>,
            {
                Computation::new(&self.expression(), property.name())
            }
        }
    };
}

named!(PropertyPath<T, F>);
named!(Computed<T, F>);

impl<T> Clone for Computation<T> {
    fn clone(&self) -> Self {
        Self::raw(&self.text)
    }
}

impl<T> fmt::Display for Computation<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> fmt::Debug for Computation<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Computation").field(&self.text).finish()
    }
}

/// A [`Computation`], or a reference to one.
pub trait Computing<T> {
    #[doc(hidden)]
    fn text(self) -> String;
}

impl<T> Computing<T> for Computation<T> {
    fn text(self) -> String {
        self.text
    }
}

impl<T> Computing<T> for &Computation<T> {
    fn text(self) -> String {
        self.text.clone()
    }
}

/// One [`Computation`]; an array, a slice, a `Vec`, an iterator or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` computes nothing of `{T}`",
    note = "`compute` takes what `named` of a computed value gives: `order::PRICE.mul(2).named(DOUBLE)`"
)]
pub trait Computations<T, K> {
    #[doc(hidden)]
    fn computations(self) -> Vec<String>;
}

several!(Computations, computations -> String; Computing, text);
