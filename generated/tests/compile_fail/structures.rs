//! A type may have got members since this crate was generated.

use msgraph_operations::v1_0::models::PublicErrorDetail;

fn main() {
    let empty = PublicErrorDetail::new();
    let _ = PublicErrorDetail { ..empty }; //~ E0639
}
