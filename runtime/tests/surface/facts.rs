//! Facts of an item, a line each.

use quote::{ToTokens as _, quote};
use syn::{
    Attribute, Fields, FnArg, ImplItem, Item, ItemImpl, ItemStruct, ItemTrait, Signature,
    TraitItem, Type,
};

use super::listing::cfgs;
use super::source::{conditions, is_hidden, is_public};
use super::spelling::{macro_lines, skeleton, tidy};

/// Returns true if a block is for the type with this name, or for a reference or a tuple with it.
pub(crate) fn is_for(block: &ItemImpl, name: &str) -> bool {
    let mut ty = &*block.self_ty;
    while let Type::Reference(reference) = ty {
        ty = &reference.elem;
    }
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

pub(crate) fn own_lines(item: &Item) -> Vec<String> {
    match item {
        Item::Struct(it) => struct_lines(it),
        Item::Enum(it) => {
            let (name, generics) = (&it.ident, &it.generics);
            let marks = marks(&it.attrs);
            let mut lines = vec![marks + &tidy(&quote!(enum #name #generics))];
            for variant in &it.variants {
                let mut variant = variant.clone();
                variant.attrs.clear();
                lines.push(format!("variant {}", tidy(&variant.to_token_stream())));
            }
            lines.extend(derived(&it.attrs));
            lines
        }
        Item::Trait(it) => trait_lines(it),
        Item::Fn(it) => vec![marks(&it.attrs) + &signature(&it.sig)],
        Item::Const(it) => {
            let (name, ty) = (&it.ident, &it.ty);
            vec![tidy(&quote!(const #name: #ty))]
        }
        Item::Type(it) => {
            let (name, generics, ty) = (&it.ident, &it.generics, &it.ty);
            vec![tidy(&quote!(type #name #generics = #ty))]
        }
        Item::Macro(it) if it.ident.is_some() => {
            let mut lines = vec!["macro".to_owned()];
            lines.extend(macro_lines(it.mac.tokens.clone()));
            lines
        }
        Item::Macro(it) => {
            let name = &it.mac.path;
            let call = skeleton(it.mac.tokens.clone());
            vec![tidy(&quote!(#name!(#call)))]
        }
        _ => panic!("no other items are public"),
    }
}

fn struct_lines(it: &ItemStruct) -> Vec<String> {
    let (name, generics) = (&it.ident, &it.generics);
    let mut lines = vec![marks(&it.attrs) + &tidy(&quote!(struct #name #generics))];
    let fields = match &it.fields {
        Fields::Named(fields) => fields.named.iter().collect(),
        Fields::Unnamed(fields) => fields.unnamed.iter().collect(),
        Fields::Unit => Vec::new(),
    };
    for (n, field) in fields
        .iter()
        .filter(|field| is_public(&field.vis))
        .enumerate()
    {
        let name = field
            .ident
            .as_ref()
            .map_or(n.to_string(), ToString::to_string);
        lines.push(format!(
            "field {name}: {}",
            tidy(&field.ty.to_token_stream())
        ));
    }
    lines.extend(derived(&it.attrs));
    lines
}

fn trait_lines(it: &ItemTrait) -> Vec<String> {
    let mut bare = it.clone();
    bare.attrs.clear();
    bare.items.clear();
    let mut lines = vec![
        tidy(&bare.to_token_stream())
            .trim_end_matches(" { }")
            .to_owned(),
    ];
    for item in &it.items {
        lines.push(match item {
            TraitItem::Fn(method) => {
                let kind = if method.default.is_some() {
                    "provided"
                } else {
                    "required"
                };
                format!("{kind} {}{}", marks(&method.attrs), signature(&method.sig))
            }
            TraitItem::Const(it) => {
                let (name, ty) = (&it.ident, &it.ty);
                let kind = if it.default.is_some() {
                    "provided"
                } else {
                    "required"
                };
                format!("{kind} {}", tidy(&quote!(const #name: #ty)))
            }
            other => format!("required {}", tidy(&skeleton(other.to_token_stream()))),
        });
    }
    lines
}

pub(crate) fn impl_lines(block: &ItemImpl) -> Vec<String> {
    let mut head = block.clone();
    head.attrs.clear();
    head.items.retain(|item| matches!(item, ImplItem::Type(_)));
    let head = tidy(&head.to_token_stream())
        .trim_end_matches(" { }")
        .to_owned();
    if block.trait_.is_some() {
        return vec![head];
    }
    let mut lines = Vec::new();
    for item in &block.items {
        let line = match item {
            ImplItem::Fn(method) if is_public(&method.vis) => {
                let condition = cfgs(&conditions(&method.attrs), &[]);
                format!(
                    "{condition}{}{}",
                    marks(&method.attrs),
                    signature(&method.sig)
                )
            }
            ImplItem::Const(it) if is_public(&it.vis) => {
                let (name, ty) = (&it.ident, &it.ty);
                tidy(&quote!(const #name: #ty))
            }
            _ => continue,
        };
        let is_generic = !block.generics.params.is_empty() || block.generics.where_clause.is_some();
        lines.push(if is_generic {
            format!("{line} // {head}")
        } else {
            line
        });
    }
    lines
}

/// The promises of attributes.
fn marks(attributes: &[Attribute]) -> String {
    let mut marks = String::new();
    for (name, mark) in [
        ("non_exhaustive", "#[non_exhaustive] "),
        ("must_use", "#[must_use] "),
    ] {
        if attributes.iter().any(|one| one.path().is_ident(name)) {
            marks += mark;
        }
    }
    let hidden = if is_hidden(attributes) {
        "(hidden) "
    } else {
        ""
    };
    marks + hidden
}

fn derived(attributes: &[Attribute]) -> Vec<String> {
    let lists = attributes
        .iter()
        .filter(|one| one.path().is_ident("derive"));
    let lists = lists.filter_map(|one| one.meta.require_list().ok());
    let names = lists.flat_map(|list| {
        let names = list.tokens.to_string();
        let names: Vec<_> = names
            .split(',')
            .map(|name| format!("derive {}", name.trim()))
            .collect();
        names
    });
    names.collect()
}

fn signature(signature: &Signature) -> String {
    let mut signature = signature.clone();
    for input in &mut signature.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver.attrs.clear(),
            FnArg::Typed(argument) => argument.attrs.clear(),
        }
    }
    tidy(&signature.to_token_stream())
}
