//! What can be said about a member.

use super::comparable::{Comparable, Ordered, spell};
use super::expression::Expression;
use super::path::join;
use super::{Filter, Order, PropertyPath};
use crate::model::codec::{Element, IsA, Mentions, datum};
use crate::model::enumeration::Enumeration;
use crate::model::flags::Flags;
use crate::model::property::Property;
use crate::odata::path::quoted;

/// The operators of handles and of paths, which differ in nothing but their type.
macro_rules! operators {
    ($handle:ident<T, F $(, $access:ident)?>) => {
        impl<T, V: Comparable $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            /// Is equal to `value`.
            pub fn eq<M: IsA<T>>(&self, value: impl Into<V>) -> Filter<M> {
                compare(self.name(), "eq", &value.into())
            }

            /// Is not equal to `value`; what is `null` is not.
            pub fn ne<M: IsA<T>>(&self, value: impl Into<V>) -> Filter<M> {
                compare(self.name(), "ne", &value.into())
            }

            /// Is one of these values. Without values, that is nothing.
            pub fn is_in<M: IsA<T>>(
                &self,
                values: impl IntoIterator<Item = impl Into<V>>,
            ) -> Filter<M> {
                one_of(self.name(), values.into_iter().map(Into::into))
            }

            /// Has no value.
            pub fn is_null<M: IsA<T>>(&self) -> Filter<M> {
                Filter::new(Expression::about(self.name(), " eq null".to_owned()))
            }

            /// Has a value.
            pub fn is_not_null<M: IsA<T>>(&self) -> Filter<M> {
                Filter::new(Expression::about(self.name(), " ne null".to_owned()))
            }

            /// The smallest first.
            pub fn asc<M: IsA<T>>(&self) -> Order<M> {
                Order::raw(self.name())
            }

            /// The greatest first.
            pub fn desc<M: IsA<T>>(&self) -> Order<M> {
                Order::raw(&format!("{} desc", self.name()))
            }
        }

        impl<T, V: Ordered $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            /// Is greater, or later, than `value`.
            pub fn gt<M: IsA<T>>(&self, value: impl Into<V>) -> Filter<M> {
                compare(self.name(), "gt", &value.into())
            }

            /// Is greater than `value` or equal to it.
            pub fn ge<M: IsA<T>>(&self, value: impl Into<V>) -> Filter<M> {
                compare(self.name(), "ge", &value.into())
            }

            /// Is less, or earlier, than `value`.
            pub fn lt<M: IsA<T>>(&self, value: impl Into<V>) -> Filter<M> {
                compare(self.name(), "lt", &value.into())
            }

            /// Is less than `value` or equal to it.
            pub fn le<M: IsA<T>>(&self, value: impl Into<V>) -> Filter<M> {
                compare(self.name(), "le", &value.into())
            }
        }

        impl<T $(, $access)?> $handle<T, Option<String> $(, $access)?> {
            /// Begins with `text`.
            pub fn starts_with<M: IsA<T>>(&self, text: impl AsRef<str>) -> Filter<M> {
                call("startswith", self.name(), text.as_ref())
            }

            /// Ends with `text`.
            pub fn ends_with<M: IsA<T>>(&self, text: impl AsRef<str>) -> Filter<M> {
                call("endswith", self.name(), text.as_ref())
            }

            /// Has `text` in it.
            pub fn contains<M: IsA<T>>(&self, text: impl AsRef<str>) -> Filter<M> {
                call("contains", self.name(), text.as_ref())
            }
        }

        impl<T, E: Enumeration $(, $access)?> $handle<T, Option<Flags<E>> $(, $access)?> {
            /// Has all of these members.
            pub fn has<M: IsA<T>>(&self, members: impl Into<Flags<E>>) -> Filter<M> {
                compare(self.name(), "has", &members.into())
            }
        }

        impl<T, C: Element $(, $access)?> $handle<T, Option<Box<C>> $(, $access)?>
        where
            Box<C>: Element,
        {
            /// A member of what is here: `ERROR.member(public_error::CODE)`.
            #[must_use]
            pub fn member<B, G, X>(&self, property: &Property<B, G, X>) -> PropertyPath<T, G>
            where
                C: IsA<B>,
            {
                PropertyPath::new(join(self.name(), property.name()))
            }
        }

        impl<T, V: Element $(, $access)?> $handle<T, Vec<V> $(, $access)?> {
            /// At least one item meets the condition, which is made of handles of the item's
            /// type: `DETAILS.any(public_error_detail::CODE.eq("conflict"))`. Items without
            /// members are called [`item`](crate::item).
            pub fn any<M: IsA<T>>(&self, condition: Filter<V>) -> Filter<M> {
                Filter::new(Expression::lambda("any", self.name(), &condition.expression))
            }

            /// All items meet the condition.
            pub fn all<M: IsA<T>>(&self, condition: Filter<V>) -> Filter<M> {
                Filter::new(Expression::lambda("all", self.name(), &condition.expression))
            }

            /// How many items there are: `MEMBERS.count().gt(5)`.
            #[must_use]
            pub fn count(&self) -> PropertyPath<T, Option<i64>> {
                PropertyPath::new(join(self.name(), "$count"))
            }
        }
    };
}

operators!(Property<T, F, A>);
operators!(PropertyPath<T, F>);

fn compare<M>(path: &str, operator: &str, value: &impl Comparable) -> Filter<M> {
    let comparison = Expression::about(path, format!(" {operator} {}", spell(value)));
    Filter::new(comparison.mentioning(Mentions::of_member(path, &datum(value))))
}

fn one_of<M, V: Comparable>(path: &str, values: impl Iterator<Item = V>) -> Filter<M> {
    let mut mentions = Mentions::default();
    let mut literals = Vec::new();
    for value in values {
        mentions = mentions.and(Mentions::of_member(path, &datum(&value)));
        literals.push(spell(&value));
    }
    if literals.is_empty() {
        return Filter::nothing();
    }
    let membership = Expression::about(path, format!(" in ({})", literals.join(",")));
    Filter::new(membership.mentioning(mentions))
}

fn call<M>(function: &str, path: &str, text: &str) -> Filter<M> {
    Filter::new(Expression::call(function, path, &quoted(text)))
}
