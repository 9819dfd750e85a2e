//! The fields of structs, and how the runtime reaches them by number.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::file::SourceFile;
use super::{docs, types};
use crate::rust::names::Name;
use crate::rust::{Access, Member, Structure};

/// The declarations of the own fields.
pub(super) fn fields(file: &mut SourceFile, members: &[Member]) -> Vec<TokenStream> {
    members
        .iter()
        .map(|member| {
            let docs = docs::attributes(&member.docs);
            let field = member.field.ident();
            let ty = types::field(file, &member.ty);
            quote!(#docs pub #field: #ty,)
        })
        .collect()
}

/// The implementation of `Model`: a table of wire names, and the fields by their place in it.
pub(super) fn model(file: &mut SourceFile, structure: &Structure) -> TokenStream {
    let name = structure.name.ident();
    let wire = &structure.wire;
    let wires = structure.members.iter().map(|member| &member.wire);
    let derived = (!structure.derived.is_empty()).then(|| {
        let wires = structure.derived.iter().map(|derived| &derived.wire);
        quote!(.with_derived(&[#(#wires),*]))
    });
    let is_abstract = structure.is_abstract.then(|| quote!(.with_abstract()));
    let view = accessor(&structure.members, &quote!(view), &quote!(View));
    let slot = accessor(&structure.members, &quote!(slot), &quote!(Slot));
    let n = if structure.members.is_empty() {
        quote!(_)
    } else {
        file.use_fields();
        quote!(n)
    };
    quote! {
        impl msgraph_core::Model for #name {
            fn info(&self) -> &'static msgraph_core::TypeInfo {
                const INFO: msgraph_core::TypeInfo =
                    msgraph_core::TypeInfo::new(#wire, &[#(#wires),*]) #derived #is_abstract;
                &INFO
            }

            fn member(&self, #n: usize) -> msgraph_core::View<'_> {
                #view
            }

            fn member_mut(&mut self, #n: usize) -> msgraph_core::Slot<'_> {
                #slot
            }
        }
    }
}

fn accessor(members: &[Member], method: &TokenStream, ty: &TokenStream) -> TokenStream {
    if members.is_empty() {
        return quote!(msgraph_core::#ty::Absent);
    }
    let places = (0..members.len()).map(Literal::usize_unsuffixed);
    let fields = members.iter().map(|member| member.field.ident());
    quote! {
        match n {
            #(#places => self.#fields.#method(),)*
            _ => msgraph_core::#ty::Absent,
        }
    }
}

/// The handles of the own members: what `select`, `Patch` and `with` are given.
pub(super) fn handles(file: &mut SourceFile, owner: &Name, members: &[Member]) -> Vec<TokenStream> {
    let owner = owner.ident();
    members
        .iter()
        .map(|member| {
            let docs = docs::line(&format!("The member `{}`.", member.wire));
            let name = member.field.constant().ident();
            let ty = types::field(file, &member.ty);
            let access = match member.access {
                Access::Nullable => None,
                Access::Required => Some(quote!(, msgraph_core::Required)),
                Access::ReadOnly => Some(quote!(, msgraph_core::ReadOnly)),
            };
            let wire = &member.wire;
            quote! {
                #docs
                pub const #name: &msgraph_core::Property<#owner, #ty #access> =
                    &msgraph_core::Property::new(#wire);
            }
        })
        .collect()
}
