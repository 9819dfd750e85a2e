//! Enumeration types, open for members that come later.

use proc_macro2::Literal;
use quote::quote;

use super::docs;
use super::file::SourceFile;
use crate::rust::Enumeration;

/// Everything about one enumeration.
pub(super) fn emit(file: &mut SourceFile, enumeration: &Enumeration) {
    file.declare(&enumeration.name);
    let docs = docs::attributes(&enumeration.docs);
    let name = &enumeration.name;
    let wire = &enumeration.wire;
    let variants: Vec<_> = enumeration.variants.iter().map(|v| &v.name).collect();
    let variant_docs: Vec<_> = enumeration
        .variants
        .iter()
        .map(|v| docs::attributes(&v.docs))
        .collect();
    let wires = enumeration.variants.iter().map(|v| &v.wire);
    let is_counted = (0..).zip(&enumeration.variants).all(|(n, v)| v.value == n);
    let with_numbers = (!is_counted).then(|| {
        let numbers = (enumeration.variants.iter()).map(|v| Literal::i64_unsuffixed(v.value));
        quote!(.with_numbers(&[#(#numbers),*]))
    });
    let [implemented, ty, text] =
        ["Enumeration", "EnumerationType", "Unrecognized"].map(|item| file.runtime(item));
    let unrecognized = docs::line("A member that is newer than this crate; its text is kept.");
    file.push(quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants,)*
            #unrecognized
            Unrecognized(#text),
        }

        msgraph_core::enumeration!(#name);
    });
    file.push(quote! {
        impl #name {
            /// The name of this member on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::Unrecognized(text) => text.as_str(),
                }
            }
        }
    });
    file.push(quote! {
        impl #implemented for #name {
            const TYPE: #ty<Self> = #ty::new(
                #wire, &[#(Self::#variants),*], Self::as_str, Self::Unrecognized,
            ) #with_numbers;
        }
    });
}
