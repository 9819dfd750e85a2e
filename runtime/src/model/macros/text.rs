//! Serde's traits for types of this crate that are shown and read as texts.

/// Implements serde's traits by `Display` and `FromStr`, where the feature asks for them.
macro_rules! by_text {
    ($type:ident) => {
        #[cfg(feature = "serde")]
        impl serde_core::Serialize for $type {
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: serde_core::Serializer,
            {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde_core::Deserialize<'de> for $type {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: serde_core::Deserializer<'de>,
            {
                let text = <String as serde_core::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde_core::de::Error::custom)
            }
        }
    };
}

pub(crate) use by_text;
