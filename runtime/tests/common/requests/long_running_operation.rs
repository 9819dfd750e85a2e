use crate::common::models::LongRunningOperation;

#[derive(Clone, Debug)]
pub struct LongRunningOperationRequestBuilder(msgraph_core::Target);

impl LongRunningOperationRequestBuilder {
    pub(crate) fn with_target(target: msgraph_core::Target) -> Self {
        Self(target)
    }

    pub fn get(&self) -> msgraph_core::Request<LongRunningOperation> {
        self.0.get()
    }
}

#[derive(Clone, Debug)]
pub struct LongRunningOperationCollectionRequestBuilder(msgraph_core::Target);

impl LongRunningOperationCollectionRequestBuilder {
    pub(crate) fn with_target(target: msgraph_core::Target) -> Self {
        Self(target)
    }

    pub fn list(&self) -> msgraph_core::Request<msgraph_core::Page<LongRunningOperation>> {
        self.0.get()
    }

    pub fn create<D>(&self, operation: D) -> msgraph_core::Request<LongRunningOperation>
    where
        D: msgraph_core::Model + msgraph_core::IsA<LongRunningOperation>,
    {
        self.0.create::<LongRunningOperation>(&operation)
    }

    pub fn by_id(&self, id: impl AsRef<str>) -> LongRunningOperationRequestBuilder {
        LongRunningOperationRequestBuilder::with_target(self.0.key(id.as_ref()))
    }
}
