//! What a notification is about.

use std::fmt;

use msgraph_core::Model;
use serde::Deserialize;

use crate::NotificationError;

/// The data of a resource, whose type is chosen by who reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct Resource {
    json: String,
    odata_type: Option<String>,
}

#[derive(Deserialize)]
struct Annotations {
    #[serde(rename = "@odata.type")]
    odata_type: Option<String>,
}

impl Resource {
    pub(crate) fn new(json: &str) -> Self {
        let annotations = serde_json::from_str::<Annotations>(json).ok();
        let odata_type = annotations.and_then(|annotations| annotations.odata_type);
        Self {
            json: json.to_owned(),
            odata_type: odata_type.map(|name| name.trim_start_matches('#').to_owned()),
        }
    }

    /// Returns the name of the type that the data says it has, `Microsoft.Graph.Message`: not always as the
    /// metadata spells it.
    #[must_use]
    pub fn odata_type(&self) -> Option<&str> {
        self.odata_type.as_deref()
    }

    /// Returns whether this is an `M`, or of a type derived from it. What does not say what it is may be anything.
    #[must_use]
    pub fn is<M: Model>(&self) -> bool {
        let names = || M::TYPE.derived().iter().copied().chain([M::TYPE.name()]);
        self.odata_type()
            .is_none_or(|is| names().any(|name| name.eq_ignore_ascii_case(is)))
    }

    /// Reads this as an `M`, a type of a generated crate.
    ///
    /// # Errors
    ///
    /// If it says that it is something else, or is no JSON object.
    pub fn read<M: Model>(&self) -> Result<M, NotificationError> {
        if !self.is::<M>() {
            let (is, wanted) = (self.odata_type().unwrap_or_default(), M::TYPE.name());
            return Err(NotificationError::Resource(format!(
                "it is {is}, not {wanted}"
            )));
        }
        let model = M::from_json(self.json.as_bytes());
        model.map_err(|error| NotificationError::Resource(error.to_string()))
    }

    /// Returns the JSON text.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }
}

/// The type only: the data is somebody's.
impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource")
            .field("odata_type", &self.odata_type)
            .finish_non_exhaustive()
    }
}
