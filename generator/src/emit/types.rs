//! Types of fields, parameters and answers as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::file::SourceFile;
use crate::rust::{Features, Type};

/// Any type.
pub(super) fn tokens(file: &mut SourceFile, ty: &Type<'_>) -> TokenStream {
    gated(file, ty, &Features::new())
}

/// A type without `impl` as text.
pub(super) fn text(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "").replace(',', ", ")
}

/// A type that is there with some features only.
pub(super) fn gated(file: &mut SourceFile, ty: &Type<'_>, features: &Features) -> TokenStream {
    match ty {
        Type::Std("()", _) => quote!(()),
        Type::Std(name, of) => {
            let of = arguments(file, of, features);
            let name = Ident::new(name, Span::call_site());
            quote!(#name #of)
        }
        Type::Runtime(name, of) => {
            let of = arguments(file, of, features);
            let name = file.runtime(name);
            quote!(#name #of)
        }
        Type::Generated(path) => file.gated_path(path, features),
        Type::Text => quote!(impl AsRef<str>),
        Type::Into(of) => {
            let of = gated(file, of, features);
            quote!(impl Into<#of>)
        }
        Type::Items(of) => {
            let of = gated(file, of, features);
            quote!(impl IntoIterator<Item = impl Into<#of>>)
        }
        Type::Derived(path) => {
            let path = file.gated_path(path, features);
            let [model, is_a] = ["Model", "IsA"].map(|item| file.runtime(item));
            quote!(&(impl #model + #is_a<#path>))
        }
    }
}

/// Innermost types come first: they are imported before what is around them.
fn arguments(file: &mut SourceFile, of: &[Type<'_>], features: &Features) -> Option<TokenStream> {
    let of: Vec<_> = of.iter().map(|ty| gated(file, ty, features)).collect();
    (!of.is_empty()).then(|| quote!(<#(#of),*>))
}
