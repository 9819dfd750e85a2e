//! Module files.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::contents::{Contents, Export};
use super::file::{SourceFile, invocation, text};
use super::gates::Gates;
use super::{builder, docs, parameters, permissions};
use crate::config::Package;
use crate::rust::names::Style;
use crate::rust::{Api, Docs, Features, Root, code};

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
    let by_hand = package.modules.iter();
    let by_hand = by_hand.map(|module| Style::Module.name(module.get_ref()));
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
        quote!(msgraph_core::codegen::contract!(v1);),
        quote!(#(#docs #[rustfmt::skip] pub mod #idents;)*),
        quote!(#(pub mod #by_hand;)*),
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
pub(super) fn api(api: &Api, contents: &[Contents<'_>], has_gates: bool) -> String {
    let mut file = SourceFile::root(&api.module);
    if has_gates {
        file.push(quote!(
            #[macro_use]
            mod features;
        ));
    }
    for contents in contents {
        match &contents.module {
            None => file.push(areas(contents)),
            Some(module) => {
                let docs = docs::line(&format!("The namespace {}.", code(contents.wire)));
                file.push(quote!(#docs pub mod #module;));
            }
        }
    }
    if !api.permissions.is_empty() {
        let docs = docs::line("What requests need to be allowed.");
        file.push(quote!(#docs pub mod permissions;));
    }
    if let Some(root) = &api.root {
        emit_root(&mut file, &api.service, root);
    }
    file.finish()
}

fn emit_root(file: &mut SourceFile, service: &str, root: &Root) {
    file.declare(&root.name);
    for parameters in &root.parameters {
        file.declare(&parameters.name);
    }
    let line = format!("The root of the service at `{service}`.");
    let docs = docs::attributes(&Docs {
        paragraphs: [line]
            .into_iter()
            .chain(root.caveats.iter().cloned())
            .collect(),
        deprecated: None,
    });
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
pub(super) fn namespace(contents: &Contents<'_>) -> String {
    text([areas(contents)])
}

fn areas(contents: &Contents<'_>) -> TokenStream {
    let models = (!contents.models.is_empty()).then(|| {
        let docs = docs::line("What requests send and receive.");
        quote!(#docs pub mod models;)
    });
    let requests = (!contents.requests.is_empty()).then(|| {
        let docs = docs::line("The paths that requests go to.");
        quote!(#docs pub mod requests;)
    });
    quote!(#models #requests)
}

/// The module of models, or that of requests: the files that are always there, then those of each condition.
pub(super) fn area(exports: &[Export], gates: &Gates<'_>) -> String {
    let mut groups: BTreeMap<&Features, (TokenStream, TokenStream)> = BTreeMap::new();
    for export in exports {
        let (modules, items) = groups.entry(&export.features).or_default();
        modules.extend(export.declaration());
        items.extend(export.reexport());
    }
    let always = groups.remove(&Features::new()).unwrap_or_default();
    let mut text = text([always.0, always.1]);
    for (features, (modules, items)) in groups {
        if let Some(gate) = gates.name(features) {
            text.push_str(&invocation(gate, quote!(#modules #items)));
        }
    }
    text
}
