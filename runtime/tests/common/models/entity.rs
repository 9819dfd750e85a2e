#[derive(Default)]
#[non_exhaustive]
pub struct Entity {
    pub id: Option<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

msgraph_core::codegen::v1::model! {
    Entity = "microsoft.graph.entity", entity, abstract_type;
    additional;
    id = "id", ID: Option<String>, ReadOnly;
}
