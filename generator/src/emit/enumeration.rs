//! Enumeration types, open for members that come later.

use quote::quote;

use super::docs;
use super::file::SourceFile;
use super::member::literal;
use crate::rust::Enumeration;

/// Everything about one enumeration.
pub(super) fn emit(file: &mut SourceFile, enumeration: &Enumeration) {
    file.declare(&enumeration.name);
    let docs = docs::attributes(&enumeration.docs);
    let name = &enumeration.name;
    let variants = enumeration.variants.iter().map(|variant| {
        let docs = docs::attributes(&variant.docs);
        let name = &variant.name;
        quote!(#docs #name,)
    });
    let text = file.runtime("Unrecognized");
    let unrecognized = docs::line("A member that is newer than this crate; its text is kept.");
    file.push(quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unrecognized
            Unrecognized(#text),
        }
    });
    file.push_call("enumeration", &lines(enumeration));
}

/// The lines of `enumeration!`.
fn lines(enumeration: &Enumeration) -> Vec<String> {
    let mut lines = vec![format!(
        "{} = {};",
        enumeration.name,
        literal(&enumeration.wire)
    )];
    lines.extend(enumeration.variants.iter().map(|variant| {
        let wire = literal(&variant.wire);
        format!("{} = {wire}, {};", variant.name, variant.value)
    }));
    lines
}
