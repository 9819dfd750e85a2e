//! What is there with some features only.

use std::collections::BTreeMap;

use syn::{ImplItem, Item};

use crate::code::join;

/// The macros that put conditions on modules, in the file beside.
pub(crate) fn conditions(
    module: &str,
    files: &BTreeMap<String, syn::File>,
) -> BTreeMap<String, String> {
    let api = module.split("::").next().unwrap();
    let Some(file) = files.get(&join(api, "features")) else {
        return BTreeMap::new();
    };
    let macros = file.items.iter().filter_map(|item| match item {
        Item::Macro(item) => Some(item),
        _ => None,
    });
    let conditions = macros.filter_map(|item| {
        let features = features_of(&item.mac.tokens.to_string());
        Some((item.ident.as_ref()?.to_string(), shown(&features)))
    });
    conditions.collect()
}

/// The condition in attributes.
pub(crate) fn condition(attributes: &[syn::Attribute]) -> String {
    let is_condition = |attribute: &&syn::Attribute| attribute.path().is_ident("cfg");
    let conditions = attributes.iter().filter(is_condition);
    let text: String = conditions
        .map(|attribute| quote::quote!(#attribute).to_string())
        .collect();
    shown(&features_of(&text))
}

pub(crate) fn attributes(item: &Item) -> Vec<String> {
    let all: Vec<_> = match item {
        Item::Impl(item) => (item.items.iter())
            .filter_map(|item| match item {
                ImplItem::Fn(method) => Some(&method.attrs),
                _ => None,
            })
            .collect(),
        Item::Enum(item) => item.variants.iter().map(|variant| &variant.attrs).collect(),
        _ => Vec::new(),
    };
    let all = all
        .into_iter()
        .flatten()
        .filter(|a| a.path().is_ident("cfg"));
    all.map(|a| quote::quote!(#a).to_string()).collect()
}

/// The texts after `feature =`.
pub(crate) fn features_of(text: &str) -> Vec<String> {
    let parts = text.split("feature = \"").skip(1);
    let mut features: Vec<_> = parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect();
    features.sort();
    features
}

pub(crate) fn shown(features: &[String]) -> String {
    if features.is_empty() {
        return String::new();
    }
    format!("  if {}", features.join(" or "))
}
