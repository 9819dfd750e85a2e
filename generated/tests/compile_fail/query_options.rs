//! Handles belong to the type that is asked for, and are compared with values of their own type.

use msgraph_operations::msgraph_core::{Filter, Page, Request};
use msgraph_operations::v1_0::models::{
    LongRunningOperationStatus as Status, RichLongRunningOperation as Rich, public_error,
    public_error_detail, rich_long_running_operation as rich,
};

type Operations = Request<Page<Rich>>;

fn main() {
    let _ = |operations: Operations| {
        operations
            .select((rich::STATUS, rich::PERCENTAGE_COMPLETE))
            .filter(
                rich::STATUS
                    .eq(Status::Running)
                    .and(rich::PERCENTAGE_COMPLETE.gt(50)),
            )
            .order_by([rich::CREATED_DATE_TIME.desc()])
    };
    let _ = |operations: Operations| operations.select([public_error::CODE]); //~ E0277
    let _ = |operations: Operations| operations.filter(public_error::CODE.eq("a")); //~ E0277
    let _ = |operations: Operations| operations.order_by([public_error::CODE.asc()]); //~ E0277
    let _ = |operations: Operations| operations.expand(public_error::DETAILS); //~ E0277
    let _ = |operations: Operations| operations.expand(rich::STATUS); //~ E0277
    let _ = |operations: Operations| operations.order_by([rich::ERROR.desc()]); //~ E0599
    let _ = |operations: Operations| operations.order_by([rich::STATUS]); //~ E0277
    let _ = |operations: Operations| operations.select(["status"]); //~ E0277
    let _ = |operations: Operations| operations.select(vec![public_error::CODE]); //~ E0277
    let _: Filter<Rich> = rich::STATUS.eq("running"); //~ E0277
    let _: Filter<Rich> = rich::STATUS.gt(Status::Running); //~ E0599
    let _: Filter<Rich> = rich::PERCENTAGE_COMPLETE.lt("50"); //~ E0277
    let _: Filter<Rich> = rich::PERCENTAGE_COMPLETE.starts_with("5"); //~ E0599
    let _: Filter<Rich> = rich::ERROR.is_null(); //~ E0599
    let _: Filter<Rich> = rich::ERROR.member(rich::STATUS).eq(Status::Running); //~ E0308
    let _: Filter<Rich> = rich::ERROR
        .member(public_error::DETAILS)
        .any(public_error::CODE.eq("a")); //~ E0277
    let _: Filter<Rich> = rich::ERROR
        .member(public_error::DETAILS)
        .any(public_error_detail::CODE.eq("a"));
}
