//! What is the same for all generated types. Everything that can be is a call of a function that
//! is compiled once; per type there must be next to nothing: what a function costs the compiler
//! hardly depends on how short it is. What only passes a call on is `#[inline]`: not that it be faster, but
//! because it is compiled then where it is used, and not at all where it is not.

/// Completes a model: `model!(Root)` or `model!(Derived => Base, Grandparent, …)`.
#[macro_export]
macro_rules! model {
    ($type:ident $(=> $base:path $(, $ancestor:path)*)?) => {
        $(
        impl ::core::ops::Deref for $type {
            type Target = $base;

            #[inline]
            fn deref(&self) -> &$base {
                &self.base
            }
        }

        impl ::core::ops::DerefMut for $type {
            #[inline]
            fn deref_mut(&mut self) -> &mut $base {
                &mut self.base
            }
        }

        impl $crate::IsA<$base> for $type {}
        $(impl $crate::IsA<$ancestor> for $type {})*
        )?

        impl $type {
            /// A value without members.
            #[must_use]
            #[inline]
            pub fn new() -> Self {
                ::core::default::Default::default()
            }

            /// This value with one member set, inherited or its own.
            #[must_use]
            pub fn with<B, F: $crate::Field, A>(
                self,
                property: &$crate::Property<B, F, A>,
                value: impl $crate::IntoField<F>,
            ) -> Self
            where
                Self: $crate::IsA<B>,
            {
                $crate::glue::with(self, property, value)
            }
        }

        impl $crate::Element for $type {
            type Kind = $crate::StructureKind;
        }

        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::glue::clone(self)
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::glue::debug(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::glue::equal(self, other)
            }
        }

        $crate::__serde!($type: serialize, deserialize);
    };
}

/// Completes the parameters of an operation: a model that is only made, and by its own setters.
#[macro_export]
macro_rules! parameters {
    ($type:ident) => {
        impl $type {
            /// No parameters yet.
            #[must_use]
            #[inline]
            pub fn new() -> Self {
                ::core::default::Default::default()
            }
        }

        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::glue::clone(self)
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::glue::debug(self, f)
            }
        }
    };
}

/// Completes an enumeration.
#[macro_export]
macro_rules! enumeration {
    ($type:ident) => {
        impl $type {
            /// The name of this member on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::Enumeration::as_str(self)
            }

            /// Whether this crate knows the member.
            #[must_use]
            #[inline]
            pub fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unrecognized(_))
            }
        }

        impl $crate::Element for $type {
            type Kind = $crate::EnumerationKind;
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str($crate::Enumeration::as_str(self))
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str($crate::Enumeration::as_str(self))
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::hash::Hash for $type {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash($crate::Enumeration::as_str(self), state);
            }
        }

        $crate::__serde!($type: serialize_enumeration, deserialize_enumeration);
    };
}

/// What serde wants, if it is wanted.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident: $serialize:ident, $deserialize:ident) => {
        impl $crate::serde_core::Serialize for $type {
            fn serialize<S: $crate::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::glue::$serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde_core::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::glue::$deserialize(deserializer)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($($type:tt)*) => {};
}
