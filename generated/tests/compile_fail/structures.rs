//! A type may have got members since this crate was generated.

use msgraph_operations::v1_0::models::{PublicErrorDetail, PublicErrorDetailFields};

fn main() {
    let empty = PublicErrorDetail::new();
    let _ = PublicErrorDetailFields { ..empty.into_fields() }; //~ E0639
}
