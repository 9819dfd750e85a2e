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
    if let Some(kind) = &structure.kind {
        file.declare(kind);
    }
    for member in &structure.members {
        file.declare_constant(member.field.constant());
    }
    for constant in structure.inherited.iter().flat_map(|(_, names)| names) {
        file.declare_constant(constant.clone());
    }
    let declaration = declaration(file, structure);
    file.push(declaration);
    if let Some(kind) = &structure.kind {
        kind::emit(file, structure, kind);
    }
    let model = member::model(file, structure);
    file.push(model);
    if let Some(status) = &structure.status {
        let long_running = long_running(file, &structure.name, status);
        file.push(long_running);
    }
    let inherited = inherited_handles(file, structure);
    file.push(inherited);
    for handle in member::handles(file, &structure.name, &structure.members) {
        file.push(handle);
    }
}

fn declaration(file: &mut SourceFile, structure: &Structure) -> TokenStream {
    let docs = file.docs(&structure.docs);
    let name = &structure.name;
    let ancestors: Vec<_> = structure
        .ancestors
        .iter()
        .map(|path| file.path(path))
        .collect();
    let fields = member::fields(file, &structure.members);
    let (base, additional) =
        if let Some((path, base)) = structure.ancestors.first().zip(ancestors.first()) {
            let docs = file.doc_line(&format!("The members of {}.", docs::link(&path.item)));
            (Some(quote!(#docs pub base: #base,)), None)
        } else {
            let docs = file.doc_line("Members that this crate does not know.");
            let additional = file.runtime("Additional");
            (None, Some(quote!(#docs pub additional: #additional,)))
        };
    let lineage = (!ancestors.is_empty()).then(|| quote!(=> #(#ancestors),*));
    quote! {
        #docs
        #[derive(Default)]
        #[non_exhaustive]
        pub struct #name {
            #base
            #(#fields)*
            #additional
        }

        msgraph_core::model!(#name #lineage);
    }
}

/// How values tell how far an operation has come.
fn long_running(file: &mut SourceFile, name: &Name, status: &Status) -> TokenStream {
    let Status {
        status,
        succeeded,
        failed,
        percentage,
    } = status;
    let percentage = percentage.iter();
    let [long_running, info] = ["LongRunning", "OperationInfo"].map(|item| file.runtime(item));
    quote! {
        impl #long_running for #name {
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
