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
    match item {
        Item::Std(name) => {
            let name = Ident::new(name, Span::call_site());
            quote!(#name)
        }
        Item::Runtime(name) => file.runtime(name),
        Item::Enumeration(path) | Item::Structure(path) => file.path(path),
        Item::Flags(path) => {
            let path = file.path(path);
            let flags = file.runtime("Flags");
            quote!(#flags<#path>)
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
            let page = file.runtime("Page");
            quote!(#page<#item>)
        }
        Returns::Value(of) => {
            let item = item(file, of);
            let value = file.runtime("Value");
            quote!(#value<Option<#item>>)
        }
        Returns::Bytes => file.runtime("Bytes"),
    }
}
