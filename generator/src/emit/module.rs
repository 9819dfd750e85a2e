//! Module files.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{SourceFile, invocation, text};
use super::gates::Gates;
use super::{builder, docs, parameters, permissions};
use crate::config::Package;
use crate::rust::names::{Name, Style};
use crate::rust::{Api, Docs, Features, ModelKind, Namespace, Root, code};

/// `lib.rs`: a module for each service description, in the order of the configuration.
pub(super) fn library(
    package: &Package,
    apis: &[(String, String)],
    has_requests: bool,
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
    let idents = modules.iter().map(|(module, _)| Style::Module.name(module));
    let pages = page(line, &modules, has_requests);
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
    let unused = package
        .features
        .is_some()
        .then(|| quote!(#![allow(dead_code, reason = "what is called depends on the features")]));
    text([
        quote! {
            #(#![doc = #pages])*
            #![allow(deprecated, reason = "deprecated members are still read and written")]
            #![allow(clippy::doc_markdown, reason = "descriptions are plain text")]
            #![allow(clippy::needless_pass_by_value, reason = "requests own what they send")]
            #![allow(clippy::result_large_err, reason = "a failed downcast loses nothing")]
            #unused
            #foreign_letters
        },
        quote!(#(#docs #[rustfmt::skip] pub mod #idents;)*),
        quote!(
            pub use msgraph_core;
        ),
    ])
}

/// The page that a crate begins with, a line each.
fn page(title: String, modules: &[&(String, String)], has_requests: bool) -> Vec<String> {
    let mut lines = vec![title];
    lines.extend(["", "| module | service |", "|---|---|"].map(str::to_owned));
    lines.extend(modules.iter().map(|(module, service)| {
        let module = Style::Module.name(module);
        format!("| [`{}`] | {} |", module.as_str(), code(service))
    }));
    let areas = if has_requests { AREAS } else { MODELS_ALONE };
    lines.extend(
        [areas, GUIDE]
            .iter()
            .flat_map(|text| text.lines().map(str::to_owned)),
    );
    let indented = lines.into_iter().map(|line| match line.as_str() {
        "" => line,
        _ => format!(" {line}"),
    });
    indented.collect()
}

const AREAS: &str = "
In a module, `models` are what requests send and receive, and `requests` the paths that they go to.
Paths begin at the type beside these two, which is made of a client.";

const MODELS_ALONE: &str = "
In a module, `models` are what the service sends and receives. The crate has no requests.";

const GUIDE: &str = "
How things are done is on a page each:
[getting started](msgraph_core::guide::getting_started),
[long-running operations](msgraph_core::guide::long_running_operations),
[open enumerations](msgraph_core::guide::open_enums),
[null and absent](msgraph_core::guide::null_and_absent),
[pages](msgraph_core::guide::pages),
[errors and retries](msgraph_core::guide::errors_and_retries),
[clouds and credentials](msgraph_core::guide::clouds_and_credentials),
[testing](msgraph_core::guide::testing),
[versions side by side](msgraph_core::guide::versions).";

/// The module of an API: what the service root offers, and the modules below.
pub(super) fn api(api: &Api, has_gates: bool) -> String {
    let mut file = SourceFile::root(api);
    if has_gates {
        file.push(quote!(
            #[macro_use]
            mod features;
        ));
    }
    for namespace in &api.namespaces {
        match &namespace.module {
            None => file.push(areas(namespace)),
            Some(module) => {
                let docs = docs::line(&format!("The namespace {}.", code(&namespace.wire)));
                file.push(quote!(#docs pub mod #module;));
            }
        }
    }
    if !api.permissions.is_empty() {
        let docs = docs::line("What requests need to be allowed.");
        file.push(quote!(#docs pub mod permissions;));
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
    let line = format!("The root of the service at `{}`.", api.service);
    let docs = file.docs(&Docs {
        paragraphs: [line]
            .into_iter()
            .chain(root.caveats.iter().cloned())
            .collect(),
        deprecated: None,
    });
    let service = &api.service;
    let [client, target] = ["Client", "Target"].map(|item| file.runtime(item));
    let name = &root.name;
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
    let permissions = permissions::emit(file, &root.name, &root.methods);
    file.push(permissions);
    for structure in &root.parameters {
        parameters::emit(file, structure);
    }
}

/// The module of a namespace other than the main one.
pub(super) fn namespace(namespace: &Namespace) -> String {
    text([areas(namespace)])
}

fn areas(namespace: &Namespace) -> TokenStream {
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
pub(super) fn models(namespace: &Namespace, gates: &Gates<'_>) -> String {
    let models = namespace.models.iter().map(|model| {
        let module = &model.module;
        let (docs, names): (_, Vec<_>) = match &model.kind {
            ModelKind::Structure(structure) => {
                let names = [&structure.name, &structure.fields];
                let names = names.into_iter().chain(&structure.kind).collect();
                let docs = structure.has_handles.then(|| {
                    let link = docs::link(&structure.name);
                    docs::line(&format!("{link} and its members."))
                });
                (docs, names)
            }
            ModelKind::Enumeration(enumeration) => (None, vec![&enumeration.name]),
        };
        let export = reexport(module, &names);
        let (module, export) = match docs {
            Some(docs) => (quote!(#docs pub mod #module;), inline(export)),
            None => (quote!(mod #module;), export),
        };
        (&model.features, module, export)
    });
    modules(models, gates)
}

/// The module of requests: parameters stay in the modules of their types, the builders are here.
pub(super) fn requests(namespace: &Namespace, gates: &Gates<'_>) -> String {
    let files = namespace.builders.iter().map(|file| {
        let names: Vec<_> = file.builders.iter().map(|b| &b.name).collect();
        let shown: Vec<_> = (names.iter()).map(|name| docs::link(name)).collect();
        let shown = if shown.is_empty() {
            "Parameters".to_owned()
        } else {
            format!("{} and parameters", shown.join(", "))
        };
        let docs = docs::line(&format!("{shown}."));
        let module = &file.module;
        let module = quote!(#docs pub mod #module;);
        let export = inline(reexport(&file.module, &names));
        (&file.features, module, export)
    });
    modules(files, gates)
}

/// Modules and what they export: those that are always there, then those of each condition.
fn modules<'a>(
    files: impl Iterator<Item = (&'a Features, TokenStream, TokenStream)>,
    gates: &Gates<'_>,
) -> String {
    let mut groups: BTreeMap<&Features, (TokenStream, TokenStream)> = BTreeMap::new();
    for (features, module, export) in files {
        let (modules, exports) = groups.entry(features).or_default();
        modules.extend(module);
        exports.extend(export);
    }
    let always = groups.remove(&Features::new()).unwrap_or_default();
    let mut text = text([always.0, always.1]);
    for (features, (modules, exports)) in groups {
        if let Some(gate) = gates.name(features) {
            text.push_str(&invocation(gate, quote!(#modules #exports)));
        }
    }
    text
}

/// Shows what is exported where it is exported, although it could be seen in its own module.
fn inline(export: TokenStream) -> TokenStream {
    if export.is_empty() {
        export
    } else {
        quote!(#[doc(inline)] #export)
    }
}

fn reexport(module: &Name, names: &[&Name]) -> TokenStream {
    match names {
        [] => TokenStream::new(),
        [name] => quote!(pub use #module::#name;),
        names => quote!(pub use #module::{#(#names),*};),
    }
}
