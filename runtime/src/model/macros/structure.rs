//! Entity types, complex types, and the parameters of operations. The code of all types is compiled once, in `codec`;
//! a type itself gets as few and as short functions as possible, because compile time grows with their number. A
//! function that only calls another one is `#[inline]`: it is compiled where it is used, and not at all elsewhere.
//!
//! Members are counted down to the one with the number, so that none has to say its number in generated code; the
//! optimizer makes a table of the comparisons.

/// Implements what all entity and complex types have in common, for one struct.
///
/// ```
/// use msgraph_core::{Model as _, Additional, codegen::v1::model};
///
/// #[derive(Default)]
/// pub struct Person {
///     pub display_name: Option<String>,
///     pub additional: Additional,
/// }
///
/// model! {
///     Person = "sample.person", entity;
///     additional;
///     display_name = "displayName", DISPLAY_NAME: Option<String>;
/// }
///
/// #[derive(Default)]
/// pub struct Employee {
///     pub base: Person,
///     pub office: Option<String>,
/// }
///
/// model! {
///     Employee = "sample.employee";
///     base: Person;
///     office = "officeLocation", OFFICE: Option<String>;
/// }
///
/// let employee = Employee::new().with(DISPLAY_NAME, "Ada").with(OFFICE, "7");
/// assert_eq!(employee.display_name.as_deref(), Some("Ada"));
/// assert_eq!(employee.to_json(), r#"{"displayName":"Ada","officeLocation":"7"}"#);
/// ```
///
/// A member is a line: its field, its name on the wire and, if requests use it, its property descriptor with the
/// type of the field and what the service allows. Derived types follow the members:
/// `=> PersonKind { Employee(Employee) = "sample.employee"; }`.
#[doc(hidden)]
#[macro_export]
macro_rules! __model_v1 {
    (
        $type:ident = $name:literal $(, $fact:ident)*;
        $above:ident $(: $base:path $(, $ancestor:path)*)?;
        $($field:ident = $wire:literal
            $(, $property:ident: $value:ty $(, $access:ident)?)?;)*
        $(=> $kind:ident { $($(#[$gate:meta])* $variant:ident = $derived:literal;)* })?
    ) => {
        impl $type {
            /// Creates a value without members.
            #[must_use]
            #[inline]
            pub fn new() -> Self {
                ::core::default::Default::default()
            }

            /// Returns this value with one member set, inherited or its own.
            #[must_use]
            #[inline]
            pub fn with<B, F: $crate::codegen::v1::Field, A>(
                self,
                property: &$crate::Property<B, F, A>,
                value: impl $crate::IntoField<F>,
            ) -> Self
            where
                Self: $crate::IsA<B>,
            {
                $crate::codegen::v1::with(self, property, value)
            }

            /// Moves the value of one member out, inherited or its own. The member is without a value then.
            #[inline]
            pub fn take<B, F: $crate::codegen::v1::Field, A>(
                &mut self,
                property: &$crate::Property<B, F, A>,
            ) -> F
            where
                Self: $crate::IsA<B>,
            {
                $crate::codegen::v1::take(self, property)
            }
        }

        $crate::__model_v1! {
            @members $type = $name $(, $fact)*;
            $above;
            $($field = $wire;)*
            $($($derived;)*)?
        }

        #[doc(hidden)]
        impl $crate::codegen::v1::DerivedFrom<$type> for $type {
            type Proof = $crate::codegen::v1::Itself;
        }

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

            #[doc(hidden)]
            impl $crate::codegen::v1::DerivedFrom<$base> for $type {
                type Proof = $crate::codegen::v1::ByBase;
            }

            impl ::core::convert::From<$type> for $base {
                #[inline]
                fn from(derived: $type) -> Self {
                    $crate::codegen::v1::into_ancestor(derived)
                }
            }

            $(
            #[doc(hidden)]
            impl $crate::codegen::v1::DerivedFrom<$ancestor> for $type {
                type Proof = $crate::codegen::v1::ByBase;
            }

            impl ::core::convert::From<$type> for $ancestor {
                #[inline]
                fn from(derived: $type) -> Self {
                    $crate::codegen::v1::into_ancestor(derived)
                }
            })*
        )?

        #[doc(hidden)]
        impl $crate::codegen::v1::Named for $type {
            type Name = $crate::codegen::v1::Name<{ $crate::codegen::v1::hash($name) }>;
        }

        #[doc(hidden)]
        impl $crate::codegen::v1::Called<<$type as $crate::codegen::v1::Named>::Name> for $type {}

        #[doc(hidden)]
        impl $crate::Element for $type {
            type Kind = $crate::codegen::v1::StructureKind;
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::v1::equal(self, other)
            }
        }

        $crate::__serde_of_model_v1!($type);

        $($(
            #[doc = ::core::concat!("The member `", $wire, "`.")]
            pub const $property: &$crate::Property<$type, $value $(, $crate::$access)?> =
                &$crate::Property::new($wire);
        )?)*

        $(
            impl $type {
                /// Returns what this value really is, by its `@odata.type`; copies it.
                #[must_use]
                #[inline]
                pub fn kind(&self) -> $kind {
                    ::core::clone::Clone::clone(self).into_kind()
                }

                /// Turns this value into what it really is, by its `@odata.type`.
                #[must_use]
                pub fn into_kind(self) -> $kind {
                    match $crate::Model::odata_type(&self) {
                        $(
                            $(#[$gate])*
                            ::core::option::Option::Some($derived) => $kind::$variant($crate::codegen::v1::cast(self)),
                        )*
                        _ => $kind::Other(::std::boxed::Box::new(self)),
                    }
                }
            }
        )?
    };

    (@members
        $type:ident = $name:literal $(, $fact:ident)*;
        $above:ident;
        $($field:ident = $wire:literal;)*
        $($derived:literal;)*
    ) => {
        impl $crate::Model for $type {
            const TYPE: $crate::codegen::v1::TypeInfo =
                $crate::codegen::v1::TypeInfo::new($name, &[$($wire),*], &[$($derived),*])
                    $(.$fact())*;

            fn member(&self, n: usize) -> $crate::codegen::v1::View<'_> {
                let mut n = n;
                $(
                    if n == 0 {
                        return $crate::codegen::v1::Field::view(&self.$field);
                    }
                    n -= 1;
                )*
                let _ = n;
                $crate::codegen::v1::Above::view(&self.$above)
            }

            fn member_mut(&mut self, n: usize) -> $crate::codegen::v1::Slot<'_> {
                let mut n = n;
                $(
                    if n == 0 {
                        return $crate::codegen::v1::Field::slot(&mut self.$field);
                    }
                    n -= 1;
                )*
                let _ = n;
                $crate::codegen::v1::Above::slot(&mut self.$above)
            }
        }

        impl ::core::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::codegen::v1::clone(self)
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codegen::v1::debug(self, f)
            }
        }
    };
}

