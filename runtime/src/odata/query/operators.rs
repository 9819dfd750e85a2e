//! What can be said about a member.

use super::comparable::{Comparable, Ordered, spell};
use super::expression::{Binding, Expression};
use super::operand::{Computed, Operand};
use super::{Filter, Order, PropertyPath};
use crate::model::codec::{IsA, Mentions, datum};
use crate::model::enumeration::Enumeration;
use crate::model::flags::Flags;
use crate::model::property::Property;
use crate::odata::path::quoted;

/// The operators of handles and of paths, which differ in nothing but their type.
macro_rules! operators {
    ($handle:ident<T, F $(, $access:ident)?>) => {
        impl<T, V: Comparable $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            /// Is equal to `value`.
            pub fn eq<M: IsA<T>, K>(&self, value: impl Operand<M, V, K>) -> Filter<M> {
                compare(&self.expression(), "eq", value)
            }

            /// Is not equal to `value`; what is `null` is not.
            pub fn ne<M: IsA<T>, K>(&self, value: impl Operand<M, V, K>) -> Filter<M> {
                compare(&self.expression(), "ne", value)
            }

            /// Is one of these values. Without values, that is nothing.
            pub fn is_in<M: IsA<T>>(
                &self,
                values: impl IntoIterator<Item = impl Into<V>>,
            ) -> Filter<M> {
                one_of(&self.expression(), values.into_iter().map(Into::into))
            }

            /// Has no value.
            pub fn is_null<M: IsA<T>>(&self) -> Filter<M> {
                Filter::new(self.expression().followed_by(" eq null"))
            }

            /// Has a value.
            pub fn is_not_null<M: IsA<T>>(&self) -> Filter<M> {
                Filter::new(self.expression().followed_by(" ne null"))
            }

            /// The smallest first.
            pub fn asc<M: IsA<T>>(&self) -> Order<M> {
                Order::raw(&self.expression().render(None))
            }

            /// The greatest first.
            pub fn desc<M: IsA<T>>(&self) -> Order<M> {
                Order::raw(&format!("{} desc", self.expression().render(None)))
            }
        }

        impl<T, V: Ordered $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            /// Is greater, or later, than `value`.
            pub fn gt<M: IsA<T>, K>(&self, value: impl Operand<M, V, K>) -> Filter<M> {
                compare(&self.expression(), "gt", value)
            }

            /// Is greater than `value` or equal to it.
            pub fn ge<M: IsA<T>, K>(&self, value: impl Operand<M, V, K>) -> Filter<M> {
                compare(&self.expression(), "ge", value)
            }

            /// Is less, or earlier, than `value`.
            pub fn lt<M: IsA<T>, K>(&self, value: impl Operand<M, V, K>) -> Filter<M> {
                compare(&self.expression(), "lt", value)
            }

            /// Is less than `value` or equal to it.
            pub fn le<M: IsA<T>, K>(&self, value: impl Operand<M, V, K>) -> Filter<M> {
                compare(&self.expression(), "le", value)
            }
        }

        impl<T $(, $access)?> $handle<T, Option<String> $(, $access)?> {
            /// Begins with `text`.
            pub fn starts_with<M: IsA<T>>(&self, text: impl AsRef<str>) -> Filter<M> {
                about_text("startswith", self.expression(), text.as_ref())
            }

            /// Ends with `text`.
            pub fn ends_with<M: IsA<T>>(&self, text: impl AsRef<str>) -> Filter<M> {
                about_text("endswith", self.expression(), text.as_ref())
            }

            /// Has `text` in it.
            pub fn contains<M: IsA<T>>(&self, text: impl AsRef<str>) -> Filter<M> {
                about_text("contains", self.expression(), text.as_ref())
            }
        }

        impl<T, E: Enumeration $(, $access)?> $handle<T, Option<Flags<E>> $(, $access)?> {
            /// Has all of these members.
            pub fn has<M: IsA<T>>(&self, members: impl Into<Flags<E>>) -> Filter<M> {
                compare::<M, Flags<E>, _>(&self.expression(), "has", members.into())
            }
        }
    };
}

operators!(Property<T, F, A>);
operators!(PropertyPath<T, F>);
operators!(Computed<T, F>);

/// Compares with a value, or with another member.
fn compare<M, V, K>(left: &Expression, operator: &str, right: impl Operand<M, V, K>) -> Filter<M> {
    let right = right.into_term(&left.member()).0;
    Filter::new(left.clone().compared(operator, right))
}

fn one_of<M, V: Comparable>(left: &Expression, values: impl Iterator<Item = V>) -> Filter<M> {
    let mut mentions = Mentions::default();
    let mut literals = Vec::new();
    for value in values {
        mentions = mentions.and(Mentions::of_member(&left.member(), &datum(&value)));
        literals.push(spell(&value));
    }
    if literals.is_empty() {
        return Filter::nothing();
    }
    let list = Expression::raw(&format!("({})", literals.join(",")), Binding::Primary);
    Filter::new(left.clone().compared("in", list.mentioning(mentions)))
}

fn about_text<M>(function: &str, value: Expression, text: &str) -> Filter<M> {
    let text = Expression::raw(&quoted(text), Binding::Primary);
    Filter::new(Expression::call(function, [value, text]))
}
