//! Module files.

use quote::quote;

use super::file::{SourceFile, text};
use super::{builder, docs, parameters};
use crate::config::Package;
use crate::rust::names::Name;
use crate::rust::{Api, ModelKind, Namespace, Root, code};

/// `lib.rs`: a module for each service description, in the order of the configuration.
pub(super) fn library(
    package: &Package,
    apis: &[(String, String)],
    has_foreign_letters: bool,
) -> String {
    let name = package.name.get_ref();
    let line = match &package.description {
        Some(description) => crate::rust::markdown(description),
        None => format!("The crate `{name}`."),
    };
    let mut modules: Vec<_> = apis.iter().collect();
    modules.sort();
    let docs: Vec<_> = modules
        .iter()
        .map(|(_, service)| docs::line(&format!("The service at `{service}`.")))
        .collect();
    let idents = modules
        .iter()
        .map(|(module, _)| crate::rust::names::Style::Module.name(module).ident());
    let line = format!(" {line}");
    let foreign_letters = has_foreign_letters.then(|| {
        quote! {
            #![allow(
                confusable_idents,
                mixed_script_confusables,
                uncommon_codepoints,
                reason = "the names are those of the schema"
            )]
        }
    });
    text([
        quote! {
            #![doc = #line]
            #![allow(deprecated, reason = "deprecated members are still read and written")]
            #![allow(clippy::doc_markdown, reason = "descriptions are plain text")]
            #![allow(clippy::needless_pass_by_value, reason = "requests own what they send")]
            #![allow(clippy::result_large_err, reason = "a failed downcast loses nothing")]
            #foreign_letters
        },
        quote!(#(#docs #[rustfmt::skip] pub mod #idents;)*),
        quote!(
            pub use msgraph_core;
        ),
    ])
}

/// The module of an API: what the service root offers, and the modules below.
pub(super) fn api(api: &Api) -> String {
    let mut file = SourceFile::root(api);
    for namespace in &api.namespaces {
        match &namespace.module {
            None => file.push(areas(namespace)),
            Some(module) => {
                let docs = docs::line(&format!("The namespace {}.", code(&namespace.wire)));
                let module = module.ident();
                file.push(quote!(#docs pub mod #module;));
            }
        }
    }
    if let Some(root) = &api.root {
        emit_root(&mut file, api, root);
    }
    file.finish()
}

fn emit_root(file: &mut SourceFile, api: &Api, root: &Root) {
    file.declare(&root.name);
    for parameters in &root.parameters {
        file.declare(&parameters.name);
    }
    let docs = docs::line(&format!("The root of the service at `{}`.", api.service));
    let service = &api.service;
    let [client, target] = ["Client", "Target"].map(|item| file.runtime(item));
    let name = root.name.ident();
    let methods: Vec<_> = root
        .methods
        .iter()
        .map(|m| builder::method(file, m))
        .collect();
    file.push(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(#target);
    });
    file.push(quote! {
        impl #name {
            /// Sends its requests through a client.
            pub fn new(client: #client) -> Self {
                Self(client.service(#service))
            }

            #(#methods)*
        }
    });
    for structure in &root.parameters {
        parameters::emit(file, structure);
    }
}

/// The module of a namespace other than the main one.
pub(super) fn namespace(namespace: &Namespace) -> String {
    text([areas(namespace)])
}

fn areas(namespace: &Namespace) -> proc_macro2::TokenStream {
    let models = (!namespace.models.is_empty()).then(|| {
        let docs = docs::line("What requests send and receive.");
        quote!(#docs pub mod models;)
    });
    let requests = (!namespace.builders.is_empty()).then(|| {
        let docs = docs::line("The paths that requests go to.");
        quote!(#docs pub mod requests;)
    });
    quote!(#models #requests)
}

/// The module of models: handles stay in the modules of their types, the types are here.
pub(super) fn models(namespace: &Namespace) -> String {
    let modules = namespace.models.iter().map(|model| {
        let module = model.module.ident();
        match &model.kind {
            ModelKind::Structure(structure) => {
                let docs = docs::line(&format!("[`{}`] and its members.", structure.name.as_str()));
                quote!(#docs pub mod #module;)
            }
            ModelKind::Enumeration(_) => quote!(mod #module;),
        }
    });
    let uses = namespace.models.iter().map(|model| {
        let names: Vec<_> = match &model.kind {
            ModelKind::Structure(s) => [&s.name].into_iter().chain(&s.kind).collect(),
            ModelKind::Enumeration(e) => vec![&e.name],
        };
        reexport(&model.module, &names)
    });
    text([modules.collect(), uses.collect()])
}

/// The module of requests: parameters stay in the modules of their types, the builders are here.
pub(super) fn requests(namespace: &Namespace) -> String {
    let modules = namespace.builders.iter().map(|file| {
        let names: Vec<_> = file
            .builders
            .iter()
            .map(|b| format!("[`{}`]", b.name.as_str()))
            .collect();
        let names = if names.is_empty() {
            "Parameters".to_owned()
        } else {
            format!("{} and parameters", names.join(", "))
        };
        let docs = docs::line(&format!("{names}."));
        let module = file.module.ident();
        quote!(#docs pub mod #module;)
    });
    let uses = namespace.builders.iter().filter_map(|file| {
        let names: Vec<_> = file.builders.iter().map(|b| &b.name).collect();
        (!names.is_empty()).then(|| reexport(&file.module, &names))
    });
    text([modules.collect(), uses.collect()])
}

fn reexport(module: &Name, names: &[&Name]) -> proc_macro2::TokenStream {
    let module = module.ident();
    let idents: Vec<_> = names.iter().map(|name| name.ident()).collect();
    match idents.as_slice() {
        [name] => quote!(pub use #module::#name;),
        names => quote!(pub use #module::{#(#names),*};),
    }
}
