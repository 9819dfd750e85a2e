//! A type may have got members since this crate was generated.

use msgraph_operations::v1_0::models::PublicErrorDetail;

fn main() {
    let _ = PublicErrorDetail { ..PublicErrorDetail::new() }; //~ E0639
}
