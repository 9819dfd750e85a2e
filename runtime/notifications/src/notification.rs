//! One notification.

use std::fmt;

use msgraph_core::Model;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::NotificationError;
use crate::rich::{EncryptedContent, Resource};

/// A change, or an event in the life of a subscription
/// ([changeNotification](https://learn.microsoft.com/graph/api/resources/changenotification)).
#[derive(Clone)]
pub struct ChangeNotification {
    json: Box<RawValue>,
    members: Members,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    subscription_id: Option<String>,
    tenant_id: Option<String>,
    client_state: Option<String>,
    change_type: Option<String>,
    lifecycle_event: Option<String>,
    resource: Option<String>,
    resource_data: Option<Box<RawValue>>,
    encrypted_content: Option<EncryptedContent>,
}

/// What happened to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeType {
    /// There is a new one.
    Created,
    /// It has changed.
    Updated,
    /// It is gone.
    Deleted,
    /// Something that this crate does not know.
    Other,
}

/// What happened to a subscription
/// ([lifecycle notifications](https://learn.microsoft.com/graph/change-notifications-lifecycle-events)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LifecycleEvent {
    /// It will end unless it is renewed or authorized again.
    ReauthorizationRequired,
    /// It is gone; changes are not notified until there is another.
    SubscriptionRemoved,
    /// Some changes were not notified.
    Missed,
    /// Something that this crate does not know.
    Other,
}

impl ChangeNotification {
    pub(crate) fn read(json: Box<RawValue>) -> Option<Self> {
        let members = serde_json::from_str(json.get()).ok()?;
        Some(Self { json, members })
    }

    /// Returns the id of the subscription.
    #[must_use]
    pub fn subscription_id(&self) -> &str {
        self.members.subscription_id.as_deref().unwrap_or_default()
    }

    /// Returns the id of the tenant that the change was made in.
    #[must_use]
    pub fn tenant_id(&self) -> Option<&str> {
        self.members.tenant_id.as_deref()
    }

    pub(crate) fn client_state(&self) -> Option<&str> {
        self.members.client_state.as_deref()
    }

    /// Returns what happened to the resource; `None` if this is about the subscription.
    #[must_use]
    pub fn change_type(&self) -> Option<ChangeType> {
        let name = self.members.change_type.as_deref()?;
        Some(match name.to_ascii_lowercase().as_str() {
            "created" => ChangeType::Created,
            "updated" => ChangeType::Updated,
            "deleted" => ChangeType::Deleted,
            _ => ChangeType::Other,
        })
    }

    /// Returns what happened to the subscription; `None` if this is about a resource.
    #[must_use]
    pub fn lifecycle_event(&self) -> Option<LifecycleEvent> {
        let name = self.members.lifecycle_event.as_deref()?;
        Some(match name.to_ascii_lowercase().as_str() {
            "reauthorizationrequired" => LifecycleEvent::ReauthorizationRequired,
            "subscriptionremoved" => LifecycleEvent::SubscriptionRemoved,
            "missed" => LifecycleEvent::Missed,
            _ => LifecycleEvent::Other,
        })
    }

    /// Returns the path of the resource: `Users/{id}/Messages/{id}`.
    #[must_use]
    pub fn resource(&self) -> Option<&str> {
        self.members.resource.as_deref()
    }

    /// Returns what comes with the notification as it is, mostly the type and the id of the resource.
    #[must_use]
    pub fn resource_data(&self) -> Option<Resource> {
        let data = self.members.resource_data.as_ref()?;
        Some(Resource::new(data.get()))
    }

    /// Returns the resource itself, encrypted, in a rich notification.
    #[must_use]
    pub fn encrypted_content(&self) -> Option<&EncryptedContent> {
        self.members.encrypted_content.as_ref()
    }

    /// Returns the whole notification as the type of a generated crate, `models::ChangeNotification`.
    ///
    /// # Errors
    ///
    /// If `M` cannot be read from it.
    pub fn to_model<M: Model>(&self) -> Result<M, NotificationError> {
        let model = M::from_json(self.json.get().as_bytes());
        model.map_err(|error| NotificationError::Resource(error.to_string()))
    }
}

/// Without `clientState`, and without data of people.
impl fmt::Debug for ChangeNotification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangeNotification")
            .field("subscription_id", &self.subscription_id())
            .field("change_type", &self.change_type())
            .field("lifecycle_event", &self.lifecycle_event())
            .field("is_encrypted", &self.encrypted_content().is_some())
            .finish_non_exhaustive()
    }
}
