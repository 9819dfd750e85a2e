//! The types that a value of a base type may really have.

use quote::quote;

use super::file::SourceFile;
use super::member::literal;
use super::{docs, gates};
use crate::rust::names::Name;
use crate::rust::{Structure, code};

/// The enum of kinds.
pub(super) fn emit(file: &mut SourceFile, structure: &Structure, kind: &Name) {
    let name = &structure.name;
    let docs = docs::line(&format!(
        "The type that a {} really has, as far as this crate knows; see [`{1}::kind`] and [`{1}::into_kind`].",
        docs::link(name),
        name.as_str()
    ));
    let mut variants = Vec::new();
    for derived in &structure.derived {
        let docs = docs::line(&code(&derived.wire));
        let gate = gates::attribute(&derived.features);
        let ty = file.gated_path(&derived.path, &derived.features);
        let variant = &derived.variant;
        variants.push(quote!(#docs #gate #variant(Box<#ty>),));
    }
    let other =
        docs::line("The base type itself, or a derived type that this crate does not know.");
    file.push(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #kind {
            #(#variants)*
            #other
            Other(Box<#name>),
        }
    });
}

/// The lines of `model!` about derived types.
pub(super) fn lines(structure: &Structure) -> Vec<String> {
    let Some(kind) = &structure.kind else {
        return Vec::new();
    };
    let mut lines = vec![format!("=> {kind} {{")];
    for derived in &structure.derived {
        if let Some(gate) = gates::text(&derived.features) {
            lines.push(format!("    {gate}"));
        }
        let wire = literal(&derived.wire);
        lines.push(format!("    {} = {wire};", derived.variant));
    }
    lines.push("}".to_owned());
    lines
}
