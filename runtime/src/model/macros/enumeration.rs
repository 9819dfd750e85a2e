//! Enumeration types.

/// Implements what all enumerations have in common, for one enum.
///
/// ```
/// use msgraph_core::{Unrecognized, codegen::v1::enumeration};
///
/// #[derive(Clone)]
/// pub enum Colour {
///     Red,
///     Green,
///     Unrecognized(Unrecognized),
/// }
///
/// enumeration! {
///     Colour = "sample.colour";
///     Red = "red", 0;
///     Green = "green", 1;
/// }
///
/// assert_eq!(Colour::Green.as_str(), "green");
/// assert_eq!("green".parse::<Colour>(), Ok(Colour::Green));
/// assert!("mauve".parse::<Colour>().is_err());
/// assert!(Colour::Green == *"green" && Colour::Green < Colour::Red);
/// ```
///
/// A member is a line: its variant, its name on the wire, and its number.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_v1 {
    ($type:ident = $name:literal; $($variant:ident = $wire:literal, $number:literal;)*) => {
        impl $type {
            /// Returns the name of this member on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unrecognized(text) => text.as_str(),
                }
            }

            /// Returns true if this crate knows the member.
            #[must_use]
            #[inline]
            pub fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unrecognized(_))
            }
        }

        impl $crate::Enumeration for $type {
            const TYPE: $crate::codegen::v1::EnumerationType<Self> = $crate::codegen::v1::EnumerationType::new(
                $name,
                &[$(Self::$variant),*],
                &[$($number),*],
                Self::as_str,
                Self::Unrecognized,
            );
        }

        #[doc(hidden)]
        impl $crate::Element for $type {
            type Kind = $crate::codegen::v1::EnumerationKind;
        }

        #[doc(hidden)]
        impl $crate::codegen::v1::DerivedFrom<$type> for $type {
            type Proof = $crate::codegen::v1::Itself;
        }

        #[doc(hidden)]
        impl $crate::codegen::v1::Named for $type {
            type Name = $crate::codegen::v1::Name<{ $crate::codegen::v1::hash($name) }>;
        }

        #[doc(hidden)]
        impl $crate::codegen::v1::Called<<$type as $crate::codegen::v1::Named>::Name> for $type {}

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

        impl ::core::cmp::PartialEq<str> for $type {
            #[inline]
            fn eq(&self, name: &str) -> bool {
                self.as_str() == name
            }
        }

        impl ::core::cmp::PartialOrd for $type {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $type {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(self.as_str(), other.as_str())
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownMember;

            #[inline]
            fn from_str(name: &str) -> ::core::result::Result<Self, $crate::UnknownMember> {
                $crate::codegen::v1::parse(name)
            }
        }

        impl ::core::hash::Hash for $type {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        $crate::__serde_of_enumeration_v1!($type);
    };
}

/// Implements serde's traits where the feature asks for them.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_of_enumeration_v1 {
    ($type:ident) => {
        impl $crate::serde_core::Serialize for $type {
            fn serialize<S: $crate::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::v1::serialize_enumeration(self, serializer)
            }
        }

        impl<'de> $crate::serde_core::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::v1::deserialize_enumeration(deserializer)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_of_enumeration_v1 {
    ($type:ident) => {};
}
