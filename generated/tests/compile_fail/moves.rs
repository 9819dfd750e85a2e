//! Members may move to the base type, so nothing is moved out of a value by name.

use msgraph_operations::v1_0::models::PublicErrorDetail;

fn main() {
    let detail = PublicErrorDetail::new();
    let _code = detail.code; //~ E0507
}
