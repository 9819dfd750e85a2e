//! Between the same type of two versions of a service.

use super::Model;
use super::decode::from_json;
use super::encode::to_json;
use super::version::VersionOf;
use crate::error::Error;
use crate::model::enumeration::{Enumeration, read};

/// `value` as the type `T` of another module. The tables of both say what becomes of it, so no code is generated for it.
pub(super) fn convert<S: Model, T: Model + VersionOf<S>>(value: &S) -> Result<T, Error> {
    from_json(to_json(value).as_bytes())
}

/// The member of another version's enumeration that is called like this one.
pub(crate) fn convert_member<S: Enumeration, T: Enumeration + VersionOf<S>>(member: &S) -> T {
    read(member.as_str())
}
