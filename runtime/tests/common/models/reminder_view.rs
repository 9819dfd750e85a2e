#[derive(Default)]
#[non_exhaustive]
pub struct ReminderView {
    pub start_date_time: Option<String>,
    pub limit: Option<i32>,
    pub names: Vec<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

msgraph_core::codegen::v1::model! {
    ReminderView = "microsoft.graph.reminderView";
    additional;
    start_date_time = "StartDateTime";
    limit = "limit";
    names = "names";
}
