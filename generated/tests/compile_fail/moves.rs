//! Values are moved out of own members by name, and out of inherited ones by property descriptor.

use msgraph_operations::v1_0::models::{
    RichLongRunningOperation as Rich, public_error, rich_long_running_operation as rich,
};

fn main() {
    let _ = of_another_type;
    let _ = |operation: Rich| operation.percentage_complete;
    let _ = |operation: Rich| operation.resource_id;
    let _ = |operation: Rich| operation.status_detail; //~ E0507
    let _ = |mut operation: Rich| -> Option<String> { operation.take(rich::STATUS_DETAIL) };
}

fn of_another_type(mut operation: Rich) {
    let _ = operation.take(public_error::CODE); //~ E0277
}
