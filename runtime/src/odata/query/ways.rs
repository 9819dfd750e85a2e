//! Paths below a member: to the members of what it holds, and to the items of a collection.

use super::expression::{Binding, Expression};
use super::operand::Computed;
use super::path::join;
use super::{Filter, PropertyPath};
use crate::model::codec::{Element, IsA, Model};
use crate::model::property::Property;

/// The methods of property descriptors and paths, which differ in nothing but their type.
macro_rules! ways {
    ($handle:ident<T, F $(, $access:ident)?>) => {
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

            /// The value as one of a derived type; of another type, nothing:
            /// `MANAGER.cast::<User>().member(user::MAIL)`.
            #[must_use]
            pub fn cast<D: Model + IsA<C>>(&self) -> PropertyPath<T, Option<Box<D>>> {
                PropertyPath::new(join(self.name(), D::TYPE.name()))
            }

            /// The value is of this type, or of one derived from it.
            pub fn is_of<M: IsA<T>, D: Model + IsA<C>>(&self) -> Filter<M> {
                let ty = Expression::raw(D::TYPE.name(), Binding::Primary);
                Filter::new(Expression::call("isof", [self.expression(), ty]))
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

            /// There are items.
            pub fn is_not_empty<M: IsA<T>>(&self) -> Filter<M> {
                let items = PropertyPath::<T, V>::new(join(self.name(), "any()"));
                Filter::new(items.expression())
            }

            /// The items that are of a derived type.
            #[must_use]
            pub fn cast<D: Model + IsA<V>>(&self) -> PropertyPath<T, Vec<D>> {
                PropertyPath::new(join(self.name(), D::TYPE.name()))
            }

            /// The number of items that meet a condition (OData 4.01): `MEMBERS.count_of(user::MAIL.is_null()).gt(5)`.
            pub fn count_of(&self, condition: Filter<V>) -> Computed<T, Option<i64>> {
                Computed::new(Expression::count(self.name(), condition.expression))
            }

            /// The number of items: `MEMBERS.count().gt(5)`.
            #[must_use]
            pub fn count(&self) -> PropertyPath<T, Option<i64>> {
                PropertyPath::new(join(self.name(), "$count"))
            }
        }
    };
}

ways!(Property<T, F, A>);
ways!(PropertyPath<T, F>);
