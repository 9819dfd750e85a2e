//! What documents say about objects and members: control information and annotations.
//!
//! See [JSON Format 4.01, 4.6 and 20](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControlInformation).
//! OData 4.01 lets services leave out `odata.` in the names of control information: `@etag`.

use super::Additional;
use super::model::{Object, additional};
use crate::json;

/// Control information and annotations. They are found under both names that OData 4.01 allows:
/// `@odata.etag` and `@etag`.
///
/// ```
/// use msgraph_core::{Additional, Removed};
///
/// let mut additional = Additional::new();
/// additional.insert("@odata.etag", r#""W/\"7\"""#)?;
/// additional.insert("@microsoft.graph.downloadUrl", r#""https://contoso.com/1""#)?;
/// additional.insert("members@count", "12")?;
/// additional.insert("@removed", r#"{"reason":"deleted"}"#)?;
/// assert_eq!(additional.etag().as_deref(), Some("W/\"7\""));
/// assert_eq!(
///     additional.annotation("microsoft.graph.downloadUrl"),
///     Some(r#""https://contoso.com/1""#),
/// );
/// assert_eq!(additional.count_of("members"), Some(12));
/// assert_eq!(additional.removed(), Some(Removed::Deleted));
/// # Ok::<(), msgraph_core::Error>(())
/// ```
impl Additional {
    /// The name of the type that the object says it has in `@odata.type`, without `#`.
    #[must_use]
    pub fn odata_type(&self) -> Option<&str> {
        self.type_of("")
    }

    /// The id of the entity, a URL: `@odata.id`.
    #[must_use]
    pub fn odata_id(&self) -> Option<String> {
        self.text("id")
    }

    /// What tells the state of the entity from others, to be sent in `If-Match`: `@odata.etag`.
    #[must_use]
    pub fn etag(&self) -> Option<String> {
        self.text("etag")
    }

    /// The URL that says what the document is about: `@odata.context`.
    #[must_use]
    pub fn context(&self) -> Option<String> {
        self.text("context")
    }

    /// The URL at which the entity can be changed: `@odata.editLink`.
    #[must_use]
    pub fn edit_link(&self) -> Option<String> {
        self.text("editLink")
    }

    /// The URL at which the entity can be read: `@odata.readLink`.
    #[must_use]
    pub fn read_link(&self) -> Option<String> {
        self.text("readLink")
    }

    /// The URL of the bytes of a media entity: `@odata.mediaReadLink`.
    #[must_use]
    pub fn media_read_link(&self) -> Option<String> {
        self.text("mediaReadLink")
    }

    /// The URL at which the bytes of a media entity can be changed: `@odata.mediaEditLink`.
    #[must_use]
    pub fn media_edit_link(&self) -> Option<String> {
        self.text("mediaEditLink")
    }

    /// The media type of the bytes of a media entity: `@odata.mediaContentType`.
    #[must_use]
    pub fn media_content_type(&self) -> Option<String> {
        self.text("mediaContentType")
    }

    /// That a delta query no longer has the entity, and why: `@removed`
    /// ([JSON Format 4.01, 15.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_DeletedEntity)).
    #[must_use]
    pub fn removed(&self) -> Option<Removed> {
        let removed = self.control("", "removed")?;
        let reason = json::member(removed, "reason").and_then(json::string);
        Some(match reason.as_deref() {
            Some("changed") => Removed::Changed,
            Some("deleted") => Removed::Deleted,
            _ => Removed::Unspecified,
        })
    }

    /// The JSON text of an annotation of the object: `annotation("microsoft.graph.downloadUrl")`.
    #[must_use]
    pub fn annotation(&self, term: &str) -> Option<&str> {
        self.annotation_of("", term)
    }

    /// The JSON text of an annotation of a member: `annotation_of("members", "odata.context")`.
    #[must_use]
    pub fn annotation_of(&self, member: &str, term: &str) -> Option<&str> {
        match term.strip_prefix("odata.") {
            Some(name) => self.control(member, name),
            // The names of terms are qualified; those of control information are not.
            None if !term.contains('.') => self.control(member, term),
            None => self.get(&format!("{member}@{term}")),
        }
    }

    /// The name of the type that a member says its value has, without `#`: `member@odata.type`.
    #[must_use]
    pub fn type_of(&self, member: &str) -> Option<&str> {
        let text = self.control(member, "type")?;
        let name = text.strip_prefix('"')?.strip_suffix('"')?;
        // A type name has nothing to escape; a URL before the `#` names the metadata document.
        let name = name.rsplit_once('#').map_or(name, |(_, fragment)| fragment);
        (!name.contains('\\')).then_some(name)
    }

    /// How many items the collection behind a member has, if the request asked for it:
    /// `members@odata.count`.
    #[must_use]
    pub fn count_of(&self, member: &str) -> Option<i64> {
        let count = self.control(member, "count")?;
        // A string, if the request wanted large numbers so.
        match json::string(count) {
            Some(text) => text.parse().ok(),
            None => count.parse().ok(),
        }
    }

    /// The URL of the items that follow those in a member: `members@odata.nextLink`. A
    /// [`Page`](crate::Page) has that of its own.
    #[must_use]
    pub fn next_link_of(&self, member: &str) -> Option<String> {
        self.text_of(member, "nextLink")
    }

    /// The URL of what is behind a navigation property: `members@odata.navigationLink`.
    #[must_use]
    pub fn navigation_link_of(&self, member: &str) -> Option<String> {
        self.text_of(member, "navigationLink")
    }

    fn text(&self, name: &str) -> Option<String> {
        self.text_of("", name)
    }

    fn text_of(&self, member: &str, name: &str) -> Option<String> {
        json::string(self.control(member, name)?)
    }

    /// The JSON text of control information about a member, or about the object itself.
    fn control(&self, member: &str, name: &str) -> Option<&str> {
        let full = self.get(&format!("{member}@odata.{name}"));
        full.or_else(|| self.get(&format!("{member}@{name}")))
    }
}

/// The state of the entity that `model` shows.
pub(crate) fn etag(model: &Object) -> Option<String> {
    additional(model).etag()
}

/// Why a delta query no longer has an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Removed {
    /// It is there, and no longer what was asked for. Services may restore it.
    Changed,
    /// It is no longer there.
    Deleted,
    /// The service does not say, or says something newer than this crate.
    Unspecified,
}
