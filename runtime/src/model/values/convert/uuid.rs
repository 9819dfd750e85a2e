//! The feature `uuid`.

use uuid::Uuid;

use crate::model::values::{Guid, InvalidValue};

impl From<Uuid> for Guid {
    fn from(uuid: Uuid) -> Self {
        Self::from_u128(uuid.as_u128())
    }
}

impl TryFrom<&Guid> for Uuid {
    type Error = InvalidValue;

    fn try_from(guid: &Guid) -> Result<Self, Self::Error> {
        guid.to_u128().map(Self::from_u128)
    }
}

owned!(Guid => Uuid;);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids() {
        for bits in [0, 1, 0x1935_6be4_7e93_4ed6_a7c6_0ae2_8454_d125, u128::MAX] {
            let uuid = Uuid::from_u128(bits);
            let guid = Guid::from(uuid);
            assert_eq!(guid.as_str(), uuid.to_string());
            assert_eq!(Uuid::try_from(&guid), Ok(uuid));
        }
        assert!(Uuid::try_from(&Guid::from_wire("19356be4")).is_err());
    }
}
