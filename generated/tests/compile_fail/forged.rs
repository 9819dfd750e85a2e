//! Only generated code says what is derived from what, and no program can say it in its place.

use msgraph_operations::msgraph_core::codegen::v1::{ByBase, DerivedFrom, Itself};
use msgraph_operations::msgraph_core::{Model, Request};
use msgraph_operations::v1_0::models::{
    Entity, LongRunningOperation, PublicError, RichLongRunningOperation, entity,
};

struct Mine;

impl DerivedFrom<Entity> for Mine {
    type Proof = Itself; //~ E0277: `Mine` is not derived from `Entity`
}

impl DerivedFrom<LongRunningOperation> for Mine {
    type Proof = ByBase; //~ E0277: the trait bound `Mine: Model` is not satisfied
}

struct Bare;

impl DerivedFrom<Entity> for Bare {} //~ E0046

fn main() {
    let _ = RichLongRunningOperation::new().with(entity::ID, "7");
    let _ = PublicError::new().with(entity::ID, "7"); //~ E0308
    let _ = |request: Request<Mine>| request;
    fn is_a_model<M: Model>() {}
    is_a_model::<Entity>();
    is_a_model::<Mine>(); //~ E0277
}
