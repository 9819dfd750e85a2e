use msgraph_core::Field as _;

pub type Entity = msgraph_core::Object<EntityFields>;

/// The fields of [`Entity`].
#[derive(Default)]
#[non_exhaustive]
pub struct EntityFields {
    pub id: Option<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

impl msgraph_core::Members for EntityFields {
    const TYPE: msgraph_core::TypeInfo =
        msgraph_core::TypeInfo::new("microsoft.graph.entity", &["id"])
            .with_entity()
            .with_derived(&[
                "microsoft.graph.longRunningOperation",
                "microsoft.graph.richLongRunningOperation",
                "microsoft.graph.user",
            ])
            .with_abstract();

    fn member(&self, n: usize) -> msgraph_core::View<'_> {
        match n {
            0 => self.id.view(),
            _ => msgraph_core::View::Root(&self.additional),
        }
    }

    fn member_mut(&mut self, n: usize) -> msgraph_core::Slot<'_> {
        match n {
            0 => self.id.slot(),
            _ => msgraph_core::Slot::Root(&mut self.additional),
        }
    }
}

pub const ID: &msgraph_core::Property<Entity, Option<String>, msgraph_core::ReadOnly> =
    &msgraph_core::Property::new("id");
