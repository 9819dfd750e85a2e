//! Types of the same name in several versions of a service, told apart from others by the compiler.

/// A type that the schema of a service gives a name. Generated code implements it.
pub trait Named {
    /// The [`Name`].
    type Name;
}

/// The name of a type, as a type: its [`hash`].
#[derive(Debug)]
pub enum Name<const HASH: u128> {}

/// A type with this [`Name`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` has another name in the schema than the type of the value, which does not convert into it",
    label = "no version of the same type",
    note = "`convert` leads to the type of the same name in another module or crate; to a base type leads `into_base`"
)]
pub trait Called<N> {}

/// `Self` is the type `T` in another version of the service, or in another crate: it has the same name. Values of `T`
/// [`convert`](crate::Model::convert) into it.
///
/// ```
/// use msgraph_core::{Error, Model, VersionOf};
/// use msgraph_operations::{beta, v1_0};
///
/// fn stable<T: Model>(previews: &[beta::models::PublicError]) -> Result<Vec<T>, Error>
/// where
///     T: VersionOf<beta::models::PublicError>,
/// {
///     previews.iter().map(Model::convert).collect()
/// }
///
/// let errors: Vec<v1_0::models::PublicError> = stable(&[beta::models::PublicError::new()])?;
/// assert_eq!(errors.len(), 1);
/// # Ok::<(), msgraph_core::Error>(())
/// ```
pub trait VersionOf<T> {}

impl<T: Named, V: Called<T::Name>> VersionOf<T> for V {}

/// Returns the hash of a name: its length, and bytes at distances that depend on it. The compiler works it out for each type, and a loop
/// over all bytes took it a thirtieth of what the type takes in all. That two names do not have one hash by chance is
/// looked at when a program that converts is built.
#[must_use]
#[allow(clippy::indexing_slicing)] // all are below the length
#[allow(clippy::cast_possible_truncation)] // names of one length modulo 256 differ elsewhere
pub const fn hash(name: &str) -> u128 {
    let bytes = name.as_bytes();
    let n = bytes.len();
    if n == 0 {
        return 0;
    }
    u128::from_be_bytes([
        n as u8,
        bytes[0],
        bytes[n / 14],
        bytes[n * 2 / 14],
        bytes[n * 3 / 14],
        bytes[n * 4 / 14],
        bytes[n * 5 / 14],
        bytes[n * 6 / 14],
        bytes[n * 7 / 14],
        bytes[n * 8 / 14],
        bytes[n * 9 / 14],
        bytes[n * 10 / 14],
        bytes[n * 11 / 14],
        bytes[n * 12 / 14],
        bytes[n * 13 / 14],
        bytes[n - 1],
    ])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::hash;

    #[test]
    fn names_have_hashes_of_their_own() {
        let names = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "microsoft.graph.user",
            "microsoft.graph.users",
            "microsoft.graph.usfr",
            "microsoft.graph.iosDeviceConfiguration",
            "microsoft.graph.macDeviceConfiguration",
        ];
        let hashes: BTreeSet<_> = names.iter().map(|name| hash(name)).collect();
        assert_eq!(hashes.len(), names.len());
    }
}
