//! What queries take: one descriptor or order, an array, a slice, a `Vec`, an iterator or a tuple of them.

use msgraph_operations::msgraph_core::{Order, Page, Request, Selectable};
use msgraph_operations::v1_0::models::{
    RichLongRunningOperation as Rich, public_error, rich_long_running_operation as rich,
};

type Operations = Request<Page<Rich>>;

fn selected(operations: &dyn Fn() -> Operations) {
    let mut texts = vec![rich::RESOURCE_ID];
    texts.push(rich::TYPE);
    let _ = operations().select(&texts);
    let _ = operations().select(texts.as_slice());
    let _ = operations().select(texts.iter());
    let _ = operations().select(texts.into_iter().filter(|property| property.name() != "type"));
    let _ = operations().select(&[rich::RESOURCE_ID]);
    let _ = operations().select([rich::RESOURCE_ID, rich::TYPE]);
    let _ = operations().select(rich::ID);
    let _ = operations().select((rich::ID, rich::STATUS, rich::ERROR));
    let mut mixed: Vec<&dyn Selectable<Rich>> = vec![rich::ID];
    mixed.push(rich::STATUS);
    let _ = operations().select(&mixed);
    let _ = operations().select(mixed);
}

fn ordered(operations: &dyn Fn() -> Operations) {
    let mut orders = vec![rich::STATUS.asc()];
    orders.push(rich::ID.desc());
    let _ = operations().order_by(&orders);
    let _ = operations().order_by(orders.as_slice());
    let _ = operations().order_by(orders.iter().rev());
    let _ = operations().order_by(orders);
    let _ = operations().order_by(&[rich::STATUS.asc()]);
    let _ = operations().order_by([rich::STATUS.asc(), Order::raw("id")]);
    let _ = operations().order_by(rich::STATUS.asc());
}

fn wrong(operations: &dyn Fn() -> Operations) {
    let _ = operations().select([public_error::CODE]); //~ E0277: does not select members of `RichLongRunningOperation`
    let _ = operations().select(vec![public_error::CODE]); //~ E0277: does not select members of
    let _ = operations().select(public_error::CODE); //~ E0277: does not select members of
    let _ = operations().select((rich::ID, public_error::CODE)); //~ E0277: does not select members of
    let _ = operations().select(["status"]); //~ E0277: such as `user::DISPLAY_NAME`
    let _ = operations().order_by([rich::STATUS]); //~ E0277: takes `asc()` or `desc()` of property descriptors
    let _ = operations().order_by("status desc"); //~ E0277: does not order items of `RichLongRunningOperation`
    let _ = operations().order_by([public_error::CODE.asc()]); //~ E0277: `RichLongRunningOperation` has no members of
    let _ = operations().expand(rich::STATUS); //~ E0277: cannot be expanded in `RichLongRunningOperation`
    let _ = operations().expand([public_error::DETAILS]); //~ E0277: takes navigation properties
    let _ = operations().expand("error"); //~ E0277: takes navigation properties
}

fn main() {
    let _ = (selected, ordered, wrong);
}
