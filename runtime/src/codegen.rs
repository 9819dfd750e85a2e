//! The contract between this crate and generated code.
//!
//! A generated crate says in its `lib.rs` which contract it was generated for, with [`contract!`]. A crate of this
//! version accepts all contracts that it has a module for, so a generated crate that is checked in compiles for as long.

pub use crate::__contract as contract;

/// Says which contract a crate was generated for. Generated crates begin with it.
///
/// Of a contract that this version of `msgraph-core` has, nothing comes of it:
///
/// ```
/// msgraph_core::codegen::contract!(v1);
/// ```
///
/// Any other ends compilation with a sentence that says what to update or to generate again, before the compiler tells of
/// each name that is missing:
///
/// ```compile_fail
/// msgraph_core::codegen::contract!(v2);
/// ```
///
/// A contract that is given up gets an arm of its own, which says that the crate has to be generated again.
#[doc(hidden)]
#[macro_export]
macro_rules! __contract {
    (v1) => {};
    ($contract:ident) => {
        ::core::compile_error!(::core::concat!(
            "`",
            ::core::env!("CARGO_PKG_NAME"),
            "` was generated for contract `",
            ::core::stringify!($contract),
            "` of msgraph-core, and this msgraph-core knows `v1` alone: run `cargo update --package msgraph-core` \
             (and raise its version in Cargo.toml if need be), or generate the crate again with the \
             msgraph-codegen of the same version as this msgraph-core"
        ));
    };
}

/// The first version of the contract: items that generated code names and people do not.
///
/// Generated crates are checked in, and regenerated months apart. So nothing is removed from this module, its traits
/// get methods only with defaults, and its macros gain no `impl`s. Whatever must break these rules goes into a `v2`.
///
/// Traits that only generated code implements need items of this module to be implemented, and those of which a program
/// could lose values if they were implemented falsely have the compiler check what is said: see [`DerivedFrom`](v1::DerivedFrom).
pub mod v1 {
    #[doc(hidden)]
    pub use crate::model::codec::{
        AnyFlags, AnyModel, BoxKind, Change, Collection, Datum, EnumerationSlot, IntegerSlot, Kind,
        List, Literal, ObjectKind, ObjectSlot, Objects, Sink, TextSlot, Values,
    };
    pub use crate::model::codec::{
        ByBase, Called, DerivedFrom, EnumerationKind, Field, Itself, Lineage, Name, Named, Slot,
        StructureKind, TypeInfo, View, cast, clone, debug, equal, hash, into_ancestor,
    };
    #[cfg(feature = "serde")]
    pub use crate::model::codec::{
        deserialize, deserialize_enumeration, serialize, serialize_enumeration,
    };
    #[doc(hidden)]
    pub use crate::model::enumeration::Member;
    pub use crate::model::enumeration::{EnumerationType, parse};
    pub use crate::model::macros::{Above, enumeration, model, operation, parameters};
    pub use crate::model::property::{take, with};
    pub use crate::request::operation::OperationInfo;
}
