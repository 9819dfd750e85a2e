//! What is the same for all generated types. Everything that can be is a call of a function that
//! is compiled once; per type there must be next to nothing: what a function costs the compiler
//! hardly depends on how short it is. What only passes a call on is `#[inline]`: not that it be faster, but
//! because it is compiled then where it is used, and not at all where it is not.

/// Completes the fields of a derived type: `derived!(Fields => Base, Grandparent, …)`.
#[macro_export]
macro_rules! derived {
    ($fields:ident => $base:path $(, $ancestor:path)*) => {
        impl ::core::ops::Deref for $fields {
            type Target = $base;

            #[inline]
            fn deref(&self) -> &$base {
                &self.base
            }
        }

        impl ::core::ops::DerefMut for $fields {
            #[inline]
            fn deref_mut(&mut self) -> &mut $base {
                &mut self.base
            }
        }

        impl $crate::DerivedFrom<$base> for $fields {}
        $(impl $crate::DerivedFrom<$ancestor> for $fields {})*
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

/// Completes an enumeration that has a method `as_str`, which tells the name of a member on the wire.
#[macro_export]
macro_rules! enumeration {
    ($type:ident) => {
        impl $type {
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

        impl $crate::IsA<$type> for $type {}

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::hash::Hash for $type {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        $crate::__serde!($type);
    };
}

/// What serde wants, if it is wanted.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident) => {
        impl $crate::serde_core::Serialize for $type {
            fn serialize<S: $crate::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::glue::serialize_enumeration(self, serializer)
            }
        }

        impl<'de> $crate::serde_core::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::glue::deserialize_enumeration(deserializer)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident) => {};
}
