//! References between entities: `$ref`.
//!
//! See [Protocol 4.01, 11.2.9 and 11.4.6](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ModifyingRelationshipsbetweenEntities).

use http::Method;

use crate::model::codec::{Additional, to_json};
use crate::model::macros::model;
use crate::model::page::Page;
use crate::request::message::Request;
use crate::request::target::Target;

impl Target {
    /// The references to the items of this collection.
    #[must_use]
    pub fn references(&self) -> References {
        References::new(self.segment("$ref"))
    }

    /// The reference to this resource.
    #[must_use]
    pub fn reference(&self) -> Reference {
        Reference::new(self.segment("$ref"))
    }
}

/// The references that a navigation property to many holds: `/groups/{id}/members/$ref`.
///
/// A reference is told by the URL of its entity, absolute or relative to the service, or by a request to
/// the entity: `add(&graph.users().by_id("u").get())`.
///
/// ```
/// use msgraph_core::{Client, Cloud, StaticToken};
///
/// # let transport = msgraph_core::transport_fn(|_| async { unreachable!() });
/// let client = Client::with_transport(Cloud::Global, StaticToken::new("…"), transport);
/// let graph = client.service("v1.0");
/// let members = graph.segment("groups").key("g").segment("members").references();
/// let user = "https://graph.microsoft.com/v1.0/users/u";
/// let request = members.add(user);
/// assert_eq!(request.url(), "https://graph.microsoft.com/v1.0/groups/g/members/$ref");
/// assert_eq!(request.body(), Some(format!(r#"{{"@odata.id":"{user}"}}"#).as_bytes()));
/// ```
#[derive(Clone, Debug)]
pub struct References(Target);

impl References {
    fn new(target: Target) -> Self {
        Self(target)
    }

    /// Reads a page of the references.
    pub fn list(&self) -> Request<Page<EntityReference>> {
        self.0.get()
    }

    /// Adds a reference to an entity that is there already.
    pub fn add(&self, to: impl Into<EntityReference>) -> Request<()> {
        let body = to_json(&to.into());
        self.0.request(Method::POST, Some(body))
    }

    /// Removes the reference to an entity, not the entity: `DELETE …/$ref?$id=…`. Graph wants
    /// [`Reference::delete`] below the entity's key in place of this.
    pub fn remove(&self, to: impl Into<EntityReference>) -> Request<()> {
        let id = to.into().id.unwrap_or_default();
        self.0.delete().with_query("$id", &id)
    }
}

/// The reference to one entity: `/users/{id}/manager/$ref`, `/groups/{id}/members/{id}/$ref`.
///
/// ```
/// use msgraph_core::{Bytes, Target};
///
/// fn appoint(users: &Target) -> msgraph_core::Request<()> {
///     let manager = users.key("ada@contoso.com").get::<Bytes>();
///     users.key("adele@contoso.com").segment("manager").reference().put(&manager)
/// }
/// # let _ = appoint;
/// ```
#[derive(Clone, Debug)]
pub struct Reference(Target);

impl Reference {
    fn new(target: Target) -> Self {
        Self(target)
    }

    /// Reads the reference.
    pub fn get(&self) -> Request<EntityReference> {
        self.0.get()
    }

    /// Makes a navigation property to one lead to another entity, which is there already.
    pub fn put(&self, to: impl Into<EntityReference>) -> Request<()> {
        let body = to_json(&to.into());
        self.0.request(Method::PUT, Some(body))
    }

    /// Removes the reference, not the entity.
    pub fn delete(&self) -> Request<()> {
        self.0.delete()
    }
}

/// A reference to an entity: its URL, which is also what a request that reads it has.
///
/// ```
/// use msgraph_core::{Bytes, EntityReference, Target};
///
/// fn manager(users: &Target) -> EntityReference {
///     // The request that would read the entity says where it is.
///     (&users.key("adele@contoso.com").get::<Bytes>()).into()
/// }
/// # let _ = manager;
/// ```
#[derive(Default)]
#[non_exhaustive]
pub struct EntityReference {
    /// The URL of the entity, absolute or relative to the service.
    pub id: Option<String>,
    /// Members that have no field here.
    pub additional: Additional,
}

model! {
    EntityReference = "Edm.EntityReference";
    additional;
    id = "@odata.id";
}

impl From<&str> for EntityReference {
    fn from(url: &str) -> Self {
        url.to_owned().into()
    }
}

impl From<String> for EntityReference {
    fn from(url: String) -> Self {
        let mut reference = Self::new();
        reference.id = Some(url);
        reference
    }
}

/// What the request is made to.
impl<T> From<&Request<T>> for EntityReference {
    fn from(request: &Request<T>) -> Self {
        request.url().into()
    }
}
