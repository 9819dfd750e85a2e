//! A patch clears what is nullable, and sets what the service lets be set.

use msgraph_operations::msgraph_core::Patch;
use msgraph_operations::v1_0::models::{
    AttackSimulationOperation, LongRunningOperation, attack_simulation_operation as attack,
    long_running_operation as operation,
};

fn main() {
    let _ = Patch::<AttackSimulationOperation>::new()
        .set(attack::PERCENTAGE_COMPLETED, 5)
        .clear(attack::TENANT_ID);
    let _ = Patch::<AttackSimulationOperation>::new().clear(attack::PERCENTAGE_COMPLETED); //~ E0308
    let _ = Patch::<LongRunningOperation>::new().clear(operation::ID); //~ E0308
    let _ = Patch::<LongRunningOperation>::new().set(operation::ID, "1"); //~ E0277
    let _ = Patch::<LongRunningOperation>::new().set(operation::STATUS_DETAIL, 5); //~ E0277
    let _ = Patch::<LongRunningOperation>::new().set(attack::TENANT_ID, "1"); //~ E0277
}
