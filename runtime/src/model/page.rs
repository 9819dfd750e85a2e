//! Collections and single values as services wrap them.

use std::fmt;

use crate::model::codec::{self, Additional, Element, Field, Model, Slot, TypeInfo, View};
use crate::model::json::string;

/// The name of the type of all pages.
pub(crate) const PAGE: &str = "Page";

/// The name of the type of all single values.
pub(crate) const SINGLE: &str = "Single";

/// A page of a collection.
///
/// ```
/// # use msgraph_core::Model as _;
/// let page = msgraph_core::Page::<String>::from_json(br#"{"value":["a","b"],"@odata.count":7}"#)?;
/// assert_eq!(page.value, ["a", "b"]);
/// assert_eq!(page.count(), Some(7));
/// # Ok::<(), msgraph_core::Error>(())
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub value: Vec<T>,
    /// Members that have no field here.
    pub additional: Additional,
    count: Option<i64>,
    next_link: Option<String>,
    delta_link: Option<String>,
    /// As OData 4.01 spells them: without `odata.`.
    short: Short,
}

#[derive(Clone, Default)]
struct Short {
    count: Option<i64>,
    next_link: Option<String>,
    delta_link: Option<String>,
}

impl<T> Page<T> {
    /// How many items the collection has, if the request asked for it.
    #[must_use]
    pub fn count(&self) -> Option<i64> {
        self.count.or(self.short.count)
    }

    /// The URL of the next page, if there is one.
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        let link = self.next_link.as_deref();
        link.or(self.short.next_link.as_deref())
    }

    /// The URL that asks for later changes, on the last page of a delta query.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        let link = self.delta_link.as_deref();
        link.or(self.short.delta_link.as_deref())
    }

    /// The context URL, which relative links are relative to
    /// ([JSON Format 4.01, 4.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_RelativeURLs)).
    pub(crate) fn context(&self) -> Option<String> {
        let names = ["@odata.context", "@context"];
        let text = names.iter().find_map(|name| self.additional.get(name))?;
        string(text)
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            additional: Additional::new(),
            count: None,
            next_link: None,
            delta_link: None,
            short: Short::default(),
        }
    }
}

impl<T: Element> Model for Page<T> {
    const TYPE: TypeInfo = TypeInfo::new(
        PAGE,
        &[
            "@odata.count",
            "value",
            "@odata.nextLink",
            "@odata.deltaLink",
            "@count",
            "@nextLink",
            "@deltaLink",
        ],
        &[],
    );

    fn member(&self, n: usize) -> View<'_> {
        match n {
            0 => self.count.view(),
            1 => self.value.view(),
            2 => self.next_link.view(),
            3 => self.delta_link.view(),
            4 => self.short.count.view(),
            5 => self.short.next_link.view(),
            6 => self.short.delta_link.view(),
            _ => View::Root(&self.additional),
        }
    }

    fn member_mut(&mut self, n: usize) -> Slot<'_> {
        match n {
            0 => self.count.slot(),
            1 => self.value.slot(),
            2 => self.next_link.slot(),
            3 => self.delta_link.slot(),
            4 => self.short.count.slot(),
            5 => self.short.next_link.slot(),
            6 => self.short.delta_link.slot(),
            _ => Slot::Root(&mut self.additional),
        }
    }
}

/// A value that is not an object, as the answer of an operation: `{"value": true}`.
///
/// ```
/// use msgraph_core::{Model as _, Single};
///
/// let answer = Single::<Option<bool>>::from_json(br#"{"@odata.context":"..","value":true}"#)?;
/// assert_eq!(answer.value, Some(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Single<F> {
    /// The value.
    pub value: F,
    /// Members that have no field here.
    pub additional: Additional,
}

impl<F: Field> Model for Single<F> {
    const TYPE: TypeInfo = TypeInfo::new(SINGLE, &["value"], &[]);

    fn member(&self, n: usize) -> View<'_> {
        if n == 0 {
            self.value.view()
        } else {
            View::Root(&self.additional)
        }
    }

    fn member_mut(&mut self, n: usize) -> Slot<'_> {
        if n == 0 {
            self.value.slot()
        } else {
            Slot::Root(&mut self.additional)
        }
    }
}

/// Implements for generic types what [`model!`](crate::codegen::v1::model) does for others.
macro_rules! generic_model {
    ($type:ident<$parameter:ident: $bound:ident>) => {
        impl<$parameter: $bound> fmt::Debug for $type<$parameter> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                codec::debug(self, f)
            }
        }

        impl<$parameter: $bound> PartialEq for $type<$parameter> {
            fn eq(&self, other: &Self) -> bool {
                codec::equal(self, other)
            }
        }

        #[cfg(feature = "serde")]
        impl<$parameter: $bound> serde_core::Serialize for $type<$parameter> {
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: serde_core::Serializer,
            {
                codec::serialize(self, serializer)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de, $parameter: $bound> serde_core::Deserialize<'de> for $type<$parameter> {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: serde_core::Deserializer<'de>,
            {
                codec::deserialize(deserializer)
            }
        }
    };
}

generic_model!(Page<T: Element>);
generic_model!(Single<F: Field>);
