//! What the generator writes for a small schema.

pub mod entity;
pub mod long_running_operation;
pub mod long_running_operation_status;
pub mod password_reset_response;
pub mod public_error;
pub mod public_error_detail;
pub mod reminder_view;
pub mod reset_password;
pub mod rich_long_running_operation;
pub mod right;
pub mod user;

pub use entity::Entity;
pub use long_running_operation::{LongRunningOperation, LongRunningOperationKind};
pub use long_running_operation_status::LongRunningOperationStatus;
pub use password_reset_response::PasswordResetResponse;
pub use public_error::PublicError;
pub use public_error_detail::PublicErrorDetail;
pub use reminder_view::ReminderView;
pub use reset_password::ResetPassword;
pub use rich_long_running_operation::RichLongRunningOperation;
pub use right::Right;
pub use user::User;
