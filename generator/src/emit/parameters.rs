//! The structs in which actions and functions take their parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::SourceFile;
use super::{docs, member, types};
use crate::rust::{FieldType, Item, Member, Structure, code};

/// The struct and its setters.
pub(super) fn emit(file: &mut SourceFile, structure: &Structure) {
    let docs = docs::attributes(&structure.docs);
    let name = &structure.name;
    let fields = member::fields(file, &structure.members);
    let setters: Vec<_> = structure
        .members
        .iter()
        .map(|member| setter(file, member))
        .collect();
    let additional = file.runtime("Additional");
    file.push(quote! {
        #docs
        #[derive(Default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            /// Parameters that this crate does not know.
            pub additional: #additional,
        }
    });
    let head = format!("{name} = {};", member::literal(&structure.wire));
    let lines = [head].into_iter().chain(member::lines(&structure.members));
    file.push_call("parameters", &lines.collect::<Vec<_>>());
    if !setters.is_empty() {
        file.push(quote!(impl #name { #(#setters)* }));
    }
}

fn setter(file: &mut SourceFile, parameter: &Member) -> TokenStream {
    let docs = docs::line(&format!("Sets {}.", code(&parameter.wire)));
    let name = &parameter.field;
    let ty = types::tokens(file, &parameter.ty.argument());
    let value = value(&parameter.ty);
    quote! {
        #docs
        #[must_use]
        #[inline]
        pub fn #name(mut self, value: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// What a setter takes as the value of the field.
fn value(ty: &FieldType) -> TokenStream {
    match (&ty.item, ty.is_collection) {
        (_, true) => quote!(value.into_iter().map(Into::into).collect()),
        (Item::Structure(_), false) => quote!(Some(Box::new(value))),
        (Item::Std("String") | Item::Runtime(_) | Item::Flags(_), false) => {
            quote!(Some(value.into()))
        }
        (Item::Std(_) | Item::Enumeration(_), false) => quote!(Some(value)),
    }
}
