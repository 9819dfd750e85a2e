//! What documents say about objects and members: control information and annotations.
//!
//! See [JSON Format 4.01, 4.6 and 20](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControlInformation).
//! OData 4.01 lets services leave out `odata.` in the names of control information: `@etag`.

use super::Additional;
use super::model::{DynModel, ODATA_TYPE, additional};
use crate::model::json;

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

    /// Whether another `@odata.type` would be one too many.
    pub(crate) fn tells_type(&self) -> bool {
        self.odata_type().is_some() || self.get(ODATA_TYPE).is_some()
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
pub(crate) fn etag(model: &DynModel) -> Option<String> {
    additional(model).etag()
}

/// Why a delta query no longer has an entity.
///
/// ```
/// use msgraph_core::{Model as _, Removed};
/// use msgraph_operations::v1_0::models::Entity;
///
/// let entity = Entity::from_json(br#"{"id":"1","@removed":{"reason":"deleted"}}"#)?;
/// assert_eq!(entity.additional.removed(), Some(Removed::Deleted));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(members: &[(&str, &str)]) -> Additional {
        let mut additional = Additional::new();
        for (name, json) in members {
            additional.put(name, json);
        }
        additional
    }

    #[test]
    fn control_information_has_two_names() {
        type Accessor = fn(&Additional) -> Option<String>;
        let accessors: [(&str, Accessor); 9] = [
            ("type", |a| a.odata_type().map(str::to_owned)),
            ("id", Additional::odata_id),
            ("etag", Additional::etag),
            ("context", Additional::context),
            ("editLink", Additional::edit_link),
            ("readLink", Additional::read_link),
            ("mediaReadLink", Additional::media_read_link),
            ("mediaEditLink", Additional::media_edit_link),
            ("mediaContentType", Additional::media_content_type),
        ];
        for (name, accessor) in accessors {
            let (full, short) = (format!("@odata.{name}"), format!("@{name}"));
            for spelled in [&full, &short] {
                let additional = of(&[("x", "1"), (spelled, "\"a.b\"")]);
                assert_eq!(accessor(&additional).as_deref(), Some("a.b"), "{spelled}");
                assert_eq!(additional.annotation(name), Some("\"a.b\""));
                assert_eq!(additional.annotation(&full[1..]), Some("\"a.b\""));
            }
            let both = of(&[(&short, "\"no\""), (&full, "\"yes\"")]);
            assert_eq!(accessor(&both).as_deref(), Some("yes"));
            for other in ["null", "7", "{}"] {
                assert_eq!(accessor(&of(&[(&full, other)])), None, "{name} {other}");
            }
            assert_eq!(accessor(&of(&[("y@odata.etag", "\"a\"")])), None);
        }
    }

    #[test]
    fn types_are_named_in_several_ways() {
        for (text, name) in [
            ("#microsoft.graph.user", Some("microsoft.graph.user")),
            ("microsoft.graph.user", Some("microsoft.graph.user")),
            ("https://h/v1.0/$metadata#a.b", Some("a.b")),
            ("#Collection(Edm.String)", Some("Collection(Edm.String)")),
            ("", Some("")),
            (r"a\u0041", None),
        ] {
            let json = format!("\"{text}\"");
            assert_eq!(of(&[("@odata.type", &json)]).odata_type(), name, "{text}");
            assert_eq!(of(&[("m@odata.type", &json)]).type_of("m"), name, "{text}");
        }
    }

    #[test]
    fn annotations_belong_to_members_too() {
        let additional = of(&[
            ("members@odata.count", "12"),
            ("owners@count", "\"9007199254740993\""),
            ("bad@odata.count", "[]"),
            ("members@odata.nextLink", r#""https://h/?a=\u00fc\/""#),
            ("members@odata.navigationLink", "\"groups/1/members\""),
            ("members@contoso.note", "{\"a\":1}"),
            ("@contoso.note", "true"),
        ]);
        assert_eq!(additional.count_of("members"), Some(12));
        assert_eq!(additional.count_of("owners"), Some(9_007_199_254_740_993));
        assert_eq!(additional.count_of("bad"), None);
        assert_eq!(
            additional.next_link_of("members").unwrap(),
            "https://h/?a=ü/"
        );
        assert_eq!(additional.next_link_of("owners"), None);
        let link = additional.navigation_link_of("members").unwrap();
        assert_eq!(link, "groups/1/members");
        let note = additional.annotation_of("members", "contoso.note");
        assert_eq!(note, Some("{\"a\":1}"));
        assert_eq!(additional.annotation("contoso.note"), Some("true"));
        assert_eq!(
            additional.annotation_of("members", "odata.count"),
            Some("12")
        );
        assert_eq!(additional.annotation_of("owners", "contoso.note"), None);
    }

    #[test]
    fn what_was_removed_says_why() {
        for (json, reason) in [
            (r#"{"reason":"changed"}"#, Removed::Changed),
            (r#"{"x":1,"reason":"deleted"}"#, Removed::Deleted),
            (r#"{"reason":"archived"}"#, Removed::Unspecified),
            ("{}", Removed::Unspecified),
            ("null", Removed::Unspecified),
        ] {
            assert_eq!(of(&[("@removed", json)]).removed(), Some(reason), "{json}");
        }
        assert_eq!(Additional::new().removed(), None);
    }
}
