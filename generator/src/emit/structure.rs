//! Entity and complex types.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::SourceFile;
use super::{docs, kind, member};
use crate::overlay::Status;
use crate::rust::Structure;
use crate::rust::names::Name;

/// Everything about one structure.
pub(super) fn emit(file: &mut SourceFile, structure: &Structure) {
    file.declare(&structure.name);
    file.declare(&structure.fields);
    if let Some(kind) = &structure.kind {
        file.declare(kind);
    }
    for member in structure.handles() {
        file.declare_constant(member.field.constant());
    }
    for constant in structure.inherited.iter().flat_map(|(_, names)| names) {
        file.declare_constant(constant.clone());
    }
    let name = name(file, structure);
    file.push(name);
    let declaration = declaration(file, structure);
    file.push(declaration);
    if let Some(kind) = &structure.kind {
        kind::emit(file, structure, kind);
    }
    let model = member::table(file, structure, "Members");
    file.push(model);
    if let Some(status) = &structure.status {
        let operation = operation(file, &structure.fields, status);
        file.push(operation);
    }
    let inherited = inherited_handles(file, structure);
    file.push(inherited);
    for handle in member::handles(file, &structure.name, structure.handles()) {
        file.push(handle);
    }
}

/// What programs call the type.
fn name(file: &mut SourceFile, structure: &Structure) -> TokenStream {
    let docs = docs::attributes(&structure.docs);
    let object = file.runtime("Object");
    let [name, fields] = [&structure.name, &structure.fields];
    quote!(#docs pub type #name = #object<#fields>;)
}

/// The fields of the type.
fn declaration(file: &mut SourceFile, structure: &Structure) -> TokenStream {
    let docs = docs::line(&format!("The fields of {}.", docs::link(&structure.name)));
    let fields = &structure.fields;
    let ancestors: Vec<_> = structure
        .ancestors
        .iter()
        .map(|path| file.path(path))
        .collect();
    let members = member::fields(file, &structure.members);
    let (base, additional) =
        if let Some((path, base)) = structure.ancestors.first().zip(ancestors.first()) {
            let docs = docs::line(&format!("The members of {}.", docs::link(&path.item)));
            (Some(quote!(#docs pub base: #base,)), None)
        } else {
            let docs = docs::line("Members that this crate does not know.");
            let additional = file.runtime("Additional");
            (None, Some(quote!(#docs pub additional: #additional,)))
        };
    let derived = (!ancestors.is_empty())
        .then(|| quote!(msgraph_core::derived!(#fields => #(#ancestors),*);));
    quote! {
        #docs
        #[derive(Default)]
        #[non_exhaustive]
        pub struct #fields {
            #base
            #(#members)*
            #additional
        }

        #derived
    }
}

/// How values tell how far an operation has come.
fn operation(file: &mut SourceFile, fields: &Name, status: &Status) -> TokenStream {
    let Status {
        status,
        succeeded,
        failed,
        percentage,
    } = status;
    let percentage = percentage.iter();
    let [operation, info] = ["Operation", "OperationInfo"].map(|item| file.runtime(item));
    quote! {
        impl #operation for #fields {
            const INFO: &'static #info =
                &#info::new(#status, &[#(#succeeded),*], &[#(#failed),*])
                    #(.with_percentage(#percentage))*;
        }
    }
}

/// Handles of inherited members, so that they are found beside the own ones.
///
/// All but one that a base of the same name, in another namespace, is called like: importing it would import that
/// base, too.
fn inherited_handles(file: &SourceFile, structure: &Structure) -> TokenStream {
    let is_base = |name: &Name| structure.ancestors.iter().any(|base| base.item == *name);
    let is_free = |name: &&Name| **name != structure.name || !is_base(name);
    let uses = structure.inherited.iter().map(|(module, names)| {
        let parent = file.module(&module.modules);
        let module = &module.item;
        let names: Vec<_> = names.iter().filter(is_free).collect();
        match names.as_slice() {
            [] => TokenStream::new(),
            [name] => quote!(pub use #parent::#module::#name;),
            names => quote!(pub use #parent::#module::{#(#names),*};),
        }
    });
    uses.collect()
}
