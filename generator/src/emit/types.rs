//! Types of fields, parameters and answers as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::file::SourceFile;
use crate::rust::{FieldType, Item, Returns};

/// The type of a field: optional, or a list.
pub(super) fn field(file: &mut SourceFile, ty: &FieldType) -> TokenStream {
    let item = item(file, &ty.item);
    match (&ty.item, ty.is_collection) {
        (_, true) => quote!(Vec<#item>),
        (Item::Structure(_), false) => quote!(Option<Box<#item>>),
        (_, false) => quote!(Option<#item>),
    }
}

/// The type of one value.
pub(super) fn item(file: &mut SourceFile, item: &Item) -> TokenStream {
    let ident = |name: &str| Ident::new(name, Span::call_site());
    match item {
        Item::Std(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Item::Runtime(name) => {
            let name = ident(name);
            quote!(msgraph_core::#name)
        }
        Item::Enumeration(path) | Item::Structure(path) => file.path(path),
        Item::Flags(path) => {
            let path = file.path(path);
            quote!(msgraph_core::Flags<#path>)
        }
    }
}

/// What a request answers.
pub(super) fn answer(file: &mut SourceFile, returns: &Returns) -> TokenStream {
    match returns {
        Returns::Nothing => quote!(()),
        Returns::Structure(path) => file.path(path),
        Returns::Page(of) => {
            let item = item(file, of);
            quote!(msgraph_core::Page<#item>)
        }
        Returns::Value(of) => {
            let item = item(file, of);
            quote!(msgraph_core::Value<Option<#item>>)
        }
        Returns::Bytes => quote!(msgraph_core::Bytes),
    }
}
