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

/// Returns the hash of a name ([FNV-1a](http://www.isthe.com/chongo/tech/comp/fnv/), 128 bits).
#[must_use]
pub const fn hash(name: &str) -> u128 {
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let mut bytes = name.as_bytes();
    while let [byte, rest @ ..] = bytes {
        hash = (hash ^ *byte as u128).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        bytes = rest;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn hashes_are_those_of_the_specification() {
        assert_eq!(hash(""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(hash("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_eq!(hash("foobar"), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18);
    }
}
