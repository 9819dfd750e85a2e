//! What is the same for all generated types. Everything that can be is a call of a function that
//! is compiled once; per type there must be next to nothing.

/// Completes a model: `model!(Root)` or `model!(Derived => Base, Grandparent, …)`.
#[macro_export]
macro_rules! model {
    ($type:ident) => {
        impl $crate::Lineage for $type {
            #[inline]
            fn parent(&self) -> $crate::Parent<'_> {
                $crate::Parent::Root(&self.additional)
            }

            #[inline]
            fn parent_mut(&mut self) -> $crate::ParentMut<'_> {
                $crate::ParentMut::Root(&mut self.additional)
            }

            #[inline]
            fn fresh(&self) -> ::std::boxed::Box<dyn $crate::Model> {
                ::std::boxed::Box::<Self>::default()
            }
        }

        $crate::__model!($type);
    };
    ($type:ident => $base:path $(, $ancestor:path)*) => {
        impl $crate::Lineage for $type {
            #[inline]
            fn parent(&self) -> $crate::Parent<'_> {
                $crate::Parent::Base(&self.base)
            }

            #[inline]
            fn parent_mut(&mut self) -> $crate::ParentMut<'_> {
                $crate::ParentMut::Base(&mut self.base)
            }

            #[inline]
            fn fresh(&self) -> ::std::boxed::Box<dyn $crate::Model> {
                ::std::boxed::Box::<Self>::default()
            }
        }

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

        impl $type {
            /// The value as one of its base type. The members of this type become additional ones,
            /// and `@odata.type` names this type, so that a downcast gets everything back.
            #[must_use]
            #[inline]
            pub fn into_base(mut self) -> $base {
                $crate::glue::into_base(&mut self);
                self.base
            }
        }

        $crate::__model!($type);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __model {
    ($type:ident) => {
        impl $type {
            /// A value without members.
            #[must_use]
            #[inline]
            pub fn new() -> Self {
                ::core::default::Default::default()
            }

            /// This value with one member set, inherited or its own.
            #[must_use]
            #[inline]
            pub fn with<B, F, A>(
                self,
                property: &$crate::Property<B, F, A>,
                value: impl $crate::IntoField<F>,
            ) -> Self
            where
                Self: $crate::IsA<B>,
                F: $crate::Field,
            {
                $crate::glue::with(self, property, value)
            }

            /// Reads a JSON object.
            ///
            /// # Errors
            ///
            /// If `json` is not a JSON object. Members of an unexpected kind are no error, see
            /// [`mismatches`](Self::mismatches).
            #[inline]
            pub fn from_json(json: &[u8]) -> ::core::result::Result<Self, $crate::Error> {
                $crate::glue::from_json(json)
            }

            /// The value as a JSON object.
            #[must_use]
            #[inline]
            pub fn to_json(&self) -> ::std::string::String {
                $crate::glue::to_json(self)
            }

            /// The name of the type that the value says it has in `@odata.type`, without `#`.
            #[must_use]
            #[inline]
            pub fn odata_type(&self) -> ::core::option::Option<&str> {
                $crate::glue::odata_type(self)
            }

            /// The values in here that are not of the declared type.
            #[must_use]
            #[inline]
            pub fn mismatches(&self) -> ::std::vec::Vec<$crate::Mismatch> {
                $crate::glue::mismatches(self)
            }
        }

        impl $crate::Element for $type {
            #[inline]
            fn as_datum(&self) -> $crate::Datum<'_> {
                $crate::Datum::Object(self)
            }

            #[inline]
            fn as_sink(place: &mut ::core::option::Option<Self>) -> $crate::Sink<'_> {
                $crate::Sink::Object(place)
            }
        }

        impl $crate::Structured for $type {
            #[inline]
            fn as_object_mut(&mut self) -> &mut (dyn $crate::Model + 'static) {
                self
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

        impl $crate::serde_core::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::glue::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde_core::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::glue::deserialize(deserializer)
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

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str($crate::Enumeration::as_str(self))
            }
        }

        impl $crate::Element for $type {
            #[inline]
            fn as_datum(&self) -> $crate::Datum<'_> {
                $crate::Datum::Enumeration(
                    <Self as $crate::Enumeration>::NAME,
                    $crate::Enumeration::as_str(self),
                )
            }

            #[inline]
            fn as_sink(place: &mut ::core::option::Option<Self>) -> $crate::Sink<'_> {
                $crate::Sink::Enumeration(place)
            }

            #[inline]
            fn is_evolved_member(&self) -> bool {
                $crate::Enumeration::is_evolved(self)
            }
        }

        impl $crate::serde_core::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::glue::serialize_enumeration(self, serializer)
            }
        }

        impl<'de> $crate::serde_core::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::glue::deserialize_enumeration(deserializer)
            }
        }
    };
}
