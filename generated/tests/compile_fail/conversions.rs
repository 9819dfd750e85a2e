//! A value converts into the type of the same name in another version, and into the types that it is derived from.

use msgraph_operations::msgraph_core::{Model as _, Enumeration as _, Error, Page};
use msgraph_operations::{beta, v1_0};
use v1_0::models::{
    AttackSimulationOperationType, Entity, LongRunningOperation, LongRunningOperationStatus, PublicError,
    RichLongRunningOperation,
};

fn up(rich: RichLongRunningOperation) -> [Entity; 2] {
    let base = LongRunningOperation::from(rich.clone());
    let _ = LongRunningOperation::from(PublicError::new()); //~ E0277
    let _ = RichLongRunningOperation::from(base.clone()); //~ E0308
    [rich.into(), base.into()]
}

fn across(rich: &beta::models::RichLongRunningOperation, page: &Page<Entity>) -> Result<(), Error> {
    let _: RichLongRunningOperation = rich.convert()?;
    let _: LongRunningOperation = rich.convert()?; //~ E0277: `LongRunningOperation` has another name in the schema
    let _ = rich.convert::<PublicError>()?; //~ E0277: no version of the same type
    let _: Page<Entity> = page.convert()?; //~ E0277
    Ok(())
}

fn member(status: &beta::models::LongRunningOperationStatus) {
    let _: LongRunningOperationStatus = status.convert();
    let _: AttackSimulationOperationType = status.convert(); //~ E0277: which does not convert into it
}

fn main() {
    let _ = (up, across, member);
}
