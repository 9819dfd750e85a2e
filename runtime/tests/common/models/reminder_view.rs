use msgraph_core::Field as _;

pub type ReminderView = msgraph_core::Object<ReminderViewFields>;

/// The fields of [`ReminderView`].
#[derive(Default)]
#[non_exhaustive]
pub struct ReminderViewFields {
    pub start_date_time: Option<String>,
    pub limit: Option<i32>,
    pub names: Vec<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

impl msgraph_core::Members for ReminderViewFields {
    const TYPE: msgraph_core::TypeInfo = msgraph_core::TypeInfo::new(
        "microsoft.graph.reminderView",
        &["StartDateTime", "limit", "names"],
    );

    fn member(&self, n: usize) -> msgraph_core::View<'_> {
        match n {
            0 => self.start_date_time.view(),
            1 => self.limit.view(),
            2 => self.names.view(),
            _ => msgraph_core::View::Root(&self.additional),
        }
    }

    fn member_mut(&mut self, n: usize) -> msgraph_core::Slot<'_> {
        match n {
            0 => self.start_date_time.slot(),
            1 => self.limit.slot(),
            2 => self.names.slot(),
            _ => msgraph_core::Slot::Root(&mut self.additional),
        }
    }
}
