//! The fields of structs, and how the runtime reaches them by number.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::file::SourceFile;
use super::{docs, types};
use crate::rust::names::Name;
use crate::rust::{Member, Structure, code};

/// The declarations of the own fields.
pub(super) fn fields(file: &mut SourceFile, members: &[Member]) -> Vec<TokenStream> {
    members
        .iter()
        .map(|member| {
            let docs = docs::attributes(&member.docs);
            let field = &member.field;
            let ty = types::tokens(file, &member.ty.field());
            quote!(#docs pub #field: #ty,)
        })
        .collect()
}

/// The implementation of a trait: a table of wire names, and the fields by their place in it.
pub(super) fn table(
    file: &mut SourceFile,
    structure: &Structure,
    implemented: &'static str,
) -> TokenStream {
    let fields = &structure.fields;
    let wire = &structure.wire;
    let wires = structure.members.iter().map(|member| &member.wire);
    let derived = structure.derived.iter().map(|derived| &derived.wire);
    let with_derived =
        (!structure.derived.is_empty()).then(|| quote!(.with_derived(&[#(#derived),*])));
    let with_abstract = structure.is_abstract.then(|| quote!(.with_abstract()));
    let with_open = structure.is_open.then(|| quote!(.with_open()));
    let is_root = structure.ancestors.is_empty();
    let with_entity = (structure.is_entity && is_root).then(|| quote!(.with_entity()));
    let [implemented, info, view, slot] =
        [implemented, "TypeInfo", "View", "Slot"].map(|n| file.runtime(n));
    let (above, variant) = if is_root {
        (quote!(additional), quote!(Root))
    } else {
        (quote!(base), quote!(Base))
    };
    let member = accessor(
        &structure.members,
        &quote!(view),
        &quote!(#view::#variant(&self.#above)),
    );
    let member_mut = accessor(
        &structure.members,
        &quote!(slot),
        &quote!(#slot::#variant(&mut self.#above)),
    );
    let n = if structure.members.is_empty() {
        quote!(_)
    } else {
        file.use_fields();
        quote!(n)
    };
    quote! {
        impl #implemented for #fields {
            const TYPE: #info = #info::new(#wire, &[#(#wires),*])
                #with_derived #with_abstract #with_open #with_entity;

            fn member(&self, #n: usize) -> #view<'_> {
                #member
            }

            fn member_mut(&mut self, #n: usize) -> #slot<'_> {
                #member_mut
            }
        }
    }
}

fn accessor(members: &[Member], method: &TokenStream, above: &TokenStream) -> TokenStream {
    if members.is_empty() {
        return above.clone();
    }
    let places = (0..members.len()).map(Literal::usize_unsuffixed);
    let fields = members.iter().map(|member| &member.field);
    quote! {
        match n {
            #(#places => self.#fields.#method(),)*
            _ => #above,
        }
    }
}

/// The handles of the own members: what `select`, `Patch` and `with` are given.
pub(super) fn handles(file: &mut SourceFile, owner: &Name, members: &[Member]) -> Vec<TokenStream> {
    let owner = file.own(owner);
    members
        .iter()
        .map(|member| {
            let docs = docs::line(&format!("The member {}.", code(&member.wire)));
            let name = member.field.constant();
            let ty = types::tokens(file, &member.handle(&owner));
            let property = file.runtime("Property");
            let wire = &member.wire;
            quote! {
                #docs
                pub const #name: #ty = &#property { name: #wire };
            }
        })
        .collect()
}
