//! An enumeration may have got members since this crate was generated.

use msgraph_operations::v1_0::models::LongRunningOperationStatus as Status;

fn main() {
    let _ = |status: Status| match status {
        //~^ E0004
        Status::NotStarted | Status::Running => false,
        Status::Succeeded | Status::Failed => true,
        Status::UnknownFutureValue | Status::Unrecognized(_) => false,
    };
}
