//! Between the same type of two versions of a service.

use super::Model;
use super::decode::from_json;
use super::encode::to_json;
use super::version::VersionOf;
use crate::error::Error;
use crate::model::enumeration::{Enumeration, read};

/// `value` as the type `T` of another module. The tables of both say what becomes of it, so no code is generated for it.
///
/// [`VersionOf`] compares hashes of their names; the names are compared when the program is built.
pub(super) fn convert<S: Model, T: Model + VersionOf<S>>(value: &S) -> Result<T, Error> {
    const {
        assert!(
            is_same(S::TYPE.name(), T::TYPE.name()),
            "these are different types"
        );
    };
    from_json(to_json(value).as_bytes())
}

/// The member of another version's enumeration that is called like this one.
pub(crate) fn convert_member<S: Enumeration, T: Enumeration + VersionOf<S>>(member: &S) -> T {
    const {
        assert!(
            is_same(S::TYPE.name(), T::TYPE.name()),
            "these are different enumerations"
        );
    };
    read(member.as_str())
}

/// `==` of texts is not there yet when constants are made.
const fn is_same(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let ([a, rest_of_one @ ..], [b, rest_of_other @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (rest_of_one, rest_of_other);
    }
    one.is_empty() && other.is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn names_are_compared_whole() {
        assert!(is_same("graph.user", "graph.user"));
        for other in ["graph.users", "graph.use", "graph.uses", ""] {
            assert!(!is_same("graph.user", other), "{other}");
        }
    }
}
