//! An answer is taken once.

use msgraph_operations::msgraph_core::{BatchResponses, BatchHandle};
use msgraph_operations::v1_0::models::Entity;

fn main() {
    let _ = |mut answers: BatchResponses, handle: BatchHandle<Entity>| {
        let _ = answers.take(handle);
        let _ = answers.take(handle); //~ E0382
    };
}
