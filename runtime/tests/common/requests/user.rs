use super::LongRunningOperationCollectionRequestBuilder;
use crate::common::models::{
    LongRunningOperation, PasswordResetResponse, ReminderView, ResetPassword, User,
};

#[derive(Clone, Debug)]
pub struct UserRequestBuilder(msgraph_core::Target);

impl UserRequestBuilder {
    pub(crate) fn with_target(target: msgraph_core::Target) -> Self {
        Self(target)
    }

    pub fn operations(&self) -> LongRunningOperationCollectionRequestBuilder {
        LongRunningOperationCollectionRequestBuilder::with_target(self.0.segment("operations"))
    }

    pub fn get(&self) -> msgraph_core::Request<User> {
        self.0.get()
    }

    pub fn update(&self, patch: msgraph_core::Patch<User>) -> msgraph_core::Request<User> {
        self.0.patch(patch)
    }

    pub fn delete(&self) -> msgraph_core::Request<()> {
        self.0.delete()
    }

    pub fn reset_password(
        &self,
        parameters: ResetPassword,
    ) -> msgraph_core::Request<PasswordResetResponse> {
        self.0.action("resetPassword", &parameters)
    }

    pub fn revoke(&self) -> msgraph_core::Request<msgraph_core::Single<Option<bool>>> {
        self.0.action("revoke", &msgraph_core::NoParameters)
    }

    pub fn reminder_view(
        &self,
        parameters: ReminderView,
    ) -> msgraph_core::Request<msgraph_core::Page<LongRunningOperation>> {
        self.0.function("reminderView", &parameters)
    }

    pub fn content(&self) -> msgraph_core::Request<msgraph_core::Bytes> {
        self.0.segment("content").get()
    }
}

#[derive(Clone, Debug)]
pub struct UserCollectionRequestBuilder(msgraph_core::Target);

impl UserCollectionRequestBuilder {
    pub(crate) fn with_target(target: msgraph_core::Target) -> Self {
        Self(target)
    }

    pub fn list(&self) -> msgraph_core::Request<msgraph_core::Page<User>> {
        self.0.get()
    }

    pub fn create<D>(&self, user: D) -> msgraph_core::Request<User>
    where
        D: msgraph_core::Model + msgraph_core::IsA<User>,
    {
        self.0.create::<User>(&user)
    }

    pub fn count(&self) -> msgraph_core::Request<msgraph_core::Count> {
        self.0.segment("$count").get()
    }

    pub fn by_id(&self, id: impl AsRef<str>) -> UserRequestBuilder {
        UserRequestBuilder::with_target(self.0.key(id.as_ref()))
    }

    pub fn by_number_and_name(&self, number: i32, name: impl AsRef<str>) -> UserRequestBuilder {
        UserRequestBuilder::with_target(
            self.0
                .key_predicate(&[("number", &number), ("name", &name.as_ref())]),
        )
    }

    pub fn by_stage_number(&self, stage_number: i32) -> UserRequestBuilder {
        UserRequestBuilder::with_target(self.0.key(stage_number))
    }
}
