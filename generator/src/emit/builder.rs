//! Request builders.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::SourceFile;
use super::{gates, parameters, types};
use crate::rust::names::Name;
use crate::rust::{Builder, BuilderFile, Call, Item, KeyPart, Method, OperationCall, Path};

/// The builders of a type, then the parameters of their operations.
pub(super) fn emit(file: &mut SourceFile, builders: &BuilderFile) {
    for builder in &builders.builders {
        file.declare(&builder.name);
    }
    for parameters in &builders.parameters {
        file.declare(&parameters.name);
    }
    for builder in &builders.builders {
        emit_builder(file, builder);
    }
    for parameters in &builders.parameters {
        parameters::emit(file, parameters);
    }
}

fn emit_builder(file: &mut SourceFile, builder: &Builder) {
    let docs = file.docs(&builder.docs);
    let name = builder.name.ident();
    let methods: Vec<_> = builder.methods.iter().map(|m| method(file, m)).collect();
    let target = file.runtime("Target");
    file.push(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(#target);
    });
    file.push(quote! {
        impl #name {
            pub(crate) fn with_target(target: #target) -> Self {
                Self(target)
            }

            #(#methods)*
        }
    });
}

/// A method of a builder or of the service root.
pub(super) fn method(file: &mut SourceFile, method: &Method) -> TokenStream {
    let docs = file.docs(&method.docs);
    let gate = gates::attribute(&method.features);
    let name = &method.name;
    let signature = match &method.call {
        Call::Segment { wire, to, .. } => {
            let to = file.gated_path(to, &method.features);
            segment(name, wire, &to)
        }
        Call::Key {
            parts,
            in_parentheses,
            to,
        } => key(file, name, parts, *in_parentheses, to),
        Call::Get(model) => {
            let model = file.path(model);
            request(file, name, &model, &quote!(get()))
        }
        Call::List(model) => {
            let model = file.path(model);
            let page = file.runtime("Page");
            request(file, name, &quote!(#page<#model>), &quote!(get()))
        }
        Call::Create(model) => send(file, name, &quote!(create), model),
        Call::Put(model) => send(file, name, &quote!(put), model),
        Call::Update(model) => update(file, name, model),
        Call::Delete => request(file, name, &quote!(()), &quote!(delete())),
        Call::Count => {
            let count = file.runtime("Count");
            request(file, name, &count, &quote!(segment("$count").get()))
        }
        Call::Media { wire } => shared(file, name, "Media", &quote!(media(#wire))),
        Call::References => shared(file, name, "References", &quote!(references())),
        Call::Reference => shared(file, name, "Reference", &quote!(reference())),
        Call::Action(call) => operation(file, name, &quote!(action), call),
        Call::Function(call) => operation(file, name, &quote!(function), call),
        Call::Compose {
            wire,
            parameters,
            to,
        } => compose(file, name, wire, parameters.as_ref(), to),
    };
    quote!(#docs #gate #signature)
}

/// A method without parameters that makes a request.
fn request(
    file: &mut SourceFile,
    name: &Name,
    answer: &TokenStream,
    call: &TokenStream,
) -> TokenStream {
    let name = name.ident();
    let request = file.runtime("Request");
    quote! {
        pub fn #name(&self) -> #request<#answer> {
            self.0.#call
        }
    }
}

/// A method that leads to a builder of the runtime.
fn shared(file: &mut SourceFile, name: &Name, to: &'static str, call: &TokenStream) -> TokenStream {
    let name = name.ident();
    let to = file.runtime(to);
    quote! {
        pub fn #name(&self) -> #to {
            self.0.#call
        }
    }
}

fn segment(name: &Name, wire: &str, to: &TokenStream) -> TokenStream {
    let name = name.ident();
    quote! {
        pub fn #name(&self) -> #to {
            #to::with_target(self.0.segment(#wire))
        }
    }
}

fn key(
    file: &mut SourceFile,
    name: &Name,
    parts: &[KeyPart],
    in_parentheses: bool,
    to: &Path,
) -> TokenStream {
    let name = name.ident();
    let to = file.path(to);
    let idents: Vec<_> = parts.iter().map(|part| part.name.ident()).collect();
    let types: Vec<_> = parts
        .iter()
        .map(|part| match &part.item {
            Item::Std("String") => quote!(impl AsRef<str>),
            item => types::item(file, item),
        })
        .collect();
    let values = parts.iter().zip(&idents).map(|(part, ident)| {
        if part.item == Item::Std("String") {
            quote!(#ident.as_ref())
        } else {
            quote!(#ident)
        }
    });
    let target = if in_parentheses {
        let wires = parts.iter().map(|part| &part.wire);
        quote!(key_predicate(&[#((#wires, &#values)),*]))
    } else {
        quote!(key(#(#values),*))
    };
    quote! {
        pub fn #name(&self, #(#idents: #types),*) -> #to {
            #to::with_target(self.0.#target)
        }
    }
}

/// A method that sends a value to where a `model` is expected.
fn send(file: &mut SourceFile, name: &Name, method: &TokenStream, model: &Path) -> TokenStream {
    let name = name.ident();
    let model = file.path(model);
    let [request, trait_name, is_a] = ["Request", "Model", "IsA"].map(|item| file.runtime(item));
    quote! {
        pub fn #name(&self, body: &(impl #trait_name + #is_a<#model>)) -> #request<#model> {
            self.0.#method(body)
        }
    }
}

fn update(file: &mut SourceFile, name: &Name, model: &Path) -> TokenStream {
    let name = name.ident();
    let model = file.path(model);
    let [request, patch] = ["Request", "Patch"].map(|item| file.runtime(item));
    quote! {
        pub fn #name(&self, patch: #patch<#model>) -> #request<#model> {
            self.0.patch(patch)
        }
    }
}

fn operation(
    file: &mut SourceFile,
    name: &Name,
    method: &TokenStream,
    call: &OperationCall,
) -> TokenStream {
    let name = name.ident();
    let mut answer = types::answer(file, &call.returns);
    if let Some(operation) = &call.starts {
        let operation = types::item(file, operation);
        let started = file.runtime("Started");
        answer = quote!(#started<#answer, #operation>);
    }
    let wire = &call.wire;
    let (parameter, argument) = parameters(file, call.parameters.as_ref());
    let request = file.runtime("Request");
    quote! {
        pub fn #name(&self, #parameter) -> #request<#answer> {
            self.0.#method(#wire, #argument)
        }
    }
}

fn compose(
    file: &mut SourceFile,
    name: &Name,
    wire: &str,
    parameters: Option<&Path>,
    to: &Path,
) -> TokenStream {
    let name = name.ident();
    let to = file.path(to);
    let (parameter, argument) = self::parameters(file, parameters);
    quote! {
        pub fn #name(&self, #parameter) -> #to {
            #to::with_target(self.0.function_target(#wire, #argument))
        }
    }
}

/// How a method takes the parameters of an operation, and how it hands them on.
fn parameters(file: &mut SourceFile, path: Option<&Path>) -> (Option<TokenStream>, TokenStream) {
    if let Some(path) = path {
        let ty = file.path(path);
        return (Some(quote!(parameters: #ty)), quote!(&parameters));
    }
    let none = file.runtime("NoParameters");
    (None, quote!(&#none))
}
