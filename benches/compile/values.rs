//! What `msgraph-core` has a type for, as plainly as serde's derive can read it.

macro_rules! texts {
    ($($name:ident)*) => { $(pub type $name = String;)* };
}

texts!(Binary Date DateTimeOffset Decimal Duration Guid Json TimeOfDay);

/// What is unknown.
pub type Additional = serde_json::Map<String, serde_json::Value>;

pub type Flags<E> = Vec<E>;
