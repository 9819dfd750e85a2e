mod long_running_operation;
mod user;

pub use long_running_operation::{
    LongRunningOperationCollectionRequestBuilder, LongRunningOperationRequestBuilder,
};
pub use user::{UserCollectionRequestBuilder, UserRequestBuilder};