/// Implements a model that is only made, and by its own setters: the parameters of an operation.
///
/// ```
/// use msgraph_core::{Additional, Model as _, codegen::v1::parameters};
///
/// #[derive(Default)]
/// pub struct ResetPassword {
///     pub new_password: Option<String>,
///     pub additional: Additional,
/// }
///
/// parameters! {
///     ResetPassword = "resetPassword";
///     new_password = "newPassword";
/// }
///
/// let mut parameters = ResetPassword::new();
/// parameters.new_password = Some("s3cret".to_owned());
/// assert_eq!(parameters.to_json(), r#"{"newPassword":"s3cret"}"#);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __parameters_v1 {
    ($type:ident = $name:literal; $($field:ident = $wire:literal;)*) => {
        impl $type {
            /// Creates parameters without values.
            #[must_use]
            #[inline]
            pub fn new() -> Self {
                ::core::default::Default::default()
            }
        }

        $crate::__model_v1! {
            @members $type = $name;
            additional;
            $($field = $wire;)*
        }
    };
}

/// Says how the values of a type tell how far an operation has come: the member with the status, the last words of
/// success and of failure, and the member with the percentage, if there is one.
///
/// ```
/// use msgraph_core::{Additional, LongRunning, codegen::v1::{model, operation}};
///
/// #[derive(Default)]
/// pub struct Job {
///     pub phase: Option<String>,
///     pub additional: Additional,
/// }
///
/// model! {
///     Job = "sample.job", entity;
///     additional;
///     phase = "phase", PHASE: Option<String>;
/// }
///
/// operation! {
///     Job = "phase", ["done"], ["broken", "cancelled"];
/// }
///
/// fn can_be_waited_for<O: LongRunning>() {}
/// can_be_waited_for::<Job>();
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __operation_v1 {
    (
        $type:ident = $status:literal, [$($succeeded:literal),*], [$($failed:literal),*]
            $(, $percentage:literal)?;
    ) => {
        impl $crate::LongRunning for $type {
            const INFO: &'static $crate::codegen::v1::OperationInfo =
                &$crate::codegen::v1::OperationInfo::new(
                    $status,
                    &[$($succeeded),*],
                    &[$($failed),*],
                )
                $(.with_percentage($percentage))?;
        }
    };
}

/// Implements serde's traits where the feature asks for them.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_of_model_v1 {
    ($type:ident) => {
        impl $crate::serde_core::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::v1::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde_core::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::v1::deserialize(deserializer)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_of_model_v1 {
    ($type:ident) => {};
}
