//! What a value of a base type may really be.

use quote::quote;

use super::file::SourceFile;
use super::{docs, gates};
use crate::rust::names::Name;
use crate::rust::{Structure, code};

/// The enum of kinds, and the ways from the base type to the derived ones.
pub(super) fn emit(file: &mut SourceFile, structure: &Structure, kind: &Name) {
    let [name, fields] = [&structure.name, &structure.fields];
    let docs = docs::line(&format!(
        "What a {} really is, as far as this crate knows; made by [`{}::into_kind`].",
        docs::link(&structure.name),
        structure.name.as_str()
    ));
    let wires: Vec<_> = structure
        .derived
        .iter()
        .map(|derived| &derived.wire)
        .collect();
    let variants: Vec<_> = structure
        .derived
        .iter()
        .map(|derived| &derived.variant)
        .collect();
    let types: Vec<_> = structure
        .derived
        .iter()
        .map(|derived| file.gated_path(&derived.path, &derived.features))
        .collect();
    let gates: Vec<_> = structure
        .derived
        .iter()
        .map(|derived| gates::attribute(&derived.features))
        .collect();
    let variant_docs: Vec<_> = wires.iter().map(|wire| docs::line(&code(wire))).collect();
    let other =
        docs::line("Of no more than the base type, or of one that is newer than this crate.");
    let polymorphic = file.runtime("Polymorphic");
    file.push(quote! {
        impl #polymorphic for #fields {
            type Kind = #kind;

            #[inline]
            fn into_kind(value: #name) -> #kind {
                match value.odata_type() {
                    #(#gates Some(#wires) => #kind::#variants(msgraph_core::cast(value)),)*
                    _ => #kind::Other(Box::new(value)),
                }
            }
        }
    });
    file.push(quote! {
        #docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #kind {
            #(#variant_docs #gates #variants(Box<#types>),)*
            #other
            Other(Box<#name>),
        }
    });
}
