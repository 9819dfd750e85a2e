//! One thing, several of one type, or several of different types: what query options take.

/// One thing.
#[doc(hidden)]
#[derive(Debug)]
pub enum One {}

/// Things of one type: an array, a slice, a `Vec` or an iterator.
#[doc(hidden)]
#[derive(Debug)]
pub enum Each {}

/// Things of different types: a tuple. Arrays cannot hold these.
#[doc(hidden)]
#[derive(Debug)]
pub enum Tuple {}

/// Implements a trait for one thing, for iterators over things, and for tuples of up to 16. `$method` of the trait
/// gives a `Vec`, and so does `$single` of what a thing is.
macro_rules! several {
    ($trait:ident, $method:ident -> $item:ty; $thing:ident, $single:ident) => {
        impl<T, I: $thing<T>> $trait<T, One> for I {
            fn $method(self) -> Vec<$item> {
                vec![self.$single()]
            }
        }

        impl<T, I: IntoIterator<Item: $thing<T>>> $trait<T, Each> for I {
            fn $method(self) -> Vec<$item> {
                self.into_iter().map(|thing| thing.$single()).collect()
            }
        }

        several!(@tuples $trait, $method -> $item; $thing, $single; A B C D E F G H I J K L M N O P);
    };
    (@tuples $trait:ident, $method:ident -> $item:ty; $thing:ident, $single:ident; $first:ident $($other:ident)*) => {
        impl<T, $first: $thing<T>, $($other: $thing<T>),*> $trait<T, Tuple> for ($first, $($other,)*) {
            #[allow(non_snake_case)] // a variable is called like its type
            fn $method(self) -> Vec<$item> {
                let ($first, $($other,)*) = self;
                vec![$first.$single(), $($other.$single()),*]
            }
        }

        several!(@tuples $trait, $method -> $item; $thing, $single; $($other)*);
    };
    (@tuples $trait:ident, $method:ident -> $item:ty; $thing:ident, $single:ident;) => {};
}

pub(super) use several;
