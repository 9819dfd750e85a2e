//! Request builders.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::file::SourceFile;
use super::{docs, gates, parameters, permissions, types};
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
    let docs = docs::attributes(&builder.docs);
    let name = &builder.name;
    let methods: Vec<_> = builder.methods.iter().map(|m| method(file, m)).collect();
    let target = file.runtime("Target");
    file.push(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(pub(crate) #target);
    });
    if !methods.is_empty() {
        file.push(quote!(impl #name { #(#methods)* }));
    }
    let permissions = permissions::emit(file, &builder.name, &builder.methods);
    file.push(permissions);
}

/// A method of a builder or of the service root.
pub(super) fn method(file: &mut SourceFile, method: &Method) -> TokenStream {
    let docs = docs::attributes(&method.docs);
    let gate = gates::attribute(&method.features);
    let name = &method.name;
    let returns = types::gated(file, &method.returns(), &method.features);
    let parameters: Vec<_> = (method.parameters().into_iter())
        .map(|(name, ty)| (name, types::gated(file, &ty, &method.features)))
        .map(|(name, ty)| quote!(, #name: #ty))
        .collect();
    let body = body(file, &method.call, &returns);
    let offered = offered(file, method);
    quote! {
        #docs
        #gate
        #[inline]
        pub fn #name(&self #(#parameters)*) -> #returns {
            #body #offered
        }
    }
}

/// The clouds that offer the request, if not all of them do.
fn offered(file: &mut SourceFile, method: &Method) -> Option<TokenStream> {
    let is_request = !matches!(
        method.call,
        Call::Media { .. } | Call::References | Call::Reference | Call::Compose { .. }
    );
    let clouds = method.clouds.as_ref().filter(|_| is_request)?;
    let ty = file.runtime("Cloud");
    let clouds = clouds
        .iter()
        .map(|cloud| Ident::new(cloud.name(), Span::call_site()));
    Some(quote!(.offered_by(&[#(#ty::#clouds),*])))
}

fn body(file: &mut SourceFile, call: &Call, returns: &TokenStream) -> TokenStream {
    match call {
        Call::Segment { wire, .. } => quote!(#returns(self.0.segment(#wire))),
        Call::Key {
            parts,
            in_parentheses,
            ..
        } => {
            let target = key(parts, *in_parentheses);
            quote!(#returns(self.0.#target))
        }
        Call::Address { from, .. } => {
            let key = (!from.is_empty()).then(|| key(from, false)).into_iter();
            quote!(#returns(self.0 #(.#key)* .by_path(path.as_ref())))
        }
        Call::Read(_) => quote!(self.0.get()),
        Call::Create(_) => quote!(self.0.create(body)),
        Call::Put(_) => quote!(self.0.put(body)),
        Call::Update(_) => quote!(self.0.patch(patch)),
        Call::Delete => quote!(self.0.delete()),
        Call::Count => quote!(self.0.segment("$count").get()),
        Call::Media { wire } if wire.is_empty() => quote!(self.0.bytes()),
        Call::Media { wire } => quote!(self.0.media(#wire)),
        Call::References => quote!(self.0.references()),
        Call::Reference => quote!(self.0.reference()),
        Call::Action(OperationCall {
            wire, parameters, ..
        }) => {
            let argument = argument(file, parameters.as_ref());
            quote!(self.0.action(#wire, #argument))
        }
        Call::Function(OperationCall {
            wire, parameters, ..
        }) => {
            let argument = argument(file, parameters.as_ref());
            quote!(self.0.function(#wire, #argument))
        }
        Call::Compose {
            wire, parameters, ..
        } => {
            let argument = argument(file, parameters.as_ref());
            quote!(#returns(self.0.function_target(#wire, #argument)))
        }
    }
}

/// The call that goes on by a key.
fn key(parts: &[KeyPart], in_parentheses: bool) -> TokenStream {
    let values = parts.iter().map(|part| {
        let name = &part.name;
        if part.item == Item::Std("String") {
            quote!(#name.as_ref())
        } else {
            quote!(#name)
        }
    });
    if in_parentheses {
        let wires = parts.iter().map(|part| &part.wire);
        quote!(key_predicate(&[#((#wires, &#values)),*]))
    } else {
        quote!(key(#(#values),*))
    }
}

/// How a method hands on the parameters of an operation.
fn argument(file: &mut SourceFile, parameters: Option<&Path>) -> TokenStream {
    if parameters.is_some() {
        return quote!(&parameters);
    }
    let none = file.runtime("NoParameters");
    quote!(&#none)
}
