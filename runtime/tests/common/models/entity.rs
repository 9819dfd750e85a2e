use msgraph_core::Field as _;

#[derive(Default)]
#[non_exhaustive]
pub struct Entity {
    pub id: Option<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

msgraph_core::model!(Entity);

impl msgraph_core::Model for Entity {
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
