//! The contract between this crate and generated code.

/// The first version of the contract: items that generated code names and people do not.
///
/// Generated crates are checked in, and regenerated months apart. So nothing is removed from this module, its traits
/// get methods only with defaults, and its macros gain no `impl`s. Whatever must break these rules goes into a `v2`.
pub mod v1 {
    pub use crate::model::codec::{
        DerivedFrom, EnumerationKind, Field, Slot, StructureKind, TypeInfo, View, cast, clone,
        debug, equal,
    };
    #[cfg(feature = "serde")]
    pub use crate::model::codec::{
        deserialize, deserialize_enumeration, serialize, serialize_enumeration,
    };
    pub use crate::model::macros::{Above, enumeration, model, operation, parameters};
    pub use crate::model::property::{take, with};
    pub use crate::request::operation::OperationInfo;
}
